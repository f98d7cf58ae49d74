"""Findings for other programs: each form is well-formed, complete, and escapes what is hostile."""

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree
from markdown_it import MarkdownIt

from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.report import baseline
from wlw_i18n.report.explanations import CATALOGUE
from wlw_i18n.report.formats import Format, markdown
from wlw_i18n.report.formats.common import below, fingerprint
from wlw_i18n.report.formats.table import FORMATS

PO = "translations/fr/start/first-lesson.po"
STALE = Diagnostic(
    Code.STALE,
    Severity.WARNING,
    'the English has changed: "A lesson"',
    Location(PO, 31),
    "fr",
    "p-1",
    "Bring it up to date.",
    Location("source/01-start/01-first-lesson.md", 7),
)
BROKEN_LINK = Diagnostic(
    Code.LINK_BROKEN, Severity.ERROR, "the link leads nowhere: a.md", Location("source/01-start/01-first-lesson.md", 9)
)
NOTE = Diagnostic(Code.UNTRANSLATED, Severity.INFO, 'not translated: "Gap"', Location(PO, 50), "fr", "h-2")
NOWHERE = Diagnostic(Code.COURSE_EMPTY, Severity.BROKEN, "this course has no lesson")
# What authors and translators may write into files, or a name may hold: signs of every form, and no characters.
EVIL = 'a%b\r\n::error::x, y: <b>&"]]>\0\x1b\ud800\ufffe | `c` @all #1 [x](y)\\ 😀'
HOSTILE = Diagnostic(
    Code.MARKUP, Severity.WARNING, EVIL, Location("translations/fr/a, b: %|`<x>@.po", 3), "fr", "p-3", EVIL
)
ALL = (STALE, BROKEN_LINK, NOTE, NOWHERE, HOSTILE)


def rendered(form: Format, *found: Diagnostic) -> str:
    return FORMATS[form](found)


def test_every_format_has_a_renderer() -> None:
    assert set(FORMATS) == set(Format) - {Format.TEXT, Format.JSON}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("found", [(), ALL], ids=["nothing", "everything"])
def test_a_report_is_the_same_each_time_and_ends_in_a_newline(form: Format, found: tuple[Diagnostic, ...]) -> None:
    text = rendered(form, *found)
    assert text == rendered(form, *found)
    assert not text or (text.endswith("\n") and not text.endswith("\n\n"))


# GitHub


def test_github_says_level_file_line_title() -> None:
    assert rendered(Format.GITHUB, STALE, BROKEN_LINK, NOTE, NOWHERE).splitlines() == [
        f'::warning file={PO},line=31,title=stale fr::the English has changed: "A lesson"%0A'
        "English: source/01-start/01-first-lesson.md:7%0ABring it up to date.",
        "::error file=source/01-start/01-first-lesson.md,line=9,title=link-broken::the link leads nowhere: a.md",
        f'::notice file={PO},line=50,title=untranslated fr::not translated: "Gap"',
        "::error title=course-empty::this course has no lesson",
    ]


def test_github_gets_no_second_command_and_no_lost_character() -> None:
    text = rendered(Format.GITHUB, HOSTILE)
    assert text.count("\n") == 1
    assert "\r" not in text
    _, head, data = text.rstrip("\n").split("::", 2)
    assert head == "warning file=translations/fr/a%2C b%3A %25|`<x>@.po,line=3,title=markup fr"
    # What GitHub does, in its order.
    assert data.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%") == f"{EVIL}\n{EVIL}"


# GitLab


def test_gitlab_has_what_it_requires() -> None:
    entries = json.loads(rendered(Format.GITLAB, *ALL, STALE))
    assert len(entries) == 6
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["path"]
        assert entry["location"]["lines"]["begin"] >= 1
        assert entry["description"]
    assert len({entry["fingerprint"] for entry in entries}) == 6
    assert [entry["severity"] for entry in entries[:4]] == ["minor", "critical", "info", "blocker"]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"location": Location(PO, 99)}, True),
        ({"message": "another English"}, True),
        ({"severity": Severity.ERROR}, True),
        ({"source": None}, True),
        ({"location": Location("translations/fr/start/index.po", 31)}, False),
        ({"language": "ar"}, False),
        ({"key": "p-2"}, False),
        ({"key": ""}, False),
        ({"code": Code.FUZZY}, False),
    ],
    ids=str,
)
def test_what_a_fingerprint_is_made_of(change: dict[str, Any], same: bool) -> None:
    assert (fingerprint(STALE) == fingerprint(replace(STALE, **change))) is same


