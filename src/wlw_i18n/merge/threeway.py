"""A PO file or a template that two branches changed: text by text, without a conflict marker.

What only one side changed is as on that side, byte for byte. What both changed is settled by `merge.both`; where that
takes a translator, the entry is fuzzy and has both translations in its comment. The laws: every translation of either
side is in the result unless it is the base's own and the other side replaced it, or took it away; every key is there
once; the result is a PO file.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from wlw_i18n.catalogs import lexer, po
from wlw_i18n.merge import both, header
from wlw_i18n.merge.both import Both, Conflict, is_shared, pick
from wlw_i18n.model.catalog import Catalog, Message

_TEMPLATE: Final = ".pot"

_Identity = tuple[str, str]
"""The key, or for an entry without one its English."""


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """Two catalogs merged."""

    catalog: Catalog
    conflicts: tuple[Conflict, ...] = ()
    """The texts of which two translations met; both are in the catalog."""


def merge_catalogs(base: Catalog | None, ours: Catalog, theirs: Catalog) -> ThreeWay:
    """Merge what two branches made of one file. Keys are unique in each catalog.

    Args:
        base: the file that both began with; None if there was none.
        ours: the file on the one branch. Where it makes no difference, the result is like this one.
        theirs: the file on the other branch.
    """
    base = base or Catalog(ours.path)
    old, mine, other = po.write(base), po.write(ours), po.write(theirs)
    if other in (old, mine):
        return ThreeWay(ours)
    if mine == old:
        return ThreeWay(replace(theirs, path=ours.path))
    newline = pick(base.newline, ours.newline, theirs.newline)
    return _merged(*(_ending_with(newline, catalog) for catalog in (base, ours, theirs)))


def _merged(base: Catalog, ours: Catalog, theirs: Catalog) -> ThreeWay:
    known, mine, others = (_by_identity(catalog.messages) for catalog in (base, ours, theirs))
    found: dict[_Identity, Both] = {}
    for identity in _order(list(known), list(mine), list(others)):
        settled = _settled(known.get(identity), mine.get(identity), others.get(identity))
        if settled is not None:
            found[identity] = settled
    left = [message for settled in found.values() for message in settled.left]
    if ours.path.endswith(_TEMPLATE):
        left.extend(_texts(known, mine, others))
    messages = {identity: settled.message for identity, settled in found.items()}
    obsolete = _put_aside(messages, [*_obsolete(base, ours, theirs), *left])
    ordered = list(messages.values())
    if all(is_shared(message) for message in ordered):
        ordered.sort(key=lambda message: (message.key.rpartition("#")[0], message.msgid))
    return ThreeWay(
        Catalog(
            ours.path,
            header.merge(base, ours, theirs),
            tuple(ordered),
            obsolete,
            ours.newline,
            _tail(base, ours, theirs),
        ),
        tuple(settled.conflict for settled in found.values() if settled.conflict is not None),
    )


def _settled(base: Message | None, ours: Message | None, theirs: Message | None) -> Both | None:
    if ours is None or theirs is None:
        kept = ours or theirs
        # What one side took away and the other changed stays: sync finds out whether its text is gone.
        return None if kept is None or (kept == base and not is_shared(kept)) else Both(kept)
    if theirs in (base, ours):
        # They mean the same. An editor may have wrapped the one that is otherwise as it was.
        return Both(theirs if base == ours and base.raw == ours.raw else ours)
    if ours == base:
        return Both(theirs)
    return both.merge(base, ours, theirs)


def _order(base: Sequence[_Identity], ours: Sequence[_Identity], theirs: Sequence[_Identity]) -> Iterator[_Identity]:
    """Every identity in reading order: in the order of the side that moved texts, the other's own between them."""
    same = set(base) & set(ours) & set(theirs)
    unmoved = [one for one in ours if one in same] == [one for one in base if one in same]
    first, second = (theirs, ours) if unmoved else (ours, theirs)
    held = set(first)
    following: dict[_Identity | None, list[_Identity]] = {}
    anchor: _Identity | None = None
    for one in second:
        if one in held:
            anchor = one
        else:
            following.setdefault(anchor, []).append(one)
    shared = held.intersection(second)
    waiting = following.get(None, [])
    for one in first:
        if one in shared:
            yield from waiting
            waiting = following.get(one, [])
        yield one
    yield from waiting


def _texts(
    base: Mapping[_Identity, Message], ours: Mapping[_Identity, Message], theirs: Mapping[_Identity, Message]
) -> Iterator[Message]:
    """Their texts of units that both sides edited: what identity may need to find their keys."""
    for identity, message in theirs.items():
        old, mine = base.get(identity), ours.get(identity)
        if (
            mine is not None
            and message.msgid not in (mine.msgid, old.msgid if old else None)
            and mine.msgid != (old.msgid if old else None)
        ):
            yield replace(message, raw=(), comments=())


def _obsolete(base: Catalog, ours: Catalog, theirs: Catalog) -> Iterator[Message]:
    """Entries out of use, without those that one side moved to the memory."""
    old, mine, others = (
        {(message.key, message.msgid, message.msgstr): message for message in catalog.obsolete}
        for catalog in (base, ours, theirs)
    )
    for one, message in {**mine, **others}.items():
        if one not in old or (one in mine and one in others):
            yield message


def _put_aside(messages: dict[_Identity, Message], candidates: Iterable[Message]) -> tuple[Message, ...]:
    """Entries out of use, to stand at the end. gettext allows one for each key and text: others go into comments."""
    taken = {(message.key, message.msgid): message for message in messages.values()}
    obsolete: dict[_Identity, Message] = {}
    for candidate in candidates:
        place = (candidate.key, candidate.msgid)
        other = obsolete.get(place) or taken.get(place)
        if other is None:
            obsolete[place] = replace(candidate, line=sys.maxsize)
        elif candidate.msgstr not in ("", other.msgstr):
            if place in obsolete:
                obsolete[place] = both.noted(other, candidate.msgstr)
            else:
                live = _identity(other)
                messages[live] = both.noted(messages[live], candidate.msgstr)
    return tuple(obsolete.values())


def _tail(base: Catalog, ours: Catalog, theirs: Catalog) -> str:
    """What stands below the last entry."""
    if ours.tail == base.tail or theirs.tail in (base.tail, ours.tail):
        return pick(base.tail, ours.tail, theirs.tail)
    found = (tuple(line.rstrip("\r\n") for line in lexer.lines(catalog.tail)) for catalog in (base, ours, theirs))
    return "".join(f"{line}{ours.newline}" for line in both.lines(*found))


def _identity(message: Message) -> _Identity:
    return message.key, "" if message.key else message.msgid


def _by_identity(messages: Iterable[Message]) -> dict[_Identity, Message]:
    return {_identity(message): message for message in messages}


def _ending_with(newline: str, catalog: Catalog) -> Catalog:
    """The catalog with these line ends: an editor that changes all of them has changed nothing."""
    if catalog.newline == newline:
        return catalog
    text = po.write(catalog).decode("utf-8").replace("\r\n", "\n").replace("\n", newline)
    return replace(po.parse(catalog.path, text), newline=newline)
