"""What a page says, as a tree that two different HTML renderings of it share.

MediaWiki's HTML and ours differ in wrappers, attributes, white space, loose and tight items, the marks of notes.
`page_tree` leaves only what a reader gets: blocks, their text, and the inline structure inside the text. Two trees are
equal when the pages say the same; `str(tree)` is an outline, so a failing assert on it shows the line that differs.

    assert str(page_tree(our_html)) == str(page_tree(mediawiki.parse(our_wikitext)))
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.html import HtmlElement

from .inline_text import Inline, classes

# Shown by the site around the text, or to the author only. mw-...: MediaWiki's; the others are common in HTML exports.
FURNITURE_CLASSES = frozenset(
    {"mw-editsection", "mw-cite-backlink", "mw-empty-elt", "toc", "footnote-backref", "headerlink", "noprint"}
)
FURNITURE_TAGS = frozenset({"script", "style", "template", "nav", "link", "meta", "button", "noscript"})
FURNITURE_ROLES = frozenset({"navigation", "doc-backlink"})
BOX_CLASSES = frozenset({"callout", "admonition", "markdown-alert"})
NOTES_CLASSES = frozenset({"references", "footnotes"})

WRAPPERS = frozenset({"p", "div", "section", "article", "main", "header", "footer", "body", "center"})
HEADING = re.compile(r"h([1-6])")


@dataclass(frozen=True)
class Block:
    """One block of a page: a leaf has text, any other has children."""

    kind: str
    text: str = ""
    children: tuple["Block", ...] = ()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The outline, a line a block."""
        yield f"{'  ' * depth}{self.kind}: {self.text!r}" if self.text else f"{'  ' * depth}{self.kind}"
        for child in self.children:
            yield from child.lines(depth + 1)

    def __str__(self) -> str:
        return "\n".join(self.lines())


def page_tree(html: str, *, without: Iterable[str] = (), boxes: Iterable[str] = ()) -> Block:
    """The tree of an HTML fragment, or of the <main> of a whole page.

    `without`: further classes to leave out. `boxes`: further classes that make a div a box (callout).
    """
    root = lxml_html.fromstring(f"<div>{html}</div>") if "<html" not in html else lxml_html.fromstring(html)
    main = root.find(".//main")
    reader = _Reader(FURNITURE_CLASSES | set(without), BOX_CLASSES | set(boxes))
    return Block("page", children=tuple(reader.blocks(root if main is None else main)))


