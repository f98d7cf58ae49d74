"""What is remembered from run to run, so that nothing is worked out twice. Safe to delete: a lost record costs time.

Every record names the digests of what it was made from; a record whose inputs changed is not looked at. A file that
cannot be read is the same as none.
"""

from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

from wlw_i18n import outputs
from wlw_i18n.links import Outgoing
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.media import Picture
from wlw_i18n.model.olx import OlxBlock
from wlw_i18n.model.status import Counts, CourseStatus
from wlw_i18n.pipeline.digests import Stamp
from wlw_i18n.pipeline.toolkit import fingerprint
from wlw_i18n.pipeline.workspace import CACHE


class QuestionRecord(msgspec.Struct, frozen=True):
    """A question of a document."""

    id: str
    line: int
    answers: str
    """How it is answered."""
    choices: tuple[str, ...]
    """What stands for its choices where their order or texts count (`wlw_i18n.render.capa.stored`)."""


class SourceRecord(msgspec.Struct, frozen=True):
    """A source file, read."""

    digest: str
    """Of the source file."""
    template: str
    """Of the template that holds its keys; empty for a draft."""
    id: str
    kind: str
    title: str
    summary: str | None
    minutes: int | None
    graded: bool
    draft: bool
    units: int
    words: int
    outgoing: Outgoing
    questions: tuple[QuestionRecord, ...]
    warnings: tuple[Diagnostic, ...]
    pages: tuple[str, ...] = ()
    """Keys of its pages."""
    media: dict[str, str] = {}
    """Digests of the drawings and captions whose words it has, by path relative to the course root."""

    def is_of(self, path: str, digests: Mapping[str, str]) -> bool:
        """Whether it was made from the files as they are, given the path of the source and the digests of all files."""
        return self.digest == digests.get(path) and all(
            digests.get(medium, "") == value for medium, value in self.media.items()
        )


class TranslationRecord(msgspec.Struct, frozen=True):
    """A document in one language: merged, checked and counted."""

    template: str
    """Digest of the template it was checked against."""
    catalog: str
    """Digest of the PO file."""
    counts: Counts
    title: str | None
    """The title's translation, if it may be served."""
    title_stale: bool
    summary: str | None
    summary_stale: bool
    diagnostics: tuple[Diagnostic, ...]
    seconds: float = 0
    """How long the translations that may be served take to read."""
    translators: tuple[str, ...] = ()
    """The people whom the PO file names."""
    rules: str = ""
    """Digest of the rules that it was checked by."""


class ExportRecord(msgspec.Struct, frozen=True):
    """The files made for one document, or for the edition as a whole, in one target and language."""

    inputs: str
    """Digest of everything they were made from."""
    outputs: dict[str, str] = {}
    """Path relative to the course root -> digest."""
    diagnostics: tuple[Diagnostic, ...] = ()
    packed: tuple[OlxBlock, ...] = ()
    """Blocks among files that are shipped in a package alone; of the source language: all have the same."""


class SourceCache(msgspec.Struct):
    """Records of the sources, and the stamps of all files."""

    tool: str = msgspec.field(default_factory=fingerprint)
    config: str = ""
    """Digest of course.toml: a new configuration may change everything."""
    documents: dict[str, SourceRecord] = {}
    """By source path."""
    stamps: dict[str, Stamp] = {}
    pictures: dict[str, Picture] = {}
    """By path and digest."""


class LanguageCache(msgspec.Struct):
    """Records of one language."""

    tool: str = msgspec.field(default_factory=fingerprint)
    documents: dict[str, TranslationRecord] = {}
    """By document id; also `course` and `interface`."""
    memory: str = ""
    """Digest of the memory, when it was last found sound."""
    exports: dict[str, dict[str, ExportRecord]] = {}
    """By target, then document id; the empty id stands for the edition as a whole."""


class Part(msgspec.Struct, frozen=True):
    """The files of one document that go into a package."""

    inputs: str
    files: list[tuple[str, bytes]]


class Parts(msgspec.Struct):
    """The parts of one target's package in one language, by document id."""

    tool: str = msgspec.field(default_factory=fingerprint)
    documents: dict[str, Part] = {}


class Rest(msgspec.Struct):
    """What a sync found that left nothing to do."""

    tool: str = msgspec.field(default_factory=fingerprint)
    state: str = ""
    """Digest of all files and options."""
    status: CourseStatus = CourseStatus("", (), ())
    diagnostics: tuple[Diagnostic, ...] = ()


class StatusCache(msgspec.Struct):
    """What the status page was made from."""

    tool: str = msgspec.field(default_factory=fingerprint)
    inputs: str = ""
    """Digest of everything that its files were made from."""
    outputs: dict[str, str] = {}
    """Path relative to the course root -> digest."""
    tags: dict[str, dict[str, tuple[int, int]]] = {}
    """By commit, then language: words translated then, and all words."""
    blobs: dict[str, tuple[int, int]] = {}
    """The same by git's name of a PO file's content, of the newest tag."""


_CHECK = 16
"""Bytes of checksum before the content: a damaged file is none, whatever it would decode to."""

Cache = TypeVar("Cache", SourceCache, LanguageCache, Parts, Rest, StatusCache)


def load(root: Path, name: str, kind: type[Cache]) -> Cache:
    """Read a cache file; an absent, damaged or older one is empty."""
    try:
        content = (root / CACHE / f"{name}.msgpack").read_bytes()
        check, payload = content[:_CHECK], content[_CHECK:]
        if blake2b(payload, digest_size=_CHECK).digest() != check:
            return kind()
        cache = msgspec.msgpack.decode(payload, type=kind)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
        return kind()
    return cache if cache.tool == fingerprint() else kind()


def save(root: Path, name: str, cache: Cache) -> None:
    """Write a cache file atomically; a full or read-only disk costs the next run time, nothing else."""
    path = root / CACHE / f"{name}.msgpack"
    payload = msgspec.msgpack.encode(cache)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        outputs.replace(path, blake2b(payload, digest_size=_CHECK).digest() + payload)
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def outputs_of(records: Mapping[str, Mapping[str, ExportRecord]]) -> dict[str, str]:
    """Every file that the records of one language speak of, with its digest."""
    return {
        path: digest
        for target in records.values()
        for record in target.values()
        for path, digest in record.outputs.items()
    }
