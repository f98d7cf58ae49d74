"""What a run amounts to: the course's status, and which documents and languages are below their gates."""

from collections.abc import Iterator, Mapping

from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.model.status import Counts, CourseStatus, DocumentStatus, LanguageStatus, SourceStatus
from wlw_i18n.pipeline import editions
from wlw_i18n.pipeline.paths import catalog_path
from wlw_i18n.pipeline.records import SourceRecord
from wlw_i18n.pipeline.sources import module_folder

STRINGS = ("course", "interface")
"""Catalogs that belong to no document."""


def course_status(
    config: Config, sources: Mapping[str, SourceRecord], found: Mapping[str, editions.Records], draft: bool
) -> CourseStatus:
    """Count everything.

    Args:
        config: the course's configuration.
        sources: by source path, in course order.
        found: translation records by language code and document id.
        draft: whether languages below the course's gate are published too.
    """
    return CourseStatus(
        config.title,
        tuple(
            SourceStatus(source.id, module_folder(path), source.kind, path, source.units, source.words)
            for path, source in sources.items()
        ),
        tuple(_language(config, language, sources, found[language.code], draft) for language in config.languages),
    )


def _language(
    config: Config, language: Language, sources: Mapping[str, SourceRecord], records: editions.Records, draft: bool
) -> LanguageStatus:
    documents = tuple(
        DocumentStatus(
            id=source.id,
            module=module_folder(path),
            kind=source.kind,
            counts=records[source.id].counts,
            served=editions.is_served(config, language, source, records[source.id]),
            catalog=catalog_path(language.code, module_folder(path), source.id),
        )
        for path, source in sources.items()
    )
    return LanguageStatus(
        code=language.code,
        tag=language.tag,
        autonym=language.autonym,
        counts=Counts.of(document.counts for document in documents),
        strings=Counts.of(records[name].counts for name in STRINGS if name in records),
        published=draft or editions.is_published(config, language, records, sources.values()),
        gate=config.gates_of(language.code).course,
        documents=documents,
    )


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
                gate = editions.gate_of(config.gates_of(language.code), document.kind)
                message = (
                    f"{document.counts.share * 100:.0f} % of the words are ready; from {gate * 100:.0f} % on "
                    "learners see this page in their language, until then in another"
                )
                where = Location(document.catalog)
                yield Diagnostic(Code.GATE_DOCUMENT, Severity.INFO, message, where, language.tag)
