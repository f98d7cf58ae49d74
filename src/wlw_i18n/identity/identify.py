"""The steps in their order, and what they found, as data."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from wlw_i18n import similarity
from wlw_i18n.catalogs.keys import new_key
from wlw_i18n.identity import alike, exact
from wlw_i18n.identity.board import Board, New
from wlw_i18n.identity.changes import Candidate, Change, ChangeKind, Identified
from wlw_i18n.identity.index import Index
from wlw_i18n.identity.seen import is_cosmetic
from wlw_i18n.model.catalog import Template, Unit
from wlw_i18n.model.text import Family, Kind

_TWINS: Final = 4
_SIMILAR: Final = 3

STEPS: Final[tuple[Callable[[Board], None], ...]] = (
    exact.unchanged_document,
    exact.same_question,
    exact.same_document,
    exact.same_elsewhere,
    exact.renamed_document,
    exact.same_running_text,
    alike.same_question,
    alike.same_place,
    alike.parts,
    alike.elsewhere,
    alike.lone,
)
"""From the surest evidence to the weakest. The same text comes before all likeness: unchanged text keeps its key."""


def identify(
    fresh: Sequence[Sequence[Unit]],
    templates: Sequence[Template],
    *,
    remembered: Iterable[Unit] = (),
    elsewhere: Iterable[Unit] = (),
    taken: Collection[str] = (),
) -> Identified:
    """Find the key of every fresh unit.

    The result for a document is the same whether all documents are given or only those that changed, with their
    templates and the templates of documents that are gone.

    Args:
        fresh: units without keys, per document, in course order.
        templates: what the last sync wrote of these documents and of documents that are gone, in course order.
        remembered: units of the PO files of these documents (`entries.unit_of`). They give keys back where a
            template was lost, or where a run was stopped before it wrote the templates.
        elsewhere: units, with keys, of all other documents. Asked for only if there are new units.
        taken: more keys that a new one must not get.

    Returns:
        Keys and changes in the order of `fresh`. Keys are unique.
    """
    board = Board(fresh, templates, remembered)
    for step in STEPS:
        step(board)
    born = any(new.match is None for new in board.news) or len({*_matched(board)}) < sum(1 for _ in _matched(board))
    others = tuple(elsewhere) if born else ()
    keys = _keys(board, {*board.keys, *taken, *(unit.key for unit in others)} if born else set())
    candidates = _candidates(board, keys, others) if born else {}
    changes = tuple(
        tuple(_change(new, key, candidates.get(key, ())) for new, key in zip(sheet.news, row, strict=True))
        for sheet, row in zip(board.sheets, keys, strict=True)
    )
    alive = {key for row in keys for key in row}
    known: set[str] = set()
    gone = []
    for old in board.records:
        if old.match is None and old.place >= 0 and old.unit.key not in alive and old.unit.key not in known:
            known.add(old.unit.key)
            gone.append(old.unit)
    return Identified(changes, tuple(gone))


def _matched(board: Board) -> Iterable[str]:
    return (new.match.unit.key for sheet in board.sheets for new in sheet.news if new.match is not None)


def _keys(board: Board, taken: set[str]) -> list[list[str]]:
    """Every unit's key. Of two units with one key, the first in course order keeps it."""
    used: set[str] = set()
    keys: list[list[str]] = []
    for sheet in board.sheets:
        row: list[str] = []
        for new in sheet.news:
            key = new.match.unit.key if new.match is not None else ""
            if not key or key in used:
                key = new_key(new.unit.kind, new.unit.document, new.unit.text, taken)
                taken.add(key)
            used.add(key)
            row.append(key)
        keys.append(row)
    return keys


def _change(new: New, key: str, candidates: tuple[Candidate, ...]) -> Change:
    unit, old = new.unit, new.match
    if old is None:
        if new.origin is None:
            return Change(ChangeKind.NEW, key, unit.document, candidates=candidates)
        origin = new.origin.unit
        return Change(ChangeKind.SPLIT, key, unit.document, related=(origin.key,), candidates=candidates)
    was = old.unit
    if was.text == unit.text:
        kind = ChangeKind.IDENTICAL if was.document == unit.document else ChangeKind.MOVED
    elif new.joined:
        kind = ChangeKind.JOINED
    elif is_cosmetic(unit.kind, was.text, unit.text):
        kind = ChangeKind.COSMETIC
    else:
        kind = ChangeKind.EDITED
    return Change(
        kind,
        key,
        unit.document,
        was.text,
        was.document,
        inherits=was.key if was.key != key else "",
        related=tuple(part.unit.key for part in new.joined),
        # A mark that stood there at the last sync was for an earlier edit.
        is_minor=kind is ChangeKind.EDITED and unit.minor not in ("", was.minor),
    )


def _candidates(board: Board, keys: list[list[str]], others: Sequence[Unit]) -> dict[str, tuple[Candidate, ...]]:
    """For each new unit, whose translation it may take over. Units that are new themselves have none to give."""
    pool: dict[str, Unit] = {unit.key: unit for unit in others}
    for old in board.records:
        pool.setdefault(old.unit.key, old.unit)
    new_units: list[tuple[str, New]] = []
    for sheet, row in zip(board.sheets, keys, strict=True):
        for new, key in zip(sheet.news, row, strict=True):
            if new.match is None:
                new_units.append((key, new))
    if not new_units:
        return {}
    families = {new.unit.kind.family for _, new in new_units}
    units = sorted((unit for unit in pool.values() if unit.kind.family in families), key=lambda unit: unit.key)
    twins: dict[tuple[Family, str], list[Unit]] = {}
    for unit in units:
        twins.setdefault((unit.kind.family, unit.text), []).append(unit)
    index = Index(tuple(unit.text for unit in units))
    found: dict[str, tuple[Candidate, ...]] = {}
    for key, new in new_units:
        exact_ones = [
            Candidate(unit.key, unit.document, exact=True)
            for unit in twins.get((new.unit.kind.family, new.unit.text), [])[:_TWINS]
        ]
        found[key] = (*exact_ones, *_similar(board, new, index, units, {twin.key for twin in exact_ones}))
    return found


def _similar(
    board: Board, new: New, index: Index, units: Sequence[Unit], known: Collection[str]
) -> tuple[Candidate, ...]:
    if new.unit.kind is Kind.ANSWERS or similarity.is_short(new.unit.text):
        return ()
    near = [units[place] for place in index.near(new.unit.text)]
    near = [unit for unit in near if unit.kind.family is new.unit.kind.family and unit.key not in known]
    shown = board.shown(new.unit) if near else ""
    found: list[tuple[float, str, Candidate]] = []
    for unit in near:
        other = board.shown(unit)
        if similarity.is_short(shown) or similarity.is_short(other):
            continue
        likeness = similarity.likeness(shown, other, similarity.TELLING_WORDS)
        if likeness >= similarity.SUGGESTED:
            found.append((-likeness, unit.key, Candidate(unit.key, unit.document, exact=False, likeness=likeness)))
    if new.origin is not None and new.origin.unit.key not in {key for _, key, _ in found}:
        origin = new.origin.unit
        found.append((-1.0, origin.key, Candidate(origin.key, origin.document, exact=False)))
    return tuple(candidate for _, _, candidate in sorted(found)[:_SIMILAR])
