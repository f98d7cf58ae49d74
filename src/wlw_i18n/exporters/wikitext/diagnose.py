"""What the wikis of a course cannot say, and the faults that linters find in what was written for them."""

from collections.abc import Iterator, Sequence
from typing import Final

from wlw_i18n.exporters.wikitext.lint import lint_translatable
from wlw_i18n.exporters.wikitext.lint_places import Fault
from wlw_i18n.exporters.wikitext.lint_quiz import lint_quizzes
from wlw_i18n.exporters.wikitext.pages import contents_page, document_page, is_translatable
from wlw_i18n.exporters.wikitext.places import full_title, places_of
from wlw_i18n.exporters.wikitext.profiles import profiles_of
from wlw_i18n.exporters.wikitext.titles import TITLE_HINT, title_faults
from wlw_i18n.model.course import Edition, WikiProfile
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.question import Question
from wlw_i18n.model.source import Location
from wlw_i18n.render.wikitext import Note

__all__ = ["diagnose", "inspect"]

CONFIG: Final = "source/course.toml"
"""Where the course's own strings are written."""


def diagnose(edition: Edition, document: Document) -> Iterator[Diagnostic]:
    """What the wikis of a course cannot say of a document, and what is wrong with its pages."""
    for profile in profiles_of(edition.config):
        yield from _diagnose_for(profile, edition, document)


def _diagnose_for(profile: WikiProfile, edition: Edition, document: Document) -> Iterator[Diagnostic]:
    # What a wiki cannot say is the same in every language, but for the answers that are typed into a quiz.
    is_source = edition.language.code == edition.config.source_language.code
    asks = profile.quiz and any(isinstance(block, Question) for block in document.blocks)
    if not (is_source or asks):
        return
    page = document_page(edition, profile, document)
    yield from (_noted(note, profile, edition, document.path) for note in page.notes if is_source or note.local)
    for fault in lint_quizzes(page.text) if asks else ():
        yield _faulty(fault, profile, edition, document.path)
    if is_translatable(edition, profile):
        source = document_page(edition, profile, document, translate=True)
        known = set(page.notes)
        yield from (_noted(note, profile, edition, document.path) for note in source.notes if note not in known)
        title = full_title(profile, places_of(edition).by_id[document.id])
        for fault in (*lint_translatable(source.text, title), *lint_quizzes(source.text)):
            yield _faulty(fault, profile, edition, document.path)


def inspect(edition: Edition, _files: Sequence[OutputFile]) -> Iterator[Diagnostic]:
    """What is wrong with the titles of all pages, and with the course's own page, which no document's is."""
    if edition.language.code != edition.config.source_language.code:
        return
    for profile in profiles_of(edition.config):
        for identifier, severity, message in title_faults(edition, profile):
            said = f'wikitext ({profile.name}): "{identifier}": {message}'
            yield Diagnostic(Code.PAGE_TITLE, severity, said, hint=TITLE_HINT)
        yield from (_noted(note, profile, edition, CONFIG) for note in contents_page(edition, profile).notes)
        if is_translatable(edition, profile):
            text = contents_page(edition, profile, translate=True).text
            for fault in lint_translatable(text, full_title(profile, None)):
                yield _faulty(fault, profile, edition, CONFIG)


def _noted(note: Note, profile: WikiProfile, edition: Edition, path: str) -> Diagnostic:
    return Diagnostic(
        Code.NOT_EXPRESSIBLE,
        Severity.INFO if note.minor else Severity.WARNING,
        f"wikitext ({profile.name}): {note.message}",
        Location(path, note.line),
        language=_tag(edition),
        hint=note.hint,
    )


def _faulty(fault: Fault, profile: WikiProfile, edition: Edition, path: str) -> Diagnostic:
    if fault.rule == "tpt-unit-title-too-long":
        hint = "Write a shorter `base_page` into course.toml, or a shorter `id:` into the front matter."
    else:
        hint = "This is a fault of wlw-i18n: please report it."
    return Diagnostic(
        Code.NOT_EXPRESSIBLE,
        Severity.ERROR,
        f"wikitext ({profile.name}): {fault.message} [{fault.rule}, line {fault.line} of the page]",
        Location(path),
        language=_tag(edition),
        hint=hint,
    )


def _tag(edition: Edition) -> str:
    return "" if edition.language.code == edition.config.source_language.code else edition.language.tag
