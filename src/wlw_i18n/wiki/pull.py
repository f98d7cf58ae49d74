"""Translations from a wiki into PO files, by the rules for all that comes in (`catalogs/exchange/taking`).

A translation that the PO file has just as it was pulled before gives way to a newer one of the wiki. Where both sides
changed it, the PO file's stays, and the person who asked is told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from wlw_i18n.catalogs import entries, exchange
from wlw_i18n.catalogs.exchange import Taken
from wlw_i18n.memory import Retired, retired
from wlw_i18n.model.catalog import Catalog, Message, MessageState
from wlw_i18n.model.course import Language
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline.desk import Desk
from wlw_i18n.wiki.arrivals import Arrival
from wlw_i18n.wiki.state import State, digest

_AUTHOR: Final = "# Author: "
"""How the header names translators, in Translate's own words."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What becomes of a language."""

    language: Language
    taken: tuple[Message, ...]
    outdated: tuple[Message, ...]
    """Of those taken, the ones made for another English."""
    waiting: tuple[Message, ...]
    """Of those taken, the ones that a person has to look at."""
    replaced: tuple[Message, ...]
    kept: tuple[Message, ...]
    """As they are on the wiki: the PO file has another translation, which was not pulled from there."""
    unknown: tuple[Message, ...]
    files: tuple[OutputFile, ...]
    """To be written, in this order."""
    notes: tuple[tuple[Arrival, str], ...]
    """What is known now: translations that the PO files have, with the text there."""

    def remember(self, state: State) -> None:
        """Enter into the state what the PO files have, once they are written."""
        pages = state.pulled.setdefault(self.language.code, {})
        for arrival, text in self.notes:
            pages.setdefault(arrival.page, {})[arrival.unit] = (arrival.revision, digest(text))


def is_new(state: State, language: Language, page: str, unit: str, revision: int) -> bool:
    """Whether a translation is another than the one that was pulled last."""
    return state.pulled.get(language.code, {}).get(page, {}).get(unit, (0, ""))[0] != revision


def pull(desk: Desk, language: Language, arrivals: Sequence[Arrival], state: State, *, force: bool = False) -> Pulled:
    """Plan what becomes of translations that a wiki has in a language.

    Args:
        desk: the course.
        language: the language.
        arrivals: from all pages.
        state: what was pulled before.
        force: whether translations of the wiki take the place of others that are ready, too.

    Raises:
        RefusedError: the PO files cannot be used.
        OSError: a file cannot be read.
    """
    new = [each for each in arrivals if is_new(state, language, each.page, each.unit, each.revision)]
    chosen = _best(new)
    catalogs = desk.catalogs(language)
    now = {message.key: message for catalog in catalogs for message in catalog.messages}
    before = state.pulled.get(language.code, {})
    newer = [each for each in chosen if force or _gives_way(now.get(each.message.key), each, before)]
    others = [each for each in chosen if each not in newer]
    first, unknown = exchange.take_over_all(catalogs, _messages(newer, now), force=True)
    then, more = exchange.take_over_all([each.catalog for each in first], _messages(others, now))
    after = {message.key: message for each in then for message in each.catalog.messages}
    both = (*first, *then)
    taken = tuple(message for each in both for message in each.taken)
    outdated = tuple(message for each in both for message in each.outdated)
    late = {message.key for message in outdated}
    authors = _authors(chosen, taken)
    changed = [
        _credited(each.catalog, authors) for each, old in zip(then, catalogs, strict=True) if each.catalog is not old
    ]
    return Pulled(
        language,
        taken,
        outdated,
        tuple(message for message in taken if message.fuzzy and message.key not in late),
        tuple(message for each in both for message in each.replaced),
        tuple(message for each in both for message in each.kept),
        (*unknown, *more),
        desk.changed(language, changed, _giving_way(both)),
        tuple(
            (each, after[each.message.key].msgstr)
            for each in new
            if each.message.key in after and after[each.message.key].msgstr == each.message.msgstr
        ),
    )


def _best(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """One translation for each key: the exporters' words stand on every page."""
    best: dict[str, Arrival] = {}
    for arrival in arrivals:
        other = best.get(arrival.message.key)
        if other is None or _worth(arrival) > _worth(other):
            best[arrival.message.key] = arrival
    return list(best.values())


def _worth(arrival: Arrival) -> tuple[bool, int]:
    return not arrival.message.fuzzy, arrival.revision


def _gives_way(old: Message | None, arrival: Arrival, pulled: Mapping[str, Mapping[str, tuple[int, str]]]) -> bool:
    """Whether the PO file has what was pulled before, and the wiki has a newer translation of the same English."""
    if old is None or arrival.message.fuzzy or arrival.message.msgid != old.msgid:
        return False
    known = pulled.get(arrival.page, {}).get(arrival.unit)
    return known is not None and known[1] == digest(old.msgstr)


def _messages(arrivals: Iterable[Arrival], now: Mapping[str, Message]) -> Iterator[Message]:
    for arrival in arrivals:
        message = arrival.message
        old = now.get(message.key)
        # A comment explains a translation that is taken; beside another one, it would only puzzle.
        is_wanted = old is None or old.state in (MessageState.UNTRANSLATED, MessageState.FUZZY)
        yield message if is_wanted or not message.comments else replace(message, comments=())


def _giving_way(results: Iterable[Taken]) -> Iterator[Retired]:
    for result in results:
        for message in result.replaced:
            entry = retired(message, entries.family_of(message))
            if entry is not None:
                yield entry


def _authors(arrivals: Iterable[Arrival], taken: Iterable[Message]) -> Mapping[str, str]:
    """Who made the translations that were taken, by key."""
    keys = {message.key for message in taken}
    return {
        each.message.key: " ".join(each.translator.split())
        for each in arrivals
        if each.message.key in keys and each.translator
    }


def _credited(catalog: Catalog, authors: Mapping[str, str]) -> Catalog:
    """A catalog whose header names who made its translations."""
    names = dict.fromkeys(authors[message.key] for message in catalog.messages if message.key in authors)
    lines = catalog.header.splitlines(keepends=True)
    place = next((at for at, line in enumerate(lines) if not line.startswith(("# ", "#\n", "#\r"))), 0)
    known = {line.strip() for line in lines}
    said = [f"{_AUTHOR}{name}" for name in names if f"{_AUTHOR}{name}" not in known]
    if not (catalog.header and said):
        return catalog
    return replace(
        catalog, header="".join([*lines[:place], *(f"{line}{catalog.newline}" for line in said), *lines[place:]])
    )
