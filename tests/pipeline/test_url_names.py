"""What learners would lose by the next import, said before: names that Open edX knows and the course no longer has."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefiles import cases
from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.pipeline import lockfile
from wlw_i18n.pipeline.lockfile import Entry, Lock
from wlw_i18n.pipeline.outcome import Options, Outcome

LOCK = "source/course.lock"
QUIZ = "source/01-start/02-first-quiz.md"


@pytest.fixture(scope="session", name="exported")
def exported_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter course, exported once."""
    folder = tmp_path_factory.mktemp("exported") / "course"
    make(folder, "fr")
    return folder


@pytest.fixture(name="course")
def course_fixture(exported: Path, tmp_path: Path) -> CourseIn:
    """A copy of it, to be edited."""
    shutil.copytree(exported, tmp_path / "course")
    return CourseIn(tmp_path / "course")


def _edit(course: CourseIn, line: str) -> None:
    if line.startswith("delete "):
        (course.root / "source" / line.removeprefix("delete ")).unlink()
    elif line.startswith("rename "):
        old, new = line.removeprefix("rename ").split(" => ")
        course.rename(f"source/{old}", f"source/{new}")
    else:
        path, edit = line.split(": ", 1)
        old, new = edit.replace("\\n", "\n").split(" =>", 1)
        course.edit(f"source/{path}", old, new.removeprefix(" "))


def _place(found: Diagnostic) -> str:
    assert found.location is not None
    # The lock file's lines move as names are added.
    return found.location.path if found.location.path == LOCK else str(found.location)


def _warnings(outcome: Outcome) -> list[str]:
    assert not outcome.broken, outcome.diagnostics
    return [
        f"{_place(found)} {found.severity.name.lower()}: {found.message}"
        for found in outcome.diagnostics
        if found.code is Code.URL_NAME_GONE and found.severity > Severity.INFO
    ]


@pytest.mark.parametrize(("edits", "expected"), cases("olx/names"))
def test_warnings_before_progress_is_lost(course: CourseIn, edits: str, expected: str) -> None:
    for line in edits.splitlines():
        _edit(course, line)
    assert _warnings(course.check()) == expected.splitlines()
    assert _warnings(course.sync()) == expected.splitlines()
    # It is said until somebody has decided, also by a run that finds nothing to do, and by one that remembers nothing.
    assert _warnings(course.sync()) == expected.splitlines()
    shutil.rmtree(course.root / ".wlw-i18n")
    assert _warnings(course.sync()) == expected.splitlines()


def test_check_says_it_too(course: CourseIn) -> None:
    course.edit(QUIZ, "id=q-pages", "id=q-where")
    shutil.rmtree(course.root / ".wlw-i18n")
    (found,) = [found for found in course.check().diagnostics if found.code is Code.URL_NAME_GONE]
    assert found.message.startswith('the question "q-pages" was exported')
    assert found.hint == (
        'If you gave it another id (perhaps "q-where" is it), write the old one into its comment: '
        "<!-- question id=q-pages -->. If learners may lose this, or nobody ever imported it, "
        f'add "problem/q-pages_problem" to retired in {LOCK} (line {_line(course, "q-pages_problem")}).'
    )


def _line(course: CourseIn, text: str) -> int:
    return next(number for number, line in enumerate(course.read(LOCK).splitlines(), 1) if text in line)


def test_a_course_as_it_was_exported_has_nothing_to_warn_of(course: CourseIn) -> None:
    assert _warnings(course.check()) == []
    assert _warnings(course.sync(Options(export=True, languages=("fr",)))) == []
    assert _warnings(course.sync(Options(export=True, targets=("html",)))) == []


def test_a_text_that_goes_is_a_note(course: CourseIn) -> None:
    course.edit("source/01-start/02-first-quiz.md", "summary: Two questions about the first lesson.\n", "")
    (found,) = [found for found in course.sync().diagnostics if found.code is Code.URL_NAME_GONE]
    assert (found.severity, found.message.partition(" was ")[0]) == (
        Severity.INFO,
        'the text "first-quiz_page_start_text"',
    )


def test_a_deleted_line_accepts_another_way_of_answering(course: CourseIn) -> None:
    course.edit(QUIZ, "- [x] Lessons\n- [x] Quizzes", "- [x] Quizzes\n- [x] Lessons")
    before = course.read(LOCK)
    assert len(_warnings(course.sync())) == 1
    assert course.read(LOCK) == before
    (line,) = [line for line in before.splitlines(keepends=True) if "q-files_problem" in line]
    course.edit(LOCK, line, "")
    assert _warnings(course.sync()) == []
    after = course.read(LOCK)
    assert after != before
    assert after.count("\n") == before.count("\n")


