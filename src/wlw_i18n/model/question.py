"""A question: typed, so that a translation cannot change what is right.

Translators reach only the `Prose` in it. Ids, order, kinds, marks, numbers and settings are the source's in
every language.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from wlw_i18n.model.text import Prose

if TYPE_CHECKING:
    from wlw_i18n.model.document import Block


class QuestionType(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    DROPDOWN = "dropdown"
    TEXT = "text"
    NUMBER = "number"


class AnswerPolicy(StrEnum):
    """What happens to the source language's accepted text answers in a translation."""

    KEEP = "keep"
    """The source's answers hold in every language; translators are not asked (a proper name)."""
    ADD = "add"
    """The translation's answers are accepted besides the source's."""
    REPLACE = "replace"
    """Only the translation's answers are accepted."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a single-choice, multiple-choice or drop-down question."""

    prose: Prose
    correct: bool
    feedback: "tuple[Block, ...]" = ()
    """Shown when the choice is taken (ticked)."""
    feedback_unticked: "tuple[Block, ...]" = ()
    """Multiple choice only: shown when it is left empty."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a question, in the author's order."""

    items: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class RefusedAnswer:
    """Wrong text answers that get a feedback of their own; one answer a line."""

    prose: Prose
    feedback: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class TextAnswers:
    """What a text question accepts."""

    accepted: Prose
    """One answer a line; the first is the one shown as the answer."""
    feedback: "tuple[tuple[Block, ...], ...]" = ()
    """Per line of the source's accepted answers; empty tuples where there is none."""
    refused: tuple[RefusedAnswer, ...] = ()
    policy: AnswerPolicy = AnswerPolicy.ADD
    source: tuple[str, ...] = ()
    """The source language's accepted answers, also in a translated document."""
    case_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """One accepted number, as text with a decimal point, or a range such as `[6, 8)`."""

    value: str
    tolerance: str = ""
    """Absolute (`1`) or relative (`5%`); empty when there is none."""
    range: bool = False
    feedback: "tuple[Block, ...]" = ()


@dataclass(frozen=True, slots=True)
class NumberAnswers:
    """What a number question accepts; several numbers have neither tolerance nor range."""

    numbers: tuple[Number, ...]


Answers = Choices | TextAnswers | NumberAnswers


@dataclass(frozen=True, slots=True)
class Question:
    """One question, from its heading to its explanation."""

    id: str
    """Written by the author; unique in the course, the same in every language."""
    type: QuestionType
    level: int
    """Level of its heading."""
    title: Prose
    intro: "tuple[Block, ...]"
    prompt: Prose
    description: Prose | None
    answers: Answers
    hints: "tuple[tuple[Block, ...], ...]" = ()
    explanation: "tuple[Block, ...]" = ()
    weight: float | None = None
    attempts: int | None = None
    showanswer: str = ""
    shuffle: bool = False
    anchor: str = ""
    """Id that the author wrote at its heading (`{#id}`): links may lead there as well as to `id`."""
    line: int = field(default=0, compare=False)
