"""Wikitext: per wiki profile, pages in one language, translatable source pages, an import dump, files to upload.

    wikitext/PROFILE/fr/MODULE/DOCUMENT.wiki       a page; MODULE/index.wiki is a module's, index.wiki the course's
    wikitext/PROFILE/fr/pages.tsv                  title on the wiki, file
    wikitext/PROFILE/fr/uploads.tsv                name on the wiki, file in the course
    wikitext/PROFILE/fr/files/…                    those files under their names on the wiki
    wikitext/PROFILE/fr/dump.xml                   the pages for Special:Import
    wikitext/PROFILE/translatable/…                the same for the translatable source pages

Titles: see `places`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wlw_i18n.exporters.base import Exporter
from wlw_i18n.exporters.wikitext.dump import dump
from wlw_i18n.exporters.wikitext.lint import Fault, lint_translatable
from wlw_i18n.exporters.wikitext.lint_quiz import lint_quizzes
from wlw_i18n.exporters.wikitext.pages import Page, contents_page, document_page, is_translatable
from wlw_i18n.exporters.wikitext.places import Places, page_path, suffix, uploads
from wlw_i18n.exporters.wikitext.profiles import profiles_of
from wlw_i18n.model.course import Edition, WikiProfile
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.question import Question
from wlw_i18n.model.source import Location
from wlw_i18n.render.wikitext import Note

__all__ = ["WIKITEXT"]

TRANSLATABLE = "translatable"


def _document(edition: Edition, document: Document) -> Iterator[OutputFile]:
    for profile in profiles_of(edition.config):
        title = _title_below(edition, document)
        for folder, translate in _folders(edition, profile):
            page = document_page(edition, profile, document, translate=translate)
            yield _file(profile, folder, title, page)


def _course(edition: Edition) -> Iterator[OutputFile]:
    for profile in profiles_of(edition.config):
        for folder, translate in _folders(edition, profile):
            yield _file(profile, folder, "", contents_page(edition, profile, translate=translate))
            rows = [(title, path) for path, title in _titles(edition, profile, folder).items()]
            yield _table(profile, folder, "pages.tsv", rows)
        yield _table(profile, edition.language.code, "uploads.tsv", list(uploads(edition)))


def _assets(edition: Edition) -> Mapping[str, str]:
    return {
        f"{profile.name}/{edition.language.code}/files/{name}": source
        for profile in profiles_of(edition.config)
        for name, source in uploads(edition)
    }


def _package(edition: Edition, files: Sequence[OutputFile]) -> Iterator[OutputFile]:
    content = {file.path: file.content for file in files}
    for profile in profiles_of(edition.config):
        for folder, _ in _folders(edition, profile):
            titles = _titles(edition, profile, folder)
            pages = [(title, content[path].decode()) for path, title in titles.items() if path in content]
            yield OutputFile(f"{profile.name}/{folder}/dump.xml", dump(pages, edition.language.tag))


def _diagnose(edition: Edition, document: Document) -> Iterator[Diagnostic]:
    for profile in profiles_of(edition.config):
        yield from _diagnose_for(profile, edition, document)


def _diagnose_for(profile: WikiProfile, edition: Edition, document: Document) -> Iterator[Diagnostic]:
    # What a wiki cannot say is the same in every language, but for the answers that are typed into a quiz.
    is_source = edition.language.code == edition.config.source_language.code
    asks = profile.quiz and any(isinstance(block, Question) for block in document.blocks)
    if not (is_source or asks):
        return
    page = document_page(edition, profile, document)
    yield from (_noted(note, profile, edition, document) for note in page.notes)
    for fault in lint_quizzes(page.text) if asks else ():
        yield _faulty(fault, profile, edition, document)
    if is_translatable(edition, profile):
        source = document_page(edition, profile, document, translate=True)
        title = f"{profile.base_page}/{_title_below(edition, document)}"
        for fault in (*lint_translatable(source.text, title), *lint_quizzes(source.text)):
            yield _faulty(fault, profile, edition, document)


def _noted(note: Note, profile: WikiProfile, edition: Edition, document: Document) -> Diagnostic:
    return Diagnostic(
        Code.NOT_EXPRESSIBLE,
        Severity.INFO if note.minor else Severity.WARNING,
        f"wikitext ({profile.name}): {note.message}",
        Location(document.path, note.line),
        language=_tag(edition),
        hint=note.hint,
    )


def _faulty(fault: Fault, profile: WikiProfile, edition: Edition, document: Document) -> Diagnostic:
    return Diagnostic(
        Code.NOT_EXPRESSIBLE,
        Severity.ERROR,
        f"wikitext ({profile.name}): {fault.message} [{fault.rule}, line {fault.line} of the page]",
        Location(document.path),
        language=_tag(edition),
        hint="This is a fault of wlw-i18n: please report it.",
    )


def _tag(edition: Edition) -> str:
    return "" if edition.language.code == edition.config.source_language.code else edition.language.tag


def _folders(edition: Edition, profile: WikiProfile) -> tuple[tuple[str, bool], ...]:
    own = (edition.language.code, False)
    return ((TRANSLATABLE, True), own) if is_translatable(edition, profile) else (own,)


def _titles(edition: Edition, profile: WikiProfile, folder: str) -> dict[str, str]:
    """Path of a page's file -> title on the wiki, in course order."""
    ending = "" if folder == TRANSLATABLE else suffix(profile, edition.language, edition.config.source_language)
    below = ["", *(place.title for place in Places(edition).order)]
    return {
        page_path(profile, folder, title): "/".join(part for part in (profile.base_page, title) if part) + ending
        for title in below
    }


def _title_below(edition: Edition, document: Document) -> str:
    place = Places(edition).by_id.get(document.id)
    return place.title if place else document.id


def _file(profile: WikiProfile, folder: str, title: str, page: Page) -> OutputFile:
    return OutputFile(page_path(profile, folder, title), page.text.encode())


def _table(profile: WikiProfile, folder: str, name: str, rows: Iterable[tuple[str, str]]) -> OutputFile:
    return OutputFile(f"{profile.name}/{folder}/{name}", "".join(f"{a}\t{b}\n" for a, b in rows).encode())


WIKITEXT = Exporter("wikitext", _document, _course, _assets, _package, loose=True, diagnose=_diagnose)
