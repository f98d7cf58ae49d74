"""Inline Markdown to the lines of a drawing."""

from collections.abc import Iterator, Sequence

from wlw_i18n.model.characters import NOT_XML
from wlw_i18n.model.text import Code, Emphasis, Image, Inline, LineBreak, Link, Strikethrough, Strong, Text
from wlw_i18n.svg.fitting import Piece


def lines(inlines: Sequence[Inline]) -> tuple[tuple[Piece, ...], ...]:
    """The words of a message, line by line.

    Args:
        inlines: the message. Each strong part of it, and each code span, is a marked piece; of other marks only the
            words stay.
    """
    found: list[list[Piece]] = [[]]
    for text, mark in _flat(inlines, [0], 0):
        first, *rest = text.split("\n")
        _add(found[-1], first, mark)
        for part in rest:
            found.append([])
            _add(found[-1], part, mark)
    return tuple(tuple(line) for line in found)


def writable(text: str) -> str:
    """A text without the characters that no XML file can hold; separators of lines are spaces."""
    return NOT_XML.sub("", text.replace("\u2028", " ").replace("\u2029", " "))


def _add(line: list[Piece], text: str, mark: int) -> None:
    words = writable(text)
    if not words:
        return
    if line and line[-1].mark == mark:
        line[-1] = Piece(line[-1].text + words, mark)
    else:
        line.append(Piece(words, mark))


def _flat(inlines: Sequence[Inline], count: list[int], mark: int) -> Iterator[tuple[str, int]]:
    for node in inlines:
        match node:
            case Text(text):
                yield text, mark
            case Code(text):
                count[0] += 1
                yield text, mark or count[0]
            case LineBreak():
                yield "\n", mark
            case Image(_, alt):
                yield alt, mark
            case Strong(children):
                count[0] += 1
                yield from _flat(children, count, mark or count[0])
            case Emphasis(children) | Strikethrough(children) | Link(_, children):
                yield from _flat(children, count, mark)
            case _:
                pass
