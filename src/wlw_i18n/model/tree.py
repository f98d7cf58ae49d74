"""What stands inside what: one answer for all who walk a document without changing it."""

from collections.abc import Iterable, Iterator

from wlw_i18n.model.document import (
    Block,
    Callout,
    DefinitionList,
    Details,
    Document,
    FigureGroup,
    ListBlock,
    Quote,
)
from wlw_i18n.model.question import Choices, NumberAnswers, Question, TextAnswers


def children(block: Block) -> Iterator[Block]:
    """The blocks directly inside a block, in reading order."""
    match block:
        case ListBlock():
            for item in block.items:
                yield from item.blocks
        case Quote() | Callout() | Details() | FigureGroup():
            yield from block.blocks
        case DefinitionList():
            for entry in block.items:
                for definition in entry.definitions:
                    yield from definition
        case Question():
            yield from _question_blocks(block)
        case _:
            return


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks and all that is inside them, in reading order, each before what it holds."""
    for block in blocks:
        yield block
        yield from walk(children(block))


def everything(document: Document) -> Iterator[Block]:
    """Every block of a document; those of its footnotes last."""
    yield from walk(document.blocks)
    for note in document.footnotes:
        yield from walk(note.blocks)


def _question_blocks(question: Question) -> Iterator[Block]:
    yield from question.intro
    match question.answers:
        case Choices(items):
            for choice in items:
                yield from (*choice.feedback, *choice.feedback_unticked)
        case TextAnswers():
            for feedback in (*question.answers.feedback, *(refused.feedback for refused in question.answers.refused)):
                yield from feedback
        case NumberAnswers(numbers):
            for number in numbers:
                yield from number.feedback
    for hint in question.hints:
        yield from hint
    yield from question.explanation
