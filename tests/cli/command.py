"""Runs the command line, in this process or as a program of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from wlw_i18n.cli.app import app

PROGRAM = (sys.executable, "-c", "from wlw_i18n.cli.app import main; main()")
_TERMINAL = frozenset({"COLUMNS", "LINES", "FORCE_COLOR", "TTY_COMPATIBLE", "NO_COLOR", "TERM"})


@dataclass(frozen=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, course: Path | None = None) -> Done:
    """Run a command in this process."""
    result = CliRunner().invoke(app, _words(arguments, course), env=dict.fromkeys(_TERMINAL))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def run_program(*arguments: str | Path, course: Path | None = None, cwd: Path | None = None, **more: str) -> Done:
    """Run a command as people do; more environment variables as keywords."""
    done = subprocess.run(
        [*PROGRAM, *_words(arguments, course)], cwd=cwd, env=environment(**more), capture_output=True, check=False
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def environment(**more: str) -> dict[str, str]:
    """The environment, without what changes how programs print."""
    return {name: value for name, value in os.environ.items() if name not in _TERMINAL} | more


def snapshot(root: Path) -> Mapping[str, tuple[int, bytes]]:
    """Every file of a course with its time and bytes, folders too; only the cache is left out."""
    return {
        str(path.relative_to(root)): (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(root.rglob("*"))
        if ".wlw-i18n" not in path.relative_to(root).parts
    }


def _words(arguments: tuple[str | Path, ...], course: Path | None) -> list[str]:
    return [*map(str, arguments), *(["--course", str(course)] if course else [])]
