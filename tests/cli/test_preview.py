"""The command `preview`, run as people run it."""

import http.client
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make

WLW = (sys.executable, "-c", "from wlw_i18n.cli.app import main; main()", "preview", "--no-open")


@pytest.fixture(scope="module", name="course")
def course_fixture(tmp_path_factory: pytest.TempPathFactory) -> CourseIn:
    return make(tmp_path_factory.mktemp("preview") / "course", "fr", "ar")


@contextmanager
def running(course: CourseIn, *options: str) -> "Iterator[subprocess.Popen[str]]":
    process = subprocess.Popen(
        [*WLW, *options],
        cwd=course.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # What a shell starts in the background ignores Ctrl+C, and so would this.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - one thread
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def refused(course: CourseIn, *options: str) -> str:
    done = subprocess.run([*WLW, *options], cwd=course.root, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    return " ".join(done.stderr.split())


@pytest.mark.parametrize(("options", "first"), [((), "fr"), (("--lang", "ar"), "ar"), (("-l", "qps-ploc"), "qps-ploc")])
def test_it_says_where_and_how_to_stop_and_ends_well(course: CourseIn, options: tuple[str, ...], first: str) -> None:
    before = course.files()
    with running(course, *options) as process:
        assert process.stdout is not None
        found = re.fullmatch(r"Preview: http://127\.0\.0\.1:(\d+)(/.*)\n", process.stdout.readline())
        assert found is not None
        assert found[2] == f"/{first}/"
        assert "Ctrl+C" in process.stdout.readline()
        connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=30)
        connection.request("GET", found[2])
        assert connection.getresponse().status == 200
        connection.close()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (0, "")
        assert out.startswith("Stopped.")
    assert course.files() == before


def test_a_port_that_is_taken_is_said(course: CourseIn) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(course, "--port", str(port))
    assert f"port {port} cannot be used" in said
    assert "--port" in said


def test_an_unknown_language_is_said(course: CourseIn) -> None:
    assert 'the course has no language "de"' in refused(course, "--lang", "de")


def test_no_course_is_said(course: CourseIn, tmp_path: Path) -> None:
    assert "no course here" in refused(course, "-C", str(tmp_path))


def test_a_mistake_is_said_on_the_terminal_too(course: CourseIn) -> None:
    with running(course) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        path = "source/01-start/01-first-lesson.md"
        whole = course.read(path)
        course.write(path, whole.replace("title:", "titel:"))
        said = process.stderr.readline()
        course.write(path, whole)
        assert said.startswith(f"{path}:1: error: ")
        while said != "Put right.\n":
            said = process.stderr.readline()
            assert said
