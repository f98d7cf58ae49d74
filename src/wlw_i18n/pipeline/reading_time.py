"""How long a text takes to read, in the language it is read in.

Speeds are of grown-up readers of their own language, rounded: S. Trauzettel-Klosinski and K. Dietz, "Standardized
assessment of reading performance: the new International Reading Speed Texts IReST", 2012. Where nobody measured, it is
the mean of all.
"""

from collections.abc import Mapping
from math import ceil
from typing import Final

_WORDS: Final = 180
"""Words a minute."""
_WORDS_IN: Final[Mapping[str, int]] = {"ar": 140, "fi": 160, "pl": 165, "tr": 165}
_LETTERS_IN: Final[Mapping[str, int]] = {"zh": 255, "yue": 255, "wuu": 255, "ja": 355}
"""Characters a minute, in languages that are written without spaces."""
_UNSPACED: Final = frozenset({"th", "lo", "km", "my", "bo", "dz", "shn"})
"""Further languages without spaces, whose words have about five characters."""
_LETTERS: Final = 5 * _WORDS


def seconds(text: str, tag: str) -> float:
    """How long a text takes.

    Args:
        text: what is read, without markup.
        tag: BCP 47 tag of its language.
    """
    language = tag.partition("-")[0]
    if language in _LETTERS_IN or language in _UNSPACED:
        return 60 * sum(map(str.isalnum, text)) / _LETTERS_IN.get(language, _LETTERS)
    return of_words(len(text.split()), tag)


def of_words(words: int, tag: str) -> float:
    """How long a number of words takes, in a language that puts spaces between them."""
    return 60 * words / _WORDS_IN.get(tag.partition("-")[0], _WORDS)


def minutes(seconds: float) -> int:
    """Whole minutes, at least one."""
    return max(1, ceil(seconds / 60))
