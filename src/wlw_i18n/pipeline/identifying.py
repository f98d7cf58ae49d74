"""Reading and identifying the sources: what changed is read, and every unit gets its key."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wlw_i18n import identity, segment
from wlw_i18n.catalogs import entries, po, template
from wlw_i18n.model.catalog import Template, Unit
from wlw_i18n.model.course import Config
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline import sources, strings
from wlw_i18n.pipeline.digests import digest
from wlw_i18n.pipeline.identified import Identification
from wlw_i18n.pipeline.outcome import Report
from wlw_i18n.pipeline.paths import template_path
from wlw_i18n.pipeline.records import SourceCache, SourceRecord
from wlw_i18n.pipeline.sources import Reading, module_folder
from wlw_i18n.pipeline.strings import COURSE, INTERFACE
from wlw_i18n.pipeline.workspace import TEMPLATES, TRANSLATIONS, Listing, SourceFile


@dataclass(frozen=True, slots=True)
class _Keyed:
    """A document that was read and got its keys."""

    document: Document
    units: tuple[Unit, ...]
    template: OutputFile


_Template = tuple[Template, tuple[Diagnostic, ...]]
"""A template that was read, and what is wrong with it."""


@dataclass
class Identifying:
    """The sources, being read and identified: what changed is read, and every unit gets its key."""

    root: Path
    listing: Listing
    config: Config
    digests: Mapping[str, str]
    """Of every file, by path."""
    cache: SourceCache
    """The last run's records."""
    report: Report

    def run(self) -> Identification:
        """Do it.

        Raises:
            OSError: a file cannot be read.
        """
        files = {file.path: file for file in self.listing.sources}
        known = {path: record for path, file in files.items() if (record := self._known(file)) is not None}
        readings = self._read([file for path, file in files.items() if path not in known])
        problems = [problem for reading in readings for problem in reading.diagnostics]
        read = {reading.file.path: reading.document for reading in readings if reading.document is not None}
        ready = {path: document for path, document in read.items() if not document.settings.draft}
        identified, before = self._keys(ready, known)
        problems.extend(problem for _, found in before.values() for problem in found)
        keyed = {
            path: self._keyed(path, segment.with_keys(document, keys))
            for (path, document), keys in zip(ready.items(), identified.keys, strict=True)
        }
        records = self._records(files, known, readings, keyed)
        problems.extend(_old_marks(identified, keyed.values()))
        problems.extend(warning for record in known.values() for warning in record.warnings)
        problems.extend(sources.unique_ids(records))
        live = {path: record for path, record in records.items() if not record.draft}
        problems.extend(sources.check_links(live, self.listing.files))
        of_no_document = {COURSE: strings.course_units(self.config), INTERFACE: strings.interface_units()}
        string_templates = {
            name: self._write_template(template_path("", name), name, units) for name, units in of_no_document.items()
        }
        outputs = (*(made.template for made in keyed.values()), *string_templates.values())
        templates = tuple(file for file in outputs if self.digests.get(file.path) != digest(file.content))
        units = {made.template.path: made.units for made in keyed.values()}
        return Identification(
            root=self.root,
            language=self.config.source_language.tag,
            sources=live,
            drafts={path: record for path, record in records.items() if record.draft},
            files=files,
            templates=templates,
            additions=tuple(self._additions(templates, units, before)),
            vanished=tuple(sorted(self._orphans(records))),
            template_digests={
                **{record.id: record.template for record in live.values()},
                **{name: digest(file.content) for name, file in string_templates.items()},
            },
            places={record.id: module_folder(path) for path, record in live.items()}
            | dict.fromkeys(of_no_document, ""),
            identified=identified,
            strings=of_no_document,
            diagnostics=tuple(problems),
            loaded={made.document.id: made.document for made in keyed.values()},
            cut={made.document.id: made.units for made in keyed.values()},
        )

    def _known(self, file: SourceFile) -> SourceRecord | None:
        """What the last run made of a file, if neither it nor its template has changed since."""
        record = self.cache.documents.get(file.path)
        if record is None or not record.is_of(file.path, self.digests):
            return None
        if record.draft:
            return record
        path = template_path(file.module, record.id)
        return record if self.digests.get(path) == record.template else None

    def _read(self, files: Sequence[SourceFile]) -> tuple[Reading, ...]:
        if not files:
            return ()
        self.report("Reading lessons", 0, len(files))
        readings = sources.read(self.root, files, self.config.source_language.tag)
        self.report("Reading lessons", len(files), len(files))
        return readings

    def _keys(
        self, ready: Mapping[str, Document], known: Mapping[str, SourceRecord]
    ) -> tuple[identity.Identified, Mapping[str, _Template]]:
        """What became of every unit, and the templates that this was found in, by path."""
        paths = {path: template_path(module_folder(path), document.id) for path, document in ready.items()}
        kept = {template_path(module_folder(path), record.id) for path, record in known.items()}
        mine = [path for path in paths.values() if path in self.digests]
        orphans = [path for path in self._templates() if path not in kept and path not in mine]
        read = {path: template.read(path, (self.root / path).read_bytes()) for path in (*mine, *orphans)}
        lost = [path for path in paths.values() if path not in read or not read[path][0].units]
        identified = identity.identify(
            [segment.units(document) for document in ready.values()],
            [found for found, _ in read.values()],
            remembered=self._remembered(lost),
            elsewhere=self._elsewhere(sorted(kept & self.digests.keys())),  # a draft may have none
        )
        return identified, read

    def _templates(self) -> Iterator[str]:
        """Templates of documents that are on disk, those of drafts left out: they are frozen."""
        own = {template_path("", name) for name in (COURSE, INTERFACE)}
        frozen = {
            template_path(module_folder(path), record.id)
            for path, record in self.cache.documents.items()
            if record.draft
        }
        for path in self.listing.files:
            if path.startswith(f"{TEMPLATES}/") and path.endswith(".pot") and path not in own | frozen:
                yield path

    def _remembered(self, lost: Sequence[str]) -> Iterator[Unit]:
        """Units of the PO files of documents whose template is lost."""
        for path in lost:
            below = path.removeprefix(f"{TEMPLATES}/").removesuffix(".pot")
            for language in self.config.languages:
                catalog_path = f"{TRANSLATIONS}/{language.code}/{below}.po"
                if catalog_path not in self.digests:
                    continue
                catalog, _ = po.read(catalog_path, (self.root / catalog_path).read_bytes())
                if catalog is not None:
                    document = entries.document_of(path)
                    yield from (entries.unit_of(message, document) for message in catalog.messages)

    def _elsewhere(self, paths: Sequence[str]) -> Iterator[Unit]:
        for path in paths:
            found, _ = template.read(path, (self.root / path).read_bytes())
            yield from found.units

    def _orphans(self, records: Mapping[str, SourceRecord]) -> set[str]:
        """Templates whose documents are gone. While a source cannot be read, nobody knows which are."""
        if len(records) < len(self.listing.sources):
            return set()
        return set(self._templates()) - {template_path(module_folder(path), r.id) for path, r in records.items()}

    def _keyed(self, path: str, document: Document) -> _Keyed:
        units = segment.units(document)
        return _Keyed(
            document,
            units,
            self._write_template(template_path(module_folder(path), document.id), document.id, units),
        )

    def _additions(
        self, files: Sequence[OutputFile], units: Mapping[str, tuple[Unit, ...]], before: Mapping[str, _Template]
    ) -> Iterator[OutputFile]:
        """A unit that moves is in two templates for a moment: a run that is killed between them loses no key."""
        for file in files:
            if file.path not in before:
                yield file
                continue
            old, _ = before[file.path]
            new_keys, old_keys = ({unit.key for unit in found} for found in (units[file.path], old.units))
            if not new_keys <= old_keys:
                lost = tuple(unit for unit in old.units if unit.key not in new_keys)
                both = Template(file.path, old.document, (*units[file.path], *lost), old.segmenter)
                yield OutputFile(file.path, template.write(both, self.config))

    def _write_template(self, path: str, identifier: str, units: tuple[Unit, ...]) -> OutputFile:
        content = template.write(Template(path, identifier, units, segment.SEGMENTER_VERSION), self.config)
        return OutputFile(path, content)

    def _records(
        self,
        files: Mapping[str, SourceFile],
        known: Mapping[str, SourceRecord],
        readings: Sequence[Reading],
        keyed: Mapping[str, _Keyed],
    ) -> Mapping[str, SourceRecord]:
        """A record for every file that could be read, in course order."""
        fresh = {}
        for reading in readings:
            path = reading.file.path
            made = keyed.get(path)
            if made is not None:
                reading = replace(reading, document=made.document)  # noqa: PLW2901 - the same reading, with keys
                template_digest = digest(made.template.content)
                fresh[path] = sources.record(reading, self.digests[path], template_digest, made.units)
            elif reading.document is not None:
                fresh[path] = sources.record(reading, self.digests[path], "", ())
        found = {**known, **fresh}
        return {path: found[path] for path in files if path in found}


def _old_marks(identified: identity.Identified, keyed: Iterable[_Keyed]) -> Iterator[Diagnostic]:
    """Marks of minor edits that were for an earlier edit: this one makes translations stale."""
    for changes, made in zip(identified.changes, keyed, strict=True):
        for change, unit in zip(changes, made.units, strict=True):
            if change.kind is identity.ChangeKind.EDITED and unit.minor and not change.is_minor:
                yield Diagnostic(
                    Code.DIRECTIVE,
                    Severity.WARNING,
                    "the <!-- minor --> above this text was for an earlier edit; this one makes translations stale",
                    unit.location,
                    key=unit.key,
                    hint="Take it out. If this edit is minor, too, give it another note: <!-- minor: another typo -->.",
                )
