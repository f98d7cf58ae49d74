"""A small course in a temporary folder, and what people do to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from wlw_i18n.catalogs import po
from wlw_i18n.model.catalog import Catalog, Message
from wlw_i18n.pipeline import starter
from wlw_i18n.pipeline.run import Options, Outcome, run

SYNC = Options(write=True, export=True)
CHECK = Options()


def quiet(_stage: str, _done: int, _total: int) -> None:
    """A report that nobody reads."""


@dataclass(frozen=True)
class CourseIn:
    """A course in a folder."""

    root: Path

    def sync(self, options: Options = SYNC) -> Outcome:
        return run(self.root, options, quiet)

    def check(self) -> Outcome:
        return run(self.root, CHECK, quiet)

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert text.count(old) == 1, (path, old, text.count(old))
        self.write(path, text.replace(old, new))

    def rename(self, old: str, new: str) -> None:
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)

    def catalog(self, path: str) -> Catalog:
        catalog, problems = po.read(path, (self.root / path).read_bytes())
        assert catalog is not None, problems
        return catalog

    def messages(self, code: str) -> Mapping[str, Message]:
        """Every message of a language's documents, by key."""
        folder = self.root / "translations" / code
        return {
            message.key: message
            for path in sorted(folder.rglob("*.po"))
            if path.name != "memory.po"
            for message in self.catalog(path.relative_to(self.root).as_posix()).messages
        }

    def translate(self, code: str) -> None:
        """Translate everything: each English text in brackets that no source has."""
        for path in sorted((self.root / "translations" / code).rglob("*.po")):
            if path.name == "memory.po":
                continue
            catalog = self.catalog(path.relative_to(self.root).as_posix())
            messages = tuple(
                replace(message, msgstr=message.msgstr or f"⟦{message.msgid}⟧", fuzzy=False)
                for message in catalog.messages
            )
            path.write_bytes(po.write(replace(catalog, messages=messages)))

    def files(self, folder: str = ".") -> Mapping[str, bytes]:
        """Every file below a folder, the cache left out."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted((self.root / folder).rglob("*"))
            if path.is_file() and ".wlw-i18n" not in path.parts
        }


def make(folder: Path, *codes: str) -> CourseIn:
    """The starter course, with languages; synced and translated when there are any."""
    starter.make(folder)
    course = CourseIn(folder)
    for code in codes:
        assert starter.add_language(folder, code)
    if codes:
        assert not course.sync().broken
        for code in codes:
            course.translate(code)
        course.sync()
    return course
