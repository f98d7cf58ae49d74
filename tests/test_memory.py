"""The memory: nothing is thrown away, nothing stands twice, nothing changes by itself."""

from dataclasses import replace

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wlw_i18n import memory as memories
from wlw_i18n.memory import Memory, Retired, retired
from wlw_i18n.model.catalog import Message
from wlw_i18n.model.text import Family

from .world import CONFIG, FRENCH, MEMORY

PROSE, HEADING = Family.PROSE, Family.HEADING


def write(memory: Memory) -> bytes:
    return memories.write(memory, FRENCH, CONFIG)


def read(content: bytes) -> Memory:
    memory, _ = memories.read(MEMORY, content)
    assert memory is not None
    return memory


def test_the_file_is_a_po_file_that_says_what_it_is() -> None:
    memory = Memory(MEMORY).add(
        [Retired("p-2", "Two", "Deux", PROSE), Retired("p-1", "One", "Un", HEADING, fuzzy=True, comments=("note",))]
    )
    header, one, two = write(memory).decode().split("\n\n")
    assert header.startswith("# Translations that are not in use any more.")
    assert one == '# note\n#. family: heading\n#, fuzzy\nmsgctxt "p-1#j9gj1en2"\nmsgid "One"\nmsgstr "Un"'
    assert two == '#. family: prose\nmsgctxt "p-2#j373cgbt"\nmsgid "Two"\nmsgstr "Deux"\n'


def test_one_key_and_text_with_several_translations() -> None:
    memory = Memory(MEMORY).add(Retired("p-1", "One", text, PROSE) for text in ("Un", "Une", "Uno"))
    entries = polib.pofile(write(memory).decode())
    assert len({(entry.msgctxt, entry.msgid) for entry in entries}) == 3
    assert memory.of_key("p-1", "One") == Retired("p-1", "One", "Uno", PROSE)
    again = memory.add([Retired("p-1", "One", "Un", PROSE)])
    assert again.of_key("p-1", "One") == Retired("p-1", "One", "Un", PROSE)
    assert len(again.entries) == 3


def test_looking_up() -> None:
    memory = Memory(MEMORY).add(
        [
            Retired("p-1", "One", "Un", PROSE),
            Retired("h-2", "Two", "Deux", HEADING),
            Retired("p-3", "Three", "Trois", PROSE, fuzzy=True),
            Retired("p-4", "Four", "Quatre", PROSE, withdrawn=True),
            Retired("", "Five", "Cinq"),
        ]
    )
    assert memory.of_text(PROSE, "One") == Retired("p-1", "One", "Un", PROSE)
    assert memory.of_key("p-1", "Two") is None
    for family, text in ((HEADING, "One"), (PROSE, "Two"), (PROSE, "Three"), (PROSE, "Four"), (PROSE, "Five")):
        assert memory.of_text(family, text) is None
    assert memory.of_key("p-3", "Three") is None
    assert memory.of_key("p-4", "Four") is None


def test_what_is_withdrawn_stays_withdrawn_and_what_was_approved_stays_approved() -> None:
    memory = Memory(MEMORY).add([Retired("p-1", "One", "Un", withdrawn=True), Retired("p-2", "Two", "Deux")])
    memory = memory.add([Retired("p-1", "One", "Un", PROSE), Retired("p-2", "Two", "Deux", fuzzy=True)])
    assert memory.entries == (Retired("p-1", "One", "Un", PROSE, withdrawn=True), Retired("p-2", "Two", "Deux"))


def test_adding_what_is_known_changes_nothing() -> None:
    memory = Memory(MEMORY).add([Retired("p-1", "One", "Un", PROSE)])
    assert memory.add([Retired("p-1", "One", "Un", PROSE)]) is memory
    assert memory.add([]) is memory


def test_what_is_in_use_again_goes_unless_it_says_more() -> None:
    back = [Retired(f"p-{number}", "One", "Un") for number in range(4)]
    kept = (replace(back[1], withdrawn=True), replace(back[2], comments=("note",)), Retired("p-3", "One", "Une"))
    memory = Memory(MEMORY).add([back[0], *kept])
    assert memory.without(back).entries == kept
    assert memory.without([]) is memory


