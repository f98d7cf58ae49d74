"""Labelled pairs of texts, and how well the measure of likeness tells them apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from wlw_i18n import similarity
from wlw_i18n.identity import identify
from wlw_i18n.identity.seen import visible
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.text import Family, Kind

FOLDER = Path(__file__).parent / "data/matching"
FILES = ("course", "opensource-guide")
_KIND_OF = {Family.PROSE: Kind.PARAGRAPH}


class Same(StrEnum):
    """Whether a new text is an old one that was edited."""

    YES = "yes"
    NEAR = "near"
    """Another text, but so like it that its translation would help."""
    NO = "no"


@dataclass(frozen=True)
class Pair:
    """One line of a file."""

    same: Same
    family: Family
    old: str
    """Empty if the new text came from nothing."""
    new: str

    @cached_property
    def ratio(self) -> float:
        """How alike the two are."""
        return similarity.ratio(visible(self.old), visible(self.new))

    @cached_property
    def likeness(self) -> float:
        """What decides whether one's translation is suggested for the other."""
        old, new = visible(self.old), visible(self.new)
        if similarity.is_short(old) or similarity.is_short(new):
            return 0.0
        return similarity.likeness(old, new, similarity.TELLING_WORDS)


@dataclass(frozen=True)
class Score:
    """What was found of what there is."""

    right: int
    near: int
    wrong: int
    there: int

    @property
    def precision(self) -> float:
        """Of what was said, how much is the same text."""
        return self.right / max(1, self.right + self.near + self.wrong)

    @property
    def useful(self) -> float:
        """Of what was said, how much helps a translator: the same text, or one much like it."""
        return (self.right + self.near) / max(1, self.right + self.near + self.wrong)

    @property
    def recall(self) -> float:
        """Of what there is, how much was said."""
        return self.right / self.there


def read(name: str) -> list[Pair]:
    """The pairs of a file."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [
        Pair(Same(same), Family(family), old, new) for same, family, old, new in (line.split("\t") for line in lines)
    ]


def told_apart(pairs: Sequence[Pair], threshold: float) -> Score:
    """Each pair by itself: said to be the same from the threshold."""
    said = [pair.same for pair in pairs if pair.old and pair.likeness >= threshold]
    there = sum(pair.same is Same.YES for pair in pairs)
    return Score(said.count(Same.YES), said.count(Same.NEAR), said.count(Same.NO), there)


def moved(pairs: Sequence[Pair], threshold: float) -> Score:
    """The same by the measure without containment, which decides what was moved to another document."""
    said = [pair.same for pair in pairs if pair.old and pair.ratio >= threshold and pair.likeness]
    there = sum(pair.same is Same.YES for pair in pairs)
    return Score(said.count(Same.YES), said.count(Same.NEAR), said.count(Same.NO), there)


def suggested(pairs: Sequence[Pair]) -> Score:
    """What identity suggests first for each new text, with every old text to choose from.

    A text that is new must get nothing: those of the pairs that are not the same are looked for among all others.
    """
    near: dict[str, set[str]] = {}
    for pair in pairs:
        if pair.same is Same.NEAR:
            near.setdefault(pair.new, set()).add(pair.old)
            near.setdefault(pair.old, set()).add(pair.new)
    old: dict[str, Pair] = {}
    for pair in pairs:
        for text in (pair.old, pair.new) if pair.same is not Same.YES else (pair.old,):
            if text:
                old.setdefault(text, pair)
    units = {text: _unit(f"k-{number}", pair.family, text, "then") for number, (text, pair) in enumerate(old.items())}
    by_key = {unit.key: text for text, unit in units.items()}
    right = like = wrong = 0
    for pair in pairs:
        pool = [unit for text, unit in units.items() if text != pair.new]
        change = identify([(_unit("", pair.family, pair.new, "now"),)], [], elsewhere=pool).changes[0][0]
        if change.candidates:
            best = by_key[change.candidates[0].key]
            if pair.same is Same.YES and best == pair.old:
                right += 1
            elif best in near.get(pair.new, ()) or (pair.same is Same.YES and best in near.get(pair.old, ())):
                like += 1
            else:
                wrong += 1
    return Score(right, like, wrong, sum(pair.same is Same.YES for pair in pairs))


def _unit(key: str, family: Family, text: str, document: str) -> Unit:
    kind = _KIND_OF.get(family) or next(kind for kind in Kind if kind.family is family)
    return Unit(key, kind, text, document)
