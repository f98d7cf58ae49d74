"""What Extension:Translate would refuse or misread on a page, found before the page is on a wiki.

The rules are those of its parser and of the checks it makes when a page is saved and marked (mediawiki.org,
Help:Extension:Translate/Page translation administration); a stricter one is ours: marking must not change a byte.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from wlw_i18n.exporters.wikitext.lint_places import Fault, Lines

__all__ = ["lint_translatable"]

TITLE_BYTES: Final = 255
LANGUAGE_ROOM: Final = len("/xx-yyyyyyyyyy")
RESERVED: Final = "Page display title"

_NOWIKI: Final = re.compile(r"<(?P<end>/?)nowiki\s*+(?P<alone>/?)>", re.IGNORECASE)
_TRANSLATE: Final = re.compile(r"<(?P<end>/?)translate(?P<rest>[^<>]*)>", re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--(?!T:)|-->")
_MARKER: Final = re.compile(r"<!--T:([^<>]*?)-->")
_TVAR: Final = re.compile(r"<(?P<end>/?)tvar\b(?P<rest>[^<>]*)>", re.IGNORECASE)
_BLANKS: Final = re.compile(r"\s++")
_TVAR_NAME: Final = re.compile(r'\s*name=(?:"([^"]*)"|(\S+))\s*')
_TVAR_CHARACTERS: Final = re.compile(r"[\w$-]+")
_NAME: Final = re.compile(r"[a-z][a-z0-9.-]*")
_IN_ATTRIBUTE: Final = re.compile(r'(?:="[^"\n]*|\|alt=[^|\]\n]*)<translate>')
_DISPLAY_TITLE: Final = re.compile(r"\{\{\s*DISPLAYTITLE\s*:", re.IGNORECASE)
_HEADING: Final = re.compile(r"(={1,6}).+?\1\s*")
_MARKUP: Final = re.compile(r"''|[<\[{]|&#?\w+;")
_ANCHOR: Final = re.compile(r"<(?:div|span)\b[^<>]*\bid=")


def lint_translatable(text: str, title: str) -> Iterator[Fault]:
    """The faults of a translatable source page.

    Args:
        text: its wikitext.
        title: its full title; unit pages have longer ones, and a title's length is limited.
    """
    hidden = _without_nowiki(text)
    lines = Lines(hidden)
    sections, faults = _sections(hidden, lines)
    yield from faults
    if faults:
        return
    if not sections:
        yield Fault("tpt-notsuitable", 1, "there is no <translate> on the page")
    yield from _check_outside(hidden, sections, lines)
    yield from _check_places(hidden, lines)
    yield from _check_comments(hidden, lines)
    yield from _check_headings(hidden)
    seen: dict[str, int] = {}
    for section in sections:
        if "\n" in section.text and not section.starts_line:
            yield Fault("block-in-line", section.line, "a unit of several lines stands inside a line")
        for unit in _units(section):
            yield from _check_unit(unit, title, seen)


def _without_nowiki(text: str) -> str:
    """The text with blanks in place of what `<nowiki>` hides. One that is not closed hides nothing."""
    parts: list[str] = []
    end = 0
    opened: int | None = None
    for tag in _NOWIKI.finditer(text):
        if opened is None and not (tag["end"] or tag["alone"]):
            opened = tag.start()
        elif opened is None and tag["end"]:
            continue
        elif tag["end"] or opened is None:
            start = tag.start() if opened is None else opened
            parts += [text[end:start], re.sub(r"[^\n]", " ", text[start : tag.end()])]
            end, opened = tag.end(), None
    return "".join([*parts, text[end:]])


@dataclass(frozen=True, slots=True)
class _Section:
    """The content of one `<translate>`."""

    text: str
    start: int
    end: int
    line: int
    starts_line: bool


@dataclass(frozen=True, slots=True)
class _Unit:
    text: str
    line: int


def _sections(text: str, lines: Lines) -> tuple[list[_Section], list[Fault]]:
    sections: list[_Section] = []
    faults: list[Fault] = []
    opened: re.Match[str] | None = None
    for tag in _TRANSLATE.finditer(text):
        line = lines.number(tag.start())
        if tag[0] not in {"<translate>", "<translate nowrap>", "</translate>"}:
            faults.append(Fault("pt-parse-tag", line, f"{tag[0]} is not a form of the tag that Translate reads"))
        elif not tag["end"] and opened is not None:
            faults.append(Fault("pt-parse-nested", line, "<translate> inside <translate>"))
        elif not tag["end"]:
            opened = tag
        elif opened is None:
            faults.append(Fault("pt-parse-open", line, "</translate> without <translate>"))
        else:
            section, before = text[opened.end() : tag.start()], text[: opened.start()]
            starts_line = not before or before.endswith("\n")
            sections.append(_Section(section, opened.end(), tag.start(), lines.number(opened.end()), starts_line))
            opened = None
    if opened is not None:
        faults.append(Fault("pt-parse-close", lines.number(opened.start()), "<translate> without </translate>"))
    return sections, faults


def _check_outside(text: str, sections: list[_Section], lines: Lines) -> Iterator[Fault]:
    ends = [0, *(section.end for section in sections)]
    starts = [*(section.start for section in sections), len(text)]
    for end, start in zip(ends, starts, strict=True):
        for marker in _MARKER.finditer(text, end, start):
            yield Fault("pt-shake-position", lines.number(marker.start()), "a marker stands outside <translate>")
        for tag in _TVAR.finditer(text, end, start):
            yield Fault("tvar-outside", lines.number(tag.start()), "a variable outside <translate>")


def _check_places(text: str, lines: Lines) -> Iterator[Fault]:
    for found in _IN_ATTRIBUTE.finditer(text):
        message = "a unit in an attribute is not nowrap: it would get an element around it"
        yield Fault("nowrap", lines.number(found.end()), message)
    for found in _DISPLAY_TITLE.finditer(text):
        message = "a title that is set on the page clashes with the translated ones"
        yield Fault("display-title", lines.number(found.start()), message)


def _check_comments(text: str, lines: Lines) -> Iterator[Fault]:
    """Translate does not know comments: what they hide is translated."""
    opened: int | None = None
    for mark in _COMMENT.finditer(text):
        if mark[0] != "-->":
            opened = mark.start() if opened is None else opened
            continue
        if opened is not None and _TRANSLATE.search(text, opened, mark.start()):
            yield Fault("in-comment", lines.number(opened), "a unit in a comment is live all the same")
        opened = None


def _check_headings(text: str) -> Iterator[Fault]:
    """Before a translated heading, Translate puts an anchor named after the English one.

    It does so if the heading with its signs is a unit. Markup and variables become part of the name, so that links do
    not find it: then the page itself has to have an anchor before the heading.
    """
    before = ""
    was_marked = False
    for number, line in enumerate(text.split("\n"), 1):
        is_marker = line.startswith("<!--T:")
        if line.startswith("="):
            heading, marked, _ = line.partition("<!--T:")
            if "<translate" in line:
                yield Fault("heading", number, "a unit inside the signs of a heading leaves it without an anchor")
            elif (marked or was_marked) and _MARKUP.search(heading) and not _ANCHOR.search(before):
                message = "a heading with markup or a variable needs an anchor of its own before it"
                yield Fault("heading-anchor", number, message)
        was_marked = is_marker
        if line.strip() and not is_marker and line.strip() != "<translate>":
            before = line


def _units(section: _Section) -> Iterator[_Unit]:
    """Cut as Translate cuts: at empty lines. A line of blanks is not an empty line to it."""
    start, line, text = 0, section.line, section.text
    for cut in (*(run for run in _BLANKS.finditer(text) if "\n\n" in run[0]), None):
        part = text[start : cut.start() if cut else len(text)]
        if part.strip():
            leading = len(part) - len(part.lstrip("\n"))
            yield _Unit(part.strip("\n"), line + leading)
        if cut:
            line += text.count("\n", start, cut.end())
            start = cut.end()


def _check_unit(unit: _Unit, title: str, seen: dict[str, int]) -> Iterator[Fault]:
    names = _MARKER.findall(unit.text)
    if not names:
        yield Fault("unmarked", unit.line, "a unit has no marker: Translate would number it and change the page")
        return
    if len(names) > 1:
        yield Fault("pt-shake-multiple", unit.line, f"two markers in one unit: {', '.join(names)}")
        return
    yield from _check_name(names[0], unit.line, title, seen)
    body = _MARKER.sub("", unit.text)
    if not body.strip():
        yield Fault("pt-shake-empty", unit.line, f'the unit "{names[0]}" has no text')
        return
    if not _is_placed(unit.text, names[0]):
        yield Fault("pt-shake-position", unit.line, f'the marker of "{names[0]}" is not where Translate writes it')
    if any(not line.strip() for line in body.strip("\n").split("\n")):
        yield Fault("blank-line", unit.line, f'the unit "{names[0]}" holds a line of blanks')
    if (re.search(r"^=", body.strip(), re.MULTILINE)) and not _HEADING.fullmatch(body.strip()):
        yield Fault("heading", unit.line, f'the heading in "{names[0]}" is not alone in its unit')
    yield from _check_tvars(body, names[0], unit.line)


def _is_placed(text: str, name: str) -> bool:
    marker = f"<!--T:{name}-->"
    if text.startswith((f"{marker}\n", f"{marker} ")):
        return True
    return "\n" not in text and text.endswith(f" {marker}") and text.startswith("=")


def _check_name(name: str, line: int, title: str, seen: dict[str, int]) -> Iterator[Fault]:
    if name == RESERVED or name in seen:
        yield Fault("tpt-duplicate", line, f'the unit name "{name}" is used already')
    seen[name] = line
    if "_" in name or "/" in name:
        yield Fault("tpt-invalid", line, f'the unit name "{name}" has "_" or "/" in it')
    elif not _NAME.fullmatch(name):
        yield Fault("tpt-unit-title-invalid", line, f'the unit name "{name}" is not letters, digits, "-" and "."')
    if len(f"Translations:{title}/{name}".encode()) + LANGUAGE_ROOM > TITLE_BYTES:
        yield Fault(
            "tpt-unit-title-too-long", line, f'the title of the unit "{name}" is longer than {TITLE_BYTES} bytes'
        )


def _check_tvars(text: str, name: str, line: int) -> Iterator[Fault]:
    values: dict[str, str] = {}
    opened: tuple[str, int] | None = None
    spans: list[tuple[int, int]] = []
    for tag in _TVAR.finditer(text):
        if not tag["end"]:
            if opened is not None:
                yield Fault("tvar-nested", line, f'a variable inside a variable in "{name}"')
                return
            found = _TVAR_NAME.fullmatch(tag["rest"])
            opened = ((found[1] or found[2] or "") if found else "", tag.end())
            if not _TVAR_CHARACTERS.fullmatch(opened[0]):
                yield Fault("tvar-name", line, f'a variable without a name that translators can use in "{name}"')
        elif opened is None:
            yield Fault("tvar-open", line, f'a variable is closed but not opened in "{name}"')
            return
        else:
            value = text[opened[1] : tag.start()]
            spans.append((opened[1], tag.end()))
            if values.setdefault(opened[0], value) != value:
                yield Fault("tvar-value", line, f'the variable "{opened[0]}" has two values in "{name}"')
            if "\n" in value:
                yield Fault("tvar-line", line, f'the variable "{opened[0]}" has a line end in it in "{name}"')
            opened = None
    if opened is not None:
        yield Fault("tvar-close", line, f'a variable is not closed in "{name}"')
    outside = "".join(text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *spans, (len(text), 0)]))
    if values and re.search(r"\$[\w$-]", outside):
        yield Fault("tvar-literal", line, f'"$" in the text of "{name}" would be taken for a variable')
