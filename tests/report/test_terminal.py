"""`wlw-i18n status` in terminals of all widths, with colours and without."""

import io
import re

import pytest
from rich.console import Console

from tests.report.sample import DASHBOARD, STATUS
from wlw_i18n.cli.console import print_status

FILE_AND_LINE = "translations/"


def printed(width: int, *codes: str, colours: bool = False) -> str:
    out = io.StringIO()
    system = "standard" if colours else None
    console = Console(
        file=out,
        width=width,
        force_terminal=colours,
        color_system=system,
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    print_status(console, DASHBOARD, codes)
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 96, 120, 200])
@pytest.mark.parametrize("codes", [(), ("ar",), ("fr", "sw")])
def test_no_line_is_broken_or_too_long(width: int, codes: tuple[str, ...]) -> None:
    lines = printed(width, *codes).splitlines()
    assert [line for line in lines if len(line) > width and FILE_AND_LINE not in line] == []
    assert all(line.count(".po:") <= 1 for line in lines)


@pytest.mark.parametrize(
    ("width", "heads"),
    [
        (60, "Language Ready Stale To do Failing Learners"),
        (80, "Language Ready Stale To confirm Rejected To do Learners see it"),
        (100, "Language Ready Stale To confirm Rejected To do Failing Learners see it"),
    ],
)
def test_what_stands_in_columns(width: int, heads: str) -> None:
    (line,) = (line for line in printed(width).splitlines() if line.startswith("Language"))
    assert " ".join(line.split()) == heads


def test_a_narrow_terminal_counts_all_that_is_to_be_done() -> None:
    arabic = next(line for line in printed(60).splitlines() if line.startswith("ar"))
    assert arabic.split()[2:] == ["57.8", "%", "300", "785", "4", "yes"]


def test_history_and_work() -> None:
    assert "v1.0 (2026-06-30): fr 80 %, ar 1 %" in printed(80)
    said = printed(80, "ar")
    assert "Failing checks: 3 numbers, 1 markup" in said
    assert "Translators: سلمى العلوي (3 files)" in said
    assert "At git tags: v1.0 1 %" in said
    assert "translations/ar/gap/measured.po:40: stale, 1 word [p-1]" in said


def test_colours_add_nothing_but_colours() -> None:
    plain, coloured = printed(80), printed(80, colours=True)
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_a_wide_terminal_draws_bars() -> None:
    drawn = [line.split()[-1] for line in printed(130).splitlines() if line.rstrip().endswith(("#", "."))]
    assert drawn == ["####################", "#########~~~........", "##########..........", "...................."]
    assert len(drawn) == len(STATUS.languages)
