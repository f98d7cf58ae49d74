"""How much text fits into captions, and how much of it people can read in a second.

The figures are those of the Netflix Timed Text Style Guides (general requirements and the guides of single languages,
programmes for adults): two lines; 42 characters a line and 17 a second, but 20 in English; 16 full-width characters a
line in Chinese and Korean, 13 in Japanese; 9 characters a second in Chinese, 12 in Korean, 4 in Japanese.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final

LINES: Final = 2
"""Of a cue."""
_WIDE: Final = frozenset({"W", "F"})
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})


@dataclass(frozen=True, slots=True)
class Limits:
    """Of the captions of one language."""

    columns: int = 42
    """Width of a line; a full-width character takes two."""
    per_second: int = 17
    """Characters that people read in a second."""


_DEFAULT: Final = Limits()
_BY_LANGUAGE: Final = {
    "en": Limits(per_second=20),
    "zh": Limits(32, 9),
    "yue": Limits(32, 9),
    "lzh": Limits(32, 9),
    "wuu": Limits(32, 9),
    "gan": Limits(32, 9),
    "hak": Limits(32, 9),
    "nan": _DEFAULT,
    "ja": Limits(26, 4),
    "ko": Limits(32, 12),
}


def of(tag: str) -> Limits:
    """The limits of a language, by its BCP 47 tag."""
    return _BY_LANGUAGE.get(tag.partition("-")[0].lower(), _DEFAULT)


def columns(text: str) -> int:
    """How wide a text is: two for a full-width character, none for a mark on another one."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def characters(text: str) -> int:
    """How many characters people read: marks on others do not count."""
    return sum(unicodedata.category(character) not in _NO_WIDTH for character in text)
