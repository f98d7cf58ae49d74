"""The worked example of the authoring syntax: a good quiz becomes the problems wanted, a bad one gets every message."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tests.casefiles import CASES
from tests.exporters.olx_builders import course
from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.readers import read_document

EXAMPLE = Path(__file__).parent / "data" / "quiz-worked-example"
WANTED = sorted((EXAMPLE / "olx").glob("*.xml"))

CODES = {
    "Q001": Code.QUESTION_NO_ID,
    "Q002": Code.QUESTION_ID,
    "Q003": Code.QUESTION_DUPLICATE_ID,
    "Q004": Code.QUESTION_SETTING,
    "Q005": Code.QUESTION_NO_ANSWERS,
    "Q006": Code.QUESTION_NO_PROMPT,
    "Q007": Code.QUESTION_MARK,
    "Q008": Code.QUESTION_EMPTY_ANSWER,
    "Q009": Code.QUESTION_MIXED,
    "Q010": Code.QUESTION_RIGHT_ANSWERS,
    "Q011": Code.QUESTION_STRUCTURE,
    "Q012": Code.QUESTION_NUMBER,
    "Q013": Code.QUESTION_RANGE,
    "Q014": Code.QUESTION_NUMBER_FEEDBACK,
    "W1": Code.QUESTION_FEEDBACK_OPENING,
    "W2": Code.QUESTION_FEW_CHOICES,
    "W3": Code.QUESTION_SAME_CHOICES,
    "W4": Code.CHOICES_SAME,
    "W5": Code.QUESTION_LONG_ANSWER,
    "W6": Code.QUESTION_DROPDOWN_MARKUP,
}
"""The short names under which the syntax was designed, and the codes of today."""


def read(name: str) -> Iterator[str]:
    path = f"source/01-a/{name}"
    _, found = read_document(path, (EXAMPLE / name).read_bytes(), default_id=name.removesuffix(".md"))
    short = {code: name for name, code in CODES.items()}
    for each in found:
        assert each.location is not None
        assert each.location.path == path
        assert each.severity is Severity.BROKEN
        yield f"{each.location.line} {short[each.code]} {each.code}: {each.message}. {each.hint}"


def test_all_faults_are_reported_in_one_run_with_line_and_repair() -> None:
    expected = (EXAMPLE / "bad.expected.txt").read_text(encoding="utf-8").splitlines()
    assert list(read("bad.md")) == expected
    assert len(expected) == 14


def test_a_good_quiz_has_no_finding() -> None:
    assert list(read("good.md")) == []


@pytest.fixture(scope="module", name="problems")
def problems_fixture() -> dict[str, etree._Element]:
    made = course({"01-a/index.md": "---\ntitle: A\nkind: module\n---\n", "01-a/01-good.md": good()}).export()
    found = (file for file in made if "/problem/" in file.path)
    return {Path(file.path).stem.removesuffix("_problem"): etree.fromstring(file.content) for file in found}


def good() -> str:
    return (EXAMPLE / "good.md").read_text(encoding="utf-8")


def test_there_is_a_problem_for_each_question(problems: dict[str, etree._Element]) -> None:
    assert sorted(problems) == [path.stem for path in WANTED]
    assert {problem[0].tag for problem in problems.values()} == {
        "multiplechoiceresponse",
        "choiceresponse",
        "optionresponse",
        "stringresponse",
        "numericalresponse",
    }


@pytest.mark.parametrize("path", WANTED, ids=lambda path: path.stem)
def test_a_problem_is_the_one_wanted(path: Path, problems: dict[str, etree._Element]) -> None:
    """But for three things of ours: names of choices, a wider field, and help for those who type a number."""
    made = problems[path.stem]
    for choice in made.iter("choice"):
        if "name" in choice.attrib:
            del choice.attrib["name"]
    if made[0].tag == "numericalresponse":
        help_text = made.find(".//description")
        assert help_text is not None
        made[0].remove(help_text)
    wanted = etree.parse(path).getroot()
    del wanted.attrib["url_name"]
    for field in (*made.iter("textline"), *wanted.iter("textline")):
        assert field.attrib.pop("size")
    assert shape(made) == shape(wanted)


def shape(element: etree._Element) -> tuple[object, ...]:
    """An element as it is read: white space and the order of attributes do not matter."""
    children = [(shape(child), single(child.tail)) for child in element]
    return (element.tag, sorted(element.items()), single(element.text), children)


def single(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


def test_every_short_name_has_a_case() -> None:
    """W4 is a matter of translations: `tests/cases/checks/quiz.md`."""
    titles = "".join((CASES / "questions" / name).read_text("utf-8") for name in ("faults.md", "warnings.md"))
    assert [name for name in CODES if not re.search(rf"^{name} ", titles, re.MULTILINE)] == ["W4"]
