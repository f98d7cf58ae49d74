"""Matching by likeness: only what stands at the same place, belongs to the same question, or shares rare words."""

from collections.abc import Iterator, Sequence
from typing import Final

from wlw_i18n import similarity
from wlw_i18n.identity.board import Board, New, Old, by_family, gaps
from wlw_i18n.identity.index import Index

_ALL_PAIRS: Final = 900
"""Up to so many pairs all are compared; beyond, only those at about the same height."""
_WINDOW: Final = 12
_PART: Final = 0.8
"""From this containment, a text is a part of another."""

_Sides = tuple[list[New], list[Old]]


def same_question(board: Board) -> None:
    """Parts of one question that were edited."""
    for sides in _questions(board):
        _pair_alike(board, *sides)


def same_place(board: Board) -> None:
    """Units between the same neighbours that were edited."""
    for sheet in board.sheets:
        for gap in gaps(board, sheet):
            for sides in by_family(*gap):
                _pair_alike(board, *sides)


def lone(board: Board) -> None:
    """A single unit where a single one of its family was: rewritten, however much."""
    for sides in _questions(board):
        _pair_lone(board, *sides)
    for sheet in board.sheets:
        for gap in gaps(board, sheet):
            for sides in by_family(*gap):
                _pair_lone(board, *sides)


def elsewhere(board: Board) -> None:
    """Units that were moved to another document and edited: more likeness is asked of them."""
    news = [new for new in board.news if new.origin is None and not similarity.is_short(board.shown(new.unit))]
    olds = [old for old in board.olds if not similarity.is_short(board.shown(old.unit))]
    if not news or not olds:
        return
    index = Index(tuple(board.shown(old.unit) for old in olds))
    found: list[tuple[float, int, int]] = []
    for at, new in enumerate(news):
        shown = board.shown(new.unit)
        for place in index.near(shown):
            if olds[place].unit.kind.family is new.unit.kind.family:
                alike = similarity.ratio(shown, board.shown(olds[place].unit))
                if alike >= similarity.MOVED:
                    found.append((-alike, at, place))
    _pair_best(board, news, olds, sorted(found))


def parts(board: Board) -> None:
    """Units split from their neighbour, which keeps the key, and units joined into their neighbour."""
    for sheet in board.sheets:
        if sheet.changed:
            for step in (1, -1):
                _split(board, sheet.news[::step])
                _joined(board, sheet.olds[::step])


def _split(board: Board, news: Sequence[New]) -> None:
    before: Old | None = None
    for new in news:
        if new.match is not None:
            before = new.match if new.match.unit.text != new.unit.text else None
        elif new.origin is None and before is not None and _is_part(board, new, before, new):
            new.origin = before


def _joined(board: Board, olds: Sequence[Old]) -> None:
    into: New | None = None
    for old in olds:
        if old.match is not None:
            into = old.match if old.match.unit.text != old.unit.text else None
        elif old.free and not old.absorbed and into is not None and _is_part(board, into, old, old):
            into.joined.append(old)
            old.absorbed = True


def _is_part(board: Board, new: New, old: Old, part: New | Old) -> bool:
    whole = old if part is new else new
    same_family = new.unit.kind.family is old.unit.kind.family
    part_text, whole_text = board.shown(part.unit), board.shown(whole.unit)
    return same_family and len(part_text) < len(whole_text) and similarity.containment(part_text, whole_text) >= _PART


def _questions(board: Board) -> Iterator[_Sides]:
    news: dict[str, list[New]] = {}
    for new in board.news:
        if new.unit.question:
            news.setdefault(new.unit.question, []).append(new)
    if not news:
        return
    olds: dict[str, list[Old]] = {}
    for old in board.olds:
        if old.unit.question in news:
            olds.setdefault(old.unit.question, []).append(old)
    for question, group in news.items():
        yield from by_family(group, olds.get(question, []))


def _pair_alike(board: Board, news: Sequence[New], olds: Sequence[Old]) -> None:
    """Match the most alike first; of equals the longer match, then those at the same height."""
    found: list[tuple[float, float, float, int, int]] = []
    for at, new in enumerate(news):
        shown = board.shown(new.unit)
        height = at / len(news)
        for place in _window(at, len(news), len(olds)):
            other = board.shown(olds[place].unit)
            ratio = similarity.ratio(shown, other)
            alike = max(ratio, similarity.containment(shown, other))
            if alike >= similarity.SAME_PLACE:
                found.append((-alike, -ratio, abs(height - place / len(olds)), at, place))
    _pair_best(board, news, olds, [(one, at, place) for one, _, _, at, place in sorted(found)])


def _pair_best(board: Board, news: Sequence[New], olds: Sequence[Old], found: list[tuple[float, int, int]]) -> None:
    for _, at, place in found:
        if news[at].match is None and olds[place].free:
            board.pair(news[at], olds[place])


def _window(at: int, news: int, olds: int) -> range:
    if news * olds <= _ALL_PAIRS:
        return range(olds)
    middle = at * olds // news
    return range(max(0, middle - _WINDOW), min(olds, middle + _WINDOW + 1))


def _pair_lone(board: Board, news: Sequence[New], olds: Sequence[Old]) -> None:
    rest = [new for new in news if new.match is None and new.origin is None]
    left = [old for old in olds if old.free and not old.absorbed]
    if len(rest) == 1 == len(left):
        board.pair(rest[0], left[0])
