"""A text over several cues: where it is cut, and how each part is set in lines.

A cut is made between two words, or, in scripts that are written without spaces, between two characters where a line
may end. Where there is a choice, each part gets the share of the text that its cue has of the original's letters and
of the time, and a cut after a mark such as a comma is worth a few letters. No character gets lost: the parts, one after
the other, are the text.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import Final

from wlw_i18n.speech.limits import LINES, columns

Part = tuple[int, int]
"""Positions of the first character and of the one after the last."""
_Fits = Callable[[int, int], bool]

_AFTER_MARK: Final = 64
"""What a cut after a mark is worth, as the square of columns."""
_TOO_LONG: Final = 1_000_000
_NEAR: Final = 12
"""How many places to each side of the best one are tried."""
_MOST: Final = 20
"""Parts of which the best ones are looked for: the work grows with the cube of their number."""

# Scripts without spaces between words: Thai, Lao, Tibetan, Myanmar, Khmer, and those of China and Japan.
_UNSPACED: Final = (
    (0x0E00, 0x0EFF),
    (0x0F00, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x312F),
    (0x31A0, 0x4DBF),
    (0x4E00, 0xA4CF),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
)
_NOT_FIRST: Final = frozenset("ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ〜～ะาำๅๆฯะາຳໆ་།")
"""What no line begins with, besides closing marks and marks on other characters."""
_NOT_LAST: Final = frozenset("เแโใไເແໂໃໄ\u17d2\u1039\u0f0b\u200d")
_CLOSING: Final = frozenset({"Pe", "Pf", "Po", "Mn", "Mc", "Me", "Cf", "Lm", "Sk"})
_OPENING: Final = frozenset({"Ps", "Pi"})
_MARKS: Final = frozenset(".,;:!?…—–。、，；：！？،؛؟।॥።፣")


def places(text: str) -> list[int]:
    """The positions at which a text may be cut, with its beginning and its end."""
    inside = [
        position
        for position, (before, after) in enumerate(pairwise(text), 1)
        if not after.isspace() and (_is_space(before) or _is_between(before, after))
    ]
    return [0, *inside, len(text)] if text else [0]


def needs_space(before: str, after: str) -> bool:
    """Whether two texts, neither empty, have a space between them when they become one."""
    return not (_is_unspaced(before[-1]) and _is_unspaced(after[0]))


def _is_space(character: str) -> bool:
    return character.isspace() and character not in "\u00a0\u202f\u2007"


def _is_between(before: str, after: str) -> bool:
    """Whether a line may end between two characters of a text without spaces."""
    if not (_is_unspaced(before) or _is_unspaced(after)):
        return False
    if before in _NOT_LAST or after in _NOT_FIRST or before.isspace():
        return False
    return unicodedata.category(before) not in _OPENING and unicodedata.category(after) not in _CLOSING


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    return code >= _UNSPACED[0][0] and any(first <= code <= last for first, last in _UNSPACED)


def over(text: str, shares: Sequence[float], width: int) -> tuple[Part, ...]:
    """Cut a text into the parts that cues show.

    Args:
        text: to be cut.
        shares: how much each cue would best show, in any measure.
        width: columns of a line.

    Returns:
        A part for each cue, in order and without gaps; none is empty. They are fewer than `shares` only if the text has
        fewer words. Each fits into two lines, if that is possible.
    """

    @cache
    def fits(start: int, end: int) -> bool:
        wide = columns(text[start:end].rstrip())
        return wide <= width or (wide <= LINES * width and len(_filled(text, start, end, width)) <= LINES)

    return _cut(text, shares, fits)


def lines(text: str, width: int) -> tuple[Part, ...]:
    """Set a text in as few lines as it needs, of much the same length."""

    def fits(start: int, end: int) -> bool:
        return columns(text[start:end].rstrip()) <= width

    needed = len(_filled(text, 0, len(text), width))
    return _cut(text, (1.0,) * needed, fits)


def _filled(text: str, start: int, end: int, width: int) -> list[Part]:
    """Lines that are filled one after the other; a word that is wider than a line has one for itself."""
    found: list[Part] = []
    begin = last = start
    for place in (start + place for place in places(text[start:end])[1:]):
        if last > begin and columns(text[begin:place].rstrip()) > width:
            found.append((begin, last))
            begin = last
        last = place
    return [*found, (begin, end)]


def _cut(text: str, shares: Sequence[float], fits: _Fits) -> tuple[Part, ...]:
    where = places(text)
    count = min(len(shares), len(where) - 1)
    if count <= 1:
        return ((0, len(text)),) if count else ()
    if count > _MOST:
        return _fill(where, count, fits)
    parts = _best(text, where, _ideal(text, shares, count), fits)
    if all(fits(*part) for part in parts):
        return parts
    filled = _fill(where, count, fits)
    return filled if all(fits(*part) for part in filled) else parts


def _ideal(text: str, shares: Sequence[float], count: int) -> list[float]:
    """In columns, where the parts but the last would best end."""
    # With fewer words than cues, who calls has joined cues; to be safe, the last ones share.
    kept = [*shares[: count - 1], sum(shares[count - 1 :])]
    whole = columns(text)
    return [whole * so_far / (sum(kept) or 1) for so_far in accumulate(kept)][:-1]


def _best(text: str, where: Sequence[int], ideal: Sequence[float], fits: _Fits) -> tuple[Part, ...]:
    """The cheapest cuts near the ideal ones."""
    count = len(ideal) + 1
    wide = [0, *accumulate(columns(text[start:end]) for start, end in pairwise(where))]
    near = _NEAR + count
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for number, wanted in enumerate(ideal, 1):
        low, high = number, len(where) - 1 - (count - number)
        centre = min(max(bisect_left(wide, wanted), low), high)
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for place in range(max(low, centre - near), min(high, centre + near) + 1):
            own = (wide[place] - wanted) ** 2 - _AFTER_MARK * (text[: where[place]].rstrip()[-1:] in _MARKS)
            options = [
                (cost + own + _TOO_LONG * (not fits(where[before], where[place])), (*path, place))
                for before, (cost, path) in best.items()
                if before < place
            ]
            if options:
                reached[place] = min(options)
        best = reached
    end = len(where) - 1
    _, path = min(
        (cost + _TOO_LONG * (not fits(where[place], where[end])), path) for place, (cost, path) in best.items()
    )
    return tuple((where[start], where[stop]) for start, stop in pairwise((*path, end)))


def _fill(where: Sequence[int], count: int, fits: _Fits) -> tuple[Part, ...]:
    """Cuts that leave as much room as possible for what comes later."""
    cuts = [0]
    for number in range(1, count):
        latest = len(where) - 1 - (count - number)
        place = cuts[-1] + 1
        while place < latest and fits(where[cuts[-1]], where[place + 1]):
            place += 1
        cuts.append(place)
    cuts.append(len(where) - 1)
    return tuple((where[start], where[end]) for start, end in pairwise(cuts))
