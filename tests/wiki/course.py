"""The starter course, for a wiki that stands in, and the commands run on both."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.command import Done, run
from tests.pipeline import course_in
from tests.pipeline.course_in import CourseIn
from tests.wiki.standin import Wiki

BASE = "My course"
LESSON = "source/01-start/01-first-lesson.md"
PAGE = f"{BASE}/start/first-lesson"
STATE = "translations/wiki/test.json"


def make(folder: Path, api: str, *codes: str, settings: str = "translate = true") -> CourseIn:
    """The starter course with a wiki named "test", and languages."""
    course = course_in.make(folder)
    toml = course.read("source/course.toml")
    wiki = f'\n[targets.wikitext.test]\nbase_page = "{BASE}"\napi = "{api}"\ncontact = "a@b.example"\n{settings}\n'
    course.write("source/course.toml", toml.replace("\n[targets.wikitext.", "\n[targets.wikitext.unused-") + wiki)
    for code in codes:
        assert run("language", "add", code, course=course.root).code == 0
    course.sync()
    return course


@contextmanager
def on(wiki: Wiki, folder: Path, *codes: str, settings: str = "translate = true") -> Iterator[CourseIn]:
    with wiki.served() as api:
        yield make(folder, api, *codes, settings=settings)


def push(course: CourseIn, *arguments: str) -> Done:
    return run("wiki", "push", "test", *arguments, course=course.root)


def pull(course: CourseIn, *arguments: str) -> Done:
    return run("wiki", "pull", "test", *arguments, course=course.root)
