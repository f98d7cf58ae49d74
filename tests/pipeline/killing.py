"""Kills a sync at every step at which it changes a file, and runs another one after it.

Run as a program, in a process of its own that has one thread, so that it may fork:
`python -m tests.pipeline.killing FOLDER FIRST STEP`. It prints what is wrong, one finding a line.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.catalogs import po, template
from wlw_i18n.pipeline import parallel
from wlw_i18n.pipeline.starter import add_language
from wlw_i18n.pipeline.workspace import CACHE

CODES = ("fr", "ar")
KILLED = 137
CATALOGS = 30
"""Changes that certainly take in all those of PO files and templates."""
LESSON, QUIZ = "source/01-start/01-first-lesson.md", "source/01-start/02-first-quiz.md"
MODULE, MORE = "source/01-start/index.md", "source/01-start/03-more.md"
MOVED = "The words in square brackets say what the picture says, for people who cannot see it.\n\n"
SWAPPED = "A box like this one draws attention to something useful."
WITH = "This is the first page of a module. Say here what the module is about."
MORE_TEXT = """\
---
title: More about writing
---

An example says more than a rule.

## Lists {#lists}

A list has short items, each of one kind.

This paragraph goes away, together with what translators made of it.
"""


def prepare(folder: Path) -> CourseIn:
    """A translated course, synced, to which then happens all that moves translations from file to file."""
    course = make(folder)
    course.write(MORE, MORE_TEXT)
    for code in CODES:
        add_language(folder, code)
    course.sync()
    for code in CODES:
        course.translate(code)
    course.sync()
    course.edit(LESSON, MOVED, "")
    course.edit(QUIZ, "## Pages", f"{MOVED}## Pages")
    course.edit(LESSON, SWAPPED, WITH)
    course.edit(MODULE, WITH, SWAPPED)
    course.edit(LESSON, "Thank you for writing for readers", "We thank you for writing for the readers")
    course.edit(MORE, "This paragraph goes away, together with what translators made of it.\n", "")
    course.edit(LESSON, "(02-first-quiz.md)", "(03-further.md)")
    course.rename(MORE, "source/01-start/03-further.md")
    return course


class Limit:
    """Ends this process, hard, when it is about to change a file once too often."""

    def __init__(self, allowed: int) -> None:
        self.left = allowed

    def before(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(path: Any, *arguments: Any, **options: Any) -> Any:
            if self.left == 0:
                self._half(Path(path))
                os._exit(KILLED)
            self.left -= 1
            return function(path, *arguments, **options)

        return counted

    @staticmethod
    def _half(path: Path) -> None:
        """The file that was about to be put in place may not yet be written to its end."""
        if path.name.endswith(".tmp"):
            os.truncate(path, path.stat().st_size // 2)


def killed_after(course: CourseIn, changes: int) -> bool:
    """Run a sync that may change so many files; say whether it was killed."""
    child = os.fork()
    if child == 0:
        limit = Limit(changes)
        parallel.cores = lambda: 1  # type: ignore[assignment]
        os.replace = limit.before(os.replace)  # type: ignore[assignment]
        Path.unlink = limit.before(Path.unlink)  # type: ignore[method-assign]
        os._exit(2 if course.sync().broken else 0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, KILLED), f"the sync ended with {code}"
    return code == KILLED


def translations(files: Mapping[str, bytes]) -> set[tuple[str, str]]:
    """Every translation with its language, in PO files and memories."""
    found = set()
    for path, content in files.items():
        if path.endswith(".po"):
            catalog, problems = po.read(path, content)
            assert catalog is not None, problems
            code = path.split("/")[1]
            found |= {(code, message.msgstr) for message in catalog.messages if message.msgstr}
    return found


def carried(files: Mapping[str, bytes]) -> set[tuple[str, str]]:
    """Translations, but for the address of the document that was renamed: it is brought up to date in them."""
    return {(code, text.replace("(02-first-quiz.md)", "(03-further.md)")) for code, text in translations(files)}


def torn(files: Mapping[str, bytes], before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    """Files that are not whole."""
    for path, content in files.items():
        if content in (before.get(path), after.get(path)):
            continue
        if path.endswith(".po") and po.read(path, content)[0] is not None:
            continue
        if path.endswith(".pot") and not template.read(path, content)[1]:
            continue
        if not path.endswith(".tmp"):
            yield path


def differences(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))


@dataclass(frozen=True)
class Trial:
    """A course before a sync, and after one that nobody killed."""

    start: Path
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]

    def run(self, folder: Path, changes: int, *, keep_cache: bool) -> tuple[bool, list[str]]:
        """Kill one run and complete it; say whether there was anything left to kill, and what is wrong."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.start, folder)
        course = CourseIn(folder)
        was_killed = killed_after(course, changes)
        files = course.files()
        wrong = [f"{path} is not whole" for path in torn(files, self.before, self.after)]
        wrong += [f"lost: {text}" for text in sorted(carried(self.before) - carried(files))]
        if not keep_cache:
            shutil.rmtree(folder / CACHE)
        outcome = course.sync()
        wrong += [str(diagnostic) for diagnostic in outcome.diagnostics if outcome.broken]
        changed = differences(course.files(), self.after)
        wrong += [f"{path} is not as after a run that nobody killed" for path in changed]
        wrong += [f"{path} was left behind" for path in folder.rglob("*.tmp")]
        again = course.sync()
        wrong += [f"{path} was changed without cause" for path in (*again.written, *again.removed)]
        return was_killed, wrong


def main(folder: Path, first: int, step: int) -> None:
    start = prepare(folder / "start")
    before = start.files()
    course = CourseIn(folder / "course")
    shutil.copytree(start.root, course.root)
    course.sync()
    trial = Trial(start.root, before, course.files())
    killed = True
    changes = first
    while killed:
        # While translations and templates are written, the records of the last run matter most.
        for keep_cache in (True, False) if changes < CATALOGS else (True,):
            killed, wrong = trial.run(course.root, changes, keep_cache=keep_cache)
            sys.stdout.writelines(f"{changes}, cache {'kept' if keep_cache else 'lost'}: {line}\n" for line in wrong)
        changes += step
    sys.stdout.write(f"killed up to {changes - step}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
