"""The first pages of the book: its cover, its title page, its contents."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from wlw_i18n.exporters.epub import names
from wlw_i18n.exporters.epub.chapter import xhtml
from wlw_i18n.model.course import Edition, OutlineItem
from wlw_i18n.model.text import Prose
from wlw_i18n.render.html import HtmlContext, content, escape, text

_WIDTH: Final = 1200
_HEIGHT: Final = 1600
_LINE: Final = 26
"""How many narrow signs a line of the cover holds."""
_LINES: Final = 7


def cover_picture(edition: Edition) -> str:
    """The cover: the course's title on a calm ground, as a drawing, because it has to speak every language."""
    tag, direction = edition.language.tag, edition.language.direction
    title = text(edition.strings["title"])
    top = 620 - 55 * (len(lines := broken(title)) - 1)
    shown = "".join(
        f'<text x="600" y="{top + 110 * number}" font-size="76" fill="#fcfaf6">{escape(line)}</text>\n'
        for number, line in enumerate(lines)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" xml:lang="{escape(tag)}" font-family="sans-serif" font-weight="bold" text-anchor="middle" '
        f'direction="{direction}">\n<title>{escape(title)}</title>\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#3b1d57"/>\n'
        '<path d="M0 1180 Q300 1080 600 1180 T1200 1180 V1600 H0 Z" fill="#5b2a86"/>\n'
        '<path d="M0 1290 Q300 1190 600 1290 T1200 1290 V1600 H0 Z" fill="#0b6463"/>\n'
        f'{shown}<text x="600" y="1500" font-size="52" fill="#fcfaf6">{escape(edition.config.organisation)}</text>\n'
        "</svg>\n"
    )


def broken(title: str) -> tuple[str, ...]:
    """A title in lines of about the same length; signs of Chinese, Japanese and Korean count twice."""
    pieces = [piece for word in title.split() for piece in _pieces(word)]
    lines: list[str] = []
    for piece, glued in pieces:
        joined = f"{lines[-1]}{'' if glued else ' '}{piece}" if lines else piece
        if lines and width(joined) <= _LINE:
            lines[-1] = joined
        else:
            lines.append(piece)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]} \u2026"]
    return tuple(lines)


def _pieces(word: str) -> Iterator[tuple[str, bool]]:
    """A word, cut where it is wider than a line; and whether a piece belongs to the one before."""
    piece, glued = "", False
    for sign in word:
        if width(piece + sign) > _LINE:
            yield piece, glued
            piece, glued = "", True
        piece += sign
    yield piece, glued


def width(text: str) -> int:
    """How wide a text is, in narrow signs."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def cover_page(edition: Edition) -> str:
    """The page that shows the cover."""
    title = text(edition.strings["title"])
    body = (
        f'<body class="cover" epub:type="cover">\n<p><img src="{names.COVER_PICTURE}" alt="{escape(title)}" '
        'role="doc-cover"/></p>\n</body>\n'
    )
    return xhtml(edition.language, edition.interface["cover"], body)


def title_page(edition: Edition) -> str:
    """Title, description, who made the course, and its licence."""
    config, context = edition.config, _context(edition)
    title, description = edition.strings["title"], edition.strings.get("description")
    licence = f'<a href="{escape(config.licence_url)}"><bdi>{escape(config.licence)}</bdi></a>'
    people = [*(config.authors or (config.organisation,)), *edition.translators.get(edition.language.code, ())]
    body = [
        f'<body class="title-page" epub:type="titlepage">\n<h1{_own(title, context)}>{content(title, context)}</h1>\n',
        f'<p class="lead"{_own(description, context)}>{content(description, context)}</p>\n' if description else "",
        "".join(f"<p><bdi>{escape(name)}</bdi></p>\n" for name in people),
        f'<p class="facts">{context.word("licence").replace("{licence}", licence)}</p>\n</body>\n',
    ]
    return xhtml(edition.language, text(title), "".join(body))


def contents(edition: Edition) -> str:
    """The table of contents, and the landmarks that reading systems offer."""
    context = _context(edition)
    word = context.word("table-of-contents")
    modules = "".join(_module(module.index, module.items, context) for module in edition.outline)
    first = names.chapter(edition.outline[0].index.id) if edition.outline else names.TITLE_PAGE
    marks = (
        ("cover", names.COVER, context.word("cover")),
        ("toc", f"{names.CONTENTS}#toc", word),
        ("bodymatter", first, context.word("course")),
    )
    landmarks = "".join(f'<li><a epub:type="{kind}" href="{href}">{label}</a></li>\n' for kind, href, label in marks)
    about = f'<li><a href="{names.TITLE_PAGE}">{escape(text(edition.strings["title"]))}</a></li>\n'
    body = (
        f'<body>\n<nav epub:type="toc" role="doc-toc" id="toc">\n<h1>{word}</h1>\n<ol>\n{about}{modules}</ol>\n</nav>\n'
        f'<nav epub:type="landmarks" hidden="hidden" aria-label="{context.word("course")}">\n<ol>\n{landmarks}</ol>\n'
        "</nav>\n</body>\n"
    )
    return xhtml(edition.language, edition.interface["table-of-contents"], body)


def _module(index: OutlineItem, items: Sequence[OutlineItem], context: HtmlContext) -> str:
    inside = "".join(f"<li>{_entry(item, context)}</li>\n" for item in items)
    return f"<li>{_entry(index, context)}\n{f'<ol>{chr(10)}{inside}</ol>{chr(10)}' if inside else ''}</li>\n"


def _entry(item: OutlineItem, context: HtmlContext) -> str:
    return f'<a href="{names.chapter(item.id)}"{_own(item.title, context)}>{escape(text(item.title)) or item.id}</a>'


def _own(prose: Prose, context: HtmlContext) -> str:
    return context.language(prose.lang)


def _context(edition: Edition) -> HtmlContext:
    language = edition.language
    return HtmlContext(tag=language.tag, rtl=language.rtl, words=edition.interface, mark_units=False)
