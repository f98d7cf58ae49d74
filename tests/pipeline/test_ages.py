"""How long translations have been stale, as git tells."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.pipeline import ages
from wlw_i18n.pipeline.refusal import RefusedError

LESSON = "source/01-start/01-first-lesson.md"
PO = "translations/fr/start/first-lesson.po"
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


def commit(course: CourseIn, day: str) -> None:
    who = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    when = {f"GIT_{role}_DATE": f"{day}T12:00:00+0000" for role in ("AUTHOR", "COMMITTER")}
    home = {"HOME": str(course.root), "GIT_CONFIG_NOSYSTEM": "1"}
    for words in (["add", "-A"], ["commit", "-qm", day]):
        subprocess.run(["git", *words], cwd=course.root, check=True, env=os.environ | who | when | home)


@pytest.fixture
def course(tmp_path: Path) -> CourseIn:
    found = make(tmp_path / "course", "fr")
    subprocess.run(["git", "init", "-q"], cwd=found.root, check=True)
    commit(found, "2026-01-01")
    return found


def stale(course: CourseIn, oldest: int = 30) -> list[Diagnostic]:
    outcome = course.check()
    found = ages.aged(course.root, outcome.diagnostics, outcome.status, oldest=oldest, now=NOW)
    return [each for each in found if each.code is Code.STALE]


def test_since_when(course: CourseIn) -> None:
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    course.sync()
    commit(course, "2026-02-01")
    (found,) = stale(course)
    assert found.severity is Severity.ERROR
    assert "(58 days, since 2026-02-01; " in found.message
    assert " words; learners meet it in first-lesson)" in found.message
    (found,) = stale(course, oldest=58)
    assert found.severity is Severity.WARNING


def test_a_second_edit_makes_it_no_younger(course: CourseIn) -> None:
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    course.sync()
    commit(course, "2026-02-01")
    course.edit(LESSON, "A lesson is one Markdown file.", "A lesson is one single Markdown file.")
    course.sync()
    commit(course, "2026-03-20")
    (found,) = stale(course)
    assert "since 2026-02-01" in found.message


def test_what_was_not_committed_is_of_today(course: CourseIn) -> None:
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    course.sync()
    (found,) = stale(course, oldest=0)
    assert found.severity is Severity.WARNING
    assert "(0 days, since 2026-03-31; " in found.message


def test_an_entry_that_moved_in_its_file_is_no_younger(course: CourseIn) -> None:
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    course.sync()
    commit(course, "2026-02-01")
    text = course.read(LESSON)
    head, front, body = text.split("---\n", 2)
    first, rest = body.strip().split("\n\n", 1)
    course.write(LESSON, f"{head}---\n{front}---\n\n{rest.rstrip()}\n\n{first}\n")
    course.sync()
    commit(course, "2026-03-20")
    (found,) = stale(course)
    assert "since 2026-02-01" in found.message


def test_without_a_history(tmp_path: Path) -> None:
    course = make(tmp_path / "course", "fr")
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    course.sync()
    with pytest.raises(RefusedError, match="commit the file first"):
        stale(course)
