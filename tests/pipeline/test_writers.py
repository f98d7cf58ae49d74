"""A sync after other programs have saved a PO file: nothing changes but what must change.

`recorded/` holds what programs really wrote (see the README beside it). What sync changes in such a file stands in
`after-sync/`, as a diff; no diff there means that sync leaves the file alone. `after-edit/` has what it changes when
an author has edited the lesson meanwhile.
"""

import difflib
import shutil
from pathlib import Path
from typing import Final

import pytest

from wlw_i18n.catalogs import po
from wlw_i18n.model.catalog import MessageState
from wlw_i18n.pipeline.run import Options

from ..casefiles import CASES
from .course_in import CourseIn

WRITERS: Final = CASES / "catalogs" / "writers"
RECORDED: Final = sorted((WRITERS / "recorded").glob("*.po"))
WRITE: Final = Options(write=True)
LESSON: Final = "source/01-start/01-lesson.md"
EDIT: Final = ("Names with many articles", "Often names with many articles")
EVERY: Final = pytest.mark.parametrize("recorded", RECORDED, ids=lambda path: path.stem)


def catalog_of(recorded: Path) -> str:
    code = "ar" if recorded.stem.endswith("-arabic") else "fr"
    return f"translations/{code}/start/lesson.po"


def saved(recorded: Path, tmp_path: Path) -> CourseIn:
    """The course after a program has saved the file."""
    course = CourseIn(tmp_path / "course")
    shutil.copytree(WRITERS / "course", course.root)
    (course.root / catalog_of(recorded)).write_bytes(recorded.read_bytes())
    return course


def difference(before: str, after: str) -> str:
    lines = (text.splitlines(keepends=True) for text in (before, after))
    return "".join(difflib.unified_diff(*lines, "before", "after", n=1))


def changed(recorded: Path, course: CourseIn) -> str:
    """What sync changed in the file that a program wrote."""
    return difference(recorded.read_text(encoding="utf-8"), course.read(catalog_of(recorded)))


def expected(recorded: Path, folder: str) -> str:
    path = WRITERS / folder / f"{recorded.stem}.diff"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def confirmed(recorded: Path) -> bool:
    """Whether somebody declared the stale texts translated; gettext's tools only write them anew."""
    return not recorded.stem.startswith(("msgcat", "msgmerge"))


def stays(course: CourseIn) -> None:
    """Another sync writes nothing."""
    before = course.files()
    outcome = course.sync(WRITE)
    assert not outcome.broken
    assert course.files() == before


def test_the_course_is_as_sync_left_it(tmp_path: Path) -> None:
    course = CourseIn(tmp_path / "course")
    shutil.copytree(WRITERS / "course", course.root)
    before = course.files("translations")
    course.sync(WRITE)
    after = course.files("translations")
    assert {path: after[path] for path in before} == before


@EVERY
def test_sync_changes_only_what_must_change(recorded: Path, tmp_path: Path) -> None:
    course = saved(recorded, tmp_path)
    assert not course.sync(WRITE).broken
    assert changed(recorded, course) == expected(recorded, "after-sync")
    stays(course)


@EVERY
def test_sync_after_an_authors_edit_changes_only_that_entry(recorded: Path, tmp_path: Path) -> None:
    course = saved(recorded, tmp_path)
    course.sync(WRITE)
    synced = course.read(catalog_of(recorded))
    course.edit(LESSON, *EDIT)
    assert not course.sync(WRITE).broken
    assert difference(synced, course.read(catalog_of(recorded))) == expected(recorded, "after-edit")
    stays(course)


def test_a_text_that_another_program_put_away_follows_its_english(tmp_path: Path) -> None:
    """msgmerge with a template that lacks a text makes a `#~` entry of it; meanwhile its author edits it."""
    course = saved(WRITERS / "recorded" / "msgmerge.po", tmp_path)
    course.edit(LESSON, "summary: How to begin a list", "summary: How to begin a good list")
    assert not course.sync(WRITE).broken
    summary = course.catalog("translations/fr/start/lesson.po").messages[1]
    assert summary.msgid == "How to begin a good list of writers."
    assert summary.msgstr == "Comment commencer une liste d’écrivaines."
    assert summary.state is MessageState.STALE
    assert summary.previous_msgid == "How to begin a list of writers."
    stays(course)


