"""The best way to pair two sequences without crossing, and how sure each pair of it is.

A band around the signs that stand once in each document keeps the cost near the length of the documents: only pairs in
the band are looked at.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from wlw_i18n.align.evidence import NEVER, Evidence

SKIP: Final = -1.5
"""What it costs that an element has no partner."""
_FAR: Final = -1e9
_NEAR: Final = 24
"""Half the width of the band, at least."""
_NEAR_KNOWN: Final = 12
"""The same around pairs that are known."""
_WIDEST: Final = 200


@dataclass(frozen=True, slots=True)
class Step:
    """A pair of the best way."""

    row: int
    column: int
    evidence: float
    margin: float
    """How much worse the best way is on which the row is not paired with this column."""


def best_path(evidence: Evidence, known: Sequence[tuple[int, int]] = ()) -> tuple[Step, ...]:
    """The pairs of the best way, in order.

    Args:
        evidence: for every pair.
        known: pairs, in order, near which the best way goes; if none are given, shared signs show where it goes.
    """
    rows, columns = len(evidence.source.elements), len(evidence.translated.elements)
    if not rows or not columns:
        return ()
    band = _band(rows, columns, known, _NEAR_KNOWN) if known else _band(rows, columns, _fixed_points(evidence), _NEAR)
    gains = [[evidence.of(row, column) for column in range(low, high)] for row, (low, high) in enumerate(band)]
    return _steps(gains, band, _forward(gains, band), _backward(gains, band, columns))


# The band


def _fixed_points(evidence: Evidence) -> list[tuple[int, int]]:
    """Pairs that share a sign which stands once in each document, without crossings."""
    once: list[dict[str, int]] = []
    for side in (evidence.source, evidence.translated):
        places: dict[str, int] = {}
        twice: set[str] = set()
        for place, signs in enumerate(side.signs):
            for sign in signs.hard:
                if sign in places:
                    twice.add(sign)
                places[sign] = place
        once.append({sign: place for sign, place in places.items() if sign not in twice})
    ours, theirs = once
    points = {(ours[sign], theirs[sign]) for sign in ours.keys() & theirs.keys()}
    return _rising(sorted(point for point in points if evidence.of(*point) > NEVER))


def _rising(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of points of which both coordinates rise."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    # among points of one row only one may be taken: the higher column first
    ordered = sorted(points, key=lambda point: (point[0], -point[1]))
    for index, (_, column) in enumerate(ordered):
        place = bisect_left(ends, column)
        previous.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(column)
            last.append(index)
        else:
            ends[place] = column
            last[place] = index
    found: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        found.append(ordered[index])
        index = previous[index]
    return found[::-1]


def _band(rows: int, columns: int, points: Sequence[tuple[int, int]], near: int) -> list[tuple[int, int]]:
    """For each row, the columns that are looked at: from, and up to but not including."""
    corners = [(0, 0), *(point for point in points if 0 < point[0] < rows - 1), (rows - 1, columns - 1)]
    band: list[tuple[int, int]] = []
    for (top, left), (bottom, right) in pairwise(corners):
        height = max(bottom - top, 1)
        half = min(near + abs((bottom - top) - (right - left)), _WIDEST)
        for row in range(top, bottom):
            centre = left + (right - left) * (row - top) // height
            band.append((max(0, centre - half), min(columns, centre + half + 1)))
    band.append((max(0, columns - 1 - near), columns))
    return _joined(band, columns)


def _joined(band: list[tuple[int, int]], columns: int) -> list[tuple[int, int]]:
    """Let both edges of the band only rise, and reach both corners, so that every way can be gone to its end."""
    lows, highs = [low for low, _ in band], [high for _, high in band]
    for row in range(len(band) - 2, -1, -1):
        lows[row] = min(lows[row], lows[row + 1])
    for row in range(1, len(band)):
        highs[row] = max(highs[row], highs[row - 1])
    lows[0], highs[-1] = 0, columns
    return list(zip(lows, highs, strict=True))


# The best way


def _forward(gains: list[list[float]], band: list[tuple[int, int]]) -> list[list[float]]:
    """Worth of the best way through the rows above a row and the columns before a column, for each place of the band.

    `result[row][column - low]`, for columns from low to high inclusive.
    """
    low, high = band[0]
    current = [SKIP * column for column in range(low, high + 1)]
    found = [current]
    for row, (low, high) in enumerate(band):
        below_low, below_high = band[row + 1] if row + 1 < len(band) else (low, high)
        gain = gains[row]
        nexts = [_FAR] * (below_high - below_low + 1)
        best = _FAR
        for column in range(below_low, below_high + 1):
            place = column - low
            best += SKIP
            if 0 <= place < len(current) and current[place] + SKIP > best:
                best = current[place] + SKIP
            if 0 < place <= len(gain):
                pair = current[place - 1] + gain[place - 1]
                best = max(best, pair)
            nexts[column - below_low] = best
        current = nexts
        found.append(current)
    return found


def _backward(gains: list[list[float]], band: list[tuple[int, int]], columns: int) -> list[list[float]]:
    """The same from the end: worth of the best way through a row and those below, a column and those after."""
    low, high = band[-1]
    current = [SKIP * (columns - column) for column in range(low, high + 1)]
    found = [current]
    below_low = low
    for row in range(len(band) - 1, -1, -1):
        low, high = band[row]
        gain = gains[row]
        rows = [_FAR] * (high - low + 1)
        best = _FAR
        for column in range(high, low - 1, -1):
            place = column - below_low
            best += SKIP
            if 0 <= place < len(current) and current[place] + SKIP > best:
                best = current[place] + SKIP
            if column < high and 0 <= place + 1 < len(current):
                pair = current[place + 1] + gain[column - low]
                best = max(best, pair)
            rows[column - low] = best
        current, below_low = rows, low
        found.append(current)
    return found[::-1]


def _steps(
    gains: list[list[float]], band: list[tuple[int, int]], before: list[list[float]], after: list[list[float]]
) -> tuple[Step, ...]:
    """Read off the best way, and how sure each of its pairs is."""
    whole = after[0][0]
    steps: list[Step] = []
    column = 0
    for row, (low, high) in enumerate(band):
        below_low = band[row + 1][0] if row + 1 < len(band) else low
        above, below = before[row], after[row + 1]
        paired: list[tuple[float, int]] = []
        alone = _FAR
        for place, gain in enumerate(gains[row]):
            there = low + place - below_low
            if 0 <= there < len(below):
                alone = max(alone, above[place] + SKIP + below[there])
            if 0 <= there + 1 < len(below):
                paired.append((above[place] + gain + below[there + 1], low + place))
        if (there := high - below_low) < len(below):
            alone = max(alone, above[high - low] + SKIP + below[there])
        paired.sort(reverse=True)
        if not paired or paired[0][0] < whole - 1e-6 or paired[0][1] < column:
            continue
        best, chosen = paired[0]
        other = max(alone, paired[1][0] if len(paired) > 1 else _FAR)
        steps.append(Step(row, chosen, gains[row][chosen - low], best - other))
        column = chosen + 1
    return tuple(steps)
