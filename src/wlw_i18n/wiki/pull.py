"""Translations that were made on a wiki, for the PO files.

Each is read against the English that it was made for, which the wiki's definition tells: today's, or one that we sent
before. What the wiki itself holds for outdated is older than the English of its page; which one it was made for, the
numbers of the revisions tell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from wlw_i18n import segment
from wlw_i18n.model.catalog import Message
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Kind, Prose
from wlw_i18n.wiki.markdown import as_written, goals_of, is_same, to_markdown
from wlw_i18n.wiki.reading import Goals, UnreadableError
from wlw_i18n.wiki.source import Source
from wlw_i18n.wiki.state import PageState
from wlw_i18n.wiki.translate import WikiMessage
from wlw_i18n.wiki.units import WikiUnit, key_of, same

ORIGINAL: Final = "On the wiki: "
"""How the comment begins that shows wikitext which is not Markdown."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A translation from a wiki."""

    page: str
    unit: str
    message: Message
    """As it would stand in a PO file; fuzzy without a previous English if a person has to look at it."""
    revision: int
    translator: str


@dataclass(frozen=True, slots=True)
class _English:
    """An English text of a unit, and the unit as the wiki shows it."""

    text: str
    unit: WikiUnit
    revision: int
    """That brought it to the wiki; 0 if we do not know."""


@dataclass(frozen=True)
class PageReader:
    """Reads the translations of one page."""

    source: Source
    title: str
    document: Document | None
    """None for the course's first page, which has only words of the exporters."""
    known: PageState | None
    _rendered: dict[int, Mapping[str, WikiUnit]] = field(default_factory=dict)

    def arrivals(self, messages: Iterable[WikiMessage]) -> tuple[Arrival, ...]:
        """What the translations of the page are as messages; units that the course does not have are left out."""
        pairs = [(message, self._english(message)) for message in messages if message.translation]
        read = [(message, english, self._read(message, english)) for message, english in pairs]
        sound = self._sound(read)
        return tuple(
            Arrival(
                self.title,
                message.unit,
                self._message(message, english, text if message.unit in sound else None),
                message.revision,
                message.translator,
            )
            for message, english, text in read
            if key_of(message.unit) in self.source.english
        )

    # The English

    def _english(self, message: WikiMessage) -> _English | None:
        """The English that the wiki's definition is; None if it is none that we know."""
        for age in range(self._ages):
            unit = self._units(age).get(message.unit)
            if unit is not None and same(unit.definition, message.definition):
                text, revision = self._sent(message.unit)[age]
                return _English(text, unit, revision)
        return None

    @property
    def _ages(self) -> int:
        return 1 + max((len(sent) for sent in (self.known.units.values() if self.known else ())), default=0)

    def _sent(self, unit: str) -> list[tuple[str, int]]:
        """A unit's English of today, then those that we sent, newest first, with the revisions that brought them."""
        now = self.source.english.get(key_of(unit), "")
        sent = list(self.known.units.get(unit, ())) if self.known else []
        today = next((revision for revision, text in sent if text == now), 0)
        return [(now, today), *((text, revision) for revision, text in sent if text != now)]

    def _units(self, age: int) -> Mapping[str, WikiUnit]:
        """The page's units as they are now (0), or were so many versions ago."""
        if age not in self._rendered:
            texts: dict[str, str] = {}
            for unit in self.known.units if age and self.known else ():
                sent = self._sent(unit)
                if age < len(sent):
                    texts[unit] = sent[age][0]
            page = self._page(texts)
            self._rendered[age] = {name: page[name] for name in texts if name in page} if age else page
        return self._rendered[age]

    def _page(self, texts: Mapping[str, str]) -> Mapping[str, WikiUnit]:
        if self.document is None:
            return self.source.contents
        return self.source.page(self.document, texts)

    # The translation

    def _read(self, message: WikiMessage, english: _English | None) -> str | None:
        """The Markdown of a translation; None if it cannot be one."""
        text = message.translation if english is None else english.unit.filled(message.translation)
        if english is None and "$" in text:
            return None  # what its variables stood for is not known any more
        prose = self._prose.get(key_of(message.unit))
        if prose is None:
            return self.source.word(key_of(message.unit), message.translation)
        try:
            return to_markdown(text, self._goals(prose, english), prose.kind)
        except UnreadableError:
            return None

    def _sound(self, read: Sequence[tuple[WikiMessage, _English | None, str | None]]) -> frozenset[str]:
        """The units whose Markdown, rendered again, is the wiki's text."""
        texts = {key_of(message.unit): text for message, _, text in read if text is not None}
        again = self._page(texts)
        found = set()
        for message, english, text in read:
            prose = self._prose.get(key_of(message.unit))
            if text is None:
                continue
            if prose is None:
                found.add(message.unit)  # a word: `Source.word` has compared it
            elif message.unit in again:
                wanted = message.translation if english is None else english.unit.filled(message.translation)
                wanted = english.unit.filled(wanted) if english else wanted
                if is_same(again[message.unit].text, wanted, self._goals(prose, english), prose.kind):
                    found.add(message.unit)
        return frozenset(found)

    def _goals(self, prose: Prose, english: _English | None) -> Goals:
        if english is None or self.document is None or english.text == prose.text:
            return goals_of(prose.inlines, self._context)
        return goals_of(self.source.parsed(self.document, prose, english.text), self._context)

    @cached_property
    def _context(self):  # type: ignore[no-untyped-def]
        return self.source.context(self.document)

    @cached_property
    def _prose(self) -> Mapping[str, Prose]:
        if self.document is None:
            return {}
        return {prose.key: prose for prose in segment.prose_of(self.document) if prose.key}

    def _message(self, message: WikiMessage, english: _English | None, text: str | None) -> Message:
        key = key_of(message.unit)
        now = self.source.english[key]
        if text is None:
            comment = f"{ORIGINAL}{' '.join(message.translation.split())}"
            return Message(key, now, as_written(message.translation), fuzzy=True, comments=(comment,))
        if english is None:
            return Message(key, now, text, fuzzy=True)
        if not message.fuzzy:
            return Message(key, english.text, text)
        older = self._older(message, english)
        return Message(key, now, text, fuzzy=True, previous_msgid=older)

    def _older(self, message: WikiMessage, english: _English) -> str | None:
        """The English that an outdated translation was made for, if it is older than the English of its page.

        Revisions have rising numbers in all of a wiki. A translation that was saved after its English came was marked
        by a person: for which reason, nobody knows.
        """
        if not english.revision or message.revision >= english.revision:
            return None
        return next(
            (text for text, revision in self._sent(message.unit) if revision < message.revision and revision), None
        )


def kinds() -> tuple[Kind, ...]:
    """Kinds of units that are plain text on a wiki."""
    return (Kind.ANSWERS,)


def by_language(arrivals: Iterable[Arrival]) -> Iterator[Message]:
    """The messages alone."""
    return (arrival.message for arrival in arrivals)
