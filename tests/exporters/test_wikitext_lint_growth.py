"""The linters take time in proportion to the page, whatever is on it: the same piece a few thousand times over."""

import time
from collections.abc import Callable

import pytest

from wlw_i18n.exporters.wikitext.lint import lint_translatable
from wlw_i18n.exporters.wikitext.lint_places import Lines
from wlw_i18n.exporters.wikitext.lint_quiz import lint_quizzes

SHORT, LONG = 500, 4000
_MOST = 24
_LEAST_SECONDS = 0.005
"""Below this, a time says nothing."""
_HEAD = '{a\n|type="()"}\n+ b\n\n'
_FIELD = '<quiz>\n{a\n|type="{}"}\n'

PAGES: dict[str, Callable[[int], str]] = {
    "quizzes": lambda n: f"<quiz>\n{_HEAD}</quiz>\n" * n,
    "quizzes that do not end": lambda n: "<quiz>\n" * n,
    "tags that do not end": lambda n: "<quiz a " * n,
    "ends alone": lambda n: "</quiz>\n" * n,
    "questions": lambda n: f"<quiz>\n{_HEAD * n}</quiz>",
    "questions without an empty line": lambda n: f"<quiz>\n{_HEAD.strip() * n}</quiz>",
    "questions with other lines": lambda n: "<quiz>\n" + "{a}\n" * n + "</quiz>",
    "heads that do not end": lambda n: "<quiz>\n" + "{a\n" * n + "</quiz>",
    "heads and empty lines": lambda n: "<quiz>\n" + "{a\n\n" * n + "</quiz>",
    "feedback in a head": lambda n: "<quiz>\n{a\n" + "|| b\n" * n + '|type="()"}\n+ c\n</quiz>',
    "pages in a head": lambda n: "<quiz>\n{a\n" + "{{b\n" * n + '|type="()"}\n+ c\n</quiz>',
    "answers": lambda n: '<quiz>\n{a\n|type="[]"}\n' + "+ b\n" * n + "</quiz>",
    "fields": lambda n: f"{_FIELD}{'{ a } ' * n}\n</quiz>",
    "fields in lines": lambda n: f"{_FIELD}{'{ a } |' * n}\n</quiz>",
    "braces": lambda n: f"{_FIELD}{'{' * (8 * n)}\n</quiz>",
    "braces and units": lambda n: f"{_FIELD}{'{ <translate>' * n}\n</quiz>",
    "answers in a field": lambda n: f"{_FIELD}{{ {'é (i)|' * n}a }}\n</quiz>",
    "digits in a field": lambda n: f"{_FIELD}{{ {'1' * (8 * n)} }}\n</quiz>",
    "blanks in a field": lambda n: f"{_FIELD}{{ 5%{' ' * (8 * n)}x }}\n</quiz>",
    "blanks before a percent sign": lambda n: f"{_FIELD}{{ 5{' ' * (8 * n)}x }}\n</quiz>",
    "entities in a field": lambda n: f"{_FIELD}{{ {'&a' * (4 * n)} }}\n</quiz>",
    "addresses in a field": lambda n: f"{_FIELD}{{ {'ISBN ' * n}{' ' * n}x }}\n</quiz>",
    "markers in a field": lambda n: f"{_FIELD}{{ {'<!--T:a' * n} }}\n</quiz>",
    "signs at the end of a field": lambda n: f"{_FIELD}{{ {'_1' * (4 * n)} }}\n</quiz>",
    "blanks in a type": lambda n: "<quiz>\n{a\n|" + " " * (8 * n) + "}\n</quiz>",
    "units": lambda n: "<translate>\n" + "".join(f"<!--T:a{i}-->\nb\n\n" for i in range(n)) + "</translate>",
    "units in lines": lambda n: "".join(f"* <translate><!--T:a{i}--> b</translate>\n" for i in range(n)),
    "units without a marker": lambda n: "<translate>\n" + "b\n\n" * n + "</translate>",
    "units that do not end": lambda n: "<translate>\n" * n,
    "translate tags that do not end": lambda n: "<translate " * n,
    "markers": lambda n: "<translate>\n" + "<!--T:a-->" * n + "</translate>",
    "markers that do not end": lambda n: "<translate>\n" + "<!--T:a" * n + "</translate>",
    "markers outside": lambda n: "<!--T:a-->\n" * n + "<translate><!--T:a--> b</translate>",
    "comments": lambda n: "<!-- a " * n + "<translate><!--T:a--> b</translate>",
    "comments that end": lambda n: "<!-- a -->" * n + "<translate><!--T:a--> b</translate>",
    "headings": lambda n: (
        "<translate>\n" + "".join(f"== ''a'' == <!--T:a{i}-->\n\n" for i in range(n)) + "</translate>"
    ),
    "signs of a heading": lambda n: f"<translate>\n{'=' * (8 * n)}a <!--T:a-->\n</translate>",
    "signs and blanks": lambda n: f"<translate>\n= a{'= ' * (4 * n)}b <!--T:a-->\n</translate>",
    "variables": lambda n: f"<translate><!--T:a--> {'<tvar name=1>b</tvar>' * n}</translate>",
    "variables that do not end": lambda n: f"<translate><!--T:a--> {'<tvar name=1' * n}</translate>",
    "blanks": lambda n: f"<translate>\n<!--T:a-->\nb{' ' * (8 * n)}c\n</translate>",
    "line ends": lambda n: "<translate>\n<!--T:a-->\nb" + "\n" * (8 * n) + "</translate>",
    "nowiki that does not end": lambda n: "<nowiki>" * n + "<translate><!--T:a--> b</translate>",
    "nowiki": lambda n: "<nowiki>a</nowiki><nowiki/>" * n + "<translate><!--T:a--> b</translate>",
    "nowiki and blanks": lambda n: "<nowiki" + " " * (8 * n) + "<translate><!--T:a--> b</translate>",
    "attributes": lambda n: '="a |alt=' * n + "<translate nowrap><!--T:a--> b</translate>",
    "titles": lambda n: "{{ " * n + "<translate><!--T:a--> b</translate>",
}
"""By what is repeated."""


def lint(text: str) -> int:
    return sum(1 for _ in (*lint_translatable(text, "Page"), *lint_quizzes(text)))


def _seconds(name: str, times: int) -> float:
    page = PAGES[name](times)
    begin = time.process_time()
    lint(page)
    return time.process_time() - begin


@pytest.mark.parametrize("name", PAGES)
def test_time_grows_in_proportion_to_the_page(name: str) -> None:
    """Eight times the page takes sixty-four times as long where each piece looks at all others."""
    found = 0.0
    for _ in range(2):  # a busy machine may disturb one of two tries
        found = _seconds(name, LONG) / max(_seconds(name, SHORT), _LEAST_SECONDS)
        if found < _MOST:
            break
    assert found < _MOST


@pytest.mark.parametrize("text", ["", "\n", "a", "a\nb", "a\n\nb\n"])
def test_numbers_of_lines_are_those_that_counting_gives(text: str) -> None:
    lines = Lines(text)
    for position in range(len(text) + 1):
        assert lines.number(position) == text.count("\n", 0, position) + 1
