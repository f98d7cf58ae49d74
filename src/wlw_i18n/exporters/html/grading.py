"""What a question accepts, in the form in which the page's script compares: the same verdicts as Open edX gives.

Open edX takes a text answer without white space around it and, unless case counts, in lower case. It takes a number
within its tolerance, absolute or a share of the right number; without one, within 0.001 % of the greater of the two.
(Open edX documentation, "Numerical Input" and "Text Input"; `compare_with_tolerance` of edx-platform's capa.)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from wlw_i18n.model.document import Block
from wlw_i18n.model.question import AnswerPolicy, Number, NumberAnswers, TextAnswers

_DEFAULT_TOLERANCE = Decimal("0.00001")
_RANGE = re.compile(r"\s*([\[(])\s*([^,;]+?)\s*[,;]\s*([^,;]+?)\s*([\])])\s*")


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """A text, and what is said to learners who type it."""

    text: str
    right: bool
    feedback: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that are accepted: the bounds as exact decimals."""

    low: str
    high: str
    with_low: bool = True
    with_high: bool = True

    @property
    def json(self) -> str:
        """As the script reads it."""
        flags = (str(flag).lower() for flag in (self.with_low, self.with_high))
        return f"[{self.low},{self.high},{','.join(flags)}]"


def text_answers(answers: TextAnswers) -> tuple[TextAnswer, ...]:
    """Every text with a verdict or a feedback of its own, the accepted ones first."""
    found: dict[str, TextAnswer] = {}
    for answer in (*_accepted(answers), *_refused(answers)):
        found.setdefault(answer.text if answers.case_sensitive else answer.text.lower(), answer)
    return tuple(found.values())


def _accepted(answers: TextAnswers) -> Iterator[TextAnswer]:
    own = tuple(answers.accepted.text.split("\n"))
    sides = {
        AnswerPolicy.KEEP: (answers.source or own,),
        AnswerPolicy.ADD: (own, answers.source),
        AnswerPolicy.REPLACE: (own,),
    }[answers.policy]
    for side in sides:
        for index, line in enumerate(side):
            feedback = answers.feedback[index] if index < len(answers.feedback) else ()
            if line.strip():
                yield TextAnswer(line.strip(), right=True, feedback=feedback)


def _refused(answers: TextAnswers) -> Iterator[TextAnswer]:
    for refused in answers.refused:
        for line in refused.prose.text.split("\n"):
            if line.strip():
                yield TextAnswer(line.strip(), right=False, feedback=refused.feedback)


def intervals(answers: NumberAnswers) -> tuple[Interval, ...]:
    """The interval of each accepted number, in order; of several, Open edX gives a tolerance to the first only."""
    return tuple(_interval(number, first=index == 0) for index, number in enumerate(answers.numbers))


def _interval(number: Number, *, first: bool) -> Interval:
    if number.range and (found := _RANGE.fullmatch(number.value)):
        return Interval(_plain(Decimal(found[2])), _plain(Decimal(found[3])), found[1] == "[", found[4] == "]")
    value = Decimal(number.value)
    if number.tolerance:
        margin = _margin(number.tolerance, value)
        return Interval(_plain(value - margin), _plain(value + margin))
    if not first:
        return Interval(_plain(value), _plain(value))
    near, far = value * (1 - _DEFAULT_TOLERANCE), value / (1 - _DEFAULT_TOLERANCE)
    return Interval(_plain(min(near, far)), _plain(max(near, far)))


def _margin(tolerance: str, value: Decimal) -> Decimal:
    if not tolerance.endswith("%"):
        return abs(Decimal(tolerance))
    # As floating point numbers, because Open edX computes it so.
    return Decimal(str(float(tolerance[:-1]) * 0.01 * abs(float(value))))


def _plain(number: Decimal) -> str:
    """A number as JSON has it."""
    return format(number.normalize(), "f")