def test_previous_english_that_translate_drops_is_found_again(tmp_path: Path) -> None:
    """MediaWiki's Translate keeps the flag and drops `#|` lines; the memory knows what stale texts were made for."""
    course = saved(WRITERS / "recorded" / "msgcat-no-wrap.po", tmp_path)
    path = "translations/fr/start/lesson.po"
    text = course.read(path)
    course.write(path, "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#|")))
    before = {message.key: message.state for message in course.catalog(path).messages}
    assert MessageState.STALE not in before.values()
    course.sync(WRITE)
    found = [message.previous_msgid for message in course.catalog(path).messages if message.state is MessageState.STALE]
    assert found == [
        "A list of women writers helps a group to see which articles are missing.",
        "Count the articles.",
        "Ask on the talk page.\nSign with `~~~~`.",
    ]
    stays(course)


def test_files_that_editors_leave_beside_a_po_file_are_left_alone(tmp_path: Path) -> None:
    course = saved(WRITERS / "recorded" / "poedit.po", tmp_path)
    left = {
        "translations/fr/index.lokalize": "[General]\nLangCode=fr\n",
        "translations/fr/start/lesson.mo": "\x01",
        "translations/fr/start/lesson.po~": 'msgid ""\n',
    }
    for path, text in left.items():
        course.write(path, text)
    assert not course.sync(WRITE).broken
    assert {path: course.read(path) for path in left} == left
    assert changed(WRITERS / "recorded" / "poedit.po", course) == ""


@EVERY
def test_what_people_wrote_survives(recorded: Path, tmp_path: Path) -> None:
    course = saved(recorded, tmp_path)
    course.sync(WRITE)
    path = catalog_of(recorded)
    found, _ = po.read(path, recorded.read_bytes())
    assert found is not None
    synced = course.catalog(path)
    assert synced.header == found.header
    assert po.header_fields(synced)["X-Translation-Status"] == "draft, needs review by a native speaker"
    assert po.header_fields(synced)["X-Our-List"].endswith("wrap it somewhere")
    now = {message.key: message for message in synced.messages}
    for message in found.messages:
        assert now[message.key].comments == message.comments
        assert now[message.key].flags == message.flags
        assert now[message.key].msgstr == message.msgstr or not message.msgstr


@EVERY
def test_what_was_confirmed_is_translated(recorded: Path, tmp_path: Path) -> None:
    course = saved(recorded, tmp_path)
    course.sync(WRITE)
    messages = course.catalog(catalog_of(recorded)).messages
    (stale,) = (message for message in messages if message.msgid.startswith("A list of women writers"))
    assert stale.state is (MessageState.TRANSLATED if confirmed(recorded) else MessageState.STALE)
    suggestions = [message for message in messages if message.state is MessageState.SUGGESTION]
    assert len(suggestions) == {"msgattrib": 0, "msgmerge-no-fuzzy": 0, "msgmerge-earlier": 2}.get(recorded.stem, 1)


@EVERY
def test_a_text_that_changes_again_shows_the_english_that_its_translation_was_made_for(
    recorded: Path, tmp_path: Path
) -> None:
    """Lokalize and translate-toolkit leave the previous English beside a text that was confirmed: it counts no more."""
    course = saved(recorded, tmp_path)
    course.sync(WRITE)
    course.edit(LESSON, "to see which articles", "to see what articles")
    course.sync(WRITE)
    messages = course.catalog(catalog_of(recorded)).messages
    (stale,) = (message for message in messages if message.msgid.startswith("A list of women writers"))
    assert stale.state is MessageState.STALE
    still = " still" if confirmed(recorded) else ""
    assert stale.previous_msgid == f"A list of women writers helps a group to see which articles are{still} missing."
