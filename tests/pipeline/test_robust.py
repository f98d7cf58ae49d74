"""Runs that are killed, runs that meet, disks that are full, other machines (design: outputs, exit codes)."""

import errno
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.command import PROGRAM, environment, run, run_program
from tests.pipeline import killing
from tests.pipeline.course_in import CHECK, SYNC, CourseIn, make
from wlw_i18n import outputs
from wlw_i18n.pipeline import parallel
from wlw_i18n.pipeline.run import Options
from wlw_i18n.pipeline.workspace import CACHE

SHARDS = 4
LESSON, QUIZ = "source/01-start/01-first-lesson.md", "source/01-start/02-first-quiz.md"
PARAGRAPH = "The words in square brackets say what the picture says, for people who cannot see it."


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A translated course to which much has happened since the last sync."""
    return killing.prepare(tmp_path_factory.mktemp("robust") / "course").root


@pytest.fixture
def course(started: Path, tmp_path: Path) -> CourseIn:
    return CourseIn(Path(shutil.copytree(started, tmp_path / "course")))


def temporaries(course: CourseIn) -> list[Path]:
    return [path for path in course.root.rglob("*.tmp") if path.is_file()]


# Killed


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_run_killed_at_any_change_of_a_file_is_completed_by_the_next(tmp_path: Path, shard: int) -> None:
    words = [sys.executable, "-m", killing.__name__, str(tmp_path), str(shard), str(SHARDS)]
    done = subprocess.run(words, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    *wrong, last = (done.stdout + done.stderr).splitlines()
    assert wrong == []
    assert int(last.removeprefix("killed up to ")) > killing.CATALOGS


@pytest.mark.parametrize("share", [0.3, 0.5, 0.6, 0.7, 0.8, 0.9])
def test_a_program_killed_at_some_time_is_completed_by_the_next(course: CourseIn, tmp_path: Path, share: float) -> None:
    whole = CourseIn(Path(shutil.copytree(course.root, tmp_path / "whole")))
    before = course.files()
    begin = time.monotonic()
    assert run_program("sync", course=whole.root).code == 0
    duration = time.monotonic() - begin
    process = subprocess.Popen([*PROGRAM, "sync", "--course", course.root], stderr=subprocess.DEVNULL, stdout=-3)
    time.sleep(duration * share)
    process.send_signal(signal.SIGKILL)
    process.wait()
    files = course.files()
    assert list(killing.torn(files, before, whole.files())) == []
    assert killing.carried(before) <= killing.carried(files)
    # Its workers may still be at their last file, and hold the lock until then.
    deadline = time.monotonic() + 20
    while "another run" in (done := run_program("sync", course=course.root)).err and time.monotonic() < deadline:
        time.sleep(0.05)
    assert done.code == 0
    # A lesson that was exported has another name now, which is said in full; all else is counted.
    assert done.err.splitlines()[-1] == "1 warning and 2 stale translations: see `wlw-i18n check`."
    assert done.err.count("[url-name-gone]") == done.err.count("warning: ") == 1
    assert course.files() == whole.files()
    assert temporaries(course) == []


def test_a_translation_in_two_files_is_no_error(tmp_path: Path) -> None:
    course = make(tmp_path / "course", "fr")
    before = course.files()
    (message,) = (m for m in course.catalog("translations/fr/start/first-lesson.po").messages if m.msgid == PARAGRAPH)
    text = f'\nmsgctxt "{message.key}"\nmsgid "{message.msgid}"\nmsgstr "{message.msgstr}"\n'
    course.write("translations/fr/start/index.po", course.read("translations/fr/start/index.po") + text)
    outcome = course.sync()
    assert not outcome.broken
    assert f"⟦{PARAGRAPH}⟧" in course.read("translations/fr/memory.po")
    assert killing.differences(course.files(), before) == ["translations/fr/memory.po"]


def test_what_a_killed_run_was_writing_is_cleared_away(tmp_path: Path) -> None:
    course = make(tmp_path / "course", "fr")
    names = ("source/.course.lock.a1", "translations/fr/start/.index.po.b2", "exports/olx/.x.tar.gz.c3", f"{CACHE}/.d4")
    for name in names:
        course.write(f"{name}{outputs.TEMPORARY}", "half")
    course.write("translations/fr/.editor.tmp", "not ours")
    course.check()
    assert len(temporaries(course)) == len(names) + 1
    course.sync()
    assert [path.name for path in temporaries(course)] == [".editor.tmp"]


def test_a_killed_worker_is_told_in_one_line(course: CourseIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: object, **__: object) -> Iterator[None]:
        message = "a worker ended unexpectedly (exit code -9)"
        raise parallel.WorkerLostError(message)
        yield

    monkeypatch.setattr(parallel, "run", lost)
    done = run("sync", course=course.root)
    assert done.code == 2
    assert done.err.startswith("wlw-i18n: a worker ended unexpectedly (exit code -9).")


# Damaged from outside


def test_keys_of_a_template_that_was_cut_off_come_back_from_the_po_files(tmp_path: Path) -> None:
    course = make(tmp_path / "course", "fr")
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    course.sync()
    before = course.files()
    for content in (b"", b"\xff", b'msgctxt "p-1'):
        (course.root / "translations/templates/start/first-lesson.pot").write_bytes(content)
        outcome = course.sync()
        assert not outcome.broken
        assert course.files() == before, content


# Two at once


@contextmanager
def another_run(course: CourseIn) -> Iterator[subprocess.Popen[bytes]]:
    """A process that holds the lock of a course, as a long run does."""
    script = (
        "import pathlib, sys, time\n"
        "from wlw_i18n import outputs\n"
        "with outputs.locked(pathlib.Path(sys.argv[1])):\n"
        "    print('locked', flush=True)\n"
        "    time.sleep(600)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script, course.root / CACHE / "lock"], stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"locked\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_second_run_says_so_and_changes_nothing(course: CourseIn) -> None:
    before = course.files()
    with another_run(course) as first:
        for command in (("sync",), ("check",), ("status",), ("export", "html"), ("language", "add", "sw")):
            done = run_program(*command, course=course.root)
            assert (done.code, done.out) == (2, "")
            assert done.err == (
                "wlw-i18n: another run is working on this course. Wait until it has ended, then\ntry again.\n"
            )
        assert course.files() == before
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert run_program("sync", course=course.root).code == 0


# The file system says no


@contextmanager
def small_files(limit: int) -> Iterator[None]:
    """No file of this process may become larger: the file system's own error, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_without_room(course: CourseIn) -> None:
    before = course.files()
    with small_files(3000):
        done = run("sync", course=course.root)
    assert done.code == 2
    assert done.out == ""
    assert done.err == (
        "wlw-i18n: translations/fr/start/first-lesson.po: File too large\n"
        "    Every file is whole. Put this right, then run the command again.\n"
    )
    files = course.files()
    assert list(killing.torn(files, before, {})) == []
    assert killing.carried(before) <= killing.carried(files)
    assert temporaries(course) == []
    assert not course.sync().broken
    assert run("sync", course=course.root).code == 0


