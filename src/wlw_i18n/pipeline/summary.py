"""What a run amounts to: the course's status, and which documents and languages are below their gates."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from wlw_i18n import inline
from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.model.status import (
    Counts,
    CourseStatus,
    DocumentStatus,
    LanguageStatus,
    SourceStatus,
    Tally,
    Translator,
)
from wlw_i18n.pipeline.editions import Standing, gate_of
from wlw_i18n.pipeline.paths import catalog_path
from wlw_i18n.pipeline.records import SourceRecord, TranslationRecord
from wlw_i18n.pipeline.sources import module_folder
from wlw_i18n.pipeline.strings import COURSE, INTERFACE

_COUNTED: Final = frozenset({Code.UNTRANSLATED, Code.FUZZY, Code.STALE})
"""Findings that are states of a translation, which `Counts` has: no failing checks."""


Decided = Callable[[Iterable[Diagnostic]], tuple[Diagnostic, ...]]
"""Findings as the course has decided about them."""


def course_status(standing: Standing, decided: Decided, *, draft: bool) -> CourseStatus:
    """Count everything.

    Args:
        standing: where the course stands.
        decided: what the course has decided about findings.
        draft: whether languages below the course's gate are published too.
    """
    published = {language.code for language in standing.published(draft=draft)}
    return CourseStatus(
        standing.config.title,
        tuple(
            SourceStatus(
                source.id,
                module_folder(path),
                source.kind,
                path,
                source.units,
                source.words,
                inline.visible(inline.parse(source.title)),
            )
            for path, source in standing.sources.items()
        ),
        tuple(
            _language(standing, decided, language, published=language.code in published)
            for language in standing.config.languages
        ),
    )


def _language(standing: Standing, decided: Decided, language: Language, *, published: bool) -> LanguageStatus:
    records = standing.records[language.code]
    documents = tuple(
        DocumentStatus(
            id=source.id,
            module=module_folder(path),
            kind=source.kind,
            counts=records[source.id].counts if source.id in records else _nothing(source),
            served=source.id in standing.served[language.code],
            catalog=catalog_path(language.code, module_folder(path), source.id),
            failing=_failing(decided(records[source.id].diagnostics)) if source.id in records else {},
        )
        for path, source in standing.sources.items()
    )
    return LanguageStatus(
        code=language.code,
        tag=language.tag,
        autonym=language.autonym,
        counts=Counts.of(document.counts for document in documents),
        strings=Counts.of(records[name].counts for name in (COURSE, INTERFACE) if name in records),
        published=published,
        gate=standing.config.gates_of(language.code).course,
        documents=documents,
        rtl=language.rtl,
        translators=_translators(records.values()),
    )


def _translators(records: Iterable[TranslationRecord]) -> tuple[Translator, ...]:
    files = Counter(name for record in records for name in record.translators)
    return tuple(Translator(name, count) for name, count in sorted(files.items(), key=lambda item: (-item[1], item[0])))


def _failing(found: Iterable[Diagnostic]) -> Mapping[str, int]:
    return dict(sorted(Counter(each.code.value for each in found if each.code not in _COUNTED).items()))


def _nothing(source: SourceRecord) -> Counts:
    """The counts of a document of which nothing is translated, or nobody knows what."""
    return Counts(untranslated=Tally(source.units, source.words))


def gate_findings(config: Config, status: CourseStatus) -> Iterator[Diagnostic]:
    """Say which languages, and which documents of published languages, are below their gates."""
    for language in status.languages:
        if not language.published:
            message = (
                f"{language.autonym}: {language.counts.share * 100:.0f} % of the words are ready; "
                f"learners see it from {language.gate * 100:.0f} % on"
            )
            where = Location(f"translations/{language.code}")
            yield Diagnostic(Code.GATE_COURSE, Severity.INFO, message, where, language.tag)
            continue
        for document in language.documents:
            if not document.served:
                gate = gate_of(config.gates_of(language.code), document.kind)
                message = (
                    f"{document.counts.share * 100:.0f} % of the words are ready; from {gate * 100:.0f} % on "
                    "learners see this page in their language, until then in another"
                )
                where = Location(document.catalog)
                yield Diagnostic(Code.GATE_DOCUMENT, Severity.INFO, message, where, language.tag)
