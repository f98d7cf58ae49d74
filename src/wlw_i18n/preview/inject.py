"""What is put into a page when it is served, and never into an export: the overlay, its data, what is wrong."""

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from html import escape
from typing import Any, Final

from wlw_i18n.model.diagnostic import Diagnostic

PREFIX: Final = ":preview"
"""Where the overlay's own files are: no language has this code."""
_POLICY: Final = re.compile(r'(<meta http-equiv="Content-Security-Policy" content="[^"]*)"')
_BODY: Final = re.compile(r"<body[^>]*>")
_PAGE: Final = """<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
{text}
<p><a href="/">All pages</a></p>
</main>
</body>
</html>
"""


def page(html: str, data: Mapping[str, Any], problems: Sequence[Diagnostic]) -> tuple[str, str]:
    """A page with the overlay, and a digest that changes with what the page shows.

    Args:
        html: the page as it would be exported.
        data: what the overlay's script needs to know.
        problems: what keeps the page from being up to date.
    """
    told = _json(data)
    said = _problems(problems)
    digest = blake2b("\0".join((html, told, said)).encode(), digest_size=8).hexdigest()
    head = (
        f'<link rel="stylesheet" href="/{PREFIX}/overlay.css" />\n'
        f'<script src="/{PREFIX}/overlay.js" data-digest="{digest}" defer="defer"></script>\n'
        f'<script type="application/json" id=":preview-data">{told}</script>\n'
    )
    html = _POLICY.sub(lambda found: f"""{found[1]}; connect-src 'self'\"""", html, count=1)
    html = html.replace("</head>", f"{head}</head>", 1)
    return _BODY.sub(lambda body: f"{body[0]}\n{said}", html, count=1), digest


def bare(title: str, text: str) -> str:
    """A page for an address that has none, or while there is none.

    Args:
        title: plain text.
        text: plain text, one paragraph a line.
    """
    paragraphs = "\n".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    return _PAGE.format(title=escape(title), text=paragraphs)


def _json(data: Mapping[str, Any]) -> str:
    """JSON that cannot end the script element that it stands in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _problems(problems: Sequence[Diagnostic]) -> str:
    if not problems:
        return ""
    items = "\n".join(map(_problem, problems))
    return (
        '<section class="preview-problems" role="alert" tabindex="0" lang="en" dir="ltr">\n'
        "<h2>This has to be put right first</h2>\n"
        f"<ul>\n{items}\n</ul>\n"
        "<p>The page below is from before, as far as there is one. It is made anew as soon as the file is saved.</p>\n"
        "</section>\n"
    )


def _problem(problem: Diagnostic) -> str:
    where = f"<code>{escape(str(problem.location))}</code>: " if problem.location else ""
    hint = f"<br />{escape(problem.hint)}" if problem.hint else ""
    return f"<li>{where}{escape(problem.message)}{hint}</li>"
