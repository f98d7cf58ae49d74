"""No regular expression takes endless time: some texts come from anywhere.

Time that grows with the square of a run of one character is let pass: texts are paragraphs, and files have a largest
size. What grows faster is not.
"""

import re

import pytest

from tests import attacks
from tests.attacks import Expression, expressions

KNOWN = {
    "wlw_i18n.exporters.wikitext.lint_quiz._QUIZ": "looks at pages that we rendered ourselves",
}
"""Those that are slow, and why that does no harm."""


@pytest.mark.parametrize(
    "expression",
    [one for one in expressions() if one.where not in KNOWN],
    ids=lambda one: one.where.removeprefix("wlw_i18n."),
)
def test_no_text_takes_endless_time(expression: Expression) -> None:
    assert attacks.slow(expression) == ""


@pytest.mark.parametrize("pattern", [r"(a|a)+b", r"\s*x?\s*\w*\s*y", r"(?:a+)+b"])
def test_an_expression_that_is_slow_is_found(pattern: str) -> None:
    assert attacks.slow(Expression("", re.compile(pattern), anywhere=True))


@pytest.mark.parametrize("pattern", [r"\s++y", r"a[^b]b", r"(?:[^<>]++|<)", r"[a-z]+"])
def test_an_expression_that_is_not_is_let_go(pattern: str) -> None:
    assert not attacks.slow(Expression("", re.compile(pattern), anywhere=False))


def test_one_that_is_slow_only_where_the_whole_text_has_to_match_is_found() -> None:
    assert attacks.slow(Expression("", re.compile(r"[a.]+(\.[a.]+)*"), anywhere=False))
