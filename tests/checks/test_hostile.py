"""Each hostile translation is reported, or it is written down why it is none: in every kind of unit."""

from functools import lru_cache

import pytest

from tests.hostile import Hostile, hostile
from wlw_i18n import inline
from wlw_i18n.checks import CHECKS, REJECTING, Candidate
from wlw_i18n.model.catalog import Message, Unit
from wlw_i18n.model.diagnostic import Code
from wlw_i18n.model.text import Inline, Kind

CASES = [pytest.param(case, id=case.name) for case in hostile()]
ENGLISH = "Read this sentence."
MARKED = tuple(kind for kind in Kind if kind is not Kind.ANSWERS)
"""Accepted answers are never read as markup: for them only characters count."""
CHARACTERS = ("characters that cannot be shown", "direction marks that are not closed")


@lru_cache(maxsize=2)
def parsed(text: str) -> tuple[Inline, ...]:
    return inline.parse(text)


def candidate(kind: Kind, text: str) -> Candidate:
    unit = Unit("k", kind, ENGLISH, "lesson", inlines=parsed(ENGLISH))
    return Candidate(unit, Message("k", ENGLISH, text), parsed(text), "translations/fr/a.po", "fr")


def found(kind: Kind, text: str) -> set[Code]:
    return {each.code for check in CHECKS.values() for each in check(candidate(kind, text))}


@pytest.mark.parametrize("case", CASES)
def test_it_is_reported_or_harmless(case: Hostile) -> None:
    rejected = REJECTING & {Code(code) for code in case.codes}
    for kind in MARKED:
        codes = found(kind, case.text)
        assert case.codes <= codes or Code.ANSWERS_EMPTY in codes, kind
        assert case.reason or case.codes
        # The kind may be a reason of its own: a place that is filled in, a choice of which nothing is seen.
        assert bool(rejected) == bool(codes & REJECTING - {Code.PLACEHOLDER, Code.ANSWERS_EMPTY}), (kind, codes)


@pytest.mark.parametrize("case", CASES)
def test_answers_with_characters_that_cannot_be_shown_are_rejected(case: Hostile) -> None:
    def is_about_characters(kind: Kind) -> bool:
        said = [each.message for check in CHECKS.values() for each in check(candidate(kind, case.text))]
        return any(message.startswith(CHARACTERS) for message in said)

    assert is_about_characters(Kind.ANSWERS) == is_about_characters(Kind.PARAGRAPH)
