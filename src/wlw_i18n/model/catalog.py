"""Units of the source, and the messages of PO files that translate them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from wlw_i18n.model.source import Location
from wlw_i18n.model.text import NO_ROOM, Inline, Kind, Room


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of source text that translators see as one message."""

    key: str
    """Identity: `msgctxt`, Translate unit name, `data-unit`. Empty while fresh from a source file."""
    kind: Kind
    text: str
    """The msgid."""
    document: str
    """Id of the document it stands in."""
    question: str = ""
    """Id of the question it is a part of, or empty."""
    comments: tuple[str, ...] = ()
    """What `#.` lines say."""
    minor: str = ""
    """The author's mark that the latest edit is minor; templates remember it, so that it counts once."""
    inlines: tuple[Inline, ...] = field(default=(), compare=False, repr=False)
    location: Location | None = field(default=None, compare=False)
    room: Room = field(default=NO_ROOM, compare=False)
    """For words in a drawing."""


class MessageState(StrEnum):
    """What a message of a PO file is worth."""

    UNTRANSLATED = "untranslated"
    TRANSLATED = "translated"
    STALE = "stale"
    """Made for an older English, which `#| msgid` shows."""
    SUGGESTION = "suggestion"
    """Taken from another unit, which `#| msgctxt` names; never served."""
    FUZZY = "fuzzy"
    """Flagged by someone else, origin unknown; never served."""


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a PO file."""

    key: str
    """`msgctxt`."""
    msgid: str
    msgstr: str = ""
    fuzzy: bool = False
    previous_key: str | None = None
    """`#| msgctxt`."""
    previous_msgid: str | None = None
    """`#| msgid`."""
    comments: tuple[str, ...] = ()
    """Translators' comments, `# `, without the mark."""
    extracted: tuple[str, ...] = ()
    """`#.` lines, without the mark."""
    references: tuple[str, ...] = ()
    """`#:` items."""
    flags: tuple[str, ...] = ()
    """`#,` flags other than `fuzzy`, as found."""
    line: int = field(default=0, compare=False)
    """Line of the `msgid` in the PO file."""
    raw: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)
    """The entry as found: (field name, its lines) in file order. Opaque to all but `catalogs.po`."""

    @property
    def state(self) -> MessageState:
        """What the message is worth."""
        if not self.msgstr:
            return MessageState.UNTRANSLATED
        if not self.fuzzy:
            return MessageState.TRANSLATED
        if self.previous_key not in (None, self.key):  # msgmerge names the key of a stale text too
            return MessageState.SUGGESTION
        return MessageState.FUZZY if self.previous_msgid is None else MessageState.STALE


@dataclass(frozen=True)
class Catalog:
    """A PO file."""

    path: str
    """Relative to the course root."""
    header: str = ""
    """Everything before the first message, as found (comments, header entry), or empty for a new file."""
    messages: tuple[Message, ...] = ()
    obsolete: tuple[Message, ...] = ()
    """`#~` entries that an editor left in the file."""
    newline: str = "\n"
    tail: str = ""
    """What stands after the last entry, as found."""

    @cached_property
    def by_key(self) -> Mapping[str, Message]:
        """Messages by key."""
        return {message.key: message for message in self.messages}


@dataclass(frozen=True, slots=True)
class Template:
    """A POT file: the units of one document as of the last sync."""

    path: str
    document: str
    units: tuple[Unit, ...] = ()
    segmenter: int = 0
    """Version of the segmenter that cut it; 0 when unknown."""
    conflicted: tuple[Unit, ...] = ()
    """Units of the other side of a merge conflict: they count as memory."""
