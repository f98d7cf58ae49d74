"""Where a thing was written, so that every message can say file and line."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the course."""

    path: str
    """Path relative to the course root, with `/`."""
    line: int = 0
    """Line number from 1; 0 means the file as a whole."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


def beside(document: str, address: str) -> str:
    """The path below the course root of what a document refers to. One that begins with `../` leaves the course.

    Args:
        document: path of its source file.
        address: as it is written there, percent-encoded.
    """
    return posixpath.normpath(posixpath.join(posixpath.dirname(document), unquote(address)))
