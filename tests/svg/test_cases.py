"""Drawings as cases: what is taken out of them, which words they have, and how they look in other languages.

- `svg-safety`: an SVG file; the file as it is shipped, then what is reported, each with its line.
- `svg-words`: an SVG file, with `alt: …` on the line before it if that matters; its units with what translators are
  told, newlines as `⏎`.
- `svg-drawn`: a language; messages and translations as `English = translation`, `⏎` for a newline; an empty line; an
  SVG file. Then the file in that language.
"""

import pytest

from tests.casefiles import cases
from tests.svg import drawn
from wlw_i18n import segment
from wlw_i18n.svg import optimising


def shipped(given: str) -> str:
    _, found = drawn.read(given.encode())
    reported = (
        f"{one.severity.name.lower()} {one.location.line if one.location else 0}: {one.message} {one.hint}"
        for one in found
    )
    return "\n".join([optimising.shipped(given.encode()).decode(), *reported])


def words(given: str) -> str:
    alt, svg = "A picture", given
    if given.startswith("alt: "):
        first, _, svg = given.partition("\n")
        alt = first.removeprefix("alt: ")
    document, _ = drawn.read(svg.encode(), alt)
    units = [unit for unit in segment.units(document) if unit.kind.value == "pic"]
    return "\n".join(f"{unit.text.replace(chr(10), '⏎')} | {' '.join(unit.comments[1:])}" for unit in units)


def translated(given: str) -> str:
    head, _, svg = given.partition("\n\n")
    code, *pairs = head.split("\n")
    messages = dict(pair.replace("⏎", "\n").split(" = ", 1) for pair in pairs)
    return drawn.in_language(svg.encode(), code, messages).decode().replace("><", ">\n<")


@pytest.mark.parametrize(("given", "expected"), cases("svg-safety"))
def test_what_does_not_belong_into_a_picture_is_taken_out_and_reported(given: str, expected: str) -> None:
    assert shipped(given) == expected


@pytest.mark.parametrize(("given", "expected"), cases("svg-words"))
def test_words_of_a_drawing_are_units(given: str, expected: str) -> None:
    assert words(given) == expected


@pytest.mark.parametrize(("given", "expected"), cases("svg-drawn"))
def test_a_drawing_in_another_language(given: str, expected: str) -> None:
    assert translated(given) == expected
