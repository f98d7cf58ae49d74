"""The words of a drawing: which elements have some, and of what lines and marked parts they are made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from wlw_i18n.svg.parsing import SVG

TEXT: Final = f"{SVG}text"
TSPAN: Final = f"{SVG}tspan"
_TEXT_PATH: Final = f"{SVG}textPath"
_TITLES: Final = frozenset({f"{SVG}title", f"{SVG}desc"})
_PLACES: Final = ("x", "y", "dy")
_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a line that is set in one way."""

    text: str
    part: etree._Element | None = None
    """The `<tspan>` that sets it apart from the rest of the line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a `<text>`."""

    holder: etree._Element
    """What has its place: the `<text>`, or a `<tspan>` or `<textPath>` in it."""
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Words:
    """An element with words."""

    element: etree._Element
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All words, on one line."""
        return " ".join(" ".join(line.text for line in self.lines).split())

    @property
    def is_title(self) -> bool:
        """Whether it is a `<title>` or a `<desc>`, which is not drawn."""
        return self.element.tag in _TITLES

    @property
    def is_name(self) -> bool:
        """Whether it is a `<title>`."""
        return bool(self.element.tag == f"{SVG}title")


def words(root: etree._Element) -> tuple[Words, ...]:
    """All elements with words, in the order of the file; those without a letter too."""
    found = []
    for element in root.iter(TEXT, *_TITLES):
        if element.tag == TEXT:
            lines = tuple(_lines(element))
        else:
            text = " ".join("".join(map(str, element.itertext())).split())
            lines = (Line(element, (Run(text),)),) if text else ()
        if lines:
            found.append(Words(element, lines))
    return tuple(found)


def has_letter(text: str) -> bool:
    """Whether there is anything to translate."""
    return bool(_LETTER.search(text))


def is_translated(element: etree._Element) -> bool:
    """Whether neither the element nor a group around it says `translate="no"`."""
    return all(one.get("translate") != "no" for one in (element, *element.iterancestors()))


def _lines(text: etree._Element) -> Iterator[Line]:
    """A line begins where a part has a place of its own; what stands outside of such parts is the first line."""
    open_runs: list[Run] = [Run(text.text or "")]
    holder = text
    for part in text:
        if part.tag == _TEXT_PATH or (part.tag == TSPAN and any(part.get(place) for place in _PLACES)):
            yield from _line(holder, open_runs)
            holder, open_runs = part, list(_runs(part))
        elif part.tag == TSPAN:
            open_runs.append(Run("".join(map(str, part.itertext())), part))
        open_runs.append(Run(part.tail or ""))
    yield from _line(holder, open_runs)


def _runs(holder: etree._Element) -> Iterator[Run]:
    yield Run(holder.text or "")
    for part in holder:
        if isinstance(part.tag, str):
            yield Run("".join(map(str, part.itertext())), part)
        yield Run(part.tail or "")


def _line(holder: etree._Element, runs: list[Run]) -> Iterator[Line]:
    tidy = tuple(_tidy(runs))
    if len(tidy) == 1 and tidy[0].part is not None:
        # A part that is all of the line sets nothing apart.
        yield Line(tidy[0].part, (Run(tidy[0].text),))
    elif tidy:
        yield Line(holder, tidy)


def _tidy(runs: list[Run]) -> Iterator[Run]:
    """White space as browsers show it: none at the ends, one space elsewhere."""
    kept: list[Run] = []
    ends_open = True
    for run in runs:
        text = re.sub(r"\s+", " ", run.text)
        if ends_open:
            text = text.lstrip(" ")
        if text:
            kept.append(Run(text, run.part))
            ends_open = text.endswith(" ")
    while kept:
        last = kept.pop()
        text = last.text.rstrip(" ")
        if text:
            kept.append(Run(text, last.part))
            break
    joined: list[Run] = []
    for run in kept:
        if joined and joined[-1].part is run.part:
            joined[-1] = Run(joined[-1].text + run.text, run.part)
        else:
            joined.append(run)
    yield from joined
