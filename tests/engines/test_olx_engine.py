"""What the OLX exporter writes, read, shown and graded by Open edX itself.

Every case file of tests/cases/olx/problems is a quiz of the course here: a new case is tried without a line of Python.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.casefiles import CASES, cases
from tests.exporters.olx_builders import Course as Source
from tests.exporters.olx_builders import course as source_of
from tests.exporters.olx_builders import findings
from wlw_i18n.exporters.olx import names
from wlw_i18n.inline import visible
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.document import Block as Node
from wlw_i18n.model.document import CodeBlock, Paragraph
from wlw_i18n.model.question import Choices, NumberAnswers, Question, QuestionType, TextAnswers
from wlw_i18n.model.text import Kind
from wlw_i18n.render import capa

from .openedx import Course, Grade, OpenEdx, Problem, visible_text

JOINER = "\u2060"


def _apostrophes(unit: Unit) -> str:
    """French as it should not be typed: apostrophes where Open edX cannot bear them."""
    # What is typed as an answer keeps its `$` and `_or_`: those are traps of their own.
    return f"l'\u00e9t\u00e9 {unit.text}" if unit.kind is not Kind.ANSWERS else unit.text


def _ukrainian(unit: Unit) -> str:
    return unit.text if unit.kind is Kind.ANSWERS else f"{unit.text} м'яч"


def _arabic(unit: Unit) -> str:
    return unit.text if unit.kind is Kind.ANSWERS else f"\u0645\u0631\u062d\u0628\u0627 {unit.text}"


EDITIONS: dict[str, Callable[[Unit], str] | None] = {
    "en": None,
    "fr": _apostrophes,
    "uk": _ukrainian,
    "ar": _arabic,
    "pt-br": None,
}
"""Language -> translation; Portuguese has none, so that all of it falls back."""


@dataclass(frozen=True)
class Edition:
    """One language of the course, in Open edX and as we know it."""

    course: Course
    questions: dict[str, Question]


def _source() -> Source:
    sources = {"01-cases/index.md": "---\ntitle: '\"Cases\"'\nkind: module\n---\n\nText.\n"}
    for number, path in enumerate(sorted((CASES / "olx" / "problems").glob("*.md")), 1):
        body = "\n\n".join(
            case.values[0]  # type: ignore[attr-defined]
            for case in cases("olx/problems")
            if case.id.startswith(f"{path.stem}: ")  # type: ignore[attr-defined]
        )
        front = f"---\ntitle: {path.stem}\nkind: quiz\ngraded: true\nattempts: 5\n---\n\n"
        sources[f"01-cases/{number:02}-{path.stem}.md"] = front + body
    lesson = "\n\n".join(case.values[0].replace("q-a", "q-lesson") for case in cases("olx/texts"))  # type: ignore[attr-defined]
    sources["01-cases/90-lesson.md"] = f"---\ntitle: Lesson\nid: lesson\n---\n\n{lesson}"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    return source_of(sources, source__01_cases__media__map_DOT_svg=svg, **{"source__01-cases__media__map_DOT_svg": svg})


@pytest.fixture(scope="module", name="editions")
def editions_fixture(openedx: OpenEdx, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """Every edition's archive, as Studio takes it."""
    source, folder, found = _source(), tmp_path_factory.mktemp("olx"), {}
    for code, translate in EDITIONS.items():
        archive = source.archive(code, translate)
        path = folder / archive.path
        path.write_bytes(archive.content)
        questions = {
            names.problem(block.id): block
            for document in source.served(code, translate)
            for block in document.blocks
            if isinstance(block, Question)
        }
        found[code] = Edition(openedx.load(path), questions)
    return found


@pytest.fixture(params=sorted(EDITIONS), name="edition")
def edition_fixture(editions: dict[str, Edition], request: pytest.FixtureRequest) -> Edition:
    """Each edition in turn."""
    return editions[request.param]


def test_everything_loads_without_a_word(edition: Edition) -> None:
    assert edition.course.errors == ()
    # A YouTube video without subtitles of ours: Open edX says that it has none either.
    assert [each for each in edition.course.warnings if "subs_AOUEsgFrYeg" not in each] == []
    assert {problem.url_name for problem in edition.course.problems} == set(edition.questions)
    assert len(edition.questions) > 25


def test_olxcleaner_finds_nothing(edition: Edition) -> None:
    assert findings(edition.course.folder) == []


def test_html_is_stored_as_it_was_written(edition: Edition) -> None:
    texts = [block for block in edition.course.blocks if block.block_type == "html"]
    assert texts
    for block in texts:
        path = edition.course.folder / "html" / f"{block.url_name}.html"
        assert block.fields["data"] == path.read_text(encoding="utf-8")


