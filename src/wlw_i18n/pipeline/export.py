"""Exporting one language: assemble what changed, write it, and pack what is packed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from wlw_i18n import outputs
from wlw_i18n.assemble import LanguageTexts, Served, assemble
from wlw_i18n.exporters import EXPORTERS, MEDIA
from wlw_i18n.exporters.base import Exporter
from wlw_i18n.exporters.olx import progress_blocks
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.course import Edition, Language
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline import contexts, records
from wlw_i18n.pipeline.digests import combine, digest
from wlw_i18n.pipeline.records import ExportRecord, Part, Parts, SourceRecord
from wlw_i18n.pipeline.toolkit import fingerprint
from wlw_i18n.pipeline.workspace import DRAWN, EXPORTS, SOURCE
from wlw_i18n.svg import optimising

WHOLE = ""
"""Stands in place of a document id for the files of the edition as a whole."""
PACKAGE = "*"
"""Stands in place of a document id for the packaged files."""
_EXPORTERS = {**EXPORTERS, MEDIA.name: MEDIA}


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
        around = contexts.of_documents(self.edition, self.sources)
        return {source.id: self._inputs(source, around[source.id]) for source in self.sources.values()}

    def _inputs(self, source: SourceRecord, context: str) -> str:
        catalogs = [f"{language.code}={self.catalogs[language.code][source.id]}" for language in self.chain]
        media = (f"{digest}{self.makes(source.id, path)}" for path, digest in source.media.items())
        return combine([fingerprint(), self.config_digest, source.digest, source.template, context, *media, *catalogs])

    def makes(self, identifier: str, medium: str) -> bool:
        """Whether a medium is made with a document: the first of those that show it.

        Args:
            identifier: of the document.
            medium: path relative to the course root.
        """
        return self._makers.get(medium, identifier) == identifier

    @cached_property
    def _makers(self) -> Mapping[str, str]:
        return {path: source.id for source in reversed(tuple(self.sources.values())) for path in source.media}

    def packs(self, target: str) -> bool:
        """Whether archives or dumps of a target are made."""
        return self.package and _EXPORTERS[target].package is not None

    @cached_property
    def common(self) -> str:
        """The digest of everything that the files of the edition as a whole are made from."""
        media = [f"{path}={self.media.get(path, '')}" for path in self.edition.media.values()]
        return combine([fingerprint(), self.config_digest, contexts.of_whole(self.edition), *media])

    @cached_property
    def packed(self) -> str:
        """The digest of everything that the packages are made from."""
        return combine([self.common, *self.inputs.values()])


@dataclass(frozen=True, slots=True)
class Need:
    """What is to be made for a task. Nothing, when the last run's files are all still good."""

    documents: Mapping[str, frozenset[str]]
    """Target -> ids of the documents whose files are to be made."""
    whole: frozenset[str]
    """Targets whose files of the edition as a whole are to be made."""
    packages: frozenset[str]
    """Targets whose packages are to be made."""

    @property
    def targets(self) -> frozenset[str]:
        """Targets with something to be made."""
        return frozenset(self.documents) | self.whole | self.packages

    @property
    def document_ids(self) -> frozenset[str]:
        """Documents that have to be at hand."""
        return frozenset().union(*self.documents.values())


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
    documents: dict[str, frozenset[str]] = {}
    whole: set[str] = set()
    packages: set[str] = set()
    for target in task.targets:
        known = task.known.get(target, {})
        stale = [name for name, inputs in task.inputs.items() if not _is_good(known.get(name), inputs, task.present)]
        if stale:
            documents[target] = frozenset(stale)
        if not _is_good(known.get(WHOLE), task.common, task.present):
            whole.add(target)
        if task.packs(target) and not _is_good(known.get(PACKAGE), task.packed, task.present):
            packages.add(target)
    return Need(documents, frozenset(whole), frozenset(packages))


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
    for target in task.targets:
        if target in need.targets:
            making = _Making(task, target, _EXPORTERS[target], need, served, written)
            made[target] = making.run()
    return Exported(made, tuple(written))


@dataclass(frozen=True, slots=True)
class _Making:
    """The files of one target, being made."""

    task: Task
    target: str
    exporter: Exporter
    need: Need
    served: Documents
    written: list[str]

    def run(self) -> dict[str, ExportRecord]:
        """Make what is needed; return the records of the target."""
        packs = self.target in self.need.packages
        parts = records.load(self.task.root, self._parts, Parts).documents if packs else {}
        kept = {name: part for name, part in parts.items() if part.inputs == self.task.inputs.get(name)}
        made = {}
        for name, inputs in self.task.inputs.items():
            if name in self.need.documents.get(self.target, ()) or (packs and name not in kept):
                made[name], files = self._document(name, inputs)
                if packs:
                    prepared = self.exporter.prepare(self.task.edition, files)
                    kept[name] = Part(inputs, [(file.path, file.content) for file in prepared])
            else:
                made[name] = self._known[name]
        made.update(self._common(kept if packs else None))
        return made

    @property
    def _known(self) -> Mapping[str, ExportRecord]:
        return self.task.known.get(self.target, {})

    @property
    def _parts(self) -> str:
        return f"parts/{self.target}/{self.task.edition.language.code}"

    def _document(self, name: str, inputs: str) -> tuple[ExportRecord, tuple[OutputFile, ...]]:
        document = self.served(name)
        files = tuple(self.exporter.document(self.task.edition, document))
        if self.target == MEDIA.name:
            files = tuple(file for file in files if self.task.makes(name, f"{SOURCE}/{file.path.partition('/')[2]}"))
        found = tuple(self.exporter.diagnose(self.task.edition, document))
        return self.write(files, inputs, found), files

    def _common(self, parts: Mapping[str, Part] | None) -> Iterator[tuple[str, ExportRecord]]:
        """The files of the edition as a whole and, where there are parts, the packages made of all."""
        task = self.task
        if self.target not in self.need.whole and parts is None:
            yield from ((name, self._known[name]) for name in (WHOLE, PACKAGE) if name in self._known)
            return
        common = (*self.exporter.course(task.edition), *self.assets())
        yield WHOLE, self.write(common, task.common)
        if parts is None or self.exporter.package is None:
            # An archive that was not asked for stays; the next run that makes archives sees that it is old.
            yield from ((name, self._known[name]) for name in (PACKAGE,) if name in self._known)
            return
        ordered = [parts[name] for name in task.inputs]
        files = tuple(OutputFile(path, content) for part in ordered for path, content in part.files)
        whole = (*files, *common)
        found = tuple(self.exporter.inspect(task.edition, whole))
        yield PACKAGE, self.put(self.exporter.package(task.edition, whole), task.packed, found)
        records.save(task.root, self._parts, Parts(documents=dict(parts)))

    def write(self, files: Sequence[OutputFile], inputs: str, found: tuple[Diagnostic, ...] = ()) -> ExportRecord:
        """Write files, or only note them if they are shipped in a package alone."""
        if self.exporter.loose:
            return self.put(files, inputs, found)
        edition = self.task.edition
        is_source = edition.language.code == edition.config.source_language.code
        return ExportRecord(inputs, {}, found, progress_blocks(edition, files) if is_source else ())

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
            content = (self.task.root / source).read_bytes()
            # What was made here is clean already.
            is_foreign = source.lower().endswith(".svg") and not source.startswith(f"{DRAWN}/")
            yield OutputFile(path, optimising.shipped(content) if is_foreign else content)


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
