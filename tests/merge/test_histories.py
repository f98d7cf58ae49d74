"""Laws that hold whatever authors, translators, their editors and branches of git do, in any order.

`make test` plays a few histories; `WLW_I18N_HISTORIES=5000 pytest tests/merge/test_histories.py` plays 5000.
"""

import os
import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.merge.branches import merge_files, merge_sequences
from tests.merge.writers import WRITERS, with_windows_lines
from tests.world import World, path_of
from wlw_i18n.model.catalog import Message, MessageState

HISTORIES = int(os.environ.get("WLW_I18N_HISTORIES", "60"))
TEXTS = [
    "Count the articles about women in your language.",
    "Count all the articles about women in your language.",
    "Count the articles about women in your language. Then share the result with your group.",
    "Then share the result with your group.",
    "See [the list](https://a.example/x) for more.",
    "See [the list](https://b.example/y) for more.",
    'Say "yes".',
    "Say “yes”.",
    "Yes",
    "No",
    "Rest.",
]
SENTENCES = [
    "Nobody knows how many there are.",
    "Write to your group before noon.",
    "The library lends books about the town.",
    "Bring a notebook and a pen.",
]
KINDS = ["p", "li", "h", "q-1/a", "q-1/fb"]
DOCUMENTS = ["one", "two", "three"]
_WORDS = re.compile(r"Traduction\s+[0-9]+")
"""What is unique in a translation of these tests. Sync may replace the target of its link, others wrap its comment."""


@dataclass
class Branch:
    """A course, and what its translators wrote."""

    world: World = field(default_factory=World)
    written: set[str] = field(default_factory=set)
    """Every translation that nobody but sync has put out of use."""
    stopped: bool = False
    """Whether the last run was killed: the pipeline saves no record of it, so the next takes nothing for unchanged."""
    saved: bool = False
    """Whether another program wrote a file anew since: the pipeline then looks at its document again."""

    def messages(self) -> list[tuple[str, Message]]:
        """All messages with their documents."""
        return [(document, message) for document in DOCUMENTS for message in self.world.messages(document)]

    def everything(self) -> set[str]:
        """Every translation there is, one that the comment of another holds as well."""
        catalogs = self.world.catalogs().values()
        found = [message for catalog in catalogs for message in (*catalog.messages, *catalog.obsolete)]
        entries = [*found, *self.world.memory().entries]
        return {words for entry in entries for words in _words(entry.msgstr, *entry.comments)}

    def places(self) -> dict[tuple[str, str, str, str], str]:
        """The keys of units whose text and key are in the course once, by their place and text."""
        units = [unit for found in self.world.templates() for unit in found.units]
        texts, keys = Counter(unit.text for unit in units), Counter(unit.key for unit in units)
        return {
            (unit.document, unit.question, unit.kind.value, unit.text): unit.key
            for unit in units
            if texts[unit.text] == 1 == keys[unit.key]
        }

    def sync(self, *, only_changed: bool = False) -> None:
        """One sync, which keeps the laws."""
        before, places = self.everything(), self.places()
        messages = [message for _, message in self.messages()]
        stale = {message.key for message in messages if message.state is MessageState.STALE}
        whole = {(m.key, m.msgid): m.msgstr for m in messages if m.state is MessageState.TRANSLATED}
        self.world.sync(only_changed=only_changed and not (self.stopped or self.saved))
        after = self.everything()
        assert before <= after, "a translation was lost"
        assert self.written <= after, "a translation is nowhere"
        remembered = {entry.msgstr for entry in self.world.memory().entries}
        for document, lines in self.world.source.items():
            messages = list(self.world.messages(document))
            assert [m.msgid for m in messages] == [line.split(" ", 1)[1] for line in lines]
            for message in messages:
                if (message.key, message.msgid) in whole and message.key not in stale:
                    assert message.state is MessageState.TRANSLATED, "unchanged text became stale"
                    assert message.msgstr == whole[message.key, message.msgid]
                assert message.msgstr or not message.fuzzy
                if message.state is MessageState.STALE and message.msgstr in whole.values():
                    assert message.msgstr in remembered, "what is stale will be overwritten"
        keys = [message.key for _, message in self.messages()]
        assert len(keys) == len(set(keys))
        if not self.stopped:
            now = self.places()
            assert {place: now[place] for place in places if place in now}.items() <= places.items(), "a key changed"
        self.stopped = self.saved = False


def _words(*texts: str) -> set[str]:
    return {" ".join(found.split()) for found in _WORDS.findall(" ".join(texts))}


