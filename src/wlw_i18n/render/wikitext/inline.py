"""Inline nodes to wikitext, always in one line."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, assert_never
from unicodedata import category

from wlw_i18n.inline import visible
from wlw_i18n.model.text import (
    Code,
    Emphasis,
    FootnoteMark,
    Image,
    Inline,
    LineBreak,
    Link,
    Prose,
    RawInline,
    Strikethrough,
    Strong,
    Text,
)
from wlw_i18n.render.wikitext import escape, raw
from wlw_i18n.render.wikitext.marks import Place, unit
from wlw_i18n.render.wikitext.scribe import Scribe

__all__ = ["alt", "caption", "content", "prose", "ref_name"]

_NOWIKI: Final = "<nowiki/>"
_QUOTES: Final = frozenset({"''", "'''"})


def prose(prose: Prose, scribe: Scribe, place: Place = Place.INLINE, *, term: bool = False) -> str:
    """A unit's text, safe at the start of a line, with the marks of its unit, language and state.

    Args:
        prose: the text.
        scribe: the page that is written.
        place: where it stands.
        term: whether it is the term of a definition list, where a colon would begin the definition.
    """
    return unit(prose, content(prose, scribe, term=term), scribe, place)


def content(prose: Prose, scribe: Scribe, *, term: bool = False) -> str:
    """A unit's text, safe at the start of a line, without the marks of its unit."""
    nodes = prose.inlines
    if len(nodes) == 1 and type(nodes[0]) is Text and not term and not scribe.context.translate:
        return escape.start(escape.text(nodes[0].text)).rstrip()
    scribe.line = prose.line
    is_unit = scribe.context.translate and prose.translatable and prose.key != ""
    return escape.start(_Run(scribe, term=term, is_unit=is_unit).write(nodes)).rstrip()


def alt(prose: Prose, scribe: Scribe) -> str:
    """A text without markup, for `alt=`."""
    text = escape.text(visible(prose.inlines).replace("\n", " ").strip())
    return unit(prose, _shy(text, scribe), scribe, Place.ATTRIBUTE)


def caption(prose: Prose, scribe: Scribe) -> str:
    """A text that stands last in `[[File:…|…]]`, guarded from being read as an option (`left`, `100px`, `alt=…`)."""
    text = content(prose, scribe)
    guard = _NOWIKI if " " not in text or "=" in text[:24] or text[-1].isdigit() else ""
    return guard + unit(prose, text, scribe, Place.INLINE)


def ref_name(number: int) -> str:
    """The name of a footnote: the same in every language, since numbers go by the source's order."""
    return f"n{number}"


