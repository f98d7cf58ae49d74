"""Nodes to inline Markdown."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from wlw_i18n.inline.parse import parse
from wlw_i18n.inline.visible import normalise_label
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


def write(
    inlines: tuple[Inline, ...],
    references: Mapping[str, Reference] | None = None,
    footnotes: Collection[str] = (),
    full: Collection[str] = (),
) -> str:
    """Write inline Markdown that parses back to the same nodes.

    The link definitions and footnotes that the nodes use need not be given. Of a few ways to escape, the most
    readable one that gives the nodes back is taken; where none does (nodes that no text parses to), the most
    careful one.

    Args:
        inlines: the nodes.
        references: link definitions, by normalised label.
        footnotes: labels of footnotes.
        full: normalised labels that are written even where a link's text says them: `[Map][map]`, not `[Map]`.
    """
    definitions = {**_definitions(inlines), **(references or {})}
    labels = {*_labels(inlines), *footnotes}
    text = ""
    labelled = frozenset(full)
    for style in _STYLES:
        text = _write(inlines, replace(style, full=labelled) if labelled else style, 0)
        if parse(text, definitions, labels) == inlines:
            break
    return text


def plain(text: str) -> str:
    """Inline Markdown that shows just these characters: as they are if they mean nothing else, else escaped."""
    nodes: tuple[Inline, ...] = (Text(text),) if text else ()
    return text if parse(text) == nodes else write(nodes)


@dataclass(frozen=True, slots=True)
class _Style:
    """One way to write."""

    escaped: re.Pattern[str]
    """What gets a backslash."""
    marks: str
    """Marks of emphasis, for even and for odd depths."""
    entities: bool = False
    """Whether the ends of every text are written as entities, which nothing beside them can change."""
    is_short: bool = False
    """Whether a link whose text is its label is written with one pair of brackets."""
    full: frozenset[str] = frozenset()
    """Labels that are always written."""

    def text(self, text: str) -> str:
        if not self.entities:
            return self.escaped.sub(r"\\\g<0>", text).replace("\n", "&#10;")
        inner = self.escaped.sub(r"\\\g<0>", text[1:-1]).replace("\n", "&#10;")
        return f"&#{ord(text[0])};{inner}" + (f"&#{ord(text[-1])};" if len(text) > 1 else "")


_ALL = re.compile(r"[\\`*_~\[\]<>&]")
_NEEDED = re.compile(r"\\(?=[!-/:-@\[-`{-~\n]|$)|[`*\[]|<(?=[\w!?/])|~(?=~)|&(?=[#\w])|(?<![^\W_])_|_(?![^\W_])")
_AUTOLINK = re.compile(r"[a-z][a-z0-9+.-]+:[^\s<>\\]*", re.IGNORECASE)
_MAIL: Final = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.ASCII | re.IGNORECASE)
_STYLES: Final = (
    _Style(_NEEDED, "**", is_short=True),
    _Style(_ALL, "*_"),
    _Style(_ALL, "_*"),
    _Style(_ALL, "**", entities=True),
    _Style(_ALL, "*_", entities=True),
    _Style(_ALL, "_*", entities=True),
)


def _write(inlines: tuple[Inline, ...], style: _Style, depth: int) -> str:
    parts: list[str] = []
    turn = depth
    for index, node in enumerate(inlines):
        # neighbours take turns with the marks, lest `*a**b*` be read as one
        turn = turn + 1 if index and isinstance(inlines[index - 1], Emphasis | Strong) else depth
        part = _write_node(node, style, turn)
        if isinstance(node, Text) and not style.entities:
            part = _guard(part, inlines[max(0, index - 1) : index], inlines[index + 1 : index + 2])
        parts.append(part)
    return "".join(parts)


def _guard(text: str, before: tuple[Inline, ...], after: tuple[Inline, ...]) -> str:
    """Keep spaces beside a line break, and `!` before a link from making it a picture."""
    if before and isinstance(before[0], LineBreak) and text[:1] in {" ", "\t"}:
        text = f"&#{ord(text[0])};{text[1:]}"
    if after and isinstance(after[0], LineBreak) and text.endswith(" "):
        text = f"{text[:-1]}&#32;"
    if after and isinstance(after[0], Link | FootnoteMark) and text.endswith("!"):
        text = f"{text[:-1]}\\!"
    return text


def _write_node(node: Inline, style: _Style, depth: int) -> str:  # noqa: C901, PLR0911 - one line for each node
    mark = style.marks[depth % 2]
    match node:
        case Text(text):
            return style.text(text)
        case LineBreak():
            return "\\\n" if style.entities else "\n"
        case Code(text):
            return _write_code(text)
        case Emphasis(children):
            return f"{mark}{_write(children, style, depth + 1)}{mark}"
        case Strong(children):
            return f"{mark * 2}{_write(children, style, depth + 1)}{mark * 2}"
        case Strikethrough(children):
            return f"~~{_write(children, style, depth + 1)}~~"
        case Link(target, (Text(text),), "", "") if text == target and _AUTOLINK.fullmatch(target):
            return f"<{target}>"
        case Link(target, (Text(text),), "", "") if target == f"mailto:{text}" and _MAIL.fullmatch(text):
            return f"<{text}>"
        case Link(target, children, title, label):
            return _write_link(target, title, label, _write(children, style, depth + 1), style)
        case Image(src, alt, title):
            return f"![{_STYLES[1].text(alt)}]({_write_target(src, title)})"
        case FootnoteMark(label):
            return f"[^{label}]"
        case RawInline(html):
            return html


def _write_code(text: str) -> str:
    fence = "`"
    while re.search(f"(?<!`){fence}(?!`)", text):
        fence += "`"
    edged = text[:1] == "`" or text[-1:] == "`" or (text[:1] == " " == text[-1:] and text.strip(" ") != "")
    return f"{fence} {text} {fence}" if edged else f"{fence}{text}{fence}"


def _write_link(target: str, title: str, label: str, shown: str, style: _Style) -> str:
    if not label:
        return f"[{shown}]({_write_target(target, title)})"
    if label in style.full or normalise_label(shown) != label:
        return f"[{shown}][{label.lower()}]"
    return f"[{shown}]" if style.is_short else f"[{shown}][]"


def _write_target(target: str, title: str) -> str:
    target = re.sub(r"[\\&<>]", r"\\\g<0>", target)
    if not target or re.search(r"[\s()\x00-\x1f\x7f]", target):
        target = f"<{target}>"
    if not title:
        return "" if target == "<>" else target
    escaped = re.sub(r'[\\"&]', r"\\\g<0>", title)
    return f'{target} "{escaped}"'


def _definitions(inlines: tuple[Inline, ...]) -> dict[str, Reference]:
    found: dict[str, Reference] = {}
    for node in inlines:
        if isinstance(node, Link) and node.label:
            found[node.label] = Reference(node.target, node.title)
        if isinstance(node, Link | Emphasis | Strong | Strikethrough):
            found.update(_definitions(node.children))
    return found


def _labels(inlines: tuple[Inline, ...]) -> set[str]:
    found: set[str] = set()
    for node in inlines:
        if isinstance(node, FootnoteMark):
            found.add(node.label)
        elif isinstance(node, Link | Emphasis | Strong | Strikethrough):
            found |= _labels(node.children)
    return found
