"""Traps of Open edX, put into a course as people would put them there: in a lesson, or in a translation.

A case (tests/cases/olx/traps) is a title, an input and the outcome. The input is a lesson, with or without its own
front matter; after a line `=== fr`, translations: `ENGLISH => FRENCH`, `\\n` for a line break. What is not listed is
translated by itself. A line `=== FILE` is followed by the text of another file below source/.

The outcome is what our own check says (`PLACE severity code`, all that is more than a note; the place in a PO file is
its English, because translators' lines move), and what the archive then has (`+ text`) and has not (`- text`).
"""

import io
import re
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tests.casefiles import CASES
from tests.pipeline.course_in import CourseIn
from wlw_i18n.catalogs import po
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.pipeline import starter

LESSON = "source/01-start/01-trap.md"
_FRONT = "---\ntitle: Trap\n---\n"
_INDEX = "---\ntitle: Start\nkind: module\n---\n\nText.\n"
_GATES = "document = 0\nquiz = 0\ncourse = 0\n"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@dataclass(frozen=True)
class Trapped:
    """What became of a trap."""

    said: tuple[str, ...]
    """Findings, notes left out."""
    archives: Mapping[str, Path]
    """By language; none if nothing was written."""

    def text(self) -> str:
        """Everything in the archives that is text."""
        return "\n".join(_text(path) for path in self.archives.values())


def _text(path: Path) -> str:
    with tarfile.open(path) as archive:
        members = [archive.extractfile(member) for member in archive.getmembers() if "/static/" not in member.name]
        return "\n".join(io.TextIOWrapper(file, "utf-8").read() for file in members if file is not None)


def set_off(folder: Path, given: str) -> Trapped:
    """Make a course with a trap in it, and export it."""
    starter.make(folder)
    course = CourseIn(folder)
    for path in (folder / "source" / "01-start").glob("*.md"):
        path.unlink()
    toml = course.read("source/course.toml").replace("languages = []", 'languages = ["fr"]')
    toml = re.sub(r"^export = .*$", 'export = ["olx"]', toml, flags=re.MULTILINE)
    head, _, rest = toml.partition("[gates]\n")
    course.write("source/course.toml", f"{head}[gates]\n{_GATES}\n[targets{rest.partition('[targets')[2]}")
    course.write("source/01-start/index.md", _INDEX)
    course.write("source/01-start/media/map.svg", _SVG)
    body, *others = given.split("\n=== ")
    course.write(LESSON, body if body.startswith(("---\n", "\ufeff")) else _FRONT + body + "\n")
    french: list[str] = []
    for other in others:
        name, _, text = other.partition("\n")
        if name == "fr":
            french = text.splitlines()
        elif name == "course.toml":
            course.write("source/course.toml", course.read("source/course.toml") + text)
        else:
            course.write(f"source/{name}", text + "\n")
    outcome = course.sync()
    if not outcome.broken:
        _translate(course, dict(_pair(line) for line in french))
        outcome = course.sync()
    said = tuple(
        f"{_place(course, found)} {found.severity.name.lower()} {found.code.value}"
        for found in outcome.diagnostics
        # What a case does not translate stands there in English.
        if found.severity > Severity.INFO and found.code is not Code.UNCHANGED
    )
    archives = {} if outcome.broken else {path.name: path for path in sorted(folder.glob("exports/olx/*.tar.gz"))}
    return Trapped(said, archives)


def _place(course: CourseIn, found: Diagnostic) -> str:
    """Where a finding is: in a PO file, the English of the entry that its line is in."""
    where = found.location
    assert where is not None
    if not where.path.endswith(".po"):
        return str(where)
    above = course.read(where.path).splitlines()
    assert 0 < where.line <= len(above)
    entry, line = "", where.line - 1
    while line and above[line]:
        line -= 1
    for text in above[line + 1 :]:
        entry = text.removeprefix("msgid ") if text.startswith("msgid ") else entry
        if not text:
            break
    return f"{where.path} {entry}"


def _pair(line: str) -> tuple[str, str]:
    english, found, french = line.partition(" => ")
    assert found, line
    return english.replace("\\n", "\n"), french.replace("\\n", "\n")


def _translate(course: CourseIn, french: Mapping[str, str]) -> None:
    unused = set(french)
    for path in sorted((course.root / "translations" / "fr").rglob("*.po")):
        if path.name == "memory.po":
            continue
        catalog = course.catalog(path.relative_to(course.root).as_posix())
        unused -= {message.msgid for message in catalog.messages}
        messages = tuple(
            replace(message, msgstr=french.get(message.msgid, message.msgid)) for message in catalog.messages
        )
        path.write_bytes(po.write(replace(catalog, messages=messages)))
    assert not unused, f"no such English: {unused}"


def problem_of(expected: str, trapped: Trapped) -> str:
    """How an outcome differs from what was expected; nothing if it does not."""
    lines = expected.splitlines()
    said = [line for line in lines if not line.startswith(("+ ", "- "))]
    if list(trapped.said) != said:
        return "said:\n" + "\n".join(trapped.said)
    text = trapped.text()
    missing = [line for line in lines if line.startswith("+ ") and line[2:].replace("\\n", "\n") not in text]
    there = [line for line in lines if line.startswith("- ") and line[2:].replace("\\n", "\n") in text]
    return "\n".join([*missing, *there, text]) if missing or there else ""


TRAPS = CASES / "olx" / "traps"
