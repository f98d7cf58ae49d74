"""What git calls to merge PO files and templates, and how git is told to."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from wlw_i18n import outputs
from wlw_i18n.catalogs import po
from wlw_i18n.cli import console
from wlw_i18n.cli.policy import BROKEN, CLEAN
from wlw_i18n.cli.refusals import refuse, refusing
from wlw_i18n.merge.threeway import merge_catalogs
from wlw_i18n.model.catalog import Catalog
from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.pipeline.workspace import find_root

DRIVER: Final = "wlw-i18n"
ATTRIBUTES: Final = ".gitattributes"
LINES: Final = tuple(f"translations/**/*.{ending} merge={DRIVER}" for ending in ("po", "pot"))


def merge_po(base: Path, ours: Path, theirs: Path, name: str) -> int:
    """Merge one file as git's merge drivers do: the result replaces `ours`.

    Args:
        base: git's `%O`: the version that both began with, empty if there was none.
        ours: git's `%A`.
        theirs: git's `%B`.
        name: git's `%P`: what the file is called.

    Returns:
        The exit code: 0 also where two translations of a text met, for the file has both; 2 if a version cannot be
        read. Then nothing is written, and git says that the file is in conflict.
    """
    try:
        old, _ = po.read(name, base.read_bytes())
        mine, own_problems = po.read(name, ours.read_bytes())
        other, other_problems = po.read(name, theirs.read_bytes())
        if mine is None:
            return _unreadable(name, "ours", own_problems)
        if other is None:
            return _unreadable(name, "theirs", other_problems)
        return _merge(old, mine, other, ours)
    except OSError as error:
        return refuse(f"{name} is not merged: {error.filename}: {error.strerror}")


@refusing
def install(course: Path) -> int:
    """Tell git to merge the PO files and templates of a course with us.

    Adds to `.gitattributes`, which is committed, and to the configuration of this clone, which is not.

    Args:
        course: a folder of the course, in a git repository.

    Returns:
        The exit code: 2 if there is no course or no repository.
    """
    root = find_root(course)
    driver = f"{_program()} merge-po %O %A %B %P"
    try:
        for key, value in (("name", "PO files, text by text"), ("driver", driver)):
            _git(root, "config", f"merge.{DRIVER}.{key}", value)
        added = _add_lines(root / ATTRIBUTES)
    except FileNotFoundError as error:
        return refuse(f"{error.filename} is not installed, or not found.")
    except subprocess.CalledProcessError as error:
        return refuse(f"git says: {error.stderr.strip()}")
    out = console.output()
    out.print("Git now merges the PO files and templates of this clone text by text.")
    out.print(f"Commit {ATTRIBUTES}: it names the files." if added else f"{ATTRIBUTES} was complete.")
    return CLEAN


def _merge(base: Catalog | None, ours: Catalog, theirs: Catalog, into: Path) -> int:
    merged = merge_catalogs(base, ours, theirs)
    content = po.write(merged.catalog)
    if content != into.read_bytes():
        outputs.replace(into, content)
    err = console.messages()
    for conflict in merged.conflicts:
        err.print(
            f'{ours.path}: two translations of "{console.short(conflict.msgid, 60)}" ({conflict.key or "no key"})'
        )
    if merged.conflicts:
        err.print("    The file has both. These entries need work (fuzzy); a translator has to choose.")
    return CLEAN


def _unreadable(name: str, side: str, problems: tuple[Diagnostic, ...]) -> int:
    err = console.messages()
    err.print(f"wlw-i18n: {name} is not merged, because the version that git calls {side!r} cannot be read:")
    console.print_diagnostics(err, (problem for problem in problems if problem.severity is Severity.BROKEN))
    err.print(f"    The file is left as in 'ours'. To see the other version: git show :3:{shlex.quote(name)}")
    return BROKEN


def _add_lines(path: Path) -> bool:
    """Add the lines that a file lacks; return whether it lacked any."""
    found = path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""
    known = [line.split() for line in found.splitlines()]
    missing = [line for line in LINES if line.split() not in known]
    if missing:
        start = found if not found or found.endswith("\n") else f"{found}\n"
        outputs.replace(path, (start + "".join(f"{line}\n" for line in missing)).encode("utf-8", "surrogateescape"))
    return bool(missing)


def _program() -> str:
    """How git starts this program, also where no virtual environment is active."""
    script = Path(sys.executable).with_name(DRIVER)
    found = shutil.which(script) or shutil.which(DRIVER) or DRIVER
    return shlex.quote(Path(found).as_posix())


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)  # noqa: S603, S607 - git's own words
