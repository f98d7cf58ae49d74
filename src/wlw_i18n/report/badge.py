"""Badges: a picture for each language that says how far it is, for other sites to show.

The width follows from the text: fonts differ, so each kind of letter is taken at what it needs in wide fonts,
and the text stands in the middle of its field. Nothing stretches it.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.status import CourseStatus, LanguageStatus
from wlw_i18n.render.sanitise import escape
from wlw_i18n.report.shares import percent, step

_SIZE: Final = 12
_PADDING: Final = 8
_HEIGHT: Final = 22
_NARROW: Final = frozenset("fijlrtI.,:;'|!()[]’ ")
_BROAD: Final = frozenset("mwMWQOG@%")
_WIDTHS: Final = {"narrow": 0.42, "broad": 0.98, "upper": 0.74, "wide": 1.05, "usual": 0.64}
"""In widths of the letter's height; of Verdana and DejaVu Sans, the widest of the fonts that are asked for."""
_COLOURS: Final = ("#5c5266", "#8a1c4a", "#7a4b00", "#6b5300", "#0b6463", "#17632f")
"""By step. White text on each has a contrast of more than 6 to 1; the number says the same without colour."""

_SVG: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">
<title>{title}</title>
<rect width="{left}" height="{height}" fill="#241c2e"/>
<rect x="{left}" width="{right}" height="{height}" fill="{colour}"/>
<g fill="#fff" font-family="Verdana, 'DejaVu Sans', 'Noto Sans', sans-serif" font-size="{size}" text-anchor="middle">
<text x="{left_middle}" y="{baseline}" xml:lang="{tag}" direction="{direction}">{name}</text>
<text x="{right_middle}" y="{baseline}">{value}</text>
</g>
</svg>
"""


def badges(status: CourseStatus) -> Iterator[OutputFile]:
    """One SVG for each language, named by its code."""
    for language in status.languages:
        yield OutputFile(f"{language.code}.svg", badge(language).encode())


def badge(language: LanguageStatus) -> str:
    """The badge of one language: its own name, and the share of words that learners can read."""
    value = f"{percent(language.counts.share)} %"
    left, right = (round(length(text) * _SIZE) + 2 * _PADDING for text in (language.autonym, value))
    return _SVG.format(
        title=escape(f"{language.autonym} {value}"),
        name=escape(language.autonym),
        value=value,
        tag=escape(language.tag),
        direction=language.direction,
        colour=_COLOURS[step(language.counts.share)],
        width=left + right,
        height=_HEIGHT,
        left=left,
        right=right,
        left_middle=_half(left),
        right_middle=_half(2 * left + right),
        baseline=15,
        size=_SIZE,
    )


def length(text: str) -> float:
    """About how long a text is, in heights of its letters."""
    return sum(_width(character) for character in text)


def _width(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return _WIDTHS["wide"]
    # An accent does not make a letter broader.
    base = unicodedata.normalize("NFD", character)[0]
    if base in _NARROW:
        return _WIDTHS["narrow"]
    if base in _BROAD:
        return _WIDTHS["broad"]
    return _WIDTHS["upper" if base.isupper() else "usual"]


def _half(width: int) -> str:
    return f"{width / 2:g}"
