"""The measure of likeness of two texts: one for identity, suggestions and what may be served."""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio as letters_ratio

SERVED: Final = 0.75
"""Below this, a stale translation is kept but not served."""
SUGGESTED: Final = 0.75
"""From this, a translation of another unit is suggested."""
MOVED: Final = 0.85
"""From this, a text in another document is one that was moved and edited: its translation may be served, so that more
is asked than of a suggestion."""
SAME_PLACE: Final = 0.5
"""From this, two texts between the same neighbours are one that was edited."""

SHORT_WORDS: Final = 4
"""A text of fewer words says too little to be found by likeness."""
PART_WORDS: Final = 5
"""A text of fewer words is never said to be a part of another."""
TELLING_WORDS: Final = 10
"""The words of a text of fewer stand in some long text by chance, in that order: only its place can tell."""

# Scripts that are written without spaces: every letter counts as a word.
_WORD: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:['’][^\W_]+)*"
)


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, in lower case."""
    return tuple(_WORD.findall(text.lower()))


def ratio(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: the mean of how alike they are letter by letter and word by word.

    Letters alone find any two English texts half alike; words alone find two spellings of a word entirely unlike.
    """
    if one == other:
        return 1.0
    ours, theirs = words(one), words(other)
    letters = letters_ratio(one.lower(), other.lower()) / 100
    if not ours or not theirs:
        return letters
    return (letters + 2 * LCSseq.similarity(ours, theirs) / (len(ours) + len(theirs))) / 2


def containment(one: str, other: str, least: int = PART_WORDS) -> float:
    """What share of the shorter text's words stands in the longer one, in the same order; 0 if it has too few."""
    short, long = sorted((words(one), words(other)), key=len)
    if len(short) < least:
        return 0.0
    return LCSseq.similarity(short, long) / len(short)


def likeness(one: str, other: str, least: int = PART_WORDS) -> float:
    """How probable it is that one text was made of the other by editing, splitting or joining, from 0 to 1.

    Args:
        one: a text.
        other: another.
        least: how many words a text needs to be found in another: `TELLING_WORDS` if nothing is known of their places.
    """
    return max(ratio(one, other), containment(one, other, least))


def is_short(text: str) -> bool:
    """Whether a text is too short to be found by likeness."""
    return len(words(text)) < SHORT_WORDS
