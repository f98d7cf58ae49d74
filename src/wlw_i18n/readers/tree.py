"""Markdown text to a tree of block nodes: the one configured block parser, and the way from its tokens to a tree.

The dialect is CommonMark with GFM tables, footnotes and definition lists. Text stays as it was written: inline
Markdown is parsed when prose is made of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from wlw_i18n.model.document import Reference

MAX_NESTING: Final = 40
"""Deepest nesting of blocks; the parser drops what lies deeper, which is reported."""

_NESTING: Final = frozenset({"blockquote_open", "list_item_open", "dd_open", "footnote_reference_open"})


@dataclass(slots=True)
class Node:
    """A block as written, or a piece of an HTML block."""

    type: str
    """markdown-it's name, without `_open`; or `comment`, `html`, `img`, or the name of an HTML container."""
    line: int
    """Line in the file, from 1."""
    content: str = ""
    """Inline Markdown, code or HTML, as written."""
    children: "list[Node]" = field(default_factory=list)
    hidden: bool = False
    """Whether a paragraph stands in a tight list."""
    tag: str = ""
    info: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed file."""

    blocks: list[Node]
    references: Mapping[str, Reference]
    """Link definitions by normalised label."""
    labels: frozenset[str]
    """Labels of the footnotes."""
    too_deep: tuple[int, ...]
    """Lines of blocks whose content was dropped because it is nested too deeply."""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table").use(deflist_plugin)
    parser.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    return parser


def parse(text: str, first_line: int, contain: Callable[[list[Node]], list[Node]]) -> Tree:
    r"""Parse the body of a file.

    Args:
        text: the body, with `\n` at line ends.
        first_line: the line of the file that it begins on.
        contain: what puts HTML containers together, called for the blocks of each parent, innermost first.
    """
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    _parser().block.parse(text.replace("\0", "\N{REPLACEMENT CHARACTER}"), _parser(), env, tokens)
    stack = [Node("root", first_line)]
    too_deep: list[int] = []
    for token in tokens:
        parent = stack[-1]
        if token.nesting == 1:
            node = _node(token, parent, first_line)
            parent.children.append(node)
            stack.append(node)
            if token.level + 1 >= MAX_NESTING and token.type in _NESTING:
                too_deep.append(node.line)
        elif token.nesting == -1:
            parent.children = contain(parent.children)
            stack.pop()
        elif token.type == "inline":
            parent.content = token.content
        else:
            parent.children.append(_node(token, parent, first_line))
    return Tree(
        contain(stack[0].children),
        {label: Reference(found["href"], found["title"]) for label, found in env.get("references", {}).items()},
        frozenset(key.removeprefix(":") for key in env.get("footnotes", {}).get("refs", ())),
        tuple(too_deep),
    )


def _node(token: Token, parent: Node, first_line: int) -> Node:
    return Node(
        type=token.type.removesuffix("_open"),
        line=token.map[0] + first_line if token.map else parent.line,
        content=token.content,
        hidden=token.hidden,
        tag=token.tag,
        info=token.info,
        attributes={name: str(value) for name, value in (token.attrs | token.meta).items()},
    )
