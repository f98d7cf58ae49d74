"""How long translations have been stale: git knows since when an entry has had the English that it was made for.

Sync writes no time into any file. The line `#| msgid` of a stale entry appears when the entry becomes stale, and stays
as it is however often the English is edited after that.
"""

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from wlw_i18n import inline
from wlw_i18n.catalogs import po
from wlw_i18n.catalogs.entries import document_of
from wlw_i18n.model.catalog import Message
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.status import CourseStatus
from wlw_i18n.pipeline.refusal import RefusedError

_LINE: Final = re.compile(r"([0-9a-f]{40,64}) \d+ (\d+)(?: \d+)?")
_TIME: Final = re.compile(r"committer-time (\d+)")
_UNCOMMITTED: Final = "0" * 40
_PREVIOUS: Final = "#| msgid"


@dataclass(frozen=True, slots=True)
class Age:
    """How long a translation has been stale."""

    since: datetime
    words: int
    """Of the English of today."""

    def days(self, now: datetime) -> int:
        """Whole days until a time."""
        return max(0, (now - self.since).days)


def aged(
    root: Path, found: Sequence[Diagnostic], status: CourseStatus, *, oldest: int, now: datetime
) -> tuple[Diagnostic, ...]:
    """Findings, with what is known about the age of those about stale translations; too old ones are errors.

    Args:
        root: of the course.
        found: findings of a run.
        status: of that run: it tells which documents learners see in a language.
        oldest: days that a translation may be stale.
        now: the time to count to, with a time zone.

    Raises:
        RefusedError: there is no history to ask.
        OSError: a file cannot be read.
    """
    paths = {each.location.path for each in found if each.code is Code.STALE and each.location}
    ages = {path: _ages(root, path, now) for path in sorted(paths)}
    served = {
        (language.tag, document.id): document.served and language.published
        for language in status.languages
        for document in language.documents
    }
    return tuple(_aged(found, ages, served, oldest, now))


def _aged(
    found: Iterable[Diagnostic],
    ages: Mapping[str, Mapping[str, Age]],
    served: Mapping[tuple[str, str], bool],
    oldest: int,
    now: datetime,
) -> Iterator[Diagnostic]:
    for each in found:
        path = each.location.path if each.location else ""
        age = ages.get(path, {}).get(each.key) if each.code is Code.STALE else None
        if age is None:
            yield each
            continue
        days, document = age.days(now), document_of(path)
        name = {"course": "the course's own texts", "interface": "the words on every page"}.get(document, document)
        where = (
            f"learners meet it in {name}" if served.get((each.language, document), True) else f"in {name}, not shown"
        )
        since = f"{days} {'day' if days == 1 else 'days'}, since {age.since:%Y-%m-%d}"
        words = f"{age.words} {'word' if age.words == 1 else 'words'}"
        severity = Severity.ERROR if days > oldest else each.severity
        yield replace(each, severity=severity, message=f"{each.message} ({since}; {words}; {where})")


def _ages(root: Path, path: str, now: datetime) -> Mapping[str, Age]:
    """The age of each stale entry of a PO file, by key."""
    content = (root / path).read_bytes()
    catalog, _ = po.read(path, content)
    if catalog is None:
        return {}
    times = _blame(root, path)
    lines = content.decode("utf-8", "replace").split("\n")
    return {
        message.key: Age(times.get(_line(message, lines), now), _words(message.msgid)) for message in catalog.messages
    }


def _line(message: Message, lines: Sequence[str]) -> int:
    """The line where the previous English of an entry begins, from 1; 0 if it has none."""
    for number in range(message.line - 1, 0, -1):
        line = lines[number - 1]
        if line.startswith(_PREVIOUS):
            return number
        if not line.strip():
            return 0
    return 0


def _words(text: str) -> int:
    return len(inline.visible(inline.parse(text)).split())


def _blame(root: Path, path: str) -> Mapping[int, datetime]:
    """When each line of a file was committed; lines that were not are left out. An entry that moved is no younger.

    Raises:
        RefusedError: git does not know the file.
    """
    command = ["git", "blame", "--line-porcelain", "-w", "-M", "--", path]
    try:
        done = subprocess.run(command, cwd=root, check=True, capture_output=True)  # noqa: S603 - git's own words
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        message = f"git does not tell how long the entries of {path} have been stale: commit the file first."
        raise RefusedError(message) from error
    times: dict[int, datetime] = {}
    line = 0
    for text in done.stdout.decode("utf-8", "replace").split("\n"):
        if found := _LINE.fullmatch(text):
            line = 0 if found[1].startswith(_UNCOMMITTED) else int(found[2])
        elif line and (found := _TIME.fullmatch(text)):
            times[line] = datetime.fromtimestamp(int(found[1]), UTC)
    return times
