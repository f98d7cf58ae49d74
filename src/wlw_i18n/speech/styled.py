"""Words with the three styles that captions of every format know: `<b>`, `<i>`, `<u>`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from typing import Final

from wlw_i18n.model.characters import printable

STYLES: Final = ("b", "i", "u")
_TAG: Final = re.compile(r"<(/?)([^<>]*)>")
_KNOWN: Final = frozenset({"c", "lang", "ruby", "rt", "v", *STYLES})
"""Tags of WebVTT (https://www.w3.org/TR/webvtt1/, section 4.2.2)."""
_MOMENT: Final = re.compile(r"[\d:.]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style."""

    text: str
    styles: str = ""
    """Some of `b`, `i` and `u`, in this order."""


def runs(parts: Iterable[tuple[str, str]]) -> tuple[Run, ...]:
    """Join neighbours of one style.

    Args:
        parts: texts, each with its styles in any order.
    """
    ordered = ((text, "".join(style for style in STYLES if style in styles)) for text, styles in parts if text)
    return tuple(
        Run("".join(text for text, _ in same), styles) for styles, same in groupby(ordered, key=lambda part: part[1])
    )


def plain(styled: Iterable[Run]) -> str:
    """The characters alone."""
    return "".join(run.text for run in styled)


def part(styled: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """The characters from one position to before another, with their styles."""
    found: list[tuple[str, str]] = []
    position = 0
    for run in styled:
        found.append((run.text[max(0, start - position) : max(0, end - position)], run.styles))
        position += len(run.text)
    return runs(found)


def lines(styled: Iterable[Run]) -> tuple[tuple[Run, ...], ...]:
    """What stands between newlines, with its styles."""
    found: list[list[tuple[str, str]]] = [[]]
    for run in styled:
        first, *rest = run.text.split("\n")
        found[-1].append((first, run.styles))
        found.extend([(row, run.styles)] for row in rest)
    return tuple(runs(row) for row in found)


def one_line(styled: Iterable[Run]) -> tuple[Run, ...]:
    """The same with one space for all white space in a row, and none at the ends."""
    found: list[tuple[str, str]] = []
    blank = True
    for run in styled:
        text = ""
        for character in run.text:
            if not (blank and character.isspace()):
                text += " " if character.isspace() else character
            blank = character.isspace()
        found.append((text, run.styles))
    while found and not found[-1][0].rstrip(" "):
        found.pop()
    if found:
        found[-1] = found[-1][0].rstrip(" "), found[-1][1]
    return runs(found)


def tagged(styled: Iterable[Run]) -> Iterator[tuple[str, bool]]:
    """Characters and tags in turn, every tag closed; each with whether it is a tag."""
    opened: list[str] = []
    for run in (*styled, Run("")):
        while any(style not in run.styles for style in opened):
            yield f"</{opened.pop()}>", True
        for style in (style for style in run.styles if style not in opened):
            opened.append(style)
            yield f"<{style}>", True
        yield run.text, False


def write(styled: Iterable[Run], *, escaped: bool = True) -> str:
    """Characters with tags as WebVTT has them; or, not escaped, as SRT does."""
    of_text = _escaped if escaped else _disarmed
    return "".join(text if is_tag else of_text(text) for text, is_tag in tagged(styled))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _disarmed(text: str) -> str:
    # SRT has no way to escape, and some players take it for HTML: a space makes a text of what would be a tag.
    return re.sub(r"<(?=[A-Za-z/!?])", "< ", text).replace("-->", "-- >")


@dataclass(frozen=True, slots=True)
class Said:
    """What one speaker says in a cue."""

    voice: str
    """The name in `<v name>`, or the empty string."""
    styled: tuple[Run, ...]


def read(cue: str) -> tuple[tuple[Said, ...], tuple[str, ...]]:
    """Read the text of a WebVTT cue.

    Returns:
        What is said, by speaker; and the tags that WebVTT does not have, which are left out.
    """
    unknown: list[str] = []
    said: list[tuple[str, list[tuple[str, str]]]] = [("", [])]
    depth = dict.fromkeys(STYLES, 0)
    for text, closing, tag in _pieces(cue):
        said[-1][1].append((text, "".join(style for style in STYLES if depth[style])))
        name = re.split(r"[^A-Za-z]", tag, maxsplit=1)[0]
        if name in STYLES:
            depth[name] = max(0, depth[name] + (-1 if closing else 1))
        elif name == "v":
            said.append(("" if closing else " ".join(unescape(tag.partition(" ")[2]).split()), []))
        elif tag and name not in _KNOWN and not _MOMENT.fullmatch(tag):
            unknown.append(f"<{closing}{tag}>")
    found = tuple(Said(printable(voice), runs(parts)) for voice, parts in said)
    return tuple(one for one in found if plain(one.styled).strip()), tuple(unknown)


def of(cue: str) -> tuple[Run, ...]:
    """What a cue says, on one line, whoever says it."""
    return one_line(runs((run.text, run.styles) for said in read(cue)[0] for run in said.styled))


def _pieces(cue: str) -> Iterator[tuple[str, str, str]]:
    """Every text with the tag after it: whether that closes, and what is in it; no tag after the last text."""
    position = 0
    for tag in _TAG.finditer(cue):
        yield printable(unescape(cue[position : tag.start()])), tag[1], tag[2].strip()
        position = tag.end()
    yield printable(unescape(cue[position:])), "", ""
