"""Looking through translations and deciding on them: todo, diff, accept, withdraw, tidy, and a dry sync."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.command import run, snapshot
from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.model.catalog import MessageState
from wlw_i18n.report.worddiff import Part, word_diff

LESSON = "source/01-start/01-first-lesson.md"
CATALOG = "translations/fr/start/first-lesson.po"
TYPO = "A box like this one draws attention to something useful."
EDITED = "The words in square brackets say what the picture says, for people who cannot see it."
OLD, NEW = "for people who cannot see it", "for people who do not see the picture"
DAY = 24 * 60 * 60


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A translated course after a small edit and a larger one, both synced."""
    course = make(tmp_path_factory.mktemp("review") / "course", "fr", "ar")
    course.edit(LESSON, "draws attention", "drew attention")
    course.edit(LESSON, OLD, NEW)
    course.sync()
    return course.root


@pytest.fixture
def course(made: Path, tmp_path: Path) -> CourseIn:
    return CourseIn(Path(shutil.copytree(made, tmp_path / "course")))


def states(course: CourseIn, code: str) -> dict[str, MessageState]:
    """The states of what is not simply translated, by the beginning of the English."""
    return {
        message.msgid.split()[2]: message.state
        for message in course.messages(code).values()
        if message.state is not MessageState.TRANSLATED
    }


def key_of(course: CourseIn, english: str) -> str:
    return next(key for key, message in course.messages("fr").items() if message.msgid.startswith(english))


# A dry sync


def test_a_dry_sync_shows_every_change_and_writes_nothing(course: CourseIn) -> None:
    course.edit(LESSON, "drew attention", "pulls attention")
    course.write(LESSON, course.read(LESSON) + "\nA paragraph at the end.\n")
    before = snapshot(course.root)
    done = run("sync", "--dry-run", course=course.root)
    assert snapshot(course.root) == before
    assert done.code == 0
    lines = [line.strip() for line in done.out.splitlines()]
    assert "A box like this one [-drew-]{+pulls+} attention to something useful." in lines
    assert "A paragraph at the end." in lines
    assert [line.split()[-1] for line in lines if line.startswith(LESSON)] == ["edited", "new"]
    assert "Changes in the English: 1 edited, 1 new." in lines
    assert not [line for line in lines if line.startswith("fr  français:")]
    assert lines[-1] == "Nothing was written: this was a dry run."


def test_a_dry_sync_as_data_names_the_changed_units(course: CourseIn) -> None:
    course.edit(LESSON, "drew attention", "pulls attention")
    (edit,) = json.loads(run("sync", "--dry-run", "--json", course=course.root).out)["edits"]
    assert edit == {
        "class": "edited",
        "key": key_of(course, "A box"),
        "document": "first-lesson",
        "old_document": "first-lesson",
        "path": LESSON,
        "line": next(n for n, line in enumerate(course.read(LESSON).splitlines(), 1) if "pulls" in line),
        "before": TYPO.replace("draws", "drew"),
        "after": TYPO.replace("draws", "pulls"),
    }


# Lists


def test_diff_shows_both_english_texts_in_one_and_the_translation(course: CourseIn) -> None:
    done = run("diff", "--lang", "fr", course=course.root)
    line = course.messages("fr")[key_of(course, "A box")].line
    assert done.code == 0
    assert done.out.splitlines()[:3] == [
        f"{CATALOG}:{line}  {key_of(course, 'A box')}",
        "  en  A box like this one [-draws-]{+drew+} attention to something useful.",
        f"  fr  ⟦{TYPO}⟧",
    ]


def test_diff_of_a_language_without_stale_texts_says_so(course: CourseIn) -> None:
    run("accept", "--document", "first-lesson", course=course.root)
    assert run("diff", "--lang", "fr", course=course.root).out == "fr  français: nothing is stale.\n"


def test_todo_is_in_the_order_of_the_course(course: CourseIn) -> None:
    for path in sorted((course.root / "translations/fr").rglob("*.po")):
        path.unlink()
    course.sync()
    found = json.loads(run("todo", "--lang", "fr", "--json", course=course.root).out)["fr"]
    documents = list(dict.fromkeys(entry["document"] for entry in found))
    assert documents == ["course", "interface", "index", "first-lesson", "first-quiz"]
    assert all(entry["words"] > 0 for entry in found)
    keys = [entry["key"] for entry in found if entry["document"] == "first-lesson"]
    assert keys == [message.key for message in course.catalog(CATALOG).messages]


def test_todo_in_words_adds_up(course: CourseIn) -> None:
    first, second, *_ = run("todo", "--lang", "fr", course=course.root).out.splitlines()
    assert first == "fr  français: 2 texts, 28 words"
    assert second.endswith(": stale, 10 words")


@pytest.mark.parametrize("command", ["todo", "diff"])
def test_lists_ask_for_a_sync_when_the_lessons_have_changed(course: CourseIn, command: str) -> None:
    course.edit(LESSON, "drew attention", "pulls attention")
    done = run(command, course=course.root)
    assert done.code == 2
    assert "up to date with the lessons. Run `wlw-i18n sync`" in " ".join(done.err.split())


