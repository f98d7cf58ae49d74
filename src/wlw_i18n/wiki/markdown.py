"""Wikitext of a unit to the Markdown of its message, and how one sees that nothing was lost on the way."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Final

from wlw_i18n import inline
from wlw_i18n.model.text import (
    Emphasis,
    FootnoteMark,
    Image,
    Inline,
    Kind,
    Link,
    RawInline,
    Strikethrough,
    Strong,
    Text,
)
from wlw_i18n.render.wikitext import WikitextContext, escape
from wlw_i18n.render.wikitext.inline import ref_name
from wlw_i18n.wiki.reading import Goals, UnreadableError, literally, read

_FIELD: Final = "|"
"""What stands between accepted answers in a field of Extension:Quiz."""
_SLASH: Final = " / "
"""What stands between them in a self-check."""
_FULL: Final = re.compile(r"\]\[([^\[\]^][^\[\]]*)\]")
"""The label in `[text][label]`."""
_MARKED: Final = re.compile(r"<|\[\[|\{\{|''|~~~|\n")


def goals_of(nodes: Sequence[Inline], context: WikitextContext, text: str = "") -> Goals:
    """What the wikitext of a text refers to, and what that is in the lesson.

    Args:
        nodes: the text's.
        context: what it was, or would be, rendered with.
        text: its Markdown, which tells what the nodes do not: how its links are written.
    """
    links: dict[str, Link] = {}
    images: dict[str, Image] = {}
    footnotes: dict[str, str] = {}
    raw: set[str] = set()
    for node in _all(nodes):
        match node:
            case Link(target, _, title, label):
                goal = context.link(target)
                if goal is not None:
                    name = goal.target if goal.internal else escape.url(goal.target)
                    links.setdefault(name, Link(target, (), title, label))
            case Image(src):
                name = context.file(src) or ""
                images.setdefault(name, node)
            case FootnoteMark(label) if label in context.footnotes:
                footnotes[ref_name(context.footnotes[label])] = label
            case RawInline(html) if html.startswith("<") and html[1:2].isalpha():
                raw.add(html[1:].split(">")[0].split("/")[0].split()[0].lower())
            case _:
                pass
    slashed = any(isinstance(node, Text) and _SLASH in node.text for node in nodes)
    full = frozenset(inline.normalise_label(label) for label in _FULL.findall(text))
    return Goals(links, images, footnotes, frozenset(raw), slashed, full)


def to_markdown(wikitext: str, goals: Goals, kind: Kind = Kind.PARAGRAPH) -> str:
    """The Markdown of a unit's wikitext, its variables filled in.

    Args:
        wikitext: without heading marks.
        goals: what it may refer to.
        kind: what the unit is.

    Raises:
        UnreadableError: it has more than a line of text can have.
    """
    match kind:
        case Kind.ANSWERS:
            return "\n".join(_answers(wikitext, goals))
        case _:
            return inline.write(read(wikitext, goals), full=goals.full)


def as_written(wikitext: str) -> str:
    """Markdown that shows wikitext literally, for a person to put right."""
    return inline.write(literally(wikitext))


def is_same(one: str, other: str, goals: Goals, kind: Kind = Kind.PARAGRAPH) -> bool:
    """Whether two wikitexts are the same but for ways to write it: `&#39;` or `'`, `<i>` or two apostrophes."""
    if one == other:
        return True
    try:
        if kind is Kind.ANSWERS:
            return _answers(one, goals) == _answers(other, goals)
        return read(one, goals) == read(other, goals)
    except UnreadableError:
        return False


def _answers(wikitext: str, goals: Goals) -> list[str]:
    """Accepted answers: characters as they are."""
    separator = _FIELD if _FIELD in wikitext else _SLASH
    if _MARKED.search(wikitext) or (separator == _SLASH and goals.slashed):
        raise UnreadableError(wikitext)
    return [unescape(part).strip() for part in wikitext.split(separator) if part.strip()]


def _all(nodes: Sequence[Inline]) -> Iterator[Inline]:
    for node in nodes:
        yield node
        if isinstance(node, Link | Emphasis | Strong | Strikethrough):
            yield from _all(node.children)
