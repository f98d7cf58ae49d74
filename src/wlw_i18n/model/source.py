"""Where a thing was written, so that every message can say file and line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the course."""

    path: str
    """Path relative to the course root, with `/`."""
    line: int = 0
    """Line number from 1; 0 means the file as a whole."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path
