"""Shares as people read them, the same on pages, badges and wikis."""

from typing import Final

STEPS: Final = 5


def percent(share: float) -> int:
    """A share in whole per cent: 100 only when nothing is missing, 0 only when there is nothing."""
    if share <= 0:
        return 0
    return 100 if share >= 1 else max(1, min(99, int(share * 100 + 0.5)))


def step(share: float) -> int:
    """How far a share is, in steps from 0 (nothing) to 5 (everything): each looks different without colours too."""
    per_cent = percent(share)
    return per_cent // 100 * STEPS or (per_cent + 24) // 25


def number(count: int) -> str:
    """A count with its thousands apart."""
    return f"{count:,}"
