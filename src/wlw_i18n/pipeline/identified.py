"""The sources, read and identified: every document's units have their keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from wlw_i18n import identity, segment
from wlw_i18n.catalogs import template
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline import sources
from wlw_i18n.pipeline.outcome import Edit
from wlw_i18n.pipeline.paths import template_path
from wlw_i18n.pipeline.records import SourceRecord
from wlw_i18n.pipeline.workspace import SourceFile


@dataclass
class Identification:
    """What the sources say, and what became of their units since the last sync."""

    root: Path
    language: str
    """BCP 47 tag of the source language."""
    sources: Mapping[str, SourceRecord]
    """By source path, in course order; no drafts."""
    drafts: Mapping[str, SourceRecord]
    files: Mapping[str, SourceFile]
    templates: tuple[OutputFile, ...]
    """Templates to write."""
    additions: tuple[OutputFile, ...]
    """To be written before them: those that gain units, with all that they had besides."""
    vanished: tuple[str, ...]
    """Templates whose document is gone."""
    template_digests: Mapping[str, str]
    """By document id, `course` and `interface` too: of the template as it will be on disk."""
    places: Mapping[str, str]
    """Module folder by document id; empty for `course` and `interface`."""
    identified: identity.Identified
    strings: Mapping[str, tuple[Unit, ...]]
    """The units of `course` and `interface`."""
    diagnostics: tuple[Diagnostic, ...] = ()
    loaded: dict[str, Document] = field(default_factory=dict)
    """Source documents at hand, with keys."""
    cut: dict[str, tuple[Unit, ...]] = field(default_factory=dict)
    """Their units, as far as they were asked for."""

    @property
    def pending(self) -> bool:
        """Whether templates on disk are not what they should be."""
        return bool(self.templates or self.vanished)

    @cached_property
    def rows(self) -> Mapping[str, tuple[identity.Change, ...]]:
        """What happened to the units of each document that was read, by document id."""
        return {row[0].document: row for row in self.identified.changes if row}

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What changed since the last sync, in course order; what is gone, last."""
        return (
            *(
                Edit(
                    change.kind.value,
                    change.key,
                    change.document,
                    change.old_text,
                    unit.text,
                    unit.location,
                    change.old_document,
                )
                for row in self.identified.changes
                for change, unit in zip(row, self.units(row[0].document) if row else (), strict=True)
                if change.kind is not identity.ChangeKind.IDENTICAL
            ),
            *(Edit("gone", unit.key, unit.document, unit.text, "") for unit in self.identified.gone),
        )

    def documents(self, identifiers: Iterable[str]) -> Mapping[str, Document]:
        """Source documents with keys; those not at hand are read.

        Raises:
            OSError: a source or a template cannot be read.
        """
        missing = set(identifiers) - set(self.loaded)
        wanted = [path for path, source in self.sources.items() if source.id in missing]
        for reading in sources.read(self.root, [self.files[path] for path in wanted], self.language):
            if reading.document is not None:
                self.loaded[reading.document.id] = self._with_keys(reading.document)
        return self.loaded

    def document(self, identifier: str) -> Document:
        """A source document with keys, read if it is not at hand."""
        return self.documents([identifier])[identifier]

    def units(self, identifier: str) -> tuple[Unit, ...]:
        """The units of a document, or of `course` or `interface`, with keys."""
        if identifier in self.strings:
            return self.strings[identifier]
        if identifier not in self.cut:
            self.cut[identifier] = segment.units(self.document(identifier))
        return self.cut[identifier]

    def _with_keys(self, document: Document) -> Document:
        path = template_path(self.places[document.id], document.id)
        found, _ = template.read(path, (self.root / path).read_bytes())
        return segment.with_keys(document, [unit.key for unit in found.units])
