"""Decisions of people about translations of an older English: that they hold, or that they must not be shown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from wlw_i18n import merge, similarity
from wlw_i18n.catalogs import entries
from wlw_i18n.identity.seen import visible
from wlw_i18n.memory import Retired
from wlw_i18n.model.catalog import Catalog, Message, MessageState
from wlw_i18n.model.course import Language
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.source import Location
from wlw_i18n.pipeline.desk.course import Desk

SMALL: Final = 0.9
"""From this likeness of old and new English on, an edit is small: a typo, a word put better."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message of a PO file."""

    catalog: Catalog
    message: Message

    @property
    def document(self) -> str:
        """The id of its document."""
        return entries.document_of(self.catalog.path)

    @property
    def location(self) -> Location:
        """Where translators find it."""
        return Location(self.catalog.path, self.message.line)

    @property
    def words(self) -> int:
        """Words of its English."""
        return len(visible(self.message.msgid).split())

    @property
    def is_small(self) -> bool:
        """Whether the English changed little since it was translated."""
        then, now = visible(self.message.previous_msgid or ""), visible(self.message.msgid)
        return similarity.ratio(then, now) >= SMALL


Selection = Callable[[Entry], bool]


def to_do(desk: Desk, language: Language) -> Iterator[Entry]:
    """What waits for translators, in the order in which learners meet it; course strings first."""
    return (entry for entry in _entries(desk, language) if entry.message.state is not MessageState.TRANSLATED)


def stale(desk: Desk, language: Language) -> Iterator[Entry]:
    """The translations of an older English, in course order."""
    return (entry for entry in _entries(desk, language) if entry.message.state is MessageState.STALE)


def accept(desk: Desk, language: Language, selection: Selection) -> tuple[tuple[OutputFile, ...], int]:
    """Declare edits minor: the stale translations selected are taken for translations of the English of today.

    Returns:
        The files to write, and how many translations they concern.
    """
    return _decide(desk, language, selection, lambda message: (merge.accept(message), None))


def withdraw(desk: Desk, language: Language, selection: Selection) -> tuple[tuple[OutputFile, ...], int]:
    """Declare that the stale translations selected must not be shown: they go to the memory, and never return.

    Returns:
        The files to write, and how many translations they concern.
    """

    def decide(message: Message) -> tuple[Message, Retired | None]:
        return merge.withdraw(message, entries.unit_of(message, ""))

    return _decide(desk, language, selection, decide)


def _entries(desk: Desk, language: Language) -> Iterator[Entry]:
    for catalog in desk.catalogs(language):
        for message in catalog.messages:
            yield Entry(catalog, message)


def _decide(
    desk: Desk,
    language: Language,
    selection: Selection,
    decide: Callable[[Message], tuple[Message, Retired | None]],
) -> tuple[tuple[OutputFile, ...], int]:
    changed: list[Catalog] = []
    retired: list[Retired] = []
    count = 0
    for catalog in desk.catalogs(language):
        messages: Sequence[Message] = catalog.messages
        decided: list[Message] = []
        for message in messages:
            is_meant = message.state is MessageState.STALE and selection(Entry(catalog, message))
            new, entry = decide(message) if is_meant else (message, None)
            decided.append(new)
            retired.extend(() if entry is None else (entry,))
            count += is_meant
        if any(new is not old for new, old in zip(decided, messages, strict=True)):
            changed.append(replace(catalog, messages=tuple(decided)))
    return desk.changed(language, changed, retired), count
