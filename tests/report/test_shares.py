"""Shares as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wlw_i18n.report.shares import STEPS, percent, step


@pytest.mark.parametrize(
    ("share", "shown", "steps"),
    [
        (0, 0, 0),
        (0.0001, 1, 1),
        (0.25, 25, 1),
        (0.26, 26, 2),
        (0.5, 50, 2),
        (0.75, 75, 3),
        (0.76, 76, 4),
        (0.99999, 99, 4),
        (1, 100, 5),
    ],
)
def test_shares(share: float, shown: int, steps: int) -> None:
    assert percent(share) == shown
    assert step(share) == steps


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_is_never_shown_as_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= percent(low) <= percent(high) <= 100
    assert 0 <= step(low) <= step(high) <= STEPS


@given(st.floats(0, 1))
def test_whole_and_nothing_are_kept_for_whole_and_nothing(share: float) -> None:
    assert (percent(share) == 100) == (step(share) == STEPS) == (share == 1)
    assert (percent(share) == 0) == (step(share) == 0) == (share == 0)
