"""Editions: what each language publishes, and what its pages say of one another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wlw_i18n import inline, interface
from wlw_i18n.links import media_path, slug
from wlw_i18n.model.course import (
    Config,
    Edition,
    Gates,
    Language,
    LinkTarget,
    OutlineItem,
    OutlineModule,
)
from wlw_i18n.model.document import DocumentKind
from wlw_i18n.model.status import Counts
from wlw_i18n.model.text import Kind, Prose, State
from wlw_i18n.pipeline.digests import combine
from wlw_i18n.pipeline.records import SourceRecord, TranslationRecord
from wlw_i18n.pipeline.sources import module_folder
from wlw_i18n.pipeline.workspace import SOURCE, TRANSLATIONS

Records = Mapping[str, TranslationRecord]
"""Translation records of one language, by document id."""
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CourseShape:
    """The course's documents, in order, as far as editions care."""

    config: Config
    sources: Mapping[str, SourceRecord]
    """By source path, in course order; no drafts."""

    @property
    def modules(self) -> Mapping[str, tuple[SourceRecord, ...]]:
        """Documents by module folder, a module's first page first."""
        modules: dict[str, list[SourceRecord]] = {}
        for path, source in self.sources.items():
            modules.setdefault(module_folder(path), []).append(source)
        return {name: tuple(documents) for name, documents in modules.items()}

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number in each module's folder name, by module folder."""
        return {module_folder(path): int(path.split("/")[1].partition("-")[0]) for path in self.sources}


def gate_of(gates: Gates, kind: str) -> float:
    """The share that a document of a kind needs."""
    return gates.quiz if kind == DocumentKind.QUIZ else gates.document


def is_served(config: Config, language: Language, source: SourceRecord, record: TranslationRecord | None) -> bool:
    """Whether a document is at or above its gate in a language."""
    if record is None:
        return False
    # A document without a word to translate is the same in every language.
    return record.counts.share >= gate_of(config.gates_of(language.code), source.kind)


def is_published(config: Config, language: Language, records: Records, sources: Iterable[SourceRecord]) -> bool:
    """Whether a language is at or above the course's gate."""
    counts = Counts.of(records[source.id].counts for source in sources if source.id in records)
    return counts.total.words > 0 and counts.share >= config.gates_of(language.code).course


def chain_of(config: Config, language: Language) -> tuple[Language, ...]:
    """The language, and those among the course's languages that it falls back to."""
    known = {other.code: other for other in config.languages}
    if language.code == config.source_language.code:
        return ()
    return (language, *(known[code] for code in language.fallbacks if code in known))


def outline(shape: CourseShape, chain: Sequence[Language], records: Mapping[str, Records]) -> tuple[OutlineModule, ...]:
    """Titles and ids of the whole course, in the first language of the chain that serves each."""

    def item(source: SourceRecord) -> OutlineItem:
        serving = [
            (language, records[language.code][source.id])
            for language in chain
            if is_served(shape.config, language, source, records[language.code].get(source.id))
        ]
        titles = [(language, record.title, record.title_stale) for language, record in serving]
        summaries = [(language, record.summary, record.summary_stale) for language, record in serving]
        return OutlineItem(
            id=source.id,
            title=_prose(Kind.TITLE, source.title, chain, titles, shape.config.source_language),
            summary=None
            if source.summary is None
            else _prose(Kind.SUMMARY, source.summary, chain, summaries, shape.config.source_language),
            kind=source.kind,
            minutes=source.minutes,
            graded=source.graded,
            notice=bool(chain) and (not serving or serving[0][0] != chain[0]),
        )

    return tuple(
        OutlineModule(
            item(documents[0]), tuple(item(document) for document in documents[1:]), number=shape.numbers[name]
        )
        for name, documents in shape.modules.items()
    )


def _prose(
    kind: Kind,
    english: str,
    chain: Sequence[Language],
    candidates: Sequence[tuple[Language, str | None, bool]],
    source: Language,
) -> Prose:
    for language, text, stale in candidates:
        if text is not None:
            first = language == chain[0]
            state = (State.STALE if stale else State.CURRENT) if first else State.FALLBACK
            return Prose(kind, text, inline.parse(text), lang=language.tag, state=state)
    state = State.FALLBACK if chain else State.SOURCE
    return Prose(kind, english, inline.parse(english), lang=source.tag, state=state)


