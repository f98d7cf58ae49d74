"""Questions where Extension:Quiz does not run, and what both forms share."""

from collections.abc import Iterator
from string import ascii_uppercase
from typing import Final

from wlw_i18n.inline import visible
from wlw_i18n.model.document import Block
from wlw_i18n.model.question import AnswerPolicy, Choice, Choices, Number, NumberAnswers, Question, TextAnswers
from wlw_i18n.model.text import Kind, Prose, Text
from wlw_i18n.render.wikitext import Place, Scribe, blocks, flat, fold, heading, join, prose
from wlw_i18n.render.wikitext.escape import text
from wlw_i18n.render.wikitext.marks import unit, word

__all__ = [
    "LEFT_EMPTY",
    "accepted",
    "anchors",
    "ask",
    "hint_box",
    "opening",
    "question_title",
    "said_of_refused",
    "self_check",
    "unit_of_answers",
]

TICKED: Final = "\u2611"
LEFT_EMPTY: Final = "\u2610"
"""Before what is said of a choice that was ticked, or was not: the site's own signs, which need no translation."""


def self_check(question: Question, scribe: Scribe) -> str:
    """A question to be answered in one's head: its choices, and a box that shows the answer when it is opened."""
    return join(
        [
            opening(question, scribe),
            f"<p>{ask(question, scribe)}</p>",
            _choices(question, scribe),
            *(hint_box(hint, scribe) for hint in question.hints),
            _answer_box(question, scribe),
        ]
    )


def question_title(question: Question, scribe: Scribe) -> Prose:
    """A question's title, or the word for one."""
    if question.title.inlines:
        return question.title
    words = scribe.context.words
    return Prose(Kind.STRING, words["question"], (Text(words["question"]),), "ui-question", scribe.context.tag)


def opening(question: Question, scribe: Scribe) -> str:
    """A question's heading and introduction."""
    title = heading(question_title(question, scribe), question.level, anchors(question), scribe)
    return join([title, blocks(question.intro, scribe)])


def anchors(question: Question) -> tuple[str, ...]:
    """What links to the question may name: the id that the author gave its heading, and its own."""
    return tuple(dict.fromkeys(name for name in (question.anchor, question.id) if name))


def ask(question: Question, scribe: Scribe) -> str:
    """What is asked, and the instruction below it, in one line."""
    prompt = f"<b>{prose(question.prompt, scribe)}</b>"
    return prompt if question.description is None else f"{prompt}<br /><i>{prose(question.description, scribe)}</i>"


def hint_box(hint: tuple[Block, ...], scribe: Scribe) -> str:
    """A hint that is shown when its label is chosen, in one line."""
    return fold(word("hint", scribe), flat(hint, scribe), "")


def accepted(answers: TextAnswers) -> tuple[str, ...]:
    """The answers that are accepted, the one to be shown first."""
    own = tuple(line.strip() for line in visible(answers.accepted.inlines).split("\n") if line.strip())
    match answers.policy:
        case AnswerPolicy.KEEP:
            return answers.source or own
        case AnswerPolicy.ADD:
            return tuple(dict.fromkeys((*own, *answers.source)))
        case AnswerPolicy.REPLACE:
            return own


def unit_of_answers(answers: TextAnswers, scribe: Scribe, separator: str) -> str:
    """The accepted answers as one text; on a translatable page the unit, then the source's where they stay."""
    known = accepted(answers)
    if not scribe.context.translate or answers.policy is AnswerPolicy.KEEP:
        return separator.join(known)
    own = [line.strip() for line in visible(answers.accepted.inlines).split("\n") if line.strip()]
    unit_text = unit(answers.accepted, separator.join(own), scribe, Place.ATTRIBUTE)
    kept = known if answers.policy is AnswerPolicy.ADD else ()
    return separator.join([unit_text, *kept])


def _choices(question: Question, scribe: Scribe) -> str:
    if not isinstance(question.answers, Choices):
        return ""
    items = [f"<li>{prose(choice.prose, scribe)}</li>" for choice in question.answers.items]
    return "\n".join(['<ol style="list-style-type:upper-alpha">', *items, "</ol>"])


def _answer_box(question: Question, scribe: Scribe) -> str:
    show, hide = (word(name, scribe, Place.ATTRIBUTE) for name in ("show-answer", "hide-answer"))
    switch = f' data-expandtext="{show}" data-collapsetext="{hide}"'
    lines = [f"<p>{_answer(question, scribe)}</p>", *_feedback(question, scribe)]
    if question.explanation:
        lines += [f"<p><b>{word('explanation', scribe)}</b></p>", "", blocks(question.explanation, scribe)]
    return fold(word("answer", scribe), "\n".join(lines), "\n", switch=switch)


def _answer(question: Question, scribe: Scribe) -> str:
    match question.answers:
        case Choices(items):
            return " ".join(f"{_letter(number)}." for number, choice in enumerate(items) if choice.correct)
        case TextAnswers():
            shown = " / ".join(text(answer) for answer in accepted(question.answers))
            if scribe.context.translate and question.answers.policy is not AnswerPolicy.KEEP:
                return _in_one_line(question.answers.accepted, scribe)
            return shown
        case NumberAnswers(numbers):
            return " / ".join(map(_number, numbers))


def _feedback(question: Question, scribe: Scribe) -> Iterator[str]:
    said: list[str] = []
    match question.answers:
        case Choices(items):
            said = [item for number, choice in enumerate(items) for item in _said_of(number, choice, scribe)]
        case TextAnswers():
            said = [flat(feedback, scribe) for feedback in question.answers.feedback if feedback]
            said += said_of_refused(question.answers, scribe)
        case NumberAnswers(numbers):
            said = [flat(number.feedback, scribe) for number in numbers if number.feedback]
    if said:
        yield "\n".join(["<ul>", *(f"<li>{each}</li>" for each in said), "</ul>"])


def said_of_refused(answers: TextAnswers, scribe: Scribe) -> Iterator[str]:
    """What is said of each wrong answer that the author foresaw, in one line, the answer before it."""
    for refused in answers.refused:
        if refused.feedback:
            yield f"{_in_one_line(refused.prose, scribe)}: {flat(refused.feedback, scribe)}"


def _in_one_line(answers: Prose, scribe: Scribe) -> str:
    """A unit of answers, which has one a line."""
    return unit(answers, text(" / ".join(visible(answers.inlines).split("\n"))), scribe, Place.INLINE)


def _said_of(number: int, choice: Choice, scribe: Scribe) -> Iterator[str]:
    letter = f"<b>{_letter(number)}.</b>"
    if choice.feedback:
        sign = f"{TICKED} " if choice.feedback_unticked else ""
        yield f"{letter} {sign}{flat(choice.feedback, scribe)}"
    if choice.feedback_unticked:
        yield f"{letter} {LEFT_EMPTY} {flat(choice.feedback_unticked, scribe)}"


def _letter(number: int) -> str:
    return ascii_uppercase[number] if number < len(ascii_uppercase) else str(number + 1)


def _number(number: Number) -> str:
    return text(f"{number.value} ± {number.tolerance}" if number.tolerance else number.value)
