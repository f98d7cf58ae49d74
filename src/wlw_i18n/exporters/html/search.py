"""Searching a language of the site without a server: what is searched, and the page to search on.

The texts of all pages, section by section, go into one small script, because a page from a disk may load a script and
nothing else. `assets/search.js` cuts texts and questions into words, in one place, so that both are cut alike.
Answers of questions are left out: a search should not give them away.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree
from markupsafe import Markup

from wlw_i18n.exporters.html import site
from wlw_i18n.exporters.html.page import Page, Said
from wlw_i18n.exporters.html.pages import course_page
from wlw_i18n.model.course import Edition
from wlw_i18n.model.output import OutputFile
from wlw_i18n.render.html import escape, text

INDEX: Final = "search-index.js"
SCRIPT: Final = "assets/search.js"

Node = etree._Element
Section = tuple[str, str, str]
"""Anchor, heading, text."""
Texts = tuple[str, list[Section]]
"""Title and sections."""

_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_BLOCKS: Final = _HEADINGS.union(
    ["aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure"],
    ["form", "hr", "legend", "li", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul"],
)
_OUT: Final = frozenset[str]().union(
    ["actions", "answer", "callout-title", "footnote-backref", "footnote-ref", "label", "legend", "module", "notice"],
    ["points", "stale-mark", "verdict"],
)
"""Classes of what is furniture, repeated on many pages, or not to be given away. Code (`<pre>`) is left out too."""


def page(here: site.Here) -> Page:
    """The page to search on; without a script it is the course's table of contents."""
    edition = here.edition
    words = edition.interface
    outline = course_page(here)
    title = escape(words["search"])
    form = (
        '<form class="search" role="search" hidden="hidden">\n'
        f"<p><label><span>{escape(words['search-label'])}</span>\n"
        '<input type="search" dir="auto" autocomplete="off" spellcheck="false" /></label>\n'
        f'<button type="submit">{title}</button></p>\n</form>\n'
        f'<p class="found" role="status" data-found="{escape(words["search-found"])}" '
        f'data-none="{escape(words["search-none"])}"></p>\n<ol class="results"></ol>\n'
        f'<p class="notice" role="note">{escape(words["search-script"])}</p>'
    )
    return Page(
        language=edition.language,
        title=f"{words['search']} \u2013 {text(edition.strings['title'])}",
        description="",
        course=outline.course,
        home=site.INDEX,
        heading=Markup(f"<header>\n<h1>{title}</h1>\n</header>"),  # noqa: S704
        content=Markup(form),  # noqa: S704
        content_attributes=Markup(),
        licence=outline.licence,
        root=here.root,
        languages=outline.languages,
        to_credits=outline.to_credits,
        crumbs=(Said(Markup(escape(words["course"])), href=site.INDEX), Said(Markup(title))),  # noqa: S704
        modules=outline.modules,
        scripts=(INDEX, f"{here.root}{SCRIPT}"),
    )


def parsed(page: OutputFile) -> Node:
    """A page of the site."""
    return etree.fromstring(page.content, etree.XMLParser(resolve_entities=False, no_network=True))


def index(edition: Edition, said: Mapping[str, Texts]) -> OutputFile:
    """What is searched in a language.

    Args:
        edition: the language.
        said: what each of its pages says, by path.
    """
    top = f"{edition.language.code}/"
    paths = [_path(module.id, item.id) for module in edition.outline for item in (module.index, *module.items)]
    pages = [[path, *said[top + path]] for path in paths if top + path in said]
    data = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    return OutputFile(f"{top}{INDEX}", f"self.wlwPages={data};\n".encode())


def _path(module: str, item: str) -> str:
    return f"{module}/{site.INDEX if item == module else f'{item}.html'}"


def texts(root: Node) -> Texts:
    """What a page says."""
    title = " ".join("".join(_said(node)) for node in root.iter("h1"))
    bodies = (node for node in root.iter("div") if node.get("class") == "content")
    return _tidy(title), [section for body in bodies for section in sections(body)]


def sections(body: Node) -> Iterator[Section]:
    """The sections of a page: a new one begins at each heading that a link can lead to, and at each question."""
    anchor, heading, parts = "", "", list[str]()
    for piece in _pieces(body):
        if isinstance(piece, str):
            parts.append(piece)
            continue
        if text_before := _tidy("".join(parts)):
            yield anchor, heading, text_before
        elif heading:
            yield anchor, heading, ""
        (anchor, heading), parts = piece, []
    if heading or _tidy("".join(parts)):
        yield anchor, heading, _tidy("".join(parts))


def _pieces(node: Node, question: str = "") -> Iterator[str | tuple[str, str]]:
    """Texts, and between them the beginnings of sections: anchor and heading."""
    if not _is_out(node):
        yield node.text or ""
        for child in node:
            if not isinstance(child.tag, str):
                yield child.tail or ""
                continue
            own = child.get("id", "") if child.tag == "form" else question
            anchor = child.get("id", "") or question
            if child.tag in _HEADINGS and anchor:
                yield anchor, _tidy("".join(_said(child)))
            else:
                yield " " if child.tag in _BLOCKS else ""
                yield from _pieces(child, own)
            yield " " if child.tag in _BLOCKS else ""
            yield child.tail or ""


def _said(node: Node) -> Iterator[str]:
    return (piece for piece in _pieces(node) if isinstance(piece, str))


def _is_out(node: Node) -> bool:
    return node.tag == "pre" or not _OUT.isdisjoint(node.get("class", "").split())


def _tidy(text: str) -> str:
    return " ".join(text.split())