class History(RuleBasedStateMachine):
    """Authors and translators at work, in any order, on one branch or two."""

    def __init__(self) -> None:
        super().__init__()
        self.branch = Branch()
        self.other: Branch | None = None
        self.base = Branch()
        self.count = 0
        self.synced = False

    @property
    def world(self) -> World:
        return self.branch.world

    @initialize(lines=st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(TEXTS)), min_size=1, max_size=5))
    def begin(self, lines: list[tuple[str, str]]) -> None:
        self.world.source = {"one": [f"{kind} {text}" for kind, text in lines]}
        self.sync(only_changed=False)

    def spot(self, data: st.DataObject) -> tuple[list[str], int]:
        document = data.draw(st.sampled_from(sorted(self.world.source)))
        return self.world.source[document], data.draw(st.integers(0, len(self.world.source[document]) - 1))

    def tidy(self) -> None:
        self.world.source = {document: lines for document, lines in self.world.source.items() if lines}
        self.synced = False

    # Authors

    @rule(
        document=st.sampled_from(DOCUMENTS),
        kind=st.sampled_from(KINDS),
        text=st.sampled_from([*TEXTS, *SENTENCES]),
        at=st.integers(0, 5),
    )
    def insert(self, document: str, kind: str, text: str, at: int) -> None:
        self.world.source.setdefault(document, []).insert(at, f"{kind} {text}")
        self.tidy()

    @rule(data=st.data(), text=st.sampled_from([*TEXTS, *SENTENCES]))
    def edit(self, data: st.DataObject, text: str) -> None:
        lines, at = self.spot(data)
        lines[at] = f"{lines[at].split(' ', 1)[0]} {text}"
        self.tidy()

    @rule(data=st.data(), sentence=st.sampled_from(SENTENCES))
    def lengthen(self, data: st.DataObject, sentence: str) -> None:
        lines, at = self.spot(data)
        if len(lines[at]) < 300:
            lines[at] = f"{lines[at]} {sentence}"
        self.tidy()

    @precondition(lambda self: sum(map(len, self.world.source.values())) > 1)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        lines, at = self.spot(data)
        del lines[at]
        self.tidy()

    @rule(data=st.data(), document=st.sampled_from(DOCUMENTS))
    def move(self, data: st.DataObject, document: str) -> None:
        lines, at = self.spot(data)
        line = lines.pop(at)
        self.world.source.setdefault(document, []).append(line)
        self.tidy()

    @rule(data=st.data())
    def swap(self, data: st.DataObject) -> None:
        lines, at = self.spot(data)
        lines.append(lines.pop(at))
        self.tidy()

    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        lines, at = self.spot(data)
        kind, text = lines[at].split(" ", 1)
        head, mark, tail = text.partition(". ")
        if mark:
            lines[at : at + 1] = [f"{kind} {head}.", f"{kind} {tail}"]
        self.tidy()

    @rule(data=st.data())
    def join(self, data: st.DataObject) -> None:
        lines, at = self.spot(data)
        if at + 1 < len(lines):
            lines[at : at + 2] = [f"{lines[at]} {lines[at + 1].split(' ', 1)[1]}"]
        self.tidy()

    @rule(old=st.sampled_from(DOCUMENTS), new=st.sampled_from(DOCUMENTS))
    def rename(self, old: str, new: str) -> None:
        self.world.source = {
            {old: new, new: old}.get(document, document): lines for document, lines in self.world.source.items()
        }
        self.tidy()

    @rule(data=st.data())
    def renumber(self, data: st.DataObject) -> None:
        order = data.draw(st.permutations(sorted(self.world.source)))
        self.world.source = {document: self.world.source[document] for document in order}
        self.tidy()

    @rule()
    def revert(self) -> None:
        """Undo all edits since the branches parted, or since the beginning."""
        if self.base.world.source:
            self.world.source = deepcopy(self.base.world.source)
            self.tidy()

    # Translators and their programs

    @rule(data=st.data(), fuzzy=st.sampled_from(["", "", "", "fuzzy", "keep"]))
    def translate(self, data: st.DataObject, fuzzy: str) -> None:
        found = self.branch.messages()
        if not found:
            return
        document, message = data.draw(st.sampled_from(found))
        self.count += 1
        text = f"Traduction {self.count} [ici](https://a.example/x)"
        change: dict[str, object] = {"msgstr": text}
        if fuzzy != "keep":
            change |= {"fuzzy": bool(fuzzy), "previous_msgid": None, "previous_key": None}
        self.world.change(document, message.key, **change)
        if message.state in (MessageState.TRANSLATED, MessageState.FUZZY):
            # Who writes over a translation that is in use puts it out of use.
            self.branch.written -= _words(message.msgstr) - self.branch.everything()
        if not (fuzzy == "keep" and message.fuzzy):
            self.branch.written |= _words(text)

    @rule(data=st.data(), writer=st.sampled_from(sorted(WRITERS)))
    def save(self, data: st.DataObject, writer: str) -> None:
        """Another program writes a file anew; that alone loses nothing and changes no key."""
        paths = sorted(path for path in self.world.files if path.endswith(".po"))
        if not paths:
            return
        path = data.draw(st.sampled_from(paths))
        before = self.branch.everything()
        self.world.files[path] = WRITERS[writer](self.world.files[path])
        self.branch.saved = True
        assert self.branch.everything() == before

    # git

    @precondition(lambda self: self.other is None)
    @rule()
    def part(self) -> None:
        self.base, self.other = deepcopy(self.branch), deepcopy(self.branch)

    @precondition(lambda self: self.other is not None)
    @rule()
    def checkout(self) -> None:
        assert self.other is not None
        self.branch, self.other = self.other, self.branch
        self.synced = False

    @precondition(lambda self: self.other is not None)
    @rule(synced=st.booleans())
    def merge(self, synced: bool) -> None:
        assert self.other is not None
        base, ours, theirs = self.base, self.branch, self.other
        if synced:
            ours.sync()
            theirs.sync()
        source = {}
        for document in (*ours.world.source, *(set(theirs.world.source) - set(ours.world.source))):
            sides = [one.world.source.get(document, []) for one in (base, ours, theirs)]
            source[document] = merge_sequences(*sides)
        files = merge_files(base.world.files, ours.world.files, theirs.world.files)
        world = World(files, source)
        added = (ours.written - base.written) | (theirs.written - base.written)
        self.branch = Branch(world, added | (ours.written & theirs.written), ours.stopped or theirs.stopped)
        self.other = None
        self.tidy()
        if not self.world.source:
            self.world.source = {"one": ["p Begin anew."]}
        assert self.branch.written <= self.branch.everything(), "git lost a translation"
        self.sync(only_changed=False)

    # sync

    @rule()
    def stop_in_the_middle(self) -> None:
        before = self.branch.everything()
        self.world.sync(killed=True)
        self.branch.stopped = True
        self.synced = False
        assert before <= self.branch.everything()

    @rule(only_changed=st.booleans())
    def sync(self, only_changed: bool) -> None:
        self.branch.sync(only_changed=only_changed)
        self.synced = True

    @invariant()
    def again_changes_nothing(self) -> None:
        if not self.synced:
            return
        files = dict(self.world.files)
        self.world.sync()
        # What a translator did since the sync is kept as it is; only memory may learn where a mark came from.
        assert _templates(self.world) == {path: text for path, text in files.items() if path.endswith(".pot")}
        files = dict(self.world.files)
        self.world.sync()
        assert self.world.files == files


