"""The working state of one run of identity: what is matched with what. Private to this package."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from wlw_i18n.identity.seen import visible
from wlw_i18n.model.catalog import Template, Unit
from wlw_i18n.model.text import Family, Kind


@dataclass(slots=True, eq=False)
class Old:
    """A unit of the last sync."""

    unit: Unit
    place: int
    """Its position among the units of its template; -1 for one that is only remembered."""
    match: "New | None" = None
    free: bool = True
    """False once it, or another record of its key, is matched."""
    absorbed: bool = False
    """Whether it was joined into another unit."""


@dataclass(slots=True, eq=False)
class New:
    """A fresh unit."""

    unit: Unit
    place: int
    """Its position among the units of its document."""
    match: Old | None = None
    origin: Old | None = None
    """What it was split from."""
    joined: list[Old] = field(default_factory=list)

    @property
    def free(self) -> bool:
        """Whether it is yet to be matched."""
        return self.match is None


@dataclass(slots=True)
class Sheet:
    """One document, now and then."""

    document: str
    news: list[New]
    olds: list[Old]
    before: str
    """Its id then: another one if it was renamed."""

    @property
    def unsettled(self) -> bool:
        """Whether there are units of both times that may be one."""
        return any(new.match is None for new in self.news) and any(old.free for old in self.olds)

    @property
    def changed(self) -> bool:
        """Whether there are units of one time that are not in the other."""
        return any(new.match is None for new in self.news) or any(old.free for old in self.olds)


class Board:
    """Everything there is to match."""

    def __init__(
        self, fresh: Sequence[Sequence[Unit]], templates: Sequence[Template], remembered: Iterable[Unit]
    ) -> None:
        self._shown: dict[tuple[Kind, str], str] = {}
        self._records: dict[str, list[Old]] = {}
        olds: dict[str, list[Old]] = {}
        for template in templates:
            olds[template.document] = [Old(unit, place) for place, unit in enumerate(template.units)]
        self.records = [old for records in olds.values() for old in records]
        self._file(self.records)
        self._remember((unit for template in templates for unit in template.conflicted), olds)
        self._remember(remembered, olds)
        self.sheets: list[Sheet] = []
        for units in fresh:
            document = units[0].document if units else ""
            news = [New(unit, place) for place, unit in enumerate(units)]
            self.sheets.append(Sheet(document, news, olds.get(document, []), document))
        self.documents = olds
        """The units of each document then, in order."""

    @property
    def news(self) -> Iterator[New]:
        """Fresh units that are not matched yet, in course order."""
        return (new for sheet in self.sheets for new in sheet.news if new.match is None)

    @property
    def olds(self) -> Iterator[Old]:
        """Units of the last sync that are not matched yet, in course order, remembered ones last."""
        return (old for old in self.records if old.free)

    @property
    def keys(self) -> Iterable[str]:
        """Every key known."""
        return self._records.keys()

    def pair(self, new: New, old: Old) -> None:
        """Say that a fresh unit continues an old one."""
        new.match, old.match = old, new
        old.free = False
        for record in self._records[old.unit.key]:
            # Two units of two templates may have one key after a merge of branches: each may be continued. Other
            # records of the key are only other texts of the same unit.
            if record.place < 0 or old.place < 0:
                record.free = False

    def pair_same(self, news: Iterable[New], olds: Iterable[Old], same: Callable[[Unit], Hashable]) -> None:
        """Match, in order, units of which the same can be said; None says nothing."""
        waiting: dict[Hashable, list[Old]] = {}
        for old in olds:
            if old.free and (said := same(old.unit)) is not None:
                waiting.setdefault(said, []).append(old)
        if not waiting:
            return
        for found in waiting.values():
            found.reverse()
        for new in news:
            if new.match is None:
                candidates = waiting.get(same(new.unit), [])
                while candidates:
                    old = candidates.pop()
                    if old.free:
                        self.pair(new, old)
                        break

    def shown(self, unit: Unit) -> str:
        """What a reader sees of a unit.

        Every label counts as defined: which ones were, when a template was written, is not known any more.
        """
        if unit.kind is Kind.ANSWERS:
            return unit.text
        shown = self._shown.get((unit.kind, unit.text))
        if shown is None:
            shown = self._shown[unit.kind, unit.text] = visible(unit.text)
        return shown

    def _file(self, records: Iterable[Old]) -> None:
        for old in records:
            self._records.setdefault(old.unit.key, []).append(old)

    def _remember(self, units: Iterable[Unit], olds: dict[str, list[Old]]) -> None:
        """Add units that stand in no template: of the other side of a conflict, of PO files."""
        known = {old.unit.key for old in self.records}
        seen = {(old.unit.key, old.unit.text) for old in self.records}
        lost = {document for document, records in olds.items() if not records}
        for unit in units:
            if not unit.key or (unit.key, unit.text) in seen:
                continue
            seen.add((unit.key, unit.text))
            place = -1
            if (unit.document in lost or unit.document not in olds) and unit.key not in known:
                # The template is lost: the PO file gives the order as well.
                lost.add(unit.document)
                place = len(olds.setdefault(unit.document, []))
            known.add(unit.key)
            old = Old(unit, place)
            if place >= 0:
                olds[unit.document].append(old)
            self.records.append(old)
            self._file((old,))


def gaps(board: Board, sheet: Sheet) -> Iterator[tuple[list[New], list[Old]]]:
    """What is not matched between neighbours that are matched, and in the same order, then and now."""
    if sheet.unsettled:
        yield from _own_gaps(sheet)
    if any(new.match is None for new in sheet.news):
        yield from _moved_gaps(board, sheet)


def _moved_gaps(board: Board, sheet: Sheet) -> Iterator[tuple[list[New], list[Old]]]:
    """Gaps between neighbours that came from another document together."""
    known = [new for new in sheet.news if new.match is not None and new.match.place >= 0]
    for new, following in pairwise(known):
        before, after = new.match, following.match
        if before is None or after is None or before.unit.document == sheet.before:
            continue
        if following.place > new.place + 1 and before.unit.document == after.unit.document:
            olds = board.documents[before.unit.document][before.place + 1 : after.place]
            rest = [old for old in olds if old.free]
            if rest:
                yield [one for one in sheet.news[new.place + 1 : following.place] if one.match is None], rest


def _own_gaps(sheet: Sheet) -> Iterator[tuple[list[New], list[Old]]]:
    placed = [
        (new.place, new.match.place)
        for new in sheet.news
        if new.match is not None and new.match.place >= 0 and new.match.unit.document == sheet.before
    ]
    anchors = [*_increasing(placed), (len(sheet.news), len(sheet.olds))]
    after_new = after_old = 0
    for new_place, old_place in anchors:
        if after_new < new_place and after_old < old_place:
            news = [new for new in sheet.news[after_new:new_place] if new.match is None]
            olds = [old for old in sheet.olds[after_old:old_place] if old.free]
            if news and olds:
                yield news, olds
        after_new, after_old = new_place + 1, old_place + 1


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs in which the second numbers grow as well (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        at = bisect_left(tops, second)
        before.append(ends[at - 1] if at else -1)
        if at == len(tops):
            tops.append(second)
            ends.append(index)
        else:
            tops[at], ends[at] = second, index
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def by_family(news: Iterable[New], olds: Iterable[Old]) -> Iterator[tuple[list[New], list[Old]]]:
    """The two sides, family by family, where both have some."""
    sorted_news: dict[Family, list[New]] = {}
    for new in news:
        sorted_news.setdefault(new.unit.kind.family, []).append(new)
    sorted_olds: dict[Family, list[Old]] = {}
    for old in olds:
        sorted_olds.setdefault(old.unit.kind.family, []).append(old)
    for family, group in sorted_news.items():
        if family in sorted_olds:
            yield group, sorted_olds[family]
