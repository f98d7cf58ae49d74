"""What file systems, clocks and editors do to a course: nothing is lost, what is wrong is said before a write.

Killed runs, two runs at once, full and read-only disks are in `test_robust.py`; links out of the course in the cases of
bad input.
"""

import os
import shutil
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import run
from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.pipeline import digests, file_names
from wlw_i18n.readers.frontmatter import LONGEST_ID

LESSON = "source/01-start/01-first-lesson.md"
CATALOG = "translations/fr/start/first-lesson.po"
OLD, NEW = "for people who cannot see it", "for people who cannot see it at all"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
DAY = 86_400.0


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("robustness") / "course", "fr").root


@pytest.fixture
def course(translated: Path, tmp_path: Path) -> CourseIn:
    return CourseIn(Path(shutil.copytree(translated, tmp_path / "course")))


def changed(course: CourseIn) -> tuple[str, ...]:
    """What a sync writes below translations/."""
    outcome = course.sync()
    assert not outcome.broken
    return tuple(path for path in outcome.written if path.startswith("translations/"))


# Clocks


@pytest.mark.parametrize(
    "clock",
    [lambda: 0.0, lambda: 1.0, lambda: time.time() + 3650 * DAY, lambda: time.time() - 3650 * DAY],
    ids=["1970", "a second after", "in ten years", "ten years ago"],
)
def test_a_clock_that_was_wrong_hides_no_change(course: CourseIn, clock: Callable[[], float]) -> None:
    when = clock()
    paths = [path for path in course.root.rglob("*") if path.is_file() and ".wlw-i18n" not in path.parts]
    for path in paths:
        os.utime(path, (when, when))
    assert course.sync().written == ()
    course.edit(LESSON, OLD, NEW)
    os.utime(course.root / LESSON, (when, when))
    assert CATALOG in changed(course)
    assert course.sync().written == ()


def test_a_change_of_the_same_length_at_the_same_time_is_seen(course: CourseIn) -> None:
    course.sync()
    before = (course.root / LESSON).stat()
    course.edit(LESSON, "cannot see", "cannot SEE")
    os.utime(course.root / LESSON, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (course.root / LESSON).stat().st_size == before.st_size
    assert CATALOG in changed(course)


def test_a_clock_that_goes_back_during_a_run(course: CourseIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests.time, "time_ns", lambda: 0)
    course.edit(LESSON, OLD, NEW)
    assert CATALOG in changed(course)
    monkeypatch.undo()
    course.edit(LESSON, NEW, OLD)
    assert CATALOG in changed(course)


# Somebody saves during a run


@pytest.mark.parametrize("path", [LESSON, CATALOG])
def test_a_file_that_is_saved_while_it_is_read_is_not_written_over(
    course: CourseIn, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """What is saved after it was read counts in the next run, whole."""
    course.edit(LESSON, OLD, NEW)
    real, saved = Path.read_bytes, []

    def read(file: Path) -> bytes:
        content = real(file)
        if file == course.root / path and not saved:
            saved.append(file)
            text = content.decode().replace("⟦Text", "⟦Typed").replace("A lesson is a", "A lesson is ONE")
            file.write_text(text, encoding="utf-8")
        return content

    with monkeypatch.context() as editor:
        editor.setattr(Path, "read_bytes", read)
        run("sync", course=course.root)
    assert saved
    assert run("sync", course=course.root).code == 0
    assert ("ONE" if path == LESSON else "⟦Typed") in course.read(path)
    assert course.sync().written == ()


def test_a_file_that_goes_away_while_it_is_read_is_named(course: CourseIn, monkeypatch: pytest.MonkeyPatch) -> None:
    course.edit(LESSON, OLD, NEW)
    before = course.files()
    real = Path.read_bytes

    def read(file: Path) -> bytes:
        if file == course.root / LESSON:
            file.rename(file.with_suffix(".away"))
        return real(file)

    with monkeypatch.context() as editor:
        editor.setattr(Path, "read_bytes", read)
        done = run("sync", course=course.root)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"wlw-i18n: {LESSON}: No such file or directory")
    (course.root / LESSON).with_suffix(".away").rename(course.root / LESSON)
    assert course.files() == before


# Line ends and byte order marks


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "mark"])
def test_other_line_ends_and_marks_make_no_work(course: CourseIn, mark: bytes) -> None:
    for path in course.root.rglob("*"):
        if path.suffix in {".md", ".toml"} or (path.suffix == ".po" and path.name != "memory.po"):
            path.write_bytes(mark + path.read_bytes().replace(b"\n", b"\r\n"))
    before = course.files("translations/fr")
    assert not course.sync().broken
    assert course.files("translations/fr") == before
    course.edit(LESSON, OLD, NEW)
    assert CATALOG in changed(course)
    content = (course.root / CATALOG).read_bytes()
    assert content.startswith(mark + b"msgid" if mark else b"")
    assert content.count(b"\n") == content.count(b"\r\n")


