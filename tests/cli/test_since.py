"""`export --since` and `--against`: what the next import changes, as a table and as JSON."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import run
from tests.pipeline.course_in import CourseIn, make

QUIZ = "source/01-start/02-first-quiz.md"


@pytest.fixture(scope="module", name="course")
def course_fixture(tmp_path_factory: pytest.TempPathFactory) -> CourseIn:
    """A course with French, committed, exported, and then edited."""
    course = make(tmp_path_factory.mktemp("since") / "course", "fr")
    identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "The course"]):
        subprocess.run(["git", *identity, *arguments], cwd=course.root, check=True, capture_output=True)
    (course.root.parent / "old.tar.gz").write_bytes((course.root / "exports/olx/COURSE1-2026_fr.tar.gz").read_bytes())
    course.edit(QUIZ, "id=q-pages", "id=q-where")
    course.sync()
    return course


def test_what_changes_as_a_table(course: CourseIn) -> None:
    done = run("export", "olx", "--since", "HEAD", course=course.root)
    assert done.code == 0
    assert done.out == (
        "Vanish: learners no longer see them, and what they did there is lost (1):\n"
        "Block    Title  url_name         Languages  Learners' answers          \n"
        "problem  Pages  q-pages_problem  all        answers and points are lost\n"
        "Change: progress is kept, but for what stands beside them (1):\n"
        "Block  Title            url_name               Languages\n"
        "unit   Your first quiz  first-quiz_page_start  all      \n"
        "Are added (1):\n"
        "Block    Title  url_name         Languages\n"
        "problem  Pages  q-where_problem  all      \n"
    )


def test_what_changes_as_json(course: CourseIn) -> None:
    done = run("export", "--against", str(course.root.parent / "old.tar.gz"), "--json", course=course.root)
    assert done.code == 0
    found = json.loads(done.out)
    assert list(found["languages"]) == ["fr"]
    assert found["languages"]["fr"]["first"] is False
    assert found["languages"]["fr"]["blocks"][1] == {
        "change": "gone",
        "category": "problem",
        "url_name": "q-pages_problem",
        "title": "⟦Pages⟧",
        "answers": "gone",
    }
    # The brackets that stand for a translation are no French.
    assert {each["code"] for each in found["diagnostics"]} - {"typography"} == {"url-name-gone"}


def test_nothing_changes(course: CourseIn) -> None:
    archive = course.root / "exports/olx/COURSE1-2026_fr.tar.gz"
    assert run("export", "olx", "--against", str(archive), course=course.root).out == "Nothing changes.\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["olx", "--since", "nothing"], 'git knows no revision "nothing" here'),
        (["olx", "--since", ""], 'git knows no revision "" here'),
        (["html", "--since", "HEAD"], "compare OLX archives"),
        (["olx", "--since", "HEAD", "--against", "x.tar.gz"], "give either --since or --against"),
        (["olx", "--against", "none.tar.gz"], "No such file"),
        (["olx", "--against", __file__], "cannot be compared"),
    ],
)
def test_what_cannot_be_compared(course: CourseIn, options: list[str], said: str) -> None:
    done = run("export", *options, course=course.root)
    assert (done.code, done.out) == (2, "")
    assert said in " ".join(done.err.split())


def test_outside_of_a_repository(tmp_path: Path) -> None:
    course = make(tmp_path / "course", "fr")
    done = run("export", "olx", "--since", "HEAD", course=course.root)
    assert done.code == 2
    assert "git knows no revision" in done.err
