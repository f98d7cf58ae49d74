"""A course on disk: where its root is, which files it has, in which order its documents come."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wlw_i18n import config as configuration
from wlw_i18n import outputs
from wlw_i18n.links import INDEX, slug
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location

SOURCE = "source"
TRANSLATIONS = "translations"
TEMPLATES = f"{TRANSLATIONS}/templates"
EXPORTS = "exports"
DRAWN = f"{EXPORTS}/media"
"""Media that are made for each language."""
CACHE = ".wlw-i18n"
LOCK = f"{SOURCE}/course.lock"

_NUMBERED = re.compile(r"([0-9]+)-([a-z0-9]+(?:-[a-z0-9]+)*)")


class CourseNotFoundError(FileNotFoundError):
    """No folder up from here holds `source/course.toml`."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A Markdown file of the course."""

    path: str
    """Relative to the course root."""
    module: str
    """Slug of its folder."""
    name: str
    """Slug of the file: the id it has unless its front matter says otherwise; `index` for a module's first page."""

    @property
    def is_index(self) -> bool:
        """Whether it is a module's first page."""
        return self.name == INDEX

    @property
    def default_id(self) -> str:
        """The document's id when its front matter gives none."""
        return self.module if self.is_index else self.name


@dataclass(frozen=True, slots=True)
class FileState:
    """What the file system says of a file without opening it: enough to see that it changed."""

    size: int
    modified: int
    changed: int
    inode: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a course."""

    sources: tuple[SourceFile, ...]
    """In course order, a module's first page before its lessons."""
    files: Mapping[str, FileState]
    """Every file below source/, translations/ and exports/, by path relative to the course root."""
    problems: tuple[Diagnostic, ...]
    temporaries: tuple[str, ...] = ()
    """Files that a killed run was writing; no part of the course."""


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds a course.

    Raises:
        CourseNotFoundError: there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / configuration.PATH).is_file():
            return folder
    raise CourseNotFoundError(start)


def survey(root: Path) -> Listing:
    """List a course's files; nothing is opened. Hidden files, which editors and systems leave, are no part of it."""
    root = root.resolve()
    files: dict[str, FileState] = {}
    problems: list[Diagnostic] = []
    temporaries: list[str] = []
    for top in (SOURCE, TRANSLATIONS, EXPORTS):
        if (root / top).is_symlink():
            problems.append(_linked(top))
        else:
            _walk(root, top, files, problems, temporaries)
    sources, misnamed = _sources(path for path in files if path.startswith(f"{SOURCE}/") and path.endswith(".md"))
    if not sources:
        message = "there are no lessons yet"
        hint = "Make a folder such as source/01-start/ with an index.md and a lesson 01-first.md."
        problems.append(Diagnostic(Code.COURSE_EMPTY, Severity.BROKEN, message, Location(SOURCE), hint=hint))
    return Listing(sources, files, (*problems, *misnamed), tuple(temporaries))


def _walk(
    root: Path, relative: str, files: dict[str, FileState], problems: list[Diagnostic], temporaries: list[str]
) -> None:
    try:
        entries = sorted(os.scandir(root / relative), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        path = f"{relative}/{entry.name}"
        if entry.name.startswith(".") and entry.name.endswith(outputs.TEMPORARY):
            temporaries.append(path)
            continue
        if entry.name.startswith(".") and (entry.name.endswith(".tmp") or not path.startswith(f"{EXPORTS}/")):
            continue
        if not _is_text(entry.name):
            shown = path.encode("utf-8", "replace").decode()
            problems.append(_misnamed(shown, "the name is not UTF-8 text", "Rename the file."))
        elif entry.is_symlink() and (entry.is_dir() or not Path(entry.path).resolve().is_relative_to(root)):
            problems.append(_linked(path))
        elif entry.is_dir():
            _walk(root, path, files, problems, temporaries)
        elif entry.is_file():
            stat = entry.stat()
            files[path] = FileState(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _sources(paths: Iterator[str]) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
    placed: list[tuple[tuple[int, str, int, int, str], SourceFile]] = []
    problems: list[Diagnostic] = []
    for path in paths:
        parts = path.split("/")
        folder = _NUMBERED.fullmatch(parts[1]) if len(parts) == 3 else None
        name = parts[-1].removesuffix(".md")
        number = _NUMBERED.fullmatch(name)
        if "media" in parts[:-1] or path == f"{SOURCE}/README.md":
            continue
        if folder is None or (number is None and name != INDEX) or (number is not None and number[2] == INDEX):
            problems.append(_misnamed(path))
            continue
        order = (int(folder[1]), parts[1], int(name != INDEX), int(number[1]) if number else 0, name)
        placed.append((order, SourceFile(path, folder[2], slug(name))))
    placed.sort(key=lambda item: item[0])
    problems.extend(_without_index(placed))
    return tuple(source for _, source in placed), tuple(problems)


def _without_index(placed: list[tuple[tuple[int, str, int, int, str], SourceFile]]) -> Iterator[Diagnostic]:
    folders = {order[1] for order, _ in placed}
    for folder in sorted(folders - {order[1] for order, source in placed if source.is_index}):
        hint = "It is the module's first page: front matter with title and kind: module, then what the module is about."
        where = Location(f"{SOURCE}/{folder}/index.md")
        yield Diagnostic(Code.FILE_NAME, Severity.BROKEN, "the module has no index.md", where, hint=hint)


_NAMING = "Lessons are source/NN-module/NN-lesson.md, in lower-case letters, digits and '-', with NN for the order."


def _misnamed(
    path: str, message: str = "this is not where or how a lesson is named", hint: str = _NAMING
) -> Diagnostic:
    return Diagnostic(Code.FILE_NAME, Severity.BROKEN, message, Location(path), hint=hint)


def _linked(path: str) -> Diagnostic:
    message = "a symbolic link to a folder, or out of the course"
    hint = "Put the file or the folder itself here: a course looks the same on every system."
    return Diagnostic(Code.PATH_OUTSIDE, Severity.BROKEN, message, Location(path), hint=hint)
