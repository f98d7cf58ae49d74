"""Blocks to HTML elements, for places where wiki marks cannot stand: items of several blocks, footnotes, quizzes.

MediaWiki makes no paragraphs inside `<li>`, so every paragraph says so itself. With an empty separator the result is
one line.
"""

from collections.abc import Sequence
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
from wlw_i18n.render.transcript import Turn, turns
from wlw_i18n.render.wikitext import escape, raw
from wlw_i18n.render.wikitext.code import code_block
from wlw_i18n.render.wikitext.inline import prose
from wlw_i18n.render.wikitext.marks import word
from wlw_i18n.render.wikitext.media import figure, video
from wlw_i18n.render.wikitext.scribe import Scribe
from wlw_i18n.render.wikitext.targets import wiki_id

__all__ = [
    "CALLOUT_STYLE",
    "anchor_element",
    "box",
    "column_styles",
    "flat",
    "flat_definitions",
    "flat_list",
    "fold",
    "html_block",
    "said",
    "task",
]


CALLOUT_STYLE = "border:1px solid #a2a9b1; border-inline-start:5px solid #36c; padding:0.5em 1em; margin:1em 0"
"""No background: on a wiki's dark theme it would need a colour of its own for the text."""
FOLD_STYLE = "overflow:hidden; border:1px solid #a2a9b1; padding:0.3em 0.8em; margin:0.5em 0"
"""Keeps the switch, which floats, inside the box when it is closed."""
_SIDES = {"left": "start", "right": "end", "center": "center"}
"""An author's left is the side where English begins."""


def anchor_element(anchor: str) -> str:
    """An element that links can lead to."""
    return f"<div{escape.attribute('id', wiki_id(anchor))}></div>"


def box(css: str, body: str, style: str = "") -> str:
    """A `<div>` around blocks."""
    return f'<div class="{css}"{escape.attribute("style", style) if style else ""}>\n{body}\n</div>'


def fold(label: str, body: str, sep: str, *, is_open: bool = False, switch: str = "") -> str:
    """A box that opens and closes; its label stays visible. Without scripts it is open.

    Args:
        label: what stands before the content.
        body: the content.
        sep: what stands between the elements.
        is_open: whether it is open at first.
        switch: attributes with the words of the switch, else MediaWiki's own in the reader's language.
    """
    closed = "" if is_open else " mw-collapsed"
    # On one line: the label would get a paragraph's margins.
    start = f'<div class="mw-collapsible{closed}" style="{FOLD_STYLE}"{switch}><b>{label}</b>'
    return sep.join([start, f'<div class="mw-collapsible-content">{sep}{body}{sep}</div>', "</div>"])


def said(block: Video, scribe: Scribe, sep: str) -> str:
    """What a video says, as a text in a box that opens; nothing if it is not known."""
    if block.speech is None:
        return ""
    paragraphs = [_turn(turn, scribe) for turn in turns(block.speech)]
    return fold(word("transcript", scribe), sep.join(_element("p", said) for said in paragraphs), sep)


def _turn(turn: Turn, scribe: Scribe) -> str:
    sentences = " ".join(prose(sentence, scribe) for sentence in turn.sentences)
    return f"<b>{prose(turn.speaker, scribe)}:</b> {sentences}" if turn.speaker else sentences


def column_styles(table: Table) -> list[str]:
    """The style attribute of each column's cells, or an empty string."""
    sides = [_SIDES.get(side, "") for side in table.align] + [""] * (len(table.head) - len(table.align))
    return [f' style="text-align:{side}"' if side else "" for side in sides]


def task(item: ListItem) -> str:
    """The box of a task: wikis let no such element through, so it is a sign."""
    return "" if item.checked is None else "\u2611 " if item.checked else "\u2610 "


def flat(blocks: Sequence[Block], scribe: Scribe, separator: str = "") -> str:
    """Blocks as HTML elements; a paragraph alone is just its text."""
    match blocks:
        case (Paragraph(text),):
            return prose(text, scribe)
        case _:
            return separator.join(text for text in (_block(block, scribe, separator) for block in blocks) if text)


