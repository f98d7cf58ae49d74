"""The laws of `tests/merge/test_histories.py` with real files: authors rename, renumber and wrap, git has branches.

`make test` plays a few histories; `WLW_I18N_HISTORIES=5000 pytest tests/pipeline/test_random_histories.py` plays 5000.
"""

import os
import re
import shutil
import tempfile
import textwrap
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.merge.branches import merge_files, merge_sequences
from tests.merge.writers import WRITERS
from tests.pipeline.course_in import CourseIn
from wlw_i18n import memory as memories
from wlw_i18n.catalogs import po, template
from wlw_i18n.model.catalog import Message, MessageState
from wlw_i18n.pipeline import starter
from wlw_i18n.pipeline.outcome import Options

HISTORIES = int(os.environ.get("WLW_I18N_HISTORIES", "25"))
CODES = ("ar", "fr")
NAMES = ["counting", "sharing", "resting", "writing"]
MODULES = ["begin", "end"]
TEXTS = [
    "Count the articles about women in your language.",
    "Count all the articles about women in your language.",
    "Then share the result with your group.",
    "See [the list](https://a.example/x) for more.",
    "See [the list](https://b.example/y) for more.",
    'Say "yes", and *mean* it.',
    "Say “yes”, and _mean_ it.",
    "Nobody knows how many there are.",
    "Bring a notebook and a pen.",
]
QUESTION = "### How many?\n\n<!-- question id=q-{} -->\n\nHow many did you count?\n\n{}"
CHOICES = ("- (x) All of them\n  > Right, all.", "- ( ) None", "- ( ) Only some")
_WORDS = re.compile(r"Traduction\s+[0-9]+")
"""What is unique in a translation of these tests. Sync may replace the target of its link, others wrap its comment."""
_QUIET = Options(write=True)


@dataclass
class Lesson:
    """A document as its authors see it."""

    module: str
    blocks: list[str]
    wrapped: bool = False
    question: tuple[str, ...] = ()
    """The id of the question at its end, and its choices."""

    def text(self, name: str) -> str:
        """The file."""
        blocks = [_wrapped(block) if self.wrapped else block for block in self.blocks]
        asked = [QUESTION.format(self.question[0], "\n".join(self.question[1:]))] if self.question else []
        return "\n\n".join((f"---\ntitle: About {name[0]}\n---", *blocks, *asked)) + "\n"


@dataclass
class Branch:
    """A course in a folder, its lessons in order, and what its translators wrote."""

    course: CourseIn
    lessons: dict[str, Lesson]
    written: set[tuple[str, str]] = field(default_factory=set)
    """Language and words of every translation that nobody but sync has put out of use."""

    def copied(self, root: Path) -> "Branch":
        shutil.copytree(self.course.root, root)
        return replace(self, course=CourseIn(root), lessons=deepcopy(self.lessons), written=set(self.written))

    def save(self) -> None:
        """The authors' files."""
        source = self.course.root / "source"
        wanted = {f"{module}/index.md": f"---\nkind: module\ntitle: The {module}\n---\n" for module in self._folders()}
        for number, (name, lesson) in enumerate(self.lessons.items(), 1):
            folder = next(folder for folder in self._folders() if folder.endswith(lesson.module))
            wanted[f"{folder}/{number:02}-{name}.md"] = lesson.text(name)
        for path in source.rglob("*.md"):
            if path.relative_to(source).as_posix() not in wanted:
                path.unlink()
        for path, text in wanted.items():
            self.course.write(f"source/{path}", text)

    def _folders(self) -> list[str]:
        modules = dict.fromkeys(lesson.module for lesson in self.lessons.values())
        return [f"{number:02}-{module}" for number, module in enumerate(modules, 1)]

    def catalogs(self, code: str) -> list[str]:
        root = self.course.root
        return sorted(path.relative_to(root).as_posix() for path in (root / "translations" / code).glob("*/*.po"))

    def everything(self) -> set[tuple[str, str]]:
        """Every translation there is, by language; one that the comment of another holds as well."""
        found = set()
        for code in CODES:
            entries: list[Message | memories.Retired] = []
            for path in self.catalogs(code):
                catalog = self.course.catalog(path)
                entries += (*catalog.messages, *catalog.obsolete)
            memory = self.course.root / f"translations/{code}/memory.po"
            if memory.exists():
                read, problems = memories.read("memory.po", memory.read_bytes())
                assert read is not None, problems
                entries += read.entries
            found |= {(code, words) for entry in entries for words in _words(entry.msgstr, *entry.comments)}
        return found

    def places(self) -> dict[tuple[str, str, str, str], str]:
        """The keys of units whose text and key are in the course once, by their place and text."""
        folder = self.course.root / "translations/templates"
        units = [
            u for path in sorted(folder.glob("*/*.pot")) for u in template.read(path.name, path.read_bytes())[0].units
        ]
        texts, keys = Counter(unit.text for unit in units), Counter(unit.key for unit in units)
        return {
            (unit.document, unit.question, unit.kind.family.value, unit.text): unit.key
            for unit in units
            if texts[unit.text] == 1 == keys[unit.key]
        }

    def sync(self) -> None:
        """One sync, which keeps the laws; a second one has nothing to do."""
        self.save()
        before, places = self.everything(), self.places()
        messages = {code: self.course.messages(code).values() for code in CODES}
        outcome = self.course.sync(_QUIET)
        assert not outcome.broken, outcome.diagnostics
        after = self.everything()
        assert before <= after, before - after
        assert self.written <= after, self.written - after
        now = self.places()
        assert {place: now[place] for place in places if place in now}.items() <= places.items(), "a key changed"
        for code in CODES:
            found = self.course.messages(code)
            for message in messages[code]:
                is_same = message.key in found and found[message.key].msgid == message.msgid
                if is_same and message.state is MessageState.TRANSLATED:
                    assert found[message.key].state is MessageState.TRANSLATED, "unchanged text became stale"
                    assert found[message.key].msgstr == message.msgstr
        files = self.course.files()
        again = self.course.sync(_QUIET)
        assert (again.written, again.removed) == ((), ())
        assert self.course.files() == files


