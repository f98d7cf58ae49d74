"""The documentation is true: its commands run, its links lead somewhere, its examples are read as it says."""

import re
import shlex
import tomllib
from pathlib import Path
from typing import get_args
from urllib.parse import unquote

import msgspec
import pytest

from tests.docs import findings, programs
from tests.docs.console import Session, commands
from tests.docs.pages import ROOT, Fence, Page, pages
from wlw_i18n.cli.apps.course import Target
from wlw_i18n.cli.policy import FailOn
from wlw_i18n.config import PROFILES, schema
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.document import Block
from wlw_i18n.model.question import Question, QuestionType
from wlw_i18n.model.text import Inline
from wlw_i18n.pipeline import starter
from wlw_i18n.readers import frontmatter, question_settings
from wlw_i18n.report.explanations import CATALOGUE

PAGES = pages()
AUTHORS = [page for page in PAGES if str(page).startswith("docs/authors/")]
NAMES = {Severity.BROKEN: "error", Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def page(path: str) -> Page:
    return Page(ROOT / path)


# Commands


@pytest.mark.parametrize("shown", [page for page in PAGES if page.steps], ids=str)
def test_the_commands_of_a_page_run_one_after_the_other(shown: Page, tmp_path: Path) -> None:
    starter.make(tmp_path / "my-course")
    (tmp_path / "home").mkdir()
    session = Session(tmp_path / "my-course", tmp_path / "home")
    for step in shown.steps:
        if step.syntax == "setup":
            session.set_up(step.content)
            continue
        for command in commands(step):
            session.run(command)
    assert not session.problems, "\n".join(session.problems)


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_commands_and_options_exist(shown: Page) -> None:
    typed = [command.words for fence in shown.steps if fence.syntax == "console" for command in commands(fence)]
    named = [_words(code) for code in shown.code]
    problems = [
        f"{' '.join(words)}: {problem}"
        for words in (*typed, *named)
        if words[:1] == ["wlw-i18n"]
        for problem in programs.wrong(words)
    ]
    known = programs.every_option()
    options = [words[0].partition("=")[0] for words in named if words and re.match(r"--[a-z]", words[0])]
    problems += [f"no command has the option {option}" for option in options if option not in known]
    targets = programs.make_targets()
    problems += [
        f"the Makefile has no target {words[1]}"
        for words in (*typed, *named)
        if words[:1] == ["make"] and len(words) > 1 and words[1] not in targets
    ]
    assert not problems, "\n".join(problems)


def _words(code: str) -> list[str]:
    try:
        return shlex.split(code)
    except ValueError:  # code of another kind
        return []


def test_every_command_is_documented() -> None:
    headings = {code for code in page("docs/maintainers/commands.md").code if code.startswith("wlw-i18n ")}
    documented = {" ".join(_words(code)[1:3]) for code in headings} | {_words(code)[1] for code in headings}
    assert programs.every_command() <= documented


def test_the_values_of_options_are_complete() -> None:
    text = page("docs/maintainers/commands.md").code
    assert {choice.value for choice in (*FailOn, *Target)} <= set(text)


# Links


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_links_lead_somewhere(shown: Page) -> None:
    assert not [link for link in shown.links if not _leads_somewhere(shown, link)]


def _leads_somewhere(shown: Page, link: str) -> bool:
    if re.match(r"(?:https?|mailto):", link):
        return True
    path, _, anchor = unquote(link).partition("#")
    target = (shown.path.parent / path).resolve() if path else shown.path
    if not target.is_relative_to(ROOT) or not target.exists():
        return False
    return not anchor or (target.suffix == ".md" and anchor in Page(target).anchors)


def test_every_page_is_linked_to() -> None:
    linked = {
        (shown.path.parent / link.partition("#")[0]).resolve()
        for shown in PAGES
        for link in shown.links
        if not re.match(r"(?:https?|mailto|#)", link)
    }
    assert [str(shown) for shown in PAGES if shown.path not in linked] == ["README.md"]


# Examples


def _examples(shown: Page) -> list[tuple[Fence, Fence | None]]:
    """Markdown examples, each with the messages that the page shows right below it."""
    fences = shown.fences
    following = [*fences[1:], None]
    return [
        (fence, after if after is not None and _is_messages(after) else None)
        for fence, after in zip(fences, following, strict=True)
        if fence.syntax == "markdown"
    ]


def _is_messages(fence: Fence) -> bool:
    return fence.syntax == "text" and fence.content.startswith("lesson.md:")


@pytest.mark.parametrize("shown", AUTHORS, ids=str)
def test_markdown_examples_are_read_as_the_page_says(shown: Page) -> None:
    wrong = []
    for fence, messages in _examples(shown):
        expected = messages.content.splitlines() if messages else []
        found = [_as_shown(fence.content, diagnostic) for diagnostic in findings.of_markdown(fence.content)]
        if found != expected:
            wrong.append(f"{shown}:{fence.line}: the page says {expected}, the reader {found}")
    assert not wrong, "\n".join(wrong)


def _as_shown(text: str, diagnostic: Diagnostic) -> str:
    line = findings.line_in(text, diagnostic.location.line if diagnostic.location else 0)
    return f"lesson.md:{line}: {NAMES[diagnostic.severity]}: {diagnostic.message} [{diagnostic.code.value}]"


def test_every_element_of_the_dialect_has_an_example() -> None:
    shown = {
        kind for fence, _ in _examples(page("docs/authors/markdown.md")) for kind in findings.kinds_in(fence.content)
    }
    members = {*get_args(Block), *get_args(Inline)} - {Question}
    assert {member.__name__ for member in members} <= shown


def test_every_type_of_question_has_an_example() -> None:
    found = [findings.kinds_in(fence.content) for fence, _ in _examples(page("docs/authors/questions.md"))]
    assert all(any(kind.value in kinds for kinds in found) for kind in QuestionType)


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_configuration_examples_are_valid(shown: Page) -> None:
    if str(shown) == "docs/diagnostics.md":
        pytest.skip("its examples have faults on purpose; test_diagnostics looks at them")
    found = [findings.codes(findings.of_toml(fence.content)) for fence in shown.fences if fence.syntax == "toml"]
    assert not any(found)


@pytest.mark.parametrize("shown", [page for page in PAGES if str(page) != "docs/diagnostics.md"], ids=str)
def test_examples_of_po_files_are_right(shown: Page) -> None:
    found = [findings.codes(findings.of_po(fence.content)) for fence in shown.fences if fence.syntax == "po"]
    assert not any(found)


@pytest.mark.parametrize("path", ["docs/translators/index.md", "docs/diagnostics.md"])
def test_the_message_that_is_shown_is_a_real_one(path: str) -> None:
    real = findings.of_po(CATALOGUE[Code.MARKUP].bad)[0]
    shown = next(fence.content for fence in page(path).fences if "[markup]" in fence.content)
    assert f"warning: {real.message} [markup]" in shown
    assert real.hint in shown or path == "docs/diagnostics.md"


# Tables of settings


def test_the_table_of_the_front_matter_is_complete() -> None:
    rows = page("docs/authors/index.md").table_under("Front matter")
    assert {row[0] for row in rows} == set(frontmatter._FIELDS)


def test_the_table_of_question_settings_is_complete() -> None:
    rows = page("docs/authors/questions.md").table_under("Settings")
    assert {row[0] for row in rows} == set(question_settings._FIELDS)
    named = set(page("docs/authors/questions.md").code)
    assert set(get_args(frontmatter.ShowAnswer)) <= named


@pytest.mark.parametrize(
    ("heading", "struct"),
    [
        ("The course", schema.CourseSchema),
        ("Open edX", schema.OlxSchema),
        ("The site", schema.HtmlSchema),
        ("Wikis", schema.WikiSchema),
    ],
)
def test_the_tables_of_the_configuration_are_complete(heading: str, struct: type[msgspec.Struct]) -> None:
    rows = page("docs/maintainers/publishing.md").table_under(heading)
    tables = {"checks", "gates", "targets"}
    assert {name for row in rows for name in row[0].split(", ")} == set(struct.__struct_fields__) - tables


def test_the_profiles_of_wikis_are_complete() -> None:
    named = set(page("docs/maintainers/publishing.md").code)
    assert set(PROFILES) <= named


def test_the_table_of_layers_is_that_of_the_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    rows = page("docs/architecture.md").table_under("Stages and modules")
    assert [set(row[0].split(", ")) for row in rows] == [set(re.split(r"\s*[:|]\s*", layer)) for layer in layers]
