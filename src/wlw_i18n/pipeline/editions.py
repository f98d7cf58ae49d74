"""Editions: what each language publishes, and what its pages say of one another."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from wlw_i18n import inline, interface
from wlw_i18n.links import slug
from wlw_i18n.model.course import (
    Config,
    Edition,
    Gates,
    Language,
    LinkTarget,
    OutlineItem,
    OutlineModule,
    Share,
)
from wlw_i18n.model.document import DocumentKind
from wlw_i18n.model.media import Picture, PictureCredit
from wlw_i18n.model.status import Counts
from wlw_i18n.model.text import Kind, Prose, State
from wlw_i18n.pipeline import reading_time
from wlw_i18n.pipeline.records import SourceRecord, TranslationRecord
from wlw_i18n.pipeline.sources import resolved
from wlw_i18n.pipeline.workspace import DRAWN, SOURCE, TRANSLATIONS

Records = Mapping[str, TranslationRecord]
"""Translation records of one language, by document id."""
Texts = Mapping[str, str]
Shares = Mapping[str, Mapping[str, Share]]
"""By document id, then language code; the empty id stands for the course."""
WHOLE = ""
"""Stands in place of a document's id for the course as a whole."""
_STEP = 5
"""Shares are told in steps of so many percent, rounded down: whole is only what is whole."""


@dataclass(frozen=True)
class Standing:
    """Where the course stands: its documents, what each language has of them, and what follows from both."""

    config: Config
    sources: Mapping[str, SourceRecord]
    """By source path, in course order; no drafts."""
    records: Mapping[str, Records]
    """By language code."""
    words: Mapping[str, Texts]
    """By language code: translations of the course strings and of the exporters' own words, by key."""
    files: frozenset[str] = frozenset()
    """Every file below source/ and translations/, relative to the course root."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """What was measured of pictures, by path relative to the course root."""
    credits: tuple[PictureCredit, ...] = ()
    """Whose the media are."""
    drawn: frozenset[str] = frozenset()
    """Media that were made for a language, relative to the course root."""

    @cached_property
    def served(self) -> Mapping[str, frozenset[str]]:
        """By language code, the documents that are at or above their gate."""
        return {
            language.code: frozenset(
                source.id
                for source in self.sources.values()
                if source.id in self.records[language.code]
                and self.records[language.code][source.id].counts.share >= self.gate(language, source.kind)
            )
            for language in self.config.languages
        }

    def gate(self, language: Language, kind: str) -> float:
        """The share that a document of a kind needs in a language."""
        return gate_of(self.config.gates_of(language.code), kind)

    def published(self, *, draft: bool) -> tuple[Language, ...]:
        """The languages that learners see, the source language first; with drafts, all."""
        languages = (language for language in self.config.languages if draft or self._is_published(language))
        return (self.config.source_language, *languages)

    def _is_published(self, language: Language) -> bool:
        counts = Counts.of(record.counts for record in self._documents(language))
        return counts.total.words > 0 and counts.share >= self.config.gates_of(language.code).course

    def _documents(self, language: Language) -> Iterator[TranslationRecord]:
        records = self.records[language.code]
        return (records[source.id] for source in self.sources.values() if source.id in records)

    def chain(self, language: Language) -> tuple[Language, ...]:
        """The language, and those among the course's languages that it falls back to; none for the source language."""
        if language.code == self.config.source_language.code:
            return ()
        known = {other.code: other for other in self.config.languages}
        return (language, *(known[code] for code in language.fallbacks if code in known))

    def edition(self, language: Language, published: tuple[Language, ...], shares: Shares) -> Edition:
        """One language of the course, but for the documents themselves.

        Args:
            language: which one.
            published: all that learners see.
            shares: what `shares` says of these.
        """
        chain = self.chain(language)
        media = self._media(language)
        words = self._interface(chain)
        return Edition(
            config=self.config,
            language=language,
            outline=self._outline(chain),
            strings=self._strings(chain),
            interface={name: text for name, (text, _) in words.items()},
            words_in={name: tag for name, (_, tag) in words.items() if tag != language.tag},
            editions=published,
            media=media,
            links=self._links,
            shares=shares,
            pictures={path: self.pictures[path] for path in media.values() if path in self.pictures},
            translators={other.code: self._translators(other) for other in published},
            picture_credits=self.credits,
        )

    def shares(self, published: tuple[Language, ...]) -> Shares:
        """How far each language has each document."""
        names = [source.id for source in self.sources.values()]
        found: dict[str, dict[str, Share]] = {name: {} for name in (WHOLE, *names)}
        for language in published:
            if language == self.config.source_language:
                for shares in found.values():
                    shares[language.code] = Share(100, served=True)
                continue
            found[WHOLE][language.code] = _share(Counts.of(r.counts for r in self._documents(language)), served=True)
            records, served = self.records[language.code], self.served[language.code]
            for name in names:
                counts = records[name].counts if name in records else Counts()
                found[name][language.code] = _share(counts, served=name in served)
        return found

    def _translators(self, language: Language) -> tuple[str, ...]:
        """Everybody whom a language's PO files name, in the order of the alphabet."""
        names = {
            name.casefold(): name
            for record in self.records.get(language.code, {}).values()
            for name in record.translators
        }
        return tuple(names[name] for name in sorted(names))

    @cached_property
    def _links(self) -> Mapping[str, Mapping[str, LinkTarget]]:
        return resolved(self.sources, self.files)

    def _media(self, language: Language) -> Mapping[str, str]:
        return media_of(self.config, language, self._media_files)

    @cached_property
    def _media_files(self) -> frozenset[str]:
        files = (path for path in self.files if "/media/" in path or path.startswith(f"{SOURCE}/"))
        return frozenset(files) | self.drawn

    def _outline(self, chain: Sequence[Language]) -> tuple[OutlineModule, ...]:
        """Titles and ids of the whole course, in the first language of the chain that serves each."""
        modules: dict[str, list[OutlineItem]] = {}
        for path, source in self.sources.items():
            modules.setdefault(path.split("/")[1], []).append(self._item(source, chain))
        return tuple(
            OutlineModule(items[0], tuple(items[1:]), number=int(folder.partition("-")[0]))
            for folder, items in modules.items()
        )

    def _item(self, source: SourceRecord, chain: Sequence[Language]) -> OutlineItem:
        serving = [language for language in chain if source.id in self.served[language.code]]
        found = [(language, self.records[language.code][source.id]) for language in serving]
        titles = [(language, record.title, record.title_stale) for language, record in found]
        summaries = [(language, record.summary, record.summary_stale) for language, record in found]
        summary = source.summary
        return OutlineItem(
            id=source.id,
            title=self._prose(Kind.TITLE, source.title, chain, titles),
            summary=None if summary is None else self._prose(Kind.SUMMARY, summary, chain, summaries),
            kind=source.kind,
            minutes=self._minutes(source, found),
            graded=source.graded,
            notice=bool(chain) and serving[:1] != [chain[0]],
        )

    def _minutes(self, source: SourceRecord, found: Sequence[tuple[Language, TranslationRecord]]) -> int | None:
        """How long a document takes; None where that is not a matter of reading and no author said it."""
        if source.minutes is not None or source.kind != DocumentKind.LESSON:
            return source.minutes
        english = self.config.source_language.tag
        if not found:
            return reading_time.minutes(reading_time.of_words(source.words, english))
        _, record = found[0]
        counts = record.counts
        left = counts.total.words - counts.translated.words - counts.stale.words
        return reading_time.minutes(record.seconds + reading_time.of_words(left, english))

    def _prose(
        self,
        kind: Kind,
        english: str,
        chain: Sequence[Language],
        candidates: Sequence[tuple[Language, str | None, bool]],
    ) -> Prose:
        for language, text, stale in candidates:
            if text is not None:
                first = language == chain[0]
                state = (State.STALE if stale else State.CURRENT) if first else State.FALLBACK
                return Prose(kind, text, inline.parse(text), lang=language.tag, state=state)
        state = State.FALLBACK if chain else State.SOURCE
        return Prose(kind, english, inline.parse(english), lang=self.config.source_language.tag, state=state)

    def _strings(self, chain: Sequence[Language]) -> Mapping[str, Prose]:
        """The course-level strings, each in the first language of the chain that has it."""
        strings = {}
        for name, english in course_texts(self.config).items():
            found = [(language, self.words[language.code].get(course_key(name)), False) for language in chain]
            strings[name] = self._prose(Kind.STRING, english, chain, found)
        return strings

    def _interface(self, chain: Sequence[Language]) -> Mapping[str, tuple[str, str]]:
        """The exporters' own words with their languages: the first of the chain that has each, else English."""
        words = {}
        for name, word in interface.WORDS.items():
            key = interface_key(name)
            found = ((self.words[own.code][key], own.tag) for own in chain if key in self.words[own.code])
            words[name] = next(found, (word.text, interface.TAG))
        return words


