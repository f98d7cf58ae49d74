"""Trimming a language's memory: retired translations that are old, or too many. Git knows how old they are."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from wlw_i18n import memory
from wlw_i18n.memory import Memory, Retired
from wlw_i18n.model.catalog import MessageState
from wlw_i18n.model.course import Language
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline.desk.course import Desk
from wlw_i18n.pipeline.refusal import RefusedError

_LINE: Final = re.compile(r"[0-9a-f]{40,64} \d+ (\d+)(?: \d+)?")
_TIME: Final = re.compile(r"committer-time (\d+)")
_NEVER_COMMITTED: Final = "0" * 40
_KEEPS: Final = datetime.max.replace(tzinfo=UTC)
"""The time of what was not committed yet: nobody could get it back."""


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A memory, trimmed."""

    before: int
    """Entries that it had."""
    removed: tuple[Retired, ...]
    """Those that go, oldest first."""
    file: OutputFile | None
    """The memory to write; None if nothing goes, or nothing is left."""
    path: str

    @property
    def is_emptied(self) -> bool:
        """Whether nothing is left, so that the file goes."""
        return len(self.removed) == self.before > 0


def trim(desk: Desk, language: Language, *, older_than: timedelta | None, keep: int | None, now: datetime) -> Trimmed:
    """Find what a language's memory can do without.

    What was withdrawn stays, because it must not be used again; so does the copy of a translation that is stale, for
    its translator may need it, and what was never committed, for nobody could get it back.

    Args:
        desk: the course.
        language: the language.
        older_than: remove what was retired longer ago than this.
        keep: remove the oldest until so many are left.
        now: the time to count from, with a time zone.

    Raises:
        RefusedError: the memory is damaged, or no history tells how old its entries are.
    """
    old = desk.memory(language)
    ages = _times(desk, old) if old.entries else {}
    needed = _needed(desk, language) if old.entries else frozenset()
    free = [entry for entry in old.entries if not entry.withdrawn and entry.identity not in needed]
    free = sorted((entry for entry in free if ages[entry.identity] < _KEEPS), key=lambda entry: ages[entry.identity])
    goes: list[Retired] = []
    if older_than is not None:
        goes = [entry for entry in free if ages[entry.identity] < now - older_than]
    if keep is not None:
        goes = free[: max(len(goes), min(len(old.entries) - keep, len(free)))]
    gone = {entry.identity for entry in goes}
    kept = replace(old, entries=tuple(entry for entry in old.entries if entry.identity not in gone))
    content = memory.write(kept, language, desk.config) if goes and kept.entries else None
    return Trimmed(len(old.entries), tuple(goes), None if content is None else OutputFile(old.path, content), old.path)


def _needed(desk: Desk, language: Language) -> frozenset[tuple[str, str, str]]:
    """Copies of translations that are stale."""
    return frozenset(
        (message.key, message.previous_msgid or "", message.msgstr)
        for catalog in desk.catalogs(language)
        for message in catalog.messages
        if message.state is MessageState.STALE
    )


def _times(desk: Desk, old: Memory) -> Mapping[tuple[str, str, str], datetime]:
    """When each entry was committed, by its identity."""
    times = _blame(desk, old.path)
    lines = {context: message.line for context, message in old.found.items()}
    return {entry.identity: times.get(lines.get(entry.context, 0), _KEEPS) for entry in old.entries}


def _blame(desk: Desk, path: str) -> Mapping[int, datetime]:
    """When each line of a file was committed, by line; lines that were not are left out."""
    command = ["git", "blame", "--line-porcelain", "-w", "--", path]
    try:
        done = subprocess.run(command, cwd=desk.root, check=True, capture_output=True)  # noqa: S603 - git's own words
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        raise RefusedError(
            f"git does not tell how old the entries of {path} are: commit the file first, or trim it by hand."
        ) from error
    times: dict[int, datetime] = {}
    line = 0
    for text in done.stdout.decode("utf-8", "replace").split("\n"):
        if found := _LINE.fullmatch(text):
            line = 0 if text.startswith(_NEVER_COMMITTED) else int(found[1])
        elif line and (found := _TIME.fullmatch(text)):
            times[line] = datetime.fromtimestamp(int(found[1]), UTC)
    return times
