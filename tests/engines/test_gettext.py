"""GNU gettext accepts what we write: `msgfmt --check` reads every kind of file without an error."""

import subprocess
from pathlib import Path

import pytest

from tests.world import MEMORY, World

from .installation import program


@pytest.fixture(scope="module")
def world() -> World:
    """A course after edits: stale, suggested, retired, with quotes, tabs and several lines."""
    world = World(
        source={
            "one": [
                "h Start",
                "p Count the articles\nabout women.",
                'p Say "yes"\\no.',
                "p Ask a librarian for help today.",
            ],
            "two": ["q-1/ans one\n1", "p End."],
        }
    )
    world.sync()
    for number in range(3):
        world.translate(
            {message.msgid: f'«{number}» "é"\t\\\nfin' for name in world.source for message in world.messages(name)}
        )
        world.source["one"][1] += f" {number}"
        world.source["two"] = [f"p Ask a librarian for help {number} today.", f"p End {number}."]
        world.sync()
    return world


def test_msgfmt_accepts_every_file(world: World, tmp_path: Path) -> None:
    msgfmt = program("msgfmt")
    assert MEMORY in world.files
    for path, content in world.files.items():
        file = tmp_path / path.replace("/", "_")
        file.write_bytes(content)
        done = subprocess.run(
            [msgfmt, "--check", "--output-file=/dev/null", str(file)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{path}: {done.stderr}"
        # What gettext misses is what has a clock time or a person's name.
        complaints = [line for line in done.stderr.splitlines() if "missing in header" not in line]
        assert complaints == [], path


def test_msgcat_says_the_same_again(world: World, tmp_path: Path) -> None:
    msgcat = program("msgcat")
    for path, content in world.files.items():
        file = tmp_path / path.replace("/", "_")
        file.write_bytes(content)
        done = subprocess.run([msgcat, "--no-wrap", str(file)], capture_output=True, check=True)
        assert done.stdout.decode() == content.decode(), path
