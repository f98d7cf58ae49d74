"""Exporting one language: assemble what changed, write it, and pack what is packed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from wlw_i18n import __version__, outputs
from wlw_i18n.assemble import LanguageTexts, Served, assemble
from wlw_i18n.exporters import EXPORTERS
from wlw_i18n.exporters.base import Exporter
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.course import Edition, Language
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline import editions, records
from wlw_i18n.pipeline.digests import combine, digest
from wlw_i18n.pipeline.records import ExportRecord, Part, Parts, SourceRecord
from wlw_i18n.pipeline.workspace import EXPORTS

WHOLE = ""
"""Stands in place of a document id for the files of the edition as a whole."""
PACKAGE = "*"
"""Stands in place of a document id for the packaged files."""


@dataclass(frozen=True)
class Task:
    """One language to export."""

    root: Path
    sources: Mapping[str, SourceRecord]
    """By source path, in course order."""
    edition: Edition
    chain: tuple[Language, ...]
    config_digest: str
    catalogs: Mapping[str, Mapping[str, str]]
    """Per language code and document id: digest of the PO file, or of nothing when the document is not served."""
    media: Mapping[str, str]
    """Digests of media files, by path relative to the course root."""
    targets: tuple[str, ...]
    package: bool
    """Whether archives and dumps are made."""
    known: Mapping[str, Mapping[str, ExportRecord]]
    """Records of the last run, by target and document id."""
    present: Mapping[str, str]
    """Digests of the files below exports/ that are there now, by path relative to the course root."""

    @cached_property
    def inputs(self) -> Mapping[str, str]:
        """Per document id, in course order: the digest of everything that its files are made from."""
        contexts = editions.contexts(self.edition, self.sources)
        return {source.id: self._inputs(source, contexts[source.id]) for source in self.sources.values()}

    def _inputs(self, source: SourceRecord, context: str) -> str:
        catalogs = [f"{language.code}={self.catalogs[language.code][source.id]}" for language in self.chain]
        return combine([__version__, self.config_digest, source.digest, source.template, context, *catalogs])

    def packs(self, target: str) -> bool:
        """Whether archives or dumps of a target are made."""
        return self.package and EXPORTERS[target].package is not None

    @cached_property
    def whole(self) -> str:
        """The digest of everything that the files of the edition as a whole, and its packages, are made from."""
        media = [f"{path}={self.media.get(path, '')}" for path in self.edition.media.values()]
        return combine([editions.everything(self.edition), *self.inputs.values(), *media])


@dataclass(frozen=True, slots=True)
class Need:
    """What is to be done for a task: documents by target. Empty when the last run's files are all still good."""

    documents: Mapping[str, tuple[str, ...]]
    """Target -> ids of the documents whose files are to be made."""
    whole: tuple[str, ...]
    """Targets whose files of the edition as a whole, and packages, are to be made."""

    @property
    def document_ids(self) -> frozenset[str]:
        """Documents that have to be at hand."""
        return frozenset(identifier for documents in self.documents.values() for identifier in documents)


@dataclass(frozen=True, slots=True)
class Exported:
    """What one task did."""

    records: Mapping[str, Mapping[str, ExportRecord]]
    written: tuple[str, ...]


Documents = Callable[[str], Document]
"""A document by its id."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where an export takes documents and translations from."""

    document: Documents
    """The source document with an id, with keys."""
    units: Callable[[str], Sequence[Unit]]
    """Its units."""
    texts: Callable[[str, str], Mapping[str, Served]]
    """What a language (by code) may serve of a document (by id)."""


def needs(task: Task) -> Need:
    """Find out what has to be made, without reading a document."""
    documents: dict[str, tuple[str, ...]] = {}
    whole: list[str] = []
    for target in task.targets:
        known = task.known.get(target, {})
        stale = tuple(
            name for name, inputs in task.inputs.items() if not _is_good(known.get(name), inputs, task.present)
        )
        wanted = (WHOLE, PACKAGE) if task.packs(target) else (WHOLE,)
        if stale:
            documents[target] = stale
        if stale or not all(_is_good(known.get(name), task.whole, task.present) for name in wanted):
            whole.append(target)
    return Need(documents, tuple(whole))


