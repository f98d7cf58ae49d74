"""What identity found out, as data."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from wlw_i18n.model.catalog import Unit


class ChangeKind(StrEnum):
    """What happened to a unit since the last sync."""

    IDENTICAL = "identical"
    COSMETIC = "cosmetic"
    """Same text but for white space, quotes, dashes, marks of emphasis, targets of links and images."""
    EDITED = "edited"
    MOVED = "moved"
    """Same text, another document."""
    SPLIT = "split"
    """Born of a part of another unit, which keeps its key."""
    JOINED = "joined"
    """Edited by taking in the text of other units, which are gone."""
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that a new one may take a translation over from."""

    key: str
    document: str
    exact: bool
    """Same text; else similar, which makes a suggestion at best."""
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one unit."""

    kind: ChangeKind
    key: str
    """Its key from now on."""
    document: str
    old_text: str = ""
    """What stood under the key at the last sync; empty for a new unit."""
    old_document: str = ""
    """Where it stood; empty for a new unit."""
    inherits: str = ""
    """The key that it had and that an earlier unit has too (two branches were merged): its translations go with it."""
    related: tuple[str, ...] = ()
    """Keys of the units that it was split from, or that were joined into it."""
    is_minor: bool = False
    """Whether the author says of this edit that translations hold."""
    candidates: tuple[Candidate, ...] = ()
    """For a new unit, best first: exact twins, then similar ones."""


@dataclass(frozen=True)
class Identified:
    """Every fresh unit's key and change, and the units that are gone."""

    changes: tuple[tuple[Change, ...], ...]
    """Per document given, per unit, in order."""
    gone: tuple[Unit, ...] = ()
    """Units of the templates that no fresh unit continues."""

    @cached_property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """Per document given, the keys of its units in order."""
        return tuple(tuple(change.key for change in document) for document in self.changes)
