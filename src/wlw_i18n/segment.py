"""Documents to units: the one definition of what a unit is and where it comes in reading order.

There is a single traversal, `_walk`. Listing, cutting into units, replacing and giving keys all go through it, so they
cannot disagree. The laws: replacing every prose by itself gives the document back, as the same object; `units` are
the translatable ones of `prose_of`, in its order; `with_keys(document, [u.key for u in units(document)])` is the
document.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.document import (
    Block,
    Callout,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Details,
    Document,
    Figure,
    FigureGroup,
    Footnote,
    Heading,
    HtmlBlock,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
    Video,
)
from wlw_i18n.model.media_words import Captions, Drawing
from wlw_i18n.model.question import (
    Answers,
    Choice,
    Choices,
    Number,
    NumberAnswers,
    Question,
    RefusedAnswer,
    TextAnswers,
)
from wlw_i18n.model.source import Location
from wlw_i18n.model.text import Prose

__all__ = ["SEGMENTER_VERSION", "prose_of", "replace_prose", "units", "with_keys"]

SEGMENTER_VERSION: Final = 1
"""To be raised when the cut changes: identity then expects units to be split and merged."""


def prose_of(document: Document) -> Iterator[Prose]:
    """Every prose of a document in reading order, translatable or not; footnotes last."""
    return (prose for prose, _ in _placed(document))


def units(document: Document) -> tuple[Unit, ...]:
    """The units of a document in reading order, with the keys that their prose has."""
    return tuple(
        Unit(
            key=prose.key,
            kind=prose.kind,
            text=prose.text,
            document=document.id,
            question=question,
            comments=_comments(prose),
            minor=prose.minor,
            inlines=prose.inlines,
            location=Location(document.path, prose.line),
            room=prose.room,
        )
        for prose, question in _placed(document)
        if prose.translatable
    )


def replace_prose(document: Document, replacement: Callable[[Prose], Prose]) -> Document:
    """Replace every prose; what did not change stays the same object."""
    return _walk(document, lambda prose, _: replacement(prose))


def with_keys(document: Document, keys: Sequence[str]) -> Document:
    """Give keys to the units of a document, in the order of `units`.

    Raises:
        ValueError: There are more or fewer keys than units.
    """
    pending = iter(keys)

    def give(prose: Prose) -> Prose:
        if not prose.translatable:
            return prose
        key = next(pending, None)
        if key is None:
            raise ValueError(f"{document.path} has more units than keys ({len(keys)})")
        return prose if prose.key == key else replace(prose, key=key)

    keyed = replace_prose(document, give)
    if next(pending, None) is not None:
        raise ValueError(f"{document.path} has fewer units than keys ({len(keys)})")
    return keyed


def _placed(document: Document) -> list[tuple[Prose, str]]:
    """Every prose, with the id of the question it is a part of, or the empty string."""
    found: list[tuple[Prose, str]] = []

    def note(prose: Prose, question: str) -> Prose:
        found.append((prose, question))
        return prose

    _walk(document, note)
    return found


_WIKI_CODE = re.compile(r"\[(?=\[)|\{(?=\{)|~(?=~~)")
_WIKI_LINE = re.compile(r"^[\s*#:;=]+")


def _comments(prose: Prose) -> tuple[str, ...]:
    """What the unit is, then what translators are told; never anything that a wiki would take for its code."""
    lines = (f"type: {prose.kind.label}", *prose.comment.splitlines())
    return tuple(_WIKI_CODE.sub(r"\g<0> ", _WIKI_LINE.sub("", line)).rstrip() for line in lines if line.strip())


# The traversal

_Visit = Callable[[Prose, str], Prose]
_Item = TypeVar("_Item")


def _each(items: tuple[_Item, ...], walk: Callable[[_Item], _Item]) -> tuple[_Item, ...]:
    """Walk every item; the same tuple if none changed."""
    walked = tuple(map(walk, items))
    return items if all(new is old for new, old in zip(walked, items, strict=True)) else walked


def _walk(document: Document, visit: _Visit) -> Document:
    title = visit(document.title, "")
    summary = document.summary and visit(document.summary, "")
    blocks = _blocks(document.blocks, visit, "")
    footnotes = _each(document.footnotes, lambda note: _footnote(note, visit))
    same = (
        title is document.title
        and summary is document.summary
        and blocks is document.blocks
        and footnotes is document.footnotes
    )
    if same:
        return document
    return replace(document, title=title, summary=summary, blocks=blocks, footnotes=footnotes)


def _footnote(footnote: Footnote, visit: _Visit) -> Footnote:
    blocks = _blocks(footnote.blocks, visit, "")
    return footnote if blocks is footnote.blocks else Footnote(footnote.label, blocks)


def _blocks(blocks: tuple[Block, ...], visit: _Visit, question: str) -> tuple[Block, ...]:
    return _each(blocks, lambda block: _block(block, visit, question))


def _block(block: Block, visit: _Visit, question: str) -> Block:  # noqa: C901, PLR0911 - one line for each block
    match block:
        case Paragraph(prose) | Heading(prose=prose):
            new = visit(prose, question)
            return block if new is prose else replace(block, prose=new)
        case ListBlock(items):
            walked = _each(items, lambda item: _item(item, visit, question))
            return block if walked is items else replace(block, items=walked)
        case Quote(blocks) | Callout(_, blocks):
            inner = _blocks(blocks, visit, question)
            return block if inner is blocks else replace(block, blocks=inner)
        case Table():
            return _table(block, visit, question)
        case Figure() | Video():
            return _picture(block, visit, question)
        case FigureGroup():
            return _group(block, visit, question)
        case Details():
            return _details(block, visit, question)
        case DefinitionList(entries):
            defined = _each(entries, lambda entry: _definition(entry, visit, question))
            return block if defined is entries else DefinitionList(defined)
        case Question():
            return _question(block, visit)
        case CodeBlock() | HtmlBlock() | ThematicBreak():
            return block


def _optional(prose: Prose | None, visit: _Visit, question: str) -> Prose | None:
    return None if prose is None else visit(prose, question)


def _item(item: ListItem, visit: _Visit, question: str) -> ListItem:
    blocks = _blocks(item.blocks, visit, question)
    return item if blocks is item.blocks else replace(item, blocks=blocks)


def _table(table: Table, visit: _Visit, question: str) -> Table:
    def cells(row: tuple[Prose, ...]) -> tuple[Prose, ...]:
        return _each(row, lambda prose: visit(prose, question))

    head, rows = cells(table.head), _each(table.rows, cells)
    return table if head is table.head and rows is table.rows else replace(table, head=head, rows=rows)


def _picture(picture: Figure | Video, visit: _Visit, question: str) -> Figure | Video:
    match picture:
        case Figure(alt=name, drawing=drawing):
            new, caption = visit(name, question), _optional(picture.caption, visit, question)
            drawn = drawing and _drawing(drawing, visit, question)
            same = new is name and caption is picture.caption and drawn is drawing
            return picture if same else replace(picture, alt=new, caption=caption, drawing=drawn)
        case Video(title=name, speech=speech):
            new, caption = visit(name, question), _optional(picture.caption, visit, question)
            said = speech and _speech(speech, visit, question)
            same = new is name and caption is picture.caption and said is speech
            return picture if same else replace(picture, title=new, caption=caption, speech=said)


def _drawing(drawing: Drawing, visit: _Visit, question: str) -> Drawing:
    texts = _each(drawing.texts, lambda prose: visit(prose, question))
    return drawing if texts is drawing.texts else replace(drawing, texts=texts)


def _speech(speech: Captions, visit: _Visit, question: str) -> Captions:
    voices = _each(speech.voices, lambda prose: visit(prose, question))
    texts = _each(speech.texts, lambda prose: visit(prose, question))
    same = voices is speech.voices and texts is speech.texts
    return speech if same else replace(speech, voices=voices, texts=texts)


def _group(group: FigureGroup, visit: _Visit, question: str) -> FigureGroup:
    blocks, caption = _blocks(group.blocks, visit, question), _optional(group.caption, visit, question)
    return group if blocks is group.blocks and caption is group.caption else FigureGroup(blocks, caption)


def _details(details: Details, visit: _Visit, question: str) -> Details:
    summary, blocks = _optional(details.summary, visit, question), _blocks(details.blocks, visit, question)
    same = summary is details.summary and blocks is details.blocks
    return details if same else replace(details, summary=summary, blocks=blocks)


def _definition(entry: DefinitionItem, visit: _Visit, question: str) -> DefinitionItem:
    term = visit(entry.term, question)
    definitions = _each(entry.definitions, lambda blocks: _blocks(blocks, visit, question))
    same = term is entry.term and definitions is entry.definitions
    return entry if same else DefinitionItem(term, definitions)


# Questions


def _question(question: Question, visit: _Visit) -> Question:
    def blocks(of: tuple[Block, ...]) -> tuple[Block, ...]:
        return _blocks(of, visit, question.id)

    title = visit(question.title, question.id)
    intro = blocks(question.intro)
    prompt = visit(question.prompt, question.id)
    description = _optional(question.description, visit, question.id)
    answers = _answers(question.answers, visit, question.id)
    hints = _each(question.hints, blocks)
    explanation = blocks(question.explanation)
    same = (
        title is question.title
        and intro is question.intro
        and prompt is question.prompt
        and description is question.description
        and answers is question.answers
        and hints is question.hints
        and explanation is question.explanation
    )
    if same:
        return question
    return replace(
        question,
        title=title,
        intro=intro,
        prompt=prompt,
        description=description,
        answers=answers,
        hints=hints,
        explanation=explanation,
    )


def _answers(answers: Answers, visit: _Visit, question: str) -> Answers:
    match answers:
        case Choices(choices):
            walked = _each(choices, lambda choice: _choice(choice, visit, question))
            return answers if walked is choices else Choices(walked)
        case TextAnswers():
            return _text_answers(answers, visit, question)
        case NumberAnswers(numbers):
            counted = _each(numbers, lambda number: _number(number, visit, question))
            return answers if counted is numbers else NumberAnswers(counted)


def _choice(choice: Choice, visit: _Visit, question: str) -> Choice:
    prose = visit(choice.prose, question)
    feedback = _blocks(choice.feedback, visit, question)
    unticked = _blocks(choice.feedback_unticked, visit, question)
    same = prose is choice.prose and feedback is choice.feedback and unticked is choice.feedback_unticked
    return choice if same else Choice(prose, choice.correct, feedback, unticked)


def _text_answers(answers: TextAnswers, visit: _Visit, question: str) -> TextAnswers:
    accepted = visit(answers.accepted, question)
    feedback = _each(answers.feedback, lambda blocks: _blocks(blocks, visit, question))
    refused = _each(answers.refused, lambda answer: _refused(answer, visit, question))
    same = accepted is answers.accepted and feedback is answers.feedback and refused is answers.refused
    return answers if same else replace(answers, accepted=accepted, feedback=feedback, refused=refused)


def _refused(answer: RefusedAnswer, visit: _Visit, question: str) -> RefusedAnswer:
    prose, feedback = visit(answer.prose, question), _blocks(answer.feedback, visit, question)
    return answer if prose is answer.prose and feedback is answer.feedback else RefusedAnswer(prose, feedback)


def _number(number: Number, visit: _Visit, question: str) -> Number:
    feedback = _blocks(number.feedback, visit, question)
    return number if feedback is number.feedback else replace(number, feedback=feedback)
