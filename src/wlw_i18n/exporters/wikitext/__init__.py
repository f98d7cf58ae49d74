"""Wikitext: per wiki profile, pages in one language, translatable source pages, an import dump, files to upload.

    wikitext/PROFILE/fr/MODULE/DOCUMENT.wiki       a page; MODULE/index.wiki is a module's, index.wiki the course's
    wikitext/PROFILE/fr/pages.tsv                  title on the wiki, file
    wikitext/PROFILE/fr/uploads.tsv                name on the wiki, file in the course, licence, credit as wikitext
    wikitext/PROFILE/fr/files/…                    those files under their names on the wiki
    wikitext/PROFILE/fr/timedtext/…                captions: texts of pages TimedText:NAME, listed in uploads.tsv
    wikitext/PROFILE/fr/dump.xml                   the pages for Special:Import
    wikitext/PROFILE/translatable/…                the same for the translatable source pages

Titles: see `places`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wlw_i18n.exporters.base import Exporter
from wlw_i18n.exporters.wikitext.credits import upload_rows
from wlw_i18n.exporters.wikitext.diagnose import diagnose, inspect
from wlw_i18n.exporters.wikitext.dump import dump
from wlw_i18n.exporters.wikitext.pages import Page, contents_page, document_page, is_translatable
from wlw_i18n.exporters.wikitext.places import Place, code_on, full_title, page_path, places_of, uploads
from wlw_i18n.exporters.wikitext.profiles import profiles_of
from wlw_i18n.exporters.wikitext.timed_text import timed_texts
from wlw_i18n.model.course import Edition, WikiProfile
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile

__all__ = ["WIKITEXT"]

TRANSLATABLE = "translatable"
TIMED_TEXT = "timedtext"


def _document(edition: Edition, document: Document) -> Iterator[OutputFile]:
    for profile in profiles_of(edition.config):
        place = places_of(edition).by_id[document.id]
        for folder, translate in _folders(edition, profile):
            page = document_page(edition, profile, document, translate=translate)
            yield _file(profile, folder, place, page)
        top = f"{profile.name}/{edition.language.code}/{TIMED_TEXT}"
        yield from (OutputFile(f"{top}/{name}", srt) for name, srt in timed_texts(edition, document).items())


def _course(edition: Edition) -> Iterator[OutputFile]:
    for profile in profiles_of(edition.config):
        for folder, translate in _folders(edition, profile):
            yield _file(profile, folder, None, contents_page(edition, profile, translate=translate))
            rows = [(title, path) for path, title in _titles(edition, profile, folder).items()]
            yield _table(profile, folder, "pages.tsv", rows)


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
            if folder != TRANSLATABLE:
                captions = f"{profile.name}/{folder}/{TIMED_TEXT}/"
                timed = [path for path in content if path.startswith(captions)]
                rows = [*upload_rows(edition, (text for _, text in pages)), *_captions(edition, timed)]
                yield _table(profile, folder, "uploads.tsv", rows)


def _captions(edition: Edition, paths: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """The rows of captions in the list of what is to be uploaded."""
    for path in paths:
        yield f"TimedText:{path.rpartition('/')[2]}", f"exports/wikitext/{path}", edition.config.licence, ""


def _folders(edition: Edition, profile: WikiProfile) -> tuple[tuple[str, bool], ...]:
    own = (edition.language.code, False)
    return ((TRANSLATABLE, True), own) if is_translatable(edition, profile) else (own,)


def _titles(edition: Edition, profile: WikiProfile, folder: str) -> dict[str, str]:
    """Path of a page's file -> title on the wiki, in course order."""
    code = "" if folder == TRANSLATABLE else code_on(profile, edition.language, edition.config.source_language)
    places: tuple[Place | None, ...] = (None, *places_of(edition).order)
    return {_path(profile, folder, place): full_title(profile, place, code) for place in places}


def _path(profile: WikiProfile, folder: str, place: Place | None) -> str:
    return page_path(profile, folder, place.title if place else "")


def _file(profile: WikiProfile, folder: str, place: Place | None, page: Page) -> OutputFile:
    return OutputFile(_path(profile, folder, place), page.text.encode())


def _table(profile: WikiProfile, folder: str, name: str, rows: Iterable[tuple[str, ...]]) -> OutputFile:
    return OutputFile(f"{profile.name}/{folder}/{name}", "".join("\t".join(row) + "\n" for row in rows).encode())


WIKITEXT = Exporter("wikitext", _document, _course, _assets, _package, loose=True, diagnose=diagnose, inspect=inspect)
