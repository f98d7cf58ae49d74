"""Test cases in files that a contributor extends without Python.

A case is a title, an input and an expected output, each followed by a line with a single point:

    what the case shows
    .
    input
    .
    expected
    .

Empty lines and lines that begin with `#` between cases are comments. `␠` stands for a space, `⇥` for a tab and `␍`
for a carriage return, so that editors cannot lose them.
"""

from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"
_VISIBLE = str.maketrans({"␠": " ", "⇥": "\t", "␍": "\r"})


def cases(folder: str) -> list[object]:
    """The cases of all files of a folder, as parameters: input, expected."""
    return [
        pytest.param(given.translate(_VISIBLE), expected.translate(_VISIBLE), id=f"{path.stem}: {title}")
        for path in sorted((CASES / folder).glob("*.md"))
        for title, given, expected in _read(path)
    ]


def _read(path: Path) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    parts: list[str] = []
    current: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not parts and not current and (not line.strip() or line.startswith("#")):
            continue
        if line != ".":
            current.append(line)
            continue
        parts.append("\n".join(current))
        current = []
        if len(parts) == 3:
            assert "\n" not in parts[0], f"{path}:{number}: a title of more than one line: a point is missing"
            found.append((parts[0], parts[1], parts[2]))
            parts = []
    assert not parts, f"{path}: the last case has no end"
    assert not current, f"{path}: text after the last case"
    return found
