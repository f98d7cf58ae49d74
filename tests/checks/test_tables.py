"""The tables that checks work with: facts about languages, and the course's own glossary."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wlw_i18n import languages
from wlw_i18n.checks import customs, glossary_file
from wlw_i18n.checks.stems import stem, words
from wlw_i18n.checks.terms import holds

ROOT = Path(__file__).parents[2]
LANGUAGES = ["en", "fr", "es", "ar", "sw", "ha", "ru", "ja"]


@pytest.mark.parametrize("tag", sorted(customs._table()))
def test_facts_are_about_languages(tag: str) -> None:
    assert languages.find(tag) is not None
    ours = customs.of(tag)
    assert len(ours.digits) in (0, 10)
    assert [int(digit) for digit in ours.digits] == list(range(len(ours.digits)))
    assert len(set(ours.never_twice)) == len(ours.never_twice)
    assert 0 < ours.shortest < 1


def test_a_language_without_facts_is_not_checked() -> None:
    assert customs.of("qqx") == customs.Customs()
    assert customs.of("fr-CA").no_break_before == "", "in Canada, only : and » have a space before them"


def test_the_glossary_of_the_course_has_no_fault() -> None:
    found, problems = glossary_file.read((ROOT / glossary_file.PATH).read_bytes())
    assert problems == ()
    for code in ("fr", "ar", "es", "sw", "ha"):
        for term in found.terms(code).rows:
            for form in (*term.use, *term.also):
                assert form not in term.never
                assert holds((form,), f"x {form} y", code) == form


def test_a_file_of_a_spreadsheet_of_another_country() -> None:
    text = '\ufeff"term";"fr";"fr not"\r\n"red link";"lien rouge";"lien, écarlate"\r\n'
    found, problems = glossary_file.read(text.encode())
    assert problems == ()
    (term,) = found.terms("fr").rows
    assert (term.english, term.use, term.never) == (("red link",), ("lien rouge",), ("lien, écarlate",))


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"\n\n", b'term,fr\n"a', b"term\x00,fr\n"])
def test_what_is_no_glossary_has_no_terms(content: bytes) -> None:
    found, _ = glossary_file.read(content)
    assert found.terms("fr").rows == ()


@given(st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_something_is_left_of_every_word(text: str, language: str) -> None:
    for word in words(text):
        assert all(stem(word, language))
        assert holds((word,), text, language)
