"""How wide a text is, without a browser.

Nobody knows which font a reader's browser takes for `sans-serif`. The table has the widths of the Noto Sans fonts
(`benchmarks/letter_widths.py` makes it), and a margin is added for wider fonts. Letters of Arabic script are narrower
where they join: by a fifth on average and by an eighth in nineteen of twenty lines, measured with a shaping engine on
the course's translations. Kerning and ligatures of other scripts are left out: they make text narrower, seldom wider.
"""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

MARGIN: Final = 1.05
"""Fonts of other makers are this much wider, most of them not."""
_UNKNOWN: Final = 1.0
"""A letter that is not in the table, as those of Chinese, Japanese and Korean, is a square."""
_MONOSPACE: Final = 0.62
_JOINED: Final = 0.88
_SQUARE: Final = frozenset("WF")
_USUAL: Final = 0.56
"""The width of a letter in a usual English text."""


def width(text: str, *, bold: bool = False, monospace: bool = False) -> float:
    """The width of a line, in font sizes.

    Args:
        text: the line.
        bold: whether it is set in bold.
        monospace: whether all letters of the font are as wide.
    """
    if monospace:
        return MARGIN * sum(_MONOSPACE * _cells(char) for char in text)
    table = _table()["bold" if bold else "regular"]
    return MARGIN * sum(_letter(table, char) for char in text)


def letters(room: float) -> int:
    """About how many letters fit into a width that is given in font sizes."""
    return max(1, int(room / (MARGIN * _USUAL)))


def _letter(table: Mapping[str, float], char: str) -> float:
    found = table.get(char)
    if found is None:
        return _UNKNOWN * bool(_cells(char))
    return found * _JOINED if "\u0620" <= char <= "\u06ff" else found


def _cells(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _SQUARE else 1


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    content = json.loads((files("wlw_i18n") / "data" / "letter-widths.json").read_text(encoding="utf-8"))
    return {style: dict(_unpacked(runs)) for style, runs in content.items()}


def _unpacked(runs: Mapping[str, str]) -> list[tuple[str, float]]:
    return [
        (chr(int(start, 16) + offset), int(value) / 100)
        for start, run in runs.items()
        for offset, value in enumerate(run.split())
    ]