def test_both_sides_of_a_conflict_are_kept() -> None:
    base = Memory(MEMORY).add([Retired("p-1", "One", "Un")])
    ours, theirs = (write(base.add([Retired("p-2", "Two", text)])).decode() for text in ("Deux", "Dos"))
    common = write(base).decode()
    conflict = f"{common}<<<<<<< ours\n{ours[len(common) :]}=======\n{theirs[len(common) :]}>>>>>>> theirs\n"
    memory, (problem,) = memories.read(MEMORY, conflict.encode())
    assert memory is not None
    assert [entry.msgstr for entry in memory.entries] == ["Un", "Deux", "Dos"]
    assert problem.severity.name == "WARNING"
    assert b"<<<" not in write(memory)
    assert read(write(memory)).entries == memory.entries


@pytest.mark.parametrize("content", [b'msgctxt "p-1#x"\nmsgid "One\n', b"\xff"])
def test_what_cannot_be_read_must_not_be_written_over(content: bytes) -> None:
    memory, (problem,) = memories.read(MEMORY, content)
    assert memory is None
    assert problem.severity.name == "BROKEN"


def test_entries_that_were_there_are_written_as_they_were_found() -> None:
    content = write(Memory(MEMORY).add([Retired("p-2", "Two", "Deux", PROSE)]))
    wrapped = content.replace(b'msgstr "Deux"', b'msgstr ""\n"De"\n"ux"')
    memory = read(wrapped)
    assert write(memory) == wrapped
    assert b'msgstr ""\n"De"\n"ux"' in write(memory.add([Retired("p-1", "One", "Un")]))


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        (Message("p", "One"), None),
        (Message("", "", "Language: fr"), None),
        (Message("p", "One", "Un", comments=("note",)), Retired("p", "One", "Un", PROSE, comments=("note",))),
        (Message("p", "Two", "Un", fuzzy=True, previous_msgid="One"), Retired("p", "One", "Un", PROSE)),
        (Message("p", "Two", "Un", fuzzy=True), Retired("p", "Two", "Un", PROSE, fuzzy=True)),
        (
            Message("p", "Two", "Un", fuzzy=True, previous_key="q", previous_msgid="One"),
            Retired("q", "One", "Un", PROSE, fuzzy=True),
        ),
    ],
)
def test_how_a_message_is_retired(message: Message, entry: Retired | None) -> None:
    assert retired(message, PROSE) == entry


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
entries = st.builds(
    Retired,
    key=st.sampled_from(["", "p-1", "p-2"]),
    msgid=texts,
    msgstr=texts,
    family=st.none() | st.sampled_from(Family),
    fuzzy=st.booleans(),
    withdrawn=st.booleans(),
    comments=st.lists(st.text("ab:.", min_size=1, max_size=4), max_size=2).map(tuple),
)


@settings(deadline=None)
@given(st.lists(entries, max_size=6), st.lists(entries, max_size=3))
def test_reading_gives_back_what_was_written(first: list[Retired], second: list[Retired]) -> None:
    memory = Memory(MEMORY).add(first)
    again = read(write(memory))
    assert again.entries == memory.entries
    assert write(again) == write(memory)
    more = again.add(second)
    assert read(write(more)).entries == more.entries
    assert {e.identity for e in more.entries} == {e.identity for e in (*first, *second)}


@settings(deadline=None)
@given(st.permutations([Retired(key, msgid, f"{key}{msgid}") for key in ("p-1", "p-2") for msgid in ("a", "b")]))
def test_the_order_of_deaths_does_not_matter_across_texts(order: list[Retired]) -> None:
    one_by_one = Memory(MEMORY)
    for entry in order:
        one_by_one = one_by_one.add([entry])
    assert write(one_by_one) == write(Memory(MEMORY).add(sorted(order, key=lambda entry: entry.identity)))
    assert replace(one_by_one) == one_by_one
