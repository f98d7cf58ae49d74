"""Files to be written, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be written below a folder."""

    path: str
    """Relative, with `/`; never leaves the folder."""
    content: bytes
