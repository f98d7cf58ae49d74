"""How much speaks for two elements being a text and its translation.

All evidence is the logarithm of a ratio: how much more often something is so between a text and its translation than
between a text and any other of the document. So what is independent is added. Lengths follow Gale and Church (1993):
the longer the text, the closer its translation comes to the usual ratio of lengths.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from wlw_i18n.align import lexicon
from wlw_i18n.align.elements import Element, Shape
from wlw_i18n.align.lexicon import Partners
from wlw_i18n.align.signs import Signs, signs_of

NEVER: Final = -1000.0
"""Elements that cannot be one another's translation."""
_PRIOR: Final = 1.0
_SPREAD_ANY: Final = 0.8
"""Standard deviation of the logarithm of the ratio of lengths of any two texts."""
_SPREAD_LONG: Final = 0.04
"""Variance between a long text and its translation."""
_SPREAD_SHORT: Final = 3.0
"""What is added to it, divided by the letters."""
_SMOOTHING: Final = 4
_DOUBT: Final = 10
"""So many texts are needed to believe half of what their lengths say about the usual ratio of lengths."""
_COMMON: Final = 12
"""A sign that more elements of a document have says nothing."""
_MOST_SIGNS: Final = 12.0
_LACKING: Final = 0.7
"""What a hard sign costs that only one of two has."""
_MOST_LACKING: Final = 3
_SAME_SIGN: Final = 6.0
"""What it says that both are of the same picture, or have the same id."""
_TEXTS: Final = frozenset({"text", "term", "caption", "summary", "cell"})


@dataclass(frozen=True, slots=True)
class Side:
    """The elements of one document, and what was found out about each."""

    elements: tuple[Element, ...]
    signs: tuple[Signs, ...]
    logs: tuple[float, ...]
    """Logarithm of each length."""

    @classmethod
    def of(cls, elements: tuple[Element, ...]) -> "Side":
        """Prepare a document's elements."""
        signs = tuple(map(signs_of, elements))
        return cls(elements, signs, tuple(math.log(found.length + _SMOOTHING) for found in signs))


