"""Histories as case files: a course before, its translations, the course after, and what became of every unit.

How a case is written is said in `tests/cases/histories/edits.md`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.pipeline.course_in import CourseIn
from wlw_i18n import memory as memories
from wlw_i18n import segment
from wlw_i18n.assemble import LanguageTexts, assemble
from wlw_i18n.catalogs import po, template
from wlw_i18n.identity import Change, ChangeKind, Identified, identify
from wlw_i18n.memory import Memory
from wlw_i18n.merge import accept
from wlw_i18n.model.catalog import Message, MessageState, Template, Unit
from wlw_i18n.model.diagnostic import Code
from wlw_i18n.model.document import Document
from wlw_i18n.pipeline import serving, sources, starter
from wlw_i18n.pipeline.outcome import Options, Outcome
from wlw_i18n.pipeline.paths import catalog_path, memory_path
from wlw_i18n.pipeline.workspace import survey

LESSON = "01-module/01-lesson.md"
_PART = re.compile(r"^=== (.+)$", re.MULTILINE)
_FILE = re.compile(r"^\[(.+\.md)\]$", re.MULTILINE)
_NO_TITLE = '---\ntitle: "1"\n---\n\n'
"""A title without a letter is no unit."""
_NO_INDEX = '---\nkind: module\ntitle: "1"\n---\n'
_WRITE = Options(write=True)
_STATES = {MessageState.TRANSLATED: "ready", MessageState.UNTRANSLATED: "untranslated", MessageState.FUZZY: "unclear"}


@dataclass(frozen=True)
class Round:
    """What people do between two syncs, and after the second."""

    files: Mapping[str, str]
    """The whole course, by path below source/."""
    translations: Mapping[str, Mapping[str, str]]
    """By language: translations by their English; what is not named gets its English in brackets."""
    accepted: Sequence[str]
    """English texts whose edits are declared minor."""


def read(text: str) -> tuple[Round, ...]:
    """The rounds of a case."""
    _, *pieces = _PART.split(f"{text}\n")
    rounds: list[Round] = []
    for name, body in zip(pieces[::2], pieces[1::2], strict=True):
        lines = [line.replace("\\n", "\n") for line in body.splitlines() if line]
        if name in ("before", "after"):
            rounds.append(Round(_files(body), {}, ()))
        elif name == "accept":
            rounds[-1] = replace(rounds[-1], accepted=lines)
        else:
            pairs = dict(re.split(r" =(?: |$)", line, maxsplit=1) for line in lines)
            rounds[-1] = replace(rounds[-1], translations={**rounds[-1].translations, name: pairs})
    return tuple(rounds)


def _files(body: str) -> Mapping[str, str]:
    first, *named = _FILE.split(body)
    found = dict(zip(named[::2], named[1::2], strict=True)) if named else {LESSON: first}
    return {path: text.removeprefix("\n") for path, text in found.items()}


class Course:
    """A course in a folder that lives through the rounds of a case."""

    def __init__(self, root: Path, codes: Sequence[str]) -> None:
        self.course = CourseIn(root)
        self.codes = codes
        config = "source/course.toml"
        starter.make(root)
        text = self.course.read(config)
        for path in (root / "source").glob("*/**/*"):
            if path.is_file():
                path.unlink()
        self.course.write(config, text)
        for code in codes:
            starter.add_language(root, code)
        self.written: set[tuple[str, str]] = set()
        self.identified = Identified(())
        self.before: Sequence[Template] = ()
        self.outcome: Outcome | None = None

    def play(self, one: Round) -> None:
        """Write the course, sync, translate, accept."""
        self._write(one.files)
        self._identify()
        self.outcome = self.course.sync(_WRITE)
        assert not self.outcome.broken, self.outcome.diagnostics
        for code, pairs in one.translations.items():
            self._translate(code, pairs)
        if one.accepted:
            self._accept(one.accepted)
        self._check()

    def told(self) -> str:
        """What the last round made of every unit, as case files write it."""
        lines: list[str] = []
        texts = {unit.key: unit.text for old in self.before for unit in old.units}
        for document, changes in zip(self._documents(), self.identified.changes, strict=True):
            lines.append(f"[{document.id}]")
            served = {code: self._served(document, code) for code in self.codes}
            for unit, change in zip(segment.units(document), changes, strict=True):
                assert change.key == unit.key
                lines += _told(unit, change, texts)
                for code in self.codes:
                    message = self.course.messages(code)[unit.key]
                    lines.append(f"  {code} {_state(message)}: {_line(served[code][unit.key])}")
        for unit in self.identified.gone:
            lines.append(f"gone: {_line(unit.text)}")
            for code in self.codes:
                kept = [
                    entry for entry in self._memory(code).entries if (entry.key, entry.msgid) == (unit.key, unit.text)
                ]
                lines += [f"  {code} in memory: {_line(entry.msgstr)}" for entry in kept]
        assert self.outcome is not None
        kept_links = [found for found in self.outcome.diagnostics if found.code is Code.LINK_OUTDATED]
        lines += [f"reported: {found.language} {found.code}" for found in kept_links]
        return "\n".join(lines)

    def _write(self, files: Mapping[str, str]) -> None:
        source = self.course.root / "source"
        wanted = {f"{path.split('/')[0]}/index.md": _NO_INDEX for path in files}
        wanted |= {path: text if text.startswith("---\n") else _NO_TITLE + text for path, text in files.items()}
        for path in source.rglob("*.md"):
            if path.relative_to(source).as_posix() not in wanted:
                path.unlink()
        for path, text in wanted.items():
            self.course.write(f"source/{path}", text)

    def _fresh(self) -> list[Document]:
        """The documents as they stand in the sources, without keys."""
        listing = survey(self.course.root)
        found = sources.read(self.course.root, listing.sources, "en")
        problems = [problem for reading in found for problem in reading.diagnostics]
        documents = [reading.document for reading in found if reading.document is not None]
        assert len(documents) == len(found), problems
        return [document for document in documents if segment.units(document)]

    def _documents(self) -> list[Document]:
        """The documents with the keys that sync gave them."""
        found = {old.document: old for old in self._templates()}
        return [
            segment.with_keys(document, [unit.key for unit in found[document.id].units]) for document in self._fresh()
        ]

    def _templates(self) -> list[Template]:
        folder = self.course.root / "translations/templates"
        read = [
            template.read(path.relative_to(self.course.root).as_posix(), path.read_bytes())[0]
            for path in sorted(folder.glob("*/*.pot"))
        ]
        return [found for found in read if found.units]

    def _identify(self) -> None:
        """What became of the units; `told` sees to it that sync found the same."""
        self.before = self._templates()
        self.identified = identify([segment.units(document) for document in self._fresh()], self.before)

    def _catalogs(self, code: str) -> Iterator[str]:
        folder = self.course.root / "translations" / code
        for path in sorted(folder.glob("*/*.po")):
            yield path.relative_to(self.course.root).as_posix()

    def _translate(self, code: str, pairs: Mapping[str, str]) -> None:
        used: set[str] = set()

        def translated(message: Message) -> Message:
            if message.msgid in pairs:
                used.add(message.msgid)
                return _whole(message, pairs[message.msgid])
            return message if message.msgstr else _whole(message, f"⟦{message.msgid}⟧")

        for path in self._catalogs(code):
            catalog = self.course.catalog(path)
            messages = tuple(map(translated, catalog.messages))
            self.written |= {(code, _words(message.msgstr)) for message in messages if message.msgstr}
            (self.course.root / path).write_bytes(po.write(replace(catalog, messages=messages)))
        assert used == set(pairs), f"no such English text: {set(pairs) - used}"

    def _accept(self, texts: Sequence[str]) -> None:
        for code in self.codes:
            for path in self._catalogs(code):
                catalog = self.course.catalog(path)
                messages = tuple(accept(one) if one.msgid in texts else one for one in catalog.messages)
                (self.course.root / path).write_bytes(po.write(replace(catalog, messages=messages)))

    def _check(self) -> None:
        """What holds after every round: nothing is lost, nothing is left to do, keys are unique, text keeps its key."""
        self.course.sync(_WRITE)
        files = self.course.files()
        again = self.course.sync(_WRITE)
        assert (again.written, again.removed) == ((), ())
        assert self.course.files() == files
        for code, words in self.written:
            known = {_words(message.msgstr) for message in self.course.messages(code).values()}
            assert words in known | {_words(entry.msgstr) for entry in self._memory(code).entries}, (code, words)
        keys = [unit.key for found in self._templates() for unit in found.units]
        assert len(keys) == len(set(keys))

    def _memory(self, code: str) -> Memory:
        path = self.course.root / memory_path(code)
        memory, problems = memories.read(memory_path(code), path.read_bytes() if path.exists() else b"")
        assert memory is not None, problems
        return memory

    def _served(self, document: Document, code: str) -> Mapping[str, str]:
        """What a learner of a language is shown of each unit; gates are left out."""
        module = next(found.path.split("/")[2] for found in self._templates() if found.document == document.id)
        catalog = self.course.catalog(catalog_path(code, module, document.id))
        units = segment.units(document)
        offered = serving.offer(units, catalog, code, serving.Definitions.of(document))
        shown = assemble(document, [LanguageTexts(code, offered.texts)], units)
        return {prose.key: prose.text for prose in segment.prose_of(shown)}


def _told(unit: Unit, change: Change, texts: Mapping[str, str]) -> Iterator[str]:
    yield f"{change.kind}: {_line(unit.text)}"
    related = [texts[key] for key in change.related]
    if change.kind is ChangeKind.SPLIT:
        yield from (f"  part of: {_line(text)}" for text in related)
    elif change.old_text not in ("", unit.text):
        yield f"  was: {_line(change.old_text)}"
        yield from (f"  took in: {_line(text)}" for text in related)
    if change.old_document not in ("", change.document):
        yield f"  was in: {change.old_document}"


def _state(message: Message) -> str:
    if message.state is MessageState.STALE:
        return f'stale, made for "{_line(message.previous_msgid or "")}"'
    if message.state is MessageState.SUGGESTION:
        return f'suggestion, made for "{_line(message.previous_msgid or "")}"'
    return _STATES[message.state]


def _whole(message: Message, text: str) -> Message:
    return replace(message, msgstr=text, fuzzy=False, previous_key=None, previous_msgid=None)


def _words(translation: str) -> str:
    """A translation without the targets of its links, which a sync may replace."""
    return re.sub(r"(?<=\]\()[^()\s]*|<https?:[^<>]*>", "", translation)


def _line(text: str) -> str:
    return text.replace("\n", "\\n")
