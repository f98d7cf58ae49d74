"""What Open edX cannot show of a document."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from wlw_i18n import segment
from wlw_i18n.exporters.olx.grading import is_scored
from wlw_i18n.exporters.olx.here import Here
from wlw_i18n.model.course import Edition
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.document import Block, Document
from wlw_i18n.model.question import Question
from wlw_i18n.model.source import Location
from wlw_i18n.render import capa
from wlw_i18n.render.html import blocks, footnotes

_QUOTED: Final = 60


def diagnose(edition: Edition, document: Document) -> Iterator[Diagnostic]:
    """Report what is not expressible; what every language shares is reported for the source language alone."""
    is_source = edition.language.code == edition.config.source_language.code
    if is_source and document.settings.graded and not is_scored(document):
        yield Diagnostic(
            Code.NOT_EXPRESSIBLE,
            Severity.WARNING,
            "olx: the document is graded but has no question, so Open edX has nothing to give points for",
            Location(document.path, 1),
            hint="Take out graded: true, or ask a question.",
        )
    if is_source:
        yield from _dropped(Here(edition, document))
    for question in document.blocks:
        if not isinstance(question, Question):
            continue
        for limit in capa.limits(question):
            if is_source or limit.translated:
                yield Diagnostic(
                    Code.NOT_EXPRESSIBLE,
                    limit.severity,
                    f"olx: [{question.id}] {limit.message}",
                    Location(document.path, limit.line or question.line),
                    language="" if is_source else edition.language.tag,
                    key=limit.key,
                    hint=limit.hint,
                )


def _dropped(here: Here) -> Iterator[Diagnostic]:
    """Raw HTML that no page may have, such as a script."""
    document = here.document
    for page in here.pages:
        for block in page.blocks:
            context = here.context(page)
            if isinstance(block, Question):
                capa.problem(block, context, document.settings)
            else:
                blocks([block], context)
            if context.trace.dropped:
                first = _first_line(document, block)
                yield from (_left_out(document, raw, line or first) for raw, line in context.trace.dropped)
    context = here.context(here.pages[-1])
    footnotes(document.footnotes, context)
    yield from (_left_out(document, raw, line) for raw, line in context.trace.dropped)


def _first_line(document: Document, block: Block) -> int:
    """Where a block begins: a mark within a text does not know its line."""
    alone = replace(document, summary=None, blocks=(block,), footnotes=())
    lines = [prose.line for prose in segment.prose_of(alone) if prose is not document.title]
    return min(filter(None, lines), default=0)


def _left_out(document: Document, raw: str, line: int) -> Diagnostic:
    message = f"olx: this raw HTML cannot be shown and is left out: {raw.strip()[:_QUOTED]}"
    where = Location(document.path, line)
    hint = "Write it in Markdown, or take it out."
    return Diagnostic(Code.NOT_EXPRESSIBLE, Severity.WARNING, message, where, hint=hint)
