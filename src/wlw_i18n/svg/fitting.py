"""Words into lines that have room: broken anew where that helps, and set a little smaller where it must be.

Text is never squeezed (`textLength`): letters that run together are harder to read than small ones.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from wlw_i18n.model.text import Room
from wlw_i18n.svg import widths

SMALLEST: Final = 0.8
"""To how much of its size a font may shrink."""
_MOST: Final = 60
"""Words, or lines, of a text; nobody writes so much into a drawing."""
_NO_SPACES: Final = (("\u2e80", "\u9fff"), ("\uac00", "\ud7ff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"))
"""Scripts of East Asia, whose lines may break at every letter."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are set in one way."""

    text: str
    mark: int = 0
    """Which marked part of the line they are, from 1; 0 for the rest."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words in their lines."""

    lines: tuple[tuple[Piece, ...], ...]
    scale: float = 1
    """What the font's size is multiplied by."""
    excess: float = 0
    """By how much the longest line is too long even then, as a part of its room."""


def fit(lines: Sequence[Sequence[Piece]], room: Room) -> Fitted:
    """Put words into the lines of a drawing.

    Args:
        lines: as the translator broke them.
        room: the lines that there are; without any, nothing is known of them.
    """
    kept = tuple(tuple(line) for line in lines)
    if not room.widths:
        return Fitted(kept)
    if len(kept) != len(room.widths) or (len(kept) > 1 and _tightness(kept, room) > 1):
        broken = _broken(_atoms(kept), room)
        if len(kept) != len(room.widths) or _tightness(broken, room) < _tightness(kept, room):
            kept = broken
    tightness = _tightness(kept, room)
    scale = max(SMALLEST, min(1, 1 / tightness)) if tightness else 1
    return Fitted(kept, scale, max(0.0, tightness * SMALLEST - 1) if scale == SMALLEST else 0.0)


def width(line: Sequence[Piece], room: Room) -> float:
    """The width of a line in font sizes."""
    return sum(widths.width(piece.text, bold=room.bold or bool(piece.mark), monospace=room.monospace) for piece in line)


def _tightness(lines: Sequence[Sequence[Piece]], room: Room) -> float:
    """How much of its room the longest line takes."""
    pairs = zip(lines, room.widths, strict=False)
    return max((width(line, room) / space if space > 0 else 9 for line, space in pairs if line), default=0)


def _atoms(lines: Sequence[Sequence[Piece]]) -> tuple[tuple[Piece, bool], ...]:
    """What is never broken, each with whether a space stands before it."""
    atoms: list[tuple[Piece, bool]] = []
    spaced = False
    for line in lines:
        for piece in line:
            for part, has_space in _parts(piece.text):
                if part:
                    atoms.append((Piece(part, piece.mark), spaced or has_space))
                    spaced = False
                else:
                    spaced = spaced or has_space
        spaced = True
    return tuple(atoms)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Words, each with whether a space stands before it; an empty one for a space at the end."""
    word, spaced = "", False
    for char in text:
        if char == " ":
            if word:
                yield word, spaced
            word, spaced = "", True
        elif word and (_is_square(char) or _is_square(word[-1])) and char not in "，。、；：？！）」』":
            yield word, spaced
            word, spaced = char, False
        else:
            word += char
    yield word, spaced


def _is_square(char: str) -> bool:
    return any(first <= char <= last for first, last in _NO_SPACES)


def _broken(atoms: tuple[tuple[Piece, bool], ...], room: Room) -> tuple[tuple[Piece, ...], ...]:
    """The way to break that leaves the tightest line as loose as can be; upper lines get more of equal ways."""

    @cache
    def best(start: int, line: int) -> tuple[float, tuple[int, ...]]:
        """The tightness of the lines from one on, for the words from one on, and where they end."""
        if line == len(room.widths) - 1:
            return _tightness([_joined(atoms[start:])], room.of(line)), (len(atoms),)
        ways = []
        for end in range(len(atoms), start - 1, -1):
            if end < len(atoms) and end > start and not _may_break(atoms, end):
                continue
            here = _tightness([_joined(atoms[start:end])], room.of(line))
            below, ends = best(end, line + 1)
            ways.append((max(here, below), (end, *ends)))
        return min(ways, key=lambda way: round(way[0], 6))

    if max(len(atoms), len(room.widths)) > _MOST:
        return (_joined(atoms),)
    return _cut(atoms, best(0, 0)[1])


def _may_break(atoms: tuple[tuple[Piece, bool], ...], place: int) -> bool:
    before, (after, spaced) = atoms[place - 1][0], atoms[place]
    return spaced or _is_square(before.text[-1]) or _is_square(after.text[0])


def _cut(atoms: tuple[tuple[Piece, bool], ...], ends: tuple[int, ...]) -> tuple[tuple[Piece, ...], ...]:
    starts = (0, *ends[:-1])
    return tuple(_joined(atoms[start:end]) for start, end in zip(starts, ends, strict=True))


def _joined(atoms: Sequence[tuple[Piece, bool]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for index, (atom, spaced) in enumerate(atoms):
        space = " " if spaced and index else ""
        if pieces and pieces[-1].mark == atom.mark:
            pieces[-1] = Piece(pieces[-1].text + space + atom.text, atom.mark)
        elif pieces and space:
            last = pieces[-1]
            # The space belongs to what is not marked.
            if last.mark:
                pieces.append(Piece(space + atom.text, atom.mark))
            else:
                pieces[-1] = Piece(last.text + space, last.mark)
                pieces.append(atom)
        else:
            pieces.append(atom)
    return tuple(pieces)
