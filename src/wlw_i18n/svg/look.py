"""How an element of a drawing looks, as its attributes and those of the groups around it say."""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from wlw_i18n.svg.parsing import SVG

_SIZE: Final = re.compile(r"\s*+([\d.]++)\s*+(px|pt|em|rem|%)?\s*+")
_USUAL_SIZE: Final = 16.0
_UNITS: Final = {"": 1.0, "px": 1.0, "pt": 96 / 72}
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_STEP: Final = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)")

Matrix = tuple[float, float, float, float, float, float]
PLAIN: Final[Matrix] = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Look:
    """How the words of an element are set."""

    size: float
    """Of the font, in units of the element."""
    bold: bool
    monospace: bool
    anchor: str
    """`start`, `middle` or `end`."""


def look(element: etree._Element) -> Look:
    """How the words of an element are set, unless the parts of a line say otherwise."""
    weight, family = inherited(element, "font-weight"), inherited(element, "font-family")
    anchor = inherited(element, "text-anchor").strip()
    return Look(
        font_size(element),
        weight.strip() in {"bold", "bolder", "600", "700", "800", "900"},
        "monospace" in family,
        anchor if anchor in {"middle", "end"} else "start",
    )


def inherited(element: etree._Element, name: str) -> str:
    """A property, as the element or the nearest group around it says; empty if none does."""
    for one in (element, *element.iterancestors()):
        value = own(one, name)
        if value:
            return value
    return ""


def own(element: etree._Element, name: str) -> str:
    """A property, as the element alone says; `style` counts before the attribute, as in browsers."""
    for declaration in (element.get("style") or "").split(";"):
        key, _, value = declaration.partition(":")
        if key.strip() == name:
            return value.strip()
    return element.get(name) or ""


def font_size(element: etree._Element | None) -> float:
    """The size of an element's font, in units of the drawing around it."""
    if element is None:
        return _USUAL_SIZE
    found = _SIZE.fullmatch(own(element, "font-size"))
    if found is None:
        return font_size(element.getparent())
    unit = found[2] or ""
    try:
        value = float(found[1])
    except ValueError:
        return font_size(element.getparent())
    if unit in _UNITS:
        return value * _UNITS[unit]
    if unit == "rem":
        return value * _USUAL_SIZE
    return font_size(element.getparent()) * (value if unit == "em" else value / 100)


def number(value: str | None, default: float = 0, font: float = _USUAL_SIZE) -> float:
    """The first number of an attribute; `1.2em` is counted in font sizes."""
    found = _NUMBER.match((value or "").strip())
    if found is None:
        return default
    return float(found[0]) * (font if (value or "").strip()[found.end() :].startswith("em") else 1)


def numbers(value: str | None) -> list[float]:
    """All numbers of an attribute."""
    return [float(found) for found in _NUMBER.findall(value or "")]


def matrix(element: etree._Element) -> Matrix:
    """From the units of an element to those of the drawing; `use` and inner `<svg>` are not followed."""
    result = PLAIN
    for one in (element, *element.iterancestors(f"{SVG}*")):
        result = _times(_transform(one.get("transform") or ""), result)
    return result


def is_upright(value: Matrix) -> bool:
    """Whether nothing is turned or slanted."""
    return value[1] == 0 and value[2] == 0


def _transform(value: str) -> Matrix:
    result = PLAIN
    for kind, arguments in _STEP.findall(value):
        result = _times(result, _step(kind, numbers(arguments)))
    return result


def _step(kind: str, values: list[float]) -> Matrix:
    match kind, values:
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "translate", [x, *rest]:
            return 1, 0, 0, 1, x, rest[0] if rest else 0
        case "scale", [x, *rest]:
            return x, 0, 0, rest[0] if rest else x, 0, 0
        case "rotate" | "skewX" | "skewY", [angle, *_] if angle % 360:
            return 0, 1, -1, 0, 0, 0  # only that it is turned counts
        case _:
            return PLAIN


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )
