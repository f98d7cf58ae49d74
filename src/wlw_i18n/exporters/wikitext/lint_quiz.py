"""What Extension:Quiz would misread on a page: its grammar is made of lines, and what does not fit is dropped."""

import re
from collections.abc import Generator, Iterator
from typing import Final

from wlw_i18n.exporters.wikitext.lint import Fault, line_of
from wlw_i18n.render.wikitext.escape import PROTOCOLS

__all__ = ["lint_quizzes"]

_QUIZ: Final = re.compile(r"<quiz\b(?P<attributes>[^>]*)>(?P<first>[^\n]*)\n?(?P<lines>.*?)\n?</quiz>", re.DOTALL)
_TYPE: Final = re.compile(r'\|\s*type="(\(\)|\[\]|\{\})"(?:\s+coef="\d+")?\}')
_FIELD: Final = re.compile(r"\{([^}]*)\}")
_INLINE_TAGS: Final = re.compile(r"</?translate[^>]*>|<!--T:.*?--> ?")
_BAD_IN_FIELD: Final = re.compile(r"<|''|://|\[\[|\{|&#?\w+;")
_LINKED: Final = re.compile(rf"\b(?:{PROTOCOLS}):\S|\b(?:ISBN|RFC|PMID)\s+\d", re.IGNORECASE)
_WRAPPED: Final = re.compile(r"\{[^}]*<translate>")
_FOLDS: Final = re.compile(r" \(i\)$")
_WIDTH: Final = re.compile(r"_(\d*) ?$")
_RANGE: Final = re.compile(r"(-?[\d.,]+)-(-?[\d.,]+)")


def lint_quizzes(text: str) -> Iterator[Fault]:
    """The faults of a page's quizzes."""
    if text.count("<quiz") != text.count("</quiz>"):
        yield Fault("quiz-open", 1, "<quiz> and </quiz> do not match")
    for found in _QUIZ.finditer(text):
        if found["first"].strip():
            where = line_of(text, found.start())
            yield Fault("quiz-glued", where, "a question stands on a line of its own, not behind <quiz>")
        yield from _check_quiz(found["lines"].split("\n"), line_of(text, found.start("lines")))


def _check_quiz(lines: list[str], first: int) -> Iterator[Fault]:
    number = 0
    while number < len(lines):
        line, where = lines[number], first + number
        if line.startswith("{{"):
            yield Fault("quiz-inclusion", where, "a line that begins with {{ is read as another page")
        if line.startswith("{"):
            if number and lines[number - 1].strip():
                yield Fault("quiz-glued", where, "a question needs an empty line before it")
            number = yield from _check_question(lines, number, first)
            continue
        if line.strip():
            yield Fault("quiz-stray", where, "text that belongs to no question is dropped")
        number += 1


def _check_question(lines: list[str], start: int, first: int) -> Generator[Fault, None, int]:
    """The faults of the question that begins on a line; returns the number of the line after it."""
    head = start
    yield from _check_inclusions(lines, start, first)
    while head < len(lines) and not lines[head].rstrip().endswith("}"):
        following = lines[head + 1] if head + 1 < len(lines) else ""
        if head > start and not lines[head].strip() and following.startswith("{"):
            yield Fault("quiz-split", first + head, "an empty line and { split a question")
        head += 1
    if head == len(lines):
        yield Fault("quiz-head", first + start, "the head of the question does not end")
        return head
    kind = _TYPE.fullmatch(lines[head])
    if kind is None:
        yield Fault("quiz-type", first + head, "the last line of a question's head is not its |type")
        return head + 1
    if any(lines[at].startswith("||") for at in range(start, head - 1)):
        yield Fault("quiz-feedback", first + start, "feedback stands before other lines of the head")
    end = head + 1
    while end < len(lines) and lines[end].strip():
        if lines[end].startswith("{") and kind[1] != "{}":
            break
        end += 1
    check = _check_fields if kind[1] == "{}" else _check_proposals
    yield from check(lines[head + 1 : end], kind[1], first + head + 1)
    return end


def _check_inclusions(lines: list[str], start: int, first: int) -> Iterator[Fault]:
    end = next((at for at in range(start + 1, len(lines)) if not lines[at].strip()), len(lines))
    for at in range(start + 1, end):
        if lines[at].startswith("{{"):
            yield Fault("quiz-inclusion", first + at, "a line that begins with {{ is read as another page")


def _check_proposals(lines: list[str], kind: str, first: int) -> Iterator[Fault]:
    right = sum(line.startswith("+") for line in lines)
    if kind == "()" and right != 1:
        yield Fault("quiz-right", first, f"a question with one answer has {right} right ones")
    if not lines:
        yield Fault("quiz-empty", first, "a question has no answers")
    for number, line in enumerate(lines, first):
        if not line.startswith(("+ ", "- ", "|| ", "+", "-")):
            yield Fault("quiz-dropped", number, "a line that does not begin with +, - or || is dropped")
        elif line[0] in "+-" and not line[1:].strip():
            yield Fault("quiz-no-text", number, "an answer has no text")


def _check_fields(lines: list[str], _kind: str, first: int) -> Iterator[Fault]:
    bare = [_INLINE_TAGS.sub("", line) for line in lines]
    if not any(_FIELD.search(line) for line in bare if not line.startswith("||")):
        yield Fault("quiz-no-field", first, "a question has no field to type into")
    for number, line in enumerate(bare, first):
        if line.startswith("||"):
            continue
        if _WRAPPED.search(lines[number - first]):
            yield Fault("quiz-nowrap", number, "a unit in a field is not nowrap: it would get an element around it")
        for field in _FIELD.finditer(line):
            yield from _check_field(field[1], number)


def _check_field(field: str, line: int) -> Iterator[Fault]:
    if not (field.startswith(" ") and field.endswith(" ")):
        yield Fault("quiz-field", line, "a field needs a space after { and before }")
    if _BAD_IN_FIELD.search(field) or _LINKED.search(field):
        yield Fault("quiz-field-text", line, "what is typed is compared with text that the parser changes")
    width = _WIDTH.search(field)
    answers = [answer.strip() for answer in (field[: width.start()] if width else field).split("|")]
    if width and max(map(_length, answers)) > int(width[1] or 0):
        yield Fault("quiz-width", line, f"an answer is longer than the field's {width[1] or 0} characters")
    folded = sum(1 for answer in answers if _FOLDS.search(answer))
    if folded not in {0, len(answers)}:
        yield Fault("quiz-case", line, "(i) holds for the answer before it only, not for all in the field")
    for answer in answers:
        if "%" in answer and re.search(r"\d\s*%\s*(?:\(i\)|_\d+)?\s*$", answer):
            yield Fault("quiz-percent", line, "percentages are cut to whole numbers: write a range")
        found = _RANGE.fullmatch(answer)
        if found and float(found[1].replace(",", ".")) > float(found[2].replace(",", ".")):
            yield Fault("quiz-range", line, f'the range "{answer}" is the wrong way round')


def _length(answer: str) -> int:
    found = _RANGE.fullmatch(answer)
    return max(len(found[1]), len(found[2])) if found else len(_FOLDS.sub("", answer))