def test_titles_are_read_as_they_were_written(edition: Edition) -> None:
    for name, question in edition.questions.items():
        title = capa.clean(visible(question.title.inlines)).strip()
        assert edition.course.block(name).fields["display_name"].replace(JOINER, "") == title


def test_settings_are_read(edition: Edition) -> None:
    fields = edition.course.block("q-one_problem").fields
    assert (fields["max_attempts"], fields["weight"], fields["showanswer"]) == (3, 2.0, "attempted")
    assert edition.course.block("q-many_problem").fields["max_attempts"] == 5


# -- shown ------------------------------------------------------------------------------------------------------------


def _said(blocks: tuple[Node, ...]) -> str:
    """What a feedback of paragraphs says."""
    return _plain(" ".join(visible(block.prose.inlines) for block in blocks if isinstance(block, Paragraph)))


def _plain(text: str) -> str:
    # Without any space: between paragraphs a page has none in its text.
    return "".join(capa.clean(text).replace(JOINER, "").split())


def test_every_word_of_a_question_is_shown(edition: Edition) -> None:
    for name, question in edition.questions.items():
        problem = edition.course.problem(name)
        shown = _plain(visible_text(problem.html))
        for block in question.intro:
            if isinstance(block, Paragraph) and "<" not in block.prose.text:
                assert _plain(visible(block.prose.inlines)) in shown, name
        assert _plain(visible(question.prompt.inlines)) in shown, name
        if question.description is not None:
            assert _plain(visible(question.description.inlines)) in shown, name
        assert [_plain(visible_text(hint)) for hint in problem.hints] == [_said(hint) for hint in question.hints]
        solution = " ".join(str(text) for key, text in problem.answers.items() if "solution" in key)
        assert _said(question.explanation) in _plain(visible_text(solution or "<p>")), name


def test_every_choice_is_shown_as_it_was_written(edition: Edition) -> None:
    for name, question in edition.questions.items():
        if not isinstance(question.answers, Choices):
            continue
        (field,) = edition.course.problem(name).inputs
        shown = [_plain(option.text) for option in field.options]
        written = [_plain(visible(item.prose.inlines)) for item in question.answers.items]
        if question.type is QuestionType.DROPDOWN:
            written = [text.replace("'", "\u2019") for text in written]
        assert sorted(shown) == sorted(written), name


def test_code_is_shown_character_by_character(edition: Edition) -> None:
    seen = 0
    for name, question in edition.questions.items():
        code = [block.text for block in question.intro if isinstance(block, CodeBlock)]
        shown = lxml_html.fromstring(edition.course.problem(name).html).iter("pre")
        # HTML drops the line end that a `pre` begins with.
        assert [pre.text_content().removeprefix("\n") for pre in shown] == code, name
        seen += len(code)
    assert seen >= 2


def test_nothing_of_the_source_is_replaced_by_the_platforms_values(edition: Edition) -> None:
    html = edition.course.problem("q-dollar_problem").html
    assert all(name in visible_text(html) for name in ("$seed", "$5", "$python_path", "$anonymous_student_id", "$x"))
    html = edition.course.problem("q-static_problem").html
    assert re.search("""["']/(static|course|jump_to_id)/""", html) is None


# -- graded -----------------------------------------------------------------------------------------------------------

Said = str | list[str]


def _right(question: Question, problem: Problem) -> Iterator[tuple[Said, str]]:
    """Answers that are right, and what is said then (`*`: anything)."""
    match question.answers:
        case Choices(items) if question.type is QuestionType.MULTIPLE:
            yield [f"choice_{number}" for number, item in enumerate(items) if item.correct], "*"
        case Choices():
            yield from ((value, said) for value, said, correct in _choices(question, problem) if correct)
        case TextAnswers():
            yield from _typed(question.answers)
        case NumberAnswers(numbers):
            for number in numbers:
                said = _said(number.feedback)
                if number.range:
                    low, high = (float(each) for each in number.value[1:-1].split(","))
                    yield str((low + high) / 2), said
                    if number.value.startswith("["):
                        yield str(low), said
                else:
                    yield number.value, said
                    if number.tolerance and not number.tolerance.endswith("%"):
                        yield str(float(number.value) + float(number.tolerance)), said


def _wrong(question: Question, problem: Problem) -> Iterator[tuple[Said, str]]:
    """Answers that are wrong, and what is said then."""
    match question.answers:
        case Choices(items) if question.type is QuestionType.MULTIPLE:
            yield [], "*"
            right = {number for number, item in enumerate(items) if item.correct}
            for number in range(len(items)):
                yield [f"choice_{each}" for each in sorted(right ^ {number})], "*"
        case Choices():
            yield from ((value, said) for value, said, correct in _choices(question, problem) if not correct)
        case TextAnswers():
            yield "xyzzy", ""
            for refused in question.answers.refused:
                yield visible(refused.prose.inlines), _said(refused.feedback)
        case NumberAnswers(numbers):
            yield "123456", ""
            if numbers[0].range and numbers[0].value.endswith(")"):
                yield numbers[0].value[1:-1].split(",")[1].strip(), ""


