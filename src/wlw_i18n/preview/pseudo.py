"""A language that does not exist: English with accents, about a third longer, between brackets.

What stands on a page in plain English has missed the catalog; what is cut off has too little room; what has brackets
within a sentence is put together of pieces. Markup, code, addresses, numbers and places to be filled in stay.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from wlw_i18n import inline
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.course import Language
from wlw_i18n.model.text import Emphasis, Image, Inline, Kind, Link, Strikethrough, Strong, Text

LANGUAGE: Final = Language("qps-ploc", "en-XA", rtl=False, autonym="Þšééüüďöö")
"""The code is in use for this and for no language; the tag is CLDR's for English with accents."""

OPEN: Final = "⟦"
CLOSE: Final = "⟧"

_VOWELS: Final = dict(zip("aeiouyAEIOUY", "áéíöüýÁÉÍÖÜÝ", strict=True))
_CONSONANTS: Final = dict(zip("bcdfghjklmnpqrstvwxz", "ƀçďƒğĥĵķľɱñþɋřšţṽŵẋž", strict=True))
_LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {plain: f"{accented}{accented.lower()}" for plain, accented in _VOWELS.items()}
    | _CONSONANTS
    | {plain.upper(): accented.upper() for plain, accented in _CONSONANTS.items()}
)
_TABLE: Final = str.maketrans(dict(_LETTERS))
_KEPT: Final = re.compile(
    r"\{\{(?:(?!\{\{|\}\}).)*+\}\}|\{[^{}\s]*\}|%%\w+%%|%\w\b"  # wiki code, places to be filled in
    r"|(?:https?://|mailto:)\S+|(?<![^\s@])[^\s@]++@[^\s@]+\.[^\s@]+"  # addresses
    r"|&\#?\w+;"
)


def of_unit(unit: Unit) -> str:
    """What stands for a unit in this language, as inline Markdown.

    Accepted answers stay one a line and without brackets: a learner could type them.
    """
    if unit.kind is Kind.ANSWERS:
        return "\n".join(map(letters, unit.text.split("\n")))
    return inline.write(_bracketed(tuple(map(_changed, unit.inlines))))


def of_markdown(text: str) -> str:
    """The same for inline Markdown that uses no definitions."""
    return inline.write(_bracketed(tuple(map(_changed, inline.parse(text)))))


def of_text(text: str) -> str:
    """The same for a text that is no Markdown."""
    return f"{OPEN}{letters(text)}{CLOSE}"


def letters(text: str) -> str:
    """Plain text with every letter changed: vowels are doubled, and all get a mark."""
    parts, end = [], 0
    for kept in _KEPT.finditer(text):
        parts += [text[end : kept.start()].translate(_TABLE), kept[0]]
        end = kept.end()
    return "".join([*parts, text[end:].translate(_TABLE)])


def _changed(node: Inline) -> Inline:
    match node:
        case Text(text):
            return Text(letters(text))
        case Emphasis(children) | Strong(children) | Strikethrough(children):
            return replace(node, children=tuple(map(_changed, children)))
        case Link(children=children, title=title):
            return replace(node, children=tuple(map(_changed, children)), title=letters(title))
        case Image(alt=alt, title=title):
            return replace(node, alt=letters(alt), title=letters(title))
        case _:
            return node


def _bracketed(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Nodes between brackets; two texts beside one another are one."""
    first, last = nodes[:1], nodes[-1:]
    if first and isinstance(first[0], Text):
        nodes = (Text(f"{OPEN}{first[0].text}"), *nodes[1:])
    else:
        nodes = (Text(OPEN), *nodes)
    if last and isinstance(last[0], Text) and isinstance(nodes[-1], Text):
        return (*nodes[:-1], Text(f"{nodes[-1].text}{CLOSE}"))
    return (*nodes, Text(CLOSE))
