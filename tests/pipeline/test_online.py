"""Links to other sites: what is asked, how politely, and what is said of the answers."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make, quiet
from wlw_i18n import config as configuration
from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.pipeline import online, outside
from wlw_i18n.pipeline.online import Answer, Asker
from wlw_i18n.pipeline.outside import Place
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.workspace import survey


@dataclass
class Site:
    """A site on this machine, and what was asked of it."""

    address: str
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    busy: int = 2
    """How often /busy says that it is."""
    slept: list[float] = field(default_factory=list)
    now: float = 1_000_000.0

    def asker(self) -> Asker:
        return Asker("https://example.org/course", sleep=self.slept.append, clock=lambda: self.now)

    def ask(self, *paths: str) -> dict[str, Answer]:
        found = self.asker().ask([f"{self.address}{path}" for path in paths], quiet)
        return {address.removeprefix(self.address): answer for address, answer in found.items()}


@pytest.fixture
def site() -> Iterator[Site]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            with lock:
                found.asked.append((self.command, self.path))
                found.agents.add(self.headers["User-Agent"])
                found.at_once += 1
                found.most_at_once = max(found.most_at_once, found.at_once)
            status, headers = self.answer()
            self.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            # Long enough for a second request to be met, and over before the answer leaves.
            time.sleep(0.01)
            with lock:
                found.at_once -= 1
            self.end_headers()

        do_GET = do_HEAD = handle_any  # noqa: N815 - names that http.server asks for

        def answer(self) -> tuple[int, dict[str, str]]:
            if self.path == "/busy" and found.busy:
                found.busy -= 1
                return 429, {"Retry-After": "7"}
            if self.path == "/no-head" and self.command == "HEAD":
                return 405, {}
            moved = {"/old": (301, "/new"), "/elsewhere": (302, "/new"), "/round": (301, "/round")}
            if self.path in moved:
                status, target = moved[self.path]
                return status, {"Location": target}
            return {"/gone": 410, "/missing": 404, "/broken": 500, "/login": 403, "/always-busy": 503}.get(
                self.path, 200
            ), {}

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_that_is_there_is_asked_for_once(site: Site) -> None:
    assert site.ask("/page") == {"/page": Answer(200, asked=site.now)}
    assert site.asked == [("HEAD", "/page")]


def test_who_asks_is_said(site: Site) -> None:
    site.ask("/page")
    (agent,) = site.agents
    assert agent.startswith("wlw-i18n/")
    assert "(https://example.org/course)" in agent


def test_a_page_is_asked_for_in_full_where_its_head_is_not_served(site: Site) -> None:
    assert site.ask("/no-head")["/no-head"].is_good
    assert site.asked == [("HEAD", "/no-head"), ("GET", "/no-head")]


def test_a_busy_site_gets_the_time_that_it_asks_for(site: Site) -> None:
    assert site.ask("/busy")["/busy"].status == 200
    assert site.slept.count(7.0) == 2


def test_a_site_that_stays_busy_is_left_alone(site: Site) -> None:
    assert site.ask("/always-busy")["/always-busy"].status == 503
    assert len(site.asked) == 4


def test_one_request_at_a_time_and_a_pause_after_each(site: Site) -> None:
    site.ask(*(f"/{number}" for number in range(12)))
    assert site.most_at_once == 1
    assert site.slept == [1.0] * 12


@pytest.mark.parametrize(("path", "status"), [("/gone", 410), ("/missing", 404), ("/broken", 500), ("/login", 403)])
def test_what_a_site_says(site: Site, path: str, status: int) -> None:
    assert site.ask(path)[path].status == status


def test_where_an_address_leads(site: Site) -> None:
    found = site.ask("/old", "/elsewhere", "/round")
    assert found["/old"].moved == f"{site.address}/new"
    assert found["/elsewhere"].moved == ""
    assert found["/round"] == Answer(0, "it leads on and on", asked=site.now)


def test_a_host_that_is_not_there() -> None:
    asker = Asker("x", sleep=lambda _: None)
    (answer,) = asker.ask(["http://127.0.0.1:1/"], quiet).values()
    assert answer.status == 0
    assert answer.said


def test_a_host_that_does_not_answer_is_not_asked_again_and_again() -> None:
    paused: list[float] = []
    answers = Asker("x", sleep=paused.append).ask([f"http://127.0.0.1:1/{number}" for number in range(9)], quiet)
    assert {answer.status for answer in answers.values()} == {0}
    assert len(paused) == 2


def test_without_a_network_nothing_is_said_of_the_links(tmp_path: Path) -> None:
    asker = Asker("x", sleep=lambda _: None)
    with pytest.raises(RefusedError, match="Is this computer online"):
        online.answers(tmp_path, ["http://127.0.0.1:1/", "http://127.0.0.1:2/"], asker, quiet)
    assert not (tmp_path / online.CACHED).exists()


@pytest.mark.parametrize(
    "address", ["http://", "http://[", "http://exa mple.org/", "https://ex\u00e4mple.invalid:99999/"]
)
def test_what_is_no_address_is_said_and_nothing_breaks(address: str) -> None:
    (answer,) = Asker("x", sleep=lambda _: None).ask([address], quiet).values()
    assert not answer.is_good


def test_a_good_answer_is_remembered_for_a_week_and_a_bad_one_is_not(site: Site, tmp_path: Path) -> None:
    addresses = [f"{site.address}{path}" for path in ("/page", "/missing")]

    def asked() -> list[str]:
        site.asked.clear()
        online.answers(tmp_path, addresses, site.asker(), quiet)
        return sorted({path for _, path in site.asked})

    assert asked() == ["/missing", "/page"]
    assert asked() == ["/missing"]
    site.now += online.GOOD_FOR + 1
    assert asked() == ["/missing", "/page"]
    (tmp_path / online.CACHED).write_text("{", encoding="utf-8")
    assert asked() == ["/missing", "/page"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(200), None),
        (Answer(403), None),
        (
            Answer(200, moved="https://b.org/"),
            (Code.LINK_MOVED, Severity.INFO, "https://a.org/ has moved to https://b.org/"),
        ),
        (Answer(404), (Code.LINK_DEAD, Severity.WARNING, "https://a.org/: there is no such page (404)")),
        (Answer(500), (Code.LINK_DEAD, Severity.WARNING, "https://a.org/ answers with a fault (500)")),
        (Answer(429), (Code.LINK_DEAD, Severity.INFO, "https://a.org/ is too busy to be asked (429)")),
        (Answer(0, "no route"), (Code.LINK_DEAD, Severity.WARNING, "https://a.org/ does not answer: no route")),
    ],
)
def test_what_is_reported(answer: Answer, expected: tuple[Code, Severity, str] | None) -> None:
    place = Place(Location("source/a.md", 3))
    found = list(online.findings({"https://a.org/": [place]}, {"https://a.org/": answer}))
    assert [(each.code, each.severity, each.message) for each in found] == ([expected] if expected else [])
    assert all(each.location == place.location for each in found)


def course_with_links(folder: Path) -> CourseIn:
    course = make(folder / "course", "fr")
    lesson = "source/01-start/01-first-lesson.md"
    course.write(
        lesson, f"{course.read(lesson)}\nSee [one](https://a.org/x#part), [two][TWO].\n\n[TWO]: https://b.org/\n"
    )
    course.sync()
    course.translate("fr")
    path = "translations/fr/start/first-lesson.po"
    text = course.read(path)
    start = text.rindex("⟦See ")
    course.write(path, text[:start] + text[start:].replace("https://a.org/x#part", "https://fr.a.org/x", 1))
    return course


def test_the_addresses_of_a_course(tmp_path: Path) -> None:
    course = course_with_links(tmp_path)
    config, _ = configuration.read((course.root / configuration.PATH).read_bytes())
    assert config is not None
    found = outside.addresses(course.root, survey(course.root), config.languages)
    assert {"https://a.org/x", "https://b.org/", "https://fr.a.org/x"} <= set(found)
    (place,) = found["https://fr.a.org/x"]
    assert (place.language, place.location.path) == ("fr", "translations/fr/start/first-lesson.po")
    assert [place.location.path for place in found["https://b.org/"]] == ["source/01-start/01-first-lesson.md"]
