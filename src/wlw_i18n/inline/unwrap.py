"""From a paragraph as its author wrapped it to a message."""

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, escape, image
from markdown_it.token import Token

from wlw_i18n.inline.parse import dialect, environment, nodes, one_line, parse, skip_blanks
from wlw_i18n.inline.write import write
from wlw_i18n.model.document import Reference
from wlw_i18n.model.text import Inline

_MAY_SWALLOW_A_NEWLINE = re.compile(r"[\\`<\[]")
_LINE_END = re.compile(r"(?<! )( *+)\n[ \t]*+")


def unwrap(
    content: str, references: Mapping[str, Reference] | None = None, footnotes: Collection[str] = ()
) -> tuple[str, tuple[Inline, ...]]:
    r"""Return the message that a paragraph makes, and what the message parses to.

    A soft break becomes a space and a hard break `\n`, without the two spaces or the backslash before it; a newline
    within code, a link target or a raw tag becomes a space. All else is the author's, character by character,
    unless that would change its meaning (a tag over two lines can read as a link target when it is on one): then
    the text is written anew from the nodes.
    """
    if "\n" not in content:
        return content, parse(content, references, footnotes)
    if not _MAY_SWALLOW_A_NEWLINE.search(content):
        text = _LINE_END.sub(lambda found: "\n" if len(found[1]) > 1 else " ", content)
        return text, parse(text, references, footnotes)
    breaks: list[_Break] = []
    env = environment(references, footnotes) | {"breaks": breaks, "offset": 0}
    tokens: list[Token] = []
    parser = _parser()
    parser.inline.parse(content, parser, env, tokens)
    meant = nodes(tokens)
    text = _join(content, breaks)
    found = parse(text, references, footnotes)
    if found != meant:
        text = write(meant, references, footnotes)
        found = parse(text, references, footnotes)
    return text, found


class _Break(NamedTuple):
    start: int
    end: int
    written: str


def _join(content: str, breaks: list[_Break]) -> str:
    parts: list[str] = []
    position = 0
    for found in breaks:
        parts += (one_line(content[position : found.start]), found.written)
        position = found.end
    parts.append(one_line(content[position:]))
    return "".join(parts)


# The same dialect with the author's line breaks, which it notes down.


@cache
def _parser() -> MarkdownIt:
    parser = dialect()
    parser.inline.ruler.at("newline", _newline)
    parser.inline.ruler.at("escape", _escape)
    parser.inline.ruler.at("image", _image)
    return parser


def _newline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\n":
        return False
    if not silent:
        kept = state.pending.rstrip(" ")
        spaces = len(state.pending) - len(kept)
        _push_break(state, spaces, 1, hard=spaces > 1)
    state.pos = skip_blanks(state, state.pos + 1)
    return True


def _escape(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("\\\n", state.pos) or state.pos + 1 >= state.posMax:
        return escape(state, silent)
    if not silent:
        spaces = len(state.pending) - len(state.pending.rstrip(" "))
        _push_break(state, spaces, 2, hard=True)
    state.pos = skip_blanks(state, state.pos + 2)
    return True


def _push_break(state: StateInline, spaces: int, length: int, *, hard: bool) -> None:
    """Note a break down that begins `spaces` before the position and is `length` long, without the blanks after it."""
    if spaces:
        state.pending = state.pending[:-spaces]
    state.push("hardbreak" if hard else "softbreak", "br", 0)
    offset = state.env["offset"]
    end = skip_blanks(state, state.pos + length)
    written = "\n" if hard and not offset else " "
    state.env["breaks"].append(_Break(offset + state.pos - spaces, offset + end, written))


def _image(state: StateInline, silent: bool) -> bool:
    # The alternative text is parsed as a text of its own, whose positions count from its beginning.
    before = state.env["offset"]
    state.env["offset"] = before + state.pos + len("![")
    try:
        return image(state, silent)
    finally:
        state.env["offset"] = before
