"""Which toolkit is at work: what another one has remembered is not looked at."""

import os
from functools import cache
from hashlib import blake2b
from pathlib import Path

import wlw_i18n


@cache
def fingerprint() -> str:
    """The version, and a digest of the names, sizes and times of the toolkit's own files.

    The version alone would not do: who works in a checkout pulls changes that have no version of their own.
    """
    found = sorted(_files(Path(wlw_i18n.__file__).parent))
    return f"{wlw_i18n.__version__} {blake2b(repr(found).encode(), digest_size=8).hexdigest()}"


def _files(folder: Path) -> list[tuple[str, int, int]]:
    found = []
    for entry in os.scandir(folder):
        if entry.is_dir():
            found += [] if entry.name == "__pycache__" else _files(Path(entry.path))
        else:
            stat = entry.stat()
            found.append((entry.path, stat.st_size, stat.st_mtime_ns))
    return found
