"""Translations that were made on a wiki, as messages of PO files.

Each is read against the English that it was made for, which the wiki's definition tells: today's, or one that we sent
before. What the wiki itself holds for outdated is older than the English of its page; which one it was made for, the
numbers of the revisions tell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from wlw_i18n.model.catalog import Message
from wlw_i18n.wiki.markdown import as_written, goals_of, is_same, to_markdown
from wlw_i18n.wiki.reading import Goals, UnreadableError
from wlw_i18n.wiki.source import Home, Source
from wlw_i18n.wiki.state import PageState
from wlw_i18n.wiki.translate import WikiMessage
from wlw_i18n.wiki.units import WikiUnit, key_of, same, without_heading

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
    """The English that a translation was made for."""

    text: str
    unit: WikiUnit
    """As the wiki shows it."""
    revision: int
    """That brought it to the wiki; 0 if we do not know."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A translation, read."""

    message: WikiMessage
    home: Home
    english: _English | None
    goals: Goals
    text: str | None
    """Its Markdown; None if it cannot be one."""

    @property
    def wikitext(self) -> str:
        """The translation without heading marks, its variables filled in as far as they are known."""
        text = self.message.translation
        return without_heading(text) if self.english is None else self.english.unit.filled(text)


@dataclass(frozen=True, slots=True)
class PageReader:
    """Reads the translations of one page."""

    source: Source
    title: str
    known: PageState | None
    """What we sent."""
    _rendered: dict[tuple[str, int], Mapping[str, WikiUnit]] = field(default_factory=dict)

    def arrivals(self, messages: Iterable[WikiMessage]) -> tuple[Arrival, ...]:
        """The translations among a page's messages in one language; units that the course has not are left out."""
        read = [self._read(message) for message in messages if message.translation and self._is_known(message)]
        words = [self._word(message) for message in messages if message.translation and _is_word(self.source, message)]
        sound = self._sound(read)
        return (*words, *(self._arrival(each, is_sound=each.message.unit in sound) for each in read))

    def _is_known(self, message: WikiMessage) -> bool:
        return key_of(message.unit) in self.source.homes

    def _word(self, message: WikiMessage) -> Arrival:
        """A text that belongs to no document: plain, with `$1` where it has a place to be filled in."""
        key = key_of(message.unit)
        english = self.source.words[key]
        read = self.source.word(key, message.translation)
        is_today = same(without_heading(message.definition), self.source.shown_word(key))
        ready = read is not None and is_today and not message.fuzzy
        text = _literally(message, english) if read is None else Message(key, english, read, fuzzy=not ready)
        return Arrival(self.title, message.unit, text, message.revision, message.translator)

    def _read(self, message: WikiMessage) -> _Read:
        home = self.source.homes[key_of(message.unit)]
        english = self._english(message, home)
        goals = self._goals(home, english)
        read = _Read(message, home, english, goals, None)
        if "$" in message.translation and not (english and english.unit.is_known(message.translation)):
            return read  # nobody knows what its variables stand for
        try:
            text = to_markdown(read.wikitext, goals, home.prose.kind)
        except UnreadableError:
            return read
        return _Read(message, home, english, goals, text or None)

    def _sound(self, read: Sequence[_Read]) -> frozenset[str]:
        """The units whose Markdown, rendered again, is the wiki's text."""
        texts: dict[str, dict[str, str]] = {}
        for each in read:
            if each.text is not None:
                texts.setdefault(each.home.document.id, {})[each.home.prose.key] = each.text
        pages = {each.home.document.id: each.home.document for each in read if each.home.document.id in texts}
        again = {name: self.source.page(document, texts[name]) for name, document in pages.items()}
        return frozenset(each.message.unit for each in read if each.text is not None and _survives(each, again))

    def _arrival(self, read: _Read, *, is_sound: bool) -> Arrival:
        message = self._message(read) if is_sound else _literally(read.message, read.home.prose.text)
        return Arrival(self.title, read.message.unit, message, read.message.revision, read.message.translator)

    def _message(self, read: _Read) -> Message:
        key, now, text = read.home.prose.key, read.home.prose.text, read.text or ""
        english = read.english
        if english is None:
            then = self._english_of(read)
            return Message(key, then or now, text, fuzzy=not then or read.message.fuzzy)
        if not read.message.fuzzy:
            return Message(key, english.text, text)
        return Message(key, now, text, fuzzy=True, previous_msgid=self._older(read, english))

    # The English

    def _english(self, message: WikiMessage, home: Home) -> _English | None:
        """The English that the wiki's definition is; None if it is none that we know."""
        for age, (text, revision) in enumerate(self._sent(message.unit, home)):
            unit = self._units(home, age).get(message.unit)
            if unit is not None and same(unit.definition, message.definition):
                return _English(text, unit, revision)
        return None

    def _english_of(self, read: _Read) -> str:
        """The English that a definition is, when we do not remember to have sent it; empty if it cannot be read."""
        definition = without_heading(read.message.definition)
        if "$" in definition:
            return ""
        try:
            return to_markdown(definition, read.goals, read.home.prose.kind)
        except UnreadableError:
            return ""

    def _sent(self, unit: str, home: Home) -> list[tuple[str, int]]:
        """A unit's English of today, then those that we sent, newest first, with the revisions that brought them."""
        now = home.prose.text
        sent = list(self.known.units.get(unit, ())) if self.known else []
        today = next((revision for revision, text in sent if text == now), 0)
        return [(now, today), *((text, revision) for revision, text in sent if text != now)]

    def _units(self, home: Home, age: int) -> Mapping[str, WikiUnit]:
        """The units of a document's page as they are now (0), or as they were so many versions ago."""
        place = (home.document.id, age)
        if place not in self._rendered:
            self._rendered[place] = self.source.page(home.document, dict(self._texts(home, age)) if age else None)
        return self._rendered[place]

    def _texts(self, home: Home, age: int) -> Iterator[tuple[str, str]]:
        for unit in self.known.units if self.known else ():
            other = self.source.homes.get(key_of(unit))
            if other is not None and other.document is home.document:
                sent = self._sent(unit, other)
                yield other.prose.key, sent[min(age, len(sent) - 1)][0]

    def _goals(self, home: Home, english: _English | None) -> Goals:
        is_today = english is None or english.text == home.prose.text
        nodes = home.prose.inlines if is_today or english is None else self.source.parsed(home, english.text)
        text = home.prose.text if is_today or english is None else english.text
        return goals_of(nodes, self.source.context(home.document), text)

    def _older(self, read: _Read, english: _English) -> str | None:
        """The English that an outdated translation was made for, if it is older than the English of its page.

        Revisions have rising numbers in all of a wiki. A translation that was saved after its English came was marked
        by a person: for which reason, nobody knows.
        """
        saved = read.message.revision
        if not english.revision or saved >= english.revision:
            return None
        sent = self._sent(read.message.unit, read.home)
        return next((text for text, revision in sent if 0 < revision < saved), None)


def _is_word(source: Source, message: WikiMessage) -> bool:
    return key_of(message.unit) in source.words


def _survives(read: _Read, again: Mapping[str, Mapping[str, WikiUnit]]) -> bool:
    unit = again[read.home.document.id].get(read.message.unit) or again[read.home.document.id].get(read.home.prose.key)
    return unit is not None and is_same(unit.text, read.wikitext, read.goals, read.home.prose.kind)


def _literally(message: WikiMessage, english: str) -> Message:
    """A translation that cannot be Markdown: its wikitext, for a person to put right."""
    comment = f"{ORIGINAL}{' '.join(message.translation.split())}"
    text = as_written(message.translation)
    return Message(key_of(message.unit), english, text, fuzzy=True, comments=(comment,))
