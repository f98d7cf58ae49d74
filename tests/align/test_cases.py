"""What is aligned, case by case."""

import pytest

from tests.align.listing import aligned
from tests.casefiles import cases


@pytest.mark.parametrize(("given", "expected"), cases("align"))
def test_alignment(given: str, expected: str) -> None:
    assert "\n".join(aligned(given)) == expected