def test_only_a_question_whose_choices_change_changes_its_line(course: CourseIn) -> None:
    before = course.read(LOCK)
    course.edit("source/01-start/01-first-lesson.md", "Write short sentences.", "Write short, plain sentences.")
    course.edit(QUIZ, "toolkit makes them.", "toolkit makes them.\n- [ ] Nothing else")
    course.sync()
    changed = set(course.read(LOCK).splitlines()) - set(before.splitlines())
    assert [line.split(" = ")[0] for line in changed] == ['"problem/q-files_problem"']


# -- the file ---------------------------------------------------------------------------------------------------------

EXAMPLE = Lock(
    {
        "chapter/a": Entry(),
        "vertical/a_page_start": Entry("sequential/a"),
        "problem/q_problem": Entry("vertical/a_page_start", "multiple", ("x", "y")),
    },
    frozenset({"video/v_video"}),
)


def test_a_lock_file_reads_as_it_was_written() -> None:
    content = lockfile.write(EXAMPLE).content
    assert lockfile.read(content) == EXAMPLE
    assert lockfile.write(lockfile.read(content)).content == content


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\x7f\\"\n😀𞤀u'), min_size=1))
def test_any_text_can_be_kept_in_a_lock_file(text: str) -> None:
    lock = Lock({"problem/q_problem": Entry("vertical/a", "multiple", (text,))})
    assert lockfile.read(lockfile.write(lock).content) == lock


@pytest.mark.parametrize("value", ["[" * 5000, "1" * 5000], ids=["nested", "long number"])
def test_a_lock_file_that_pythons_toml_reader_gives_up_on(value: str) -> None:
    text = f'[olx]\nretired = []\n\n[olx.names]\n"html/a" = {{}}\n"html/b" = {{ in = {value} }}\n'
    assert lockfile.read(text.encode()).entries.keys() == {"html/a", "html/b"}


def test_names_that_no_export_makes_are_kept() -> None:
    names = ("html/\x00irst", 'html/a "quoted" one', "no-block", "html/plain")
    lock = Lock({name: Entry("chapter/a") for name in names})
    content = lockfile.write(lock).content
    found = lockfile.placed(lock, content)
    assert found == lock
    lines = content.decode().splitlines()
    said = {name: lines[entry.line - 1] for name, entry in found.entries.items() if entry.line}
    assert {name: line.partition(" = ")[0] for name, line in said.items()} == {
        "html/\x00irst": '"html/\\u0000irst"',
        "html/plain": '"html/plain"',
    }
    assert lockfile.read(content).entries["html/\x00irst"].line == found.entries["html/\x00irst"].line
    lockfile.read(b'"html/\\q" = {\n')


def test_the_list_of_names_of_an_older_version() -> None:
    old = b'# x\n\n[olx]\nnames = [\n  "chapter/a",\n  "html/b",\n]\n'
    assert lockfile.read(old) == Lock({"chapter/a": Entry(), "html/b": Entry()})
    assert lockfile.read(b"<<<<<<< ours\n" + old).entries.keys() == {"chapter/a", "html/b"}


def test_of_a_conflict_both_sides_count() -> None:
    ours = Lock({**EXAMPLE.entries, "html/ours": Entry("vertical/a_page_start")}, frozenset({"html/x"}))
    theirs = Lock({**EXAMPLE.entries, "html/theirs": Entry()}, frozenset({"html/y"}))
    text = b"<<<<<<< ours\n%b=======\n%b>>>>>>> theirs\n" % (
        lockfile.write(ours).content,
        lockfile.write(theirs).content,
    )
    merged = Lock(ours.entries | theirs.entries, ours.retired | theirs.retired)
    assert lockfile.read(text) == merged


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[olx]\n", b"olx = 3\n", b'[olx.names]\n"chapter/a" = 3\n'])
def test_what_is_no_lock_file_is_an_empty_one(content: bytes) -> None:
    assert lockfile.read(content).retired == frozenset()


def test_two_branches_merge_without_a_conflict(tmp_path: Path) -> None:
    base = EXAMPLE
    ours = Lock({**base.entries, "html/a_page_x_text": Entry("vertical/a_page_start")}, base.retired)
    theirs = Lock({**base.entries, "sequential/z": Entry("chapter/a")}, base.retired)
    for name, lock in (("base", base), ("ours", ours), ("theirs", theirs)):
        (tmp_path / name).write_bytes(lockfile.write(lock).content)
    command = ["git", "merge-file", "-p", "ours", "base", "theirs"]
    merged = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout
    assert lockfile.read(merged) == Lock(ours.entries | theirs.entries, base.retired)
