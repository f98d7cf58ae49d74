"""Single questions, and what Open edX says to what learners tick and type, on keyboards of all the world."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.exporters.olx_builders import lesson
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.text import Kind

from .openedx import OpenEdx, visible_text


def typed(
    openedx: OpenEdx, folder: Path, markdown: str, answers: list[str], *, code: str = "en", own: Mapping[str, str] = {}
) -> dict[str, tuple[bool, str]]:
    """Each answer, whether it is right, and what is said to it.

    Args:
        openedx: the engine.
        folder: a temporary one.
        markdown: one question.
        answers: what a learner types.
        code: the language.
        own: translations of accepted and refused answers; all else is translated by itself.
    """

    def translate(unit: Unit) -> str:
        return own.get(unit.text, unit.text) if unit.kind is Kind.ANSWERS else f"\u2020 {unit.text}"

    course = openedx.load(lesson(markdown).unpacked(folder, code, None if code == "en" else translate))
    assert (course.errors, course.warnings) == ((), ())
    (problem,) = course.problems
    (field,) = problem.inputs
    found = {}
    for answer in answers:
        grade = openedx.grade(course, problem, {field.id: answer})
        assert grade.error == "", answer
        assert grade.score == (grade.max_score if grade.correct else 0)
        found[answer] = (grade.correct, visible_text(grade.results[0].message or "<p>"))
    return found


def right(found: Mapping[str, tuple[bool, str]]) -> list[str]:
    return [answer for answer, (is_right, _) in found.items() if is_right]


ASKED = "## T\n<!-- question id=q {} -->\nWhich?\n\n"


@pytest.mark.parametrize(
    ("code", "accepted", "answers"),
    [
        ("fr", "l’été", ["l’été", "l'été", "L'ÉTÉ", "L’Été", unicodedata.normalize("NFD", "l'été"), " l'été "]),
        ("uk", "м'яч", ["м'яч", "м’яч", "мʼяч", "М’ЯЧ"]),
        ("ar", "عام 2001", ["عام 2001", "عام ٢٠٠١", "عام ۲۰۰۱"]),
        ("ar", "عام ٢٠٠١", ["عام 2001", "عام ٢٠٠١"]),
        ("fa", "سال ۱۴۰۰", ["سال ۱۴۰۰", "سال 1400", "سال ١٤٠٠"]),
        ("hi", "सन 1947", ["सन 1947", "सन १९४७"]),
        ("tr", "İstanbul", ["İstanbul", "istanbul", "ISTANBUL"]),
        ("tr", "Irak", ["Irak", "ırak", "irak"]),
        ("de", "Straße", ["Straße", "STRASSE", "strasse"]),
        ("vi", "Tiếng Việt", ["Tiếng Việt", unicodedata.normalize("NFD", "TIẾNG VIỆT")]),
        ("de", "2001–2003", ["2001–2003", "2001-2003"]),
        ("zh-hans", "维基百科", ["维基百科"]),
    ],
)
def test_an_answer_is_right_in_each_of_its_spellings(
    openedx: OpenEdx, tmp_path: Path, code: str, accepted: str, answers: list[str]
) -> None:
    markdown = f"{ASKED.format('answers=replace')}- = Own answer\n- != Not this\n  > No.\n"
    sent = [*answers, "xyzzy", "Own answer", "Not this"]
    found = typed(openedx, tmp_path, markdown, sent, code=code, own={"Own answer": accepted})
    assert right(found) == answers
    assert "No." in found["Not this"][1]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("answers=add", ["Dashboard", "Outreach", "Tableau", "Autre", "tableau"]),
        ("answers=replace", ["Tableau", "Autre", "tableau"]),
        ("answers=keep", ["Dashboard", "Outreach"]),
        ("answers=add case=yes", ["Dashboard", "Outreach", "Tableau", "Autre"]),
    ],
)
def test_what_becomes_of_the_english_answers(
    openedx: OpenEdx, tmp_path: Path, setting: str, expected: list[str]
) -> None:
    markdown = f"{ASKED.format(setting)}- = Dashboard\n- = Outreach\n"
    own = {"Dashboard\nOutreach": "Tableau\nAutre\nTroisième"}
    sent = ["Dashboard", "Outreach", "Tableau", "Autre", "tableau"]
    assert right(typed(openedx, tmp_path, markdown, sent, code="fr", own=own)) == expected


def test_feedback_follows_its_answer(openedx: OpenEdx, tmp_path: Path) -> None:
    markdown = f"{ASKED.format('')}- = Humaniki\n- = WHGI\n  > Its ancestor.\n- != Wikistats\n  > Not that one.\n"
    own = {"Humaniki\nWHGI": "Humanique\nOutil\nwhgi", "Wikistats": "Statistiques\nWikistatistiques"}
    sent = ["Humaniki", "Humanique", "Outil", "WHGI", "Statistiques", "wikistatistiques", "Wikistats"]
    found = typed(openedx, tmp_path, markdown, sent, code="fr", own=own)
    assert right(found) == sent[:4]
    assert [answer for answer, (_, said) in found.items() if "Its ancestor." in said] == ["WHGI"]
    assert [answer for answer, (_, said) in found.items() if "Not that one." in said] == sent[4:6]


@pytest.mark.parametrize(
    ("answers", "accepted", "refused"),
    [
        ("- = 8\n", ["8", "8.0", "4+4"], ["7.9", "8.1", "-8"]),
        ("- = 8 +- 1\n", ["7", "8", "9", "7.5"], ["6.9", "9.1"]),
        ("- = 8 +- 5%\n", ["7.6", "8.4"], ["7.5", "8.5"]),
        ("- = -2.5 +- 0.5\n", ["-2", "-3"], ["2.5", "-1.9"]),
        ("- = [6, 8)\n", ["6", "7.9"], ["8", "5.9"]),
        ("- = (6, 8]\n", ["6.1", "8"], ["6", "8.1"]),
        ("- = 6\n- = 8\n", ["6", "8"], ["7"]),
        ("- = 1.5e3\n", ["1500", "1.5e3"], ["1.5"]),
    ],
)
def test_numbers(openedx: OpenEdx, tmp_path: Path, answers: str, accepted: list[str], refused: list[str]) -> None:
    for code in ("en", "fa"):
        found = typed(openedx, tmp_path, f"{ASKED.format('')}{answers}", [*accepted, *refused], code=code)
        assert right(found) == accepted


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
PICTURES = """## T
<!-- question id=q -->

