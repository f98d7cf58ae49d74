"""What a book cannot show of a document."""

from collections.abc import Iterator

from wlw_i18n.exporters.epub import pictures
from wlw_i18n.links import media_path, outgoing
from wlw_i18n.model.course import Edition
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.document import Document
from wlw_i18n.model.source import Location


def diagnose(edition: Edition, document: Document) -> Iterator[Diagnostic]:
    """Report media that no book holds; all languages share them, so it is reported for the source language alone."""
    if edition.language.code != edition.config.source_language.code:
        return
    for use in outgoing(document).uses:
        path = media_path(document.path, use.target)
        if not use.media or path is None or path.removeprefix("source/") not in edition.media:
            continue
        if not pictures.is_picture(path):
            yield _left_out(path, document, use.line, linked=bool(edition.config.html.url))


def _left_out(path: str, document: Document, line: int, *, linked: bool) -> Diagnostic:
    instead = "the book links to the site" if linked else "the book shows only its title or alternative text"
    hint = "" if linked else "Set url in [targets.html] to the site's address, and the book will link to it."
    return Diagnostic(
        Code.NOT_EXPRESSIBLE,
        Severity.INFO,
        f"epub: {path} is no picture that every reading system knows: {instead}",
        Location(document.path, line),
        hint=hint,
    )


def broken(edition: Edition, path: str) -> Diagnostic:
    """A picture that is not of the kind that its name says, by its path relative to the course root."""
    return Diagnostic(
        Code.NOT_EXPRESSIBLE,
        Severity.WARNING,
        f"epub: {path} is not the kind of picture that its name says: the book shows its alternative text",
        language=edition.language.code,
        hint="Open it in a program for pictures and save it again, or give it the right ending.",
    )
