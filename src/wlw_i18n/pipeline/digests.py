"""Content digests, taken again only for files that the file system says have changed."""

import time
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

from wlw_i18n.pipeline.workspace import FileState

_TICK = 20_000_000
"""Nanoseconds: a file that changed this shortly before it was looked at may change again without a trace."""


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """A file's digest, and the state of the file that it was taken from."""

    size: int
    modified: int
    changed: int
    inode: int
    digest: str


Stamps = Mapping[str, Stamp]


def digest(*parts: bytes) -> str:
    """A digest of byte strings, each taken with its length, so that their borders count."""
    hasher = blake2b(digest_size=16)
    for part in parts:
        hasher.update(len(part).to_bytes(8, "little"))
        hasher.update(part)
    return hasher.hexdigest()


def combine(parts: Iterable[str]) -> str:
    """A digest of texts, each taken with its length."""
    return digest("".join([f"{len(part)}:{part}" for part in parts]).encode("utf-8", "surrogatepass"))


def digests(root: Path, files: Mapping[str, FileState], known: Stamps) -> tuple[dict[str, str], dict[str, Stamp]]:
    """The content digest of each file.

    Args:
        root: the course root.
        files: the files wanted, by path relative to the root.
        known: stamps of an earlier run.

    Returns:
        Digests by path, and the stamps to keep for the next run.

    Raises:
        OSError: a file cannot be read.
    """
    now = time.time_ns()
    found: dict[str, str] = {}
    stamps: dict[str, Stamp] = {}
    for path, state in files.items():
        stamp = known.get(path)
        if stamp is None or not _same(stamp, state):
            content = digest((root / path).read_bytes())
            stamp = Stamp(state.size, state.modified, state.changed, state.inode, content)
        found[path] = stamp.digest
        if now - max(state.changed, state.modified) > _TICK:
            stamps[path] = stamp
    return found, stamps


def stamps_of(root: Path, written: Mapping[str, str]) -> dict[str, Stamp]:
    """Stamps of files that were just written.

    Args:
        root: the course root.
        written: digest of what was written, by path relative to the root.

    Returns:
        Stamps by path; none for a file that could change again without a trace.
    """
    now = time.time_ns()
    stamps = {}
    for path, value in written.items():
        try:
            stat = (root / path).stat()
        except OSError:
            continue
        if now - max(stat.st_ctime_ns, stat.st_mtime_ns) > _TICK:
            stamps[path] = Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, value)
    return stamps


def _same(stamp: Stamp, state: FileState) -> bool:
    return (stamp.size, stamp.modified, stamp.changed, stamp.inode) == (
        state.size,
        state.modified,
        state.changed,
        state.inode,
    )
