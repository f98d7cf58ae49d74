"""Linters: they accept every page of ours, and find each fault that a wiki would refuse or misread."""

import inspect
import re
from collections.abc import Iterator
from types import ModuleType

import pytest
from hypothesis import given, settings

from tests.casefiles import cases
from tests.sources import sources
from tests.wikitext_course import EVERY_NODE, EVERYTHING, META, edition_of, lesson
from wlw_i18n import segment
from wlw_i18n.exporters.wikitext import WIKITEXT, lint, lint_quiz
from wlw_i18n.exporters.wikitext.lint import lint_translatable
from wlw_i18n.exporters.wikitext.lint_quiz import lint_quizzes
from wlw_i18n.exporters.wikitext.pages import document_page
from wlw_i18n.model.diagnostic import Severity
from wlw_i18n.model.document import Document
from wlw_i18n.readers import read_document

# Linters


def faults(found: Iterator[object]) -> str:
    return "\n".join(f"{each.line} {each.rule}" for each in found)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("given", "expected"), cases("wikitext/lint-translate"))
def test_faults_of_translatable_pages(given: str, expected: str) -> None:
    assert faults(lint_translatable(given, "Page")) == expected


@pytest.mark.parametrize(("given", "expected"), cases("wikitext/lint-quiz"))
def test_faults_of_quizzes(given: str, expected: str) -> None:
    assert faults(lint_quizzes(given)) == expected


@pytest.mark.parametrize(("module", "folder"), [(lint, "lint-translate"), (lint_quiz, "lint-quiz")])
def test_every_rule_has_a_case_that_breaks_it(module: ModuleType, folder: str) -> None:
    rules = set(re.findall(r"""Fault\(\s*"([a-z-]+)\"""", inspect.getsource(module)))
    assert rules == {line.split()[1] for _, expected in pairs(f"wikitext/{folder}") for line in expected.splitlines()}


def pairs(folder: str) -> Iterator[tuple[str, str]]:
    for case in cases(folder):
        given, expected = case.values
        yield str(given), str(expected)


def quiz_of(text: str) -> Document | None:
    document, _ = read_document("source/01-a/02-b.md", text.encode(), default_id="b")
    if document is None:
        return None
    return segment.with_keys(document, [f"k{number}" for number, _ in enumerate(segment.units(document), 1)])


@settings(max_examples=300, deadline=None)
@given(sources)
def test_every_page_passes_the_linters(text: str) -> None:
    """Whatever an author writes, a translatable page can be marked and a quiz can be read."""
    document = quiz_of(text)
    if document is None:
        return
    edition = edition_of([document], profiles=[EVERYTHING])
    source = document_page(edition, EVERYTHING, document, translate=True).text
    assert faults(lint_translatable(source, "WLW/a/b")) == "", source
    assert faults(lint_quizzes(source)) == "", source
    assert faults(lint_quizzes(document_page(edition, EVERYTHING, document).text)) == ""
    assert marked_again(source) == source


def marked_again(text: str) -> str:
    """The page as Translate saves it when it is marked: every unit cut out and written back with its marker.

    A port of TranslatablePage's parser and of TranslationUnit::getMarkedText.
    """

    def section(found: re.Match[str]) -> str:
        inline = "\n" not in found[2]
        parts = re.split(r"(\s*\n\n\s*)", found[2].strip("\n"))
        body = "".join(part if not part.strip() else unit(part, inline=inline) for part in parts)
        before = re.match(r"\n*", found[2])
        after = re.search(r"\n*$", found[2])
        assert before is not None
        assert after is not None
        return f"{found[1]}{before[0]}{body}{after[0]}</translate>"

    def unit(text: str, *, inline: bool) -> str:
        (name,) = re.findall(r"<!--T:(.*?)-->", text)
        content = re.sub(r"<!--T:.*?-->[\n ]?", "", text, count=1).rstrip(" ")
        marker = f"<!--T:{name}-->"
        if re.fullmatch(r"(={1,6})[ \t]*(.+?)[ \t]*\1\s*", content):
            return f"{content} {marker}"
        return f"{marker} {content}" if inline else f"{marker}\n{content}"

    return re.sub(r"(<translate(?: nowrap)?>)(.*?)</translate>", section, text, flags=re.DOTALL)


@pytest.mark.parametrize("title", EVERY_NODE)
def test_every_node_passes_the_linters(title: str) -> None:
    document = lesson(EVERY_NODE[title])
    found = WIKITEXT.diagnose(edition_of([document], profiles=[META, EVERYTHING]), document)
    assert [each.message for each in found if each.severity >= Severity.ERROR] == []
