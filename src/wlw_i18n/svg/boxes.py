"""Where the words of a drawing stand, and how much room each line has.

The box of a text is the smallest shape around the point where its first line begins: a rectangle, circle, ellipse or
polygon, else the whole drawing. A line may grow up to the edge of its box, and up to other shapes and words beside it.
Paths are not looked at, nor is anything that is turned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from lxml import etree

from wlw_i18n.svg import widths
from wlw_i18n.svg.look import Look, Matrix, inherited, is_upright, look, matrix, number, numbers, own
from wlw_i18n.svg.parsing import SVG, local_name
from wlw_i18n.svg.words import Line, Words

EDGE: Final = 0.15
"""Free space at the edge of a box, in font sizes."""
_APART: Final = 0.3
"""Between a line and what stands beside it, in font sizes."""
_ABOVE: Final = 0.72
_BELOW: Final = 0.22
"""How high and deep letters are, in font sizes."""
_SHAPES: Final = tuple(f"{SVG}{name}" for name in ("rect", "circle", "ellipse", "polygon", "polyline", "line"))
_CROWD: Final = 100_000
"""Lines times things that may stand beside them: in a map of hundreds of names, the edges alone count as room."""
_UNDRAWN: Final = frozenset(f"{SVG}{name}" for name in ("defs", "clipPath", "mask", "pattern", "symbol", "marker"))


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of words, where it stands: all in units of the whole drawing."""

    x: float
    y: float
    size: float
    look: Look
    width: float
    """As far as it can be told without a browser."""

    @property
    def top(self) -> float:
        """Of its letters."""
        return self.y - _ABOVE * self.size

    @property
    def bottom(self) -> float:
        """Of its letters."""
        return self.y + _BELOW * self.size

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.x - self.width * {"start": 0, "middle": 0.5, "end": 1}[self.look.anchor]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class _Shape:
    """A shape that can be a box, or stand in the way."""

    points: tuple[tuple[float, float], ...]
    """Corners; of a round shape, the upper left and lower right of what surrounds it."""
    is_round: bool
    is_closed: bool

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        across, down = [x for x, _ in self.points], [y for _, y in self.points]
        return min(across), min(down), max(across), max(down)

    @property
    def area(self) -> float:
        left, top, right, bottom = self.bounds
        return (right - left) * (bottom - top)

    def chord(self, x: float, y: float) -> tuple[float, float] | None:
        """From where to where the shape reaches around a point, at its height; None if the point is outside."""
        left, top, right, bottom = self.bounds
        if not (self.is_closed and left <= x <= right and top <= y <= bottom):
            return None
        if self.is_round:
            half = (bottom - top) / 2
            reach = (right - left) / 2 * sqrt(max(0, 1 - ((y - top - half) / half) ** 2)) if half else 0
            middle = (left + right) / 2
            return (middle - reach, middle + reach) if abs(x - middle) <= reach else None
        crossings = sorted(self._crossings(y))
        for begin, end in zip(crossings[::2], crossings[1::2], strict=False):
            if begin <= x <= end:
                return begin, end
        return None

    def _crossings(self, y: float) -> Iterator[float]:
        for (x1, y1), (x2, y2) in zip(self.points, (*self.points[1:], self.points[0]), strict=True):
            if (y1 <= y) != (y2 <= y):
                yield x1 + (y - y1) * (x2 - x1) / (y2 - y1)


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing as far as it decides how long words may be."""

    left: float
    right: float
    shapes: tuple[_Shape, ...]
    lines: tuple[Placed, ...]

    def room(self, line: Placed) -> float:
        """How wide a line may be, in units of the drawing."""
        left, right = self.box(line)
        for begin, end in self._beside(line):
            if begin >= line.right:
                right = min(right, begin)
            elif end <= line.left:
                left = max(left, end)
        match line.look.anchor:
            case "start":
                return right - line.x
            case "end":
                return line.x - left
            case _:
                return 2 * min(line.x - left, right - line.x)

    def box(self, line: Placed) -> tuple[float, float]:
        """From where to where the box of a line reaches, at the line's height, less a little space."""
        left, right = self.left, self.right
        heights = (line.top, (line.top + line.bottom) / 2, line.bottom)
        around = [shape for shape in self.shapes if shape.chord(line.x, heights[1])]
        if around:
            box = min(around, key=lambda shape: shape.area)
            chords = [chord for chord in (box.chord(line.x, height) for height in heights) if chord]
            left, right = max(chord[0] for chord in chords), min(chord[1] for chord in chords)
        space = EDGE * line.size
        return left + space, right - space

    def _beside(self, line: Placed) -> Iterator[tuple[float, float]]:
        """From where to where things reach that stand at the line's height, with some space around them."""
        space = _APART * line.size
        for shape in self.shapes:
            left, top, right, bottom = shape.bounds
            if top < line.bottom and bottom > line.top:
                yield left - space, right + space
        for other in self.lines:
            if other is line or other.top >= line.bottom or other.bottom <= line.top:
                continue
            if other.left >= line.right:
                # What grows towards the line gets half of what is between them.
                grows = other.look.anchor != "start" and line.look.anchor != "end"
                yield (line.right + other.left) / 2 if grows else other.left - space, other.right
            elif other.right <= line.left:
                grows = other.look.anchor != "end" and line.look.anchor != "start"
                yield other.left, (line.left + other.right) / 2 if grows else other.right + space


