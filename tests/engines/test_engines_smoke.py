"""Every engine is alive and is as strict as the tests that rely on it take for granted."""

import tarfile
from pathlib import Path
from unittest.mock import ANY

import olxcleaner
import pytest

from . import minimal_course
from .browser import OpenPage, axe_violations
from .mediawiki import MediaWiki, MediaWikiError
from .openedx import Answers, Course, OpenEdx, Problem, visible_text
from .validator import Validate

GOOD_PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Good</title></head>
<body><main><h1>Good</h1><p id="text">Without script.</p></main>
<script>document.getElementById("text").textContent = "With script.";</script>
</body>
</html>
"""


# -- Open edX ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", name="course")
def course_fixture(openedx: OpenEdx, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The minimal course with a problem of each type."""
    return openedx.load(minimal_course.write_course(tmp_path_factory.mktemp("olx"), minimal_course.PROBLEMS))


def test_openedx_loads_the_minimal_course(course: Course) -> None:
    assert course.errors == ()
    assert {block.block_type for block in course.blocks} == {"html", "problem", "video"}
    assert course.block("h1").fields["data"] == (course.folder / "html/h1.html").read_text(encoding="utf-8")
    assert course.block("vid1").fields["display_name"] == "Vidéo"


def test_olxcleaner_finds_nothing_in_the_minimal_course(course: Course) -> None:
    _, findings, _ = olxcleaner.validate(str(course.folder))
    assert [(each.name, each.filename, each.description) for each in findings.errors] == []


def test_openedx_shows_a_problem_as_a_learner_sees_it(course: Course) -> None:
    problem = course.problem("p-radio")
    assert [(each.kind, [option.text for option in each.options]) for each in problem.inputs] == [
        ("radio", ["Paris", "Lyon"])
    ]
    assert problem.inputs[0].value_of("Paris") == "choice_paris"
    assert problem.inputs[0].id in problem.answers
    assert "choicehint" not in problem.html
    assert problem.hints == ("Pensez à la <em>Seine</em>",)
    assert [each.kind for each in course.problem("p-number").inputs] == ["number"]
    assert [each.kind for each in course.problem("p-text").inputs] == ["text"]


def answers_to(problem: Problem, said: str | list[str]) -> Answers:
    """The answers of a problem with one input, given by what a learner reads."""
    (field,) = problem.inputs
    if not field.options:
        return {field.id: said}
    return {field.id: field.value_of(said) if isinstance(said, str) else [field.value_of(each) for each in said]}


@pytest.mark.parametrize(
    ("name", "said", "verdict"),
    [
        ("p-radio", "Paris", (1, "Oui, sur la Seine")),
        ("p-radio", "Lyon", (0, "Non, sur le Rhône")),
        ("p-checkbox", ["2", "3"], (1, "")),
        ("p-checkbox", ["2"], (0.67, "")),
        ("p-checkbox", [], (0, "")),
        ("p-dropdown", "l’été bleu", (1, "")),
        ("p-dropdown", "rouge", (0, "")),
        ("p-text", "zürich", (1, "Bien")),
        ("p-text", "Zurich", (1, "")),
        ("p-text", "Bern", (0, "C’est la capitale")),
        ("p-number", "3.15", (1, "")),
        ("p-number", "3", (0, "")),
    ],
)
def test_openedx_grades(
    openedx: OpenEdx, course: Course, name: str, said: str | list[str], verdict: tuple[float, str]
) -> None:
    score, message = verdict
    problem = course.problem(name)
    grade = openedx.grade(course, problem, answers_to(problem, said))
    assert (grade.error, grade.score, grade.max_score, grade.correct) == ("", score, 1, score == 1)
    assert message in grade.results[0].text
    assert message in visible_text(grade.html)


def test_openedx_cannot_read_a_decimal_comma(openedx: OpenEdx, course: Course) -> None:
    problem = course.problem("p-number")
    assert "StudentInputError" in openedx.grade(course, problem, answers_to(problem, "3,14")).error


def test_a_straight_apostrophe_spoils_a_dropdown(openedx: OpenEdx, tmp_path: Path) -> None:
    dropdown = minimal_course.PROBLEMS["p-dropdown"]
    texts = ["l'eau", "l'1er", "'tis", "l'été", "l’été"]
    problems = {f"p-{n}": dropdown.replace("l’été bleu", text) for n, text in enumerate(texts)}
    course = openedx.load(minimal_course.write_course(tmp_path, problems))
    shown = {problem.url_name: [option.text for option in problem.inputs[0].options] for problem in course.problems}
    assert shown == {
        "p-0": ["rouge", "l'eau"],
        "p-1": ["rouge", "l", "er"],
        "p-2": ["rouge", "", "is"],
        "p-4": ["rouge", "l’été"],
    }
    assert [(each.stage, each.url_name) for each in course.errors] == [("engine", "p-3")]


