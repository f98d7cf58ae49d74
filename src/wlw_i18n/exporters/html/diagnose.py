"""What a page cannot show of a document."""

from collections.abc import Iterator

from wlw_i18n.exporters.html import pages, site
from wlw_i18n.model.course import Edition
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.document import Document
from wlw_i18n.model.source import Location
from wlw_i18n.render import html

_QUOTED = 60


def diagnose(edition: Edition, document: Document) -> Iterator[Diagnostic]:
    """Report what is not shown as written; all languages share it, so it is reported for the source language alone."""
    if edition.language.code != edition.config.source_language.code:
        return
    body = pages.body_context(pages.context_of(site.of_document(edition, document)), document)
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
