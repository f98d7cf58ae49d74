"""Block nodes to the blocks of a document."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from markdown_it.common.utils import unescapeAll

from wlw_i18n import inline
from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.model.document import (
    Block,
    Callout,
    CalloutKind,
    CodeBlock,
    DefinitionItem,
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
from wlw_i18n.model.text import Image, Kind, Prose
from wlw_i18n.readers import drawings, headings, html, marks, videos
from wlw_i18n.readers.context import Context, Place
from wlw_i18n.readers.tree import Node


def blocks(nodes: Iterable[Node], context: Context, place: Place) -> tuple[Block, ...]:
    """Make blocks of sibling nodes, in reading order; comments and footnotes leave no block behind."""
    return tuple(made for node in nodes if (made := block(node, context, place)) is not None)


def block(node: Node, context: Context, place: Place) -> Block | None:  # noqa: C901, PLR0911, PLR0912 - a table of blocks
    """Make the block of a node, if it has one."""
    match node.type:
        case "paragraph":
            return paragraph(node, context, place)
        case "heading":
            return heading(node, context, place)
        case "bullet_list" | "ordered_list":
            return _list(node, context, place)
        case "blockquote":
            return quote(node, context, place)
        case "fence":
            return CodeBlock(node.content, unescapeAll(node.info).strip())
        case "code_block":
            return CodeBlock(node.content, fenced=False)
        case "table":
            return _table(node, context, place)
        case "dl":
            return _definition_list(node, context, place)
        case "hr":
            return ThematicBreak()
        case "html":
            return _html(node, context)
        case "figure":
            return _figure(node, context, place)
        case "img":
            return _img(node, context, place)
        case "details":
            return _details(node, context, place)
        case "comment":
            context.obey(node)
            return None
        case "footnote_reference":
            context.define_footnote(node)
            return None
        case _:  # a container in the wrong place, which is reported
            return Quote(inner) if len(inner := blocks(node.children, context, place)) > 1 else next(iter(inner), None)


# Text


def paragraph(node: Node, context: Context, place: Place) -> Block | None:
    """Make a paragraph, or a figure or a video of a picture alone in its paragraph."""
    text, inlines = inline.unwrap(node.content, context.references, context.labels)
    if len(inlines) == 1 and isinstance(image := inlines[0], Image):
        alt = inline.picture_alt(text, context.references)
        if alt is not None:
            return _picture(image, alt, node.line, context, place)
    if not text:
        return None
    prose = context.finished(place.of(place.kind), text, inlines, node.line, place.note)
    return Paragraph(prose, tight=node.hidden)


def heading(node: Node, context: Context, place: Place) -> Heading:
    """Make a heading; its id, if the author wrote one, is no part of its text."""
    context.last_heading = node
    text, written = headings.split_id(node.content)
    prose = context.prose(place.of(Kind.HEADING), text, node.line, place.note)
    level = int(node.tag[1:])
    if context.heading_ids.use(written):
        return Heading(level, written, prose, explicit=True)
    return Heading(level, context.heading_ids.make(prose), prose)


# Lists


def _list(node: Node, context: Context, place: Place) -> ListBlock:
    marks.report_stray_answers(node, context)
    inside = place.inside(Kind.ITEM)
    items = tuple(_item(item, context, inside) for item in node.children if item.type == "list_item")
    start = int(node.attributes.get("start", "1")) if node.type == "ordered_list" else None
    return ListBlock(items, start)


_BOX = re.compile(r"\[([ xX])\][ \t\n]+(?=\S)")


def _item(item: Node, context: Context, place: Place) -> ListItem:
    first = item.children[0] if item.children else None
    if first is None or first.type != "paragraph" or not (box := _BOX.match(first.content)):
        return ListItem(blocks(item.children, context, place))
    text = replace(first, content=first.content[box.end() :])
    return ListItem(blocks([text, *item.children[1:]], context, place), checked=box[1] != " ")


def _definition_list(node: Node, context: Context, place: Place) -> DefinitionList:
    items: list[DefinitionItem] = []
    for child in node.children:
        if child.type == "dt":
            term = context.prose(place.of(Kind.TERM), child.content, child.line, place.note)
            items.append(DefinitionItem(term, ()))
        else:
            definition = blocks(child.children, context, place.inside(Kind.DEFINITION))
            items[-1] = replace(items[-1], definitions=(*items[-1].definitions, definition))
    return DefinitionList(tuple(items))


# Quotations


_ALERT: Final = re.compile(r"\[!([A-Za-z]+)\](?:[ \t]*(?:\n|$))?")
_KINDS: Final = {kind.value: kind for kind in CalloutKind}


def quote(node: Node, context: Context, place: Place) -> Quote | Callout:
    """Make a quotation, or a callout of one that begins with an alert mark."""
    inside = place.inside(Kind.PARAGRAPH)
    kind, children = alert(node, context)
    inner = blocks(children, context, inside)
    return Quote(inner) if kind is None else Callout(kind, inner)


def alert(node: Node, context: Context) -> tuple[CalloutKind | None, list[Node]]:
    """The kind of callout that a quotation is, if it is one, and its content without the mark."""
    kind, children = None, node.children
    for index, child in enumerate(node.children):
        if child.type != "paragraph" or not (found := _ALERT.match(child.content)):
            continue
        wanted = _KINDS.get(found[1].lower())
        if index:
            _report_alert(child, f"the mark {found[0].strip()} stands in the middle of a quotation", context)
        elif wanted is None:
            _report_alert(child, f"there is no kind of box named {found[0].strip()}", context)
        elif found.end() < len(child.content) and not found[0].endswith("\n"):
            _report_alert(child, f"the mark {found[0].strip()} has text beside it", context)
        else:
            kind = wanted
            rest = replace(child, content=child.content[found.end() :], line=child.line + found[0].count("\n"))
            children = [rest, *node.children[1:]] if rest.content else node.children[1:]
    return kind, children


def _report_alert(node: Node, message: str, context: Context) -> None:
    known = ", ".join(f"[!{kind.name}]" for kind in CalloutKind)
    hint = f"A box begins with one of {known}, alone on the first line of its quotation, after an empty line."
    context.report.add(Code.DIRECTIVE, Severity.WARNING, node.line, message, hint)


# Tables


def _table(node: Node, context: Context, place: Place) -> Table:
    rows = [row for part in node.children for row in part.children]
    kind = place.of(Kind.CELL)

    def cells(row: Node) -> tuple[Prose, ...]:
        return tuple(context.prose(kind, cell.content, cell.line, place.note) for cell in row.children)

    align = tuple(cell.attributes.get("style", "").removeprefix("text-align:") for cell in rows[0].children)
    return Table(cells(rows[0]), align, tuple(map(cells, rows[1:])))


# Pictures


_VIDEO_NOTE: Final = "Title of a video."


def _picture(image: Image, alt: str, line: int, context: Context, place: Place) -> Figure | Video:
    note = place.note or (_VIDEO_NOTE if videos.is_video(image.src) else "")
    name = context.prose(place.of(Kind.ALT), alt, line, note)
    caption = context.plain_prose(place.of(Kind.CAPTION), image.title, line, place.note) if image.title else None
    if not videos.is_video(image.src):
        return Figure(image.src, name, caption, line, drawings.read(image.src, name, line, context))
    # In a question, whose parts are texts of their own, nothing else is a text.
    return videos.complete(Video(image.src, name, caption, line=line), context, with_speech=place.part is None)


# HTML


def _html(node: Node, context: Context) -> HtmlBlock:
    place = html.first_text(node.content) if context.translating else None
    if place is not None:
        context.report.add(
            Code.HTML_TEXT,
            Severity.WARNING,
            node.line + node.content.count("\n", 0, place),
            "this HTML has text that nobody can translate",
            "Write it in Markdown, or put <!-- no-translate --> before and <!-- /no-translate --> after it.",
        )
    return HtmlBlock(node.content, node.line)


def _img(node: Node, context: Context, place: Place) -> Figure:
    alt = context.plain_prose(place.of(Kind.ALT), node.attributes.get("alt", ""), node.line, place.note)
    return Figure(node.attributes.get("src", ""), alt, None, node.line)


def _figure(node: Node, context: Context, place: Place) -> Figure | Video | FigureGroup:
    captions = [child for child in node.children if child.type == "figcaption"]
    inner = blocks([child for child in node.children if child.type != "figcaption"], context, place)
    caption, more = _one_text(captions, Kind.CAPTION, context, place)
    inner += more
    if len(inner) == 1 and isinstance(picture := inner[0], Figure | Video) and picture.caption is None:
        return replace(picture, caption=caption) if caption else picture
    return FigureGroup(inner, caption)


_SUMMARY_NOTE: Final = "Readers see it before they open this part of the page."


def _details(node: Node, context: Context, place: Place) -> Details:
    summaries = [child for child in node.children if child.type == "summary"]
    noted = place if place.note else replace(place, note=_SUMMARY_NOTE)
    summary, more = _one_text(summaries, Kind.SUMMARY, context, noted)
    inner = blocks([child for child in node.children if child.type != "summary"], context, place)
    return Details(summary, more + inner, open="open" in node.attributes)


def _one_text(
    containers: list[Node], kind: Kind, context: Context, place: Place
) -> tuple[Prose | None, tuple[Block, ...]]:
    """The one prose of captions or summaries, and what else they hold, which is reported."""
    children = [child for container in containers for child in container.children]
    texts = [child for child in children if child.type == "paragraph" and child.content]
    others = [child for child in children if child.type not in {"paragraph", "comment"}]
    for comment in children:
        if comment.type == "comment":
            context.obey(comment)
    if others or len(texts) > 1 or len(containers) > 1:
        name = containers[0].type
        line = (others or texts[1:] or containers[1:])[0].line
        message = f"<{name}> holds more than one paragraph of text"
        hint = f"Keep one paragraph in one <{name}>, and move the rest out of it."
        context.report.add(Code.HTML_CONTAINER, Severity.ERROR, line, message, hint)
    prose = context.prose(place.of(kind), texts[0].content, texts[0].line, place.note) if texts else None
    return prose, blocks([*texts[1:], *others], context, place)
