"""Every finding is documented, the page is current, and its examples are true."""

import re

import pytest

from tests.docs import findings
from tests.docs.pages import ROOT
from tests.docs.update import DIAGNOSTICS
from wlw_i18n.checks import REJECTING
from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.report.diagnostics import to_markdown
from wlw_i18n.report.explanations import CATALOGUE, SECTIONS

PACKAGE = ROOT / "src" / "wlw_i18n"
SOURCES = [
    path.read_text(encoding="utf-8")
    for path in PACKAGE.rglob("*.py")
    if path not in (PACKAGE / "report" / "explanations.py", PACKAGE / "model" / "diagnostic.py")
]
EXAMPLES = [code for code, explanation in CATALOGUE.items() if explanation.bad]


def test_every_code_is_explained_once() -> None:
    explained = [code for section in SECTIONS for code in section.explanations]
    assert sorted(explained) == sorted(Code), "see src/wlw_i18n/report/explanations.py"


def test_the_page_is_current() -> None:
    assert DIAGNOSTICS.read_text(encoding="utf-8") == to_markdown(), "run: python -m tests.docs.update"


def test_what_is_not_served_is_marked() -> None:
    assert {code for code, explanation in CATALOGUE.items() if explanation.unserved} == REJECTING


def test_what_nothing_reports_is_marked() -> None:
    used = {Code[name] for text in SOURCES for name in re.findall(r"\bCode\.([A-Z_]+)", text)}
    assert {code for code, explanation in CATALOGUE.items() if explanation.planned} == set(Code) - used


def test_severities_are_those_of_the_code() -> None:
    pairs = {pair for text in SOURCES for pair in re.findall(r"\bCode\.([A-Z_]+),\s*Severity\.([A-Z]+)\b", text)}
    assert not {(name, s) for name, s in pairs if Severity[s] not in CATALOGUE[Code[name]].severities}


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_bad_example_has_the_finding_and_no_other(code: Code) -> None:
    explanation = CATALOGUE[code]
    found = findings.of(explanation.syntax, explanation.bad)
    assert {diagnostic.code for diagnostic in found} == {code}
    assert {diagnostic.severity for diagnostic in found} <= set(explanation.severities)


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_good_example_has_no_finding(code: Code) -> None:
    explanation = CATALOGUE[code]
    assert findings.codes(findings.of(explanation.syntax, explanation.good)) == []


@pytest.mark.parametrize("code", list(Code))
def test_the_texts_are_sentences(code: Code) -> None:
    explanation = CATALOGUE[code]
    assert explanation.meaning.endswith(".")
    assert explanation.repair.endswith(".")
    assert explanation.severities == tuple(sorted(explanation.severities, reverse=True))
    assert bool(explanation.bad) == bool(explanation.good)
