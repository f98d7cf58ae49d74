"""The traps of tests/cases/olx/traps as Open edX itself takes them: what our check lets pass can be answered.

Also the other way round: that each trap is one. The faults are written as Open edX would get them without us, and it
is shown that it refuses them, or grades them wrong without a word.
"""

import shutil
import tarfile
from pathlib import Path

import pytest
from lxml import etree

from tests.casefiles import cases
from tests.exporters.olx_builders import course
from tests.exporters.olx_traps import set_off

from .openedx import Course, OpenEdx, Problem

Submitted = str | list[str]


def _right(loaded: Course, problem: Problem) -> list[Submitted]:
    """What is right: all that a text question accepts, else what "Show answer" says, as a learner would submit it."""
    (field,) = problem.inputs
    answer = problem.answers[field.id]
    if field.kind == "text":
        xml = etree.parse(loaded.folder / "problem" / f"{problem.url_name}.xml")
        return [str(each) for each in xml.xpath("//stringresponse/@answer | //additional_answer/@answer")]
    if field.kind == "dropdown":
        return [field.value_of(_one(answer))]
    return [list(answer)] if field.kind == "checkbox" else [_one(answer)]


def _one(answer: object) -> str:
    if isinstance(answer, str):
        return answer
    assert isinstance(answer, list)
    (text,) = answer
    return str(text)


@pytest.mark.parametrize(("given", "expected"), cases("olx/traps"))
def test_what_is_exported_loads_and_can_be_answered(
    openedx: OpenEdx, tmp_path: Path, given: str, expected: str
) -> None:
    trapped = set_off(tmp_path / "course", given)
    for path in trapped.archives.values():
        loaded = openedx.load(path)
        assert loaded.errors == ()
        for problem in loaded.problems:
            _answer(openedx, loaded, problem, is_reported="error not-expressible" in expected)


def _answer(openedx: OpenEdx, loaded: Course, problem: Problem, *, is_reported: bool) -> None:
    (field,) = problem.inputs
    answers = _right(loaded, problem)
    assert answers
    grades = [openedx.grade(loaded, problem, {field.id: answer}) for answer in answers]
    assert [grade.error for grade in grades] == [""] * len(grades)
    right = [grade.correct and grade.score == grade.max_score for grade in grades]
    assert all(right) or (is_reported and any(right))
    if field.kind in ("dropdown", "radio") and not is_reported:
        grades = [openedx.grade(loaded, problem, {field.id: option.value}) for option in field.options]
        assert [grade.error for grade in grades] == [""] * len(grades)
        assert sum(grade.correct for grade in grades) == 1


# -- that they are traps ----------------------------------------------------------------------------------------------

_DROPDOWN = "<optionresponse><label>Q</label><optioninput>{}</optioninput></optionresponse>"
_RADIO = (
    "<multiplechoiceresponse><label>Q</label>"
    '<choicegroup type="MultipleChoice">{}</choicegroup></multiplechoiceresponse>'
)
_NUMBER = '<numericalresponse answer="{}"><label>Q</label><formulaequationinput/></numericalresponse>'


def _with_problem(folder: Path, inside: str, attributes: str = "") -> Path:
    """An archive of ours, in which the problem is another one."""
    body = "## Q\n<!-- question id=q-a -->\n\nWhich?\n\n- (x) A\n- ( ) B\n"
    made = course(
        {
            "01-a/index.md": "---\ntitle: A\nkind: module\n---\n",
            "01-a/01-b.md": f"---\ntitle: B\nkind: quiz\n---\n\n{body}",
        }
    )
    root = made.unpacked(folder)
    (root / "problem/q-a_problem.xml").write_text(
        f'<problem display_name="Q"{attributes}>{inside}</problem>', encoding="utf-8"
    )
    path = folder / "faulty.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(root, "course")
    shutil.rmtree(root)
    return path


@pytest.mark.parametrize(
    ("inside", "attributes"),
    [
        pytest.param(_RADIO.format('<choice correct="true">A</choice><p>B</p>'), "", id="a paragraph among choices"),
        pytest.param(_RADIO.format("<choice>A</choice>"), "", id="a choice without correct"),
        pytest.param(_RADIO.format('<choice correct="true">A&nbsp;</choice>'), "", id="a named entity"),
        pytest.param(_RADIO.format('<choice correct="true">A&#x0B;</choice>'), "", id="a control character"),
        pytest.param(_RADIO.format('<choice correct="true">A</choice>'), ' max_attempts="abc"', id="attempts"),
        pytest.param(
            _DROPDOWN.format('<option correct="True">A</option><option correct="True">B</option>'),
            "",
            id="two right options",
        ),
        pytest.param(_NUMBER.format("(1;2)"), "", id="a range with a semicolon"),
    ],
)
def test_open_edx_refuses(openedx: OpenEdx, tmp_path: Path, inside: str, attributes: str) -> None:
    assert openedx.load(_with_problem(tmp_path, inside, attributes)).errors != ()


