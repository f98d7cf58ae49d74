"""Percentages as languages write them: `cases/percentages` has a language, then texts in English."""

import pytest

from tests.casefiles import cases
from wlw_i18n import percentages


@pytest.mark.parametrize(("given", "expected"), cases("percentages"))
def test_a_percentage_is_written_as_the_language_does(given: str, expected: str) -> None:
    tag, *texts = given.splitlines()
    assert [percentages.written(text, tag, "en") for text in texts] == expected.splitlines()


def test_the_source_language_may_be_another() -> None:
    assert percentages.written("1\u202f234,5\u00a0%", "en", "fr") == "1,234.5%"