def _choices(question: Question, problem: Problem) -> Iterator[tuple[str, str, bool]]:
    assert isinstance(question.answers, Choices)
    items = question.answers.items
    (field,) = problem.inputs
    if question.type is QuestionType.DROPDOWN:
        values = [option.value for option in field.options]  # as found in the page
    else:
        values = [f"choice_{name}" for name in capa.choice_names(question.id, items)]
    for value, item in zip(values, items, strict=True):
        yield value, _said(item.feedback), item.correct


def _typed(answers: TextAnswers) -> Iterator[tuple[str, str]]:
    lines = visible(answers.accepted.inlines).split("\n")
    for number, line in enumerate(lines):
        said = _said(answers.feedback[number]) if number < len(answers.feedback) else ""
        yield f"  {line} ", "*"  # right, but Open edX compares the blanks when it looks for the feedback
        spellings = {line, *(unicodedata.normalize(form, line) for form in ("NFC", "NFD"))}
        spellings |= {line.replace("'", "\u2019"), line.replace("\u2019", "'")}
        if not answers.case_sensitive:
            spellings |= {line.upper(), line.lower()}
        yield from ((spelling, said) for spelling in sorted(spellings))


def _grade(openedx: OpenEdx, edition: Edition, name: str, answer: Said) -> Grade:
    problem = edition.course.problem(name)
    (field,) = problem.inputs
    return openedx.grade(edition.course, problem, {field.id: answer})


def test_every_right_answer_is_right(openedx: OpenEdx, edition: Edition) -> None:
    for name, question in edition.questions.items():
        right = list(_right(question, edition.course.problem(name)))
        assert right, name
        for answer, said in right:
            grade = _grade(openedx, edition, name, answer)
            assert (grade.error, grade.correct, grade.score) == ("", True, grade.max_score), (name, answer)
            assert said == "*" or said in _plain(grade.results[0].text), (name, answer)


def test_every_wrong_answer_is_wrong(openedx: OpenEdx, edition: Edition) -> None:
    for name, question in edition.questions.items():
        wrong = list(_wrong(question, edition.course.problem(name)))
        assert wrong, name
        for answer, said in wrong:
            grade = _grade(openedx, edition, name, answer)
            assert (grade.error, grade.correct, grade.score) == ("", False, 0), (name, answer)
            assert said == "*" or said in _plain(grade.results[0].text), (name, answer)


def test_ticked_and_unticked_choices_have_their_feedback(openedx: OpenEdx, edition: Edition) -> None:
    question = edition.questions["q-many_problem"]
    assert isinstance(question.answers, Choices)
    first, second = question.answers.items
    ticked = _grade(openedx, edition, "q-many_problem", ["choice_0", "choice_1"]).results[0].text
    assert _said(first.feedback) in _plain(ticked)
    assert _said(second.feedback) in _plain(ticked)
    empty = _grade(openedx, edition, "q-many_problem", []).results[0].text
    assert _said(first.feedback_unticked) in _plain(empty)
    assert _said(second.feedback) not in _plain(empty)


# -- across languages -------------------------------------------------------------------------------------------------


def test_an_answer_means_the_same_in_every_language(editions: dict[str, Edition]) -> None:
    """Ids, points and stored choices: reports of all runs can be laid side by side."""

    def shape(edition: Edition) -> dict[str, object]:
        found: dict[str, object] = {}
        for problem in edition.course.problems:
            kinds = [field.kind for field in problem.inputs]
            # A drop-down's answer is its text; all others are stored by name or by place.
            ids = [[option.value for option in field.options] for field in problem.inputs if field.kind != "dropdown"]
            answers = [
                sorted(problem.answers[field.id]) for field in problem.inputs if field.kind in {"radio", "checkbox"}
            ]
            found[problem.url_name] = (problem.id.split("@")[-1], problem.max_score, kinds, ids, answers)
        return found

    english = shape(editions["en"])
    for edition in editions.values():
        assert shape(edition) == english


def test_archives_differ_in_text_only(editions: dict[str, Edition]) -> None:
    def blocks(folder: Path) -> set[str]:
        kinds = ("chapter", "sequential", "vertical", "html", "problem", "video")
        return {str(path.relative_to(folder)) for kind in kinds for path in (folder / kind).iterdir()}

    english = blocks(editions["en"].course.folder)
    # Only a notice above a page that begins with a question adds a text of its own.
    for code in ("fr", "uk", "ar"):
        assert blocks(editions[code].course.folder) == english