@pytest.mark.parametrize("allowed", range(0, 60, 3))
def test_a_disk_that_fills_up(
    course: CourseIn, monkeypatch: pytest.MonkeyPatch, allowed: int, completed: dict[str, bytes]
) -> None:
    real, left = os.replace, [allowed]

    def refuse(*words: str) -> None:
        if not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left[0] -= 1
        real(*words)

    monkeypatch.setattr(parallel, "cores", lambda: 1)
    before = course.files()
    with monkeypatch.context() as full:
        full.setattr(os, "replace", refuse)
        done = run("sync", course=course.root)
    assert done.code == 2
    assert re.match(r"wlw-i18n: (translations|exports|source)/\S+: No space left on device\n    Every", done.err)
    assert list(killing.torn(course.files(), before, completed)) == []
    assert temporaries(course) == []
    course.sync()
    assert course.files() == completed


@pytest.fixture(scope="module")
def completed(started: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the course is after a sync."""
    course = CourseIn(Path(shutil.copytree(started, tmp_path_factory.mktemp("whole") / "course")))
    course.sync()
    return dict(course.files())


@pytest.fixture
def read_only(course: CourseIn, monkeypatch: pytest.MonkeyPatch) -> CourseIn:
    """A course where nothing can be written; not by root either, whom rights do not hold back."""

    def refuse(*words: object, **_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(words[0]) if words else None)

    real = Path.open

    def opened(path: Path, mode: str = "r", *words: object, **more: object) -> object:
        return real(path, mode, *words, **more) if mode.startswith("r") else refuse(path)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", opened)
    for module, name in ((Path, "mkdir"), (Path, "unlink"), (os, "replace"), (tempfile, "mkstemp")):
        monkeypatch.setattr(module, name, refuse)
    return course


@pytest.mark.parametrize("command", [("sync",), ("export", "html"), ("language", "add", "sw")], ids=" ".join)
def test_a_folder_that_cannot_be_written_is_told(read_only: CourseIn, command: tuple[str, ...]) -> None:
    before = read_only.files()
    done = run(*command, course=read_only.root)
    assert (done.code, done.out) == (2, "")
    assert re.match(r"wlw-i18n: \S+: Read-only file system\n    Every", done.err)
    assert read_only.files() == before


def test_a_folder_that_cannot_be_written_can_be_read(read_only: CourseIn) -> None:
    assert run("check", course=read_only.root).code == 1
    assert run("status", course=read_only.root).code == 0


def test_a_course_cannot_be_made_where_nothing_can_be_written(read_only: CourseIn) -> None:
    done = run("init", read_only.root / "new")
    assert (done.code, done.out) == (2, "")
    assert "Read-only file system" in done.err


# Other machines


MACHINES = (
    ({"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}, 0o022),
    ({"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANGUAGE": "tr"}, 0o077),
    ({"PYTHONHASHSEED": "7", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"}, 0o002),
)


def test_every_machine_makes_the_same_bytes(course: CourseIn, tmp_path: Path) -> None:
    made = []
    for number, (variables, umask) in enumerate(MACHINES):
        folder = tmp_path / ("deeper/" * number) / f"machine-{number}"
        folder.mkdir(parents=True)
        for top in ("source", "translations"):
            shutil.copytree(course.root / top, folder / top)
        _touch(folder, time.time() - 1e6 * number)
        script = f"import os; os.umask({umask}); {PROGRAM[2]}"
        words = [sys.executable, "-c", script, "sync", "--draft"]
        done = subprocess.run(words, cwd=folder, env=environment(**variables), capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        made.append(CourseIn(folder).files())
    first, *others = made
    assert any(path.endswith(".tar.gz") for path in first)
    assert any(path.endswith("dump.xml") for path in first)
    for other in others:
        assert killing.differences(other, first) == []


def _touch(folder: Path, when: float) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (when, when))


def test_one_core_makes_the_same_bytes_as_many(
    course: CourseIn, completed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 1)
    course.sync()
    assert course.files() == completed


def test_looking_changes_nothing(course: CourseIn) -> None:
    before = course.files()
    for options in (CHECK, Options(languages=("fr",))):
        course.sync(options)
    assert course.files() == before
    assert course.sync(SYNC).written
