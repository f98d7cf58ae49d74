"""One language of a run: what is to be done, what came of it, and what it may serve."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec

from wlw_i18n.assemble import Served
from wlw_i18n.catalogs import po
from wlw_i18n.checks.rules import Rules
from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline import serving
from wlw_i18n.pipeline.digests import digest
from wlw_i18n.pipeline.identified import Identification
from wlw_i18n.pipeline.paths import catalog_path
from wlw_i18n.pipeline.records import TranslationRecord
from wlw_i18n.pipeline.serving import Definitions
from wlw_i18n.pipeline.strings import INTERFACE
from wlw_i18n.pipeline.workspace import TRANSLATIONS

Texts = Mapping[str, Served]
"""What may be served, by key."""

_FAST: Final = 1
"""How hard zlib tries."""


@dataclass(frozen=True)
class Task:
    """One language to bring up to date."""

    root: Path
    config: Config
    language: Language
    identification: Identification
    digests: Mapping[str, str]
    """Of the files below the language's folder, by path relative to the course root."""
    records: Mapping[str, TranslationRecord]
    """Of the last run, by document id."""
    sound: str = ""
    """Digest of the memory, when it was last found sound."""
    rules: Rules | None = None
    """What the course asks of the language; None: what was found by other rules will do."""

    @cached_property
    def rules_digest(self) -> str:
        """What the rules are known by."""
        return "" if self.rules is None else digest(repr(self.rules).encode())

    def path_of(self, identifier: str) -> str:
        """The PO file of a document, or of `course` or `interface`."""
        return catalog_path(self.language.code, self.identification.places[identifier], identifier)

    @cached_property
    def dirty(self) -> tuple[str, ...]:
        """Documents whose template or PO file is not what the last run knew."""
        names = tuple(self.identification.places)
        # All are checked against the interface's words.
        return names if not self._is_known(INTERFACE) else tuple(name for name in names if not self._is_known(name))

    def _is_known(self, name: str) -> bool:
        record = self.records.get(name)
        if record is None or record.template != self.identification.template_digests[name]:
            return False
        if self.rules is not None and record.rules != self.rules_digest:
            return False
        return self.digests.get(self.path_of(name), "") == record.catalog


@dataclass(frozen=True, slots=True)
class Work:
    """What became of a language."""

    records: Mapping[str, TranslationRecord]
    words: Mapping[str, str]
    """Translations of `course` and `interface` that may be served, by key."""
    served: Mapping[str, bytes] = field(default_factory=dict)
    """What may be served, packed, by document id, for the documents that were looked at."""
    additions: tuple[OutputFile, ...] = ()
    """To be written first. Nothing is in them less than on disk."""
    removals: tuple[OutputFile, ...] = ()
    """To be written then: the files as they shall be."""
    vanished: tuple[str, ...] = ()
    """PO files to delete after that."""
    diagnostics: tuple[Diagnostic, ...] = ()
    sound: str = ""
    """Digest of the memory, if nothing is wrong with it."""

    events: Mapping[str, int] = field(default_factory=dict)
    """What became of the translations: how many messages, by event of the merge."""

    @property
    def pending(self) -> bool:
        """Whether PO files on disk are not what they should be."""
        return bool(self.additions or self.removals or self.vanished)

    @property
    def is_damaged(self) -> bool:
        """Whether a file cannot be used, so that none of the language's files may be written."""
        return any(diagnostic.severity is Severity.BROKEN for diagnostic in self.diagnostics)


def folder(language: Language) -> str:
    """Where a language's files are."""
    return f"{TRANSLATIONS}/{language.code}/"


def packed(texts: Texts) -> bytes:
    """Texts in little room: those of all documents in all languages wait in memory until they are exported."""
    return zlib.compress(msgspec.msgpack.encode(texts), _FAST)


def unpacked(content: bytes) -> Texts:
    """The texts that `packed` was given."""
    return msgspec.msgpack.decode(zlib.decompress(content), type=dict[str, Served])


def texts_from(
    root: Path, config: Config, identification: Identification, works: Mapping[str, Work]
) -> Callable[[str, str], Texts]:
    """A function that gives what a language (by code) may serve of a document (by id).

    What this run merged is at hand; the rest is read from disk, where it is up to date.
    """
    languages = {language.code: language for language in config.languages}

    def texts(code: str, identifier: str) -> Texts:
        if identifier in works[code].served:
            return unpacked(works[code].served[identifier])
        path = catalog_path(code, identification.places[identifier], identifier)
        try:
            catalog, _ = po.read(path, (root / path).read_bytes())
        except FileNotFoundError:
            return {}
        if catalog is None:
            return {}
        definitions = Definitions.of(identification.document(identifier))
        return serving.offer(identification.units(identifier), catalog, languages[code].tag, definitions).texts

    return texts
