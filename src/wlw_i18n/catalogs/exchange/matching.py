"""Which of our texts a message that came in translates, when its key is not one of ours.

In this order: our key with something in front (`Page:Title/p-3f2a91kc`, `wlw-p-3f2a91kc`), the key that translatewiki
makes of ours, the same English. What is found by its English alone has no key: it is offered, not approved.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha1
from typing import Final

from wlw_i18n.catalogs.exchange import wiki_marks
from wlw_i18n.model.catalog import Catalog, Message
from wlw_i18n.model.text import Kind

_MADE: Final = re.compile(rf"(?:{'|'.join(kind.value for kind in Kind)})-[0-9a-hjkmnp-tv-z]{{8}}")
"""A key that was made for a unit (`catalogs.keys`): nobody writes one by chance."""
_SEPARATOR: Final = re.compile(r"[^A-Za-z0-9]")
_HASHED: Final = re.compile(r"(?:^|[^0-9a-z])([0-9a-f]{6})-", re.IGNORECASE)


def squeezed(text: str) -> str:
    """A text as it is compared: programs change white space."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Known:
    """The texts of a course in one language."""

    keys: Mapping[str, Message]
    folded: Mapping[str, str]
    """Keys by their lower case: a wiki begins the name of a page with a capital letter."""
    by_text: Mapping[str, Sequence[Message]]
    longest: int
    """Characters of the longest key."""

    @classmethod
    def of(cls, catalogs: Iterable[Catalog]) -> "Known":
        """What some catalogs know."""
        messages = [message for catalog in catalogs for message in catalog.messages if message.key]
        by_text: dict[str, list[Message]] = {}
        for message in messages:
            by_text.setdefault(squeezed(message.msgid), []).append(message)
        return cls(
            {message.key: message for message in messages},
            {message.key.lower(): message.key for message in messages},
            by_text,
            max((len(message.key) for message in messages), default=0),
        )

    def resolved(self, incoming: Message) -> Message:
        """A message with our key; without a key if only its English is known; else as it came. In Markdown."""
        found = self._with_key(incoming)
        same_english = self.by_text.get(squeezed(found.msgid), ())
        today = self.keys.get(found.key) if found.key else next(iter(same_english), None)
        return wiki_marks.in_markdown(found, today)

    def _with_key(self, incoming: Message) -> Message:
        if not incoming.key or incoming.key in self.keys:
            return incoming
        same_english = self.by_text.get(squeezed(incoming.msgid), ())
        key = next(self._ends(incoming), "") or next(_by_hash(incoming.key, same_english), "")
        return replace(incoming, key=key) if key or same_english else incoming

    def _ends(self, incoming: Message) -> Iterator[str]:
        """Our keys that a key ends with, the longest first. One that is a plain name must have the same English."""
        end = incoming.key[-self.longest - 1 :]
        starts = (0, *(found.end() for found in _SEPARATOR.finditer(end)))
        for start in starts:
            key = self.folded.get(end[start:].lower(), "")
            if key and (_MADE.fullmatch(key) or squeezed(self.keys[key].msgid) == squeezed(incoming.msgid)):
                yield key


def _by_hash(key: str, candidates: Iterable[Message]) -> Iterator[str]:
    """The candidates of which Translate made a key: it begins with a hash of context and English."""
    found = _HASHED.search(key)
    if found is None:
        return
    for message in candidates:
        text = f"{message.key}{message.msgid}".encode("utf-8", "surrogatepass")
        if sha1(text, usedforsecurity=False).hexdigest()[:6] == found[1].lower():
            yield message.key


def unclear(incoming: Iterable[Message]) -> frozenset[str]:
    """The English texts, squeezed, that stand without a key and with several translations: none can be chosen."""
    said: dict[str, set[str]] = {}
    for message in incoming:
        if not message.key and message.msgstr:
            said.setdefault(squeezed(message.msgid), set()).add(squeezed(message.msgstr))
    return frozenset(text for text, translations in said.items() if len(translations) > 1)