@pytest.mark.parametrize("text", ["d'été", "м'яч", "'tis", "dogs'", "l'1er", "rock'n'roll"])
def test_open_edx_garbles_an_apostrophe_in_a_dropdown(openedx: OpenEdx, tmp_path: Path, text: str) -> None:
    options = f'<option correct="True">{text}</option><option correct="False">no</option>'
    loaded = openedx.load(_with_problem(tmp_path, _DROPDOWN.format(options)))
    assert loaded.errors == ()
    (problem,) = loaded.problems
    (field,) = problem.inputs
    grades = [openedx.grade(loaded, problem, {field.id: option.value}) for option in field.options]
    assert text not in [option.text for option in field.options] or not any(grade.correct for grade in grades)


def test_open_edx_takes_either_of_two_options_of_the_same_text(openedx: OpenEdx, tmp_path: Path) -> None:
    options = '<option correct="True">A</option><option correct="False">A</option>'
    loaded = openedx.load(_with_problem(tmp_path, _DROPDOWN.format(options)))
    (problem,) = loaded.problems
    (field,) = problem.inputs
    assert all(openedx.grade(loaded, problem, {field.id: option.value}).correct for option in field.options)


@pytest.mark.parametrize("answer", ["3,14", "5 kg", "\u22125"])
def test_open_edx_takes_no_answer_to_a_number_it_cannot_read(openedx: OpenEdx, tmp_path: Path, answer: str) -> None:
    loaded = openedx.load(_with_problem(tmp_path, _NUMBER.format(answer)))
    (problem,) = loaded.problems
    (field,) = problem.inputs
    assert [openedx.grade(loaded, problem, {field.id: said}).error != "" for said in ("3.14", "5", "-5")] == [True] * 3


def test_open_edx_puts_a_value_in_place_of_a_name(openedx: OpenEdx, tmp_path: Path) -> None:
    loaded = openedx.load(_with_problem(tmp_path, _RADIO.format('<choice correct="true">costs $seed</choice>')))
    assert "costs 1" in loaded.problems[0].html


def test_open_edx_parts_an_answer_at_or(openedx: OpenEdx, tmp_path: Path) -> None:
    inside = '<stringresponse answer="either_or_both" type="ci"><label>Q</label><textline size="9"/></stringresponse>'
    loaded = openedx.load(_with_problem(tmp_path, inside))
    (problem,) = loaded.problems
    (field,) = problem.inputs
    assert openedx.grade(loaded, problem, {field.id: "either"}).correct


def test_open_edx_reads_a_title_as_json(openedx: OpenEdx, tmp_path: Path) -> None:
    inside = _RADIO.format('<choice correct="true">A</choice>')
    path = _with_problem(tmp_path, inside)
    assert openedx.load(path).block("q-a_problem").fields["display_name"] == "Q"
    folder = tmp_path / "again"
    with tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")
    xml = folder / "course/problem/q-a_problem.xml"
    xml.write_text(xml.read_text().replace('display_name="Q"', 'display_name="null"'))
    assert openedx.load(folder).block("q-a_problem").fields["display_name"] is None


def test_a_pointer_with_another_attribute_is_an_empty_problem(openedx: OpenEdx, tmp_path: Path) -> None:
    """Why a vertical of ours names its blocks by url_name alone."""
    path = _with_problem(tmp_path, _RADIO.format('<choice correct="true">A</choice>'))
    with tarfile.open(path) as archive:
        archive.extractall(tmp_path / "again", filter="data")
    (vertical,) = (tmp_path / "again/course/vertical").glob("b_*.xml")
    text = vertical.read_text()
    assert '<problem url_name="q-a_problem"/>' in text
    vertical.write_text(text.replace('url_name="q-a_problem"', 'url_name="q-a_problem" display_name="x"'))
    loaded = openedx.load(tmp_path / "again")
    assert [problem.inputs for problem in loaded.problems] in ([], [()])