def test_openedx_refuses_what_studio_refuses(openedx: OpenEdx, tmp_path: Path) -> None:
    good = minimal_course.PROBLEMS["p-radio"]
    problems = {"p-good": good, "p-entity": "<p>&nbsp;</p>", "p-no-key": good.replace('correct="true"', "")}
    course = openedx.load(minimal_course.write_course(tmp_path, problems))
    assert [problem.url_name for problem in course.problems] == ["p-good"]
    assert [(each.stage, each.url_name, each.message) for each in course.errors] == [
        ("import", "p-entity", ANY),
        ("engine", "p-no-key", ANY),
    ]
    assert "nbsp" in course.errors[0].message


def test_openedx_loads_an_archive(openedx: OpenEdx, tmp_path: Path) -> None:
    folder = minimal_course.write_course(tmp_path / "course", {"p-radio": minimal_course.PROBLEMS["p-radio"]})
    with tarfile.open(tmp_path / "course.tar.gz", "w:gz") as archive:
        archive.add(folder, "course")
    course = openedx.load(tmp_path / "course.tar.gz")
    assert (course.errors, [problem.url_name for problem in course.problems]) == ((), ["p-radio"])


def test_openedx_says_why_a_course_cannot_be_loaded(openedx: OpenEdx, tmp_path: Path) -> None:
    (tmp_path / "course.xml").write_text("<course", encoding="utf-8")
    with pytest.raises(AssertionError, match="XMLSyntaxError"):
        openedx.load(tmp_path)


# -- MediaWiki ---------------------------------------------------------------------------------------------------------


def test_mediawiki_parses(mediawiki: MediaWiki) -> None:
    assert "<p>A <b>bold</b> word\n</p>" in mediawiki.parse("A '''bold''' word")


def test_mediawiki_has_its_extensions(mediawiki: MediaWiki) -> None:
    shown = mediawiki.parse(
        'a<ref>n</ref> {{#if:x|yes}} <math>x^2</math> <syntaxhighlight lang="python" inline>1</syntaxhighlight>'
    )
    for part in ('class="reference"', "yes", "<msup>", "mw-highlight-lang-python"):
        assert part in shown


def test_mediawiki_can_be_in_another_language(mediawiki: MediaWiki) -> None:
    assert 'lang="ar" dir="rtl"' in mediawiki.parse("x", title="Course", lang="ar")


def test_mediawiki_has_the_prefixes_of_meta(mediawiki: MediaWiki) -> None:
    assert 'href="https://en.wikipedia.org/wiki/fr:X"' in mediawiki.parse("[[:w:fr:X|label]]")
    assert "label" not in mediawiki.parse("[[fr:X|label]]")  # an interlanguage link leaves the text


def test_mediawiki_saves_and_transforms(mediawiki: MediaWiki) -> None:
    mediawiki.save("Smoke", "Signed ~~~~ and &#126;&#126;&#126;~")
    assert "~~~~" not in mediawiki.page_text("Smoke")
    assert "&#126;&#126;&#126;~" in mediawiki.page_text("Smoke")
    assert "127.0.0.1" in mediawiki.page_html("Smoke")


def test_mediawiki_reports_its_errors(mediawiki: MediaWiki) -> None:
    with pytest.raises(MediaWikiError, match="missingtitle"):
        mediawiki.page_html("No such page")


# -- Chromium and axe --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("javascript", "text"), [(True, "With script."), (False, "Without script.")])
def test_chromium_opens_a_file(open_page: OpenPage, tmp_path: Path, javascript: bool, text: str) -> None:
    (tmp_path / "good.html").write_text(GOOD_PAGE, encoding="utf-8")
    tab = open_page(tmp_path / "good.html", javascript=javascript)
    assert tab.page.inner_text("#text") == text
    assert tab.external_requests == []
    assert tab.errors == []
    assert tab.screenshot(tmp_path / "good.png").read_bytes().startswith(b"\x89PNG")


def test_chromium_records_and_stops_requests_to_the_network(open_page: OpenPage, tmp_path: Path) -> None:
    page = GOOD_PAGE.replace("</main>", '<img src="https://pictures.example/x.png" alt=""></main>')
    (tmp_path / "calls.html").write_text(page, encoding="utf-8")
    tab = open_page(tmp_path / "calls.html")
    assert tab.external_requests == ["https://pictures.example/x.png"]
    assert tab.errors != []


def test_axe_finds_what_is_wrong(open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text(GOOD_PAGE, encoding="utf-8")
    assert axe_violations(open_page(tmp_path / "good.html")) == []
    bad = GOOD_PAGE.replace("</main>", '<img src="x.png"></main>')
    (tmp_path / "bad.html").write_text(bad, encoding="utf-8")
    found = axe_violations(open_page(tmp_path / "bad.html"))
    assert [(each.rule, each.targets) for each in found] == [("image-alt", ("img",))]


# -- the HTML validator ------------------------------------------------------------------------------------------------


def test_validator_finds_what_is_wrong(validate_html: Validate, tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "good.html").write_text(GOOD_PAGE, encoding="utf-8")
    assert validate_html(tmp_path) == []
    (tmp_path / "fr" / "bad page.html").write_text(GOOD_PAGE.replace("<p id", "<p><div>x</p><p id"), encoding="utf-8")
    found = validate_html(tmp_path)
    assert {(each.file, each.line, each.level) for each in found} == {("fr/bad page.html", 4, "error")}
    assert "No “p” element in scope but a “p” end tag seen." in [each.text for each in found]
