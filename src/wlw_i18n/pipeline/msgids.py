"""PO entries whose English somebody has changed by hand.

Sync writes every `msgid`, so one that differs from the template was either changed in the PO file, or is older than
the template: the file comes from a wiki, an editor or a branch that has not caught up. An older English has left
traces: in `memory.po`, as `#| msgid` of an entry, or in the templates that git has kept. What has left none was never
English of the course.
"""

import subprocess
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from wlw_i18n import memory
from wlw_i18n.catalogs import fields, po, template
from wlw_i18n.model.catalog import Catalog, Message
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.pipeline.outcome import Outcome
from wlw_i18n.pipeline.paths import memory_path
from wlw_i18n.pipeline.workspace import TEMPLATES, TRANSLATIONS

_HINT: Final = (
    "Take the msgid back to what it was. If the English is wrong, change it in the lesson and run `wlw-i18n sync`."
)
_UNSURE: Final = (
    "If the file comes from another copy of the course, run `wlw-i18n sync`. Otherwise take the msgid back to what it "
    "was, and change the English in the lesson."
)


def changed_by_hand(root: Path, outcome: Outcome) -> tuple[Diagnostic, ...]:
    """The entries whose `msgid` is not, and as far as is known never was, the English of their text.

    Args:
        root: of the course.
        outcome: of a run that wrote nothing. Only what sync would write can have such an entry.

    Returns:
        Errors; warnings where git does not have the whole history.

    Raises:
        OSError: a file cannot be read.
    """
    tags = {language.code: language.tag for language in outcome.status.languages}
    today = {edit.key: edit.after for edit in outcome.edits if edit.after}
    known = _Known(root)
    found: list[Diagnostic] = []
    for path in outcome.unsynced:
        code = path.split("/")[1]
        catalog = _read(root, path) if code in tags and path != memory_path(code) else None
        if catalog is not None:
            synced = _template(root, path.removeprefix(f"{TRANSLATIONS}/{code}/").removesuffix(".po"))
            suspects = [
                message
                for message in catalog.messages
                if message.key in synced and message.msgid not in (synced[message.key], today.get(message.key))
            ]
            found += [_finding(path, tags[code], each, known) for each in suspects if not known.was_english(each)]
    return tuple(found)


def _finding(path: str, tag: str, message: Message, known: "_Known") -> Diagnostic:
    where = Location(path, message.line)
    if known.is_complete:
        said = "The English of this entry (msgid) was changed by hand; this text never was English of the course."
        return Diagnostic(Code.MSGID_CHANGED, Severity.ERROR, said, where, tag, message.key, _HINT)
    said = "The English of this entry (msgid) is not that of the course, and there is no history to tell if it was."
    return Diagnostic(Code.MSGID_CHANGED, Severity.WARNING, said, where, tag, message.key, _UNSURE)


def _read(root: Path, path: str) -> Catalog | None:
    file = root / path
    return po.read(path, file.read_bytes())[0] if path.endswith(".po") and file.is_file() else None


def _template(root: Path, name: str) -> Mapping[str, str]:
    """The English of each key at the last sync."""
    path = f"{TEMPLATES}/{name}.pot"
    if not (root / path).is_file():
        return {}
    found, _ = template.read(path, (root / path).read_bytes())
    return {unit.key: unit.text for unit in found.units}


class _Known:
    """What English the texts of a course had earlier, looked up when it is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def was_english(self, message: Message) -> bool:
        """Whether a `msgid` was English of the course."""
        return (message.key, message.msgid) in self._kept or self._is_in_templates(message.msgid)

    @cached_property
    def is_complete(self) -> bool:
        """Whether git has the whole history of the templates."""
        return self._git("rev-parse", "--is-shallow-repository").strip() == b"false" and bool(self._lines)

    @cached_property
    def _kept(self) -> frozenset[tuple[str, str]]:
        """Keys and their earlier English, from memory and from stale entries of all languages."""
        return frozenset(self._in_files())

    def _in_files(self) -> Iterator[tuple[str, str]]:
        for file in sorted((self.root / TRANSLATIONS).glob("*/**/*.po")):
            path = file.relative_to(self.root).as_posix()
            if path == memory_path(path.split("/")[1]):
                remembered, _ = memory.read(path, file.read_bytes())
                yield from ((entry.key, entry.msgid) for entry in (remembered.entries if remembered else ()))
                continue
            catalog, _ = po.read(path, file.read_bytes())
            for message in catalog.messages if catalog else ():
                if message.previous_msgid and message.previous_key is None:
                    yield message.key, message.previous_msgid

    def _is_in_templates(self, text: str) -> bool:
        said = fields.keyword_of("msgid", text).split("\n")
        return all(line.removeprefix("msgid ") in self._lines for line in said if line not in ('msgid ""', ""))

    @cached_property
    def _lines(self) -> frozenset[str]:
        """Every line that a template ever had and that may belong to a text. They are unwrapped, so it is whole."""
        said = self._git("log", "-m", "--format=", "--patch", "--unified=0", "--no-color", "--", TEMPLATES)
        lines = (line[1:].removeprefix("msgid ") for line in said.decode("utf-8", "replace").split("\n"))
        return frozenset(line for line in lines if line.startswith('"'))

    def _git(self, *arguments: str) -> bytes:
        """What a git command says; nothing if it fails, or if there is no git."""
        try:
            done = subprocess.run(["git", *arguments], cwd=self.root, capture_output=True, check=False)  # noqa: S603, S607
        except FileNotFoundError:
            return b""
        return done.stdout if done.returncode == 0 else b""
