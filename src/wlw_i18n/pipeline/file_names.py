"""Files that cannot be worked with: names that not every system can hold, and texts larger than any course has."""

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.pipeline.workspace import EXPORTS, SOURCE, FileState

MOST_BYTES: Final = 120
"""Systems allow 255; names of exported files are made of a module's name and a picture's, and of more."""


LARGEST: Final = {".md": 2, ".toml": 1, ".csv": 8, ".po": 32, ".pot": 32}
"""In MB, by how the name ends. A long lesson has 0.05."""
_MB: Final = 1024 * 1024


def check(files: Mapping[str, FileState]) -> tuple[Diagnostic, ...]:
    """Report files that cannot be worked with; none is opened.

    Args:
        files: of the course, by path relative to its root.
    """
    names = [path for path in files if path.startswith(f"{SOURCE}/")]
    return (*_too_long(names), *_taken_for_one(names), *_too_large(files))


def _too_long(names: Iterable[str]) -> Iterator[Diagnostic]:
    for path in names:
        found = max((len(part.encode("utf-8", "replace")), part) for part in path.split("/"))
        if found[0] > MOST_BYTES:
            message = f"a name of {found[0]} bytes; at most {MOST_BYTES} are possible here"
            hint = "Rename it; a Latin letter without a mark is one byte, most others are two or three."
            yield Diagnostic(Code.FILE_NAME, Severity.BROKEN, message, Location(path), hint=hint)


def _taken_for_one(names: Iterable[str]) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for path in names:
        # macOS takes a letter with a mark for the letter and the mark; it and Windows take A for a.
        other = first.setdefault(unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold()), path)
        if other != path:
            message = f'macOS and Windows take this file for "{other}": one of the two would be lost there'
            hint = "Rename one of them, and what refers to it."
            yield Diagnostic(Code.FILE_NAME, Severity.BROKEN, message, Location(path), hint=hint)


def _too_large(files: Mapping[str, FileState]) -> Iterator[Diagnostic]:
    for path, state in files.items():
        most = LARGEST.get(posixpath.splitext(path)[1])
        if most and state.size > most * _MB and not path.startswith(f"{EXPORTS}/"):
            message = f"a file of {state.size / _MB:.1f} MB; at most {most} MB are read"
            hint = "Something else may have got into it. If it is what it should be, divide it."
            yield Diagnostic(Code.FILE_UNREADABLE, Severity.BROKEN, message, Location(path), hint=hint)
