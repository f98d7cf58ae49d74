"""The words of a text, as far as typography and terms are concerned."""

import re
from typing import Final

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

OBJECT: Final = "\ufffc"
"""Stands for code, a picture or an address: something that is no prose, but takes a place in it."""
_SIGN: Final = re.compile(r"[\[{~@:]")
_NO_PROSE: Final = re.compile(
    r"\{\{[^{}]*\}\}|\[\[[^][]*\]\]|~{3,5}|\{[a-z_]+\}|https?://[^\s<>«»]+|"
    r"(?<![\w.+-])[\w.+-]++@[\w-]++\.\w++(?:\.\w++)*+|:[a-z_]++:"
)


def of(inlines: tuple[Inline, ...]) -> str:
    """What is read as prose: the visible text, with an object for code, pictures, addresses and wiki code."""
    text = inlines[0].text if len(inlines) == 1 and type(inlines[0]) is Text else "".join(map(_node, inlines))
    return _NO_PROSE.sub(OBJECT, text) if _SIGN.search(text) else text


def _node(node: Inline) -> str:
    match node:
        case Text(text):
            return text
        case Emphasis(children) | Strong(children) | Strikethrough(children) | Link(_, children):
            return "".join(map(_node, children))
        case Code() | Image():
            return OBJECT
        case LineBreak():
            return "\n"
        case FootnoteMark() | RawInline():
            return ""