class _Run:
    """The writing of one unit's text."""

    __slots__ = ("_bold", "_hoisted", "_in_link", "_is_unit", "_italic", "_scribe", "_term", "_variables")

    def __init__(self, scribe: Scribe, *, term: bool, is_unit: bool) -> None:
        self._scribe = scribe
        self._term = term
        self._is_unit = is_unit
        self._variables = 0
        self._italic = self._bold = self._in_link = False
        self._hoisted: list[str] = []
        """Footnote marks met inside a link, to be written behind it: they are links themselves."""

    def write(self, nodes: Sequence[Inline]) -> str:
        return _join(self._pieces(nodes))

    def _pieces(self, nodes: Sequence[Inline]) -> list[str]:
        pieces: list[str] = []
        opened: raw.Opened = []
        pending = ""
        for node in nodes:
            if isinstance(node, Text):
                pending += node.text  # texts that touch are escaped as one: hazards may stand across them
                continue
            written = self._node(node, opened)
            if not written:
                continue
            if pending:
                pieces.append(self._text(pending))
                pending = ""
            pieces += written
        if pending:
            pieces.append(self._text(pending))
        return [*pieces, raw.closing(opened)] if opened else pieces

    def _node(self, node: Inline, opened: raw.Opened) -> list[str]:  # noqa: C901, PLR0911 - one line for each node
        match node:
            case Text(text):
                return [self._text(text)]
            case LineBreak():
                return ["<br />"]
            case Code(text):
                return [f'<code dir="ltr">{escape.unspaced(self._text(text))}</code>']
            case Emphasis(children):
                return self._emphasis(children)
            case Strong(children):
                return self._strong(children)
            case Strikethrough(children):
                pieces = self._pieces(children)
                return ["<s>", *pieces, "</s>"] if pieces else []
            case Link():
                return self._link(node)
            case Image():
                return [self._image(node)]
            case FootnoteMark(label):
                return self._footnote(label)
            case RawInline(html):
                written = raw.tag(html, opened, self._refused)
                return [written] if written else []
            case _:
                assert_never(node)

    def _text(self, text: str) -> str:
        escaped = _shy(escape.text(text), self._scribe)
        return escaped.replace(":", "&#58;") if self._term else escaped

    def _emphasis(self, children: Sequence[Inline]) -> list[str]:
        if self._italic:
            return ["<i>", *self._pieces(children), "</i>"]
        self._italic = True
        pieces = ["''", *self._pieces(children), "''"]
        self._italic = False
        return pieces if len(pieces) > 2 else []

    def _strong(self, children: Sequence[Inline]) -> list[str]:
        if self._bold:
            return ["<b>", *self._pieces(children), "</b>"]
        self._bold = True
        pieces = ["'''", *self._pieces(children), "'''"]
        self._bold = False
        return pieces if len(pieces) > 2 else []

    def _link(self, node: Link) -> list[str]:
        goal = self._scribe.context.link(node.target)
        if goal is None:
            if node.target:
                self._scribe.note(f'a wiki page cannot link to "{node.target}"', hint="Only the link's text is shown.")
            return self._pieces(node.children)
        pieces: list[str] = []
        label: list[Inline] = []
        for child in node.children:
            if isinstance(child, Image):  # a picture is no text of a link: it is a link itself
                pieces += self._labelled(label, goal.target, internal=goal.internal)
                pieces.append(self._image(child, goal.target if goal.internal else escape.url(goal.target)))
                label = []
            else:
                label.append(child)
        if label or not node.children:
            pieces += self._labelled(label or [Text(node.target)], goal.target, internal=goal.internal)
        if node.title and pieces:
            pieces = [f"<span{escape.attribute('title', node.title)}>", *pieces, "</span>"]
        hoisted, self._hoisted = self._hoisted, []
        return [*pieces, *hoisted]

    def _labelled(self, label: Sequence[Inline], target: str, *, internal: bool) -> list[str]:
        if not label:
            return []
        self._in_link = True
        shown = self._text(target)
        target = self._variable(target if internal else escape.url(target))
        text = _join(self._pieces(label)) or shown
        self._in_link = False
        return [f"[[{target}|{text}]]" if internal else f"[{target} {text}]"]

    def _image(self, node: Image, link: str = "") -> str:
        text = _shy(escape.text(node.alt), self._scribe)
        if self._in_link:
            self._scribe.note("a picture is a part of a link's text", hint="The wiki shows its alternative text.")
            return text
        name = self._scribe.context.file(node.src)
        if name is None:
            return self._missing(node, text)
        options = f"|link={self._variable(link)}" if link else ""
        title = f"|{_NOWIKI}{_shy(escape.text(node.title), self._scribe)}" if node.title else ""
        return f"[[File:{self._variable(name)}|frameless{options}|alt={text}{title}]]"

    def _missing(self, node: Image, text: str) -> str:
        scribe = self._scribe
        scribe.note(f'the picture "{node.src}" cannot be shown on a wiki', hint="Put the file into the course's media.")
        goal = scribe.context.link(node.src)
        if goal is None or goal.internal:
            return text
        return f"[{self._variable(escape.url(goal.target))} {text or escape.text(node.src)}]"

    def _footnote(self, label: str) -> list[str]:
        scribe = self._scribe
        number = scribe.context.footnotes.get(label)
        if number is None:
            return []
        if scribe.in_footnote:  # MediaWiki refuses a reference inside the list of references
            scribe.note("a footnote refers to another footnote", hint="On the wiki, its number is no link.")
            return [f"<sup>&#91;{number}&#93;</sup>"]
        scribe.cited[label] = None
        mark = self._variable(f'<ref name="{ref_name(number)}" />')
        if not self._in_link:
            return [mark]
        self._hoisted.append(mark)
        return []

    def _variable(self, value: str) -> str:
        """What translators need not see: a variable of the unit, on a translatable page."""
        if not self._is_unit:
            return value
        self._variables += 1
        return f'<tvar name="{self._variables}">{value}</tvar>'

    def _refused(self, name: str) -> None:
        self._scribe.note(f"MediaWiki does not let the HTML element <{name}> through", hint="Its text is shown.")


def _shy(escaped: str, scribe: Scribe) -> str:
    """On a translatable page, `$1` would be taken for a variable."""
    return escaped.replace("$", "&#36;") if scribe.context.translate else escaped


def _join(pieces: Iterable[str]) -> str:
    """Pieces in a row, kept apart where MediaWiki would read them as one."""
    out: list[str] = []
    previous = ""
    for piece in pieces:
        quotes_touch = piece in _QUOTES and previous in _QUOTES
        letter_follows = previous.endswith("]]") and _in_trail(piece[0])
        letter_precedes = piece.startswith("[[") and _in_trail(previous[-1:])
        if quotes_touch or letter_follows or letter_precedes:
            out.append(_NOWIKI)
        out.append(piece)
        previous = piece
    return "".join(out)


def _in_trail(character: str) -> bool:
    """Whether a letter beside a link would become a part of it on some wiki (`$linkTrail`, `$linkPrefixExtension`)."""
    return character != "" and category(character)[0] in "LM" and not _SPACELESS.match(character)


_SPACELESS: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\U00020000-\U0003ffff]"
)
"""Scripts written without spaces between words: in no wiki's trail, and with letters beside every link."""
