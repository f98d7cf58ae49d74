"""The server over real HTTP: who is answered, with what, and what can never be read."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make
from tests.preview.serving import SECONDS, Preview, previewing
from wlw_i18n.preview.live import Live
from wlw_i18n.preview.server import HOST, USUAL_PORT, Server, start

PAGE = "/fr/start/first-lesson.html"
PO = "translations/fr/start/first-lesson.po"
TEXT = "nobody may read this"


@pytest.fixture(scope="module", name="course")
def course_fixture(tmp_path_factory: pytest.TempPathFactory) -> CourseIn:
    folder = tmp_path_factory.mktemp("preview")
    (folder / "secret.txt").write_text(TEXT, "utf-8")
    course = make(folder / "course", "fr", "ar")
    course.write("secret.txt", TEXT)
    course.write("source/01-start/media/notes.txt", "to be read")
    course.write("source/01-start/media/drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    course.write("source/01-start/media/other file.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    return course


@pytest.fixture(scope="module", name="preview")
def preview_fixture(course: CourseIn) -> Iterator[Preview]:
    with previewing(course.root) as preview:
        yield preview


# Who is answered


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_this_machine_is_answered(preview: Preview, name: str) -> None:
    assert preview.get(PAGE, host=f"{name}:{preview.server.port}").status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "127.0.0.1:{port}|evil.example", "0"],
)
@pytest.mark.parametrize("path", [PAGE, "/", "/:preview/overlay.js", f"/:preview/events?page={PAGE}"])
def test_other_names_are_not(preview: Preview, host: str, path: str) -> None:
    """A site whose name was made to lead here would read the pages as its own (DNS rebinding)."""
    reply = preview.get(path, host=host.format(port=preview.server.port))
    assert reply.status == 421
    assert len(reply.content) < 200


def test_it_listens_on_loopback_alone(preview: Preview) -> None:
    assert preview.server.socket.getsockname()[0] == "127.0.0.1"
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1"}:
        with socket.socket() as probe:
            probe.settimeout(2)
            if not str(address).startswith("127."):
                assert probe.connect_ex((address, preview.server.port)) != 0


def test_nothing_can_be_sent_to_it(preview: Preview) -> None:
    assert [preview.get(PAGE, method=method).status for method in ("POST", "PUT", "DELETE", "OPTIONS")] == [501] * 4


# With what


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/fr/", "text/html; charset=utf-8"),
        (PAGE, "text/html; charset=utf-8"),
        (f"{PAGE}?a=b", "text/html; charset=utf-8"),
        ("/fr/start/index.html", "text/html; charset=utf-8"),
        ("/qps-ploc/start/first-quiz.html", "text/html; charset=utf-8"),
        ("/assets/course.css", "text/css; charset=utf-8"),
        ("/assets/course.js", "text/javascript; charset=utf-8"),
        ("/:preview/overlay.css", "text/css; charset=utf-8"),
        ("/:preview/overlay.js", "text/javascript; charset=utf-8"),
        ("/media/start/drawing.svg", "image/svg+xml"),
        ("/media/start/other%20file.svg", "image/svg+xml"),
        ("/media/start/notes.txt", "text/plain; charset=utf-8"),
    ],
)
def test_every_kind_of_file_has_its_type(preview: Preview, path: str, kind: str) -> None:
    reply = preview.get(path)
    assert (reply.status, reply.headers["Content-Type"]) == (200, kind)
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    head = preview.get(path, method="HEAD")
    assert (head.status, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(reply.content))


def test_the_overlay_is_in_the_page_and_may_talk_to_this_server_alone(preview: Preview) -> None:
    text = preview.get(PAGE).text
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy[1].split(";"))
    assert rules["connect-src"] == "'self'"
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy[1]
    assert text.count("/:preview/overlay.js") == text.count("/:preview/overlay.css") == 1


# What can never be read


@pytest.mark.parametrize(
    "path",
    [
        "/secret.txt",
        "/../secret.txt",
        "/fr/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/media/start/../../../secret.txt",
        "/media/start/..%5c..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd",
        "/file:///etc/passwd",
        "/media/start/%00",
        "/source/course.toml",
        "/translations/fr/start/first-lesson.po",
        "/.wlw-i18n/lock",
        "/:preview/../secret.txt",
        "/:preview/server.py",
        "/%ff",
        "/fr/start/first-lesson.html/",
        "/de/start/first-lesson.html",
    ],
)
def test_there_is_no_way_to_other_files(preview: Preview, path: str) -> None:
    reply = preview.get(path)
    assert reply.status == 404
    assert TEXT not in reply.text
    assert "root:" not in reply.text


@pytest.mark.parametrize("how", ["before the start", "while it runs"])
def test_links_out_of_the_course_are_not_followed(tmp_path: Path, how: str) -> None:
    (tmp_path / "secret.txt").write_text(TEXT, "utf-8")
    course = make(tmp_path / "course", "fr")
    course.write("source/01-start/media/notes.txt", "to be read")
    linked = course.root / "source/01-start/media/notes.txt"

    def link() -> None:
        linked.unlink()
        linked.symlink_to(tmp_path / "secret.txt")

    if how == "before the start":
        link()
    with previewing(course.root) as preview:
        if how == "while it runs":
            assert preview.get("/media/start/notes.txt").text == "to be read"
            with preview.server.live.working():  # so that it is not looked at meanwhile
                link()
        assert TEXT not in preview.get("/media/start/notes.txt").text


# Changes


def test_an_open_page_is_told_when_it_is_another(course: CourseIn, preview: Preview) -> None:
    digest = re.search(r'data-digest="(\w+)"', preview.get(PAGE).text)
    assert digest is not None
    with preview.events(PAGE, digest[1]) as lines:
        assert next(lines) == ": looked"
        course.edit("source/01-start/01-first-lesson.md", "---\n\n", "---\n\nSomething new.\n\n")
        assert next(lines) == "event: changed"
        told = next(lines).removeprefix("data: ")
    page = preview.get(PAGE).text
    assert f'data-digest="{told}"' in page
    assert "Something new." in page
    assert preview.get("/en/start/first-lesson.html").text.count("Something new.") == 2  # the text, and its msgid


def test_a_page_that_changed_before_it_listened_is_told_at_once(preview: Preview) -> None:
    with preview.events(PAGE, "long-ago") as lines:
        assert next(lines) == "event: changed"


def test_who_listens_is_let_go_at_the_end(tmp_path: Path) -> None:
    course = make(tmp_path / "course", "fr")
    heard: list[str] = []
    with previewing(course.root) as preview:

        def listen() -> None:
            with preview.events("/fr/", "x") as lines:
                heard.extend(lines)

        thread = threading.Thread(target=listen)
        thread.start()
        while not heard:
            time.sleep(0.01)
    thread.join(SECONDS)
    assert not thread.is_alive()


# Ports


def test_a_port_that_is_taken_is_refused_and_the_usual_one_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(Live(), 0) as first:
        with pytest.raises(OSError, match=r"."):
            start(Live(), first.port)
        monkeypatch.setattr("wlw_i18n.preview.server.USUAL_PORT", first.port)
        with start(Live(), None) as second:
            assert first.port < second.port < first.port + 20
    assert (HOST, USUAL_PORT) == ("127.0.0.1", 8765)
