"""What an Open edX problem cannot say of a question."""

from collections.abc import Iterator
from dataclasses import dataclass

from wlw_i18n.model.diagnostic import Severity
from wlw_i18n.model.question import Choices, Question, QuestionType, TextAnswers
from wlw_i18n.model.text import LineBreak, Text
from wlw_i18n.render.capa import answers as typed
from wlw_i18n.render.capa.options import faults
from wlw_i18n.render.capa.xml import plain


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that cannot be expressed."""

    message: str
    hint: str
    key: str = ""
    """The unit concerned."""
    line: int = 0
    severity: Severity = Severity.WARNING
    translated: bool = False
    """Whether a translation causes it; else it is the author's, and the same in every language."""


def limits(question: Question) -> Iterator[Limit]:
    """List what cannot be expressed, for the source or for a translation."""
    if question.shuffle and question.type is not QuestionType.SINGLE:
        hint = "Take out shuffle=yes: the choices are shown in your order."
        yield Limit("Open edX can shuffle the choices of a single-choice question only", hint, line=question.line)
    match question.answers:
        case Choices() if question.type is QuestionType.DROPDOWN:
            yield from _dropdown(question.answers)
        case TextAnswers():
            yield from _text(question.answers)
        case _:
            return


def _dropdown(choices: Choices) -> Iterator[Limit]:
    empty, alike = faults(choices.items)
    for number in empty:
        prose = choices.items[number].prose
        hint = "Write it as text, or make the question single choice."
        message = f"choice {number + 1} of the drop-down has no text to show"
        yield Limit(message, hint, prose.key, prose.line, Severity.ERROR, translated=True)
    for number in alike:
        prose = choices.items[number].prose
        message = f"choice {number + 1} of the drop-down reads like another one"
        hint = "Word them so that a learner can tell them apart."
        yield Limit(message, hint, prose.key, prose.line, Severity.ERROR, translated=True)
    for choice in choices.items:
        if not all(isinstance(node, Text | LineBreak) for node in choice.prose.inlines):
            prose = choice.prose
            hint = "Take the markup out, or make the question single choice."
            yield Limit("a drop-down shows plain text only", hint, prose.key, prose.line)


def _text(answers: TextAnswers) -> Iterator[Limit]:
    for answer in typed.accepted(answers):
        if "$" in answer.text and plain(answer.text) != answer.text:
            message = f'Open edX puts a value in place of "$seed" and the like, so "{answer.text}" is never right'
            prose = answers.accepted
            hint = "Ask for an answer without the $ sign."
            yield Limit(message, hint, prose.key, prose.line, Severity.ERROR, translated=True)
    if not typed.accepted(answers):
        prose = answers.accepted
        yield Limit("there is no accepted answer", "Write one.", prose.key, prose.line, Severity.ERROR, translated=True)
