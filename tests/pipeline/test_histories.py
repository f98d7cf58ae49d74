"""What becomes of units and translations, case by case: `tests/cases/histories`, `tests/data/histories`."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from tests.casefiles import CASES, cases
from tests.pipeline import histories

REAL = "../data/histories"
REAL_CASES = {str(case.id).rpartition(": ")[2]: case.values[1] for case in cases(REAL)}  # type: ignore[attr-defined]
LINES = (CASES / REAL / "counts.tsv").read_text(encoding="utf-8").splitlines()
COUNTS = list(csv.DictReader((line for line in LINES if not line.startswith("#")), delimiter="\t"))


@pytest.mark.parametrize(("given", "expected"), [*cases("histories"), *cases(REAL)])
def test_a_history(given: str, expected: str, tmp_path: Path) -> None:
    rounds = histories.read(given)
    codes = sorted({code for one in rounds for code in one.translations})
    course = histories.Course(tmp_path / "course", codes)
    for one in rounds:
        course.play(one)
    assert course.told() == expected


@pytest.mark.parametrize("row", COUNTS, ids=lambda row: row["name"])
def test_the_counts_of_a_real_change_hold(row: dict[str, str]) -> None:
    found = Counter(line.partition(":")[0] for line in REAL_CASES[row["name"]].splitlines())
    changed, added, removed, unlike = (int(row[name]) for name in ("changed", "added", "removed", "unlike"))
    assert sum(found[kind] for kind in ("edited", "cosmetic", "joined")) == changed - unlike
    assert sum(found[kind] for kind in ("new", "split")) == added + unlike
    assert found["gone"] == removed + unlike
    assert found["moved"] == 0


def test_every_real_change_is_counted() -> None:
    assert {row["name"] for row in COUNTS} == set(REAL_CASES)