def _templates(world: World) -> dict[str, bytes]:
    return {path: text for path, text in world.files.items() if path.endswith(".pot")}


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=HISTORIES, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_every_writer_keeps_every_word() -> None:
    world = World(source={"one": ["p Count.", "p Share it."]})
    world.sync()
    world.translate({"Count.": "Comptez.", "Share it.": "Partagez."})
    world.source = {"one": ["p Count.", "p Share it now."]}
    world.sync()
    for writer in WRITERS.values():
        world.files[path_of("one")] = writer(world.files[path_of("one")])
        assert {message.msgstr for message in world.messages("one")} == {"Comptez.", "Partagez."}
        world.sync()
        assert world.told("one") == ["Count. -> Comptez.", "Share it now. -> Partagez. [stale: Share it.]"]


def test_a_text_takes_the_line_ends_of_the_file_it_moves_to() -> None:
    world = World(source={"one": ["p Count."], "two": ["p Share it."]})
    world.sync()
    world.translate({"Count.": "Comptez.", "Share it.": "Partagez."})
    world.files[path_of("one")] = with_windows_lines(world.files[path_of("one")])
    world.source = {"two": ["p Share it.", "p Count."]}
    world.sync()
    assert b"\r" not in world.files[path_of("two")]
    world.files[path_of("two")] = with_windows_lines(world.files[path_of("two")])
    world.source = {"two": ["p Share it."], "one": ["p Count."]}
    world.sync()
    assert world.told("one") == ["Count. -> Comptez."]
    assert b"\r" not in world.files[path_of("one")]


def test_a_correction_that_a_merge_of_branches_made_stale_is_kept() -> None:
    base = World(source={"one": ["p Count the articles."]})
    base.sync()
    base.translate({"Count the articles.": "Comtez."})
    author, translator = deepcopy(base), deepcopy(base)
    author.source = {"one": ["p Count all the articles."]}
    author.sync()
    translator.translate({"Count the articles.": "Comptez les articles."})
    merged = World(merge_files(base.files, author.files, translator.files), author.source)
    merged.sync()
    assert merged.told("one") == ["Count all the articles. -> Comptez les articles. [stale: Count the articles.]"]
    merged.translate({"Count all the articles.": "Comptez tous les articles."})
    merged.sync()
    merged.source = base.source
    merged.sync()
    assert merged.told("one") == ["Count the articles. -> Comptez les articles."]
