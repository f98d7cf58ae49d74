"""The course as it would be after a sync, worked out in memory: preview writes no file.

What did not change since the last look is not worked out again. The records of the last sync are the start.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec

from wlw_i18n import config as configuration
from wlw_i18n.checks.rules import Rules
from wlw_i18n.model.course import Config, Gates, Language
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.model.status import Counts, Tally
from wlw_i18n.pipeline import checking, pictures, records, translating, translations
from wlw_i18n.pipeline.checking import Rulebook
from wlw_i18n.pipeline.digests import digests
from wlw_i18n.pipeline.editions import Standing
from wlw_i18n.pipeline.identified import Identification
from wlw_i18n.pipeline.identifying import Identifying
from wlw_i18n.pipeline.outcome import Report, ordered
from wlw_i18n.pipeline.paths import catalog_path
from wlw_i18n.pipeline.records import LanguageCache, SourceCache, SourceRecord, TranslationRecord
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.strings import COURSE, INTERFACE
from wlw_i18n.pipeline.workspace import EXPORTS, TRANSLATIONS, Listing, survey
from wlw_i18n.preview import media, pseudo, watch
from wlw_i18n.preview.snapshot import Snapshot

_OPEN: Final = Gates(0, 0, 0)
"""Translators see what they have, however little it is."""
_PATIENCE: Final = 5
"""A file may vanish while the course is read, since editors and a sync rename files: so often it is read again."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a look at the course."""

    snapshot: Snapshot | None
    """None if the sources cannot be used."""
    problems: tuple[Diagnostic, ...] = ()
    """What has to be put right first."""


@dataclass(frozen=True, slots=True)
class _Inputs:
    """Everything that a language is worked out from."""

    config: str
    templates: Mapping[str, str]
    files: Mapping[str, str]
    rules: Rules


def _quiet(_stage: str, _done: int, _total: int) -> None:
    """A report that nobody reads."""


class Builder:
    """A course, looked at again and again.

    Args:
        root: the course root.
        codes: only these languages; all of the course when empty.
    """

    def __init__(self, root: Path, codes: Sequence[str]) -> None:
        self.root = root
        self.codes = tuple(codes)
        self.sources = records.load(root, "sources", SourceCache)
        self.languages: dict[str, LanguageCache] = {}
        self.identification: Identification | None = None
        self.works: dict[str, tuple[_Inputs, translations.Work]] = {}

    def build(self, report: Report = _quiet) -> Built:
        """Look at the course; nothing is raised for what is wrong with its files."""
        problem: OSError = FileNotFoundError()
        for _ in range(_PATIENCE):
            before = watch.signature(self.root)
            try:
                return self._build(report)
            except FileNotFoundError as error:
                problem = error
            except OSError as error:
                problem = error
                break
            except (KeyError, ValueError):
                # A file that was read twice was saved between the two.
                if watch.signature(self.root) == before:
                    raise
        return Built(None, (_unreadable(self.root, problem),))

    def _build(self, report: Report) -> Built:
        listing = survey(self.root)
        config, problems = configuration.read((self.root / configuration.PATH).read_bytes())
        problems = (*problems, *listing.problems)
        if config is None or _broken(problems):
            return Built(None, ordered(_broken(problems)))
        files = {path: state for path, state in listing.files.items() if not path.startswith(f"{EXPORTS}/")}
        found, self.sources.stamps = digests(self.root, files, self.sources.stamps)
        if self.sources.config != found[configuration.PATH]:
            self.sources.documents, self.sources.config = {}, found[configuration.PATH]
        identification = Identifying(self.root, listing, config, found, self.sources, report).run()
        broken = _broken(identification.diagnostics)
        if broken:
            return Built(None, ordered(broken))
        self._take_over(identification)
        self.sources.documents = {**identification.sources, **identification.drafts}
        self.sources.pictures = pictures.measured(self.root, found, self.sources.pictures)
        rulebook = checking.read(self.root, config)
        works = self._translated(rulebook, identification, found)
        said = (rulebook.diagnostics, *(work.diagnostics for work in works.values()))
        damaged = (problem for of_one in said for problem in _broken(of_one))
        return Built(self._snapshot(rulebook, identification, works, listing), ordered(damaged))

    def _take_over(self, identification: Identification) -> None:
        """Documents that were read before, and are as they were, need not be read again."""
        before = self.identification
        for path, record in identification.sources.items():
            known = before.sources.get(path) if before else None
            if before is None or known is None or _made_from(known) != _made_from(record):
                continue
            if record.id in before.loaded:
                identification.loaded.setdefault(record.id, before.loaded[record.id])
            if record.id in before.cut:
                identification.cut.setdefault(record.id, before.cut[record.id])
        self.identification = identification

    def _translated(
        self, rulebook: Rulebook, identification: Identification, found: Mapping[str, str]
    ) -> Mapping[str, translations.Work]:
        """Each language, merged and checked in memory; one of whose files and templates none changed is as it was."""
        templates = {
            f"{name}@{place}": identification.template_digests[name] for name, place in identification.places.items()
        }
        works = {}
        for language in _needed(rulebook.config, self.codes):
            cache = self._cache(language.code)
            folder = f"{TRANSLATIONS}/{language.code}/"
            own = {path: value for path, value in found.items() if path.startswith(folder)}
            rules = rulebook.rules(language)
            inputs = _Inputs(self.sources.config, templates, own, rules)
            before = self.works.get(language.code)
            if before is not None and before[0] == inputs:
                works[language.code] = before[1]
                continue
            task = translations.Task(
                self.root,
                rulebook.config,
                language,
                identification,
                own,
                cache.documents,
                cache.memory,
                rules,
            )
            work = translating.work(task)
            if not work.is_damaged:
                cache.documents, cache.memory = _kept(work, found, language), work.sound
            self.works[language.code] = (inputs, work)
            works[language.code] = work
        return works

    def _cache(self, code: str) -> LanguageCache:
        if code not in self.languages:
            self.languages[code] = records.load(self.root, f"languages/{code}", LanguageCache)
        return self.languages[code]

    def _snapshot(
        self,
        rulebook: Rulebook,
        identification: Identification,
        works: Mapping[str, translations.Work],
        listing: Listing,
    ) -> Snapshot:
        config = rulebook.config
        whole = {code: work for code, work in works.items() if not work.is_damaged}
        languages = tuple(language for language in config.languages if language.code in whole)
        known = {**identification.sources, **identification.drafts}
        sources = {file.path: known[file.path] for file in listing.sources if file.path in known}
        drawn = media.declared(sources.values(), (config.source_language, *languages, pseudo.LANGUAGE))
        standing = Standing(
            replace(config, gates=_OPEN, gates_by_language={}, languages=(*languages, pseudo.LANGUAGE)),
            sources,
            {code: work.records for code, work in whole.items()}
            | {pseudo.LANGUAGE.code: {record.id: _pseudo(record) for record in identification.sources.values()}},
            {code: work.words for code, work in whole.items()} | {pseudo.LANGUAGE.code: _words(identification)},
            frozenset(path for path in listing.files if not path.startswith(f"{EXPORTS}/")),
            media.measured(drawn, pictures.by_path(self.sources.pictures)),
            drawn=drawn,
        )
        shown = tuple(language for language in languages if not self.codes or language.code in self.codes)
        return Snapshot(
            self.root,
            standing,
            (config.source_language, *shown, pseudo.LANGUAGE),
            identification,
            whole,
            rulebook.decided,
        )


