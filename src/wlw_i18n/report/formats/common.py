"""What the formats share: where a finding is, how it is told from others, what it says in full."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from posixpath import normpath
from typing import Final

from wlw_i18n.model.characters import NOT_XML
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.source import Location

COURSE: Final = Location("source/course.toml", 1)
"""Where a finding is shown that has no place: most programs insist on one."""


def clean(text: str) -> str:
    """A text in which characters that XML and HTML cannot hold, not even as a reference, are replaced."""
    return NOT_XML.sub("\ufffd", text)


def fingerprint(diagnostic: Diagnostic) -> str:
    """What stays the same of a finding when lines are added above it: 32 hexadecimal digits.

    It is made of code, path, key and language. What has no key is told apart by its message.
    """
    path = diagnostic.location.path if diagnostic.location else ""
    last = "" if diagnostic.key else diagnostic.message
    parts = (diagnostic.code.value, path, diagnostic.key, diagnostic.language, last)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def numbered(found: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str, int]]:
    """Each finding with its fingerprint and the how manieth of that fingerprint it is, from 1."""
    seen: Counter[str] = Counter()
    for diagnostic in found:
        mark = fingerprint(diagnostic)
        seen[mark] += 1
        yield diagnostic, mark, seen[mark]


def place(diagnostic: Diagnostic) -> Location:
    """Where a finding is shown; its line is never 0."""
    location = diagnostic.location or COURSE
    return Location(location.path, max(location.line, 1))


def english(diagnostic: Diagnostic) -> str:
    """Where the English text is, if that is another place."""
    return str(diagnostic.source) if diagnostic.source and diagnostic.source != diagnostic.location else ""


def in_full(diagnostic: Diagnostic) -> str:
    """What is wrong, where the English is, what to do: one line each."""
    source = english(diagnostic)
    return "\n".join(filter(None, (diagnostic.message, source and f"English: {source}", diagnostic.hint)))


def below(found: Iterable[Diagnostic], folder: str) -> Sequence[Diagnostic]:
    """Findings with paths as seen from a folder above the course.

    Args:
        found: findings, with paths relative to the course.
        folder: the course's folder as seen from there, with a `/` at its end; empty if it is the course's own.
    """
    if not folder:
        return tuple(found)
    return tuple(
        replace(each, location=_below(each.location, folder), source=_below(each.source, folder)) for each in found
    )


def _below(location: Location | None, folder: str) -> Location | None:
    return replace(location, path=normpath(f"{folder}{location.path}")) if location else None
