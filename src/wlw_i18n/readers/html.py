"""HTML blocks: `<details>`, `<summary>`, `<figure>` and `<figcaption>` as containers, comments, and the rest.

A container may open in one HTML block and close in a later one, with Markdown between, or open and close within one
block. Everything else in an HTML block stays as it was written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.readers.report import Report
from wlw_i18n.readers.tree import Node

CONTAINERS: Final = frozenset({"details", "summary", "figure", "figcaption"})
MAX_NESTING: Final = 6
"""Deepest nesting of containers among the same siblings."""
_PARENT: Final = {"summary": "details", "figcaption": "figure"}

_PIECE = re.compile(
    r"<!--(?P<comment>.*?)(?P<end>-->|\Z)"
    r"|<(?P<opaque>script|style|pre|textarea)\b.*?(?:</(?P=opaque)\s*>|\Z)"
    r"""|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)(?P<attributes>(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?""")
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|center|dd|div|dl|dt|fieldset|footer|form|h[1-6]|header|hr|iframe|li|main"
    r"|nav|ol|p|pre|script|section|style|table|tbody|td|textarea|tfoot|th|thead|tr|ul|video|audio|img)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"""</?[A-Za-z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_OPAQUE = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_WORDS_IN_ATTRIBUTE = re.compile(r"""\s(?:alt|title|aria-label)\s*=\s*(?:"[^"]*?[^\W\d_]|'[^']*?[^\W\d_]|[^\W\d_])""")
_LETTER = re.compile(r"[^\W\d_]")


def attributes_of(source: str) -> Mapping[str, str]:
    """The attributes of a tag, names in lower case, values decoded."""
    return {
        name.lower(): unescape(value[1:-1] if value[:1] in {'"', "'"} else value)
        for name, value in _ATTRIBUTE.findall(source)
    }


def first_text(html: str) -> int | None:
    """Where the first word stands that a reader would see or hear, or None if there is none."""
    blanked = _OPAQUE.sub(lambda found: " " * len(found[0]), html)
    places = [found.start() for found in _WORDS_IN_ATTRIBUTE.finditer(blanked)]
    without = _TAG.sub(lambda found: " " * len(found[0]), blanked)
    # `&nbsp;` has letters, but shows none
    shown = re.sub(
        r"&#?\w+;", lambda found: found[0] if _LETTER.match(unescape(found[0])) else " " * len(found[0]), without
    )
    text = _LETTER.search(shown)
    return min([*places, text.start()] if text else places, default=None)


# Pieces


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    """`comment`, `unclosed` (a comment), `open`, `close` or `other`."""
    text: str
    """A comment's content, a container's name, or HTML as written."""
    line: int
    attributes: Mapping[str, str] = field(default_factory=dict)


def _pieces(html: str, line: int) -> Iterator[_Piece]:
    """Cut an HTML block at its comments and containers."""
    start = 0
    for found in _PIECE.finditer(html):
        name = (found["name"] or "").lower()
        if found["comment"] is None and name not in CONTAINERS:
            continue
        if before := html[start : found.start()]:
            yield _Piece("other", before, line)
        line += before.count("\n")
        if found["comment"] is not None:
            yield _Piece("comment" if found["end"] else "unclosed", found["comment"], line)
        elif found["close"]:
            yield _Piece("close", name, line)
        else:
            yield _Piece("open", name, line, attributes_of(found["attributes"]))
        line += found[0].count("\n")
        start = found.end()
    if rest := html[start:]:
        yield _Piece("other", rest, line)


# Containers


def contain(siblings: list[Node], report: Report) -> list[Node]:
    """Put the containers among siblings together, and take comments out of HTML blocks."""
    if all(node.type != "html_block" for node in siblings):
        return siblings
    builder = _Builder(report)
    for node in siblings:
        if node.type == "html_block":
            builder.add_html(node)
        else:
            builder.add(node)
    return builder.finish()


class _Builder:
    """The open containers while siblings are gone through."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._stack = [Node("root", 0)]

    def add(self, node: Node) -> None:
        self._stack[-1].children.append(node)

    def add_html(self, block: Node) -> None:
        pieces = list(_pieces(block.content, block.line))
        if pieces and pieces[-1].kind == "unclosed":
            # all that follows it in the file is swallowed by it
            self._fault(pieces.pop().line, "the comment <!-- is never closed", "Write --> where it ends.")
        if all(piece.kind in {"comment", "other"} for piece in pieces):
            self._add_plain(pieces)
            return
        for piece in pieces:
            if piece.kind == "open":
                self._open(piece)
            elif piece.kind == "close":
                self._close(piece)
            elif piece.kind == "comment":
                self.add(Node("comment", piece.line, piece.text))
            elif piece.text.strip():
                self._add_other(piece)

    def _add_plain(self, pieces: list[_Piece]) -> None:
        """A block without containers: the comments before it, the rest in one, the comments after it."""
        others = [index for index, piece in enumerate(pieces) if piece.kind == "other" and piece.text.strip()]
        last = others[-1] if others else len(pieces)
        comments = [
            (index, Node("comment", piece.line, piece.text))
            for index, piece in enumerate(pieces)
            if piece.kind == "comment"
        ]
        for index, comment in comments:
            if index < last:
                self.add(comment)
        if others:
            html = "".join(piece.text for piece in pieces if piece.kind == "other")
            self.add(Node("html", pieces[others[0]].line, html.strip("\n") + "\n"))
        for index, comment in comments:
            if index > last:
                self.add(comment)

    def _add_other(self, piece: _Piece) -> None:
        text = piece.text.strip()
        line = piece.line + piece.text[: piece.text.index(text)].count("\n")
        parent = self._stack[-1].type
        image = _TAG.fullmatch(text)
        if image and text[:4].lower() in {"<img", "<img/"} and parent == "figure":
            self.add(Node("img", line, text, attributes=attributes_of(text[4:].rstrip("/>"))))
        elif parent in {"summary", "figcaption"} or (parent == "details" and not _BLOCK_TAG.search(text)):
            self.add(Node("paragraph", line, text))
        else:
            self.add(Node("html", line, text + "\n"))

    def _open(self, piece: _Piece) -> None:
        wanted = _PARENT.get(piece.text)
        if wanted and self._stack[-1].type != wanted:
            self._fault(piece.line, f"<{piece.text}> stands outside <{wanted}>", f"Put it right inside <{wanted}>.")
        if len(self._stack) > MAX_NESTING:
            self._fault(piece.line, f"<{piece.text}> is nested too deeply", f"Use at most {MAX_NESTING} levels.")
            return
        node = Node(piece.text, piece.line, attributes=piece.attributes)
        self.add(node)
        self._stack.append(node)

    def _close(self, piece: _Piece) -> None:
        if all(node.type != piece.text for node in self._stack[1:]):
            self._fault(
                piece.line, f"</{piece.text}> closes nothing", f"Take it out, or write <{piece.text}> above it."
            )
            return
        while (node := self._stack.pop()).type != piece.text:
            message = f"<{node.type}> is still open where </{piece.text}> on line {piece.line} closes what is around it"
            self._fault(node.line, message, f"Write </{node.type}> before </{piece.text}>.")

    def _fault(self, line: int, message: str, hint: str) -> None:
        self._report.add(Code.HTML_CONTAINER, Severity.ERROR, line, message, hint)

    def finish(self) -> list[Node]:
        for node in self._stack[1:]:
            hint = f"Write </{node.type}> where it ends, in the same list item or quotation."
            self._fault(node.line, f"<{node.type}> is never closed", hint)
        return self._stack[0].children
