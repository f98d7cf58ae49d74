"""The status page and what belongs to it: gathered from PO files and git, written when something in it changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from wlw_i18n import config as configuration
from wlw_i18n.catalogs import po
from wlw_i18n.checks import REJECTING
from wlw_i18n.checks.candidate import excerpt
from wlw_i18n.identity.seen import visible
from wlw_i18n.model.catalog import Catalog, MessageState
from wlw_i18n.model.course import Config
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.status import Counts, CourseStatus, Dashboard, LanguageStatus, NextUnit
from wlw_i18n.pipeline import milestones, parallel, records
from wlw_i18n.pipeline.digests import combine, digest
from wlw_i18n.pipeline.milestones import Counted
from wlw_i18n.pipeline.paths import catalog_path
from wlw_i18n.pipeline.records import StatusCache
from wlw_i18n.pipeline.strings import COURSE, INTERFACE
from wlw_i18n.pipeline.toolkit import fingerprint
from wlw_i18n.pipeline.workspace import EXPORTS
from wlw_i18n.report import page, wikitable
from wlw_i18n.report.badge import badges
from wlw_i18n.report.status import to_json

NEXT: Final = 10
"""How many units a language's page tells translators to do next."""

_CACHE: Final = "status"
_JSON: Final = f"{EXPORTS}/status.json"
_PAGES: Final = f"{EXPORTS}/html/status/"
_TABLE: Final = f"{EXPORTS}/wikitext/status.wiki"
_EXCERPT: Final = 90
_FEW: Final = 2000
"""Rows that are written faster by one process than by several."""


@dataclass(frozen=True, slots=True)
class Update:
    """What brings the status below exports/ up to date."""

    files: tuple[OutputFile, ...]
    superfluous: tuple[str, ...]
    """Files of languages that the course has no more."""


def is_own(path: str) -> bool:
    """Whether a file below exports/ is written here, not by an exporter."""
    return path in (_JSON, _TABLE) or path.startswith(_PAGES)


def update(
    root: Path,
    config: Config,
    status: CourseStatus,
    diagnostics: Iterable[Diagnostic],
    digests: Mapping[str, str],
) -> Update:
    """Make status.json, the status pages, the badges and the table for wikis, if anything in them changed.

    Args:
        root: the course root.
        config: the configuration.
        status: what was counted.
        diagnostics: of all languages.
        digests: of every file of the course as it is now, by path relative to its root.
    """
    old = records.load(root, _CACHE, StatusCache)
    gathered, cache = _gather(root, config, status, diagnostics, old)
    data = to_json(gathered)
    cache.inputs = combine([fingerprint(), digests.get(configuration.PATH, ""), digest(data)])
    files: tuple[OutputFile, ...] = ()
    cache.outputs = old.outputs
    if old.inputs != cache.inputs or any(digests.get(path) != value for path, value in old.outputs.items()):
        files = (OutputFile(_JSON, data), *_rendered(gathered, config))
        cache.outputs = {file.path: digest(file.content) for file in files}
    if cache != old:
        records.save(root, _CACHE, cache)
    return Update(files, tuple(path for path in digests if is_own(path) and path not in cache.outputs))


def gather(root: Path, status: CourseStatus, diagnostics: Iterable[Diagnostic]) -> Dashboard:
    """Everything that the status page shows, from the files as they are; nothing is written but the cache.

    Raises:
        OSError: a file cannot be read.
    """
    config, _ = configuration.read((root / configuration.PATH).read_bytes())
    if config is None:
        return Dashboard(status)
    old = records.load(root, _CACHE, StatusCache)
    gathered, cache = _gather(root, config, status, diagnostics, old)
    if cache.tags != old.tags:
        old.tags, old.blobs = cache.tags, cache.blobs
        records.save(root, _CACHE, old)
    return gathered


def _rendered(gathered: Dashboard, config: Config) -> Iterator[OutputFile]:
    if "html" in config.targets:
        for file in (page.style(), *_pages(gathered, config), *badges(gathered.status)):
            yield OutputFile(f"{_PAGES}{file.path}", file.content)
    if "wikitext" in config.targets:
        yield OutputFile(_TABLE, wikitable.table(gathered.status).encode())


def _pages(gathered: Dashboard, config: Config) -> Iterator[OutputFile]:
    """The page of all languages and that of each, on all cores when they are long."""
    languages = gathered.status.languages

    def make(language: LanguageStatus) -> OutputFile:
        return page.language_page(gathered, language, config)

    yield page.course_page(gathered, config)
    is_small = len(languages) * len(gathered.status.documents) < _FEW
    made = dict(parallel.run(make, languages, workers=int(is_small)))
    yield from (made[number] for number in sorted(made))


def _gather(
    root: Path,
    config: Config,
    status: CourseStatus,
    diagnostics: Iterable[Diagnostic],
    old: StatusCache,
) -> tuple[Dashboard, StatusCache]:
    rejected: dict[str, set[str]] = {}
    for found in diagnostics:
        if found.code in REJECTING:
            rejected.setdefault(found.language, set()).add(found.key)
    codes = [language.code for language in status.languages]
    history, counted = milestones.milestones(root, codes, Counted(old.tags, old.blobs))
    following = {
        language.code: tuple(islice(_next(root, language, rejected.get(language.tag, set())), NEXT))
        for language in status.languages
    }
    tags = {commit: dict(words) for commit, words in counted.commits.items()}
    cache = StatusCache(tags=tags, blobs=dict(counted.blobs))
    return Dashboard(status, following, history, config.repository), cache


def _next(root: Path, language: LanguageStatus, rejected: set[str]) -> Iterator[NextUnit]:
    """The units to do: the course's title, the documents, and last the many small words around them.

    Only PO files in which there is something to do are read.
    """
    places = [(document.id, document.catalog) for document in language.documents if not _is_whole(document.counts)]
    if not _is_whole(language.strings):
        course, interface = ((name, catalog_path(language.code, "", name)) for name in (COURSE, INTERFACE))
        places = [course, *places, interface]
    for identifier, path in places:
        catalog, _ = po.read(path, _content(root, path))
        yield from _to_do(identifier, catalog or Catalog(path), rejected)


def _content(root: Path, path: str) -> bytes:
    """A PO file; nothing if it is not there: nothing of it is translated then."""
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        return b""


def _is_whole(counts: Counts) -> bool:
    return counts.translated == counts.total


def _to_do(identifier: str, catalog: Catalog, rejected: set[str]) -> Iterator[NextUnit]:
    for message in catalog.messages:
        state = message.state.value
        if message.state in (MessageState.TRANSLATED, MessageState.STALE) and message.key in rejected:
            state = "rejected"
        elif message.state is MessageState.TRANSLATED:
            continue
        text = visible(message.msgid)
        yield NextUnit(
            key=message.key,
            document=identifier,
            path=catalog.path,
            line=message.line,
            state=state,
            words=len(text.split()),
            text=excerpt(text, _EXCERPT),
        )
