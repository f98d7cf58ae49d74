"""The exporters' own words."""

import re

import pytest

from wlw_i18n import inline
from wlw_i18n.interface import WORDS

PLACES = re.compile(r"\{[^}]*\}")


@pytest.mark.parametrize("name", WORDS)
def test_a_word(name: str) -> None:
    word = WORDS[name]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert word.text == word.text.strip() != ""
    assert word.comment.endswith(".")
    for place in PLACES.findall(word.text):
        assert re.fullmatch(r"\{[a-z]+\}", place)
        assert place in word.comment, "translators are told what a place stands for"


@pytest.mark.parametrize("name", WORDS)
def test_a_word_is_no_markup(name: str) -> None:
    assert inline.plain(WORDS[name].text) == WORDS[name].text


def test_the_words_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        WORDS["next"] = WORDS["previous"]  # type: ignore[index]


def test_no_two_words_are_the_same_in_text_and_use() -> None:
    assert len({(word.text, word.comment) for word in WORDS.values()}) == len(WORDS)
