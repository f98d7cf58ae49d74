"""The real course in languages that do not exist, asked of Open edX itself.

What French and Arabic do not have may break a question too: letters of two characters, apostrophes on all sides, text
without spaces, text that is much longer. In each of these languages every question must be the same question.
"""

import re
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass

import olxcleaner
import pytest

from tests.pseudo import PSEUDO, fill
from wlw_i18n import config, inline
from wlw_i18n.model.course import Language
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.question import (
    Choices,
    Question,
    QuestionType,
)
from wlw_i18n.model.text import Kind, State
from wlw_i18n.pipeline.run import Options, run
from wlw_i18n.segment import prose_of

from .asking import bare, said, submissions
from .openedx import Answers, OpenEdx, Problem, visible_text
from .openedx import Course as Loaded
from .real_course import ROOT, RealCourse

CODES = sorted(language.code for language in PSEUDO.values())


def quiet(_stage: str, _done: int, _total: int) -> None:
    """A report that nobody reads."""


@pytest.fixture(scope="module", name="course")
def course_fixture(tmp_path_factory: pytest.TempPathFactory) -> RealCourse:
    """The real course with the pseudo-languages in place of its own, exported."""
    root = tmp_path_factory.mktemp("pseudo") / "course"
    shutil.copytree(ROOT / "source", root / "source")
    shutil.copytree(ROOT / "translations/templates", root / "translations/templates")
    path = root / config.PATH
    text, count = re.subn(r"(?m)^languages = .*$", f"languages = {CODES}", path.read_text(encoding="utf-8"))
    assert count == 1
    path.write_text(text, encoding="utf-8")
    run(root, Options(write=True), quiet)
    for language in PSEUDO.values():
        fill(root, language)
    outcome = run(root, Options(write=True, export=True, targets=("olx",)), quiet)
    assert not outcome.broken, outcome.diagnostics
    read, _ = config.read(path.read_bytes())
    assert read is not None
    return RealCourse(root, read, outcome)


@dataclass(frozen=True)
class Edition:
    """The course in one language: as Open edX has it, and its questions as we serve them."""

    language: Language
    loaded: Loaded
    questions: dict[str, Question]

    def pairs(self) -> Iterator[tuple[Question, Problem]]:
        """Each question with its problem."""
        return ((self.questions[problem.url_name], problem) for problem in self.loaded.problems)


@pytest.fixture(scope="module", name="editions")
def editions_fixture(course: RealCourse, openedx: OpenEdx) -> dict[str, Edition]:
    """All languages, English too."""
    return {
        language.code: Edition(
            language,
            openedx.load(course.archive(language)),
            {
                f"{block.id}_problem": block
                for source in course.sources
                for block in course.document(language, source).blocks
                if isinstance(block, Question)
            },
        )
        for language in course.published
    }


@pytest.fixture(params=["en", *CODES], name="edition")
def edition_fixture(editions: dict[str, Edition], request: pytest.FixtureRequest) -> Edition:
    """Each language in turn."""
    return editions[request.param]


# -- the course -------------------------------------------------------------------------------------------------------


def test_every_language_is_published_whole(course: RealCourse, editions: dict[str, Edition]) -> None:
    assert sorted(editions) == sorted(["en", *CODES])
    assert {status.counts.share for status in course.outcome.status.languages} == {1}
    # Longer words and wider letters have no room in drawings and captions: that is what these languages are for.
    room = {Code.PICTURE_TEXT_LONG, Code.CAPTION_ROOM, Code.CAPTION_SPEED}
    warned = (found for found in course.outcome.diagnostics if found.severity >= Severity.WARNING)
    assert [shown(found) for found in warned if found.code not in room] == []


def shown(found: Diagnostic) -> str:
    return f"{found.location}: {found.code}: {found.message}"


def test_nothing_is_served_in_another_language(course: RealCourse, edition: Edition) -> None:
    for source in course.sources:
        document = course.document(edition.language, source)
        found = {(prose.lang, prose.state) for prose in prose_of(document) if prose.translatable}
        wanted = State.SOURCE if edition.language.code == "en" else State.CURRENT
        assert found == {(edition.language.tag, wanted)}, source.path


def test_olxcleaner_finds_nothing(edition: Edition) -> None:
    _, store, _ = olxcleaner.validate(str(edition.loaded.folder))
    assert [(error.name, error.filename, error.description) for error in store.errors] == []


