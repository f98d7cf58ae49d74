"""One run: survey, read, identify, merge, check, write, export. Every command is this run with other options.

Nothing is written before everything has been read and found usable.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wlw_i18n import config as configuration
from wlw_i18n import outputs
from wlw_i18n.model.course import Config, Edition, Language
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.source import Location
from wlw_i18n.model.status import CourseStatus
from wlw_i18n.pipeline import editions, export, lockfile, parallel, records, sources, summary, translations
from wlw_i18n.pipeline.digests import Stamp, digest, digests
from wlw_i18n.pipeline.identified import Identification, Identifying, Report
from wlw_i18n.pipeline.records import LanguageCache, SourceCache
from wlw_i18n.pipeline.workspace import CACHE, EXPORTS, LOCK, Listing, survey
from wlw_i18n.report.status import to_json


@dataclass(frozen=True, slots=True)
class Options:
    """What a run does."""

    write: bool = False
    """Write templates and PO files."""
    export: bool = False
    """Write exports."""
    draft: bool = False
    """Publish languages below the course's gate too."""
    archives: bool = True
    targets: tuple[str, ...] = ()
    """Only these targets; all that course.toml names when empty."""
    languages: tuple[str, ...] = ()
    """Only these languages, by code; all when empty."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found and did."""

    status: CourseStatus
    diagnostics: tuple[Diagnostic, ...] = ()
    written: tuple[str, ...] = ()
    """Paths relative to the course root."""
    removed: tuple[str, ...] = ()
    changes: Mapping[str, int] = field(default_factory=dict)
    """How many units of the source changed, by class of change."""

    @property
    def broken(self) -> bool:
        """Whether input could not be used, so that nothing was written."""
        return any(diagnostic.severity is Severity.BROKEN for diagnostic in self.diagnostics)


def run(root: Path, options: Options, report: Report) -> Outcome:
    """Run the pipeline on the course in a folder.

    Raises:
        outputs.LockedError: another run is at work.
        OSError: a file cannot be read or written; every file is whole.
    """
    with outputs.locked(root / CACHE / "lock"):
        listing = survey(root)
        config, problems = _configuration(root, options)
        problems = (*problems, *listing.problems)
        if config is None or any(problem.severity is Severity.BROKEN for problem in problems):
            return Outcome(CourseStatus("", (), ()), _ordered(problems))
        return _Run(root, options, report, listing, config, list(problems)).outcome()


def _configuration(root: Path, options: Options) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    config, problems = configuration.read((root / configuration.PATH).read_bytes())
    if config is None:
        return None, problems
    known = {language.code for language in (config.source_language, *config.languages)}
    unknown = [code for code in options.languages if code not in known]
    hint = f"Its languages are {', '.join(sorted(known))}. Add one with `wlw-i18n language add CODE`."
    where = Location(configuration.PATH)
    return config, tuple(
        Diagnostic(Code.LANGUAGE_UNKNOWN, Severity.BROKEN, f'the course has no language "{code}"', where, hint=hint)
        for code in unknown
    )


