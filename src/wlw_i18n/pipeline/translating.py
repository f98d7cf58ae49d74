"""Bringing one language up to date: merge its PO files with the English of today, check them, count them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wlw_i18n import identity, memory, merge
from wlw_i18n.catalogs import faults, po
from wlw_i18n.catalogs.credits import translators
from wlw_i18n.checks.rules import NONE
from wlw_i18n.memory import Memory
from wlw_i18n.model.catalog import Catalog, Unit
from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline import editions, serving
from wlw_i18n.pipeline.digests import digest
from wlw_i18n.pipeline.paths import catalog_path, memory_path
from wlw_i18n.pipeline.serving import Definitions
from wlw_i18n.pipeline.strings import COURSE, INTERFACE
from wlw_i18n.pipeline.translations import Task, Texts, Work, folder, packed
from wlw_i18n.readers import verdicts


def work(task: Task) -> Work:
    """Bring one language up to date, in memory.

    Raises:
        OSError: a file cannot be read.
    """
    return _Working(task).run()


class _Working:
    """A language, being brought up to date."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.problems: list[Diagnostic] = []
        self.read: dict[str, Catalog] = {}

    def run(self) -> Work:
        task = self.task
        known = task.records
        dirty = task.dirty
        strays = self._strays()
        if not dirty and not strays:
            sound = self._sound()
            found = tuple(diagnostic for record in known.values() for diagnostic in record.diagnostics)
            records = {name: known[name] for name in self._names()}
            return Work(records, self._words({}), diagnostics=(*self.problems, *found), sound=sound)
        catalogs = self._catalogs([*(task.path_of(name) for name in dirty), *strays])
        old_memory = self._memory()
        sources = self._catalogs(self._offering(dirty))
        if old_memory is None or any(problem.severity is Severity.BROKEN for problem in self.problems):
            return Work(dict(known), {}, diagnostics=tuple(self.problems))
        merged = merge.merge(self._merging(dirty, catalogs, sources, old_memory))
        return self._outcome(dirty, merged, catalogs, old_memory)

    def _names(self) -> tuple[str, ...]:
        return tuple(self.task.identification.places)

    def _strays(self) -> list[str]:
        """PO files of documents that are not in the course; a draft's are frozen."""
        task = self.task
        code = task.language.code
        own = {task.path_of(name) for name in self._names()} | {memory_path(code)}
        drafts = {
            catalog_path(code, task.identification.files[path].module, record.id)
            for path, record in task.identification.drafts.items()
        }
        media = f"{folder(task.language)}media/"
        return [
            path
            for path in task.digests
            if path.endswith(".po") and not path.startswith(media) and path not in own | drafts
        ]

    def _offering(self, dirty: Sequence[str]) -> list[str]:
        """PO files of other documents, whose translations new units may take over."""
        rows = self.task.identification.rows
        documents = {
            candidate.document for name in dirty for change in rows.get(name, ()) for candidate in change.candidates
        }
        places = self.task.identification.places
        return [self.task.path_of(name) for name in sorted(documents - set(dirty)) if name in places]

    def _catalogs(self, paths: Sequence[str]) -> dict[str, Catalog]:
        catalogs = {}
        for path in paths:
            if path in self.task.digests:
                catalog, problems = po.read(path, self._content(path))
                self.problems.extend(problems)
                if catalog is not None:
                    catalogs[path] = catalog
        return catalogs

    def _content(self, path: str) -> bytes:
        """What a PO file holds. Sync writes none that is empty: something else has cut it off."""
        content = (self.task.root / path).read_bytes()
        if not content.strip():
            self.problems.append(faults.empty(path))
        return content

    def _sound(self) -> str:
        """The memory's digest, if nothing is wrong with it: it is not merged, but must not be broken unnoticed."""
        found = self.task.digests.get(memory_path(self.task.language.code), "")
        if found != self.task.sound:
            self._memory()
        return "" if self.problems else found

    def _memory(self) -> Memory | None:
        path = memory_path(self.task.language.code)
        if path not in self.task.digests:
            return Memory(path)
        found, problems = memory.read(path, self._content(path))
        self.problems.extend(problems)
        return found

    def _merging(
        self, dirty: Sequence[str], catalogs: dict[str, Catalog], sources: dict[str, Catalog], old: Memory
    ) -> merge.Work:
        identification = self.task.identification
        units = [identification.units(name) for name in dirty]
        rows = tuple(
            identification.rows.get(name) or tuple(_unchanged(unit) for unit in document)
            for name, document in zip(dirty, units, strict=True)
        )
        return merge.Work(
            units=units,
            identified=identity.Identified(rows, identification.identified.gone),
            catalogs=catalogs,
            memory=old,
            language=self.task.language,
            path_of=self.task.path_of,
            config=self.task.config,
            sources=sources,
            definitions={
                name: merge.Definitions(definitions.references, definitions.footnotes)
                for name in dirty
                for definitions in (self._definitions(name),)
            },
        )

    def _definitions(self, name: str) -> Definitions:
        return Definitions.of(self.task.identification.loaded.get(name))

    def _outcome(
        self, dirty: Sequence[str], merged: merge.Merged, before: Mapping[str, Catalog], old_memory: Memory
    ) -> Work:
        task = self.task
        records = {name: record for name, record in task.records.items() if name in self._names()}
        strings: dict[str, Texts] = {}
        served: dict[str, bytes] = {}
        final: list[OutputFile] = []
        rules = replace(task.rules or NONE, verdicts=self._verdicts(merged))
        for name in dirty:
            path = task.path_of(name)
            # A document without a text, such as a module of which only a number is written, has no PO file.
            is_empty = path not in merged.catalogs
            catalog = Catalog(path) if is_empty else merged.catalogs[path]
            value = "" if is_empty else task.digests.get(path, "")
            if path in merged.changed:
                content = po.write(catalog)
                catalog, value = _as_written(path, content), digest(content)
                final.append(OutputFile(path, content))
            units = task.identification.units(name)
            offered = serving.offer(units, catalog, task.language.tag, self._definitions(name), rules)
            served[name] = packed(offered.texts)
            if name in (COURSE, INTERFACE):
                strings[name] = offered.texts
            template, people = task.identification.template_digests[name], translators(catalog)
            records[name] = offered.record(units, template, value, people, task.rules_digest)
        found = (diagnostic for record in records.values() for diagnostic in record.diagnostics)
        changed = [file for file in final if task.digests.get(file.path) != digest(file.content)]
        return Work(
            records=records,
            words=self._words(strings),
            served=served,
            additions=(*self._memory_file(merged, old_memory), *_additions(changed, merged, before)),
            removals=tuple(changed),
            vanished=merged.removed,
            diagnostics=(*self.problems, *merged.diagnostics, *found),
            events={event.value: count for event, count in merged.events.items()},
        )

    def _verdicts(self, merged: merge.Merged) -> tuple[str, ...]:
        """The language's own words for right and wrong."""
        path = self.task.path_of(INTERFACE)
        catalog = merged.catalogs.get(path) or self._catalogs([path]).get(path, Catalog(path))
        units = self.task.identification.units(INTERFACE)
        texts = serving.offer(units, catalog, self.task.language.tag, Definitions.of(None)).texts
        keys = (editions.interface_key(name) for name in verdicts.NAMES)
        return tuple(texts[key].text for key in keys if key in texts)

    def _memory_file(self, merged: merge.Merged, old: Memory) -> Iterator[OutputFile]:
        new = merged.memory
        if new is not old and new.path not in merged.removed:
            yield OutputFile(new.path, memory.write(new, self.task.language, self.task.config))

    def _words(self, strings: Mapping[str, Texts]) -> Mapping[str, str]:
        """What stands for course and interface strings; what is not among those given is read from disk."""
        words: dict[str, str] = {}
        for name in (COURSE, INTERFACE):
            texts = strings.get(name)
            if texts is None:
                catalogs = self._catalogs([self.task.path_of(name)])
                units = self.task.identification.units(name)
                offers = (
                    serving.offer(units, c, self.task.language.tag, Definitions.of(None)) for c in catalogs.values()
                )
                texts = next((offered.texts for offered in offers), {})
            words.update((key, text.text) for key, text in texts.items())
        return words


def _as_written(path: str, content: bytes) -> Catalog:
    """The catalog that a file will hold: its line numbers are those that an editor will show."""
    catalog, problems = po.read(path, content)
    if catalog is None:
        raise AssertionError(problems)
    return catalog


def _unchanged(unit: Unit) -> identity.Change:
    return identity.Change(identity.ChangeKind.IDENTICAL, unit.key, unit.document, unit.text, unit.document)


def _additions(
    files: Sequence[OutputFile], merged: merge.Merged, before: Mapping[str, Catalog]
) -> Iterator[OutputFile]:
    """Files that gain messages, with all that they had besides: a message that moves is in two files for a moment."""
    for file in files:
        new, old = merged.catalogs[file.path], before.get(file.path)
        gained = [message for message in new.messages if old is None or message.key not in old.by_key]
        lost = [] if old is None else [message for message in old.messages if message.key not in new.by_key]
        if any(message.msgstr for message in gained):
            yield file if not lost else OutputFile(file.path, po.write(replace(new, messages=(*new.messages, *lost))))
