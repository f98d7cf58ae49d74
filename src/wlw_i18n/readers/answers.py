"""The answers of a question: a list of marked items with feedback below them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from wlw_i18n import inline
from wlw_i18n.model.diagnostic import Code
from wlw_i18n.model.document import Block, Heading, Paragraph
from wlw_i18n.model.question import (
    AnswerPolicy,
    Answers,
    Choice,
    Choices,
    QuestionType,
    RefusedAnswer,
    TextAnswers,
)
from wlw_i18n.model.text import Kind, Prose, Text
from wlw_i18n.readers import markdown, marks, numbers, verdicts
from wlw_i18n.readers.context import Context, Place
from wlw_i18n.readers.question_settings import QuestionSettings
from wlw_i18n.readers.report import QuestionReport
from wlw_i18n.readers.tree import Node

_RIGHT_NOTE: Final = "Answer (right). Keep it about as long as the other answers."
_WRONG_NOTE: Final = "Answer (wrong). Keep it about as long as the other answers."
ACCEPTED_NOTE: Final = "Accepted answers, one a line; add or drop lines as your language needs."
REPLACING_NOTE: Final = "Accepted answers, one a line; the English ones do not count, so write all that you need."
REFUSED_NOTE: Final = "Wrong answers that get a feedback of their own, one a line; add or drop lines."
CASE_NOTE: Final = "Upper and lower case count."
"""Checks know by these notes what a unit of answers is: translators and checks are told the same."""
_FEEDBACK: Final = Place(
    Kind.FEEDBACK,
    Kind.FEEDBACK,
    "Feedback, shown after the platform's own word for right or wrong; do not repeat that word.",
)
_UNTICKED: Final = replace(
    _FEEDBACK, note="Feedback when this answer is left empty, shown after the platform's own word; do not repeat it."
)

_TYPES: Final = {
    "(": (QuestionType.SINGLE, QuestionType.DROPDOWN),
    "[": (QuestionType.MULTIPLE,),
    "=": (QuestionType.TEXT, QuestionType.NUMBER),
}
"""What a family of marks may mean; the first unless the author or the answers say otherwise."""


@dataclass(frozen=True, slots=True)
class Item:
    """One answer as written."""

    mark: str
    text: str
    line: int
    feedback: tuple[Node, ...]
    """What the quotation below it holds, and comments."""


def read_answers(
    node: Node, settings: QuestionSettings, context: Context, report: QuestionReport
) -> tuple[QuestionType, Answers] | None:
    """Read the list of answers; None, and reported faults, if it cannot be used."""
    if node.type == "ordered_list":
        report.fault(Code.QUESTION_STRUCTURE, node.line, "answers are numbered", "Begin each of them with a hyphen.")
    faultless = True
    items: list[Item] = []
    for child in node.children:
        item = _item(child, report)
        faultless = _check_mark(item, report) and faultless
        if item.mark:
            items.append(item)
    if other := next((item for item in items if _family(item) != _family(items[0])), None):
        message = "answers mix ( ), [ ] and = marks"
        report.fault(Code.QUESTION_MIXED, other.line, message, "Use one kind in a question.")
        return None
    if not items:
        return None
    kind = _type(items, settings, report)
    if not faultless or kind is None:
        return None
    match kind:
        case QuestionType.SINGLE | QuestionType.MULTIPLE | QuestionType.DROPDOWN:
            return kind, _choices(items, kind, node.line, context, report)
        case QuestionType.TEXT:
            return kind, _text_answers(items, settings, node.line, context, report)
        case QuestionType.NUMBER:
            return kind, numbers.read_numbers(
                [
                    numbers.NumberSource(item.mark == "=", item.text, item.line, _feedback(item, context, report))
                    for item in items
                ],
                node.line,
                report,
            )


def _family(item: Item) -> str:
    return item.mark[0].replace("!", "=")


def _type(items: Sequence[Item], settings: QuestionSettings, report: QuestionReport) -> QuestionType | None:
    family = _family(items[0])
    allowed = _TYPES[family]
    if settings.type is not None and settings.type not in allowed:
        wanted = next(mark for mark, types in _TYPES.items() if settings.type in types)
        report.fault(
            Code.QUESTION_SETTING,
            settings.line,
            f'type={settings.type} does not go with answers marked "{items[0].mark}"',
            f"Take type={settings.type} out, or mark the answers with {_SHOWN[wanted]}.",
        )
        return None
    if settings.type is not None:
        return settings.type
    if family == "=" and all(numbers.looks_like_number(item.text) for item in items):
        return QuestionType.NUMBER
    return allowed[0]


_SHOWN: Final = {"(": "( ) and (x)", "[": "[ ] and [x]", "=": "= and !="}


# Items


def _item(node: Node, report: QuestionReport) -> Item:
    marked = marks.split(node)
    below = node.children[1:] if node.children and node.children[0].type == "paragraph" else node.children
    feedback: list[Node] = []
    quotations = 0
    for child in below:
        quotations += child.type == "blockquote"
        if child.type == "blockquote" and quotations == 1:
            feedback += child.children
        elif child.type == "comment":
            feedback.append(child)
        else:
            report.fault(
                Code.QUESTION_STRUCTURE,
                child.line,
                "an answer is one paragraph, with one quotation below it as feedback",
                "Put a > before each line of feedback, and an empty line before the next list.",
            )
    return Item(marked.mark, marked.text, node.line, tuple(feedback))


def _check_mark(item: Item, report: QuestionReport) -> bool:
    if not item.mark:
        shown = item.text.split("\n")[0]
        hint = "Start it with (x)/( ) or [x]/[ ] or =."
        if marks.looks_marked(shown):
            hint = "Write ( ), (x), [ ], [x], = or != exactly, with a space after it."
        report.fault(Code.QUESTION_MARK, item.line, f'answer has no mark: "{shown}"', hint)
    elif not item.text:
        report.fault(Code.QUESTION_EMPTY_ANSWER, item.line, "answer is empty", "Write its text after the mark.")
    return bool(item.mark and item.text)


def _feedback(item: Item, context: Context, report: QuestionReport) -> tuple[Block, ...]:
    for node in item.feedback:
        if node.type == "paragraph" and _BOX.match(node.content):
            message = "feedback for ticked and for empty boxes, but the answers have no boxes"
            report.fault(Code.QUESTION_STRUCTURE, node.line, message, "Take the [x] or [ ] out.")
    return _checked_feedback(markdown.blocks(item.feedback, context, _FEEDBACK), report)


# Choices


_BOX = re.compile(r"\[([x ])\](?:\s+|$)")
_LATER_BOX = re.compile(r"\n\[[x ]\]\s")


def _choices(items: Sequence[Item], kind: QuestionType, line: int, context: Context, report: QuestionReport) -> Choices:
    choices: list[Choice] = []
    for item in items:
        right = "x" in item.mark
        prose = context.prose(Kind.CHOICE, item.text, item.line, _RIGHT_NOTE if right else _WRONG_NOTE)
        if kind is QuestionType.MULTIPLE:
            ticked, unticked = _split_feedback(item, report)
            shown = _checked_feedback(markdown.blocks(ticked, context, _FEEDBACK), report)
            other = _checked_feedback(markdown.blocks(unticked, context, _UNTICKED), report)
            choices.append(Choice(prose, right, shown, other))
        else:
            choices.append(Choice(prose, right, _feedback(item, context, report)))
    _check_right(choices, kind, line, report)
    _check_choices(choices, kind, line, report)
    return Choices(tuple(choices))


def _split_feedback(item: Item, report: QuestionReport) -> tuple[list[Node], list[Node]]:
    """Feedback for a ticked box and for an empty one; without a mark it is for a ticked one."""
    sides: dict[str, list[Node]] = {"x": [], " ": []}
    side = "x"
    for node in item.feedback:
        box = _BOX.match(node.content) if node.type == "paragraph" else None
        if box:
            side = box[1]
            node = replace(node, content=node.content[box.end() :])  # noqa: PLW2901 - the same without its mark
        if node.type == "paragraph" and _LATER_BOX.search(node.content):
            message = "feedback for ticked and for empty boxes runs together"
            report.fault(Code.QUESTION_STRUCTURE, node.line, message, "Put a line with only > between them.")
        sides[side].append(node)
    return sides["x"], sides[" "]


def _check_right(choices: Sequence[Choice], kind: QuestionType, line: int, report: QuestionReport) -> None:
    right = [choice for choice in choices if choice.correct]
    if kind is not QuestionType.MULTIPLE and len(right) != 1:
        message = f"{len(right)} answers are marked (x); a single-choice question needs exactly one"
        hint = "Use [x] and [ ] if several are right." if right else "Mark the right answer with (x)."
        report.fault(Code.QUESTION_RIGHT_ANSWERS, right[1].prose.line if right else line, message, hint)
    elif not right:
        message = "no answer is marked [x]: Open edX never takes empty boxes for right, so nobody could answer"
        hint = "Mark the right answers with [x]; if none is right, add an answer that says so."
        report.fault(Code.QUESTION_RIGHT_ANSWERS, line, message, hint)


LONG: Final = 1.6
LONGER_BY: Final = 25


def _check_choices(choices: Sequence[Choice], kind: QuestionType, line: int, report: QuestionReport) -> None:
    """Warn of what gives the right answer away or cannot be shown."""
    if len(choices) < 2:
        report.warn(Code.QUESTION_FEW_CHOICES, line, "there is only one answer to choose from", "Add wrong answers.")
    _check_same([(inline.as_seen(choice.prose.inlines), choice.prose.line) for choice in choices], report)
    texts = [(choice, len(inline.visible(choice.prose.inlines))) for choice in choices]
    wrong = max((length for choice, length in texts if not choice.correct), default=0)
    for choice, length in texts:
        single = kind is not QuestionType.MULTIPLE
        if single and choice.correct and wrong and length > wrong * LONG and length - wrong > LONGER_BY:
            message = "the right answer is much longer than the others, which gives it away"
            hint = "Shorten it, or move a part of it into the explanation."
            report.warn(Code.QUESTION_LONG_ANSWER, choice.prose.line, message, hint)
        if kind is QuestionType.DROPDOWN and not all(isinstance(node, Text) for node in choice.prose.inlines):
            message = "a drop-down list shows plain text only"
            hint = "Take out links, emphasis and code, or leave type=dropdown out."
            report.warn(Code.QUESTION_DROPDOWN_MARKUP, choice.prose.line, message, hint)


def _check_same(answers: Iterable[tuple[str, int]], report: QuestionReport) -> None:
    seen: dict[str, int] = {}
    for text, line in answers:
        if text in seen:
            message = f"this answer has the same text as the one on line {seen[text]}"
            report.warn(Code.QUESTION_SAME_CHOICES, line, message, "Change one of them, or take it out.")
        seen.setdefault(text, line)


def _checked_feedback(blocks: tuple[Block, ...], report: QuestionReport) -> tuple[Block, ...]:
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph | Heading) and verdicts.repeats(inline.visible(first.prose.inlines)):
        message = "feedback begins with a word for right or wrong, which the platform writes before it"
        hint = "Begin with the reason."
        report.warn(Code.QUESTION_FEEDBACK_OPENING, first.prose.line, message, hint)
    return blocks


# Text


def _text_answers(
    items: Sequence[Item], settings: QuestionSettings, line: int, context: Context, report: QuestionReport
) -> TextAnswers:
    right = [item for item in items if item.mark == "="]
    if not right:
        message = "no answer is accepted: all are marked !="
        report.fault(Code.QUESTION_RIGHT_ANSWERS, line, message, "Mark what is accepted with =.")
    _check_same([(inline.as_typed(item.text, case=settings.case), item.line) for item in items], report)
    accepted = REPLACING_NOTE if settings.answers is AnswerPolicy.REPLACE else ACCEPTED_NOTE
    return TextAnswers(
        accepted=_lines(right, accepted, settings, context),
        feedback=tuple(_feedback(item, context, report) for item in right),
        refused=tuple(
            RefusedAnswer(_lines([item], REFUSED_NOTE, settings, context), _feedback(item, context, report))
            for item in items
            if item.mark == "!="
        ),
        policy=settings.answers,
        source=tuple(_one_line(item.text) for item in right),
        case_sensitive=settings.case,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lines(items: Sequence[Item], note: str, settings: QuestionSettings, context: Context) -> Prose:
    text = "\n".join(_one_line(item.text) for item in items)
    if settings.case:
        note = f"{note}\n{CASE_NOTE}"
    prose = context.finished(Kind.ANSWERS, text, inline.lines(text), items[0].line if items else 0, note)
    # `answers=keep`: the same in every language
    return replace(prose, translatable=False, comment="") if settings.answers is AnswerPolicy.KEEP else prose
