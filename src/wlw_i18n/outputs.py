"""Writing: only what changed, each file whole or not at all, in an order that a killed run cannot hurt.

Additions are written first, removals next, templates last. Templates are the memory of the last sync: as long as they
are the old ones, the next run finds the change again and completes it.
"""

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wlw_i18n.model.output import OutputFile

TEMPORARY = ".wlw-i18n.tmp"
"""How the name of a file ends that is being written; in front of it stands the name that it will have."""


class UnsafePathError(ValueError):
    """A path that would leave the folder it is meant for."""


class LockedError(RuntimeError):
    """Another run holds the lock."""


def target(root: Path, relative: str) -> Path:
    """The absolute path of an output file.

    Raises:
        UnsafePathError: the path is absolute, holds `..`, or leads out of `root` through a symbolic link.
    """
    parts = relative.split("/")
    if not relative or relative.startswith("/") or "\\" in relative or "\x00" in relative or ".." in parts:
        raise UnsafePathError(relative)
    path = root.joinpath(*parts)
    if not path.parent.resolve().is_relative_to(root.resolve()):
        raise UnsafePathError(relative)
    return path


def write_if_changed(root: Path, file: OutputFile) -> bool:
    """Write a file atomically unless it already has this content; return whether it was written.

    Raises:
        UnsafePathError: see `target`.
        OSError: the file system refused; the old file is still whole.
    """
    path = target(root, file.path)
    try:
        if path.stat().st_size == len(file.content) and path.read_bytes() == file.content:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, file.content)
    return True


def replace(path: Path, content: bytes) -> None:
    """Put content in place of a file in one step: a reader sees the old file or the new one, never a part.

    Raises:
        OSError: the file system refused; it names the file that was to be written.
    """
    with _naming(path):
        # A name may have 255 bytes, and a character four of them.
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=TEMPORARY, dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            # mkstemp makes private files; what we write is meant to be read, and to be as open as what it replaces.
            os.chmod(temporary, _mode(path))  # noqa: PTH101 - a string here
            os.replace(temporary, path)  # noqa: PTH105 - a string here
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Let an error name the file that people know."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


@dataclass(frozen=True, slots=True)
class Written:
    """What a batch did."""

    written: tuple[str, ...]
    unchanged: int


def write_all(root: Path, files: Iterable[OutputFile]) -> Written:
    """Write a batch in the order given; return the paths written and how many were up to date."""
    written: list[str] = []
    unchanged = 0
    for file in files:
        if write_if_changed(root, file):
            written.append(file.path)
        else:
            unchanged += 1
    return Written(tuple(written), unchanged)


def remove(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Remove files, and the folders that this leaves empty; return the paths that existed."""
    removed = []
    for relative in paths:
        path = target(root, relative)
        try:
            path.unlink()
        except (FileNotFoundError, NotADirectoryError):
            continue
        removed.append(relative)
        _remove_empty_parents(path.parent, root)
    return tuple(removed)


def stray_temporaries(root: Path) -> Iterator[Path]:
    """Temporary files that a killed run left behind below a folder."""
    return (path for path in root.rglob(f".*{TEMPORARY}") if path.is_file())


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file while the body runs, so that two runs do not mix. The lock ends with the process.

    Raises:
        LockedError: another process holds it.
        OSError: the file system refused.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as stream:
        _lock(stream.fileno())
        yield


def _lock(descriptor: int) -> None:
    try:
        import fcntl  # noqa: PLC0415 - absent on Windows
    except ImportError:  # pragma: no cover - Windows
        import msvcrt  # noqa: PLC0415

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError as error:
            raise LockedError from error
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise LockedError from error


def _remove_empty_parents(folder: Path, root: Path) -> None:
    while folder != root and folder.is_relative_to(root):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