def test_findings_without_a_key_are_told_apart_by_what_they_say() -> None:
    assert fingerprint(BROKEN_LINK) != fingerprint(replace(BROKEN_LINK, message="the link leads nowhere: b.md"))
    assert fingerprint(BROKEN_LINK) == fingerprint(
        replace(BROKEN_LINK, location=Location(BROKEN_LINK.location.path, 1))
    )


# JUnit


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_finding() -> None:
    root = etree.fromstring(rendered(Format.JUNIT, STALE, BROKEN_LINK, NOTE).encode())
    assert (root.tag, root.get("tests"), root.get("failures")) == ("testsuites", "3", "2")
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == [PO, "source/01-start/01-first-lesson.md"]
    assert [suites[PO].get(name) for name in ("tests", "failures", "errors", "skipped")] == ["2", "1", "0", "1"]
    first, second = suites[PO]
    assert first.get("name") == "stale fr p-1 line 31"
    assert first.find("failure").text.splitlines()[-1] == "Bring it up to date."
    assert second.find("skipped").get("message") == 'not translated: "Gap"'


def test_junit_is_well_formed_whatever_the_characters() -> None:
    text = rendered(Format.JUNIT, HOSTILE)
    assert text.isascii()
    case = etree.fromstring(text.encode()).find("testsuite/testcase")
    expected = re.sub("[\0\x1b\ud800\ufffe]", "\ufffd", EVIL)
    # A parser reads \r\n as \n, and white space in an attribute only as written: references keep it.
    assert case.find("failure").get("message") == expected
    assert case.get("classname") == HOSTILE.location.path


def test_junit_of_no_findings_has_a_test_that_passes() -> None:
    root = etree.fromstring(rendered(Format.JUNIT).encode())
    assert len(root.findall(".//testcase")) == 1
    assert not root.findall(".//failure")


# SARIF


