"""What Extension:Quiz would misread on a page: its grammar is made of lines, and what does not fit is dropped."""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Final

from wlw_i18n.exporters.wikitext.lint_places import Fault, Lines
from wlw_i18n.exporters.wikitext.quiz_numbers import is_secret_number
from wlw_i18n.render.wikitext.escape import PROTOCOLS

__all__ = ["lint_quizzes"]

_OPEN: Final = re.compile(r"<quiz\b([^<>]*)>")
_CLOSE: Final = "</quiz>"
_TYPE: Final = re.compile(r'\|\s*+type="(\(\)|\[\]|\{\})"(?:\s+coef="\d+")?\}')
_INLINE_TAGS: Final = re.compile(r"</?translate[^<>]*>|<!--T:[^<>]*?--> ?")
_BAD_IN_FIELD: Final = re.compile(r"<|''|://|\[\[|\{|&#?\w++;")
_LINKED: Final = re.compile(rf"\b(?:{PROTOCOLS}):\S|\b(?:ISBN|RFC|PMID)\s++\d", re.IGNORECASE)
_FOLDS: Final = re.compile(r" \(i\)$")
_WIDTH: Final = re.compile(r"_(\d*) ?$")
_RANGE: Final = re.compile(r"(-?\d++(?:[.,]\d*+)?)-(-?\d++(?:[.,]\d*+)?)")
_PERCENT: Final = re.compile(r"\d\s*+%\s*+(?:\(i\)|_\d+)?\s*$")


@dataclass(frozen=True, slots=True)
class _Quiz:
    lines: list[str]
    first: int
    """The number of the first line."""
    folds: bool
    """Whether upper and lower case are the same in all fields."""


def lint_quizzes(text: str) -> Iterator[Fault]:
    """The faults of a page's quizzes."""
    if text.count("<quiz") != text.count(_CLOSE):
        yield Fault("quiz-open", 1, "<quiz> and </quiz> do not match")
    lines = Lines(text)
    end = 0
    while (opened := _OPEN.search(text, end)) is not None:
        close = text.find(_CLOSE, opened.end())
        if close < 0:
            return
        first, newline, rest = text[opened.end() : close].partition("\n")
        if first.strip():
            message = "a question stands on a line of its own, not behind <quiz>"
            yield Fault("quiz-glued", lines.number(opened.start()), message)
        start = opened.end() + len(first) + len(newline)
        yield from _check_quiz(_Quiz(rest.removesuffix("\n").split("\n"), lines.number(start), "(i)" in opened[1]))
        end = close + len(_CLOSE)


def _check_quiz(quiz: _Quiz) -> Iterator[Fault]:
    lines = quiz.lines
    number = 0
    while number < len(lines):
        line, where = lines[number], quiz.first + number
        if line.startswith("{{"):
            yield Fault("quiz-inclusion", where, "a line that begins with {{ is read as another page")
        if line.startswith("{"):
            if number and lines[number - 1].strip():
                yield Fault("quiz-glued", where, "a question needs an empty line before it")
            number = yield from _check_question(quiz, number)
            continue
        if line.strip():
            yield Fault("quiz-stray", where, "text that belongs to no question is dropped")
        number += 1


def _check_question(quiz: _Quiz, start: int) -> Generator[Fault, None, int]:
    """Check the question that starts on a line; the line after it is what the generator returns."""
    lines, first = quiz.lines, quiz.first
    head = start
    while head < len(lines) and not lines[head].rstrip().endswith("}"):
        following = lines[head + 1] if head + 1 < len(lines) else ""
        if head > start and not lines[head].strip() and following.startswith("{"):
            yield Fault("quiz-split", first + head, "an empty line and { split a question")
        head += 1
    yield from _check_inclusions(lines, start, head, first)
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
    if kind[1] == "{}":
        yield from _check_fields(lines[head + 1 : end], first + head + 1, folds=quiz.folds)
    else:
        yield from _check_proposals(lines[head + 1 : end], kind[1], first + head + 1)
    return end


def _check_inclusions(lines: list[str], start: int, head: int, first: int) -> Iterator[Fault]:
    for at in range(start + 1, min(head + 1, len(lines))):
        if lines[at].startswith("{{"):
            yield Fault("quiz-inclusion", first + at, "a line that begins with {{ is read as another page")


def _check_proposals(lines: list[str], kind: str, first: int) -> Iterator[Fault]:
    right = sum(line.startswith("+") for line in lines)
    if kind == "()" and right != 1:
        yield Fault("quiz-right", first, f"a question with one answer has {right} right ones")
    if not lines:
        yield Fault("quiz-empty", first, "a question has no answers")
    for number, line in enumerate(lines, first):
        if not line.startswith(("+", "-", "||")):
            yield Fault("quiz-dropped", number, "a line that does not begin with +, - or || is dropped")
        elif line[0] in "+-" and not line[1:].strip():
            yield Fault("quiz-no-text", number, "an answer has no text")


def _check_fields(lines: list[str], first: int, *, folds: bool) -> Iterator[Fault]:
    asked = [(number, line) for number, line in enumerate(lines, first) if not line.startswith("||")]
    found = [(number, field) for number, line in asked for field in _fields(line)]
    if not found:
        yield Fault("quiz-no-field", first, "a question has no field to type into")
    for number, field in found:
        if "<translate>" in field:
            message = "a unit in a field is not nowrap: it would get an element around it"
            yield Fault("quiz-nowrap", number, message)
        yield from _check_field(_INLINE_TAGS.sub("", field), number, folds=folds)


def _fields(line: str) -> Iterator[str]:
    """What stands between `{` and the next `}`."""
    end = 0
    while (start := line.find("{", end)) >= 0 and (end := line.find("}", start)) >= 0:
        yield line[start + 1 : end]


def _check_field(field: str, line: int, *, folds: bool) -> Iterator[Fault]:
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
    known = {_FOLDS.sub("", answer) for answer in answers}
    for answer in answers:
        if (folds or _FOLDS.search(answer)) and not _folds_wholly(_FOLDS.sub("", answer), known):
            yield Fault("quiz-fold", line, f'case is ignored in ASCII letters alone: write "{answer}" in all its forms')
        yield from _check_number(answer, line)


def _folds_wholly(answer: str, known: set[str]) -> bool:
    """Whether an answer is accepted in capitals and in small letters."""
    return answer.isascii() or {answer.lower(), answer.upper()} <= known


def _check_number(answer: str, line: int) -> Iterator[Fault]:
    if _PERCENT.search(answer):
        yield Fault("quiz-percent", line, "percentages are cut to whole numbers: write a range")
    word = _FOLDS.sub("", answer)
    if is_secret_number(word):
        yield Fault("quiz-number", line, f'"{word}" is a word to Quiz, and yet equal to a number: write its digits')
    found = _RANGE.fullmatch(answer)
    if found and float(found[1].replace(",", ".")) > float(found[2].replace(",", ".")):
        yield Fault("quiz-range", line, f'the range "{answer}" is the wrong way round')


def _length(answer: str) -> int:
    found = _RANGE.fullmatch(answer)
    return max(len(found[1]), len(found[2])) if found else len(_FOLDS.sub("", answer))
