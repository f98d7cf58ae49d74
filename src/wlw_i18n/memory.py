"""Retired translations of one language: what was deleted, superseded or displaced, and copies of what is stale.

A stale translation is copied here at once, because its translator will write over it. If the edit is undone first, the
copy goes again, so that an edit and its undoing leave no trace. Nothing else ever leaves the memory.

`memory.po` is a PO file like any other, so that people can read and search it. The same key and the same English may
have several translations, which a PO file cannot say with one `msgctxt`: here it is the key, `#` and a short hash of
English and translation (`p-3f2a91kc#9x0c1mzq`). Nothing in the file depends on anything else in it, so that two
branches that both retire something merge without a conflict; where git sees one all the same, both sides are kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from types import MappingProxyType
from typing import Final

from wlw_i18n.catalogs import lexer, po
from wlw_i18n.catalogs.keys import digest
from wlw_i18n.model.catalog import Catalog, Message, MessageState
from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.model.text import Family

_FAMILY: Final = "family: "
_WITHDRAWN: Final = "withdrawn: must not be used again"
_ABOUT: Final = (
    "# Translations that are not in use any more. Nothing is thrown away: a translation comes back when its English\n"
    "# does. There is nothing to translate here. The part of msgctxt after # tells entries of one key apart.\n"
)
_NONE: Final[Mapping[str, Message]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Retired:
    """A translation that is no longer in a PO file."""

    key: str
    """Empty if the entry had none."""
    msgid: str
    """The English it was made for."""
    msgstr: str
    family: Family | None = None
    """Of the unit; None if unknown."""
    fuzzy: bool = False
    """Never approved, or made for unknown English: not taken back by itself."""
    withdrawn: bool = False
    """Must no longer be used."""
    comments: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[str, str, str]:
        """What is unique in a memory."""
        return self.key, self.msgid, self.msgstr

    @property
    def context(self) -> str:
        """Its `msgctxt` in the file."""
        return f"{self.key}#{digest(self.msgid, self.msgstr)}"

    @property
    def usable(self) -> bool:
        """Whether it may be taken back without a translator's look."""
        return not (self.fuzzy or self.withdrawn)


@dataclass(frozen=True)
class Memory:
    """The retired translations of a language, by key and English, the most recently retired last."""

    path: str
    """`translations/<code>/memory.po`."""
    entries: tuple[Retired, ...] = ()
    header: str = ""
    found: Mapping[str, Message] = field(default_factory=lambda: _NONE, compare=False, repr=False)
    """Entries as they were read, by msgctxt."""
    newline: str = "\n"
    tail: str = ""

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Retired, ...]]:
        """Entries by the key of their unit."""
        return {key: tuple(group) for key, group in groupby(self.entries, key=lambda entry: entry.key)}

    @cached_property
    def _by_text(self) -> Mapping[tuple[Family, str], Retired]:
        return {(entry.family, entry.msgid): entry for entry in self.entries if entry.usable and entry.family}

    def of_key(self, key: str, text: str) -> Retired | None:
        """The latest translation that a unit had for a text."""
        found = (entry for entry in reversed(self.by_key.get(key, ())) if entry.msgid == text and entry.usable)
        return next(found, None)

    def of_text(self, family: Family, text: str) -> Retired | None:
        """A translation that any unit of a family had for a text."""
        return self._by_text.get((family, text))

    def add(self, entries: Iterable[Retired]) -> "Memory":
        """The memory with these as well; the same object if it knows them all."""
        known = {entry.identity: entry for entry in self.entries}
        for entry in entries:
            old = known.pop(entry.identity, None)
            known[entry.identity] = entry if old is None else _combined(old, entry)
        # A stable sort: what was retired last stays last within its key and English.
        ordered = tuple(sorted(known.values(), key=lambda entry: (entry.key, entry.msgid)))
        return self if ordered == self.entries else replace(self, entries=ordered)

    def without(self, entries: Iterable[Retired]) -> "Memory":
        """The memory without entries that are in use again and say no more than their message; else the same object."""
        back = {entry.identity: entry for entry in entries}
        kept = tuple(
            entry
            for entry in self.entries
            if not entry.usable
            or (live := back.get(entry.identity)) is None
            or not set(entry.comments) <= set(live.comments)
        )
        return self if len(kept) == len(self.entries) else replace(self, entries=kept)


