"""Nodes to HTML, for every target that shows HTML: the site, and the HTML components of Open edX.

The output is well-formed XML as well as HTML: closed elements, quoted attributes, no named entity but `&amp;`,
`&lt;`, `&gt;` and `&quot;`. Nothing in it runs, and nothing loads from another site.
"""

from collections.abc import Iterator, Sequence

from wlw_i18n.model.document import (
    Block,
    Callout,
    CodeBlock,
    DefinitionList,
    Details,
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
from wlw_i18n.model.question import Question
from wlw_i18n.model.text import Prose
from wlw_i18n.render import sanitise
from wlw_i18n.render.phrasing import (
    HtmlContext,
    Trace,
    attributes,
    content,
    inline,
    prose,
    rewriter,
    text,
)
from wlw_i18n.render.pictures import caption, figure, video
from wlw_i18n.render.sanitise import escape

__all__ = [
    "HtmlContext",
    "Trace",
    "attributes",
    "blocks",
    "content",
    "escape",
    "footnotes",
    "inline",
    "numbers",
    "prose",
    "text",
]


def blocks(blocks: Sequence[Block], context: HtmlContext) -> str:
    """Blocks as HTML; each ends in a newline."""
    return "".join([_block(block, context) for block in blocks])


def numbers(notes: Sequence[Footnote]) -> dict[str, int]:
    """The number of each footnote of a document, by label."""
    return {note.label: number for number, note in enumerate(notes, 1)}


def footnotes(notes: Sequence[Footnote], context: HtmlContext) -> str:
    """The footnotes that this page's marks refer to; the empty string if there are none.

    To be called after the page's blocks, with the same context: that is how it knows the marks.
    """
    written: dict[str, str] = {}
    # A note may refer to another one: go on until none is new.
    while pending := [note for note in notes if note.label in context.trace.marks and note.label not in written]:
        written |= {note.label: _footnote(note, context) for note in pending}
    if not written:
        return ""
    level = min(6, max(2 + context.heading_shift, context.top_heading))
    title = f"<h{level}{context.words_attributes}>{context.phrase('footnotes')}</h{level}>"
    items = "".join(written[note.label] for note in notes if note.label in written)
    return f'<section class="footnotes" role="doc-endnotes">\n{title}\n<ol>\n{items}</ol>\n</section>\n'


def _footnote(note: Footnote, context: HtmlContext) -> str:
    number = context.footnotes[note.label]
    back = (
        f'<a class="footnote-backref" href="#fnref:{number}" role="doc-backlink" '
        f'aria-label="{context.word("footnote-back")}"{context.words_attributes}>\u21a9</a>'
    )
    inner = blocks(note.blocks, context)
    # Into the last paragraph where there is one, so that it does not stand alone on a line.
    inner = f"{inner[:-5]} {back}</p>\n" if inner.endswith("</p>\n") else f"{inner}<p>{back}</p>\n"
    return f'<li id="fn:{number}" value="{number}">\n{inner}</li>\n'


def _block(block: Block, context: HtmlContext) -> str:  # noqa: C901, PLR0911, PLR0912 - one line for each block
    match block:
        case Paragraph(prose, tight):
            return content(prose, context) if tight else _element("p", prose, context)
        case Heading():
            return _heading(block, context)
        case ListBlock():
            return _list(block, context)
        case Quote(inner):
            return _quote(inner, context)
        case Callout():
            return _callout(block, context)
        case CodeBlock():
            return _code(block, context)
        case Table():
            return _table(block, context)
        case Figure():
            return figure(block, context)
        case FigureGroup(inner, below):
            return f"<figure>\n{blocks(inner, context)}{caption(below, context)}</figure>\n"
        case Video():
            return video(block, context)
        case Details():
            return _details(block, context)
        case DefinitionList():
            return _definitions(block, context)
        case ThematicBreak():
            return "<hr />\n"
        case HtmlBlock():
            return block.html if context.plain else _raw(block, context)
        case Question():
            return context.question(block, context)


def _element(name: str, prose: Prose, context: HtmlContext) -> str:
    return f"<{name}{attributes(prose, context)}>{content(prose, context)}</{name}>\n"


def _heading(heading: Heading, context: HtmlContext) -> str:
    level = min(6, max(heading.level + context.heading_shift, context.top_heading))
    identifier = "" if context.plain else f' id="{escape(heading.id)}"'
    own = attributes(heading.prose, context)
    return f"<h{level}{identifier}{own}>{content(heading.prose, context)}</h{level}>\n"


def _quote(inner: Sequence[Block], context: HtmlContext) -> str:
    html = blocks(inner, context)
    return f"<blockquote>\n{html}</blockquote>\n" if html else "<blockquote></blockquote>\n"


def _list(block: ListBlock, context: HtmlContext) -> str:
    tasks = any(item.checked is not None for item in block.items)
    kind = ' class="contains-task-list"' if tasks else ""
    items = "".join([_item(item, context) for item in block.items])
    if block.start is None:
        return f"<ul{kind}>\n{items}</ul>\n"
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{start}{kind}>\n{items}</ol>\n"


def _item(item: ListItem, context: HtmlContext) -> str:
    if item.checked is not None:
        inner = _with_box(_children(item.blocks, context), _box(item.checked, context))
        return f'<li class="task-list-item">{inner}</li>\n'
    if len(item.blocks) == 1 and isinstance(only := item.blocks[0], Paragraph) and only.tight:
        own = attributes(only.prose, context)
        # The direction of an item's own element would pull the bullet to the other side.
        if " dir=" not in own:
            return f"<li{own}>{content(only.prose, context)}</li>\n"
    return f"<li>{_children(item.blocks, context)}</li>\n"


def _children(inner: Sequence[Block], context: HtmlContext) -> str:
    """The blocks of an item or a definition, where a tight paragraph has no element; line ends as in markdown-it."""
    html: list[str] = []
    after_text = False
    for block in inner:
        if isinstance(block, Paragraph) and block.tight:
            html.append(prose(block.prose, context))
            after_text = True
            continue
        if not html or (after_text and not (context.plain and isinstance(block, CodeBlock | HtmlBlock))):
            html.append("\n")
        html.append(_block(block, context))
        after_text = False
    return "".join(html)


def _with_box(html: str, box: str) -> str:
    """The box of a task before its text: inside the first paragraph, if there is one."""
    place = html.index(">") + 1 if html.startswith("\n<p") else 0
    return f"{html[:place]}{box}{html[place:]}"


def _box(checked: bool, context: HtmlContext) -> str:
    if context.plain:
        state = 'checked="checked" ' if checked else ""
        return f'<input class="task-list-item-checkbox" {state}disabled="disabled" type="checkbox"> '
    word = context.word("done" if checked else "to-do")
    sign = "\u2611" if checked else "\u2610"
    return f'<span class="box" role="img" aria-label="{word}"{context.words_attributes}>{sign}</span> '


def _callout(callout: Callout, context: HtmlContext) -> str:
    kind = callout.kind.value
    title = f'<p class="callout-title"{context.words_attributes}>{context.phrase(kind)}</p>'
    # A note and not the landmark that an aside is by itself: ten boxes would be ten landmarks.
    opening = f'<aside class="callout {kind}" role="note">'
    return f"{opening}\n{title}\n{blocks(callout.blocks, context)}</aside>\n"


def _code(block: CodeBlock, context: HtmlContext) -> str:
    language = block.info.split(maxsplit=1)[0] if block.info.strip() else ""
    kind = f' class="language-{escape(language)}"' if language else ""
    start = "<pre>" if context.plain else '<pre dir="ltr">'
    return f"{start}<code{kind}>{escape(block.text)}</code></pre>\n"


_SIDES = {"left": "start", "right": "end", "center": "center"}
"""An author's left is the side where English begins."""


def _table(table: Table, context: HtmlContext) -> str:
    head = _row("th", table.head, table, context)
    rows = "".join([_row("td", row, table, context) for row in table.rows])
    body = f"<tbody>\n{rows}</tbody>\n" if rows else ""
    html = f"<table>\n<thead>\n{head}</thead>\n{body}</table>\n"
    return html if context.plain else f'<div class="table">\n{html}</div>\n'


def _row(name: str, cells: Sequence[Prose], table: Table, context: HtmlContext) -> str:
    return f"<tr>\n{''.join(_cells(name, cells, table, context))}</tr>\n"


def _cells(name: str, cells: Sequence[Prose], table: Table, context: HtmlContext) -> Iterator[str]:
    for index, cell in enumerate(cells):
        align = table.align[index] if index < len(table.align) else ""
        if context.plain:
            style = f' style="text-align:{align}"' if align else ""
            yield f"<{name}{style}>{content(cell, context)}</{name}>\n"
            continue
        # A heading without text would head nothing.
        tag = "td" if name == "th" and not cell.inlines else name
        scope = ' scope="col"' if tag == "th" else ""
        side = _SIDES.get(align, "")
        kind = f"align-{side}" if side and context.stylesheet else ""
        style = f' style="text-align:{side}"' if side and not context.stylesheet else ""
        yield f"<{tag}{scope}{style}{attributes(cell, context, kind)}>{content(cell, context)}</{tag}>\n"


def _details(details: Details, context: HtmlContext) -> str:
    if details.summary is None:
        summary = f"<summary{context.words_attributes}>{context.phrase('details')}</summary>\n"
    else:
        summary = _element("summary", details.summary, context)
    state = ' open="open"' if details.open else ""
    return f"<details{state}>\n{summary}{blocks(details.blocks, context)}</details>\n"


def _definitions(block: DefinitionList, context: HtmlContext) -> str:
    html = ["<dl>\n"]
    for entry in block.items:
        html.append(_element("dt", entry.term, context))
        html.extend(f"<dd>{_children(definition, context)}</dd>\n" for definition in entry.definitions)
    html.append("</dl>\n")
    return "".join(html)


def _raw(block: HtmlBlock, context: HtmlContext) -> str:
    clean = sanitise.block(block.html, rewriter(context)).strip()
    if not clean:
        context.trace.dropped.append((block.html, block.line))
        return ""
    return f"{clean}\n"
