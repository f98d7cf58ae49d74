"""What goes into the merge of a language, and what comes out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from wlw_i18n.identity import Identified
from wlw_i18n.memory import Memory
from wlw_i18n.merge.follow import Definitions
from wlw_i18n.model.catalog import Catalog, Unit
from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.diagnostic import Diagnostic


@dataclass(frozen=True)
class Work:
    """What a merge is about."""

    units: Sequence[Sequence[Unit]]
    """With keys, per document, in course order."""
    identified: Identified
    """What happened to them; the same documents."""
    catalogs: Mapping[str, Catalog]
    """By path, the PO files of these documents, of the documents that units came from, and of documents that are gone.
    Whatever they hold is accounted for: it stays, moves, or goes to the memory."""
    memory: Memory
    language: Language
    path_of: Callable[[str], str]
    """The path of a document's PO file, by the document's id."""
    config: Config
    """For the headers of new files."""
    sources: Mapping[str, Catalog] = field(default_factory=dict)
    """More PO files, to take translations of `Change.candidates` over from. They are only read."""
    definitions: Mapping[str, Definitions] = field(default_factory=dict)
    """Link and footnote definitions, by document id."""


class Event(StrEnum):
    """What happened to a message, for the summary of a sync."""

    STALE = "stale"
    """Became stale."""
    WHOLE = "whole"
    """Is whole again: the English came back, or changed cosmetically only, or memory knew it."""
    TAKEN = "taken"
    """A new unit took over a translation of the same text."""
    HELD = "held"
    """The English was edited, and its author says that the translation holds."""
    SUGGESTED = "suggested"
    """A new unit got a translation of a similar text, to be checked."""
    RETIRED = "retired"
    """A translation went to the memory."""


@dataclass(frozen=True)
class Merged:
    """A language after a merge."""

    catalogs: Mapping[str, Catalog]
    """By path, for the documents given; the same object where nothing changed."""
    changed: frozenset[str]
    """Paths of the catalogs to write."""
    removed: tuple[str, ...]
    """Paths of PO files to delete: their documents are gone, their translations are elsewhere or in the memory. The
    memory's own path if nothing is left in it."""
    memory: Memory
    """The same object if nothing was retired and nothing came back."""
    diagnostics: tuple[Diagnostic, ...] = ()
    events: Mapping[Event, int] = field(default_factory=dict)