def export(task: Task, need: Need, shelf: Shelf) -> Exported:
    """Make the files that are needed, and write them.

    Raises:
        OSError: a file cannot be written.
    """

    @cache
    def served(identifier: str) -> Document:
        return _assemble(task, identifier, shelf)

    made = {target: dict(task.known.get(target, {})) for target in task.targets}
    written: list[str] = []
    for target in need.whole:
        making = _Making(task, target, EXPORTERS[target], written)
        made[target] = making.run(frozenset(need.documents.get(target, ())), served)
    return Exported(made, tuple(written))


@dataclass(frozen=True, slots=True)
class _Making:
    """The files of one target, being made."""

    task: Task
    target: str
    exporter: Exporter
    written: list[str]

    def run(self, stale: frozenset[str], served: Documents) -> dict[str, ExportRecord]:
        task, exporter = self.task, self.exporter
        name = f"parts/{self.target}/{task.edition.language.code}"
        packs = task.packs(self.target)
        parts = records.load(task.root, name, Parts).documents if packs else {}
        made: dict[str, ExportRecord] = {}
        kept: dict[str, Part] = {}
        for identifier, inputs in task.inputs.items():
            part = parts.get(identifier)
            is_packed = part is not None and part.inputs == inputs
            if part is not None and is_packed:
                kept[identifier] = part
            if identifier not in stale and (is_packed or not packs):
                made[identifier] = task.known[self.target][identifier]
                continue
            document = served(identifier)
            files = tuple(exporter.document(task.edition, document))
            found = tuple(exporter.diagnose(task.edition, document))
            made[identifier] = self.write(files, inputs, found)
            if packs:
                kept[identifier] = Part(inputs, [(file.path, file.content) for file in files])
        common = (*exporter.course(task.edition), *self.assets())
        made[WHOLE] = self.write(common, task.whole)
        if exporter.package is not None and packs:
            files = tuple(OutputFile(path, content) for part in kept.values() for path, content in part.files)
            made[PACKAGE] = self.put(exporter.package(task.edition, (*files, *common)), task.whole)
            records.save(task.root, name, Parts(documents=kept))
        return made

    def write(self, files: Sequence[OutputFile], inputs: str, found: tuple[Diagnostic, ...] = ()) -> ExportRecord:
        """Write files, or only note them if they are shipped in a package alone."""
        if self.exporter.loose:
            return self.put(files, inputs, found)
        return ExportRecord(inputs, {}, found, tuple(file.path for file in files))

    def put(self, files: Iterable[OutputFile], inputs: str, found: tuple[Diagnostic, ...] = ()) -> ExportRecord:
        """Write files below exports/."""
        made = {}
        for file in files:
            path = f"{EXPORTS}/{self.target}/{file.path}"
            value = digest(file.content)
            if self.task.present.get(path) != value:
                outputs.write_if_changed(self.task.root, OutputFile(path, file.content))
                self.written.append(path)
            made[path] = value
        return ExportRecord(inputs, made, found)

    def assets(self) -> Iterator[OutputFile]:
        for path, source in self.exporter.assets(self.task.edition).items():
            yield OutputFile(path, (self.task.root / source).read_bytes())


def _assemble(task: Task, identifier: str, shelf: Shelf) -> Document:
    source = shelf.document(identifier)
    if not task.chain:
        return source
    chain = [
        LanguageTexts(
            language.tag,
            shelf.texts(language.code, identifier) if task.catalogs[language.code][identifier] else {},
        )
        for language in task.chain
    ]
    return assemble(source, chain, shelf.units(identifier))


def _is_good(record: ExportRecord | None, inputs: str, present: Mapping[str, str]) -> bool:
    if record is None or record.inputs != inputs:
        return False
    return all(present.get(path) == value for path, value in record.outputs.items())
