"""What a drawing may consist of: elements and attributes that draw, and none that run, load, move or link.

(SVG 2, appendices "Element Index" and "Attribute Index".)
"""

from typing import Final

ELEMENTS: Final = frozenset(
    """
    svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc
    linearGradient radialGradient stop clipPath mask pattern marker image style
    filter feGaussianBlur feOffset feMerge feMergeNode feColorMatrix feFlood feComposite feBlend feDropShadow
    """.split()  # noqa: SIM905
)
UNWRAPPED: Final = frozenset({"a", "switch"})
"""What is in them stays."""
MOVING: Final = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set", "discard"})
SILENT: Final = frozenset({"metadata", "view", "font", "font-face", "glyph", "missing-glyph", "cursor"})
"""Left out without a word: nobody sees them."""

GEOMETRY: Final = frozenset(
    """
    x y width height cx cy r rx ry x1 y1 x2 y2 fx fy fr dx dy d points transform viewBox pathLength startOffset
    gradientTransform patternTransform refX refY markerWidth markerHeight rotate textLength stroke-width
    stroke-dasharray stroke-dashoffset stroke-miterlimit font-size letter-spacing word-spacing baseline-shift
    stdDeviation radius offset
    """.split()  # noqa: SIM905
)
"""Attributes that hold numbers."""
_LOOK: Final = frozenset(
    """
    fill fill-opacity fill-rule stroke stroke-opacity stroke-linecap stroke-linejoin opacity color stop-color
    stop-opacity flood-color flood-opacity clip-path clip-rule mask filter marker-start marker-mid marker-end
    font-family font-weight font-style font-variant font-stretch text-anchor text-decoration dominant-baseline
    alignment-baseline direction unicode-bidi writing-mode display visibility overflow paint-order vector-effect
    shape-rendering text-rendering image-rendering color-interpolation color-interpolation-filters mix-blend-mode
    isolation transform-origin
    """.split()  # noqa: SIM905
)
_OTHER: Final = frozenset(
    """
    id class style lang role aria-hidden aria-labelledby aria-describedby focusable preserveAspectRatio version
    lengthAdjust method side spacing gradientUnits spreadMethod patternUnits patternContentUnits clipPathUnits maskUnits
    maskContentUnits markerUnits orient filterUnits primitiveUnits in in2 result mode operator type values k1 k2 k3 k4
    translate
    """.split()  # noqa: SIM905
)
WORDS: Final = "data-words"
"""An attribute of our own for every element with words: which of the texts of a `Drawing` they are, or `ALT`."""
ALT: Final = "alt"
"""What `WORDS` says of words that are the picture's alternative text."""
MIRROR: Final = "data-mirror"
"""An attribute of authors: `true` for what is turned over for readers from right to left."""
ATTRIBUTES: Final = GEOMETRY | _LOOK | _OTHER | {MIRROR}
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
XLINK_HREF: Final = "{http://www.w3.org/1999/xlink}href"
NAMESPACED: Final = frozenset({f"{XML}lang", f"{XML}space"})
"""Attributes of other vocabularies that stay."""
