"""Console sessions in the documentation: commands, and what they print."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.docs.pages import Fence

_PROGRAM = (sys.executable, "-c", "from wlw_i18n.cli.app import main; main()")
_SHELL = {".", "cd", "git", "make"}
"""Programs that are named and not run."""
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Command:
    """One command and what the page shows below it."""

    text: str
    line: int
    shown: tuple[str, ...]
    exit_code: int = 0
    """What a following `$ echo $?` shows."""

    @property
    def words(self) -> list[str]:
        """The command as the shell sees it."""
        return shlex.split(self.text, comments=True)


def commands(fence: Fence) -> list[Command]:
    """The commands of a session; `$ echo $?` belongs to the command before it."""
    found: list[Command] = []
    for text, line, shown in _entries(fence):
        if text == "echo $?":
            last = found.pop()
            found.append(Command(last.text, last.line, last.shown, int(shown[0])))
        else:
            found.append(Command(text, line, tuple(shown)))
    return found


def _entries(fence: Fence) -> Iterator[tuple[str, int, list[str]]]:
    text, at, shown = "", 0, list[str]()
    for number, line in enumerate(fence.content.splitlines(), start=fence.line + 1):
        if line.startswith("$ "):
            if text:
                yield text, at, shown
            text, at, shown = line[2:].strip(), number, []
        elif line.strip():
            shown.append(line)
    if text:
        yield text, at, shown


@dataclass
class Session:
    """A folder in which the commands of one page are run one after the other."""

    folder: Path
    home: Path
    problems: list[str] = field(default_factory=list)

    def set_up(self, command: str) -> None:
        """Do what readers are not bothered with."""
        text = command.replace("wlw-i18n", f"{shlex.quote(_PROGRAM[0])} -c {shlex.quote(_PROGRAM[2])}")
        done = subprocess.run(
            ["bash", "-euc", text], cwd=self.folder, capture_output=True, text=True, check=False, env=self._environment
        )
        if done.returncode:
            self.problems.append(f"setup {command!r} ended with {done.returncode}: {done.stderr}")

    def run(self, command: Command) -> None:
        """Run a command as readers would; note down what is not as the page says."""
        words = command.words
        if words[0] == "cd":
            self.folder = (self.folder / words[1]).resolve()
        elif words[0] == "wlw-i18n":
            self._run(command)
        elif words[0] not in _SHELL:
            self.problems.append(f"line {command.line}: the test does not know the program {words[0]}")

    def _run(self, command: Command) -> None:
        arguments, _, piped = command.text.partition(" > ")
        words = shlex.split(arguments, comments=True)[1:]
        done = subprocess.run(
            [*_PROGRAM, *words], cwd=self.folder, capture_output=True, text=True, check=False, env=self._environment
        )
        if piped:
            (self.folder / piped.strip()).write_text(done.stdout, encoding="utf-8")
        printed = done.stdout + done.stderr
        if done.returncode != command.exit_code:
            self.problems.append(f"line {command.line}: `{command.text}` ended with {done.returncode}:\n{printed}")
        missing = _missing(command.shown, printed)
        if missing is not None:
            self.problems.append(f"line {command.line}: `{command.text}` does not print {missing!r} there:\n{printed}")

    @property
    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "FORCE_COLOR"}}
        return kept | {"HOME": str(self.home), "NO_COLOR": "1", "COLUMNS": "80"}


def _missing(shown: tuple[str, ...], printed: str) -> str | None:
    """The first shown line that is not printed after those before it; `…` stands for anything."""
    lines = iter([_squeezed(line) for line in printed.splitlines()])
    for line in shown:
        if line.strip() == _ELLIPSIS:
            continue
        pattern = re.escape(_squeezed(line)).replace(_ELLIPSIS, ".*")
        if not any(re.fullmatch(pattern, other) for other in lines):
            return line
    return None


def _squeezed(line: str) -> str:
    return " ".join(line.split())
