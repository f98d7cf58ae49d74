"""Known findings: a project can begin to use `check` today, and only new faults fail.

A baseline is a JSON file with one finding a line, sorted, without line numbers and dates: a change of it reads well in
a review, and two branches seldom collide in it.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.report.formats.common import fingerprint, numbered

VERSION: Final = 1


class InvalidBaselineError(Exception):
    """A file is not a baseline; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class Known:
    """Findings that are known, of one fingerprint."""

    fingerprint: str
    count: int
    code: str
    path: str = ""
    language: str = ""
    key: str = ""
    message: str = ""
    """Of findings without a key: they are told apart by it."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    findings: list[Known]


def write(found: Iterable[Diagnostic]) -> str:
    """The file for these findings."""
    found = tuple(found)
    counts = Counter(fingerprint(diagnostic) for diagnostic in found)
    entries = sorted(
        _entry(diagnostic, mark, counts[mark]) for diagnostic, mark, number in numbered(found) if number == 1
    )
    inside = ",\n".join(f"  {json.dumps({name: value for name, value in entry if value})}" for entry in entries)
    listed = f"[\n{inside}\n ]" if entries else "[]"
    return f'{{\n "version": {VERSION},\n "findings": {listed}\n}}\n'


def _entry(diagnostic: Diagnostic, mark: str, count: int) -> tuple[tuple[str, Any], ...]:
    """The fields of an entry in their order, which is also the order of entries."""
    return (
        ("path", diagnostic.location.path if diagnostic.location else ""),
        ("code", diagnostic.code.value),
        ("language", diagnostic.language),
        ("key", diagnostic.key),
        ("message", "" if diagnostic.key else diagnostic.message),
        ("fingerprint", mark),
        ("count", count),
    )


def read(content: bytes) -> Mapping[str, Known]:
    """What a file knows, by fingerprint.

    Raises:
        InvalidBaselineError: it is not a baseline.
    """
    try:
        file = msgspec.json.decode(content, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InvalidBaselineError(str(error)) from error
    if file.version != VERSION:
        message = f"it has version {file.version}, and this program reads version {VERSION}"
        raise InvalidBaselineError(message)
    return {known.fingerprint: known for known in file.findings}


def new(found: Iterable[Diagnostic], known: Mapping[str, Known]) -> tuple[Diagnostic, ...]:
    """The findings that are not known. Broken input is never known: nothing can be done before it is repaired."""
    return tuple(
        diagnostic
        for diagnostic, mark, number in numbered(found)
        if diagnostic.severity is Severity.BROKEN or mark not in known or number > known[mark].count
    )


def gone(
    found: Sequence[Diagnostic], known: Mapping[str, Known], path: str, *, unasked: Collection[Code] = ()
) -> tuple[Diagnostic, ...]:
    """A note for each entry of which there are fewer findings now.

    Args:
        found: all findings.
        known: the baseline, of the languages that were looked at.
        path: of the baseline.
        unasked: codes that this run did not look for.
    """
    counts = Counter(fingerprint(diagnostic) for diagnostic in found)
    return tuple(
        Diagnostic(
            Code.BASELINE,
            Severity.INFO,
            f"{entry.count - counts[mark]} known {entry.code} in {entry.path or 'the course'}"
            f"{f', {entry.key}' if entry.key else ''}: no longer found.",
            Location(path),
            entry.language,
            hint="Write the baseline again with --write-baseline, so that it cannot come back unnoticed.",
        )
        for mark, entry in known.items()
        if counts[mark] < entry.count and entry.code not in unasked
    )
