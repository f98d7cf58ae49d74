"""Beginnings: a small course to start from, and a new language in `course.toml`."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import tomlkit

from wlw_i18n import config, outputs
from wlw_i18n.model.output import OutputFile


class NotEmptyError(FileExistsError):
    """The folder has something in it."""


def make(folder: Path) -> tuple[str, ...]:
    """Write the starter course into a new or empty folder; return the paths written, relative to it.

    Raises:
        NotEmptyError: the folder is not empty.
        OSError: the folder cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmptyError(folder)
    starter = files("wlw_i18n").joinpath("data/starter")
    made = [OutputFile(path, file.read_bytes()) for path, file in _walk(starter, "")]
    folder.mkdir(parents=True, exist_ok=True)
    return outputs.write_all(folder, made).written


def add_language(root: Path, code: str) -> bool:
    """Enter a language in `course.toml`, leaving all else as it is; return False if it was there.

    Raises:
        OSError: the file cannot be written.
    """
    path = root / config.PATH
    document = tomlkit.parse(path.read_bytes().decode("utf-8-sig"))
    known = document.setdefault("languages", tomlkit.array())
    if code in known or code == document.get("source_language", "en"):
        return False
    known.append(code)
    outputs.replace(path, tomlkit.dumps(document).encode())
    return True


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        # A leading dot would hide the file from packaging tools.
        name = f".{entry.name[4:]}" if entry.name.startswith("dot-") else entry.name
        path = f"{prefix}{name}"
        if entry.is_dir():
            yield from _walk(entry, f"{path}/")
        else:
            yield path, entry
