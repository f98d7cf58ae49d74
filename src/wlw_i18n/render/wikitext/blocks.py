"""Blocks to wikitext with wiki marks: headings, paragraphs, lists, tables and so on, between empty lines."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import assert_never

from wlw_i18n.model.document import (
    Block,
    Callout,
    CodeBlock,
    DefinitionList,
    Details,
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
from wlw_i18n.model.question import Question
from wlw_i18n.model.text import Prose
from wlw_i18n.render.wikitext import escape, marks
from wlw_i18n.render.wikitext.code import code_block
from wlw_i18n.render.wikitext.flat import (
    CALLOUT_STYLE,
    anchor_element,
    box,
    column_styles,
    flat_definitions,
    flat_list,
    fold,
    html_block,
    said,
    task,
)
from wlw_i18n.render.wikitext.inline import content, prose
from wlw_i18n.render.wikitext.marks import Place, word
from wlw_i18n.render.wikitext.media import figure, video
from wlw_i18n.render.wikitext.scribe import Scribe

__all__ = ["blocks", "heading", "join"]

join = marks.joined


def blocks(content: Iterable[Block], scribe: Scribe) -> str:
    """Blocks, one after the other, an empty line between them."""
    return join([_block(block, scribe) for block in content])


def heading(prose: Prose, level: int, anchors: Sequence[str], scribe: Scribe) -> str:
    """A heading and, before it, the anchors that links in every language use."""
    text = escape.end(content(prose, scribe)) or "<nowiki/>"
    if not scribe.context.translate:
        text = marks.unit(prose, text, scribe, Place.INLINE)
    line = marks.heading(prose.key if prose.translatable else "", text, min(max(level, 2), 6), scribe)
    before = "".join(anchor_element(anchor) for anchor in anchors if anchor)
    return f"{before}\n{line}" if before else line


def _block(block: Block, scribe: Scribe) -> str:  # noqa: C901, PLR0911, PLR0912 - one line for each kind of block
    match block:
        case Paragraph(text):
            return prose(text, scribe, Place.PARAGRAPH)
        case Heading(level, anchor, text):
            return heading(text, level, (anchor,), scribe)
        case ListBlock():
            return "\n".join(_marked_list(block, "", scribe)) if _is_plain(block) else flat_list(block, scribe, "\n")
        case Quote(inner):
            return f"<blockquote>\n{blocks(inner, scribe)}\n</blockquote>"
        case Callout(kind, inner):
            body = join([f"<b>{word(kind, scribe)}</b>", blocks(inner, scribe)])
            return box(f"callout callout-{kind}", body, CALLOUT_STYLE)
        case CodeBlock():
            return code_block(block)
        case Table():
            return _table(block, scribe)
        case Figure():
            return figure(block, scribe)
        case FigureGroup(inner, caption):
            below = "" if caption is None else f"<small>{prose(caption, scribe)}</small>"
            return box("wlw-i18n-figure", join([blocks(inner, scribe), below]))
        case Video():
            return join([video(block, scribe), said(block, scribe, "\n")])
        case Details():
            return _details(block, scribe)
        case DefinitionList():
            return _definitions(block, scribe)
        case ThematicBreak():
            return "----"
        case HtmlBlock():
            return html_block(block, scribe)
        case Question():
            return scribe.context.question(block, scribe)
        case _:
            assert_never(block)


def _is_plain(block: ListBlock) -> bool:
    """Whether every item is one line, and lists in it are such lists too: then wiki marks can say it."""
    return block.start in {None, 1} and all(_is_plain_item(item) for item in block.items)


def _is_plain_item(item: ListItem) -> bool:
    if not item.blocks:
        return True
    first, *rest = item.blocks
    if not isinstance(first, Paragraph):
        return False
    # Two bullet lists in a row would become one.
    kinds = [block.start is None for block in rest if isinstance(block, ListBlock)]
    return (
        len(kinds) == len(rest)
        and all(before != after for before, after in pairwise(kinds))
        and all(_is_plain(block) for block in rest if isinstance(block, ListBlock))
    )


def _marked_list(block: ListBlock, outer: str, scribe: Scribe) -> list[str]:
    mark = outer + ("*" if block.start is None else "#")
    lines: list[str] = []
    for item in block.items:
        text = "".join(prose(first.prose, scribe) for first in item.blocks[:1] if isinstance(first, Paragraph))
        lines.append(f"{mark} {task(item)}{text}".rstrip())
        for inner in item.blocks[1:]:
            if isinstance(inner, ListBlock):
                lines += _marked_list(inner, mark, scribe)
    return lines


def _table(table: Table, scribe: Scribe) -> str:
    lines = ['{| class="wikitable"', "|-"]
    lines += _cells(table.head, table, scribe, head=True)
    for row in table.rows:
        lines += ["|-", *_cells(row, table, scribe, head=False)]
    return "\n".join([*lines, "|}"])


def _cells(cells: Sequence[Prose], table: Table, scribe: Scribe, *, head: bool) -> list[str]:
    lines = []
    for cell, style in zip(cells, column_styles(table), strict=False):
        text = prose(cell, scribe)
        mark = '! scope="col"' if head and text else "|"  # a heading without text would head nothing
        bar = " |" if style or mark != "|" else ""
        lines.append(f"{mark}{style}{bar} {text}".rstrip())
    return lines


def _details(block: Details, scribe: Scribe) -> str:
    label = ("" if block.summary is None else prose(block.summary, scribe)) or word("details", scribe)
    return fold(label, blocks(block.blocks, scribe), "\n", is_open=block.open)


def _definitions(block: DefinitionList, scribe: Scribe) -> str:
    lines: list[str] = []
    for item in block.items:
        lines.append(f"; {prose(item.term, scribe, term=True)}")
        for definition in item.definitions:
            match definition:
                case (Paragraph(text),):
                    lines.append(f": {prose(text, scribe)}")
                case _:
                    return flat_definitions(block, scribe, "\n")
    return "\n".join(lines)
