"""One message that two branches changed: what the merge of the branches makes of it.

A translation is the words together with the English they were made for. Each goes its own way: where one branch
follows an edit of the English and the other corrects the old translation, the correction is what is stale now.
"""

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, TypeVar

from wlw_i18n.catalogs import entries
from wlw_i18n.merge.follow import Definitions, carried_to, english_of, untranslated, whole
from wlw_i18n.model.catalog import Message, MessageState, Unit

BOTH: Final = "Two translations of this text met when branches were merged. Keep the better one, then delete this note:"
OTHER: Final = "When branches were merged, there was this translation, too:"

_NOTHING: Final = Definitions(MappingProxyType({}))
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two translations of one text; a translator has to choose."""

    key: str
    msgid: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Both:
    """What became of a message."""

    message: Message
    conflict: Conflict | None = None
    left: tuple[Message, ...] = ()
    """Translations of an older English that must not get lost: one that is in use no more, and a copy of one that is
    stale from now on, because its translator will write over it."""


@dataclass(frozen=True, slots=True)
class _Translation:
    text: str
    english: str | None
    """What it was made for; None if nobody knows."""
    origin: str | None = None
    """The key that a suggestion came from."""

    def worth(self, msgid: str) -> int:
        """How good it is for a text; two of the same worth contradict each other."""
        if self.origin is not None:
            return 1
        if self.english is None:
            return 2
        return 4 if self.english == msgid else 3


def pick(base: _Value, ours: _Value, theirs: _Value) -> _Value:
    """The value that was changed; ours where both were."""
    return theirs if ours == base else ours


def merge(base: Message | None, ours: Message, theirs: Message) -> Both:
    """One message out of two that mean different things.

    Args:
        base: the message they were both made of; None if each branch added it.
        ours: the message on the one branch.
        theirs: the message of the same key on the other.

    Returns:
        The message. No translation of either side is lost unless the other side replaced that of the base.
    """
    before = base or Message(ours.key, theirs.msgid)
    msgid = pick(before.msgid, ours.msgid, theirs.msgid)
    unit = replace(entries.unit_of(ours, ""), text=msgid)
    old, mine, other = (_carried(_translation(message), unit) for message in (before, ours, theirs))
    chosen = _chosen(old, mine, other, msgid)
    carrier = theirs if chosen == other and chosen != mine else ours
    merged = replace(
        _with(carrier, msgid, chosen),
        comments=lines(before.comments, ours.comments, theirs.comments),
        extracted=_extracted(before, ours, theirs),
        references=pick(before.references, ours.references, theirs.references),
        flags=lines(before.flags, ours.flags, theirs.flags),
    )
    copies = _copies(carrier, merged)
    loser = other if carrier is ours else mine
    if chosen is None or loser is None or loser.text in (chosen.text, old.text if old else ""):
        return Both(merged, left=copies)
    if loser.worth(msgid) == chosen.worth(msgid) > 1:
        return replace(_contradiction(merged, chosen, loser), left=copies)
    if loser.english in (None, msgid) or loser.origin is not None:
        return Both(noted(merged, loser.text), left=copies)
    old_one = Message(merged.key, loser.english or "", loser.text, extracted=merged.extracted)
    return Both(merged, left=(*copies, old_one))


def lines(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Lines that two sides added and took away."""
    if ours == base or theirs in (base, ours):
        return pick(base, ours, theirs)
    gone = set(base) - set(theirs)
    known = {*base, *ours}
    return (*(line for line in ours if line not in gone), *(line for line in theirs if line not in known))


def noted(message: Message, text: str) -> Message:
    """A message with another translation in its comment."""
    return _commented(message, (OTHER, *_shown("- ", text)))


def is_shared(message: Message) -> bool:
    """Whether the entry is one of a memory, which only grows."""
    return "#" in message.key


def _translation(message: Message) -> _Translation | None:
    if not message.msgstr:
        return None
    suggested = message.state is MessageState.SUGGESTION
    return _Translation(message.msgstr, english_of(message), message.previous_key if suggested else None)


def _carried(translation: _Translation | None, unit: Unit) -> _Translation | None:
    """A translation of a text that differs only cosmetically is one of this text, as sync would find."""
    if translation is None or translation.origin is not None or translation.english in (None, unit.text):
        return translation
    carried = carried_to(unit, translation.english or "", translation.text, _NOTHING)
    return _Translation(carried.text, unit.text) if carried else translation


def _chosen(
    base: _Translation | None, ours: _Translation | None, theirs: _Translation | None, msgid: str
) -> _Translation | None:
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    text = base.text if base else ""
    if ours is None or theirs is None:
        left = ours or theirs
        # Who takes a translation out of use may have a reason; the other side has nothing new to say against it.
        return None if left and left.text == text else left
    mine, other = ours.worth(msgid), theirs.worth(msgid)
    if mine == other and ours.text == text:
        return theirs
    return theirs if other > mine else ours


def _with(message: Message, msgid: str, translation: _Translation | None) -> Message:
    if translation is None:
        return untranslated(message, msgid) if message.msgstr else replace(message, msgid=msgid)
    if message.msgid == msgid and translation == _translation(message):
        return message
    message = replace(whole(message, msgid), msgstr=translation.text)
    if translation.origin is None and translation.english == msgid:
        return message
    return replace(message, fuzzy=True, previous_key=translation.origin, previous_msgid=translation.english)


def _copies(before: Message, now: Message) -> tuple[Message, ...]:
    """A copy of a translation that was in use and is stale now."""
    if before.state is not MessageState.TRANSLATED or now.state is not MessageState.STALE:
        return ()
    return (Message(now.key, now.previous_msgid or "", now.msgstr, extracted=now.extracted),)


def _contradiction(message: Message, ours: _Translation, theirs: _Translation) -> Both:
    """Two translations that are as good as each other: a translator must look."""
    conflict = Conflict(message.key, message.msgid, ours.text, theirs.text)
    if message.state is MessageState.TRANSLATED:
        message = replace(message, fuzzy=True, previous_key=None, previous_msgid=None)
    return Both(_commented(message, (BOTH, *_shown("1. ", ours.text), *_shown("2. ", theirs.text))), conflict)


def _extracted(base: Message, ours: Message, theirs: Message) -> tuple[str, ...]:
    if is_shared(ours):
        return tuple(dict.fromkeys((*ours.extracted, *theirs.extracted)))
    return pick(base.extracted, ours.extracted, theirs.extracted)


def _commented(message: Message, note: tuple[str, ...]) -> Message:
    if set(note) <= set(message.comments):
        return message
    return replace(message, comments=(*message.comments, *note))


def _shown(mark: str, text: str) -> list[str]:
    """A translation as lines of a comment, the second and later ones indented."""
    return [
        f"{mark if number == 0 else ' ' * len(mark)}{line}".rstrip(" \t\r")
        for number, line in enumerate(text.split("\n"))
    ]
