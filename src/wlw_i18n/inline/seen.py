"""When two texts are the same to a learner: to the eye, or typed as an answer."""

import re
import unicodedata

from wlw_i18n.model.text import (
    Code,
    Emphasis,
    FootnoteMark,
    Image,
    Inline,
    LineBreak,
    Link,
    RawInline,
    Strikethrough,
    Strong,
    Text,
)

_JOINERS = "\u200c\u200d"
"""Have no width, but change the letters beside them (Persian, Hindi)."""
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
_SHIFTED = re.compile(r"</?su[bp]\b", re.IGNORECASE)


def as_seen(inlines: tuple[Inline, ...]) -> str:
    """The form in which texts that a learner cannot tell apart are equal; empty if there is nothing to see.

    Left out: letter case, the amount and kind of white space, emphasis, targets of links, signs without width, and how
    letters with accents, apostrophes, quotes and dashes are written. A picture counts by its file, not its words.
    """
    return as_typed("".join(map(_node, inlines)))


def as_typed(text: str, *, case: bool = False) -> str:
    """The form in which answers that Open edX is made to take for the same are equal.

    Args:
        text: one answer.
        case: whether upper and lower case count.
    """
    composed = unicodedata.normalize("NFC", "".join(filter(_is_seen, text)).translate(_ALIKE))
    digits = "".join(_digit(char) for char in composed)
    return " ".join((digits if case else unicodedata.normalize("NFC", digits.casefold())).split())


def _is_seen(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) != "Cf"


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdecimal() and not char.isascii() else char


def _node(node: Inline) -> str:
    match node:
        case Text(text) | Code(text):
            return text
        case Emphasis(children) | Strong(children) | Strikethrough(children) | Link(_, children):
            return "".join(map(_node, children))
        case Image(src):
            return f"\x02{src}\x03"
        case LineBreak():
            return " "
        case RawInline(html):
            return html if _SHIFTED.match(html) else ""
        case FootnoteMark():
            return ""