def flat_list(block: ListBlock, scribe: Scribe, separator: str) -> str:
    """A list of items that hold anything."""
    name = "ul" if block.start is None else "ol"
    start = f' start="{block.start}"' if block.start not in {None, 1} else ""
    items = [f"<li>{task(item)}{flat(item.blocks, scribe, separator)}</li>" for item in block.items]
    return separator.join([f"<{name}{start}>", *items, f"</{name}>"])


def flat_definitions(block: DefinitionList, scribe: Scribe, separator: str) -> str:
    """A definition list whose definitions hold anything."""
    lines: list[str] = []
    for item in block.items:
        lines.append(f"<dt>{prose(item.term, scribe)}</dt>")
        lines += [f"<dd>{flat(definition, scribe, separator)}</dd>" for definition in item.definitions]
    return separator.join(["<dl>", *lines, "</dl>"])


def html_block(block: HtmlBlock, scribe: Scribe) -> str:
    """Raw HTML, filtered."""

    def refused(name: str) -> None:
        scribe.note(f"MediaWiki does not let the HTML element <{name}> through", line=block.line)

    return raw.block(block.html, refused)


def _block(block: Block, scribe: Scribe, sep: str) -> str:  # noqa: C901, PLR0911, PLR0912 - one line for each kind
    match block:
        case Paragraph(text):
            return _element("p", prose(text, scribe))
        case Heading(level, anchor, text):
            name = f"h{min(max(level, 2), 6)}"
            return f"{anchor_element(anchor)}{sep}<{name}>{prose(text, scribe)}</{name}>"
        case ListBlock():
            return flat_list(block, scribe, sep)
        case Quote(inner):
            return _around("blockquote", inner, scribe, sep)
        case Callout(kind, inner):
            title = f"<p><b>{word(kind, scribe)}</b></p>"
            inner_html = f"{title}{sep}{_all(inner, scribe, sep)}"
            return f'<div class="callout callout-{kind}" style="{CALLOUT_STYLE}">{inner_html}</div>'
        case CodeBlock():
            return code_block(block, one_line=not sep)
        case Table():
            return _table(block, scribe, sep)
        case Figure():
            return figure(block, scribe)
        case FigureGroup(inner, caption):
            below = "" if caption is None else f"<p><small>{prose(caption, scribe)}</small></p>"
            return f'<div class="wlw-i18n-figure">{_all(inner, scribe, sep)}{sep}{below}</div>'
        case Video():
            return "".join((_element("p", video(block, scribe)), sep, said(block, scribe, sep)))
        case Details():
            return _details(block, scribe, sep)
        case DefinitionList():
            return flat_definitions(block, scribe, sep)
        case ThematicBreak():
            return "<hr />"
        case HtmlBlock():
            return html_block(block, scribe)
        case Question():  # the readers let none stand inside another block
            return f"\n\n{scribe.context.question(block, scribe)}\n\n"
        case _:
            assert_never(block)


def _all(blocks: Sequence[Block], scribe: Scribe, sep: str) -> str:
    return sep.join(text for text in (_block(block, scribe, sep) for block in blocks) if text)


def _element(name: str, body: str) -> str:
    return f"<{name}>{body}</{name}>" if body else ""


def _around(name: str, blocks: Sequence[Block], scribe: Scribe, sep: str) -> str:
    return f"<{name}>{sep}{_all(blocks, scribe, sep)}{sep}</{name}>"


def _table(table: Table, scribe: Scribe, sep: str) -> str:
    rows = [_row(cells, table, scribe, head=not number) for number, cells in enumerate((table.head, *table.rows))]
    return sep.join(['<table class="wikitable">', *rows, "</table>"])


def _row(cells: Sequence[Prose], table: Table, scribe: Scribe, *, head: bool) -> str:
    row = []
    for cell, style in zip(cells, column_styles(table), strict=False):
        text = prose(cell, scribe)
        row.append(f'<th scope="col"{style}>{text}</th>' if head and text else f"<td{style}>{text}</td>")
    return f"<tr>{''.join(row)}</tr>"


def _details(block: Details, scribe: Scribe, sep: str) -> str:
    label = ("" if block.summary is None else prose(block.summary, scribe)) or word("details", scribe)
    return fold(label, _all(block.blocks, scribe, sep), sep, is_open=block.open)
