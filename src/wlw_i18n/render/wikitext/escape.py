"""Characters that mean something in wikitext, written as character references.

References, not `<nowiki>`: they hold in every place (cells, link labels, captions, quiz answers), the pre-save
transform leaves them alone, and Extension:Translate does not see tags in them.
"""

import re
from typing import Final

__all__ = ["DROPPED", "PROTOCOLS", "attribute", "code", "end", "quoted", "start", "text", "unspaced", "url"]

PROTOCOLS: Final = (
    "bitcoin|ftps?|geo|git|gopher|https?|ircs?|magnet|mailto|matrix|mms|news|nntp|redis|sftp|sips?|sms|ssh|svn|tel|telnet|"
    "urn|worldwind|xmpp"
)
"""URL schemes that MediaWiki links by default (`$wgUrlProtocols`)."""

_CONTROL: Final = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
_ALWAYS: Final = re.compile(rf"[&<>\[\]{{}}|\n\r\t{_CONTROL}]")
_TOGETHER: Final = ("''", "~~~", "__", "!!", "ISBN", "RFC", "PMID")
_COLON: Final = re.compile(r":(?!\s)")
_HAZARD: Final = re.compile(
    rf"""
      (?P<one>[&<>\[\]{{}}|])
    | (?P<run>''+|^'|'$|~~~+)
    | _(?=_)
    | !(?=!)
    | :(?=//)
    | (?P<magic>\b(?:ISBN|RFC|PMID)(?=\s+\d|\s*$))
    | (?P<space>(?<!\s)\s*[\n\r\t]\s*)
    | (?P<control>[{_CONTROL}])
    """,
    re.VERBOSE,
)
_SCHEME: Final = re.compile(rf"((?:{PROTOCOLS}):)(?!\s)", re.IGNORECASE)
_NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def text(value: str) -> str:
    """Plain text in a line: it shows exactly these characters wherever it stands in that line.

    White space with a line end in it becomes one space; what XML cannot hold becomes U+FFFD.
    """
    if not _is_suspect(value):
        return value
    escaped = _HAZARD.sub(_reference, value)
    return _SCHEME.sub(lambda found: f"{found[1][:-1]}&#58;", escaped) if ":" in escaped else escaped


def _is_suspect(value: str) -> bool:
    """A quick look: most texts need nothing."""
    return (
        _ALWAYS.search(value) is not None
        or (":" in value and _COLON.search(value) is not None)
        or value.startswith("'")
        or value.endswith("'")
        or any(mark in value for mark in _TOGETHER)
    )


def start(line: str) -> str:
    """A line, cell, item or heading that must not begin with a mark or with white space."""
    line = line.lstrip(" \t")
    return f"&#{ord(line[0])};{line[1:]}" if line[:1] and line[0] in "*#:;=!+-" else line


def end(heading: str) -> str:
    """A heading's text that must not end in `=`."""
    heading = heading.rstrip()
    return f"{heading[:-1]}&#61;" if heading.endswith("=") else heading


def quoted(value: str) -> str:
    """The value of an HTML attribute, to stand in double quotes."""
    return text(value).replace('"', "&quot;")


def attribute(name: str, value: str) -> str:
    """An HTML attribute with the space before it."""
    return f' {name}="{quoted(value)}"'


def code(value: str) -> str:
    """The content of `<pre>`: MediaWiki shows it literally but for character references and its own end."""
    return unspaced(value.replace("&", "&amp;").replace("<", "&lt;").translate(DROPPED))


def unspaced(escaped: str) -> str:
    """Code that keeps its spaces: MediaWiki puts no-break ones where French wants them, and code is copied."""
    return _FRENCH.sub(lambda found: f"&#{ord(found[0])};", escaped)


def url(value: str) -> str:
    """A URL to stand in `[URL label]`: what would end it or begin markup is percent-encoded."""
    value = _UNSAFE_IN_URL.sub(_percent, value).replace("__", "_%5F")
    return _REFERENCE.sub("&amp;", value)


_FRENCH: Final = re.compile(r"(?<= )[?:;!%»›]|[«‹](?= )")
DROPPED: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF), "�")
_UNSAFE_IN_URL: Final = re.compile(
    r"[^!#$%&()*+,\-./0-9:;=?@A-Z_a-z\xa1-\U0010ffff]|\s|[\ud800-\udfff]|%(?![0-9A-Fa-f]{2})"
)
_REFERENCE: Final = re.compile(r"&(?=#?\w+;)")


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def _reference(found: re.Match[str]) -> str:
    matched = found[0]
    match found.lastgroup:
        case "one":
            return _NAMED.get(matched) or f"&#{ord(matched)};"
        case "run":
            return f"&#{ord(matched[0])};" * len(matched)
        case "magic":
            return f"&#{ord(matched[0])};{matched[1:]}"
        case "space":
            return " "
        case "control":
            return "\ufffd"
        case _:
            return f"&#{ord(matched)};"