![Two signs](media/two.svg "Two signs")

Which sign opens a link?

- (x) ![A bracket](media/one.svg)
- ( ) ![A brace](media/two.svg)
"""


def test_choices_may_be_pictures(openedx: OpenEdx, tmp_path: Path) -> None:
    files = {f"source__01-start__media__{name}_DOT_svg": SVG for name in ("one", "two")}
    course = openedx.load(lesson(PICTURES, **files).unpacked(tmp_path))
    assert (course.errors, course.warnings) == ((), ())
    (problem,) = course.problems
    (field,) = problem.inputs
    labels = lxml_html.fromstring(problem.html).iter("label")
    shown = [(image.get("alt"), image.get("src")) for label in labels for image in label.iter("img")]
    assert [alt for alt, _ in shown] == ["A bracket", "A brace"]
    assert all(src and (course.folder / "static" / src.removeprefix("/static/")).exists() for _, src in shown)
    verdicts = [openedx.grade(course, problem, {field.id: option.value}).correct for option in field.options]
    assert verdicts == [True, False]


def test_nobody_is_right_by_leaving_all_boxes_empty(openedx: OpenEdx, tmp_path: Path) -> None:
    """Why a question without a right answer is refused."""
    course = openedx.load(lesson(f"{ASKED.format('')}- [x] A\n- [ ] B\n").unpacked(tmp_path))
    (problem,) = course.problems
    (field,) = problem.inputs
    path = course.folder / "problem" / f"{problem.url_name}.xml"
    path.write_text(path.read_text(encoding="utf-8").replace('"true"', '"false"'), encoding="utf-8")
    course = openedx.load(course.folder)
    assert not openedx.grade(course, problem, {field.id: []}).correct