def test_sarif_has_what_the_schema_and_github_require() -> None:
    log = json.loads(rendered(Format.SARIF, *ALL, STALE))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "wlw-i18n"
    assert driver["version"]
    for rule in driver["rules"]:
        assert rule["id"] in set(Code)
        assert CATALOGUE[Code(rule["id"])].repair in rule["help"]["markdown"]
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    assert [result["level"] for result in run["results"][:4]] == ["warning", "error", "note", "error"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", location["physicalLocation"]["artifactLocation"]["uri"])
    marks = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(set(marks)) == len(marks)
    assert marks[5] == marks[0].replace(":1", ":2")


def test_sarif_names_files_as_addresses() -> None:
    (result,) = json.loads(rendered(Format.SARIF, HOSTILE))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == HOSTILE.location.path


# Markdown


def test_markdown_is_a_table_with_the_worst_first() -> None:
    lines = rendered(Format.MARKDOWN, NOTE, STALE, BROKEN_LINK).splitlines()
    assert lines[0] == "### wlw-i18n: 1 error, 1 warning, 1 note"
    assert lines[2:4] == ["| | Where | Language | Finding |", "| --- | --- | --- | --- |"]
    assert [line.split(" | ")[0] for line in lines[4:]] == ["| error", "| warning", "| note"]
    assert f"<code>{PO}&#58;31</code>" in lines[5]


def test_markdown_of_hostile_text_is_one_row_and_notifies_nobody() -> None:
    row = rendered(Format.MARKDOWN, HOSTILE).splitlines()[4]
    assert row.count(" | ") == 3
    inside = re.sub(r"</?code>|<br>|&#\d+;", "", row.strip("| "))
    assert not set(inside.replace(" | ", "")) & set("<>&|`@[]\\*_~\n\r")


def test_markdown_says_what_was_said_to_who_reads_it() -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(rendered(Format.MARKDOWN, HOSTILE, STALE))
    first, second = etree.HTML(html).findall(".//tbody/tr")
    cells = ["".join(cell.itertext()) for cell in first]
    assert cells[:3] == ["warning", str(HOSTILE.location), "fr"]
    seen = re.sub("[\0\x1b\ud800\ufffe\ufffd]", "", EVIL.replace("\r", " ").replace("\n", " "))
    assert re.sub("[\0\x1b\ud800\ufffe\ufffd]", "", cells[3]) == f"{seen} (markup){seen}"
    assert {node.tag for node in first.iter()} == {"tr", "td", "code", "br"}
    assert "".join(second[1].itertext()) == f"{PO}:31English: source/01-start/01-first-lesson.md:7"


@pytest.mark.parametrize("text", ["a message", "😀" * 300, "<" * 390])
def test_markdown_fits_into_a_comment_and_says_what_is_left_out(text: str) -> None:
    found = [replace(STALE, message=text, location=Location(PO, line)) for line in range(1, 5001)]
    cut = rendered(Format.MARKDOWN, *found)
    assert len(cut.encode("utf-16-le")) // 2 <= markdown.LIMIT
    rows = sum(line.startswith("| warning") for line in cut.splitlines())
    assert rows > 20
    last = cut.splitlines()[-1]
    assert last == f"{5000 - rows:,} of 5,000 findings are left out here: there is no room."


def test_paths_as_the_repository_knows_them() -> None:
    (moved,) = below([STALE], "courses/one/")
    assert str(moved.location) == f"courses/one/{PO}:31"
    assert moved.source is not None
    assert moved.source.path.startswith("courses/one/source/")
    assert below([STALE, NOWHERE], "") == (STALE, NOWHERE)
    assert below([NOWHERE], "a/") == (NOWHERE,)


# Baseline


def test_a_baseline_lets_pass_what_it_knows_and_no_more() -> None:
    known = baseline.read(baseline.write([STALE, BROKEN_LINK]).encode())
    moved = replace(STALE, location=Location(PO, 77))
    assert baseline.new([moved, BROKEN_LINK], known) == ()
    again = replace(STALE, location=Location(PO, 90))
    assert baseline.new([moved, again, NOTE], known) == (again, NOTE)


def test_a_baseline_never_lets_broken_input_pass() -> None:
    known = baseline.read(baseline.write([NOWHERE]).encode())
    assert baseline.new([NOWHERE], known) == (NOWHERE,)


def test_what_is_gone_from_a_baseline_is_a_note() -> None:
    known = baseline.read(baseline.write([STALE, STALE, BROKEN_LINK]).encode())
    notes = baseline.gone([STALE], known, "baseline.json")
    assert [(note.code, note.severity) for note in notes] == [(Code.BASELINE, Severity.INFO)] * 2
    assert notes[0].message == "1 known link-broken in source/01-start/01-first-lesson.md: no longer found."
    assert notes[1].message == f"1 known stale in {PO}, p-1: no longer found."
    assert baseline.gone([STALE, STALE, BROKEN_LINK], known, "baseline.json") == ()
    assert len(baseline.gone([STALE], known, "b", unasked=(Code.LINK_BROKEN,))) == 1


def test_a_baseline_reads_well_in_a_review() -> None:
    text = baseline.write([STALE, NOTE, BROKEN_LINK, STALE])
    assert text == baseline.write([BROKEN_LINK, replace(STALE, location=Location(PO, 1)), STALE, NOTE])
    assert text == (
        '{\n "version": 1,\n "findings": [\n'
        '  {"path": "source/01-start/01-first-lesson.md", "code": "link-broken", '
        f'"message": "the link leads nowhere: a.md", "fingerprint": "{fingerprint(BROKEN_LINK)}", "count": 1}},\n'
        f'  {{"path": "{PO}", "code": "stale", "language": "fr", "key": "p-1", '
        f'"fingerprint": "{fingerprint(STALE)}", "count": 2}},\n'
        f'  {{"path": "{PO}", "code": "untranslated", "language": "fr", "key": "h-2", '
        f'"fingerprint": "{fingerprint(NOTE)}", "count": 1}}\n'
        " ]\n}\n"
    )
    assert baseline.write([]) == '{\n "version": 1,\n "findings": []\n}\n'


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{", b'{"version": 2, "findings": []}', b'{"version": 1}', b'{"version": 1, "findings": [{"a": 1}]}'],
)
def test_what_is_not_a_baseline_is_refused(content: bytes) -> None:
    with pytest.raises(baseline.InvalidBaselineError):
        baseline.read(content)
