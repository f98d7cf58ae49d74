"""Matching by the same text: as written, then as a reader sees it."""

from collections import Counter
from collections.abc import Callable, Hashable
from typing import Final

from wlw_i18n.identity.board import Board, Sheet
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.text import Family

_RUNNING_TEXT: Final = frozenset({Family.PROSE, Family.HEADING, Family.TITLE})
"""Families between which a text may change inside its document: a paragraph becomes a heading."""

_Same = Callable[[Unit], Hashable]


def unchanged_document(board: Board) -> None:
    """What stands at the beginning and at the end of a document as it did before; most documents are all of it."""
    for sheet in board.sheets:
        news, olds = sheet.news, sheet.olds
        shorter = min(len(news), len(olds))
        begin = 0
        while begin < shorter and _is_same(olds[begin].unit, news[begin].unit):
            begin += 1
        end = 0
        while end < shorter - begin and _is_same(olds[-end - 1].unit, news[-end - 1].unit):
            end += 1
        for place in (*range(begin), *range(-end, 0)):
            if olds[place].free:
                board.pair(news[place], olds[place])


def _is_same(old: Unit, new: Unit) -> bool:
    return old.text == new.text and old.question == new.question and old.kind.family is new.kind.family


def same_question(board: Board) -> None:
    """The same text in the same question, wherever the question is now."""
    for same in _texts(board):
        board.pair_same(
            board.news,
            board.olds,
            lambda unit, same=same: (unit.question, same(unit)) if unit.question else None,  # type: ignore[misc]
        )


def same_document(board: Board) -> None:
    """The same text in the same document: what is unique, then its neighbours, then the rest in order."""
    for same in _texts(board):
        for sheet in board.sheets:
            if sheet.olds and any(new.match is None for new in sheet.news):
                _same_sheet(board, sheet, same)


def renamed_document(board: Board) -> None:
    """A document that had no template goes on with the one that is gone and gave it most of its texts."""
    left = dict(board.documents)
    for sheet in board.sheets:
        left.pop(sheet.document, None)
    gave: list[tuple[int, int, str]] = []
    for place, sheet in enumerate(board.sheets):
        if not sheet.olds:
            origins = Counter(new.match.unit.document for new in sheet.news if new.match is not None)
            gave.extend((-count, place, origin) for origin, count in origins.items() if origin in left)
    for _, place, origin in sorted(gave):
        sheet = board.sheets[place]
        if origin in left and not sheet.olds:
            sheet.before, sheet.olds = origin, left.pop(origin)


def same_running_text(board: Board) -> None:
    """The same text in the same document as something else: a paragraph became a heading."""
    for sheet in board.sheets:
        if any(new.match is None for new in sheet.news):
            board.pair_same(sheet.news, sheet.olds, _running_text)


def _running_text(unit: Unit) -> Hashable:
    return unit.text if unit.kind.family in _RUNNING_TEXT else None


def same_elsewhere(board: Board) -> None:
    """The same text in another document, in the same family."""
    for same in _texts(board):
        board.pair_same(board.news, board.olds, same)


def _texts(board: Board) -> tuple[_Same, _Same]:
    def as_written(unit: Unit) -> Hashable:
        return unit.kind.family, unit.text

    def as_seen(unit: Unit) -> Hashable:
        return unit.kind.family, board.shown(unit)

    return as_written, as_seen


def _same_sheet(board: Board, sheet: Sheet, same: _Same) -> None:
    news = [new for new in sheet.news if new.match is None]
    olds = [old for old in sheet.olds if old.free]
    if not news or not olds:
        return
    many_news = Counter(same(new.unit) for new in news)
    many_olds = Counter(same(old.unit) for old in olds)

    def unique(unit: Unit) -> Hashable:
        said = same(unit)
        return said if many_news[said] == 1 == many_olds[said] else None

    board.pair_same(news, olds, unique)
    for step in (1, -1):
        _neighbours(board, sheet, same, step)
    board.pair_same(news, olds, same)


def _neighbours(board: Board, sheet: Sheet, same: _Same, step: int) -> None:
    """What follows (or comes before) a matched unit and was there before, when the text alone does not decide."""
    for new in sheet.news[::step]:
        if new.match is None or new.match.place < 0 or new.match.unit.document != sheet.before:
            continue
        new_place, old_place = new.place + step, new.match.place + step
        if 0 <= new_place < len(sheet.news) and 0 <= old_place < len(sheet.olds):
            beside, old = sheet.news[new_place], sheet.olds[old_place]
            if beside.match is None and old.free and same(beside.unit) == same(old.unit):
                board.pair(beside, old)