# Decisions


def test_accept_by_key_makes_a_translation_ready_in_every_language(course: CourseIn) -> None:
    done = run("accept", key_of(course, "A box"), course=course.root)
    assert done.code == 0
    for code in ("fr", "ar"):
        assert states(course, code) == {"in": MessageState.STALE}
        message = course.messages(code)[key_of(course, "A box")]
        assert (message.fuzzy, message.previous_msgid, message.msgstr) == (False, None, f"⟦{TYPO}⟧")
    course.sync()
    assert course.sync().written == ()
    assert states(course, "fr") == {"in": MessageState.STALE}


def test_accept_all_small_leaves_larger_edits_alone(course: CourseIn) -> None:
    assert run("accept", "--all-small", "--lang", "fr", course=course.root).code == 0
    assert states(course, "fr") == {"in": MessageState.STALE}
    assert set(states(course, "ar")) == {"in", "like"}


def test_accepting_and_taking_the_edit_back_costs_nothing(course: CourseIn) -> None:
    run("accept", "--document", "first-lesson", course=course.root)
    course.edit(LESSON, NEW, OLD)
    course.sync()
    assert states(course, "fr") == {}
    assert course.messages("fr")[key_of(course, "The words in square")].msgstr == f"⟦{EDITED}⟧"


def test_withdrawn_translations_are_never_shown_again(course: CourseIn) -> None:
    assert run("withdraw", "--document", "first-lesson", "--lang", "fr", course=course.root).code == 0
    assert set(states(course, "fr").values()) == {MessageState.UNTRANSLATED}
    assert f"⟦{EDITED}⟧" in course.read("translations/fr/memory.po")
    course.edit(LESSON, NEW, OLD)
    course.sync()
    assert course.messages("fr")[key_of(course, "The words in square")].msgstr == ""
    assert states(course, "ar").keys() == {"like"}


@pytest.mark.parametrize("command", ["accept", "withdraw"])
def test_a_decision_needs_to_be_told_which_texts(course: CourseIn, command: str) -> None:
    before = snapshot(course.root)
    assert run(command, course=course.root).code == 2
    done = run(command, "p-00000000", course=course.root)
    assert (done.code, done.out) == (1, "No stale translation is meant by p-00000000; nothing was written.\n")
    assert snapshot(course.root) == before


# Tidying


def git(course: CourseIn, *words: str, days_ago: int = 0) -> None:
    date = f"{1_700_000_000 - days_ago * DAY} +0000"
    identity = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"), ("DATE", date))
    }
    subprocess.run(["git", *words], cwd=course.root, check=True, capture_output=True, env={**os.environ, **identity})


@pytest.fixture
def aged(course: CourseIn) -> CourseIn:
    """A course in French of which nothing is stale; translations were retired long ago, one of them was withdrawn."""
    git(course, "init", "-q")
    run("withdraw", key_of(course, "A box"), "--lang", "fr", course=course.root)
    course.edit(LESSON, "A box like this one drew attention to something useful.", "A box.")
    course.edit(LESSON, NEW, "whoever they are")
    for _ in range(2):
        course.translate("fr")
        course.sync()
    git(course, "add", "-A")
    git(course, "commit", "-qm", "old", days_ago=1000)
    return course


def test_tidy_removes_what_is_old_and_in_no_use(aged: CourseIn) -> None:
    before = aged.read("translations/fr/memory.po")
    assert before.count("\nmsgctxt ") == 4
    dry = run("tidy", "--older-than", "365", "--lang", "fr", "--dry-run", course=aged.root)
    assert dry.out.splitlines()[0] == "translations/fr/memory.po: 3 of 4 entries to remove"
    assert aged.read("translations/fr/memory.po") == before
    assert run("tidy", "--older-than", "365", "--lang", "fr", course=aged.root).code == 0
    after = aged.read("translations/fr/memory.po")
    assert after.count("\nmsgctxt ") == 1
    assert "#. withdrawn: must not be used again" in after
    assert aged.sync().written == ()


def test_tidy_keeps_the_copy_of_what_is_stale(course: CourseIn) -> None:
    git(course, "init", "-q")
    git(course, "add", "-A")
    git(course, "commit", "-qm", "old", days_ago=1000)
    done = run("tidy", "--keep", "0", course=course.root)
    assert done.out.splitlines() == [
        "translations/fr/memory.po: 0 of 2 entries to remove",
        "translations/ar/memory.po: 0 of 2 entries to remove",
    ]


def test_tidy_without_history_refuses(course: CourseIn) -> None:
    git(course, "init", "-q")
    before = snapshot(course.root)
    done = run("tidy", "--keep", "0", course=course.root)
    assert done.code == 2
    assert "git does not tell how old" in done.err
    assert snapshot(course.root) == before


# The words that changed


@given(st.text("ab \n.", max_size=40), st.text("ab \n.", max_size=40))
def test_a_word_diff_has_both_texts_in_it(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.part is not Part.NEW) == old
    assert "".join(piece.text for piece in pieces if piece.part is not Part.GONE) == new
