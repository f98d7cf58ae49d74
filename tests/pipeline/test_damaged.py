"""Files that are damaged, or odd: what is said, what is done all the same, what is left alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.pipeline.course_in import SYNC, CourseIn, make
from wlw_i18n.model.catalog import MessageState
from wlw_i18n.model.diagnostic import Code, Severity

LESSON = "source/01-start/01-first-lesson.md"
CATALOG = "translations/fr/start/first-lesson.po"
MEMORY = "translations/fr/memory.po"
OLD, NEW = "for people who cannot see it", "for people who do not see the picture"

CONFLICT = """
<<<<<<< ours
#. family: prose
msgctxt "p-00000000#11111111"
msgid "A text."
msgstr "Un texte."
=======
#. family: prose
msgctxt "p-00000000#22222222"
msgid "A text."
msgstr "Du texte."
>>>>>>> theirs
"""
NO_KEY = """
msgid "A text that nobody knows."
msgstr "Un texte que personne ne connaît."
"""
CUT_OFF = """
msgctxt "p-00000000"
msgid "A text
"""


@pytest.fixture
def course(tmp_path: Path) -> CourseIn:
    return make(tmp_path / "course", "fr", "ar")


def append(course: CourseIn, path: str, text: str) -> None:
    course.write(path, (course.read(path) if (course.root / path).exists() else 'msgid ""\nmsgstr ""\n') + text)


def stale(course: CourseIn, code: str) -> list[str]:
    return [message.msgstr for message in course.messages(code).values() if message.state is MessageState.STALE]


@pytest.mark.parametrize(("path", "text"), [(MEMORY, CONFLICT), (CATALOG, NO_KEY)], ids=["conflict", "no key"])
def test_a_warning_about_a_file_does_not_keep_its_language_from_being_merged(
    course: CourseIn, path: str, text: str
) -> None:
    append(course, path, text)
    course.edit(LESSON, OLD, NEW)
    outcome = course.sync()
    assert Code.PO_CONFLICT in {d.code for d in outcome.diagnostics} or path is CATALOG
    assert not outcome.broken
    assert len(stale(course, "fr")) == len(stale(course, "ar")) == 1
    assert course.sync().written == ()


@pytest.mark.parametrize("path", [CATALOG, MEMORY])
def test_a_damaged_file_stops_everything(course: CourseIn, path: str) -> None:
    append(course, path, CUT_OFF)
    course.edit(LESSON, OLD, NEW)
    before = course.files()
    outcome = course.sync()
    broken = [d for d in outcome.diagnostics if d.severity is Severity.BROKEN]
    assert [d.location and d.location.path for d in broken] == [path]
    assert course.files() == before


@pytest.mark.parametrize("path", [CATALOG, MEMORY])
def test_with_keep_going_the_other_languages_are_done(course: CourseIn, path: str) -> None:
    append(course, path, CUT_OFF)
    course.edit(LESSON, OLD, NEW)
    before = course.files()
    outcome = course.sync(replace(SYNC, keep_going=True))
    assert outcome.broken
    assert outcome.left_out == ("fr",)
    assert len(stale(course, "ar")) == 1
    after = course.files()
    french = ("translations/fr/", "exports/html/fr/", "exports/wikitext/generic/fr/")
    assert {name: data for name, data in after.items() if name.startswith(french)} == {
        name: data for name, data in before.items() if name.startswith(french)
    }
    assert "fr" in {language.code for language in outcome.status.languages}


def test_a_language_that_was_left_out_catches_up(course: CourseIn, tmp_path: Path) -> None:
    same = make(tmp_path / "same", "fr", "ar")
    whole = course.read(CATALOG)
    append(course, CATALOG, CUT_OFF)
    for one in (course, same):
        one.edit(LESSON, OLD, NEW)
    course.sync(replace(SYNC, keep_going=True))
    course.write(CATALOG, whole)
    assert not course.sync().broken
    same.sync()
    assert course.files() == same.files()