def course_strings(config: Config, chain: Sequence[Language], texts: Mapping[str, Texts]) -> Mapping[str, Prose]:
    """The course-level strings in the first language of the chain that has each.

    Args:
        config: the course's configuration, which has the English.
        chain: the languages, best first.
        texts: per language code, key -> translation.
    """
    strings = {}
    for name, english in course_texts(config).items():
        key = course_key(name)
        found = [(language, texts[language.code].get(key), False) for language in chain]
        strings[name] = _prose(Kind.STRING, english, chain, found, config.source_language)
    return strings


def course_texts(config: Config) -> Mapping[str, str]:
    """The course-level strings in the source language, by name."""
    return {"title": config.title, "description": config.description}


def course_key(name: str) -> str:
    """The key of a course-level string."""
    return f"course-{name}"


def interface_key(name: str) -> str:
    """The key of one of the exporters' own words."""
    return f"ui-{name}"


def interface_words(chain: Sequence[Language], texts: Mapping[str, Texts]) -> Mapping[str, str]:
    """The exporters' own words, each in the first language of the chain that has it, else in English."""
    words = {}
    for name, word in interface.WORDS.items():
        key = interface_key(name)
        found = (texts[language.code][key] for language in chain if key in texts[language.code])
        words[name] = next(found, word.text)
    return words


def media_of(language: Language, files: Iterable[str]) -> Mapping[str, str]:
    """The file to ship for each medium of the course in one language.

    A localised medium stands in `translations/<code>/media/<module>/<name>`, without the module's number.

    Args:
        language: the language.
        files: all files of the course, relative to its root.

    Returns:
        Path below source/ -> path relative to the course root.
    """
    known = set(files)
    media = {}
    for path in sorted(known):
        if not path.startswith(f"{SOURCE}/") or path.endswith((".md", ".toml", ".lock")):
            continue
        below = path.removeprefix(f"{SOURCE}/")
        folder, _, name = below.partition("/media/")
        localised = f"{TRANSLATIONS}/{language.code}/media/{slug(folder)}/{name}" if name else ""
        media[below] = localised if localised in known else path
    return media


def contexts(edition: Edition, sources: Mapping[str, SourceRecord]) -> Mapping[str, str]:
    """Per document id, a digest of all that its files may take from the rest of the course.

    Neighbours' titles, its module, where its links lead, which files its pictures are, which languages there are.
    """
    common = _common(edition)
    modules = {item.id: module.id for module in edition.outline for item in (module.index, *module.items)}
    said = [f"{module.id}/{_said(item)}" for module in edition.outline for item in (module.index, *module.items)]
    around = {}
    for module in edition.outline:
        number = module.number
        inside = [_said(item) for item in module.items]
        around[module.id] = combine([str(number), _said(module.index), *inside])
        around.update((item.id, combine([str(number), _said(module.index)])) for item in module.items)
    found = {}
    for place, (path, source) in enumerate(sources.items()):
        media = [media_path(path, use.target) or "" for use in source.outgoing.uses if use.media]
        found[source.id] = combine(
            [
                common,
                *said[max(place - 1, 0) : place + 2],
                around[source.id],
                *(f"{file}={edition.media.get(file.removeprefix('source/'), '')}" for file in media),
                *(
                    _link(target, link, modules[link.document])
                    for target, link in edition.links.get(source.id, {}).items()
                ),
            ]
        )
    return found


def everything(edition: Edition) -> str:
    """A digest of all that the files of an edition as a whole may show, documents' own text apart."""
    items = [item for module in edition.outline for item in (module.index, *module.items)]
    media = (f"{name}={path}" for name, path in edition.media.items())
    return combine([_common(edition), *(_said(item) for item in items), *media])


def _common(edition: Edition) -> str:
    return combine(
        [
            *(f"{name}={prose.lang}={prose.text}" for name, prose in edition.strings.items()),
            *(f"{name}={word}" for name, word in edition.interface.items()),
            *(language.code for language in edition.editions),
        ]
    )


def _said(item: OutlineItem) -> str:
    summary = item.summary
    return "\n".join(
        (
            item.id,
            item.title.lang,
            item.title.state,
            item.title.text,
            summary.text if summary else "",
            summary.lang if summary else "",
            summary.state if summary else "",
            item.kind,
            str(item.minutes),
            str(item.graded),
            str(item.notice),
        )
    )


def _link(target: str, link: LinkTarget, module: str) -> str:
    return f"{target}={module}/{link.document}#{link.anchor}@{link.key}"
