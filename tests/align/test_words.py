"""What is learned from the words of pairs: texts that nothing else tells apart are told apart by that."""

import random

import pytest

from tests.align.listing import source_of, translated_of
from tests.align.parallel import word
from wlw_i18n import segment
from wlw_i18n.align import Alignment, align, lexicon
from wlw_i18n.align.lexicon import learn, sum_up

_WORDS = [
    first + last for first in ("wom", "edit", "art", "fac", "sour", "read", "port", "vill") for last in "aeiouybdgk"
]


def texts_of(seed: int) -> list[list[str]]:
    """Forty texts of six to twenty words, of which nothing but words and lengths differ."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    return [[chance.choice(_WORDS) for _ in range(chance.randrange(6, 20))] for _ in range(40)]


def aligned(texts: list[list[str]], gone: set[int]) -> Alignment:
    """Texts in English, and in the other language without some of them."""
    ours = [" ".join(text) for text in texts]
    theirs = [" ".join(map(word, text)) for place, text in enumerate(texts) if place not in gone]
    return align(
        source_of("---\ntitle: T\n---\n" + "\n\n".join(ours)),
        translated_of("---\ntitle: U\n---\n" + "\n\n".join(theirs)),
        least=0,
    )


@pytest.mark.parametrize("seed", range(4))
def test_words_tell_which_of_many_like_texts_are_missing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = texts_of(seed)
    alignment = aligned(texts, {7, 8, 21, 30})
    right = {" ".join(text): " ".join(map(word, text)) for text in texts} | {"T": "U"}
    assert [pair.unit.text for pair in alignment.pairs if right[pair.unit.text] != pair.text] == []
    monkeypatch.setattr(lexicon, "LEAST_PAIRS", 1000)
    assert alignment.share > aligned(texts, {7, 8, 21, 30}).share
    assert alignment.share > 0.85


def test_nothing_is_learned_from_a_single_pair() -> None:
    learned = learn([(frozenset({"women"}), frozenset({"femmes"}))])
    assert learned.partners(frozenset({"women"})) == ()


def test_a_pair_does_not_speak_for_itself() -> None:
    others = [(frozenset({f"one{number}"}), frozenset({f"un{number}"})) for number in range(30)]
    pair = (frozenset({"women"}), frozenset({"femmes"}))
    learned = learn([*others, pair, pair])
    assert sum_up(learned.partners(pair[0]), pair[1]) > 1
    assert learned.partners(*pair) == ()


def test_a_partner_that_is_absent_speaks_against_a_text() -> None:
    others = [(frozenset({f"one{number}"}), frozenset({f"un{number}"})) for number in range(30)]
    pair = (frozenset({"women", "two"}), frozenset({"femmes", "deux"}))
    learned = learn([*others, pair, pair, pair])
    assert sum_up(learned.partners(pair[0]), frozenset({"autre"})) < 0


def test_texts_are_of_the_length_that_an_alphabet_would_need() -> None:
    source = source_of("---\ntitle: T\n---\nWomen write about the villages and the rivers of their country.\n")
    assert [
        pair.text
        for pair in align(source, translated_of("---\ntitle: 题\n---\n妇女书写她们国家的村庄和河流。\n")).pairs
    ] == [
        "题",
        "妇女书写她们国家的村庄和河流。",
    ]
    assert len(segment.units(source)) == 2
