"""Which elements of two documents belong together, and which of that is sure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from wlw_i18n import inline
from wlw_i18n.align.elements import Element, Shape, parts
from wlw_i18n.align.evidence import Evidence, Side
from wlw_i18n.align.path import SKIP, Step, best_path
from wlw_i18n.align.result import How
from wlw_i18n.align.signs import lacks_number, signs_of
from wlw_i18n.model.text import Prose

_SURE: Final = 2.0
"""A pair is taken if the next best way is this much worse."""
_SURE_AT_GAP: Final = 6.0
"""The same for a pair beside a text without partner, unless its words and signs do not speak against it: where one
text was replaced by another, lengths and kinds alone may pair the two."""
_NOTHING: Final = -0.5
_JOINED: Final = 0.8
"""A pair is left if, with an unpaired neighbour, the lengths fit this much better: a text was split or joined."""
_PART: Final = -2.5
"""A pair is left if the lengths speak against it this much: one text is a part of the other."""
_ODD: Final = -6.0
"""Evidence below this speaks against a pair, even between documents of the same structure."""
_ANSWERS: Final = frozenset({"choice", "number"})
_WORSE: Final = 3.0
"""Between documents of the same structure, another way of pairing them must be this much better."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two prose that belong together."""

    source: Prose
    translated: Prose
    how: How


def shown(prose: Prose) -> str:
    """What a reader sees of a text, on one line."""
    return " ".join(inline.visible(prose.inlines).split())


def pair_elements(ours: tuple[Element, ...], theirs: tuple[Element, ...]) -> tuple[bool, list[Match]]:
    """Find which element of a translation belongs to which of its source.

    Args:
        ours: the source's elements.
        theirs: the translation's.

    Returns:
        Whether both have the same structure, and the texts that belong together, in order.
    """
    evidence = Evidence(Side.of(ours), Side.of(theirs))
    known = [(step.row, step.column) for step in best_path(evidence) if step.margin >= _SURE]
    evidence.learn(known)
    steps = best_path(evidence, known)
    is_identical = _same_structure(ours, theirs) and _may_be_straight(steps, evidence)
    if is_identical:
        chosen = [(place, place) for place in range(len(ours))]
    else:
        chosen = _beside_english(tuple(_sure(steps, evidence)), steps, evidence)
        chosen = sorted({*chosen, *_alone(chosen, evidence)})
    found: list[Match] = []
    for row, column in chosen:
        one, other = ours[row], theirs[column]
        if one.question and other.question:
            found.extend(_question(one, other, is_identical))
        elif one.prose and other.prose:
            how = How.ANCHOR if evidence.shares_sign(row, column) else How.SIMILAR
            if is_identical and not lacks_number(evidence.source.signs[row], evidence.translated.signs[column]):
                how = How.STRUCTURE
            found.append(Match(one.prose, other.prose, how))
    return is_identical, found


def _same_structure(ours: tuple[Element, ...], theirs: tuple[Element, ...]) -> bool:
    if [one.shape for one in ours] != [other.shape for other in theirs]:
        return False
    return all(_same_question(one, other) for one, other in zip(ours, theirs, strict=True))


def _same_question(one: Element, other: Element) -> bool:
    """Whether two elements are the same question, as far as its structure shows, or are both none."""
    if one.question is None or other.question is None:
        return one.question is other.question
    if one.sign != other.sign or one.question.type is not other.question.type:
        return False
    ours, theirs = parts(one.question), parts(other.question)
    return [_mark(part) for part in ours] == [_mark(part) for part in theirs] and not _is_shuffled(ours, theirs)


def _mark(part: Element) -> tuple[Shape, str]:
    """A part without what may be translated: of its own sign, only what says which answers are right."""
    return part.shape, part.sign if part.shape.name in _ANSWERS else ""


def _is_shuffled(ours: Sequence[Element], theirs: Sequence[Element]) -> bool:
    """Whether the translated choices have the numbers, code and addresses of the source's, but in another order."""
    here, there = (
        [signs_of(part).hard - {part.sign} for part in side if part.shape.name == "choice"] for side in (ours, theirs)
    )
    return here != there and Counter(here) == Counter(there)


def _may_be_straight(steps: Sequence[Step], evidence: Evidence) -> bool:
    """Whether pairing each element with the one in the same place is about as good as the best way."""
    length = len(evidence.source.elements)
    straight = [evidence.of(place, place) for place in range(length)]
    best = sum(step.evidence for step in steps) + 2 * SKIP * (length - len(steps))
    return min(straight, default=0.0) > _ODD and sum(straight) > best - _WORSE


