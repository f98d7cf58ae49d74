"""Every answer to a question that is right or wrong for a reason, as a learner finds it in Open edX's page."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from wlw_i18n import inline
from wlw_i18n.model.document import Block, Heading, Paragraph
from wlw_i18n.model.question import AnswerPolicy, Choices, NumberAnswers, Question, QuestionType, TextAnswers

from .openedx import Option, Problem


def bare(text: str) -> str:
    """A text as it is read: composed, without white space and signs that cannot be seen."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(composed.replace("\u2060", "").replace("\u2019", "'").split())


def said(blocks: tuple[Block, ...]) -> list[str]:
    """What feedback, a hint or an explanation says, by paragraphs."""
    return [bare(inline.visible(block.prose.inlines)) for block in blocks if isinstance(block, Paragraph | Heading)]


def option(problem: Problem, text: str) -> Option:
    """The option that shows a text in the rendered page; only one may."""
    (field,) = problem.inputs
    (found,) = [each for each in field.options if bare(each.text) == bare(text)]
    return found


@dataclass(frozen=True)
class Submission:
    """An answer, whether it is right, and what must be said to it."""

    right: bool
    value: str | list[str]
    said: tuple[str, ...] = ()


def submissions(question: Question, problem: Problem) -> Iterator[Submission]:
    """Every answer that is right or wrong for a reason; choices as the rendered page offers them."""
    match question.answers:
        case Choices() if question.type is QuestionType.MULTIPLE:
            yield from _ticked(question.answers, problem)
        case Choices(items):
            for choice in items:
                value = option(problem, inline.visible(choice.prose.inlines)).value
                yield Submission(choice.correct, value, tuple(said(choice.feedback)))
        case TextAnswers():
            yield from _typed(question.answers)
        case NumberAnswers(numbers):
            for number in numbers:
                low, high = _bounds(number.value, number.tolerance, is_range=number.range)
                yield Submission(True, f"{(low + high) / 2:g}", tuple(said(number.feedback)))
                yield Submission(False, f"{low - 1:g}")
                yield Submission(False, f"{high + 1:g}")


def _ticked(answers: Choices, problem: Problem) -> Iterator[Submission]:
    items = answers.items
    values = [option(problem, inline.visible(choice.prose.inlines)).value for choice in items]
    right = {number for number, choice in enumerate(items) if choice.correct}
    for count in range(len(items) + 1):
        for taken in combinations(range(len(items)), count):
            spoken = [
                text
                for number, choice in enumerate(items)
                for text in said(choice.feedback if number in taken else choice.feedback_unticked)
            ]
            yield Submission(set(taken) == right, [values[number] for number in taken], tuple(spoken))


def _typed(answers: TextAnswers) -> Iterator[Submission]:
    own = inline.visible(answers.accepted.inlines).split("\n")
    source = () if answers.policy is AnswerPolicy.REPLACE else answers.source
    for line in (*own, *source):
        for spelling in {line, unicodedata.normalize("NFC", line), unicodedata.normalize("NFD", line)}:
            yield Submission(True, spelling)
            yield Submission(True, f" {spelling} ")
            yield Submission(True, spelling.replace("'", "\u2019"))
            if not answers.case_sensitive:
                yield Submission(True, spelling.upper())
                yield Submission(True, spelling.lower())
    for refused in answers.refused:
        for line in inline.visible(refused.prose.inlines).split("\n"):
            yield Submission(False, line, tuple(said(refused.feedback)))
    yield Submission(False, "xyzzy")


def _bounds(value: str, tolerance: str, *, is_range: bool) -> tuple[float, float]:
    if is_range:
        low, high = value.strip("[]() ").split(",")
        return float(low), float(high)
    middle = float(value)
    width = middle * float(tolerance[:-1]) / 100 if tolerance.endswith("%") else float(tolerance or 0)
    return middle - width, middle + width
