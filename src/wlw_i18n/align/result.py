"""What aligning finds out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wlw_i18n import inline
from wlw_i18n.model.catalog import Unit


class How(StrEnum):
    """Why a text is taken for the translation of a unit."""

    STRUCTURE = "identical-structure"
    """Both documents are made of the same pieces in the same order, no piece speaks against it, and the text has all
    numbers of the unit: it may be taken as ready. Every other pair needs review."""
    ANCHOR = "anchor"
    """Its place, and an address, code, number or picture that both texts have."""
    SIMILAR = "similar"
    """Its place, its kind and its length."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An English unit and its translation."""

    unit: Unit
    """Of the source."""
    translated: Unit
    """As the translated file has it; its location is the place in that file."""
    text: str
    """The translation as inline Markdown that is read with the source's link definitions and footnotes: the msgstr."""
    how: How


@dataclass(frozen=True, slots=True)
class Alignment:
    """What a translated document says of each unit of its source."""

    pairs: tuple[Pair, ...]
    """In reading order; empty if the document is refused."""
    missing: tuple[Unit, ...]
    """Units of the source for which no translation was found; all of them if the document is refused."""
    surplus: tuple[Unit, ...]
    """Texts of the translated document that belong to no unit."""
    untranslated: tuple[Unit, ...]
    """Units of the source that the translated document has in the source language: neither paired nor missing."""
    is_identical: bool
    """Whether both have the same structure. Then the pairs are of `How.STRUCTURE`, but for those that lack a number."""
    refused: str
    """Why nothing was taken over, for people to read; empty if all is well."""
    found: int
    """How many words of the source stand in units that have a place in the translated document, be they translated
    or left in the source language; known for a refused document too."""
    words: int
    """How many words the source's units have."""

    @property
    def units(self) -> int:
        """How many units the source has."""
        return len(self.pairs) + len(self.missing) + len(self.untranslated)

    @property
    def share(self) -> float:
        """Share of the source's units that are paired, from 0 to 1."""
        return len(self.pairs) / self.units if self.units else 1.0

    @property
    def share_of_words(self) -> float:
        """Share of the source's words that stand in paired units, from 0 to 1."""
        return words(pair.unit for pair in self.pairs) / self.words if self.words else 1.0

    @property
    def found_share(self) -> float:
        """Share of the source's words that have a place in the translated document: what decides on refusal."""
        return self.found / self.words if self.words else 1.0


def words(units: Iterable[Unit]) -> int:
    """The words that a reader sees of some units."""
    return sum(len(inline.visible(unit.inlines).split()) for unit in units)