def _words(*texts: str) -> set[str]:
    return {" ".join(found.split()) for found in _WORDS.findall(" ".join(texts))}


def _wrapped(block: str) -> str:
    if block.startswith("#"):
        return block
    indent = "  " if block.startswith("- ") else ""
    return textwrap.fill(block, 24, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


class History(RuleBasedStateMachine):
    """Authors, translators and git at work, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="histories-")
        self.count = 0
        course = CourseIn(Path(self.folder.name) / "0")
        starter.make(course.root)
        shutil.rmtree(course.root / "source/01-start")
        for code in CODES:
            starter.add_language(course.root, code)
        self.branch = Branch(course, {"counting": Lesson("begin", [TEXTS[0], TEXTS[2]])})
        self.branch.sync()
        self.base = replace(self.branch, lessons=deepcopy(self.branch.lessons))
        self.other: Branch | None = None

    def teardown(self) -> None:
        try:
            self.branch.sync()
        finally:
            self.folder.cleanup()

    def new_folder(self) -> Path:
        self.count += 1
        return Path(self.folder.name) / str(self.count)

    def lesson(self, data: st.DataObject) -> Lesson:
        return self.branch.lessons[data.draw(st.sampled_from(sorted(self.branch.lessons)))]

    def spot(self, data: st.DataObject) -> tuple[list[str], int]:
        blocks = self.lesson(data).blocks
        if not blocks:
            blocks.append(TEXTS[-1])
        return blocks, data.draw(st.integers(0, len(blocks) - 1))

    # Authors

    @rule(data=st.data(), text=st.sampled_from(TEXTS), mark=st.sampled_from(["", "", "- ", "## "]))
    def insert(self, data: st.DataObject, text: str, mark: str) -> None:
        blocks, at = self.spot(data)
        blocks.insert(at, mark + text)

    @rule(data=st.data(), text=st.sampled_from(TEXTS))
    def edit(self, data: st.DataObject, text: str) -> None:
        blocks, at = self.spot(data)
        blocks[at] = re.sub(r"^(## |- |)(.*)", lambda found: found[1] + text, blocks[at])

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        blocks, at = self.spot(data)
        del blocks[at]

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        blocks, at = self.spot(data)
        block = blocks.pop(at)
        others = self.lesson(data).blocks
        others.insert(data.draw(st.integers(0, len(others))), block)

    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        blocks, at = self.spot(data)
        head, mark, tail = blocks[at].partition(". ")
        if mark:
            blocks[at : at + 1] = [f"{head}.", tail]

    @rule(data=st.data())
    def join(self, data: st.DataObject) -> None:
        blocks, at = self.spot(data)
        pair = blocks[at : at + 2]
        if len(pair) == 2 and max(map(len, pair)) < 200:
            blocks[at : at + 2] = [f"{pair[0]} {pair[1].removeprefix('## ').removeprefix('- ')}"]

    @rule(data=st.data(), order=st.permutations(CHOICES), mark=st.sampled_from("ab"))
    def ask(self, data: st.DataObject, order: list[str], mark: str) -> None:
        """Put a question at the end of a lesson, move it there, or put its choices in another order."""
        for lesson in self.branch.lessons.values():
            if lesson.question[:1] == (mark,):
                lesson.question = ()
        self.lesson(data).question = (mark, *order)

    @rule(data=st.data())
    def rewrap(self, data: st.DataObject) -> None:
        lesson = self.lesson(data)
        lesson.wrapped = not lesson.wrapped

    @rule(data=st.data(), module=st.sampled_from(MODULES))
    def move_lesson(self, data: st.DataObject, module: str) -> None:
        self.lesson(data).module = module

    @rule(data=st.data())
    def renumber(self, data: st.DataObject) -> None:
        order = data.draw(st.permutations(sorted(self.branch.lessons)))
        self.branch.lessons = {name: self.branch.lessons[name] for name in order}

    @rule(data=st.data(), new=st.sampled_from(NAMES))
    def rename(self, data: st.DataObject, new: str) -> None:
        old = data.draw(st.sampled_from(sorted(self.branch.lessons)))
        if new not in self.branch.lessons:
            self.branch.lessons = {new if n == old else n: lesson for n, lesson in self.branch.lessons.items()}

    @rule(name=st.sampled_from(NAMES), module=st.sampled_from(MODULES), text=st.sampled_from(TEXTS))
    def new_lesson(self, name: str, module: str, text: str) -> None:
        self.branch.lessons.setdefault(name, Lesson(module, [text]))

    @precondition(lambda self: len(self.branch.lessons) > 1)
    @rule(data=st.data())
    def delete_lesson(self, data: st.DataObject) -> None:
        del self.branch.lessons[data.draw(st.sampled_from(sorted(self.branch.lessons)))]

    @rule()
    def revert(self) -> None:
        """Undo all that authors did since the branches parted, or since the beginning."""
        self.branch.lessons = deepcopy(self.base.lessons)

    # Translators and their programs

    @rule(data=st.data(), code=st.sampled_from(CODES))
    def translate(self, data: st.DataObject, code: str) -> None:
        path = data.draw(st.sampled_from(self.branch.catalogs(code)))
        catalog = self.branch.course.catalog(path)
        at = data.draw(st.integers(0, len(catalog.messages) - 1))
        self.count += 1
        old, text = catalog.messages[at], f"Traduction {self.count} [ici](https://a.example/x)"
        new = replace(old, msgstr=text, fuzzy=False, previous_msgid=None, previous_key=None)
        messages = (*catalog.messages[:at], new, *catalog.messages[at + 1 :])
        (self.branch.course.root / path).write_bytes(po.write(replace(catalog, messages=messages)))
        if old.msgstr and old.state in (MessageState.TRANSLATED, MessageState.FUZZY):
            # Who writes over a translation that is in use puts it out of use.
            self.branch.written -= {(code, words) for words in _words(old.msgstr)} - self.branch.everything()
        self.branch.written |= {(code, words) for words in _words(text)}

    @rule(code=st.sampled_from(CODES), writer=st.sampled_from(sorted(WRITERS)))
    def save(self, code: str, writer: str) -> None:
        for path in self.branch.catalogs(code):
            file = self.branch.course.root / path
            file.write_bytes(WRITERS[writer](file.read_bytes()))

    # git

    @precondition(lambda self: self.other is None)
    @rule()
    def part(self) -> None:
        self.branch.sync()
        self.base, self.other = self.branch.copied(self.new_folder()), self.branch.copied(self.new_folder())

    @precondition(lambda self: self.other is not None)
    @rule()
    def checkout(self) -> None:
        assert self.other is not None
        self.branch, self.other = self.other, self.branch

    @precondition(lambda self: self.other is not None)
    @rule()
    def merge(self) -> None:
        assert self.other is not None
        base, ours, theirs = self.base, self.branch, self.other
        ours.sync()
        theirs.sync()
        for name in list(dict.fromkeys((*ours.lessons, *theirs.lessons))):
            lesson = _merged(*(one.lessons.get(name) for one in (base, ours, theirs)))
            if lesson is None:
                ours.lessons.pop(name, None)
            else:
                ours.lessons[name] = lesson
        ours.lessons = ours.lessons or {"resting": Lesson("end", [TEXTS[-1]])}
        asked: set[str] = set()
        for lesson in ours.lessons.values():
            if asked.intersection(lesson.question[:1]):
                lesson.question = ()
            asked.update(lesson.question[:1])
        translations = [one.course.files("translations") for one in (base, ours, theirs)]
        files = merge_files(*translations)
        for path in translations[1]:
            if path not in files:
                (ours.course.root / path).unlink()
        for path, content in files.items():
            (ours.course.root / path).parent.mkdir(parents=True, exist_ok=True)
            (ours.course.root / path).write_bytes(content)
        added = (ours.written - base.written) | (theirs.written - base.written)
        ours.written = added | (ours.written & theirs.written)
        self.other = None
        assert ours.written <= ours.everything(), "git lost a translation"
        ours.sync()

    @rule()
    def sync(self) -> None:
        self.branch.sync()


def _merged(base: Lesson | None, ours: Lesson | None, theirs: Lesson | None) -> Lesson | None:
    """What one side deleted and the other changed stays, changed."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return deepcopy(theirs)
    if ours is None or theirs is None:
        return ours or deepcopy(theirs)
    old = base or Lesson(ours.module, [])
    question = theirs.question if ours.question == old.question else ours.question
    return replace(ours, question=question, blocks=merge_sequences(old.blocks, ours.blocks, theirs.blocks))


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=HISTORIES, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
