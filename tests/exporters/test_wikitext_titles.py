"""Titles of pages, and the options of a wiki."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.wikitext_course import GENERIC, META, edition_of, files, lesson, page
from wlw_i18n.config.schema import WikiSchema
from wlw_i18n.exporters.wikitext import WIKITEXT
from wlw_i18n.exporters.wikitext.pages import document_page
from wlw_i18n.exporters.wikitext.profiles import PROFILES, profile, profiles_of
from wlw_i18n.model.course import WikiProfile
from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.model.document import Document


def found_titles(document: Document, wiki: WikiProfile) -> list[tuple[Severity, str]]:
    found = WIKITEXT.inspect(edition_of([document], profiles=[wiki]), ())
    return [(each.severity, each.message) for each in found if each.code is Code.PAGE_TITLE]


def test_an_id_that_is_a_language_of_the_course_is_reported() -> None:
    """The French page of the module would have the same title."""
    assert found_titles(lesson("text", "02-fr"), GENERIC) == [
        (
            Severity.ERROR,
            'wikitext (generic): "fr": the page "WLW/a/fr" (in English) has the same title as "a" (in français)',
        )
    ]


def test_an_id_that_is_any_language_is_reported_where_translate_runs() -> None:
    assert found_titles(lesson("text", "02-it"), GENERIC) == []
    assert found_titles(lesson("text", "02-it"), META) == [
        (
            Severity.WARNING,
            'wikitext (meta): "it": the wiki takes the page "WLW/Course/a/it" for a translation of "WLW/Course/a": '
            '"it" is a language',
        )
    ]


def test_a_title_that_is_too_long_is_reported() -> None:
    found = found_titles(lesson("text", f"02-{'b' * 248}"), GENERIC)
    assert [severity for severity, _ in found] == [Severity.ERROR] * 2  # Arabic and French; English has no code
    assert all(message.endswith("is longer than 255 bytes") for _, message in found)


@pytest.mark.parametrize(
    ("titles", "course", "module", "document"),
    [
        ("module/document/language", "WLW/fr", "WLW/a/fr", "WLW/a/b/fr"),
        ("document/language", "WLW/fr", "WLW/a/fr", "WLW/b/fr"),
        ("language/module/document", "WLW/fr", "WLW/fr/a", "WLW/fr/a/b"),
    ],
)
def test_the_order_of_titles(titles: str, course: str, module: str, document: str) -> None:
    wiki = profile("generic", "WLW", titles=titles)
    edition = edition_of([lesson("text")], "fr", profiles=[wiki])
    table = files(edition, [lesson("text")])["generic/fr/pages.tsv"].decode()
    assert [row.split("\t")[0] for row in table.splitlines()] == [course, module, document]
    text = document_page(edition, wiki, lesson("text")).text
    assert f"[[{course}|Course]] › [[{module}|" in text
    assert found_titles(lesson("text"), wiki) == []


def test_pages_without_languages_bar_and_without_navigation() -> None:
    wiki = profile("meta", "WLW", languages_bar=False, navigation=False)
    for translate in (False, True):
        text = page(lesson("text"), wiki, translate=translate)
        assert 'role="navigation"' not in text
        assert "<languages />" not in text


def test_the_courses_own_page_is_inspected() -> None:
    long = profile("meta", "W" * 240)
    assert [each.message for each in WIKITEXT.inspect(edition_of([], profiles=[META]), ())] == []
    found = list(WIKITEXT.inspect(edition_of([], profiles=[long]), ()))
    assert {(each.code, str(each.location)) for each in found} == {(Code.NOT_EXPRESSIBLE, "source/course.toml")}
    assert all("tpt-unit-title-too-long" in each.message and "base_page" in each.hint for each in found)


def test_every_option_of_a_wiki_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "maintainers" / "publishing.md").read_text(encoding="utf-8")
    assert [name for name in WikiSchema.__struct_fields__ if f"| `{name}` |" not in text] == []


# Profiles


def test_shipped_profiles() -> None:
    assert set(PROFILES) == {"meta", "wikiversity", "betawikiversity", "generic"}
    assert profile("meta", "X", quiz=True, translate=None, language_codes={"fr": "frx"}) == replace(
        PROFILES["meta"], base_page="X", quiz=True, language_codes={**PROFILES["meta"].language_codes, "fr": "frx"}
    )
    assert profile("ourwiki", "X") == replace(PROFILES["generic"], name="ourwiki", base_page="X")
    with pytest.raises(TypeError):
        profile("meta", "X", quizz=True)


def test_a_course_without_profiles_is_written_for_any_wiki() -> None:
    config = replace(edition_of([]).config, wikis=(), title="A [x] course")
    assert profiles_of(config) == (profile("generic", "A x course"),)
