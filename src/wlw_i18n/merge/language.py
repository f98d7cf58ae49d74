"""All catalogs of one language through a change of the course."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from wlw_i18n import similarity
from wlw_i18n.catalogs import entries, po
from wlw_i18n.identity import Change
from wlw_i18n.identity.seen import visible
from wlw_i18n.memory import Retired, retired
from wlw_i18n.merge.follow import (
    Definitions,
    Followed,
    carried_to,
    english_of,
    follow,
    recalled,
    whole,
)
from wlw_i18n.merge.work import Event, Merged, Work
from wlw_i18n.model.catalog import Catalog, Message, MessageState, Unit
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location

_NOTHING: Final = Definitions(MappingProxyType({}))

_WORTH: Final = {
    MessageState.TRANSLATED: 4,
    MessageState.STALE: 3,
    MessageState.SUGGESTION: 2,
    MessageState.FUZZY: 1,
    MessageState.UNTRANSLATED: 0,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A message and the file it is in."""

    path: str
    message: Message


def merge(work: Work) -> Merged:
    """Bring one language's catalogs up to the English of today.

    Returns:
        A catalog for each document; it has every unit, in reading order, translated or not.
    """
    return _Merge(work).run()


class _Merge:
    """One merge at work."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.memory = work.memory
        self.retired: list[Retired] = []
        self.restored: list[Retired] = []
        self.diagnostics: list[Diagnostic] = []
        self.events: Counter[Event] = Counter()
        self.found: dict[str, list[_Found]] = {}
        self.loose: dict[str, Message] = {}
        self.put_away: dict[str, Message] = {}
        self.brought_back: set[Message] = set()
        for path in sorted(work.catalogs):
            for message in work.catalogs[path].messages:
                if message.key:
                    self.found.setdefault(message.key, []).append(_Found(path, message))
                elif message.state is MessageState.TRANSLATED:
                    self.loose.setdefault(message.msgid, message)
            self.put_away.update((message.key, message) for message in work.catalogs[path].obsolete if message.key)
        self.is_mixed = any(catalog.newline != "\n" for catalog in work.catalogs.values())
        self.inherited = frozenset(
            (work.path_of(change.document), change.inherits)
            for document in work.identified.changes
            for change in document
            if change.inherits
        )

    def run(self) -> Merged:
        work = self.work
        results: dict[str, Catalog] = {}
        for units, changes in zip(work.units, work.identified.changes, strict=True):
            if units:
                path = work.path_of(units[0].document)
                results[path] = self._catalog(path, units, changes)
        living = {unit.key for units in work.units for unit in units}
        for path in sorted(work.catalogs):
            self._retire_rest(work.catalogs[path], living)
        # Of two files of a language that have the same message, one stale, the copy of the other is kept.
        restored = {entry.identity: entry for entry in self.restored}
        for entry in self.retired:
            restored.pop(entry.identity, None)
        memory = self.memory.add(self.retired).without(restored.values())
        emptied = (memory.path,) if self.memory.entries and not memory.entries else ()
        return Merged(
            results,
            frozenset(path for path, catalog in results.items() if catalog is not work.catalogs.get(path)),
            (*(path for path in sorted(work.catalogs) if path not in results), *emptied),
            memory,
            tuple(self.diagnostics),
            dict(self.events),
        )

    def _catalog(self, path: str, units: Sequence[Unit], changes: Sequence[Change]) -> Catalog:
        """The catalog of one document; the one that is there if nothing changed."""
        place = entries.place_of(path)
        messages: list[Message] = []
        for unit, change in zip(units, changes, strict=True):
            message = self._message(path, unit, change)
            extracted, references = entries.extracted(unit), (entries.reference(unit, place),)
            if message.extracted != extracted or message.references != references:
                message = replace(message, extracted=extracted, references=references)
            messages.append(message)
        old = self.work.catalogs.get(path)
        new = po.new_catalog(path, self.work.language, self.work.config) if old is None or not old.header else old
        kept = tuple(_ending_with(new.newline, message) for message in messages) if self.is_mixed else tuple(messages)
        if new is old and old.messages == kept and not old.obsolete:
            return old
        return replace(new, messages=kept, obsolete=(), tail=old.tail if old else "")

    def _message(self, path: str, unit: Unit, change: Change) -> Message:
        known = self._known(path, unit.key, change)
        if len(known) == 1:
            only = known[0].message
            if only.msgid == unit.text and only.msgstr and not only.fuzzy and only.key == unit.key:
                return only
        best = self._best(path, unit, known)
        if best is None or not best.msgstr:
            best = self._put_away(unit, best) or best
        if best is not None and change.is_minor and _is_made_for(best, change.old_text):
            best = whole(best, unit.text)
            self.events[Event.HELD] += 1
        message = self._born(unit, change) if best is None else self._followed(path, best, unit)
        if not message.msgstr and unit.text in self.loose:
            self.events[Event.TAKEN] += 1
            message = replace(message, msgstr=self.loose[unit.text].msgstr)
        return message if message.key == unit.key else replace(message, key=unit.key)

    def _known(self, path: str, key: str, change: Change) -> Sequence[_Found]:
        """The messages of a unit. Of a key that two units had, each takes those of its own file."""
        if change.inherits:
            known = self.found.get(change.inherits, [])
            return [found for found in known if found.path == path] or known
        known = self.found.get(key, [])
        if not self.inherited:
            return known
        return [found for found in known if found.path == path or (found.path, key) not in self.inherited]

    def _best(self, path: str, unit: Unit, known: Sequence[_Found]) -> Message | None:
        """The best of a unit's messages in several files; what the others say goes to the memory."""
        if not known:
            return None
        ranked = sorted(known, key=lambda found: _rank(found, path, unit))
        best = ranked[0].message
        for found in ranked[1:]:
            if (found.message.msgstr, english_of(found.message)) != (best.msgstr, english_of(best)):
                self._retire(found.message, unit)
        return best

    def _put_away(self, unit: Unit, blank: Message | None) -> Message | None:
        """The translation of a unit that lives, if another program's merge made a `#~` entry of it."""
        message = self.put_away.get(unit.key)
        if message is None or not message.msgstr:
            return None
        self.brought_back.add(message)
        blank = blank or Message(unit.key, unit.text)
        return replace(message, comments=message.comments or blank.comments, raw=blank.raw, line=blank.line)

    def _followed(self, path: str, message: Message, unit: Unit) -> Message:
        followed = follow(message, unit, self.memory, self.work.definitions.get(unit.document, _NOTHING))
        self._note(message, followed)
        for old, new in followed.kept:
            self.diagnostics.append(
                Diagnostic(
                    Code.LINK_OUTDATED,
                    Severity.WARNING,
                    f"The English link {old} has become {new}; this translation has a link of its own, which was kept.",
                    Location(path, message.line),
                    self.work.language.tag,
                    unit.key,
                    "Check that the link still leads where the text says.",
                    unit.location,
                )
            )
        return followed.message

    def _note(self, before: Message, followed: Followed) -> None:
        self.retired.extend(followed.retired)
        if followed.restored is not None:
            self.restored.append(followed.restored)
        after = followed.message
        if after.state is not before.state:
            if after.state is MessageState.STALE:
                self.events[Event.STALE] += 1
            elif after.state is MessageState.TRANSLATED:
                self.events[Event.WHOLE] += 1
        if followed.retired and after.msgstr != before.msgstr:
            self.events[Event.RETIRED] += len(followed.retired)

    def _born(self, unit: Unit, change: Change) -> Message:
        """The first message of a unit in this language."""
        blank = Message(unit.key, unit.text)
        returned = self.memory.of_key(unit.key, unit.text)
        if returned is not None:
            self.events[Event.WHOLE] += 1
            return replace(blank, msgstr=returned.msgstr, comments=returned.comments)
        offers = tuple(self._offers(change))
        definitions = self.work.definitions.get(unit.document, _NOTHING)
        for offer in offers:
            carried = carried_to(unit, offer.msgid, offer.msgstr, definitions)
            if carried is not None:
                self.events[Event.TAKEN] += 1
                return replace(blank, msgstr=carried.text)
        recalled_one = recalled(unit, self.memory)
        if recalled_one is not None:
            self.events[Event.TAKEN] += 1
            return replace(blank, msgstr=recalled_one.msgstr)
        return self._earlier(unit, blank) or self._suggestion(unit, offers, blank)

    def _earlier(self, unit: Unit, blank: Message) -> Message | None:
        """What the memory has for an earlier English of a unit that was gone and came back."""
        for entry in reversed(self.memory.by_key.get(unit.key, ())):
            alike = similarity.ratio(visible(entry.msgid), visible(unit.text))
            if entry.usable and alike >= similarity.SERVED:
                self.events[Event.STALE] += 1
                return replace(blank, msgstr=entry.msgstr, fuzzy=True, previous_msgid=entry.msgid)
        return None

    def _suggestion(self, unit: Unit, offers: Iterable[Message], blank: Message) -> Message:
        for offer in offers:
            if similarity.likeness(visible(offer.msgid), visible(unit.text)) >= similarity.SUGGESTED:
                self.events[Event.SUGGESTED] += 1
                return replace(
                    blank, msgstr=offer.msgstr, fuzzy=True, previous_key=offer.key, previous_msgid=offer.msgid
                )
        return blank

    def _offers(self, change: Change) -> Iterator[Message]:
        """The translations of a new unit's candidates, best candidate first."""
        for candidate in change.candidates:
            for found in self.found.get(candidate.key, ()):
                if found.message.state is MessageState.TRANSLATED:
                    yield found.message
            for catalog in self.work.sources.values():
                message = catalog.by_key.get(candidate.key)
                if message is not None and message.state is MessageState.TRANSLATED:
                    yield message

    def _retire_rest(self, catalog: Catalog, living: Collection[str]) -> None:
        """What no unit of today continues."""
        for message in catalog.messages:
            if message.key not in living and (catalog.path, message.key) not in self.inherited:
                self._retire(message)
        for message in catalog.obsolete:
            if message not in self.brought_back:
                self._retire(message)

    def _retire(self, message: Message, unit: Unit | None = None) -> None:
        entry = retired(message, unit.kind.family if unit else entries.family_of(message))
        if entry is not None:
            self.retired.append(entry)
            self.events[Event.RETIRED] += 1


def _is_made_for(message: Message, text: str) -> bool:
    return message.state is MessageState.TRANSLATED and message.msgid == text


def _rank(found: _Found, path: str, unit: Unit) -> tuple[int, bool, bool, str]:
    message = found.message
    return -_WORTH[message.state], english_of(message) != unit.text, found.path != path, found.path


def _ending_with(newline: str, message: Message) -> Message:
    """The message as it stands in a file with these line ends: it may come from another."""
    raw = tuple((name, text.replace("\r\n", "\n").replace("\n", newline)) for name, text in message.raw)
    return message if raw == message.raw else replace(message, raw=raw)