def retired(message: Message, family: Family | None = None) -> Retired | None:
    """A message as it is retired; None if it has no translation."""
    if not message.msgstr or not (message.key or message.msgid):
        return None
    entry = Retired(message.key, message.msgid, message.msgstr, family, comments=message.comments)
    match message.state:
        case MessageState.STALE:
            return replace(entry, msgid=message.previous_msgid or "")
        case MessageState.SUGGESTION:
            key, msgid = message.previous_key or "", message.previous_msgid
            return replace(entry, key=key, msgid=message.msgid if msgid is None else msgid, fuzzy=True)
        case MessageState.FUZZY:
            return replace(entry, fuzzy=True)
        case _:
            return entry


def read(path: str, content: bytes) -> tuple[Memory | None, tuple[Diagnostic, ...]]:
    """Read a memory.

    Returns:
        The memory, or None with a diagnostic of severity BROKEN: then the language must not be written, for what the
        file holds would be lost. Both sides of a conflict are kept, with a warning.
    """
    try:
        text = content.decode("utf-8")
        lines = lexer.conflicts(text)
        catalogs = [po.parse(path, side) for side in (lexer.sides(text) if lines else (text,))]
    except (UnicodeDecodeError, lexer.SyntaxFault):
        _, problems = po.read(path, content)
        return None, problems
    first = catalogs[0]
    messages = [message for catalog in catalogs for message in (*catalog.messages, *catalog.obsolete)]
    found = {message.key: message for message in reversed(messages)}
    memory = Memory(path, (), first.header, found, first.newline, first.tail)
    return memory.add(_entry(message) for message in messages if message.msgstr), tuple(
        Diagnostic(
            Code.PO_CONFLICT,
            Severity.WARNING,
            "Two versions of this memory were merged and contradict each other; both are kept.",
            Location(path, line),
            hint="Nothing to do: sync writes the file anew as soon as something is added to it.",
        )
        for line in lines
    )


def write(memory: Memory, language: Language, config: Config) -> bytes:
    """The bytes of a memory; entries that were in the file are written as they were found."""
    header = memory.header or _ABOUT + po.new_catalog(memory.path, language, config).header
    messages = tuple(_message(entry, memory.found) for entry in memory.entries)
    return po.write(Catalog(memory.path, header, messages, (), memory.newline, memory.tail))


def _entry(message: Message) -> Retired:
    family = next((line.removeprefix(_FAMILY) for line in message.extracted if line.startswith(_FAMILY)), "")
    return Retired(
        message.key.rpartition("#")[0] if "#" in message.key else message.key,
        message.msgid,
        message.msgstr,
        Family(family) if family in Family.__members__.values() else None,
        message.fuzzy,
        _WITHDRAWN in message.extracted,
        message.comments,
    )


def _message(entry: Retired, found: Mapping[str, Message]) -> Message:
    message = Message(
        entry.context,
        entry.msgid,
        entry.msgstr,
        entry.fuzzy,
        comments=entry.comments,
        extracted=(
            *((f"{_FAMILY}{entry.family}",) if entry.family else ()),
            *((_WITHDRAWN,) if entry.withdrawn else ()),
        ),
    )
    known = found.get(entry.context)
    return message if known is None else replace(message, raw=known.raw, line=known.line)


def _combined(old: Retired, new: Retired) -> Retired:
    return replace(
        new,
        family=new.family or old.family,
        fuzzy=new.fuzzy and old.fuzzy,
        withdrawn=new.withdrawn or old.withdrawn,
        comments=tuple(dict.fromkeys((*old.comments, *new.comments))),
    )
