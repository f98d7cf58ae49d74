"""What a text and its translation share whatever their languages: addresses, code, numbers, pictures, names."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wlw_i18n import inline
from wlw_i18n.align.elements import Element
from wlw_i18n.model.text import Code, Emphasis, FootnoteMark, Image, Inline, Link, Strikethrough, Strong
from wlw_i18n.similarity import words

_NUMBER: Final = "number "
_DIGITS: Final = re.compile(r"\d+")
_ADDRESS: Final = re.compile(r"""(?:href|src|id)\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
_WORD: Final = re.compile(r"[@#]?[^\W_][\w.'’-]*[^\W_]")
_WIDE: Final = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Letters of scripts in which one says more than one of an alphabet."""
_WIDE_COUNTS: Final = 2.5
_NAME_LETTERS: Final = 4
"""Shorter words are alike by chance."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What may be found again in the other language."""

    hard: frozenset[str]
    """Addresses, code, numbers, pictures: a translation normally keeps them."""
    soft: frozenset[str]
    """Words: names are kept, and related languages share more."""
    words: frozenset[str]
    """All words, for the lexicon."""
    length: float
    """Letters shown, as many as an alphabet would need."""


def signs_of(element: Element) -> Signs:
    """What may be found of an element in the other language."""
    hard: set[str] = {element.sign} if element.sign else set()
    soft: set[str] = set()
    if element.prose is None:
        found = {f"url {address}" for address in _ADDRESS.findall(element.sign)}
        return Signs(frozenset(hard | found), frozenset(), frozenset(), len(element.sign))
    shown = inline.visible(element.prose.inlines)
    hard.update(_hard(element.prose.inlines))
    hard.update(f"{_NUMBER}{_ascii(digits)}" for digits in _DIGITS.findall(shown))
    soft.update(word.casefold() for word in _WORD.findall(shown) if len(word) >= _NAME_LETTERS)
    return Signs(frozenset(hard), frozenset(soft), frozenset(words(shown)), _length(shown))


def lacks_number(source: Signs, translated: Signs) -> bool:
    """Whether a translation lacks a number of its source; one of a single digit may be written as a word."""
    lacking = source.hard - translated.hard
    return any(sign.startswith(_NUMBER) and len(sign) > len(_NUMBER) + 1 for sign in lacking)


def _hard(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for node in inlines:
        match node:
            case Link(target, children):
                yield f"url {target}"
                yield from _hard(children)
            case Emphasis(children) | Strong(children) | Strikethrough(children):
                yield from _hard(children)
            case Code(text):
                yield f"code {text}"
            case Image(source):
                yield f"url {source}"
            case FootnoteMark(label):
                yield f"note {label}"
            case _:
                pass


def _length(text: str) -> float:
    return len(text) + (_WIDE_COUNTS - 1) * len(_WIDE.findall(text))


def _ascii(digits: str) -> str:
    return digits if digits.isascii() else "".join(str(unicodedata.digit(digit)) for digit in digits)