def test_every_block_loads_without_a_word(edition: Edition) -> None:
    assert edition.loaded.errors == ()
    assert edition.loaded.warnings == ()
    assert {problem.url_name for problem in edition.loaded.problems} == set(edition.questions)
    assert len(edition.questions) >= 15


def test_every_language_has_the_same_blocks(course: RealCourse, editions: dict[str, Edition]) -> None:
    def names(edition: Edition) -> list[tuple[str, str]]:
        return [(block.block_type, block.url_name) for block in edition.loaded.blocks]

    def files(language: Language) -> list[str]:
        with tarfile.open(course.archive(language)) as archive:
            found = (name.split("/")[1:] for name in archive.getnames())
            return sorted("/".join(parts) for parts in found if parts[:1] not in (["static"], ["course"], ["policies"]))

    assert all(names(edition) == names(editions["en"]) for edition in editions.values())
    assert all(files(edition.language) == files(editions["en"].language) for edition in editions.values())


# -- the questions ----------------------------------------------------------------------------------------------------


def test_every_answer_is_graded_as_in_english_and_gets_its_feedback(edition: Edition, openedx: OpenEdx) -> None:
    right = wrong = 0
    for question, problem in edition.pairs():
        (field,) = problem.inputs
        for submission in submissions(question, problem):
            answers: Answers = {field.id: submission.value}
            grade = openedx.grade(edition.loaded, problem, answers)
            where = (problem.url_name, submission, grade.error)
            assert grade.error == "", where
            assert grade.correct is submission.right, where
            assert grade.score == (grade.max_score if submission.right else 0), where
            heard = bare(grade.results[0].text)
            assert [text for text in submission.said if text not in heard] == [], where
            right, wrong = right + submission.right, wrong + (not submission.right)
    assert right > 30
    assert wrong > 70


def test_every_part_of_a_question_is_shown(edition: Edition) -> None:
    for question, problem in edition.pairs():
        page = bare(visible_text(problem.html))
        assert bare(inline.visible(question.prompt.inlines)) in page, problem.url_name
        if question.description is not None:
            assert bare(inline.visible(question.description.inlines)) in page, problem.url_name
        assert [bare(visible_text(hint)) for hint in problem.hints] == ["".join(said(hint)) for hint in question.hints]
        solution = bare(
            visible_text("".join(str(text) for name, text in problem.answers.items() if "solution" in name))
        )
        assert [text for text in said(question.explanation) if text not in solution] == [], problem.url_name


def test_a_question_is_the_same_in_every_language(editions: dict[str, Edition]) -> None:
    """Ids, points, stored values, and which choice is right, by its place in the page."""

    def shape(edition: Edition) -> dict[str, tuple[object, ...]]:
        found: dict[str, tuple[object, ...]] = {}
        for question, problem in edition.pairs():
            (field,) = problem.inputs
            is_dropdown = question.type is QuestionType.DROPDOWN
            stored = () if is_dropdown else tuple(each.value for each in field.options)
            found[problem.url_name] = (
                problem.max_score,
                field.kind,
                field.id.split("_", 1)[1],
                len(field.options),
                stored,
                right_places(problem),
                [question.weight, question.attempts, question.showanswer, question.shuffle],
            )
        return found

    english = shape(editions["en"])
    assert all(right_places(problem) for _, problem in editions["en"].pairs() if problem.inputs[0].options)
    for edition in editions.values():
        assert shape(edition) == english, edition.language.code


def right_places(problem: Problem) -> tuple[int, ...]:
    """Which options "Show answer" shows, counted from the top of the page as the author wrote it."""
    (field,) = problem.inputs
    if not field.options:
        return ()
    answer = problem.answers[field.id]
    answers = [answer] if isinstance(answer, str) else list(answer)
    return tuple(sorted(number for number, each in enumerate(field.options) if each.value in answers))


def test_the_texts_are_those_of_the_language(editions: dict[str, Edition]) -> None:
    """Else all of the above would prove nothing."""

    def prompts(edition: Edition) -> set[str]:
        return {question.prompt.text for question in edition.questions.values()}

    for code in CODES:
        assert not prompts(editions[code]) & prompts(editions["en"])
    choices = [
        prose.text
        for question in editions["uk"].questions.values()
        if isinstance(question.answers, Choices)
        for prose in (choice.prose for choice in question.answers.items)
        if prose.kind is Kind.CHOICE
    ]
    assert sum("'" in text for text in choices) > 30
