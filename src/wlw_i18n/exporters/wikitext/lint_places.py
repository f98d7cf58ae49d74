"""What both linters share: a fault, and the numbers of lines, each found without counting from the beginning."""

from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["Fault", "Lines"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a page breaks, and where."""

    rule: str
    line: int
    message: str


class Lines:
    """The lines of a text."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def number(self, position: int) -> int:
        """The number of the line that a position is in, from 1."""
        return bisect_right(self._starts, position)
