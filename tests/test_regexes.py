"""No regular expression takes endless time: some texts come from anywhere.

Time that grows with the square of a run is let pass where texts are ours or have a largest size; not in what reads
texts of volunteers and of other programs. What grows faster is found everywhere.
"""

import re

import pytest

from tests import attacks
from tests.attacks import Expression, expressions

KNOWN: dict[str, str] = {}
"""Those that are slow, and why that does no harm."""

UNTRUSTED = (
    "wlw_i18n.align.",
    "wlw_i18n.catalogs.",
    "wlw_i18n.checks.",
    "wlw_i18n.exporters.wikitext.lint",
    "wlw_i18n.inline.",
    "wlw_i18n.preview.pseudo.",
    "wlw_i18n.render.sanitise.",
)
"""Where texts of any length are read."""
LONG = 12_000
SHORT_TEXTS = {
    "wlw_i18n.catalogs.credits._ADDRESS": "lines of a comment that are long are passed over",
    "wlw_i18n.catalogs.credits._YEARS": "the same",
    "wlw_i18n.checks.punctuation._ABBREVIATION": "looks at the end of a text alone",
}
"""Those that take time with the square of a text, and why that does no harm."""


@pytest.mark.parametrize(
    "expression",
    [one for one in expressions() if one.where not in KNOWN],
    ids=lambda one: one.where.removeprefix("wlw_i18n."),
)
def test_no_text_takes_endless_time(expression: Expression) -> None:
    assert attacks.slow(expression) == ""


@pytest.mark.parametrize(
    "expression",
    [one for one in expressions() if one.where.startswith(UNTRUSTED) and one.where not in SHORT_TEXTS],
    ids=lambda one: one.where.removeprefix("wlw_i18n."),
)
def test_texts_of_strangers_take_time_in_proportion(expression: Expression) -> None:
    assert attacks.slow(expression, (LONG,)) == ""


@pytest.mark.parametrize("pattern", [r"\w+@", r"\s*x?,", r"(`+)x+?\1"])
def test_an_expression_that_grows_with_the_square_is_found(pattern: str) -> None:
    assert attacks.slow(Expression("", re.compile(pattern), anywhere=True), (LONG,))


@pytest.mark.parametrize("pattern", [r"(a|a)+b", r"\s*x?\s*\w*\s*y", r"(?:a+)+b"])
def test_an_expression_that_is_slow_is_found(pattern: str) -> None:
    assert attacks.slow(Expression("", re.compile(pattern), anywhere=True))


@pytest.mark.parametrize("pattern", [r"\s++y", r"a[^b]b", r"(?:[^<>]++|<)", r"[a-z]+"])
def test_an_expression_that_is_not_is_let_go(pattern: str) -> None:
    assert not attacks.slow(Expression("", re.compile(pattern), anywhere=False))


def test_one_that_is_slow_only_where_the_whole_text_has_to_match_is_found() -> None:
    assert attacks.slow(Expression("", re.compile(r"[a.]+(\.[a.]+)*"), anywhere=False))
