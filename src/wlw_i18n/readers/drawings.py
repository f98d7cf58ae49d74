"""The words of a drawing: an SVG file of the course.

Each `<text>` is one unit. Parts of it with a place of their own (`x`, `y`, `dy`) are its lines, which a message joins
with a newline. A part that is only set apart (bold, another colour) is `**strong**` in the message, and looks as the
author made it in the drawing; one with `translate="no"` is `` `code` ``, which nobody translates. `<title>` and
`<desc>` are units too, for those who hear the drawing; but not a title that is the picture's alternative text, or a
text of the drawing, again. `translate="no"` on a whole text, or on a group, keeps it as it is.
"""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from wlw_i18n import inline
from wlw_i18n.model import diagnostic
from wlw_i18n.model.diagnostic import Severity
from wlw_i18n.model.media_words import Drawing
from wlw_i18n.model.source import beside
from wlw_i18n.model.text import NO_ROOM, Code, Inline, Kind, LineBreak, Prose, Room, Strong, Text
from wlw_i18n.readers.context import Context
from wlw_i18n.svg.allowed import ALT, MIRROR, WORDS

if TYPE_CHECKING:
    from wlw_i18n.svg.boxes import Scene
    from wlw_i18n.svg.words import Line, Run, Words

_DOUBT = 0.05
"""How much longer than its room a text may seem: many fonts are narrower than what is computed with."""


def read(src: str, alt: Prose, line: int, context: Context) -> Drawing | None:
    """The drawing that a document shows; None for other pictures, and where nothing is translated.

    Args:
        src: the address, as the document writes it.
        alt: the picture's alternative text.
        line: of the picture in the document.
        context: of the document.
    """
    if not src.lower().endswith(".svg"):
        return None
    content = context.media(src)
    if content is None or src in context.drawings:
        return None
    context.drawings.add(src)
    from wlw_i18n.svg import boxes, optimising, parsing, safety, words  # noqa: PLC0415 - slow to import

    root, faults = parsing.parse(content)
    path = beside(context.report.path, src)
    if root is not None:
        faults = (*faults, *safety.make_safe(root))
    for fault in faults:
        severity = Severity.ERROR if fault.is_fatal else Severity.WARNING
        left = "; the picture is left empty" if fault.is_fatal else ""
        context.report.add(
            diagnostic.Code.PICTURE_UNSAFE, severity, fault.line, fault.message + left, fault.hint, path=path
        )
    if root is None or not context.translating:
        return None
    found = words.words(root)
    scene = boxes.scene(root, found)
    for one in found:
        _report_long(one, scene, path, context)
    name = posixpath.basename(path)
    proses = tuple(_proses(found, scene, inline.visible(alt.inlines), _Place(name, line), context))
    if not proses and root.find(f".//*[@{MIRROR}]") is None and root.get(MIRROR) is None:
        return None
    return Drawing(optimising.written(root).decode(), proses)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a drawing is shown."""

    name: str
    """Of its file."""
    line: int
    """In the document."""


def _report_long(one: "Words", scene: "Scene", path: str, context: Context) -> None:
    """Tell authors of words that leave their box in the source language already."""
    from wlw_i18n.svg.boxes import place  # noqa: PLC0415 - slow to import
    from wlw_i18n.svg.parsing import line_of  # noqa: PLC0415

    placed = [] if one.is_title else [spot for spot in place(one) if spot is not None]
    excess = max(
        (spot.width / max(scene.room(spot), spot.size / 10) - 1 for spot in placed if spot.size > 0), default=0
    )
    if excess > _DOUBT:
        message = f'"{one.text}" is {ceil(excess * 100)} % too long for its place in the picture'
        hint = "Make its box larger, or break it into lines. Translations need a third more room than English."
        code = diagnostic.Code.PICTURE_TEXT_LONG
        context.report.add(code, Severity.WARNING, line_of(one.element), message, hint, path=path)


def _proses(found: "Sequence[Words]", scene: "Scene", alt: str, shown: _Place, context: Context) -> Iterator[Prose]:
    """The units of a drawing; marks their elements."""
    from wlw_i18n.svg import words  # noqa: PLC0415 - slow to import

    drawn = [one for one in found if not one.is_title]
    numbers: dict[str, int] = {}
    # What is drawn is looked at first, so that a title can be found to repeat it; the order of units is the file's.
    kept = {one.text for one in drawn if words.is_translated(one.element) and words.has_letter(one.text)}
    count = 0
    pending = []
    for one in found:
        if not words.has_letter(one.text) or not words.is_translated(one.element):
            continue
        if one.is_name and one.text == " ".join(alt.split()):
            one.element.set(WORDS, ALT)
        elif one.is_name and one.text in kept:
            pending.append(one)
        else:
            one.element.set(WORDS, str(count))
            numbers.setdefault(one.text, count)
            count += 1
            room = NO_ROOM if one.is_title else _room(one, scene)
            yield _prose(one, room, shown, context)
    for one in pending:
        one.element.set(WORDS, str(numbers[one.text]))


def _prose(one: "Words", room: Room, shown: _Place, context: Context) -> Prose:
    inlines = _inlines(one.lines)
    as_written = "\n".join(line.text for line in one.lines)
    text = next((text for text in (as_written, inline.write(inlines)) if inline.parse(text) == inlines), None)
    if text is None:
        text = inline.plain(one.text)
        inlines = inline.parse(text)
    prose = context.from_medium(Kind.LABEL, text, inlines, shown.line, _note(one, room, shown.name))
    return replace(prose, room=room)


def _note(one: "Words", room: Room, name: str) -> str:
    """What translators are told."""
    from wlw_i18n.svg.widths import letters  # noqa: PLC0415 - slow to import

    if one.is_title:
        what = "The picture's name" if one.is_name else "What the picture shows"
        return f"{what}, for those who hear it: {name}."
    if not room.widths:
        return f"In the picture {name}."
    spaces = [letters(width) for width in room.widths]
    if len(spaces) == 1:
        return f"In the picture {name}. About {spaces[0]} letters fit."
    return f"In the picture {name}. {len(spaces)} lines; about {min(spaces)} letters fit on a line."


def _room(one: "Words", scene: "Scene") -> Room:
    """The room of a text; unknown if one of its lines is turned or follows a path."""
    from wlw_i18n.svg.boxes import place  # noqa: PLC0415 - slow to import

    placed = [spot for spot in place(one) if spot is not None]
    if len(placed) != len(one.lines) or not all(spot.size > 0 for spot in placed):
        return NO_ROOM
    # A text that its author let grow beyond its box, which browsers may set narrower, has at least the room it takes.
    rooms = tuple(round(max(scene.room(spot), spot.width) / spot.size, 2) for spot in placed)
    return Room(rooms, placed[0].look.bold, placed[0].look.monospace)


def _inlines(lines: "Sequence[Line]") -> tuple[Inline, ...]:
    nodes: list[Inline] = []
    for line in lines:
        if nodes:
            nodes.append(LineBreak())
        nodes.extend(_of_line(line.runs))
    return tuple(nodes)


def _of_line(runs: "Sequence[Run]") -> Iterator[Inline]:
    """The nodes of a line. Spaces at the ends of a marked part belong to what is around it."""
    plain = ""
    for run in runs:
        words = run.text.strip(" ")
        if run.part is None or not words:
            plain += run.text
            continue
        plain += run.text[: len(run.text) - len(run.text.lstrip(" "))]
        if plain:
            yield Text(plain)
        yield Code(words) if run.part.get("translate") == "no" else Strong((Text(words),))
        plain = run.text[len(run.text.rstrip(" ")) :]
    if plain:
        yield Text(plain)
