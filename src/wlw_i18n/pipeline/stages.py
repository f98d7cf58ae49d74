"""The stages of a run, in their order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from wlw_i18n import outputs
from wlw_i18n.exporters import MEDIA
from wlw_i18n.exporters.html import HTML
from wlw_i18n.model.course import Config
from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.model.media import Picture
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.status import CourseStatus
from wlw_i18n.pipeline import (
    checking,
    crediting,
    dashboard,
    export,
    lockfile,
    locking,
    parallel,
    pictures,
    records,
    rest,
    summary,
    translating,
    translations,
    url_names,
)
from wlw_i18n.pipeline.digests import Stamp, digest, stamps_of
from wlw_i18n.pipeline.editions import Standing
from wlw_i18n.pipeline.identified import Identification
from wlw_i18n.pipeline.identifying import Identifying
from wlw_i18n.pipeline.outcome import Options, Outcome, Report, ordered
from wlw_i18n.pipeline.publishing import Published, Publishing
from wlw_i18n.pipeline.records import LanguageCache, Rest, SourceCache, SourceRecord
from wlw_i18n.pipeline.workspace import DRAWN, EXPORTS, LOCK, TRANSLATIONS, Listing

_FEW = 200
"""Catalogs that are merged faster by one process than by several."""


@dataclass
class Stages:
    """One run, stage by stage: identify, merge and check, write, export, remember.

    Nothing is written before everything has been read and found usable.
    """

    root: Path
    options: Options
    report: Report
    listing: Listing
    config: Config
    diagnostics: list[Diagnostic]
    cache: SourceCache
    digests: dict[str, str]
    """Of every file, by path relative to the root; kept true as files are written."""
    stamps: dict[str, Stamp]
    config_digest: str
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    """Codes of languages whose files are damaged."""

    def __post_init__(self) -> None:
        if self.cache.config != self.config_digest:
            # The configuration is in the header of every template.
            self.cache.documents, self.cache.config = {}, self.config_digest
        self.language_caches = {
            language.code: records.load(self.root, f"languages/{language.code}", LanguageCache)
            for language in (self.config.source_language, *self.config.languages)
        }

    def outcome(self) -> Outcome:
        """Run all stages.

        Raises:
            OSError: a file cannot be read or written; every file is whole.
        """
        identification = self._identify()
        if self._is_broken():
            return self._stopped()
        rulebook = checking.read(self.root, self.config)
        self.diagnostics.extend(rulebook.diagnostics)
        work = self._translate(identification, rulebook)
        self.left_out = tuple(code for code, result in work.items() if result.is_damaged)
        if self.left_out and not self.options.keep_going:
            return self._stopped()
        sound = (language for language in self.config.languages if language.code not in self.left_out)
        self.diagnostics.extend(rulebook.unused(self.diagnostics, sound))
        credited = crediting.load(self.root, self.listing.files)
        self.diagnostics.extend(credited.diagnostics)
        standing = Standing(
            self.config,
            identification.sources,
            {code: result.records for code, result in work.items()},
            {code: result.words for code, result in work.items()},
            frozenset(path for path in self.listing.files if not path.startswith(f"{EXPORTS}/")),
            credits=credited.credits,
        )
        status = summary.course_status(standing, rulebook.decided, draft=self.options.draft)
        self.diagnostics.extend(summary.gate_findings(self.config, status))
        if self.options.write:
            self._write(identification, work)
        blocks: Mapping[str, lockfile.Entry] = {}
        if self.options.export:
            blocks = self._export(identification, standing, work)
            if not (self.options.languages or self.options.targets):
                board = dashboard.update(
                    self.root, self.config, status, rulebook.decided(self.diagnostics), self.digests
                )
                self._write_files(board.files)
                self._remove(board.superfluous)
        lock_is_whole = self._lock(standing, blocks)
        diagnostics = ordered(self._wanted(rulebook.decided(self.diagnostics)))
        self._remember(identification, work)
        if self.options.write and self.options.export and not self.left_out:
            state = rest.state_of(self.options, self.digests)
            records.save(self.root, "rest", Rest(state=state, status=status, diagnostics=diagnostics))
        return Outcome(
            status,
            diagnostics,
            tuple(dict.fromkeys(self.written)),
            tuple(self.removed),
            identification.edits,
            {code: result.events for code, result in work.items() if result.events},
            self.left_out,
            not self.options.write and (identification.pending or any(result.pending for result in work.values())),
            () if self.options.write else self._unsynced(identification, work, lock_is_whole=lock_is_whole),
        )

    def _unsynced(
        self, identification: Identification, work: Mapping[str, translations.Work], *, lock_is_whole: bool
    ) -> tuple[str, ...]:
        """Templates, PO files and the lock file, if they are not what a sync would make of them."""
        texts = (file for result in work.values() for file in (*result.additions, *result.removals))
        files = {file.path: digest(file.content) for file in (*identification.templates, *texts)}
        changed = {path for path, value in files.items() if self.digests.get(path) != value}
        gone = {*identification.vanished, *(path for result in work.values() for path in result.vanished)}
        return tuple(sorted(changed | (gone & self.digests.keys()) | (set() if lock_is_whole else {LOCK})))

    def _stopped(self) -> Outcome:
        return Outcome(CourseStatus(self.config.title, (), ()), ordered(self._wanted(self.diagnostics)))

    def _is_broken(self) -> bool:
        return any(diagnostic.severity is Severity.BROKEN for diagnostic in self.diagnostics)

    def _wanted(self, found: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
        codes = self.options.languages
        tags = {language.tag for language in self.config.languages if language.code in codes}
        return (d for d in found if not codes or not d.language or d.language in tags)

    def _identify(self) -> Identification:
        identification = Identifying(self.root, self.listing, self.config, self.digests, self.cache, self.report).run()
        self.diagnostics.extend(identification.diagnostics)
        return identification

    def _pictures(self) -> Mapping[str, Picture]:
        """Every picture of the course, measured, by path."""
        targets = self.options.targets or self.config.targets
        self.cache.pictures = pictures.measured(
            self.root, self.digests, self.cache.pictures, with_smaller=HTML.name in targets
        )
        return pictures.by_path(self.cache.pictures)

    def _translate(
        self, identification: Identification, rulebook: checking.Rulebook
    ) -> Mapping[str, translations.Work]:
        below: dict[str, dict[str, str]] = {language.code: {} for language in self.config.languages}
        for path, value in self.digests.items():
            if path.startswith(f"{TRANSLATIONS}/"):
                below.get(path.split("/")[1], {})[path] = value
        tasks = [
            translations.Task(
                self.root,
                self.config,
                language,
                identification,
                below[language.code],
                self.language_caches[language.code].documents,
                self.language_caches[language.code].memory,
                rulebook.rules(language),
            )
            for language in self.config.languages
        ]
        # Starting workers costs more than a handful of catalogs.
        is_small = sum(len(task.dirty) for task in tasks) < _FEW
        work: dict[str, translations.Work] = {}
        for index, result in parallel.run(translating.work, tasks, workers=int(is_small)):
            work[tasks[index].language.code] = result
            self.diagnostics.extend(result.diagnostics)
            self.report("Merging and checking languages", len(work), len(tasks))
        return work

    def _write(self, identification: Identification, work: Mapping[str, translations.Work]) -> None:
        for result in work.values():
            self._write_files(result.additions)
        for result in work.values():
            self._write_files(result.removals)
            self._remove(result.vanished)
        self._write_files(identification.additions)
        self._write_files(identification.templates)
        self._remove(identification.vanished)

    def _write_files(self, files: Iterable[OutputFile]) -> None:
        for file in files:
            value = digest(file.content)
            if self.digests.get(file.path) != value and outputs.write_if_changed(self.root, file):
                self.written.append(file.path)
                self.digests[file.path] = value

    def _remove(self, paths: Iterable[str]) -> None:
        for path in outputs.remove(self.root, paths):
            self.removed.append(path)
            self.digests.pop(path, None)

    def _export(
        self, identification: Identification, standing: Standing, work: Mapping[str, translations.Work]
    ) -> Mapping[str, lockfile.Entry]:
        texts = translations.texts_from(self.root, self.config, identification, work)
        shelf = export.Shelf(identification.document, identification.units, texts)
        drawn = self._draw(identification, standing, shelf)
        standing = replace(standing, drawn=drawn, pictures=self._pictures())
        targets = self.options.targets or self.config.targets
        published = self._publish(identification, standing, standing.sources, shelf, targets)
        return url_names.entries(published.blocks, standing.sources.values())

    def _draw(self, identification: Identification, standing: Standing, shelf: export.Shelf) -> frozenset[str]:
        """Make the media that have words, which all targets ship; return their paths."""
        with_words = {path: source for path, source in standing.sources.items() if source.media}
        if with_words or any(path.startswith(f"{DRAWN}/") for path in self.digests):
            self._publish(identification, standing, with_words, shelf, (MEDIA.name,))
        return frozenset(path for path in self.digests if path.startswith(f"{DRAWN}/"))

    def _publish(
        self,
        identification: Identification,
        standing: Standing,
        documents: Mapping[str, SourceRecord],
        shelf: export.Shelf,
        targets: tuple[str, ...],
    ) -> Published:
        """Bring some targets up to date."""
        publishing = Publishing(
            root=self.root,
            standing=standing,
            sources=documents,
            shelf=shelf,
            preload=identification.documents,
            languages=self._to_export(),
            targets=targets,
            draft=self.options.draft,
            package=self.options.archives,
            config_digest=self.config_digest,
            digests=self.digests,
            known={code: cache.exports for code, cache in self.language_caches.items()},
            report=self.report,
        )
        published = publishing.run()
        self.written.extend(published.written)
        self.diagnostics.extend(published.diagnostics)
        self.digests.update(published.outputs)
        for code, made in published.records.items():
            self.language_caches[code].exports = made
        if not self._to_export():
            self._remove(path for path in published.superfluous if not dashboard.is_own(path))
        return published

    def _lock(self, standing: Standing, present: Mapping[str, lockfile.Entry]) -> bool:
        """Bring the lock file up to date; return whether it has all that it should have."""
        content = (self.root / LOCK).read_bytes() if LOCK in self.listing.files else None
        locked = locking.update(content, standing, present, self.digests, write=self.options.write)
        self._write_files([locked.file] if locked.file else [])
        self.diagnostics.extend(locked.diagnostics)
        return locked.is_whole

    def _to_export(self) -> tuple[str, ...]:
        """Codes of the languages to export; all when empty. What is damaged keeps its exports."""
        if not self.left_out:
            return self.options.languages
        known = (self.config.source_language, *self.config.languages)
        asked = self.options.languages or tuple(language.code for language in known)
        return tuple(code for code in asked if code not in self.left_out)

    def _remember(self, identification: Identification, work: Mapping[str, translations.Work]) -> None:
        """Keep the records of this run, when what they speak of is on disk."""
        if self.options.write or not any(result.pending for result in work.values()):
            for code, result in work.items():
                self.language_caches[code].documents = dict(result.records)
                self.language_caches[code].memory = result.sound
        if self.options.write or not identification.pending:
            self.cache.documents = dict(identification.sources) | dict(identification.drafts)
        if not self.options.changes_files:
            return
        written = frozenset(self.written) & self.digests.keys()
        kept = {path: stamp for path, stamp in self.stamps.items() if path in self.digests and path not in written}
        self.cache.stamps = kept | stamps_of(self.root, {path: self.digests[path] for path in written})
        records.save(self.root, "sources", self.cache)
        for code, cache in self.language_caches.items():
            records.save(self.root, f"languages/{code}", cache)
