"""How easy the lessons of a course are to read: length, sentences, and an index for the whole.

    python -m benchmarks.readability [COURSE]

The index is LIX (Björnsson, 1968): the mean number of words in a sentence, plus the percentage of words with more than
six letters. It needs no syllables, so its figures are exact and the same on each machine. A text below 40 is easy;
from 50 on, it is difficult.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wlw_i18n import inline, segment
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.document import Document, DocumentKind
from wlw_i18n.model.text import Kind
from wlw_i18n.pipeline import sources, workspace

_BESIDES: Final = frozenset({Kind.LABEL, Kind.SPEECH})
"""Words in drawings and in videos. They are no prose and are not counted."""
_ALONE: Final = frozenset({Kind.TITLE, Kind.HEADING, Kind.CELL, Kind.TERM, Kind.ALT, Kind.ANSWERS})
"""Text that is no sentence. Its words count for the length only."""
_SENTENCE_END: Final = re.compile(r"""(?<=[.!?…])["”’)]*\s+(?=["“‘(]*[^\Wa-z_])|\n""")
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.,+][^\W_]+)*")
_LONG: Final = 6
"""A word with more letters is a long one."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a piece of a list that stands for one."""

    text: str
    line: int
    """Where the paragraph or item begins that it stands in."""
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured of a document."""

    path: str
    kind: DocumentKind
    words: int
    """Of everything that translators get, except for words in drawings and videos."""
    sentences: tuple[Sentence, ...]

    @property
    def mean(self) -> float:
        """Words in a sentence, on average."""
        return _running(self) / len(self.sentences) if self.sentences else 0.0

    @property
    def longest(self) -> int:
        """Words of the longest sentence."""
        return max((len(sentence.words) for sentence in self.sentences), default=0)

    @property
    def lix(self) -> float:
        """The index."""
        long = sum(len(word) > _LONG for sentence in self.sentences for word in sentence.words)
        return self.mean + 100 * long / max(_running(self), 1)


def measure(document: Document) -> Reading:
    """Measure a document."""
    units = [unit for unit in segment.units(document) if unit.kind not in _BESIDES]
    return Reading(
        path=document.path,
        kind=document.kind,
        words=sum(map(sources.words, units)),
        sentences=tuple(sentence for unit in units if unit.kind not in _ALONE for sentence in sentences(unit)),
    )


def sentences(unit: Unit) -> Iterator[Sentence]:
    """The sentences of a unit; a unit ends its last one, with or without a full stop."""
    line = unit.location.line if unit.location else 0
    for text in _SENTENCE_END.split(inline.visible(unit.inlines)):
        if words := tuple(_WORD.findall(text)):
            yield Sentence(text.strip(), line, words)


def measure_course(root: Path, language: str = "en") -> tuple[Reading, ...]:
    """Measure each document of a course, drafts too, in course order.

    Raises:
        ValueError: A document cannot be read; `wlw-i18n check` says why.
    """
    readings = sources.read(root, workspace.survey(root).sources, language)
    return tuple(measure(_readable(reading)) for reading in readings)


def _readable(reading: sources.Reading) -> Document:
    if reading.document is None:
        raise ValueError(f"{reading.file.path} cannot be read")
    return reading.document


def _running(reading: Reading) -> int:
    return sum(len(sentence.words) for sentence in reading.sentences)


def main() -> None:
    """Print a line for each document."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    print(f"{'document':<62}{'words':>6}{'mean':>7}{'longest':>9}{'LIX':>6}")
    for reading in measure_course(root):
        name = reading.path.removeprefix("source/")
        print(f"{name:<62}{reading.words:>6}{reading.mean:>7.1f}{reading.longest:>9}{reading.lix:>6.0f}")


if __name__ == "__main__":
    main()