def _share(counts: Counts, *, served: bool) -> Share:
    words, own = counts.total.words, counts.translated.words + counts.stale.words
    return Share(own * 100 // (words * _STEP) * _STEP if words else 100, served)


def gate_of(gates: Gates, kind: str) -> float:
    """The share that a document of a kind needs."""
    return gates.quiz if kind == DocumentKind.QUIZ else gates.document


def course_texts(config: Config) -> Mapping[str, str]:
    """The course-level strings in the source language, by name."""
    return {"title": config.title, "description": config.description}


def course_key(name: str) -> str:
    """The key of a course-level string."""
    return f"course-{name}"


def interface_key(name: str) -> str:
    """The key of one of the exporters' own words."""
    return f"ui-{name}"


def media_of(config: Config, language: Language, files: Collection[str]) -> Mapping[str, str]:
    """The file to ship for each medium of the course in one language.

    A medium that somebody localised stands in `translations/<code>/media/<module>/<name>`, without the module's
    number; one that was made of an original and its translated words, below `exports/media/<code>/`. Without either,
    what was made for the source language is shipped, or the original.

    Args:
        config: the course's.
        language: the language.
        files: all files of the course and those made, relative to its root.

    Returns:
        Path below source/ -> path relative to the course root.
    """
    media = {}
    for path in sorted(files):
        if not path.startswith(f"{SOURCE}/") or path.endswith((".md", ".toml", ".lock")):
            continue
        below = path.removeprefix(f"{SOURCE}/")
        folder, _, name = below.partition("/media/")
        localised = f"{TRANSLATIONS}/{language.code}/media/{slug(folder)}/{name}" if name else ""
        made = [f"{DRAWN}/{code}/{below}" for code in (language.code, config.source_language.code)]
        media[below] = next(found for found in (localised, *made, path) if found in files)
    return media
