"""The Nu Html Checker (the W3C's HTML validator), run once over a whole folder."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from .installation import engine, program


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
    """What the checker says about every HTML, CSS and SVG file of a folder: nothing, if all are good."""
    command = [program("java"), "-Xss2m", "-jar", str(engine("vnu/vnu.jar"))]
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg"]
    done = subprocess.run(
        [*command, *options, "--skip-non-html", str(folder)], capture_output=True, encoding="utf-8", check=False
    )
    try:
        messages = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError):
        pytest.fail(f"the HTML validator failed: {done.stdout}{done.stderr}", pytrace=False)
    return [
        Message(
            file=each.get("url", "").removeprefix(f"file:{folder.resolve()}/"),
            line=each.get("lastLine", 0),
            level="error" if each["type"] != "info" else each.get("subType", "info"),
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