class Evidence:
    """The evidence for every pair of two documents, computed when asked for."""

    def __init__(self, source: Side, translated: Side) -> None:
        self.source = source
        self.translated = translated
        self.ratio = _ratio(source, translated)
        self._shared = _shared(source.signs, translated.signs)
        self._kinds, self._kind_evidence = _kinds(source.elements, translated.elements)
        self._partners: list[Partners] = []
        self._taught: dict[tuple[int, int], float] = {}

    def learn(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Learn the usual ratio of lengths, and which words go together, from pairs that are probably right."""
        texts = [
            (row, column)
            for row, column in pairs
            if self.source.signs[row].words and self.translated.signs[column].words
        ]
        if len(texts) < lexicon.LEAST_PAIRS:
            return
        ours, theirs = self.source, self.translated
        self.ratio = median(theirs.logs[column] - ours.logs[row] for row, column in texts)
        learned = lexicon.learn([(ours.signs[row].words, theirs.signs[column].words) for row, column in texts])
        self._partners = [learned.partners(signs.words) for signs in ours.signs]
        self._taught = {
            (row, column): lexicon.sum_up(
                learned.partners(ours.signs[row].words, theirs.signs[column].words), theirs.signs[column].words
            )
            for row, column in texts
        }

    def of(self, row: int, column: int) -> float:
        """The evidence for one pair; `NEVER` if it cannot be one."""
        shape = self._kind_evidence[self._kinds[0][row]][self._kinds[1][column]]
        if shape <= NEVER:
            return NEVER
        signs = self._signs(row, column)
        if self.source.elements[row].prose is None:
            return shape + signs
        if self.same_sign(row, column):
            return shape + signs + _SAME_SIGN
        return shape + signs + self._length(row, column) + self._words(row, column)

    def same_sign(self, row: int, column: int) -> bool:
        """Whether both are of the same picture, or have the same id: then nothing else matters."""
        sign = self.source.elements[row].sign
        return bool(sign) and sign == self.translated.elements[column].sign

    def shares_sign(self, row: int, column: int) -> bool:
        """Whether both have an address, code, number or picture in common."""
        return not self.source.signs[row].hard.isdisjoint(self.translated.signs[column].hard)

    def content(self, row: int, column: int) -> float:
        """What words, addresses, code, numbers and names say, without kinds and lengths."""
        return self._words(row, column) + self._signs(row, column)

    def has_same_signs(self, row: int, column: int) -> bool:
        """Whether both have addresses, code, numbers or pictures, and the same ones."""
        ours = self.source.signs[row].hard
        return bool(ours) and ours == self.translated.signs[column].hard

    def fits(self, rows: Sequence[int], columns: Sequence[int]) -> float:
        """How well the lengths of some texts together fit those of some others."""
        ours = sum(self.source.signs[row].length for row in rows)
        theirs = sum(self.translated.signs[column].length for column in columns)
        return length_evidence(math.log(theirs + _SMOOTHING) - math.log(ours + _SMOOTHING) - self.ratio, ours)

    def _length(self, row: int, column: int) -> float:
        return length_evidence(
            self.translated.logs[column] - self.source.logs[row] - self.ratio, self.source.signs[row].length
        )

    def _signs(self, row: int, column: int) -> float:
        ours, theirs = self.source.signs[row].hard, self.translated.signs[column].hard
        lacking = min(len(ours ^ theirs), _MOST_LACKING) * _LACKING if ours or theirs else 0.0
        return self._shared[row].get(column, 0.0) - lacking

    def _words(self, row: int, column: int) -> float:
        if not self._partners:
            return 0.0
        taught = self._taught.get((row, column))
        if taught is not None:
            return taught
        return lexicon.sum_up(self._partners[row], self.translated.signs[column].words)


def length_evidence(difference: float, length: float) -> float:
    """What a difference of lengths says, as logarithms, from the usual difference."""
    variance = _SPREAD_LONG + _SPREAD_SHORT / (length + _SMOOTHING)
    any_two = _SPREAD_ANY**2
    if variance >= any_two:
        return 0.0
    squared = difference * difference
    return (math.log(any_two / variance) - squared / variance + squared / any_two) / 2


def _ratio(source: Side, translated: Side) -> float:
    """The usual difference of the logarithms of lengths: of the medians, which missing parts hardly move."""
    differences = []
    for name in ("text", "heading"):
        ours, theirs = (
            [log for element, log in zip(side.elements, side.logs, strict=True) if element.shape.name == name]
            for side in (source, translated)
        )
        if ours and theirs:
            differences.extend([median(theirs) - median(ours)] * min(len(ours), len(theirs)))
    return median(differences) * len(differences) / (len(differences) + _DOUBT) if differences else 0.0


def _shared(source: Sequence[Signs], translated: Sequence[Signs]) -> tuple[Mapping[int, float], ...]:
    """For each element of the source, what shared signs say about elements of the translation."""
    found: tuple[defaultdict[int, float], ...] = tuple(defaultdict(float) for _ in source)
    for kind, weight in (("hard", 1.3), ("soft", 0.7)):
        ours, theirs = _places(source, kind), _places(translated, kind)
        for sign in ours.keys() & theirs.keys():
            rows, columns = ours[sign], theirs[sign]
            if max(len(rows), len(columns)) > _COMMON:
                continue
            says = weight * math.log(1 + max(len(source), 20) / (2 * max(len(rows), len(columns)))) / 1.5
            for row in rows:
                for column in columns:
                    found[row][column] += says
    return tuple({column: min(says, _MOST_SIGNS) for column, says in row.items()} for row in found)


def _places(signs: Sequence[Signs], kind: str) -> Mapping[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(signs):
        for sign in found.hard if kind == "hard" else found.soft:
            places[sign].append(place)
    return places


def _kinds(
    ours: Sequence[Element], theirs: Sequence[Element]
) -> tuple[tuple[Sequence[int], Sequence[int]], Sequence[Sequence[float]]]:
    """A number for the shape of each element on either side, and for every two numbers what these shapes say."""
    here = {shape: number for number, shape in enumerate(dict.fromkeys(element.shape for element in ours))}
    there = {shape: number for number, shape in enumerate(dict.fromkeys(element.shape for element in theirs))}
    numbers = ([here[element.shape] for element in ours], [there[element.shape] for element in theirs])
    return numbers, [[_shape(one, other) for other in there] for one in here]


def _shape(one: Shape, other: Shape) -> float:
    """What the shapes of two elements say."""
    if one == other:
        return _PRIOR + (2.0 if one.name == "heading" else 0.8)
    if one.name != other.name:
        return _PRIOR - 3.5 if {one.name, other.name} <= _TEXTS else NEVER
    if one.name == "heading":
        return _PRIOR - 0.5 * abs(one.level - other.level)
    here, there = Counter(one.inside), Counter(other.inside)
    apart = (here - there).total() + (there - here).total()
    return _PRIOR - 1.2 * min(apart, 3) - 0.8 * (one.first != other.first) - 0.8 * (one.level != other.level)
