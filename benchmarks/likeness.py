"""Precision and recall of the measure of likeness over thresholds, on the labelled pairs in `tests/data/matching`."""

from tests import matching
from tests.matching import Score

from wlw_i18n import similarity

THRESHOLDS = [number / 100 for number in range(50, 100, 5)]


def main() -> None:
    """Print a curve for each file and for both, and what identity suggests with all texts to choose from."""
    files = {name: matching.read(name) for name in matching.FILES}
    files["together"] = [pair for pairs in files.values() for pair in pairs]
    for name, pairs in files.items():
        print(f"\n{name}: {len(pairs)} pairs\n\n{'suggested from':<18}{_HEAD}")
        for threshold in THRESHOLDS:
            mark = "  <- SUGGESTED" if threshold == similarity.SUGGESTED else ""
            print(f"{threshold:<18.2f}{_row(matching.told_apart(pairs, threshold))}{mark}")
        print(f"\n{'moved from':<18}{_HEAD}")
        for threshold in THRESHOLDS:
            mark = "  <- MOVED" if threshold == similarity.MOVED else ""
            print(f"{threshold:<18.2f}{_row(matching.moved(pairs, threshold))}{mark}")
        print(f"\n{'first suggestion':<18}{_row(matching.suggested(pairs))}")


_HEAD = f"{'right':>6}{'near':>6}{'wrong':>6}{'precision':>11}{'useful':>8}{'recall':>8}"


def _row(score: Score) -> str:
    counts = f"{score.right:>6}{score.near:>6}{score.wrong:>6}"
    return f"{counts}{score.precision:>11.3f}{score.useful:>8.3f}{score.recall:>8.3f}"


if __name__ == "__main__":
    main()
