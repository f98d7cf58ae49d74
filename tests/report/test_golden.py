"""What is made of a status, compared with what people looked at: see `tests/report/update.py`."""

import pytest

from tests.report.sample import files
from tests.report.update import GOLDEN, SHOWN


@pytest.mark.parametrize("name", SHOWN)
def test_is_as_it_was(name: str) -> None:
    assert files()[name].decode() == (GOLDEN / name).read_text(encoding="utf-8")


def test_same_status_same_bytes() -> None:
    assert files() == files()


def test_there_is_a_page_and_a_badge_for_each_language() -> None:
    codes = ("fr", "ar", "zh-hans", "sw")
    pages = {f"{code}.{kind}" for code in codes for kind in ("html", "svg")}
    assert set(files()) == {*pages, "index.html", "status.css", "status.wiki", "status.json"}
