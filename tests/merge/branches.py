"""Two branches of a course become one: what git, its driver and a person who settles conflicts make of the files."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from wlw_i18n.catalogs import lexer, po
from wlw_i18n.merge.threeway import merge_catalogs
from wlw_i18n.model.catalog import Catalog

_Item = TypeVar("_Item")

Files = Mapping[str, bytes]
"""By path."""


def merge_files(base: Files, ours: Files, theirs: Files) -> dict[str, bytes]:
    """Catalogs and templates as the merge driver merges them; of other files that both changed, ours.

    A file that one side deleted and the other changed stays, changed.
    """
    found: dict[str, bytes] = {}
    for path in sorted({*ours, *theirs}):
        old, mine, other = base.get(path), ours.get(path), theirs.get(path)
        if other in (mine, old):
            kept = mine
        elif mine == old:
            kept = other
        elif mine is None or other is None or not path.endswith((".po", ".pot")):
            kept = mine if mine is not None else other
        else:
            kept = _merged(path, old, mine, other)
        if kept is not None:
            found[path] = kept
    return found


def _merged(path: str, base: bytes | None, ours: bytes, theirs: bytes) -> bytes:
    catalogs = (None if base is None else _catalog(path, base), _catalog(path, ours), _catalog(path, theirs))
    content = po.write(merge_catalogs(*catalogs).catalog)
    assert not lexer.conflicts(content.decode())
    return content


def _catalog(path: str, content: bytes) -> Catalog:
    catalog, problems = po.read(path, content)
    assert catalog is not None, problems
    return catalog


def merge_sequences(base: Sequence[_Item], ours: Sequence[_Item], theirs: Sequence[_Item]) -> list[_Item]:
    """Lines that two sides changed; where both changed the same ones, ours."""
    mine, other = _places(base, ours), _places(base, theirs)
    merged: list[_Item] = []
    from_base = from_ours = from_theirs = 0
    for place in (*(place for place in range(len(base)) if place in mine and place in other), len(base)):
        to_ours, to_theirs = mine.get(place, len(ours)), other.get(place, len(theirs))
        old, one, two = base[from_base:place], ours[from_ours:to_ours], theirs[from_theirs:to_theirs]
        merged.extend(two if list(one) == list(old) else one)
        merged.extend(base[place : place + 1])
        from_base, from_ours, from_theirs = place + 1, to_ours + 1, to_theirs + 1
    return merged


def _places(base: Sequence[_Item], side: Sequence[_Item]) -> dict[int, int]:
    """Where the items of the base that a side kept stand on that side."""
    return dict(_pairs(SequenceMatcher(None, [*map(repr, base)], [*map(repr, side)], autojunk=False)))


def _pairs(matcher: "SequenceMatcher[str]") -> Iterator[tuple[int, int]]:
    for block in matcher.get_matching_blocks():
        yield from ((block.a + step, block.b + step) for step in range(block.size))
