"""Publishing: export every language that learners see, and clear away what is no longer part of the course."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wlw_i18n.model.course import Language
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.olx import OlxBlock
from wlw_i18n.pipeline import export, parallel, records
from wlw_i18n.pipeline.editions import Shares, Standing
from wlw_i18n.pipeline.outcome import Report
from wlw_i18n.pipeline.records import ExportRecord, SourceRecord
from wlw_i18n.pipeline.workspace import EXPORTS

_FEW = 100
"""Documents that are exported faster by one process than by several."""

Records = dict[str, dict[str, ExportRecord]]
"""Export records of one language, by target and document id."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was published."""

    records: Mapping[str, Records]
    """By language code, all languages of the course."""
    outputs: Mapping[str, str]
    """Digests of the files of these targets and languages, by path relative to the course root."""
    superfluous: tuple[str, ...]
    """Files of the targets that are no part of the exports any more."""
    written: tuple[str, ...]
    blocks: tuple[OlxBlock, ...]
    """The blocks that Open edX gets; none if the source language was not exported for it."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Publishing:
    """The exports, to be brought up to date."""

    root: Path
    standing: Standing
    sources: Mapping[str, SourceRecord]
    """The documents to export, by source path, in course order."""
    shelf: export.Shelf
    preload: Callable[[Iterable[str]], object]
    """Reads documents, by id, on all cores."""
    languages: tuple[str, ...]
    """Only these, by code; all that are published when empty."""
    targets: tuple[str, ...]
    draft: bool
    package: bool
    config_digest: str
    digests: Mapping[str, str]
    """Of every file of the course, by path relative to its root."""
    known: Mapping[str, Records]
    """Records of the last run, by language code."""
    report: Report

    def run(self) -> Published:
        """Export what changed.

        Raises:
            OSError: a file cannot be read or written.
        """
        published = self.standing.published(draft=self.draft)
        present = {path: value for path, value in self.digests.items() if path.startswith(f"{EXPORTS}/")}
        asked = (language for language in published if not self.languages or language.code in self.languages)
        shares = self.standing.shares(published)
        tasks = [self._task(language, published, shares, present) for language in asked]
        found = [(task, export.needs(task)) for task in tasks]
        jobs = [(task, need) for task, need in found if need.targets]
        self.preload(frozenset(identifier for _, need in jobs for identifier in need.document_ids))
        made: dict[str, Records] = {
            code: dict(known) if code in {language.code for language in published} else {}
            for code, known in self.known.items()
        }
        written: list[str] = []

        def make(job: tuple[export.Task, export.Need]) -> export.Exported:
            return export.export(*job, self.shelf)

        # Starting workers costs more than a handful of pages.
        is_small = sum(len(need.document_ids) for _, need in jobs) < _FEW and not any(need.packages for _, need in jobs)
        results = parallel.run(make, jobs, workers=int(is_small))
        for done, (index, exported) in enumerate(results, start=1):
            code = jobs[index][0].edition.language.code
            made[code].update({target: dict(found) for target, found in exported.records.items()})
            written.extend(exported.written)
            self.report("Exporting languages", done, len(jobs))
        kept = {path for of_language in made.values() for path in records.outputs_of(of_language)}
        folders = tuple(f"{EXPORTS}/{target}/" for target in self.targets)
        return Published(
            records=made,
            outputs=dict(self._outputs(made[task.edition.language.code] for task in tasks)),
            superfluous=tuple(path for path in present if path.startswith(folders) and path not in kept),
            written=tuple(written),
            blocks=self._blocks(made) if any(self._is_source(task.edition.language) for task in tasks) else (),
            diagnostics=tuple(
                diagnostic
                for of_language in made.values()
                for of_target in of_language.values()
                for record in of_target.values()
                for diagnostic in record.diagnostics
            ),
        )

    def _task(
        self, language: Language, published: tuple[Language, ...], shares: Shares, present: Mapping[str, str]
    ) -> export.Task:
        standing = self.standing
        chain = standing.chain(language)
        edition = standing.edition(language, published, shares)
        return export.Task(
            root=self.root,
            sources=self.sources,
            edition=edition,
            chain=chain,
            config_digest=self.config_digest,
            catalogs={
                other.code: {
                    source.id: standing.records[other.code][source.id].catalog
                    if source.id in standing.served[other.code]
                    else ""
                    for source in self.sources.values()
                }
                for other in chain
            },
            media={path: self.digests[path] for path in edition.media.values()},
            targets=self.targets,
            package=self.package,
            known=self.known[language.code],
            present=present,
        )

    def _outputs(self, made: Iterable[Records]) -> Iterator[tuple[str, str]]:
        for of_language in made:
            yield from records.outputs_of({name: of_language.get(name, {}) for name in self.targets}).items()

    def _is_source(self, language: Language) -> bool:
        return language.code == self.standing.config.source_language.code

    def _blocks(self, made: Mapping[str, Records]) -> tuple[OlxBlock, ...]:
        if "olx" not in self.targets:
            return ()
        source = made[self.standing.config.source_language.code].get("olx", {})
        return tuple(block for record in source.values() for block in record.packed)
