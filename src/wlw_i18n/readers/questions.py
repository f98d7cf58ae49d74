"""Questions: a heading, a comment with an id, the question, a list of marked answers, hints and an explanation.

The syntax is plain CommonMark, and what an answer is worth never depends on words. All faults of a question are
reported in one run, each at its line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from wlw_i18n import inline
from wlw_i18n.model.diagnostic import Code
from wlw_i18n.model.document import Block, CalloutKind, Settings
from wlw_i18n.model.question import Question
from wlw_i18n.model.text import Emphasis, Kind, Prose
from wlw_i18n.readers import headings, markdown, marks
from wlw_i18n.readers.answers import read_answers
from wlw_i18n.readers.context import BODY, Context, Place
from wlw_i18n.readers.directives import QuestionStart
from wlw_i18n.readers.question_settings import check_effect, read_settings
from wlw_i18n.readers.report import QuestionReport
from wlw_i18n.readers.tree import Node

_TITLE_NOTE: Final = "Title of a question."
_PROMPT_NOTE: Final = "Question that learners answer."
_DESCRIPTION_NOTE: Final = "Tip under a question."
_HINT: Final = Place(Kind.HINT, Kind.HINT, "Hint, shown when a learner asks for it.")
_EXPLANATION: Final = Place(Kind.EXPLANATION, Kind.EXPLANATION, "Explanation, shown with the right answer.")


@dataclass(frozen=True, slots=True)
class QuestionSource:
    """A question as written."""

    heading: Node
    comment: Node
    start: QuestionStart
    body: tuple[Node, ...]
    ended_by: Node | None = None
    """A deeper heading, if it begins another question."""

    @property
    def id(self) -> str:
        """The id as written, or the empty string."""
        return self.start.by_name.get("id", "")


def read_question(
    source: QuestionSource, context: Context, defaults: Settings, lines: dict[str, int]
) -> Question | None:
    """Read a question.

    Args:
        source: the question as written.
        context: takes what is wrong.
        defaults: the front matter's attempts, weight and showanswer.
        lines: where the ids of the questions before stand; takes this one's.

    Returns:
        The question, or None if it has a fault.
    """
    faults = context.report.faults
    report = QuestionReport(context.report, source.id)
    settings = read_settings(source.start, source.comment.line, report)
    _check_id(settings.id, source.comment.line, lines, report)
    text, anchor = headings.split_id(source.heading.content)
    context.last_heading = source.heading
    title = context.prose(Kind.HEADING, text, source.heading.line, _TITLE_NOTE)
    body = _without_headings(source, report)
    place = next((index for index, node in enumerate(body) if _is_answers(node)), None)
    if place is None:
        message = "no answers: expected a list whose items start with ( ), (x), [ ], [x], = or !="
        report.fault(Code.QUESTION_NO_ANSWERS, source.comment.line, message, "Write the answers as a list.")
        return None
    stem = _stem(body[:place], context, report)
    if stem is None:
        hint = "Write a paragraph before the answers."
        report.fault(Code.QUESTION_NO_PROMPT, body[place].line, "no question text before the answers", hint)
    answers = read_answers(body[place], settings, context, report)
    hints, explanation = _after(body[place + 1 :], context, report)
    if context.report.faults > faults or stem is None or answers is None:
        return None
    check_effect(settings, answers[0], report)
    return Question(
        id=settings.id,
        type=answers[0],
        level=int(source.heading.tag[1:]),
        title=title,
        intro=stem.intro,
        prompt=stem.prompt,
        description=stem.description,
        answers=answers[1],
        hints=hints,
        explanation=explanation,
        weight=defaults.weight if settings.weight is None else settings.weight,
        attempts=defaults.attempts if settings.attempts is None else settings.attempts,
        showanswer=settings.showanswer or defaults.showanswer,
        shuffle=settings.shuffle,
        line=source.heading.line,
        anchor=anchor,
    )


def _check_id(identifier: str, line: int, lines: dict[str, int], report: QuestionReport) -> None:
    if identifier in lines:
        message = f'id "{identifier}" is already used on line {lines[identifier]}'
        report.fault(Code.QUESTION_DUPLICATE_ID, line, message, "Give each question an id of its own.")
    elif identifier:
        lines[identifier] = line


def _without_headings(source: QuestionSource, report: QuestionReport) -> list[Node]:
    """The body; headings in it are reported."""
    inside = [node for node in source.body if node.type == "heading"]
    for node in [*inside, *([source.ended_by] if source.ended_by else [])]:
        message = "a heading stands inside a question"
        hint = "A heading of the question's level, or a higher one, ends a question; within it, use paragraphs."
        report.fault(Code.QUESTION_STRUCTURE, node.line, message, hint)
    return [node for node in source.body if node.type != "heading"]


def _is_answers(node: Node) -> bool:
    if node.type not in {"bullet_list", "ordered_list"}:
        return False
    return marks.is_marked(node) or all(marks.looks_marked(marks.split(item).text) for item in node.children)


# Before the answers


@dataclass(frozen=True, slots=True)
class _Stem:
    intro: tuple[Block, ...]
    prompt: Prose
    description: Prose | None


_SILENT: Final = frozenset({"comment", "footnote_reference"})


def _stem(nodes: Sequence[Node], context: Context, report: QuestionReport) -> _Stem | None:
    """Intro, question and tip; None, with nothing reported, if there is no question."""
    texts = [index for index, node in enumerate(nodes) if node.type == "paragraph" and not _is_picture(node, context)]
    tip = texts[-1] if len(texts) > 1 and _is_emphasised(nodes[texts[-1]], context) else None
    if tip is not None:
        texts.pop()
    if not texts:
        markdown.blocks(nodes, context, BODY)
        return None
    place = texts[-1]
    intro = markdown.blocks(nodes[:place], context, BODY)
    prompt = context.prose(Kind.PROMPT, nodes[place].content, nodes[place].line, _PROMPT_NOTE)
    description = None
    for index in range(place + 1, len(nodes)):
        node = nodes[index]
        if index == tip:
            description = _description(node, context)
        elif node.type in _SILENT:
            markdown.block(node, context, BODY)
        else:
            message = "something stands between the question and its answers"
            hint = "Only a paragraph wholly in *emphasis* may. Move the rest above the question."
            report.fault(Code.QUESTION_STRUCTURE, node.line, message, hint)
    return _Stem(intro, prompt, description)


def _is_picture(node: Node, context: Context) -> bool:
    text, _ = inline.unwrap(node.content, context.references, context.labels)
    return inline.picture_alt(text, context.references) is not None


def _is_emphasised(node: Node, context: Context) -> bool:
    _, inlines = inline.unwrap(node.content, context.references, context.labels)
    return len(inlines) == 1 and isinstance(inlines[0], Emphasis)


def _description(node: Node, context: Context) -> Prose:
    """The tip without its marks of emphasis: they only say that it is one."""
    return context.prose(Kind.DESCRIPTION, node.content[1:-1], node.line, _DESCRIPTION_NOTE)


# After the answers


def _after(
    nodes: Sequence[Node], context: Context, report: QuestionReport
) -> tuple[tuple[tuple[Block, ...], ...], tuple[Block, ...]]:
    """Hints and explanation."""
    hints: list[tuple[Block, ...]] = []
    explanation: tuple[Block, ...] = ()
    for node in nodes:
        kind, children = markdown.alert(node, context) if node.type == "blockquote" else (None, [])
        if kind is CalloutKind.TIP:
            hints.append(markdown.blocks(children, context, _HINT))
        elif kind is CalloutKind.NOTE and not explanation:
            explanation = markdown.blocks(children, context, _EXPLANATION)
        elif node.type in _SILENT:
            markdown.block(node, context, BODY)
        else:
            _report_rest(node, kind, report)
    return tuple(hints), explanation


def _report_rest(node: Node, kind: CalloutKind | None, report: QuestionReport) -> None:
    message = "only hints and an explanation may follow the answers"
    hint = "Begin a hint with > [!TIP], the explanation with > [!NOTE]; begin the next section with a heading."
    if kind is CalloutKind.NOTE:
        message, hint = "the question has two explanations", "Join them in one quotation that begins with > [!NOTE]."
    elif node.type in {"bullet_list", "ordered_list"} and marks.is_marked(node):
        message, hint = (
            "the question has two lists of answers",
            "Join them: the same mark, - or *, before every answer.",
        )
    report.fault(Code.QUESTION_STRUCTURE, node.line, message, hint)
