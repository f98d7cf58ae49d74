"""Quizzes of the Wiki Education Dashboard, carried to Open edX and graded there: each answer of each of them.

    WLW_ENGINES=.engines .venv/bin/python -m benchmarks.quizzes quizzes.json [--course FOLDER]

The file is a list of quizzes as the dashboard keeps them in its YAML files, each with a `title` and an `assessment`:
`question`, `correct_answer_id` and `answers`, each of these with `id`, `text` and `explanation` (in some files all
names begin with a colon). Every quiz becomes a document in the authoring syntax, the course is exported as `wlw-i18n`
exports it, and Open edX's own engine says what each answer is worth. The engines come from `tools/engines/install.sh`.

What is changed on the way: lines are joined; `<code>` becomes code; a link to another page of the dashboard becomes its
words; an explanation's first word "CORRECT!" or "INCORRECT!" is left out, because Open edX writes it itself.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.engines.openedx import OpenEdx, visible_text

from wlw_i18n import inline
from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.model.document import Paragraph
from wlw_i18n.model.question import Choice, Choices, Question
from wlw_i18n.pipeline.run import Options, run
from wlw_i18n.readers import read_document

COURSE = """title = "Quizzes"
description = "Quizzes from elsewhere."
organisation = "Test"
number = "Quizzes"
run = "1"
source_language = "en"
languages = []
licence = "CC BY-SA 4.0"
licence_url = "https://creativecommons.org/licenses/by-sa/4.0/"
export = ["olx"]

[targets.olx]
start = "2026-01-01T00:00:00Z"
"""
MODULE = "source/01-quizzes"
INDEX = '---\ntitle: "Quizzes"\nid: quizzes\nkind: module\n---\n\nQuizzes from elsewhere.\n'
_PAGE_LINK = re.compile(r"\[([^]]+)\]\((?!https?:)[^)]*\)")
_OPENING = re.compile(r"^\s*(?:in)?correct\s*[!.:,]\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Tally:
    """What Open edX said."""

    questions: int = 0
    right: int = 0
    """Right answers that got all points."""
    wrong: int = 0
    """Wrong answers that got none."""
    feedback: int = 0
    """Answers whose explanation was shown."""
    faults: tuple[str, ...] = ()


def main() -> None:
    """Convert, export, grade, report; exit with 1 if anything is not as it should be."""
    arguments = _arguments()
    quizzes = json.loads(arguments.quizzes.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="wlw-quizzes-") as temporary:
        folder = arguments.course or Path(temporary)
        sources = write_course(folder, quizzes)
        outcome = run(folder, Options(write=True, export=True), lambda *_: None)
        _print_findings(outcome.diagnostics)
        if outcome.broken:
            sys.exit(1)
        questions = dict(_questions(folder, sources))
        (archive,) = (folder / "exports" / "olx").glob("*.tar.gz")
        tally = grade(archive, questions)
    print(f"{len(quizzes)} quizzes, {tally.questions} questions; right answers with all points: {tally.right};")
    print(f"wrong answers without points: {tally.wrong}; answers whose explanation was shown: {tally.feedback}")
    for fault in tally.faults:
        print(f"FAULT {fault}")
    if tally.faults or tally.questions != len(quizzes):
        sys.exit(1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("quizzes", type=Path, help="the JSON file")
    parser.add_argument("--course", type=Path, help="an empty folder, to keep the course and its exports")
    return parser.parse_args()


def _print_findings(found: Iterable[Diagnostic]) -> None:
    for each in found:
        if each.severity >= Severity.WARNING and each.location:
            print(f"{each.location.path}:{each.location.line}: {each.severity.name.lower()}: {each.message}")


# To the authoring syntax


def write_course(folder: Path, quizzes: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Write a course with a document for each quiz.

    Returns:
        The paths of these documents.
    """
    files = {"source/course.toml": COURSE, f"{MODULE}/index.md": INDEX}
    paths = tuple(f"{MODULE}/{number:02}-quiz-{quiz['id']}.md" for number, quiz in enumerate(quizzes, start=1))
    files |= {path: document(quiz) for path, quiz in zip(paths, quizzes, strict=True)}
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return paths


def document(quiz: Mapping[str, Any]) -> str:
    """A quiz as a document in the authoring syntax."""
    asked = _plain_names(quiz["assessment"])
    title = _one_line(quiz["title"])
    lines = [
        f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\nkind: quiz\n---\n",
        f"## {title}\n",
        f"<!-- question id=q-{quiz['id']} -->\n",
        f"{_one_line(asked['question'])}\n",
    ]
    for answer in asked["answers"]:
        mark = "(x)" if answer["id"] == asked["correct_answer_id"] else "( )"
        lines.append(f"- {mark} {_one_line(answer['text'])}")
        if said := _one_line(_OPENING.sub("", answer.get("explanation") or "")):
            lines.append(f"  > {said}")
    return "\n".join(lines) + "\n"


def _plain_names(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name.lstrip(":"): _plain_names(inner) for name, inner in value.items()}
    return [_plain_names(inner) for inner in value] if isinstance(value, list) else value


def _one_line(text: str) -> str:
    text = re.sub(r"<code>(.*?)</code>", r"`\1`", text, flags=re.DOTALL)
    return " ".join(_PAGE_LINK.sub(r"\1", text).split())


# In Open edX


def _questions(folder: Path, sources: Iterable[str]) -> Iterable[tuple[str, Question]]:
    for path in sources:
        read, _ = read_document(path, (folder / path).read_bytes(), default_id="quiz")
        for block in read.blocks if read else ():
            if isinstance(block, Question):
                yield f"{block.id}_problem", block


def grade(archive: Path, questions: Mapping[str, Question]) -> Tally:
    """Send each answer of each question, as the rendered page offers it."""
    right = wrong = feedback = 0
    faults = []
    with OpenEdx() as openedx:
        course = openedx.load(archive)
        faults += [f"{each.url_name}: {each.message}" for each in course.errors]
        faults += course.warnings
        for problem in course.problems:
            (field,) = problem.inputs
            for choice in _choices(questions[problem.url_name]):
                shown = [option for option in field.options if _read(option.text) == _seen(choice)]
                if len(shown) != 1:
                    faults.append(f"{problem.url_name}: {len(shown)} options read {_seen(choice)!r}")
                    continue
                given = openedx.grade(course, problem, {field.id: shown[0].value})
                points = given.max_score if choice.correct else 0
                if given.error or given.correct is not choice.correct or given.score != points:
                    faults.append(f"{problem.url_name}: {_seen(choice)!r} got {given.score} points {given.error}")
                right, wrong = right + choice.correct, wrong + (not choice.correct)
                said = "".join(
                    inline.visible(block.prose.inlines) for block in choice.feedback if isinstance(block, Paragraph)
                )
                if said and _read(said) not in _read(visible_text(given.results[0].message)):
                    faults.append(f"{problem.url_name}: the explanation of {_seen(choice)!r} is not shown")
                feedback += bool(said)
    return Tally(len(course.problems), right, wrong, feedback, tuple(faults))


def _choices(question: Question) -> tuple[Choice, ...]:
    return question.answers.items if isinstance(question.answers, Choices) else ()


def _seen(choice: Choice) -> str:
    return _read(inline.visible(choice.prose.inlines))


def _read(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main()