def scene(root: etree._Element, words: Sequence[Words]) -> Scene:
    """Measure a drawing.

    Args:
        root: of the drawing.
        words: its elements with words.
    """
    box = numbers(root.get("viewBox"))
    left, width = (box[0], box[2]) if len(box) == 4 else (0.0, number(root.get("width"), 300))
    lines = tuple(line for one in words if not one.is_title for line in place(one) if line is not None)
    shapes = tuple(_shapes(root))
    if len(lines) * (len(lines) + len(shapes)) > _CROWD:
        lines, shapes = (), ()
    return Scene(left, left + width, shapes, lines)


def place(words: Words) -> tuple[Placed | None, ...]:
    """Where the lines of a `<text>` stand; None for one that is turned or follows a path."""
    text = words.element
    how = matrix(text)
    placed: list[Placed | None] = []
    font = look(text).size
    # SVG: `dy` moves from where the last line stood, `y` sets anew.
    x, y = number(text.get("x"), font=font), number(text.get("y"), font=font) + number(text.get("dy"), font=font)
    for line in words.lines:
        holder = _holder(line, text)
        if holder is not text:
            x = number(holder.get("x"), x, font)
            y = number(holder.get("y"), y, font) + number(holder.get("dy"), 0, look(holder).size)
        usable = is_upright(how) and not holder.tag.endswith("textPath")
        placed.append(_placed(line, x, y, how) if usable else None)
    return tuple(placed)


def _holder(line: Line, text: etree._Element) -> etree._Element:
    """The element that places a line: what is in a `<tspan>` that only colours a line stands where that one does."""
    for holder in (line.holder, *line.holder.iterancestors()):
        if holder is text or any(holder.get(name) for name in ("x", "y", "dy")):
            return holder
    return text


def _placed(line: Line, x: float, y: float, how: Matrix) -> Placed:
    found = look(line.holder)
    scale, height, across, down = how[0], how[3], how[4], how[5]
    size = found.size * abs(height)
    width = (
        abs(scale)
        * found.size
        * sum(
            widths.width(run.text, bold=found.bold or run.part is not None, monospace=found.monospace)
            for run in line.runs
        )
    )
    return Placed(scale * x + across, height * y + down, size, found, width)


def _shapes(root: etree._Element) -> Iterator[_Shape]:
    for element in root.iter(*_SHAPES):
        how = matrix(element)
        hidden = any(one.tag in _UNDRAWN for one in element.iterancestors()) or own(element, "display") == "none"
        if hidden or not is_upright(how) or not _is_seen(element):
            continue
        points = tuple((how[0] * x + how[4], how[3] * y + how[5]) for x, y in _points(element))
        if len(points) > 1:
            kind = local_name(element)
            yield _Shape(_corners(points) if kind == "rect" else points, kind in {"circle", "ellipse"}, kind != "line")


def _is_seen(element: etree._Element) -> bool:
    return inherited(element, "fill") != "none" or inherited(element, "stroke") not in {"", "none"}


def _points(element: etree._Element) -> tuple[tuple[float, float], ...]:
    def value(name: str) -> float:
        return number(element.get(name))

    match local_name(element):
        case "rect":
            return (value("x"), value("y")), (value("x") + value("width"), value("y") + value("height"))
        case "circle":
            r = value("r")
            return (value("cx") - r, value("cy") - r), (value("cx") + r, value("cy") + r)
        case "ellipse":
            across, down = value("rx"), value("ry")
            return (value("cx") - across, value("cy") - down), (value("cx") + across, value("cy") + down)
        case "line":
            return (value("x1"), value("y1")), (value("x2"), value("y2"))
        case _:
            found = numbers(element.get("points"))
            return tuple(zip(found[::2], found[1::2], strict=False))


def _corners(points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    (x1, y1), (x2, y2) = points
    return (x1, y1), (x2, y1), (x2, y2), (x1, y2)
