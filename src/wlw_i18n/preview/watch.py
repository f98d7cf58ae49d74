"""Seeing that a file of the course was saved.

The folders are listed again and again. That needs no other program's library, sees what editors do (most write a new
file and give it the old one's name), and works on network drives and in containers, where systems send no word of a
change. A course has hundreds of files; listing them takes a few milliseconds.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from wlw_i18n.pipeline.workspace import SOURCE, TRANSLATIONS

INTERVAL: Final = 0.05
"""Seconds between two looks."""
_SHARE: Final = 20
"""A look may take one part in so many of the time: a course of many thousands of files is looked at less often."""
_SETTLE: Final = 0.02
"""Seconds in which a file that is being written changes again."""
_LOOKS: Final = 25
"""After so many looks, what still changes is taken as it is."""

Signature = frozenset[tuple[str, int, int, int]]
"""Path, size, time and inode of each file."""


def signature(root: Path) -> Signature:
    """What the file system says of the course's files; two that differ mean that something was saved.

    Hidden files, which editors leave, are no part of it. Links to folders are not followed.
    """
    return frozenset(entry for top in (SOURCE, TRANSLATIONS) for entry in _walk(f"{root}{os.sep}{top}"))


def settled(root: Path, before: Signature, sleep: Callable[[float], object] = time.sleep) -> Signature | None:
    """The signature of today if it is another than before, as soon as it holds still; None if nothing changed.

    Args:
        root: the course root.
        before: the signature of the last look.
        sleep: waits so many seconds.
    """
    found = signature(root)
    if found == before:
        return None
    for _ in range(_LOOKS):
        sleep(_SETTLE)
        again = signature(root)
        if again == found:
            break
        found = again
    return found


def changes(root: Path, known: Signature, wait: Callable[[float], bool]) -> Iterator[Signature]:
    """Yield each time that something was saved.

    Args:
        root: the course root.
        known: the signature of what is known already.
        wait: waits so many seconds; says whether to stop.
    """
    pause = INTERVAL
    while not wait(pause):
        started = time.perf_counter()
        found = settled(root, known)
        if found is None:
            pause = max(INTERVAL, _SHARE * (time.perf_counter() - started))
            continue
        known = found
        yield found


def _walk(folder: str) -> Iterator[tuple[str, int, int, int]]:
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return  # it was there a moment ago; the next look sees what became of it
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
            continue
        try:
            stat = entry.stat()
        except OSError:
            continue
        yield entry.path, stat.st_size, stat.st_mtime_ns, stat.st_ino
