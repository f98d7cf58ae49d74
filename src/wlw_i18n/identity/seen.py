"""Texts as readers see them, when it is not known any more which labels were defined: every label then counts."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from wlw_i18n import inline
from wlw_i18n.model.document import Reference
from wlw_i18n.model.text import Kind

_LABEL: Final = re.compile(r"\[(\^?[^\[\]]+)\]")
_SOMEWHERE: Final = Reference("label:")
_NONE: Final[Mapping[str, Reference]] = MappingProxyType({})


def definitions(
    texts: Collection[str], references: Mapping[str, Reference] = _NONE, footnotes: Collection[str] = ()
) -> tuple[Mapping[str, Reference], Collection[str]]:
    """Link and footnote definitions, with one for every other label in some texts: it may have been defined then."""
    labels = [label for text in texts if "[" in text for label in _LABEL.findall(text)]
    if not labels:
        return references, footnotes
    unknown = {inline.normalise_label(label): _SOMEWHERE for label in labels if label[0] != "^"}
    notes = {label[1:] for label in labels if label[0] == "^"}
    return {**unknown, **references}, notes.union(footnotes)


def visible(text: str) -> str:
    """What a reader sees of a text."""
    return inline.visible(inline.parse(text, *definitions((text,))))


def is_cosmetic(kind: Kind, then: str, now: str) -> bool:
    """Whether two texts differ only cosmetically. Accepted answers never do: every letter of them counts."""
    if kind is Kind.ANSWERS:
        return False
    both = definitions((then, now))
    return inline.cosmetic(then, *both) == inline.cosmetic(now, *both)
