"""`check --online` and `check --max-stale-days`: what they print, and how they end."""

import json
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.cli.command import run
from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.pipeline import online

LESSON = "source/01-start/01-first-lesson.md"
CONFIG = "source/course.toml"


@pytest.fixture
def course(tmp_path: Path) -> CourseIn:
    return make(tmp_path / "course", "fr")


def commit(course: CourseIn) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "x", "--date", "2020-01-01T00:00:00"]):
        environment = {"GIT_COMMITTER_DATE": "2020-01-01T00:00:00+0000", "PATH": "/usr/bin:/bin"}
        subprocess.run(["git", *words], cwd=course.root, check=True, env=environment)


def test_what_is_stale_for_too_long_is_an_error(course: CourseIn) -> None:
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    course.sync()
    commit(course)
    lenient = run("check", "--fail-on", "error", "--max-stale-days", "100000", course=course.root)
    assert lenient.code == 0
    assert "since 2020-01-01" in " ".join(lenient.out.split())
    strict = run("check", "--fail-on", "error", "--max-stale-days", "30", course=course.root)
    assert strict.code == 1
    assert ": error: the English has changed" in " ".join(strict.out.split())


def test_ages_need_a_history(course: CourseIn) -> None:
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    course.sync()
    done = run("check", "--max-stale-days", "30", course=course.root)
    assert done.code == 2
    assert "commit the file first" in " ".join(done.err.split())


@pytest.fixture
def linked(course: CourseIn, monkeypatch: pytest.MonkeyPatch) -> CourseIn:
    """A course with a link to a page that is gone, and sites that are no further than this process."""

    class Near(online.Asker):
        def __init__(self, contact: str) -> None:
            gone = httpx.MockTransport(lambda request: httpx.Response(404 if request.url.host == "gone.org" else 200))
            super().__init__(contact, transport=gone, sleep=lambda _: None)

    monkeypatch.setattr(online, "Asker", Near)
    lines = [line for line in course.read(CONFIG).splitlines() if not line.startswith(("homepage", "bugs"))]
    course.write(CONFIG, "\n".join(['homepage = "https://example.org/"', *lines, ""]))
    course.write(LESSON, f"{course.read(LESSON)}\nSee [this](https://gone.org/page).\n")
    return course


def dead(course: CourseIn, *options: str) -> list[tuple[str, str]]:
    found = json.loads(run("check", "--json", *options, course=course.root).out)["diagnostics"]
    return [(each["severity"], each["message"]) for each in found if each["code"] == "link-dead"]


def test_links_that_are_dead(linked: CourseIn) -> None:
    assert dead(linked, "--online") == [("warning", "https://gone.org/page: there is no such page (404)")]
    assert dead(linked) == []


def test_a_course_decides_about_links_too(linked: CourseIn) -> None:
    linked.write(CONFIG, f'{linked.read(CONFIG)}\n[checks]\nseverity = {{link-dead = "error"}}\n')
    assert dead(linked, "--online") == [("error", "https://gone.org/page: there is no such page (404)")]


def test_sites_are_told_who_asks(linked: CourseIn) -> None:
    linked.edit(CONFIG, 'homepage = "https://example.org/"\n', "")
    done = run("check", "--online", course=linked.root)
    assert done.code == 2
    assert "homepage or bugs" in " ".join(done.err.split())
