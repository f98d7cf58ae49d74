"""Wikitext of a unit to inline nodes: the inverse of `render/wikitext/inline`, and what translators write by hand.

Only what a line of text can hold is read. A template, a list, a table, a heading or an unknown tag is not: then the
result says so, and a person decides.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Final
from urllib.parse import quote

import mwparserfromhell
from mwparserfromhell import nodes as wiki
from mwparserfromhell.wikicode import Wikicode

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
from wlw_i18n.render.wikitext.raw import INLINE
from wlw_i18n.render.wikitext.targets import web_address

_BLOCK: Final = re.compile(r"\n[ \t]*\n|\n[*#:;=|!{ ]|^[*#:;|]|\A----")
"""A paragraph's end, or a line that begins with a mark."""
_LIVE: Final = re.compile(r"''|~~~|\{\{|\}\}|\[\[|\]\]|\{\||__\w|-\{|</?\w")
"""What is left over of markup that is not closed, signatures and switches."""
_EMPHASIS: Final = frozenset({"i", "em"})
_STRONG: Final = frozenset({"b", "strong"})
_IN_URL: Final = "%/:?#@!$&'()*+,;=~-_."
"""What stays in an address; the rest is percent-encoded, as Markdown's readers do it."""
_SPACES: Final = re.compile(r"\s*\n\s*")
_FILE: Final = re.compile(r"(?:file|image)\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)
_OPTION: Final = re.compile(r"(frameless|thumb|center|upright(?:=.*)?)|(alt|link)=(.*)", re.DOTALL)


LONGEST: Final = 20_000
"""Characters of a unit."""
_MOST_OPENINGS: Final = 1000
"""Of tags, links, templates and quotes. The wikitext parser takes more than four times as long for twice as many that
are not closed."""
_OPENING: Final = re.compile(r"<|\[|\{|''")


class UnreadableError(ValueError):
    """The wikitext has something that a unit's Markdown cannot say."""


@dataclass(frozen=True, slots=True)
class Goals:
    """What things of the wiki are in the lesson, as far as its English has them."""

    links: Mapping[str, Link] = field(default_factory=dict)
    """By target on the wiki: a page's title, or an address as it is written there. Children are left out."""
    images: Mapping[str, Image] = field(default_factory=dict)
    """By name of the file."""
    footnotes: Mapping[str, str] = field(default_factory=dict)
    """Labels by the name of the `<ref>`."""
    raw: frozenset[str] = frozenset()
    """HTML elements that the English has."""
    slashed: bool = False
    """Whether the English has a slash between spaces, which on a wiki also stands between accepted answers."""
    full: frozenset[str] = frozenset()
    """Labels of links that the English writes in full, `[Map][map]`, also where one pair of brackets would do."""


def read(wikitext: str, goals: Goals) -> tuple[Inline, ...]:
    """Inline nodes of a unit's wikitext.

    Raises:
        UnreadableError: it has more than a line of text can have.
    """
    text = wikitext.strip()
    if len(text) > LONGEST or len(_OPENING.findall(text)) > _MOST_OPENINGS or _BLOCK.search(text):
        raise UnreadableError(text)
    return _trimmed(_Reader(goals).nodes(mwparserfromhell.parse(text)))


def literally(wikitext: str) -> tuple[Inline, ...]:
    """The wikitext as plain text, entities decoded: for a person to put right."""
    text = _SPACES.sub(" ", unescape(wikitext)).strip()
    return (Text(text),) if text else ()


class _Reader:
    __slots__ = ("_goals",)

    def __init__(self, goals: Goals) -> None:
        self._goals = goals

    def nodes(self, code: Wikicode | None) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for node in code.nodes if code is not None else ():
            found.extend(self._node(node))
        return _joined(found)

    def _node(self, node: wiki.Node) -> Iterator[Inline]:
        match node:
            case wiki.Text():
                yield _plain(str(node))
            case wiki.HTMLEntity():
                yield Text(unescape(str(node)))
            case wiki.Comment():
                return
            case wiki.Tag():
                yield from self._tag(node)
            case wiki.Wikilink():
                yield self._wikilink(node)
            case wiki.ExternalLink():
                yield self._external(node)
            case _:
                raise UnreadableError(str(node))

    def _tag(self, node: wiki.Tag) -> Iterator[Inline]:
        name = str(node.tag).strip().lower()
        attributes = {str(each.name).strip(): unescape(str(each.value or "")) for each in node.attributes}
        is_ours = not attributes and name not in self._goals.raw
        match name:
            case "nowiki":
                text = unescape(str(node.contents or "")) if not node.self_closing else ""
                yield from (Text(text),) if text else ()
            case "br":
                yield LineBreak()
            case "ref":
                yield self._footnote(node, attributes)
            case "code" if "code" not in self._goals.raw or "dir" in attributes:
                yield Code(_flat(self.nodes(node.contents)))
            case "s" | "del" if is_ours:
                yield from _marked(Strikethrough, self.nodes(node.contents))
            case _ if node.wiki_markup in ("''", "'''") or (is_ours and name in _EMPHASIS | _STRONG):
                yield from _marked(Emphasis if name in _EMPHASIS else Strong, self.nodes(node.contents))
            case _ if node.wiki_markup:
                raise UnreadableError(str(node))
            case "span" if set(attributes) == {"title"} and self._is_link(node):
                yield from self.nodes(node.contents)
            case _ if name in INLINE or name == "wbr":
                yield from self._raw(name, node)
            case _:
                raise UnreadableError(str(node))

    def _raw(self, name: str, node: wiki.Tag) -> Iterator[Inline]:
        attributes = "".join(str(each) for each in node.attributes)
        if node.self_closing or name == "wbr":
            yield RawInline(f"<{name}{attributes}>")
            return
        yield RawInline(f"<{name}{attributes}>")
        yield from self.nodes(node.contents)
        yield RawInline(f"</{name}>")

    def _is_link(self, node: wiki.Tag) -> bool:
        nodes = self.nodes(node.contents)
        return len(nodes) == 1 and isinstance(nodes[0], Link) and bool(nodes[0].title)

    def _footnote(self, node: wiki.Tag, attributes: Mapping[str, str]) -> FootnoteMark:
        label = self._goals.footnotes.get(attributes.get("name", ""))
        if label is None or not node.self_closing:
            raise UnreadableError(str(node))
        return FootnoteMark(label)

    def _wikilink(self, node: wiki.Wikilink) -> Inline:
        title = str(node.title).strip()
        file = _FILE.fullmatch(title)
        if file is not None:
            return self._image(file[1].strip(), node)
        children = (_plain(title.removeprefix(":")),) if node.text is None else self.nodes(node.text)
        known = self._goals.links.get(title)
        if known is None:
            address = web_address(title)
            if not address:
                raise UnreadableError(str(node))
            known = Link(address, ())
        return replace(known, children=children)

    def _external(self, node: wiki.ExternalLink) -> Inline:
        url = str(node.url)
        target = quote(unescape(url), safe=_IN_URL)
        if not node.brackets:
            return Link(target, (Text(target),))
        known = self._goals.links.get(url) or Link(target, ())
        if node.title is None:
            raise UnreadableError(str(node))
        return replace(known, children=self.nodes(node.title))

    def _image(self, name: str, node: wiki.Wikilink) -> Inline:
        known = self._goals.images.get(name)
        if known is None:
            raise UnreadableError(str(node))
        alt, title, link = "", "", ""
        for part in str(node.text or "").split("|"):
            found = _OPTION.fullmatch(part.strip())
            if found is None:
                title = _flat(self.nodes(mwparserfromhell.parse(part)))
            elif found[2] == "alt":
                alt = _flat(self.nodes(mwparserfromhell.parse(found[3])))
            elif found[2] == "link":
                link = found[3]
        image = replace(known, alt=alt, title=title)
        if not link:
            return image
        goal = self._goals.links.get(link)
        if goal is None:
            raise UnreadableError(str(node))
        return replace(goal, children=(image,))


def _marked(
    mark: type[Emphasis] | type[Strong] | type[Strikethrough], children: tuple[Inline, ...]
) -> Iterator[Inline]:
    """Marked text; marks around nothing are nothing."""
    if children:
        yield mark(children)


def _plain(text: str) -> Text:
    if _LIVE.search(text):
        raise UnreadableError(text)
    return Text(_SPACES.sub(" ", text))


def _flat(nodes: tuple[Inline, ...]) -> str:
    """Text of which nothing is marked up."""
    if not all(isinstance(node, Text) for node in nodes):
        raise UnreadableError(str(nodes))
    return "".join(node.text for node in nodes if isinstance(node, Text))


def _joined(nodes: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one."""
    found: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + node.text)
        elif node != Text(""):
            found.append(node)
    return tuple(found)


def _trimmed(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without white space at the ends, which no unit has."""
    found = list(nodes)
    if found and isinstance(found[0], Text):
        found[0] = Text(found[0].text.lstrip(" \t"))
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text.rstrip(" \t"))
    return tuple(node for node in found if node != Text(""))
