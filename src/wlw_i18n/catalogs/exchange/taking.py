"""What comes back from another program, put into a catalog: translations, states and comments, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from wlw_i18n.catalogs.exchange.matching import Known, squeezed, unclear
from wlw_i18n.model.catalog import Catalog, Message, MessageState

_WORTH: Final[Mapping[MessageState, int]] = MappingProxyType(
    {
        MessageState.UNTRANSLATED: 0,
        MessageState.FUZZY: 1,
        MessageState.SUGGESTION: 1,
        MessageState.STALE: 2,
        MessageState.TRANSLATED: 3,
    }
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of translations that came in."""

    catalog: Catalog
    taken: tuple[Message, ...] = ()
    """Messages as they are now whose translation or state came in."""
    kept: tuple[Message, ...] = ()
    """Messages that came in and were not taken: the catalog has another translation, which is worth as much."""
    unknown: tuple[Message, ...] = ()
    """Messages that came in and are not in the catalog."""
    outdated: tuple[Message, ...] = ()
    """Of those taken, the ones that were made for another English: they are stale now."""
    replaced: tuple[Message, ...] = ()
    """Messages as they were whose translation gave way; for the memory, so that nothing is lost."""
    noted: tuple[Message, ...] = ()
    """Messages as they are now of which only the comments are new."""


def take_over(catalog: Catalog, incoming: Iterable[Message], *, force: bool = False) -> Taken:
    """Put translations that came in into a catalog.

    A translation is taken if it is worth more than the one that is there, or as much and that one is not ready. One
    that was made for another English is taken as stale, with its English as the previous one. One without a key is
    offered, not approved, wherever its English stands untranslated. Comments are added. Keys, English texts, notes of
    the author and the order of the catalog never change; an empty translation changes nothing.

    Args:
        catalog: what there is.
        incoming: what came in.
        force: whether a translation that came in also takes the place of one that is ready, or is worth more.
    """
    taking = _Taking(catalog, force)
    for message in incoming:
        taking.take(message)
    return taking.result()


def take_over_all(
    catalogs: Sequence[Catalog], incoming: Iterable[Message], *, force: bool = False
) -> tuple[tuple[Taken, ...], tuple[Message, ...]]:
    """Put translations that came in into the catalogs that have their texts, by key or else by English (`matching`).

    Returns:
        What became of each catalog, in order, and the messages that none of them has, as they came: those that say
        nothing are left out. An English text without a key that comes with different translations belongs nowhere.
    """
    by_key: dict[str, list[int]] = {}
    by_text: dict[str, list[int]] = {}
    for place, catalog in enumerate(catalogs):
        for key in {message.key for message in catalog.messages}:
            by_key.setdefault(key, []).append(place)
        for text in {squeezed(message.msgid) for message in catalog.messages}:
            by_text.setdefault(text, []).append(place)
    known = Known.of(catalogs)
    arrived = [(message, known.resolved(message)) for message in incoming]
    doubtful = unclear(resolved for _, resolved in arrived)
    sorted_out: list[list[Message]] = [[] for _ in catalogs]
    unknown = []
    for message, resolved in arrived:
        text = "" if resolved.key else squeezed(resolved.msgid)
        places = by_key.get(resolved.key) if resolved.key else () if text in doubtful else by_text.get(text)
        for place in places or ():
            sorted_out[place].append(resolved)
        if not places and message.msgstr:
            unknown.append(message)
    return tuple(
        take_over(catalog, messages, force=force) for catalog, messages in zip(catalogs, sorted_out, strict=True)
    ), tuple(unknown)


class _Taking:
    def __init__(self, catalog: Catalog, force: bool) -> None:
        self.catalog = catalog
        self.force = force
        # Entries without a key are the next sync's business.
        self.now = {message.key: message for message in catalog.messages if message.key}
        self.taken: dict[str, Message] = {}
        self.outdated: dict[str, Message] = {}
        self.noted: dict[str, Message] = {}
        self.replaced: list[Message] = []
        self.kept: list[Message] = []
        self.unknown: list[Message] = []
        self.by_text: dict[str, list[str]] = {}
        for message in self.now.values():
            self.by_text.setdefault(squeezed(message.msgid), []).append(message.key)

    def take(self, incoming: Message) -> None:
        if not incoming.key:
            self._offer(incoming)
        elif incoming.key in self.now:
            self._take(self.now[incoming.key], incoming)
        else:
            self.unknown.append(incoming)

    def result(self) -> Taken:
        messages = tuple(self.now.get(message.key, message) for message in self.catalog.messages)
        changed = any(new is not old for new, old in zip(messages, self.catalog.messages, strict=True))
        return Taken(
            replace(self.catalog, messages=messages) if changed else self.catalog,
            tuple(self.taken.values()),
            tuple(self.kept),
            tuple(self.unknown),
            tuple(self.outdated.values()),
            tuple(self.replaced),
            tuple(message for key, message in self.noted.items() if key not in self.taken),
        )

    def _offer(self, incoming: Message) -> None:
        keys = self.by_text.get(squeezed(incoming.msgid), ())
        if not keys:
            self.unknown.append(incoming)
        for key in keys:
            old = self.now[key]
            if old.state is MessageState.UNTRANSLATED and incoming.msgstr:
                self._put(old, replace(old, msgstr=incoming.msgstr, fuzzy=True, previous_key=None, previous_msgid=None))

    def _take(self, old: Message, incoming: Message) -> None:
        noted = _with_comments(old, incoming)
        if noted is not old:
            self.now[old.key] = self.noted[old.key] = noted
        if not incoming.msgstr:
            return
        new = _for_today(noted, incoming)
        gain = _WORTH[new.state] - _WORTH[old.state]
        if new.msgstr == old.msgstr and gain <= 0:
            return
        if not self.force and (gain < 0 or (gain == 0 and old.state is MessageState.TRANSLATED)):
            self.kept.append(incoming)
            return
        self._put(old, new)
        if new.state is MessageState.STALE and not _same(incoming.msgid, old.msgid):
            self.outdated[new.key] = new

    def _put(self, old: Message, new: Message) -> None:
        self.now[new.key] = self.taken[new.key] = new
        self.outdated.pop(new.key, None)
        if old.msgstr and old.msgstr != new.msgstr:
            self.replaced.append(old)


def _for_today(old: Message, incoming: Message) -> Message:
    """A message with the translation that came in, judged by the English of today."""
    new = replace(old, msgstr=incoming.msgstr, fuzzy=False, previous_key=None, previous_msgid=None)
    match incoming.state:
        case MessageState.TRANSLATED if _same(incoming.msgid, old.msgid):
            return new
        case MessageState.TRANSLATED:
            return replace(new, fuzzy=True, previous_msgid=incoming.msgid)
        case MessageState.STALE if incoming.previous_msgid == old.msgid != incoming.msgid:
            # It was stale when it was sent out; since then, the English went back.
            return new
        case _:
            # gettext refuses a previous context without its English.
            previous_key = incoming.previous_key if incoming.previous_msgid is not None else None
            return replace(new, fuzzy=True, previous_key=previous_key, previous_msgid=incoming.previous_msgid)


def _with_comments(old: Message, incoming: Message) -> Message:
    fresh = [line for line in incoming.comments if line not in old.comments]
    return replace(old, comments=(*old.comments, *fresh)) if fresh else old


def _same(one: str, other: str) -> bool:
    """Whether two English texts are one; programs change white space."""
    return one == other or squeezed(one) == squeezed(other)
