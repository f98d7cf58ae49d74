"""The Nu Html Checker (the W3C's HTML validator), run once over a whole folder."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest

from .installation import engine, program

# Not --also-check-css: with it the checker counts the lines of the HTML files from 0.
OPTIONS = ("--format", "json", "--stdout", "--exit-zero-always", "--also-check-svg", "--skip-non-html")


@dataclass(frozen=True)
class Message:
    """One finding, in the checker's own words. The file is relative to the folder that was checked."""

    file: str
    line: int
    level: Literal["error", "warning", "info"]
    text: str
    extract: str


Validate = Callable[[Path], list[Message]]


def validate(folder: Path) -> list[Message]:
    """What the checker says about every HTML and SVG file of a folder: nothing, if all are good."""
    folder = folder.resolve()
    assert any(folder.rglob("*.html")), f"no HTML file in {folder}"
    command = [program("java"), "-Xss2m", "-jar", str(engine("vnu/vnu.jar")), *OPTIONS, str(folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    try:
        messages = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError):
        pytest.fail(f"the HTML validator failed: {done.stdout}{done.stderr}", pytrace=False)
    return [
        Message(
            file=unquote(each.get("url", "")).removeprefix(f"file:{folder}/"),
            line=each.get("lastLine", 0),
            level=each.get("subType", "info") if each["type"] == "info" else "error",
            text=each.get("message", ""),
            extract=each.get("extract", ""),
        )
        for each in messages
    ]


@pytest.fixture(scope="session", name="validate_html")
def validator_fixture() -> Validate:
    """The function `validate`, once the checker is known to be there."""
    program("java")
    engine("vnu/vnu.jar")
    return validate