@dataclass
class _Run:
    """The state of one run, stage by stage."""

    root: Path
    options: Options
    report: Report
    listing: Listing
    config: Config
    diagnostics: list[Diagnostic]
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.config_digest = digest((self.root / configuration.PATH).read_bytes())
        self.cache = records.load(self.root, "sources", SourceCache)
        self.digests, self.stamps = digests(self.root, self.listing.files, self.cache.stamps)
        self.language_caches = {
            language.code: records.load(self.root, f"languages/{language.code}", LanguageCache)
            for language in (self.config.source_language, *self.config.languages)
        }

    def outcome(self) -> Outcome:
        """Run all stages."""
        identification = self._identify()
        status = CourseStatus(self.config.title, (), ())
        changes: Mapping[str, int] = {}
        if not self._is_broken():
            work = self._translate(identification)
            changes = Counter(identification.changes)
            status = summary.course_status(self.config, identification.sources, self._records(work), self.options.draft)
            if not self._is_broken():
                self._write(identification, work)
                self._export(identification, work)
                self._remember(identification, work)
                self.diagnostics.extend(summary.gate_findings(self.config, status))
        diagnostics = _ordered(self._wanted(self.diagnostics))
        if any(diagnostic.severity is Severity.BROKEN for diagnostic in diagnostics):
            return Outcome(status, diagnostics)
        if self.options.export:
            self._write_files([OutputFile(f"{EXPORTS}/status.json", to_json(status))])
        return Outcome(status, diagnostics, tuple(self.written), tuple(self.removed), changes)

    def _digests_below(self, folder: str) -> Mapping[str, str]:
        return {path: value for path, value in self.digests.items() if path.startswith(folder)}

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

    def _translate(self, identification: Identification) -> Mapping[str, translations.Work]:
        tasks = [
            translations.Task(
                self.root,
                self.config,
                language,
                identification,
                self._digests_below(translations.folder(language)),
                self.language_caches[language.code].documents,
            )
            for language in self.config.languages
        ]
        work: dict[str, translations.Work] = {}
        for index, result in parallel.run(translations.work, tasks):
            work[tasks[index].language.code] = result
            self.diagnostics.extend(result.diagnostics)
            self.report("Merging and checking languages", len(work), len(tasks))
        return work

    def _records(self, work: Mapping[str, translations.Work]) -> Mapping[str, editions.Records]:
        return {code: result.records for code, result in work.items()}

    def _write(self, identification: Identification, work: Mapping[str, translations.Work]) -> None:
        if not self.options.write:
            return
        for result in work.values():
            self._write_files(result.additions)
        for result in work.values():
            self._write_files(result.removals)
            self._remove(result.vanished)
        self._write_files(identification.templates)
        self._remove(identification.vanished)

    def _write_files(self, files: Iterable[OutputFile]) -> None:
        for file in files:
            value = digest(file.content)
            if self.digests.get(file.path) != value and outputs.write_if_changed(self.root, file):
                if file.path not in self.written:
                    self.written.append(file.path)
                self.digests[file.path] = value

    def _remove(self, paths: Iterable[str]) -> None:
        for path in outputs.remove(self.root, paths):
            self.removed.append(path)
            self.digests.pop(path, None)

    def _export(self, identification: Identification, work: Mapping[str, translations.Work]) -> None:
        if not self.options.export:
            return
        targets = self.options.targets or self.config.targets
        shape = editions.CourseShape(self.config, identification.sources)
        published = self._published(shape, work)
        tasks = [self._export_task(language, shape, published, work, targets) for language in published]
        tasks = [task for task in tasks if self._is_asked_for(task.edition.language)]
        found = [export.needs(task) for task in tasks]
        wanted = frozenset(identifier for need in found for identifier in need.document_ids)
        identification.documents(wanted)
        texts = translations.texts_from(self.root, self.config, identification, work)
        shelf = export.Shelf(identification.document, identification.units, texts)
        jobs = [(task, need) for task, need in zip(tasks, found, strict=True) if need.whole]

        def make(job: tuple[export.Task, export.Need]) -> export.Exported:
            return export.export(job[0], job[1], shelf)

        for done, (index, exported) in enumerate(parallel.run(make, jobs), start=1):
            code = jobs[index][0].edition.language.code
            self.language_caches[code].exports.update({target: dict(made) for target, made in exported.records.items()})
            self.written.extend(exported.written)
            self.report("Exporting languages", done, len(jobs))
        for language in published:
            for made in self.language_caches[language.code].exports.values():
                for record in made.values():
                    self.diagnostics.extend(record.diagnostics)
                    self.digests.update(record.outputs)
        self._clear_exports(published, targets)
        if self.options.write:
            self._lock()

    def _lock(self) -> None:
        """Add the block names of this run to those that were ever exported."""
        exported = self.language_caches[self.config.source_language.code].exports.get("olx", {})
        names = {
            "/".join(path.removesuffix(".xml").split("/")[-2:])
            for record in exported.values()
            for path in record.packed
            if path.endswith(".xml") and path.split("/")[-2] in lockfile.BLOCKS
        }
        if names:
            known = lockfile.read((self.root / LOCK).read_bytes()) if LOCK in self.listing.files else frozenset()
            self._write_files([lockfile.write(known | names)])

    def _is_asked_for(self, language: Language) -> bool:
        return not self.options.languages or language.code in self.options.languages

    def _published(self, shape: editions.CourseShape, work: Mapping[str, translations.Work]) -> tuple[Language, ...]:
        found = self._records(work)
        return (
            self.config.source_language,
            *(
                language
                for language in self.config.languages
                if self.options.draft
                or editions.is_published(self.config, language, found[language.code], shape.sources.values())
            ),
        )

    def _export_task(
        self,
        language: Language,
        shape: editions.CourseShape,
        published: tuple[Language, ...],
        work: Mapping[str, translations.Work],
        targets: tuple[str, ...],
    ) -> export.Task:
        chain = editions.chain_of(self.config, language)
        found = self._records(work)
        words = {code: result.words for code, result in work.items()}
        media = editions.media_of(language, self.listing.files)
        edition = Edition(
            config=self.config,
            language=language,
            outline=editions.outline(shape, chain, found),
            strings=editions.course_strings(self.config, chain, words),
            interface=editions.interface_words(chain, words),
            editions=published,
            media=media,
            links=sources.resolved(shape.sources, self.listing.files),
        )
        catalogs = {
            other.code: {
                source.id: found[other.code][source.id].catalog
                if editions.is_served(self.config, other, source, found[other.code].get(source.id))
                else ""
                for source in shape.sources.values()
            }
            for other in chain
        }
        return export.Task(
            root=self.root,
            shape=shape,
            edition=edition,
            chain=chain,
            config_digest=self.config_digest,
            catalogs=catalogs,
            media={path: self.digests[path] for path in media.values()},
            targets=targets,
            package=self.options.archives,
            known=self.language_caches[language.code].exports,
            present=self._digests_below(f"{EXPORTS}/"),
        )

    def _clear_exports(self, published: tuple[Language, ...], targets: tuple[str, ...]) -> None:
        """Remove what earlier runs exported and this course no longer has."""
        if self.options.languages:
            return
        kept = {
            path for language in published for path in records.outputs_of(self.language_caches[language.code].exports)
        }
        folders = tuple(f"{EXPORTS}/{target}/" for target in targets)
        for code, cache in self.language_caches.items():
            if code not in {language.code for language in published}:
                cache.exports.clear()
        self._remove([path for path in self.listing.files if path.startswith(folders) and path not in kept])

    def _remember(self, identification: Identification, work: Mapping[str, translations.Work]) -> None:
        """Keep the records of this run, when what they speak of is on disk."""
        if self.options.write or not any(result.pending for result in work.values()):
            for code, result in work.items():
                self.language_caches[code].documents = dict(result.records)
        if self.options.write or not identification.pending:
            self.cache.documents = dict(identification.sources) | dict(identification.drafts)
        if not (self.options.write or self.options.export):
            return
        now = survey(self.root)
        known = {
            path: Stamp(state.size, state.modified, state.changed, state.inode, self.digests[path])
            for path, state in now.files.items()
            if path in self.digests and (path in self.written or path not in self.stamps)
        }
        _, self.cache.stamps = digests(self.root, now.files, self.stamps | known)
        records.save(self.root, "sources", self.cache)
        for code, cache in self.language_caches.items():
            records.save(self.root, f"languages/{code}", cache)


def _ordered(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings in the order in which people work through them: by file, then line."""
    return tuple(
        sorted(
            dict.fromkeys(found),
            key=lambda d: (
                -int(d.severity is Severity.BROKEN),
                d.location or Location(""),
                d.code.value,
                d.key,
                d.language,
                d.message,
            ),
        )
    )
