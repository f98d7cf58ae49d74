"""A document as text that is easy to write and to read in test cases.

One line for each prose, `kind: text`; a kind in parentheses is not translated; `⏎` is a hard line break. Blocks that
hold others are indented. Comments for translators follow after ` // `.
"""

import re
from collections.abc import Iterable, Iterator

from wlw_i18n.model.diagnostic import Diagnostic
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
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
    Video,
)
from wlw_i18n.model.question import Answers, Choices, NumberAnswers, Question, TextAnswers
from wlw_i18n.model.text import Prose


def document(found: Document) -> Iterator[str]:
    yield from blocks(found.blocks)
    for footnote in found.footnotes:
        yield f"footnote {footnote.label}"
        yield from inner(footnote.blocks)


def diagnostics(found: Iterable[Diagnostic], lines_before: int) -> Iterator[str]:
    for diagnostic in found:
        line = diagnostic.location.line - lines_before if diagnostic.location else 0
        hint = f" {diagnostic.hint}" if diagnostic.hint else ""
        message = re.sub(r"(?<=\bline )\d+", lambda number: str(int(number[0]) - lines_before), diagnostic.message)
        yield f"! {line} {diagnostic.severity.name.lower()} {diagnostic.code}: {message}.{hint}"


def prose(found: Prose | None) -> str:
    if found is None:
        return "-"
    kind = found.kind.value if found.translatable else f"({found.kind.value})"
    comment = f" // {' / '.join(found.comment.splitlines())}" if found.comment else ""
    return f"{kind}: {found.text}".replace("\n", "⏎").rstrip() + comment


def inner(found: Iterable[Block]) -> Iterator[str]:
    return (f"  {line}" for line in blocks(found))


def blocks(found: Iterable[Block]) -> Iterator[str]:
    for item in found:
        yield from block(item)


def block(found: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one case for each block
    match found:
        case Paragraph(text, tight):
            yield ("tight " if tight else "") + prose(text)
        case Heading(level, identifier, text, explicit):
            yield f"{'#' * level} {prose(text)} {{#{identifier}{'!' if explicit else ''}}}"
        case ListBlock(items, start):
            for number, item in enumerate(items, start=start or 0):
                box = {None: "", True: " [x]", False: " [ ]"}[item.checked]
                yield (f"{number}." if start is not None else "*") + box
                yield from inner(item.blocks)
        case Quote(children):
            yield "quote"
            yield from inner(children)
        case Callout(kind, children):
            yield f"callout {kind}"
            yield from inner(children)
        case CodeBlock(text, info, fenced):
            yield f"code {'fenced' if fenced else 'indented'} {info!r} {text!r}"
        case Table(head, align, rows):
            yield f"table {list(align)}"
            for row in (head, *rows):
                yield "  | " + " | ".join(map(prose, row))
        case Figure(src, alt, caption):
            yield f"figure {src}"
            yield from (f"  {prose(alt)}", f"  {prose(caption)}")
        case Video(src, title, caption, captions):
            yield f"video {src} ({captions or 'no captions'})"
            yield from (f"  {prose(title)}", f"  {prose(caption)}")
        case FigureGroup(children, caption):
            yield "figure group"
            yield from inner(children)
            yield f"  {prose(caption)}"
        case Details(summary, children, is_open):
            yield f"details{' open' if is_open else ''}"
            yield f"  {prose(summary)}"
            yield from inner(children)
        case DefinitionList(items):
            for entry in items:
                yield prose(entry.term)
                for definition in entry.definitions:
                    yield "  :"
                    yield from (f"  {line}" for line in inner(definition))
        case ThematicBreak():
            yield "---"
        case HtmlBlock(html):
            yield f"html {html!r}"
        case Question():
            yield from question(found)


def question(found: Question) -> Iterator[str]:
    settings = {
        "weight": found.weight,
        "attempts": found.attempts,
        "showanswer": found.showanswer,
        "shuffle": found.shuffle,
        "anchor": found.anchor,
    }
    given = "".join(f" {name}={value}" for name, value in settings.items() if value)
    yield f"question {found.id} {found.type} level {found.level}{given}"
    yield f"  {prose(found.title)}"
    yield from inner(found.intro)
    yield f"  {prose(found.prompt)}"
    if found.description:
        yield f"  {prose(found.description)}"
    yield from (f"  {line}" for line in answers(found.answers))
    for hint in found.hints:
        yield "  hint"
        yield from (f"    {line}" for line in blocks(hint))
    if found.explanation:
        yield "  explanation"
        yield from (f"    {line}" for line in blocks(found.explanation))


def answers(found: Answers) -> Iterator[str]:
    match found:
        case Choices(items):
            for choice in items:
                yield f"{'right' if choice.correct else 'wrong'} {prose(choice.prose)}"
                yield from inner(choice.feedback)
                yield from (f"  empty {line}" for line in blocks(choice.feedback_unticked))
        case TextAnswers():
            case = ", case counts" if found.case_sensitive else ""
            yield f"accepted ({found.policy}{case}) {prose(found.accepted)}"
            yield f"source {list(found.source)}"
            for number, feedback in enumerate(found.feedback):
                yield from (f"  {number} {line}" for line in blocks(feedback))
            for refused in found.refused:
                yield f"refused {prose(refused.prose)}"
                yield from inner(refused.feedback)
        case NumberAnswers(numbers):
            for number in numbers:
                tolerance = f" +- {number.tolerance}" if number.tolerance else ""
                yield f"number {number.value}{tolerance}{' range' if number.range else ''}"
                yield from inner(number.feedback)
