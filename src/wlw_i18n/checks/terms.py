"""Terms of the glossary: where they stand in a text, whatever their inflection."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from wlw_i18n.checks.stems import stems

_BETWEEN: Final = 2
"""So many words may stand between those of a term: "sources secondaires fiables" has "sources fiables"."""


_Words = tuple[frozenset[str], ...]
"""The stems of words, in order."""


class TermKind(StrEnum):
    """How a term is to be translated."""

    TERM = "term"
    """By the word of the glossary, in any form of it."""
    NAME = "name"
    """Not at all, or by the name that the glossary gives; letter by letter."""
    INTERFACE = "interface"
    """By the words that the program shows, letter by letter, where the English is written as in the program."""


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the glossary, in one language."""

    english: tuple[str, ...]
    """The term, and other ways to write it."""
    kind: TermKind
    use: tuple[str, ...]
    """What to write; the first is the best."""
    also: tuple[str, ...] = ()
    """What may be written too."""
    never: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True, eq=False)
class Terms:
    """The terms of a language, longer ones first. Compared by identity: it is the key of what is found out about it."""

    rows: tuple[Term, ...] = ()


def spans(form: str, text: str, language: str, between: int = 0) -> tuple[tuple[int, int], ...]:
    """Where a form stands in a text: numbers of the first word, and of the word after the last.

    Args:
        form: one or more words.
        text: to look in.
        language: BCP 47 tag of both.
        between: how many other words may stand between two of the form's.
    """
    return _spans(_stems(form, language), _stems(text, language), between)


def holds(forms: Sequence[str], text: str, language: str) -> str:
    """The first of some forms that a text has, with other words in between too, or the empty string."""
    return next((form for form in forms if spans(form, text, language, _BETWEEN)), "")


def _spans(wanted: _Words, found: _Words, between: int) -> tuple[tuple[int, int], ...]:
    if not wanted:
        return ()
    starts = (start for start, word in enumerate(found) if word & wanted[0])
    ends = ((start, _end(wanted, found, start, between)) for start in starts)
    return tuple((start, end) for start, end in ends if end)


def _end(wanted: _Words, found: _Words, start: int, between: int) -> int:
    """The number of the word after the last, or 0."""
    place = start + 1
    for word in wanted[1:]:
        near = found[place : place + between + 1]
        step = next((step for step, other in enumerate(near, start=1) if word & other), 0)
        if not step:
            return 0
        place += step
    return place


@lru_cache(maxsize=4096)
def _stems(text: str, language: str) -> _Words:
    return tuple(stems(text, language))
