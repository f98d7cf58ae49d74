"""Open edX's own blocks and grading engine, asked from the tests: one process for the whole run.

`openedx_process/` is the process. It runs in a virtual environment of its own, because Open edX's packages want old
versions of others, and are under the AGPL: they are a tool of the tests, no part of this project.
"""

import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal, Self

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from .installation import engine

Kind = Literal["radio", "checkbox", "dropdown", "text", "number"]
Answers = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Option:
    """A choice: what is submitted, and what a learner reads (white space made single)."""

    value: str
    text: str


@dataclass(frozen=True)
class Input:
    """A field of a problem, as found in its HTML. A dropdown's "Select an option" is not among the options."""

    id: str
    kind: Kind
    options: tuple[Option, ...]

    def value_of(self, text: str) -> str:
        """What is submitted by the option that shows this text; of two that do, the first."""
        found = [option.value for option in self.options if option.text == text]
        assert found, f"no option {text!r} in {self.id}: {[option.text for option in self.options]}"
        return found[0]


@dataclass(frozen=True)
class Result:
    """The verdict on one response. `message` is HTML with the feedback to the choice, `text` what it says."""

    id: str
    correctness: Literal["correct", "incorrect", "partially-correct", "incomplete"]
    points: float | None
    message: str
    hint: str

    @property
    def text(self) -> str:
        """What the message says. Open edX puts its own "Incorrect:" and the like before our words."""
        return visible_text(self.message)


@dataclass(frozen=True)
class Grade:
    """What a submission gets. With an error (a number that cannot be read, a crash) there is nothing else."""

    score: float
    max_score: float
    results: tuple[Result, ...]
    html: str
    error: str = ""

    @property
    def correct(self) -> bool:
        """Whether every response is right."""
        return bool(self.results) and all(result.correctness == "correct" for result in self.results)


@dataclass(frozen=True)
class Block:
    """A block, with the fields that its XML set, as Open edX understood them."""

    block_type: str
    url_name: str
    fields: Mapping[str, Any]
    transcripts: Mapping[str, list[list[Any]]] = field(default_factory=dict)
    """Of a video, what is kept of its transcripts, by language: from, to (in milliseconds) and text of each line."""


@dataclass(frozen=True)
class Problem:
    """A problem as a learner meets it. `answers`: what "Show answer" shows, by input or solution id."""

    url_name: str
    id: str
    max_score: float
    html: str
    inputs: tuple[Input, ...]
    answers: Mapping[str, Any]
    hints: tuple[str, ...]


@dataclass(frozen=True)
class Complaint:
    """A block that Open edX refused.

    At stage "import" Studio's import would have ended; at stage "engine" the block imports, but a learner gets an error
    message instead of the problem.
    """

    stage: Literal["import", "engine"]
    block_type: str
    url_name: str
    message: str


@dataclass(frozen=True)
class Course:
    """A loaded course. `warnings` are Open edX's own words (its log and its error tracker)."""

    folder: Path
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    errors: tuple[Complaint, ...]
    warnings: tuple[str, ...]

    def block(self, url_name: str) -> Block:
        """The block of this name."""
        return next(block for block in self.blocks if block.url_name == url_name)

    def problem(self, url_name: str) -> Problem:
        """The problem of this name."""
        return next(problem for problem in self.problems if problem.url_name == url_name)


class OpenEdx:
    """The client. Start it once: the first answer takes some 4 seconds, a problem a few milliseconds."""

    def __init__(self) -> None:
        self._log: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed in __exit__
        self._unpacked = tempfile.TemporaryDirectory(prefix="olx-")
        self._process = subprocess.Popen(
            [str(engine("openedx/bin/python")), str(Path(__file__).with_name("openedx_process"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=20)  # closes its input: it ends
        self._log.close()
        self._unpacked.cleanup()

    def load(self, course: Path) -> Course:
        """Loads an OLX folder, or a .tar.gz as Studio does: its first course.xml says which folder is the course."""
        folder = _course_folder(self._unpack(course) if course.is_file() else course)
        answer = self._ask({"load": str(folder)})
        return Course(
            folder=folder,
            blocks=tuple(Block(**block) for block in answer["blocks"]),
            problems=tuple(_problem(problem) for problem in answer["problems"]),
            errors=tuple(Complaint(**error) for error in answer["errors"]),
            warnings=tuple(answer["warnings"]),
        )

    def grade(self, course: Course, problem: Problem, answers: Answers) -> Grade:
        """Submits answers to a fresh copy of a problem: a list for a checkbox input, else a string; by input id."""
        answer = self._ask({"grade": str(course.folder), "problem": problem.url_name, "answers": dict(answers)})
        if "error" in answer:
            return Grade(0, problem.max_score, (), "", answer["error"])
        return Grade(
            score=answer["score"],
            max_score=answer["max_score"],
            results=tuple(Result(**result) for result in answer["results"]),
            html=answer["html"],
        )

    def _unpack(self, archive: Path) -> Path:
        folder = Path(tempfile.mkdtemp(dir=self._unpacked.name))
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        return folder

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        if self._process.poll() is None:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            self._log.seek(0)
            pytest.fail(f"the Open edX process ended:\n{self._log.read()}", pytrace=False)
        answer: dict[str, Any] = json.loads(line)
        if "failed" in answer:
            raise AssertionError(f"Open edX cannot load {request}: {answer['failed']}")
        return answer


def visible_text(html: str) -> str:
    """The text of an HTML fragment, white space made single."""
    page: HtmlElement = lxml_html.fromstring(f"<div>{html}</div>")
    return " ".join(page.text_content().split())


def _problem(fields: dict[str, Any]) -> Problem:
    inputs = tuple(
        Input(each["id"], each["kind"], tuple(Option(**option) for option in each["options"]))
        for each in fields["inputs"]
    )
    return Problem(**(fields | {"inputs": inputs, "hints": tuple(fields["hints"])}))


def _course_folder(folder: Path) -> Path:
    """The folder of the course.xml nearest to the top."""
    found = sorted(folder.rglob("course.xml"), key=lambda path: (len(path.parts), path))
    assert found, f"no course.xml in {folder}"
    return found[0].parent


@pytest.fixture(scope="session", name="openedx")
def openedx_fixture() -> Iterator[OpenEdx]:
    """Open edX for the whole run."""
    with OpenEdx() as client:
        yield client