def _sure(steps: Sequence[Step], evidence: Evidence) -> Iterator[Step]:
    """The pairs that can be relied on."""
    rows, columns = {step.row for step in steps}, {step.column for step in steps}
    places = {(step.row, step.column) for step in steps}
    last = (len(evidence.source.elements), len(evidence.translated.elements))
    places.update(((-1, -1), last))
    for step in steps:
        if _is_sure(step, places, evidence) and not _is_part(step, rows, columns, evidence):
            yield step


def _is_sure(step: Step, places: AbstractSet[tuple[int, int]], evidence: Evidence) -> bool:
    """Whether no other way is about as good, and the pair is not of two texts of which one replaced the other."""
    if step.margin < _SURE or step.evidence < 2 * SKIP:
        return False
    beside = {(step.row - 1, step.column - 1), (step.row + 1, step.column + 1)}
    return beside <= places or step.margin > _SURE_AT_GAP or evidence.content(step.row, step.column) > _NOTHING


def _is_part(step: Step, rows: AbstractSet[int], columns: AbstractSet[int], evidence: Evidence) -> bool:
    """Whether one text of a pair is probably a part of the other: split in two, joined, or cut down."""
    alone = evidence.fits((step.row,), (step.column,))
    if alone < _PART:
        return not evidence.same_sign(step.row, step.column)
    if alone > 0 and evidence.has_same_signs(step.row, step.column):
        return False
    neighbours = _neighbours(step, rows, columns, evidence)
    return any(evidence.fits(some, others) > alone + _JOINED for some, others in neighbours)


def _beside_english(sure: Sequence[Step], steps: Sequence[Step], evidence: Evidence) -> list[tuple[int, int]]:
    """The places of the pairs; where a pair is of the same English text, of the translation right beside that text.

    Some translators leave the English standing before or after their text.
    """
    ours, theirs = evidence.source.elements, evidence.translated.elements
    used = {step.column for step in steps}
    places: list[tuple[int, int]] = []
    for step in sure:
        column = step.column
        if _same_text(ours[step.row], theirs[column]):
            free = [
                beside
                for beside in (column - 1, column + 1)
                if 0 <= beside < len(theirs)
                and beside not in used
                and theirs[beside].shape == ours[step.row].shape
                and evidence.of(step.row, beside) > 0
            ]
            if len(free) == 1:
                column = free[0]
                used.add(column)
        places.append((step.row, column))
    return places


def _alone(chosen: Sequence[tuple[int, int]], evidence: Evidence) -> Iterator[tuple[int, int]]:
    """Between two pairs, a text on either side that is alone there of its shape: there is nothing else it could be.

    One may have been cut down or enlarged since, which a translator will see: no such pair is taken as ready.
    """
    ours, theirs = evidence.source.elements, evidence.translated.elements
    corners = [(-1, -1), *chosen, (len(ours), len(theirs))]
    for (top, left), (bottom, right) in pairwise(corners):
        rows, columns = range(top + 1, bottom), range(left + 1, right)
        here, there = Counter(ours[row].shape for row in rows), Counter(theirs[column].shape for column in columns)
        for row in rows:
            shape = ours[row].shape
            if here[shape] == there[shape] == 1 and ours[row].prose:
                column = next(place for place in columns if theirs[place].shape == shape)
                if evidence.of(row, column) > _ODD:
                    yield row, column


def _same_text(one: Element, other: Element) -> bool:
    return one.prose is not None and other.prose is not None and shown(one.prose) == shown(other.prose)


def _neighbours(
    step: Step, rows: AbstractSet[int], columns: AbstractSet[int], evidence: Evidence
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """A pair with an unpaired neighbour on one side, which may have been split from it or joined with it."""
    ours, theirs = evidence.source.elements, evidence.translated.elements
    for row in (step.row - 1, step.row + 1):
        if 0 <= row < len(ours) and row not in rows and ours[row].shape.name == ours[step.row].shape.name:
            yield (step.row, row), (step.column,)
    for column in (step.column - 1, step.column + 1):
        if (
            0 <= column < len(theirs)
            and column not in columns
            and theirs[column].shape.name == theirs[step.column].shape.name
        ):
            yield (step.row,), (step.column, column)


def _question(one: Element, other: Element, is_identical: bool) -> Iterator[Match]:
    """The parts of a question, but only if it is the same: a translation must not change which answer is right."""
    if one.question is None or other.question is None or not _same_question(one, other):
        return
    for ours, theirs in zip(parts(one.question), parts(other.question), strict=True):
        if ours.prose and theirs.prose:
            is_ready = is_identical and not lacks_number(signs_of(ours), signs_of(theirs))
            yield Match(ours.prose, theirs.prose, How.STRUCTURE if is_ready else How.ANCHOR)