def _made_from(record: SourceRecord) -> tuple[str, str, Mapping[str, str]]:
    """Digests of what a document was read from."""
    return record.digest, record.template, record.media


def _kept(work: translations.Work, found: Mapping[str, str], language: Language) -> dict[str, TranslationRecord]:
    """Records for the next look, each of which counts while template and PO file are those that it was made from.

    A PO file that a sync would change is worked on at each look: its texts may move to another. Words that belong to
    no document never move; but all documents are checked against them, so those of today are taken as they are.
    """
    return dict(work.records) | {
        name: msgspec.structs.replace(work.records[name], catalog=found.get(catalog_path(language.code, "", name), ""))
        for name in (COURSE, INTERFACE)
        if name in work.records
    }


def _needed(config: Config, codes: Sequence[str]) -> tuple[Language, ...]:
    """The languages asked for, and those that they fall back to."""
    if not codes:
        return config.languages
    wanted = {code for language in config.languages if language.code in codes for code in language.fallbacks}
    return tuple(language for language in config.languages if language.code in wanted.union(codes))


def first_language(root: Path, codes: Sequence[str]) -> str:
    """The code of the language whose pages are opened first; empty while the configuration cannot be used.

    Raises:
        RefusedError: the course has no such language.
        OSError: the configuration cannot be read.
    """
    config, _ = configuration.read((root / configuration.PATH).read_bytes())
    if config is None:
        return ""
    known = [language.code for language in (*config.languages, config.source_language, pseudo.LANGUAGE)]
    unknown = [code for code in codes if code not in known]
    if unknown:
        hint = f"It has: {', '.join(known)}. Add a language with `wlw-i18n language add CODE`."
        message, where = f'the course has no language "{unknown[0]}"', Location(configuration.PATH)
        raise RefusedError(diagnostics=(Diagnostic(Code.LANGUAGE_UNKNOWN, Severity.BROKEN, message, where, hint=hint),))
    return codes[0] if codes else known[0]


def _pseudo(record: SourceRecord) -> TranslationRecord:
    """What the pseudo-language has of a document: all."""
    return TranslationRecord(
        template=record.template,
        catalog="",
        counts=Counts(translated=Tally(record.units, record.words)),
        title=pseudo.of_markdown(record.title),
        title_stale=False,
        summary=None if record.summary is None else pseudo.of_markdown(record.summary),
        summary_stale=False,
        diagnostics=(),
    )


def _words(identification: Identification) -> Mapping[str, str]:
    """The course's own texts and the exporters' words in the pseudo-language."""
    own = {unit.key: pseudo.of_unit(unit) for unit in identification.strings[COURSE]}
    return own | {unit.key: pseudo.of_text(unit.text) for unit in identification.strings[INTERFACE]}


def _broken(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(diagnostic for diagnostic in found if diagnostic.severity is Severity.BROKEN)


def _unreadable(root: Path, error: OSError) -> Diagnostic:
    path = Path(error.filename or root)
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return Diagnostic(
        Code.FILE_UNREADABLE, Severity.BROKEN, f"cannot be read: {error.strerror or error}", Location(shown)
    )
