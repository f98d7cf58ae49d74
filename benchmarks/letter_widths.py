"""Makes `src/wlw_i18n/data/letter-widths.json`: how wide letters are, in hundredths of the font's size.

    python -m benchmarks.letter_widths --fonts /usr/share/fonts/truetype/noto

The widths are those of the Noto Sans fonts (SIL Open Font Licence), which are about as wide as the fonts that browsers
take for `sans-serif` on phones and computers; Arial is a little narrower, DejaVu a little wider. Facts about a font are
no copy of it. Needs fontTools, and the fonts, which neither the toolkit nor its tests need. Run it when a script is
missing.
"""

import argparse
import json
import unicodedata
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont  # type: ignore[import-not-found,unused-ignore]

_TABLE: Final = Path(__file__).parents[1] / "src/wlw_i18n/data/letter-widths.json"
_SCRIPTS: Final = (
    "",
    *"Arabic Hebrew NKo Thaana Syriac Adlam Armenian Georgian Ethiopic Devanagari Bengali".split(),  # noqa: SIM905
    *"Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Khmer".split(),  # noqa: SIM905
    *"Myanmar Tifinagh Cherokee OlChiki Vai Mongolian".split(),  # noqa: SIM905
)
_STYLES: Final = ("Regular", "Bold")


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fonts", type=Path, required=True)
    folder = parser.parse_args().fonts
    table = {style.lower(): _runs(_widths(folder, style)) for style in _STYLES}
    lines = (
        f'"{style}": {{\n' + ",\n".join(f'"{start:x}": "{" ".join(map(str, run))}"' for start, run in runs) + "\n}"
        for style, runs in table.items()
    )
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    json.loads(text)
    _TABLE.write_text(text, encoding="utf-8")


def _widths(folder: Path, style: str) -> dict[int, int]:
    widths: dict[int, int] = {}
    for script in _SCRIPTS:
        # Not all scripts have a bold font.
        for name in (f"NotoSans{script}-{style}.ttf", f"NotoSans{script}-Regular.ttf"):
            if (folder / name).exists():
                for point, width in _of(TTFont(folder / name)).items():
                    widths.setdefault(point, width)
                break
    return widths


def _of(font: Any) -> dict[int, int]:
    names, advances, size = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    return {
        point: 0 if _is_without_width(point) else round(advances[name][0] * 100 / size)
        for point, name in names.items()
        if point < 0xE000 or 0x10000 <= point < 0x20000  # no private use, no ready-made joined forms
    }


def _is_without_width(point: int) -> bool:
    return unicodedata.category(chr(point)) in {"Mn", "Me", "Cf", "Cc"}


def _runs(widths: dict[int, int]) -> list[tuple[int, list[int]]]:
    runs: list[tuple[int, list[int]]] = []
    for point in sorted(widths):
        if runs and runs[-1][0] + len(runs[-1][1]) == point:
            runs[-1][1].append(widths[point])
        else:
            runs.append((point, [widths[point]]))
    return runs


if __name__ == "__main__":
    main()
