"""How well texts are found again, on labelled pairs of real texts: no worse than it was measured."""

import pytest

from wlw_i18n import similarity

from . import matching
from .matching import Pair, Same, moved, suggested, told_apart


@pytest.fixture(params=matching.FILES)
def pairs(request: pytest.FixtureRequest) -> list[Pair]:
    return matching.read(request.param)


ALL = [pair for name in matching.FILES for pair in matching.read(name)]


def test_every_label_is_used(pairs: list[Pair]) -> None:
    assert {pair.same for pair in pairs} == set(Same)
    assert len(set(pairs)) == len(pairs)
    assert all(pair.new for pair in pairs)


def test_what_is_suggested_helps() -> None:
    score = told_apart(ALL, similarity.SUGGESTED)
    assert score.recall >= 0.80
    assert score.precision >= 0.76
    assert score.useful >= 0.96


def test_what_is_suggested_first_with_all_texts_to_choose_from() -> None:
    score = suggested(ALL)
    assert score.recall >= 0.79
    assert score.precision >= 0.71
    assert score.useful >= 0.93


def test_the_threshold_is_at_the_bend() -> None:
    """Lower, more is added that is wrong or only near than that is right; higher, what is lost is mostly right."""
    lower, here = told_apart(ALL, 0.65), told_apart(ALL, similarity.SUGGESTED)
    assert (lower.near + lower.wrong) - (here.near + here.wrong) > lower.right - here.right
    higher = told_apart(ALL, 0.85)
    assert here.recall - higher.recall > 0.1


def test_what_counts_as_moved_may_be_served() -> None:
    score = moved(ALL, similarity.MOVED)
    assert score.wrong == 0
    assert score.precision >= 0.91


def test_few_words_are_in_any_long_text() -> None:
    """Short headings whose words stand, in order, in some long text: their place alone can tell."""
    short = "Community is the heart of open source"
    long = "A community grows when it is easy to join. At the heart of it are people who open issues in the source."
    assert similarity.containment(short, long) >= similarity.SUGGESTED
    assert similarity.likeness(short, long, similarity.TELLING_WORDS) < similarity.SUGGESTED
