"""One message through one change of its English."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from wlw_i18n import similarity
from wlw_i18n.identity.seen import visible
from wlw_i18n.memory import Memory, Retired, retired
from wlw_i18n.merge.carry import Carried, carry
from wlw_i18n.model.catalog import Message, MessageState, Unit
from wlw_i18n.model.document import Reference
from wlw_i18n.model.text import Kind


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a document defines for its texts."""

    references: Mapping[str, Reference]
    footnotes: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a message."""

    message: Message
    retired: tuple[Retired, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    """Targets that changed in English and that the translation does not have."""
    restored: Retired | None = None
    """A copy that the memory need not keep: the edit that made the translation stale was undone."""


def follow(message: Message, unit: Unit, memory: Memory, definitions: Definitions) -> Followed:
    """The message for the unit's text of today.

    Same text: untouched. Cosmetic change: whole. The text it was made for, or one that memory knows: whole. Any other:
    stale, and a copy goes to the memory, because the translator will write over it.
    """
    if not message.msgstr:
        blank = untranslated(message, unit.text)
        return Followed(blank) if message.msgid == unit.text else _returned(blank, unit, memory) or Followed(blank)
    message = _of_known_origin(message, memory)
    made_for = english_of(message)
    if message.msgid == unit.text:
        return _restored(message, unit) if made_for == unit.text and message.fuzzy else Followed(message)
    if made_for is None:
        return Followed(replace(message, msgid=unit.text))
    if made_for == unit.text:
        return _restored(message, unit)
    carried = carried_to(unit, made_for, message.msgstr, definitions)
    if carried is not None:
        return Followed(replace(whole(message, unit.text), msgstr=carried.text), kept=carried.kept)
    return _returned(message, unit, memory) or _stale(message, unit)


def _restored(message: Message, unit: Unit) -> Followed:
    """A message whose English came back. Until it is written, the PO file has it as stale: it cannot get lost."""
    copy = retired(message, unit.kind.family) if message.state is MessageState.STALE else None
    return Followed(whole(message, unit.text), restored=copy)


def carried_to(unit: Unit, made_for: str, translation: str, definitions: Definitions) -> Carried | None:
    """A translation of the same text, or of one that differs only cosmetically, for a unit."""
    if made_for == unit.text:
        return Carried(translation)
    if unit.kind is Kind.ANSWERS:
        return None
    return carry(made_for, unit.text, translation, definitions.references, definitions.footnotes)


def english_of(message: Message) -> str | None:
    """The English that a message's translation was made for; None if nobody knows."""
    match message.state:
        case MessageState.STALE | MessageState.SUGGESTION:
            return message.previous_msgid
        case MessageState.FUZZY:
            return None
        case _:
            return message.msgid


def whole(message: Message, text: str) -> Message:
    """The message as a translation of a text, nothing fuzzy about it."""
    return replace(message, msgid=text, fuzzy=False, previous_key=None, previous_msgid=None)


def untranslated(message: Message, text: str) -> Message:
    """The message without a translation; never fuzzy, which some programs take for a translation."""
    if message.msgid == text and not message.msgstr and not message.fuzzy:
        return message
    return replace(whole(message, text), msgstr="")


def may_serve(message: Message) -> bool:
    """Whether a learner may be shown a message: translated, or stale while its English is still much alike."""
    match message.state:
        case MessageState.TRANSLATED:
            return True
        case MessageState.STALE:
            then = visible(message.previous_msgid or "")
            return similarity.ratio(then, visible(message.msgid)) >= similarity.SERVED
        case _:
            return False


def accept(message: Message) -> Message:
    """Declare the edit that made a message stale minor: the translation holds. Others stay as they are."""
    return whole(message, message.msgid) if message.state is MessageState.STALE else message


def withdraw(message: Message, unit: Unit) -> tuple[Message, Retired | None]:
    """Take a stale translation out of use for good: it goes to memory, from where it never returns by itself."""
    entry = retired(message, unit.kind.family) if message.state is MessageState.STALE else None
    if entry is None:
        return message, None
    return untranslated(message, message.msgid), replace(entry, withdrawn=True)


def _of_known_origin(message: Message, memory: Memory) -> Message:
    """A fuzzy message, with the English it was made for if the memory knows the translation.

    Some programs (MediaWiki's Translate) keep the flag and drop `#| msgid`.
    """
    if message.state is not MessageState.FUZZY:
        return message
    for entry in reversed(memory.by_key.get(message.key, ())):
        if entry.msgstr == message.msgstr and entry.usable and entry.msgid != message.msgid:
            return replace(message, previous_msgid=entry.msgid)
    return message


def _returned(message: Message, unit: Unit, memory: Memory) -> Followed | None:
    """A text that was translated before, under this key or another of its family."""
    entry = recalled(unit, memory)
    if entry is None:
        return None
    old = retired(message, unit.kind.family)
    return Followed(replace(whole(message, unit.text), msgstr=entry.msgstr), (old,) if old else ())


def recalled(unit: Unit, memory: Memory) -> Retired | None:
    """What the memory has for a unit's text."""
    return memory.of_key(unit.key, unit.text) or memory.of_text(unit.kind.family, unit.text)


def _stale(message: Message, unit: Unit) -> Followed:
    copy = retired(message, unit.kind.family)
    message = (
        replace(message, msgid=unit.text)
        if message.fuzzy
        else replace(message, msgid=unit.text, fuzzy=True, previous_key=None, previous_msgid=message.msgid)
    )
    return Followed(message, (copy,) if copy else ())
