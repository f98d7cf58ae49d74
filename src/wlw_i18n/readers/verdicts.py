"""Words for right and wrong, which the platform writes before feedback: feedback does not repeat them."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from wlw_i18n.interface import WORDS

NAMES: Final = ("correct", "incorrect", "right-answer", "wrong-answer")
"""Of the interface's words that say so."""
ENGLISH: Final = (*(WORDS[name].text for name in NAMES), "Incorrect")

_BEFORE: Final = " \t\n\u00a1\"'\u201c\u2018\u00ab\u2039\u201e("
_AFTER: Final = ".!\u3002\uff01\u06d4\u0964 "
_REST = re.compile(
    r"\s*(?:[!.:,;)\"]|-\s|$|"  # also with a space before it, as in French
    "[\u2013\u2014\u2026\u060c\u061b\u06d4\u0964\u3002\uff01\uff1a\uff0c\u3001\u00bb\u201d])"
)


def repeats(text: str, words: Iterable[str] = ENGLISH) -> bool:
    """Whether a text opens with a word for right or wrong, with a sign after it or nothing at all.

    Args:
        text: what a reader sees.
        words: the words, as the interface has them ("Correct.").
    """
    shown = _folded(text).lstrip(_BEFORE)
    return any(
        shown.startswith(word) and _REST.match(shown, len(word))
        for word in (_folded(word).rstrip(_AFTER) for word in words)
        if word
    )


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).casefold().replace("\u2019", "'")
    return " ".join(plain.split())
