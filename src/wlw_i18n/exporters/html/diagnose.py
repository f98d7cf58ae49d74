"""What a page cannot show of a document, and what would keep learners with a slow connection waiting."""

from collections.abc import Iterator

from wlw_i18n import segment
from wlw_i18n.exporters.html import pages, site
from wlw_i18n.links import media_path
from wlw_i18n.model.course import Edition
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.document import Document, Figure
from wlw_i18n.model.source import Location
from wlw_i18n.model.text import Emphasis, Image, Inline, Link, Strikethrough, Strong
from wlw_i18n.model.tree import everything
from wlw_i18n.render import html

_QUOTED = 60
_KILOBYTE = 1000


def diagnose(edition: Edition, document: Document) -> Iterator[Diagnostic]:
    """Report what is not shown as written, and pictures that are too large.

    All languages share it, so it is reported for the source language alone; of other languages, only what is too large
    of their own pictures.
    """
    here = site.of_document(edition, document)
    yield from _heavy(here, document)
    if edition.language.code != edition.config.source_language.code:
        return
    body = pages.body_context(pages.context_of(here), document)
    html.blocks(document.blocks, body)
    html.footnotes(document.footnotes, body)
    for address, line in body.trace.linked:
        message = f'html: the picture "{address}" is on another site: the page links to it and does not show it'
        hint = "Put the file into the module's media/ folder: learners may be offline."
        yield _finding(Severity.INFO, message, document, line, hint)
    for raw, line in body.trace.dropped:
        message = f"html: this raw HTML cannot be shown and is left out: {raw.strip()[:_QUOTED]}"
        yield _finding(Severity.WARNING, message, document, line, "Write it in Markdown, or take it out.")


def _finding(severity: Severity, message: str, document: Document, line: int, hint: str) -> Diagnostic:
    return Diagnostic(Code.NOT_EXPRESSIBLE, severity, message, Location(document.path, line), hint=hint)


def _heavy(here: site.Here, document: Document) -> Iterator[Diagnostic]:
    edition = here.edition
    budget = edition.config.html.picture_kilobytes
    is_source = edition.language.code == edition.config.source_language.code
    told: set[str] = set()
    for src, line in _pictures(document):
        shipped, picture = here.shipped(src), here.picture(src)
        is_by_hand = shipped.startswith("translations/")
        path = shipped if is_by_hand else media_path(document.path, src) or src
        if picture is None or path in told or not 0 < budget * _KILOBYTE < picture.bytes:
            continue
        if not is_source and not is_by_hand:
            continue
        told.add(path)
        size = -(-picture.bytes // _KILOBYTE)
        message = f'the picture "{path}" has {size} kB; a page of the site should load none above {budget} kB'
        hint = (
            "Make it smaller, save it with stronger compression, or as WebP. "
            "The limit is picture_kilobytes in [targets.html] of course.toml."
        )
        where = Location(document.path, line)
        language = "" if is_source else edition.language.tag
        yield Diagnostic(Code.MEDIA_HEAVY, Severity.WARNING, message, where, language=language, hint=hint)


def _pictures(document: Document) -> Iterator[tuple[str, int]]:
    """Every picture that a document shows: its path as written, and the line."""
    for prose in segment.prose_of(document):
        yield from ((src, prose.line) for src in _in_text(prose.inlines))
    yield from ((block.src, block.line) for block in everything(document) if isinstance(block, Figure))


def _in_text(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for node in inlines:
        match node:
            case Image(src):
                yield src
            case Link(_, inner) | Emphasis(inner) | Strong(inner) | Strikethrough(inner):
                yield from _in_text(inner)
            case _:
                pass
