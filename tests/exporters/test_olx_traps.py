"""Each trap of Open edX is caught by our own check, with file and line, or is made harmless."""

import tarfile
from pathlib import Path

import pytest

from tests.casefiles import cases
from tests.exporters.olx_builders import findings
from tests.exporters.olx_traps import problem_of, set_off


@pytest.mark.parametrize(("given", "expected"), cases("olx/traps"))
def test_trap(tmp_path: Path, given: str, expected: str) -> None:
    trapped = set_off(tmp_path / "course", given)
    assert problem_of(expected, trapped) == ""
    for number, archive in enumerate(trapped.archives.values()):
        assert findings(_unpacked(archive, tmp_path / str(number))) == []


def _unpacked(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as members:
        members.extractall(folder, filter="data")
    return folder / "course"
