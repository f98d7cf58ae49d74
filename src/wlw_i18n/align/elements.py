"""A document as a sequence: what stands in it, in reading order, without regard to language.

Two documents that say the same in two languages have nearly the same sequence. A question is one element here: its
parts are told apart by what they are in it, never by likeness (`parts`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from wlw_i18n.model.document import (
    Block,
    Callout,
    CodeBlock,
    DefinitionList,
    Details,
    Document,
    Figure,
    FigureGroup,
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
from wlw_i18n.model.question import Answers, Choices, NumberAnswers, Question, TextAnswers
from wlw_i18n.model.text import Prose
from wlw_i18n.readers.html import first_text

_SHOWN: Final = re.compile(r"\s(?:src|href|id)\s*=", re.IGNORECASE)
"""HTML without text that shows something all the same, or that links lead to."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What an element is, in every language."""

    name: str
    """`heading`, `text`, `cell`, `caption`, `alt`, `summary`, `term`, `code`, `html`, `break` or `question`."""
    level: int = 0
    """Of a heading; the column of a cell."""
    inside: tuple[str, ...] = ()
    """What it stands in, outermost first."""
    first: bool = False
    """Whether it begins a list item or a definition."""


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of text, or a thing between texts."""

    shape: Shape
    prose: Prose | None = None
    sign: str = ""
    """What is the same in every language: code, the source of a picture, raw HTML, an id that the author wrote."""
    name: str = ""
    """The id of a heading."""
    question: Question | None = None


def elements(document: Document) -> tuple[Element, ...]:
    """The elements of a document's body and footnotes, in the order of `segment.units`."""
    body = _blocks(document.blocks, ())
    notes = (element for note in document.footnotes for element in _blocks(note.blocks, ("footnote",)))
    return (*body, *notes)


def parts(question: Question) -> tuple[Element, ...]:
    """What a question is made of, in the order of `segment.units`; the sign tells right answers from wrong ones."""
    return tuple(_parts(question))


def _blocks(blocks: tuple[Block, ...], inside: tuple[str, ...]) -> Iterator[Element]:
    for block in blocks:
        yield from _block(block, inside)


def _block(block: Block, inside: tuple[str, ...]) -> Iterator[Element]:  # noqa: C901, PLR0912 - one case for each block
    match block:
        case Paragraph(prose):
            yield Element(Shape("text", inside=inside), prose)
        case Heading(level, name, prose, explicit):
            yield Element(Shape("heading", level, inside), prose, f"#{name}" if explicit else "", name)
        case ListBlock(items, start):
            for item in items:
                yield from _item(item, (*inside, "bullets" if start is None else "numbers"))
        case Quote(inner):
            yield from _blocks(inner, (*inside, "quote"))
        case Callout(kind, inner):
            yield from _blocks(inner, (*inside, kind.value))
        case Table():
            yield from _table(block, inside)
        case Figure(source, name, caption) | Video(source, name, caption):
            yield Element(Shape("alt", inside=inside), name, source)
            if caption is not None:
                yield Element(Shape("caption", inside=inside), caption)
        case FigureGroup(inner, caption):
            yield from _blocks(inner, (*inside, "figure"))
            if caption is not None:
                yield Element(Shape("caption", inside=inside), caption)
        case Details(summary, inner):
            if summary is not None:
                yield Element(Shape("summary", inside=inside), summary)
            yield from _blocks(inner, (*inside, "details"))
        case DefinitionList(entries):
            for entry in entries:
                yield Element(Shape("term", inside=inside), entry.term)
                for definition in entry.definitions:
                    yield from _begun(_blocks(definition, (*inside, "definition")))
        case CodeBlock(text):
            yield Element(Shape("code", inside=inside), sign=text)
        case HtmlBlock(html):
            # tags alone, such as <div dir="rtl"> around a translation, are not part of what is said
            if first_text(html) is not None or _SHOWN.search(html):
                yield Element(Shape("html", inside=inside), sign=html)
        case ThematicBreak():
            yield Element(Shape("break", inside=inside))
        case Question():
            yield Element(Shape("question", inside=inside), sign=block.id, question=block)


def _item(item: ListItem, inside: tuple[str, ...]) -> Iterator[Element]:
    if item.checked is not None:
        inside = (*inside, "task")
    return _begun(_blocks(item.blocks, inside))


def _begun(found: Iterator[Element]) -> Iterator[Element]:
    for number, element in enumerate(found):
        yield element if number else replace(element, shape=replace(element.shape, first=True))


def _table(table: Table, inside: tuple[str, ...]) -> Iterator[Element]:
    rows = ((name, row) for name, rows in (("head", (table.head,)), ("row", table.rows)) for row in rows)
    for name, row in rows:
        for column, prose in enumerate(row):
            yield Element(Shape("cell", column, (*inside, f"table {len(table.head)}", name), column == 0), prose)


# Questions


def _parts(question: Question) -> Iterator[Element]:
    yield Element(Shape("title"), question.title)
    yield from _blocks(question.intro, ("intro",))
    yield Element(Shape("prompt"), question.prompt)
    if question.description is not None:
        yield Element(Shape("description"), question.description)
    yield from _answers(question.answers)
    for number, hint in enumerate(question.hints):
        yield from _blocks(hint, (f"hint {number}",))
    yield from _blocks(question.explanation, ("explanation",))


def _answers(answers: Answers) -> Iterator[Element]:
    match answers:
        case Choices(choices):
            for number, choice in enumerate(choices):
                yield Element(Shape("choice", number), choice.prose, "right" if choice.correct else "wrong")
                yield from _blocks(choice.feedback, (f"feedback {number}",))
                yield from _blocks(choice.feedback_unticked, (f"unticked {number}",))
        case TextAnswers():
            yield Element(Shape("accepted"), answers.accepted)
            for number, blocks in enumerate(answers.feedback):
                yield from _blocks(blocks, (f"feedback {number}",))
            for number, refused in enumerate(answers.refused):
                yield Element(Shape("refused", number), refused.prose)
                yield from _blocks(refused.feedback, (f"refused {number}",))
        case NumberAnswers(numbers):
            for number, accepted in enumerate(numbers):
                yield Element(Shape("number", number), sign=f"{accepted.value} {accepted.tolerance}")
                yield from _blocks(accepted.feedback, (f"feedback {number}",))
