"""Accepted numbers: `8`, `8 +- 1`, `8 +- 5%`, `[6, 8)`."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from wlw_i18n.model.diagnostic import Code
from wlw_i18n.model.document import Block
from wlw_i18n.model.question import Number, NumberAnswers
from wlw_i18n.readers.report import QuestionReport

# Open edX reads ASCII digits and signs only; with others, each learner's answer would be an error.
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_PLAIN = re.compile(rf"({_NUMBER})(?:\s*\+-\s*([0-9]+(?:\.[0-9]+)?)\s*(%?))?")
_RANGE = re.compile(rf"([\[(])\s*({_NUMBER})\s*,\s*({_NUMBER})\s*([\])])")
_ALMOST = re.compile(
    "[-+\u2212\u2013]?\\d[\\d., \u066b\u066c/]*+(?:\\s*(?:\\+-|\\+/-|±)\\s*[\\d.,]+)?\\s*%?"
    r"|[\[(]\s*[-+\d.]+\s*[,;]\s*[-+\d.]+\s*[\])]"
)


@dataclass(frozen=True, slots=True)
class NumberSource:
    """One answer of a number question as written, with its feedback read."""

    accepted: bool
    text: str
    line: int
    feedback: tuple[Block, ...]


def looks_like_number(text: str) -> bool:
    """Whether an answer is a number, or meant to be one (`2,5`)."""
    return bool(_PLAIN.fullmatch(text) or _RANGE.fullmatch(text) or _ALMOST.fullmatch(text))


def read_numbers(answers: Sequence[NumberSource], line: int, report: QuestionReport) -> NumberAnswers:
    """Read the answers of a number question; what cannot be used is reported."""
    numbers: list[Number] = []
    for answer in answers:
        if not answer.accepted:
            message = "wrong answers (!=) cannot have feedback in a number question"
            report.fault(Code.QUESTION_NUMBER_FEEDBACK, answer.line, message, "Use a hint: > [!TIP].")
        elif (number := _number(answer)) is None:
            message = f'"{answer.text}" is not a number, a number +- tolerance, or a range like [2, 5]'
            hint = "Write digits, with a point before the decimals; or add type=text to the question's comment."
            report.fault(Code.QUESTION_NUMBER, answer.line, message, hint)
        else:
            numbers.append(number)
    if len(numbers) > 1 and any(number.tolerance or number.range for number in numbers):
        message = "a tolerance or a range cannot be combined with other accepted numbers"
        report.fault(Code.QUESTION_RANGE, line, message, "Keep only the range, or only plain numbers.")
    if not any(answer.accepted for answer in answers):
        message = "no answer is accepted: all are marked !="
        report.fault(Code.QUESTION_RIGHT_ANSWERS, line, message, "Mark what is accepted with =.")
    return NumberAnswers(tuple(numbers))


def _number(answer: NumberSource) -> Number | None:
    found = _PLAIN.fullmatch(answer.text) or _RANGE.fullmatch(answer.text)
    if found is None or not all(map(_can_be_held, re.findall(_NUMBER, found[0]))):
        return None
    if found := _PLAIN.fullmatch(answer.text):
        return Number(found[1], (found[2] or "") + (found[3] or ""), feedback=answer.feedback)
    if (found := _RANGE.fullmatch(answer.text)) and float(found[2]) < float(found[3]):
        value = f"{found[1]}{found[2]}, {found[3]}{found[4]}"
        return Number(value, range=True, feedback=answer.feedback)
    return None


def _can_be_held(number: str) -> bool:
    """Whether a computer's number comes near it: Open edX would take `1e999` for infinite, and `1e-999` for zero."""
    value = float(number)
    return math.isfinite(value) and (value != 0 or not re.match(r"[^eE]*?[1-9]", number))
