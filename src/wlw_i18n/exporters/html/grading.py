"""What a question accepts, in the form in which the page's script compares: the same verdicts as Open edX gives.

Which texts are accepted, and in which spellings, is decided once for both targets: `render.capa.answers`. Open edX
takes an answer without white space around it and, unless case counts, in lower case. It takes a number within its
tolerance, absolute or a share of the right number; without one, within 0.001 % of the greater of the two.
(Open edX documentation, "Numerical Input" and "Text Input"; `compare_with_tolerance` of edx-platform's capa.)
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from wlw_i18n.inline import as_typed
from wlw_i18n.model.document import Block
from wlw_i18n.model.question import Number, NumberAnswers, TextAnswers
from wlw_i18n.render.capa.answers import Answer, accepted, refused

_DEFAULT_TOLERANCE = Decimal("0.00001")
_RANGE = re.compile(r"\s*+([\[(])\s*+([^,;\s]++)\s*+[,;]\s*+([^,;\s\])]++)\s*+([\])])\s*+")


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """A text, and what is said to learners who type it."""

    text: str
    """As learners are shown it."""
    right: bool
    feedback: tuple[Block, ...]
    spellings: tuple[str, ...]
    """Everything that counts as this answer; composed, because the script composes what is typed."""


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
    right = accepted(answers)
    case = answers.case_sensitive
    return (
        *_without_spellings(right, right=True, case=case),
        *_without_spellings(refused(answers, right), right=False, case=case),
    )


def _without_spellings(written: Iterable[Answer], *, right: bool, case: bool) -> Iterable[TextAnswer]:
    """One entry for all spellings of an answer: learners are told it once."""
    found: list[tuple[str, tuple[Block, ...], dict[str, str]]] = []
    for answer in written:
        alike = as_typed(answer.text, case=case)
        spellings = next((texts for name, said, texts in found if (name, said) == (alike, answer.feedback)), None)
        if spellings is None:
            spellings = {}
            found.append((alike, answer.feedback, spellings))
        composed = unicodedata.normalize("NFC", answer.text)
        spellings.setdefault(composed if case else composed.lower(), composed)
    for _, feedback, spellings in found:
        texts = tuple(spellings.values())
        yield TextAnswer(texts[0], right, feedback, texts)


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