class _Reader:
    """Turns elements into blocks."""

    def __init__(self, furniture: frozenset[str], boxes: frozenset[str]) -> None:
        self.furniture = furniture
        self.boxes = boxes
        self.inline = Inline(self.is_furniture)

    def blocks(self, parent: HtmlElement) -> Iterator[Block]:
        """The blocks inside an element; text that stands bare among them is a paragraph."""
        run = [self.inline.text(parent.text)]
        for child in parent:
            if self.is_block(child):
                yield from self._paragraph(run)
                run = []
                yield from self.block(child)
            else:
                run.append(self.inline.element(child))
            run.append(self.inline.text(child.tail))
        yield from self._paragraph(run)

    def block(self, element: HtmlElement) -> Iterator[Block]:
        """What one block element says: nothing, one block or, of a wrapper, several."""
        if self.is_furniture(element):
            return
        if heading := HEADING.fullmatch(element.tag):
            yield Block(f"heading {heading[1]}", self.inline.inside(element))
        elif "mw-collapsible" in classes(element):
            yield self._collapsible(element)
        elif self.is_box(element):
            yield Block("box", children=_with_plain_first(self.blocks(element)))
        elif element.tag in SPECIAL:
            yield from SPECIAL[element.tag](self, element)
        else:
            yield from self.blocks(element)

    def is_block(self, element: HtmlElement) -> bool:
        """A block element, or an inline one around blocks."""
        if not isinstance(element.tag, str):
            return False
        if element.tag in WRAPPERS or element.tag in SPECIAL or HEADING.fullmatch(element.tag):
            return True
        return any(self.is_block(child) for child in element)

    def is_furniture(self, element: HtmlElement) -> bool:
        return (
            element.tag in FURNITURE_TAGS
            or element.get("role") in FURNITURE_ROLES
            or element.get("aria-hidden") == "true"
            or not self.furniture.isdisjoint(classes(element))
        )

    def is_box(self, element: HtmlElement) -> bool:
        return element.tag == "aside" or not self.boxes.isdisjoint(classes(element))

    def children(self, element: HtmlElement, kinds: dict[str, str]) -> tuple[Block, ...]:
        """A block of the given kind for each child with one of the tags."""
        return tuple(
            Block(kinds[child.tag], children=tuple(self.blocks(child)))
            for child in element.iter(*kinds)
            if _nearest(child, element)
        )

    def list_block(self, element: HtmlElement) -> Iterator[Block]:
        if any(NOTES_CLASSES & classes(each) or each.get("role") == "doc-endnotes" for each in _upwards(element)):
            yield Block("notes", children=self.children(element, {"li": "note"}))
            return
        start = element.get("start", "1")
        kind = "list" if element.tag == "ul" else "numbered list" + ("" if start == "1" else f" from {start}")
        yield Block(kind, children=self.children(element, {"li": "item"}))

    def definitions(self, element: HtmlElement) -> Iterator[Block]:
        if element.find("dt") is None:  # MediaWiki's indentation, as in the continuation "#: text" of an item
            yield from self.blocks(element)
        else:
            yield Block("definitions", children=self.children(element, {"dt": "term", "dd": "definition"}))

    def table(self, element: HtmlElement) -> Iterator[Block]:
        caption = [Block("caption", self.inline.inside(each)) for each in element.iterchildren("caption")]
        rows = [
            Block("row", children=self.children(row, {"th": "header", "td": "cell"}))
            for row in element.iter("tr")
            if _nearest(row, element)
        ]
        yield Block("table", children=(*caption, *rows))

    def code(self, element: HtmlElement) -> Iterator[Block]:
        yield Block("code", element.text_content().strip("\n"))

    def quote(self, element: HtmlElement) -> Iterator[Block]:
        yield Block("quote", children=tuple(self.blocks(element)))

    def figure(self, element: HtmlElement) -> Iterator[Block]:
        media = [Block("media", self.inline.media(each)) for each in element.iter() if self.inline.is_media(each)]
        caption = [Block("caption", self.inline.inside(each)) for each in element.iter("figcaption")]
        yield Block("figure", children=(*media, *(each for each in caption if each.text)))

    def details(self, element: HtmlElement) -> Iterator[Block]:
        summary = [Block("summary", _plain(self.inline.inside(each))) for each in element.iterchildren("summary")]
        for each in element.findall("summary"):
            each.drop_tree()
        yield Block("details", children=(*summary, *self.blocks(element)))

    def rule(self, _element: HtmlElement) -> Iterator[Block]:
        yield Block("rule")

    def _collapsible(self, element: HtmlElement) -> Block:
        """MediaWiki's <details>: its label is an attribute, or what stands before the content (Manual:Collapsible)."""
        content = element.find_class("mw-collapsible-content")
        if not content:
            label = element.get("data-expandtext", "")
            return Block("details", children=(Block("summary", label), *self.blocks(element)))
        body = tuple(self.blocks(content[0]))
        content[0].drop_tree()
        label = " ".join(block.text for block in self.blocks(element))
        return Block("details", children=(Block("summary", _plain(label)), *body))

    def _paragraph(self, run: list[str]) -> Iterator[Block]:
        if text := self.inline.tidy("".join(run)):
            yield Block("paragraph", text)


SPECIAL: dict[str, Callable[[_Reader, HtmlElement], Iterator[Block]]] = {
    "ul": _Reader.list_block,
    "ol": _Reader.list_block,
    "dl": _Reader.definitions,
    "table": _Reader.table,
    "pre": _Reader.code,
    "blockquote": _Reader.quote,
    "figure": _Reader.figure,
    "details": _Reader.details,
    "hr": _Reader.rule,
    # parts met outside their parent's own reading: read as what they hold
    "li": _Reader.blocks,
    "dd": _Reader.blocks,
    "aside": _Reader.blocks,
}


def _nearest(child: HtmlElement, container: HtmlElement) -> bool:
    """Whether no other list or table stands between a part and its container."""
    return child is not container and next(child.iterancestors("ul", "ol", "dl", "tr", "table")) is container


def _upwards(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _with_plain_first(blocks: Iterator[Block]) -> tuple[Block, ...]:
    """A box's title is a bold paragraph in wikitext; whether it is bold says nothing."""
    first, *rest = [*blocks] or [Block("paragraph")]
    return (Block(first.kind, _plain(first.text), first.children), *rest)


def _plain(text: str) -> str:
    return re.sub(r"<strong>((?:(?!</?strong>).)*)</strong>", r"\1", text) if text.startswith("<strong>") else text
