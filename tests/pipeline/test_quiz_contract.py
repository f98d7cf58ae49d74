"""What a volunteer's slip does to a question, from the PO file to the exported problem."""

import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.catalogs import po
from wlw_i18n.model.diagnostic import Code
from wlw_i18n.pipeline.outcome import Outcome

QUIZ = "translations/fr/start/asked.po"
INTERFACE = "translations/fr/interface.po"
SOURCE = """---
title: "Asked"
kind: quiz
---

## Which

<!-- question id=q-which -->

Which one?

- (x) This
  > It is this one.
- ( ) That

## Tool

<!-- question id=q-tool -->

Which tool?

- = Humaniki
- != Wikistats
  > Not that one.

> [!TIP]
> Count the women.
"""


def translate(course: CourseIn, path: str, english: str, french: str) -> None:
    catalog = course.catalog(path)
    messages = tuple(replace(each, msgstr=french) if each.msgid == english else each for each in catalog.messages)
    assert messages != catalog.messages
    (course.root / path).write_bytes(po.write(replace(catalog, messages=messages)))


def repeated(outcome: Outcome) -> list[str]:
    return [
        found.location.path
        for found in outcome.diagnostics
        if found.code is Code.QUESTION_FEEDBACK_OPENING and found.location is not None
    ]


def test_the_words_are_those_of_the_interface_catalog(tmp_path: Path) -> None:
    course = make(tmp_path / "course", "fr")
    course.write("source/01-start/03-asked.md", SOURCE)
    course.sync()
    course.translate("fr")
    translate(course, QUIZ, "It is this one.", "Bravo ! C’est celui-ci.")
    assert repeated(course.sync()) == []
    translate(course, INTERFACE, "Correct.", "Bravo.")
    assert repeated(course.sync()) == [QUIZ]
    # Nothing changed: the finding is remembered.
    assert repeated(course.sync()) == [QUIZ]
    assert repeated(course.check()) == [QUIZ]
    # And it is the same for who has no memory of earlier runs.
    for path in (course.root / ".wlw-i18n").rglob("*"):
        if path.is_file():
            path.unlink()
    assert repeated(course.check()) == [QUIZ]
    translate(course, INTERFACE, "Correct.", "C’est juste.")
    assert repeated(course.sync()) == []


def course_with_quiz(folder: Path) -> CourseIn:
    course = make(folder, "fr")
    course.edit("source/course.toml", "quiz = 1.0", "quiz = 0.2")
    course.write("source/01-start/03-asked.md", SOURCE)
    course.sync()
    course.translate("fr")
    course.sync()
    return course


def problems(course: CourseIn) -> dict[str, str]:
    """The French problems, by the id of their question."""
    (archive,) = (course.root / "exports/olx").glob("*_fr.tar.gz")
    with tarfile.open(archive) as tar:
        members = {Path(member.name).stem: member for member in tar if "/problem/" in member.name}
        found = {name: tar.extractfile(member) for name, member in members.items()}
        return {name.removesuffix("_problem"): file.read().decode() for name, file in found.items() if file}


SLIPS = [
    ("q-which", "That", "⟦this⟧", Code.CHOICES_SAME),
    ("q-which", "That", "\u2060", Code.ANSWERS_EMPTY),
    ("q-which", "That", "<b>Cela</b>", Code.UNSAFE),
    ("q-which", "It is this one.", "", Code.UNTRANSLATED),
    ("q-which", "Which one?", "", Code.UNTRANSLATED),
    ("q-tool", "Wikistats", "⟦HUMANIKI⟧", Code.ANSWERS_OVERLAP),
    ("q-tool", "Humaniki", " ", Code.ANSWERS_EMPTY),
    ("q-tool", "Count the women.", "", Code.UNTRANSLATED),
]


@pytest.mark.parametrize(("question", "english", "french", "code"), SLIPS)
def test_a_slip_makes_the_whole_question_english_and_no_other(
    tmp_path: Path, question: str, english: str, french: str, code: Code
) -> None:
    course = course_with_quiz(tmp_path / "course")
    before = problems(course)
    assert all("⟦" in text for text in before.values())
    translate(course, QUIZ, english, french)
    outcome = course.sync()
    after = problems(course)
    assert code in {found.code for found in outcome.diagnostics}
    # The title of the explanation and the like are the interface's words, not the question's.
    assert "⟦" not in after[question]
    assert {name: text for name, text in after.items() if name != question} == {
        name: text for name, text in before.items() if name != question
    }


def test_repeated_words_are_only_pointed_out(tmp_path: Path) -> None:
    course = course_with_quiz(tmp_path / "course")
    translate(course, QUIZ, "It is this one.", "Correct ! Ceci.")
    outcome = course.sync()
    assert repeated(outcome) == [QUIZ]
    assert "Correct ! Ceci." in problems(course)["q-which"]
