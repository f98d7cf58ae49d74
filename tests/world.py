"""A small course on a disk made of a dictionary: authors edit it, translators translate it, sync brings it up to date.

Everything goes through bytes, so that what is tested is what stands in files.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wlw_i18n import memory as memories
from wlw_i18n.catalogs import entries, po, template
from wlw_i18n.identity import Identified, identify
from wlw_i18n.memory import Memory
from wlw_i18n.merge import Definitions, Merged, Work, merge
from wlw_i18n.model.catalog import Catalog, Message, MessageState, Template, Unit
from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.document import Reference
from wlw_i18n.model.text import Kind

ENGLISH = Language("en", "en", rtl=False, autonym="English")
FRENCH = Language("fr", "fr", rtl=False, autonym="français")
CONFIG = Config("Test", "", "WLW", "101", "2026", ENGLISH, (FRENCH,), "CC0", "")
MEMORY = "translations/fr/memory.po"

Source = Mapping[str, Sequence[str]]
"""Per document id its units in reading order, each `kind text` or `question/kind text`: `p Hello`, `q-1/a Yes`."""


def fresh(document: str, lines: Iterable[str]) -> tuple[Unit, ...]:
    """Units of a document, without keys."""
    units = []
    for line in lines:
        kind, _, text = line.partition(" ")
        question, _, kind = kind.rpartition("/")
        units.append(Unit("", Kind(kind), text, document, question))
    return tuple(units)


def parts(text: str) -> dict[str, list[str]]:
    """What a case file shows, per document: lines below `[document]`."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]"):
            lines = found.setdefault(line[1:-1], [])
        else:
            lines.append(line.replace("\\n", "\n"))
    return found


def path_of(document: str) -> str:
    return f"translations/fr/m/{document}.po"


def template_path(document: str) -> str:
    return f"translations/templates/m/{document}.pot"


@dataclass
class World:
    """The files, and what the last sync said."""

    files: dict[str, bytes] = field(default_factory=dict)
    source: dict[str, list[str]] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    identified: Identified = field(default_factory=lambda: Identified(()))
    merged: Merged | None = None

    def catalogs(self) -> dict[str, Catalog]:
        found = {}
        for path, content in self.files.items():
            if path.startswith("translations/fr/m/"):
                catalog, problems = po.read(path, content)
                assert catalog is not None, problems
                found[path] = catalog
        return found

    def templates(self) -> list[Template]:
        found = {
            path: template.read(path, content)[0]
            for path, content in self.files.items()
            if path.startswith("translations/templates/")
        }
        order = [template_path(document) for document in self.source]
        return [
            found[path] for path in sorted(found, key=lambda path: (order.index(path) if path in order else 999, path))
        ]

    def memory(self) -> Memory:
        memory, problems = memories.read(MEMORY, self.files.get(MEMORY, b""))
        assert memory is not None, problems
        return memory

    def sync(self, *, only_changed: bool = False, killed: bool = False) -> None:
        """One sync. With `only_changed`, of the documents that changed only; `killed` before templates are written."""
        catalogs, templates, memory = self.catalogs(), self.templates(), self.memory()
        documents = {document: fresh(document, lines) for document, lines in self.source.items()}
        elsewhere: list[Unit] = []
        sources: dict[str, Catalog] = {}
        if only_changed:
            for old in templates:
                now = documents.get(old.document)
                if now is not None and _lines(now) == _lines(old.units):
                    del documents[old.document]
                    elsewhere.extend(old.units)
                    sources[path_of(old.document)] = catalogs.pop(path_of(old.document))
            templates = [old for old in templates if old.document in documents or old.document not in self.source]
        given = [units for units in documents.values() if units]
        self.identified = identify(
            given,
            templates,
            remembered=[
                entries.unit_of(message, entries.document_of(path))
                for path, catalog in catalogs.items()
                for message in catalog.messages
            ],
            elsewhere=elsewhere,
        )
        keyed = [
            tuple(replace(unit, key=key) for unit, key in zip(units, keys, strict=True))
            for units, keys in zip(given, self.identified.keys, strict=True)
        ]
        definitions = {document: Definitions(self.references) for document in documents}
        self.merged = merged = merge(
            Work(keyed, self.identified, catalogs, memory, FRENCH, path_of, CONFIG, sources, definitions)
        )
        for path in merged.changed:
            self.files[path] = po.write(merged.catalogs[path])
        if merged.memory is not memory:
            self.files[MEMORY] = memories.write(merged.memory, FRENCH, CONFIG)
        for path in merged.removed:
            del self.files[path]
        if killed:
            return
        for old in templates:
            self.files.pop(old.path)
        for units in keyed:
            path = template_path(units[0].document)
            self.files[path] = template.write(Template(path, units[0].document, units, 1), CONFIG)

    def messages(self, document: str) -> tuple[Message, ...]:
        catalog = self.catalogs().get(path_of(document))
        return catalog.messages if catalog else ()

    def change(self, document: str, key: str, **fields: object) -> None:
        """A translator changes a message."""
        catalog = self.catalogs()[path_of(document)]
        messages = tuple(
            replace(message, **fields) if message.key == key else message  # type: ignore[arg-type]
            for message in catalog.messages
        )
        self.files[catalog.path] = po.write(replace(catalog, messages=messages))

    def translate(self, translations: Mapping[str, str]) -> None:
        """A translator translates, or updates, every message with these texts."""
        for document in self.source:
            for message in self.messages(document):
                if message.msgid in translations:
                    self.change(
                        document,
                        message.key,
                        msgstr=translations[message.msgid],
                        fuzzy=False,
                        previous_key=None,
                        previous_msgid=None,
                    )

    def told(self, document: str) -> list[str]:
        """The messages of a document, as case files write them."""
        return [f"{_quoted(message.msgid)} -> {_state(message)}".rstrip() for message in self.messages(document)]

    def remembered(self) -> list[str]:
        """The memory, as case files write it, sorted."""
        return sorted(
            f"{_quoted(entry.msgid)} = {_quoted(entry.msgstr)}{' (fuzzy)' if entry.fuzzy else ''}"
            for entry in self.memory().entries
        )


def _lines(units: Iterable[Unit]) -> list[tuple[str, str, str]]:
    return [(unit.kind, unit.text, unit.question) for unit in units]


def _quoted(text: str) -> str:
    return text.replace("\n", "\\n")


def _state(message: Message) -> str:
    said = {
        MessageState.UNTRANSLATED: "",
        MessageState.TRANSLATED: _quoted(message.msgstr),
        MessageState.STALE: f"{_quoted(message.msgstr)} [stale: {_quoted(message.previous_msgid or '')}]",
        MessageState.SUGGESTION: f"{_quoted(message.msgstr)} [suggestion: {_quoted(message.previous_msgid or '')}]",
        MessageState.FUZZY: f"{_quoted(message.msgstr)} [fuzzy]",
    }
    return said[message.state]