# Names


def add_picture(course: CourseIn, name: str, shown: str) -> None:
    (course.root / "source/01-start/media" / name).write_text(PICTURE, encoding="utf-8")
    course.write("source/01-start/03-more.md", f"---\ntitle: More\n---\n\nSee it.\n\n![A line]({shown})\n")


def refused(course: CourseIn) -> str:
    """What sync says of a course that it does not touch."""
    before = course.files()
    done = run("sync", course=course.root)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("Nothing was written.\n")
    assert course.files() == before
    return " ".join(done.err.removesuffix("Nothing was written.\n").split())


def test_a_name_with_accents_apart_as_macos_writes_it(course: CourseIn) -> None:
    name = unicodedata.normalize("NFD", "été.svg")
    add_picture(course, name, f"media/{name}")
    assert not course.sync().broken
    assert course.sync().written == ()


def test_a_name_with_accents_apart_that_is_written_otherwise_in_the_lesson(course: CourseIn) -> None:
    add_picture(course, unicodedata.normalize("NFD", "été.svg"), "media/été.svg")
    said = refused(course)
    assert said.startswith("source/01-start/03-more.md:7: error: there is no picture or video")
    assert "accents in its name are characters of their own: rename it" in said


@pytest.mark.parametrize("names", [("Map.svg", "map.svg"), ("été.svg", unicodedata.normalize("NFD", "été.svg"))])
def test_two_names_that_some_systems_take_for_one(course: CourseIn, names: tuple[str, str]) -> None:
    for name in names:
        add_picture(course, name, f"media/{name}")
    first, second = sorted(names)
    assert refused(course) == (
        f'source/01-start/media/{second}: error: macOS and Windows take this file for "source/01-start/media/{first}": '
        "one of the two would be lost there [file-name] Rename one of them, and what refers to it."
    )


def test_lessons_whose_names_differ_in_case_alone(course: CourseIn) -> None:
    course.write("source/01-start/01-First-Lesson.md", "---\ntitle: More\n---\n")
    assert "this is not where or how a lesson is named" in refused(course)


@pytest.mark.parametrize("name", ["b" * 250 + ".svg", "字" * 40 + ".svg"])
def test_a_name_that_is_too_long(course: CourseIn, name: str) -> None:
    add_picture(course, name, f"media/{name}")
    assert f"a name of {len(name.encode())} bytes; at most {file_names.MOST_BYTES} are possible here" in refused(course)


def test_the_longest_names(course: CourseIn) -> None:
    folder = "source/99-" + "m" * (file_names.MOST_BYTES - 3)
    picture = "b" * (file_names.MOST_BYTES - 4) + ".svg"
    course.write(f"{folder}/index.md", f"---\ntitle: T\nkind: module\n---\n\n![A line](media/{picture})\n")
    course.write(f"{folder}/media/{picture}", PICTURE)
    course.write(f"{folder}/01-{'l' * (file_names.MOST_BYTES - 6)}.md", "---\ntitle: U\n---\n\nText.\n")
    assert not course.sync().broken
    assert course.sync().written == ()


def test_ids(course: CourseIn) -> None:
    course.write("source/01-start/03-more.md", f"---\ntitle: T\nid: {'a' * (LONGEST_ID + 1)}\n---\n\nText.\n")
    assert f"{LONGEST_ID} at most" in refused(course)
    question = "## Q\n\n<!-- question id=q-{} -->\n\nWhich?\n\n- (x) One\n- ( ) Two\n".format("b" * 300)
    course.write("source/01-start/03-more.md", f"---\ntitle: T\nid: {'a' * LONGEST_ID}\n---\n\nText.\n\n{question}")
    assert not course.sync().broken
    assert course.sync().written == ()


# Sizes


@pytest.mark.parametrize("path", [LESSON, "source/course.toml", CATALOG, "translations/glossary.csv"])
def test_a_file_larger_than_any_course_has(course: CourseIn, path: str) -> None:
    most = file_names.LARGEST[Path(path).suffix]
    with (course.root / path).open("ab") as file:
        file.truncate(most * 1024 * 1024 + 1024 * 1024)
    (course.root / path).write_bytes((course.root / path).read_bytes().replace(b"\0", b"\n"))
    said = refused(course)
    assert f"{path}: error: a file of {most + 1}.0 MB; at most {most} MB are read [file-unreadable]" in said
