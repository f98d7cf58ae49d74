"""Inline Markdown to nodes: the one configured inline parser, and the way from its tokens to our nodes."""

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from wlw_i18n.inline.visible import visible
from wlw_i18n.model.document import Reference
from wlw_i18n.model.text import (
    Code,
    Emphasis,
    FootnoteMark,
    Image,
    Inline,
    LineBreak,
    Link,
    RawInline,
    Strikethrough,
    Strong,
    Text,
)

MAX_DEPTH: Final = 20
"""Deepest nesting of marks; deeper ones stay text, so that no text, however odd, exhausts the stack."""

_SPECIAL = re.compile(r"[\\`*_~\[<&\n]")
_STOP = re.compile(r"[\\`*_~\[\]<&\n!]")


def parse(
    text: str, references: Mapping[str, Reference] | None = None, footnotes: Collection[str] = ()
) -> tuple[Inline, ...]:
    """Parse inline Markdown.

    `references` are the document's link definitions by normalised label; a label that is not among them stays
    text, and so does a footnote mark whose label is not in `footnotes`. Never fails. Neighbouring texts are joined,
    and a line break swallows the spaces around it.
    """
    if not _SPECIAL.search(text):
        return (Text(text),) if text else ()
    tokens: list[Token] = []
    parser = _parser()
    parser.inline.parse(text, parser, environment(references, footnotes), tokens)
    return nodes(tokens)


def lines(text: str) -> tuple[Inline, ...]:
    """Accepted answers, one a line: characters as they are, no markup."""
    parts: list[Inline] = []
    for line in text.split("\n"):
        parts += [LineBreak(), Text(line)] if parts else [Text(line)]
    return tuple(parts)


def picture_alt(text: str, references: Mapping[str, Reference] | None = None) -> str | None:
    """The alternative text, as written, of a picture that is all there is in a text; None for any other text."""
    if not text.startswith("!["):
        return None
    tokens: list[Token] = []
    parser = _parser()
    parser.inline.parse(text, parser, environment(references, ()), tokens)
    return tokens[0].content if [token.type for token in tokens] == ["image"] else None


# The parser


class _References:
    """Link definitions, as the parser asks for them."""

    __slots__ = ("_references",)

    def __init__(self, references: Mapping[str, Reference]) -> None:
        self._references = references

    def get(self, label: str, default: None) -> dict[str, str] | None:
        found = self._references.get(label)
        return default if found is None else {"href": found.target, "title": found.title}


def environment(references: Mapping[str, Reference] | None, footnotes: Collection[str]) -> dict[str, Any]:
    """What the rules look up while they parse one text."""
    env: dict[str, Any] = {"labels": footnotes}
    if references:
        env["references"] = _References(references)
    return env


@cache
def _parser() -> MarkdownIt:
    parser = dialect()
    parser.inline.ruler.at("newline", _newline)
    return parser


def dialect() -> MarkdownIt:
    """A new parser with the inline rules of the dialect."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH, "store_labels": True}).enable("strikethrough")
    parser.inline.ruler.at("text", _text)
    parser.inline.ruler.after("image", "footnote_ref", _footnote_ref)
    return parser


def _text(state: StateInline, silent: bool) -> bool:
    # markdown-it stops at every character that some extension might want; stopping only at ours is twice as fast.
    found = _STOP.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def _newline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\n":
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        state.push("hardbreak", "br", 0)
    state.pos = skip_blanks(state, state.pos + 1)
    return True


def skip_blanks(state: StateInline, pos: int) -> int:
    """The first position from `pos` that is neither a space nor a tab."""
    while pos < state.posMax and state.src[pos] in " \t":
        pos += 1
    return pos


_FOOTNOTE = re.compile(r"\[\^([^\s\]]++)\]")


def _footnote_ref(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or not state.env["labels"]:
        return False
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if not found or found[1] not in state.env["labels"]:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found[1]}
    state.pos = found.end()
    return True


# Tokens to nodes


def nodes(tokens: list[Token]) -> tuple[Inline, ...]:
    """Fold the parser's flat list of opening and closing tokens into nodes."""
    openers: list[Token] = []
    level: list[list[Inline]] = [[]]
    flat = 0
    for token in tokens:
        if token.nesting == 1 and len(level) <= MAX_DEPTH and not flat:
            openers.append(token)
            level.append([])
        elif token.nesting == -1 and not flat:
            children = tuple(level.pop())
            level[-1].append(_container(openers.pop(), children))
        elif token.nesting:
            flat += token.nesting
            _append_text(level[-1], token.markup)
        elif (default := _TEXTUAL.get(token.type)) is not None:
            _append_text(level[-1], token.content or default)
        else:
            level[-1].append(_leaf(token))
    return tuple(level[0])


_TEXTUAL: Final = {"text": "", "text_special": "", "softbreak": " "}


def _append_text(siblings: list[Inline], text: str) -> None:
    if not text:
        return
    if siblings and isinstance(last := siblings[-1], Text):
        siblings[-1] = Text(last.text + text)
    else:
        siblings.append(Text(text))


def _container(opener: Token, children: tuple[Inline, ...]) -> Inline:
    match opener.type:
        case "em_open":
            return Emphasis(children)
        case "strong_open":
            return Strong(children)
        case "s_open":
            return Strikethrough(children)
        case _:
            title = one_line(str(opener.attrs.get("title", "")))
            return Link(str(opener.attrs["href"]), children, title, opener.meta.get("label", ""))


def _leaf(token: Token) -> Inline:
    match token.type:
        case "hardbreak":
            return LineBreak()
        case "code_inline":
            return Code(token.content)
        case "image":
            alt = one_line(visible(nodes(token.children or [])))
            return Image(str(token.attrs["src"]), alt, one_line(str(token.attrs.get("title", ""))))
        case "footnote_ref":
            return FootnoteMark(token.meta["label"])
        case _:
            return RawInline(one_line(token.content))


def one_line(text: str) -> str:
    """Attributes and tags stand on one line."""
    return text.replace("\n", " ")
