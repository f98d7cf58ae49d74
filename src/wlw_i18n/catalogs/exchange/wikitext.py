"""The wikitext of a translatable page's unit back to inline Markdown, as far as it can be done with certainty.

Read is what `render.wikitext` writes, and its plain variations: emphasis, code, deleted text, line breaks, character
references, links and footnote marks whose targets are variables (`$1`). A variable stands for what is at the same
place in the English Markdown. Everything else makes a text one that a person has to look at.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from wlw_i18n import inline
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

_TOKEN: Final = re.compile(
    r"""
      (?P<nothing><nowiki[ ]*/>)
    | (?P<break><br[ ]*/?>)
    | <code(?:[ ]dir="ltr")?>(?P<code>[^<>]*)</code>
    | (?P<quotes>'{2,})
    | <(?P<close>/?)(?P<tag>[bis])>
    | \[(?P<outer>\$\d{1,4})[ ](?P<label>[^\[\]|]+)\]
    | \[\[(?P<inner>\$\d{1,4})\|(?P<named>[^\[\]|]+)\]\]
    | (?P<variable>\$\d{1,4})
    | (?P<text>&[#\w]+; | [^\[\]{}<>$'&\n]+ | [$'&])
    """,
    re.VERBOSE,
)
_MARKS: Final = MappingProxyType({"''": "i", "'''": "b"})
_NODES: Final[Mapping[str, type[Emphasis | Strong | Strikethrough]]] = MappingProxyType(
    {"i": Emphasis, "b": Strong, "s": Strikethrough}
)
_HAZARD: Final = re.compile(r"~~~|__[A-Z]+__|\A[ *#:;|!]")
"""What no token shows: signatures, switches, and marks of blocks."""
_LABEL: Final = re.compile(r"\[([^\[\]^][^\[\]]*)\](?!\()")
_FOOTNOTE: Final = re.compile(r"\[\^([^\[\]]+)\]")


_LONGEST: Final = 20_000
"""Characters of a text that is read; nobody writes a longer paragraph."""


class _UncertainError(ValueError):
    """What the text says in Markdown is not certain."""


def to_markdown(english: str, translation: str, today: str) -> tuple[str, str] | None:
    """A unit's texts in Markdown, or None if that is not certain.

    Args:
        english: as the wiki has it.
        translation: as the wiki has it.
        today: the English in Markdown, as the course has it now.

    Returns:
        English and translation. The English is `today` itself if it is the same but for what wikitext cannot tell.
    """
    if max(len(english), len(translation)) > _LONGEST:
        return None
    references, footnotes = _definitions(today)
    variables = _variables(inline.parse(today, references, footnotes))
    try:
        nodes, translated = (_Reader(text, variables).nodes() for text in (english, translation))
    except _UncertainError:
        return None
    written = inline.write(nodes, references, footnotes)
    same = inline.cosmetic(written, references, footnotes) == inline.cosmetic(today, references, footnotes)
    if not same and "$" in english + translation:
        return None  # Nobody knows what a variable of another text stands for.
    return today if same else written, inline.write(translated, references, footnotes)


def _definitions(text: str) -> tuple[Mapping[str, Reference], frozenset[str]]:
    """What a text refers to, as if it were all defined: the English on the wiki tells whether it is."""
    labels = {inline.normalise_label(label): label for label in _LABEL.findall(text)}
    return {name: Reference(label) for name, label in labels.items()}, frozenset(_FOOTNOTE.findall(text))


def _variables(nodes: Sequence[Inline]) -> list[Inline]:
    """What is a variable on the wiki, in its order; texts of links are left out."""
    found: list[Inline] = []
    for node in nodes:
        match node:
            case Link():
                found += [replace(node, children=()), *_variables(node.children)]
            case Image() | FootnoteMark():
                found.append(node)
            case Emphasis(children) | Strong(children) | Strikethrough(children):
                found += _variables(children)
            case Text() | LineBreak() | Code() | RawInline():
                pass
    return found


class _Reader:
    """The reading of one text."""

    def __init__(self, text: str, variables: Sequence[Inline]) -> None:
        self._text = text
        self._variables = variables
        self._open: list[tuple[str, list[Inline]]] = [("", [])]

    def nodes(self) -> tuple[Inline, ...]:
        """The text's nodes.

        Raises:
            _UncertainError: it has something else in it.
        """
        if _HAZARD.search(self._text):
            raise _UncertainError
        position = 0
        while position < len(self._text):
            found = _TOKEN.match(self._text, position)
            if found is None:
                raise _UncertainError
            self._take(found)
            position = found.end()
        if len(self._open) > 1:
            raise _UncertainError
        return self._closed()

    def _take(self, found: re.Match[str]) -> None:
        match found.lastgroup:
            case "nothing":
                pass
            case "break":
                self._add(LineBreak())
            case "code":
                self._add(Code(html.unescape(found["code"])))
            case "quotes":
                mark = _MARKS.get(found["quotes"])
                if mark is None:
                    raise _UncertainError
                self._toggle(mark, close=any(name == mark for name, _ in self._open))
            case "tag":
                self._toggle(found["tag"], close=bool(found["close"]))
            case "label":
                self._add(self._link(found["outer"], found["label"]))
            case "named":
                self._add(self._link(found["inner"], found["named"]))
            case "variable":
                self._add(self._variable(found["variable"], FootnoteMark))
            case _:
                self._add_text(html.unescape(found["text"]))

    def _add_text(self, text: str) -> None:
        # HTML has no character for a reference such as &#8;.
        if text:
            self._add(Text(text))

    def _link(self, variable: str, label: str) -> Inline:
        target = self._variable(variable, Link)
        children = _Reader(label, self._variables).nodes()
        return replace(target, children=children) if isinstance(target, Link) else target

    def _variable(self, name: str, kind: type[Inline]) -> Inline:
        number = int(name[1:])
        node = self._variables[number - 1] if 0 < number <= len(self._variables) else None
        if not isinstance(node, kind):
            raise _UncertainError
        return node

    def _toggle(self, name: str, *, close: bool) -> None:
        if not close:
            if len(self._open) > inline.MAX_DEPTH:
                raise _UncertainError
            self._open.append((name, []))
            return
        if self._open[-1][0] != name:
            raise _UncertainError
        children = self._closed()
        self._open.pop()
        self._add(_NODES[name](children))

    def _add(self, node: Inline) -> None:
        siblings = self._open[-1][1]
        if isinstance(node, Text) and siblings and isinstance(siblings[-1], Text):
            siblings[-1] = Text(siblings[-1].text + node.text)
        else:
            siblings.append(node)

    def _closed(self) -> tuple[Inline, ...]:
        return tuple(self._open[-1][1])
