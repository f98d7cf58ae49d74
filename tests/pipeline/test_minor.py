"""`<!-- minor -->`: the author says of an edit that translations hold."""

from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.model.catalog import Message, MessageState
from wlw_i18n.model.diagnostic import Code

LESSON = "source/01-start/01-first-lesson.md"
TEXT = "The words in square brackets say what the picture says, for people who cannot see it."
OLD, NEW, NEWER = "who cannot see it", "who do not see it", "who can not see it"


@pytest.fixture
def course(tmp_path: Path) -> CourseIn:
    return make(tmp_path / "course", "fr", "ar")


def edit(course: CourseIn, mark: str, old: str = OLD, new: str = NEW) -> None:
    """An author's edit, with a mark above the paragraph in place of the one that is there."""
    lines = [line for line in course.read(LESSON).split("\n") if not line.startswith("<!-- minor")]
    place = next(number for number, line in enumerate(lines) if line.startswith("The words in square"))
    lines[place : place + 1] = [*([mark] if mark else []), lines[place]]
    course.write(LESSON, "\n".join(lines).replace(old, new))


def message(course: CourseIn, code: str) -> Message:
    return next(m for m in course.messages(code).values() if m.msgid.startswith("The words in square"))


def test_the_translations_of_a_minor_edit_hold(course: CourseIn) -> None:
    edit(course, "<!-- minor -->")
    outcome = course.sync()
    assert {code: dict(effects) for code, effects in outcome.effects.items()} == {"fr": {"held": 1}, "ar": {"held": 1}}
    for code in ("fr", "ar"):
        held = message(course, code)
        assert (held.msgid, held.msgstr) == (TEXT.replace(OLD, NEW), f"⟦{TEXT}⟧")
        assert held.state is MessageState.TRANSLATED
        assert not [line for line in held.extracted if "minor" in line]
    assert course.sync().written == ()


def test_the_mark_may_stay_or_go_without_a_change_of_any_po_file(course: CourseIn) -> None:
    edit(course, "<!-- minor -->")
    course.sync()
    before = course.files("translations/fr")
    edit(course, "")
    course.sync()
    assert course.files("translations/fr") == before


def test_a_mark_counts_once(course: CourseIn) -> None:
    edit(course, "<!-- minor -->")
    course.sync()
    edit(course, "<!-- minor -->", NEW, NEWER)
    outcome = course.sync()
    assert message(course, "fr").state is MessageState.STALE
    (warning,) = [d for d in outcome.diagnostics if d.code is Code.DIRECTIVE]
    assert warning.location is not None
    assert course.read(LESSON).split("\n")[warning.location.line - 1].startswith("The words in square")


def test_a_mark_with_another_note_counts_again(course: CourseIn) -> None:
    edit(course, "<!-- minor: 2026-11-22 -->")
    course.sync()
    edit(course, "<!-- minor: 2026-11-23 -->", NEW, NEWER)
    course.sync()
    assert message(course, "fr").state is MessageState.TRANSLATED


def test_what_was_stale_before_stays_stale(course: CourseIn) -> None:
    edit(course, "")
    course.sync()
    edit(course, "<!-- minor -->", NEW, NEWER)
    course.sync()
    stale = message(course, "fr")
    assert (stale.state, stale.previous_msgid) == (MessageState.STALE, TEXT)


def test_a_mark_before_nothing_is_reported(course: CourseIn) -> None:
    course.write(LESSON, course.read(LESSON) + "\n<!-- minor -->\n")
    assert [d.message for d in course.check().diagnostics if d.code is Code.DIRECTIVE] == [
        "no text to translate follows this comment"
    ]
