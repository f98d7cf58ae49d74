"""A source file to a document: encoding, front matter, questions, blocks, footnotes."""

import re
from collections.abc import Iterator
from functools import partial

from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.document import Block, Document, DocumentKind, Footnote, Settings
from wlw_i18n.model.text import Kind
from wlw_i18n.readers import directives, frontmatter, headings, html, markdown, tree
from wlw_i18n.readers.context import BODY, Context, Media, no_media
from wlw_i18n.readers.questions import QuestionSource, read_question
from wlw_i18n.readers.report import Report
from wlw_i18n.readers.tree import Node

_LINE_END = re.compile(r"\r\n?")


def read_document(
    path: str, content: bytes, *, default_id: str, language: str = "en", media: Media = no_media
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Read a source file.

    Args:
        path: of the file, relative to the course root; it goes into diagnostics and the document.
        content: UTF-8, with or without a byte order mark, with any line ends.
        default_id: the document's id unless its front matter gives one.
        language: BCP 47 tag of the source language.
        media: gives the drawings and captions that the document shows.

    Returns:
        The document, or None if the file cannot be used at all, and all that is wrong with it, in the order of
        lines. A faulty question is left out of the document; its faults have severity BROKEN.
    """
    report = Report(path)
    text = _decode(content, report)
    if text is None:
        return None, report.diagnostics()
    front, body, first_line = frontmatter.split(text, report)
    if front is None:
        return None, report.diagnostics()
    parsed = tree.parse(body, first_line, partial(html.contain, report=report))
    for line in parsed.too_deep:
        message = "lists and quotations are nested too deeply here; what is inside cannot be read"
        report.add(Code.FILE_UNREADABLE, Severity.BROKEN, line, message, "Use fewer levels.")
    context = Context(report, language, parsed.references, parsed.labels, media)
    context.is_quiz = front.kind is DocumentKind.QUIZ
    title = context.prose(Kind.TITLE, front.title, front.lines.get("title", 1))
    summary = context.prose(Kind.SUMMARY, front.summary, front.lines.get("summary", 1)) if front.summary else None
    blocks = tuple(_blocks(parsed.blocks, context, front.settings))
    footnotes = tuple(_footnotes(context))
    return (
        Document(
            id=front.id or default_id,
            kind=front.kind,
            path=path,
            title=title,
            summary=summary,
            blocks=blocks,
            footnotes=footnotes,
            references=parsed.references,
            settings=front.settings,
            lang=language,
        ),
        report.diagnostics(),
    )


def _decode(content: bytes, report: Report) -> str | None:
    try:
        return _LINE_END.sub("\n", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n?|\n", content[: error.start])) + 1
        message = f"the file is not UTF-8: byte 0x{error.object[error.start]:02X} is out of place"
        report.add(Code.FILE_ENCODING, Severity.BROKEN, line, message, "Save the file as UTF-8.")
        return None


# Questions among the blocks


def _blocks(nodes: list[Node], context: Context, settings: Settings) -> Iterator[Block]:
    parts = list(_parts(nodes))
    questions = [part for part in parts if isinstance(part, QuestionSource)]
    written = headings.written_ids(nodes, context.report)
    context.heading_ids = headings.HeadingIds(written | {found.id for found in questions})
    lines: dict[str, int] = {}
    for part in parts:
        if isinstance(part, QuestionSource):
            block: Block | None = read_question(part, context, settings, lines)
        else:
            block = markdown.block(part, context, BODY)
        if block is not None:
            yield block
    context.finish()


def _parts(nodes: list[Node]) -> Iterator[Node | QuestionSource]:
    """Gather what belongs to each question: all from its heading to the next one of its level or a higher one."""
    index = 0
    while index < len(nodes):
        found = _question_start(nodes, index)
        if found is None:
            yield nodes[index]
            index += 1
            continue
        place, start = found
        end = _end(nodes, index)
        body = (*nodes[index + 1 : place], *nodes[place + 1 : end])
        deeper = nodes[end] if end < len(nodes) and nodes[end].tag > nodes[index].tag else None
        yield QuestionSource(nodes[index], nodes[place], start, body, deeper)
        index = end


def _question_start(nodes: list[Node], index: int) -> tuple[int, directives.QuestionStart] | None:
    """Where the comment of the question stands that begins at a node, if one does."""
    if nodes[index].type != "heading":
        return None
    place = index + 1
    while place < len(nodes) and nodes[place].type == "comment":
        directive = directives.parse(nodes[place].content)
        if isinstance(directive, directives.QuestionStart):
            return place, directive
        place += 1
    return None


def _end(nodes: list[Node], start: int) -> int:
    """Where a question ends; one under a deeper heading ends it too, which is reported when it is read."""
    for index in range(start + 1, len(nodes)):
        if nodes[index].type != "heading":
            continue
        if nodes[index].tag <= nodes[start].tag or _question_start(nodes, index):
            return index
    return len(nodes)


# Footnotes


def _footnotes(context: Context) -> Iterator[Footnote]:
    """Footnotes in the order of first use; reading one may bring up more."""
    read: set[str] = set()
    while pending := [label for label in context.marks if label not in read and label in context.footnotes]:
        label = pending[0]
        read.add(label)
        source = context.footnotes[label]
        context.enter_footnote(source)
        yield Footnote(label, markdown.blocks(source.node.children, context, BODY))
    for label, source in context.footnotes.items():
        if label not in read:
            message = f"nothing refers to the footnote [^{label}]: it is left out"
            hint = f"Write [^{label}] where it belongs, or take the footnote out."
            context.report.add(Code.FOOTNOTE_MISSING, Severity.WARNING, source.node.line, message, hint)
