"""Translations through whatever authors and translators do."""

from dataclasses import replace

import pytest

from wlw_i18n import memory as memories
from wlw_i18n.catalogs import po
from wlw_i18n.memory import Memory
from wlw_i18n.merge import Event, accept, carry, may_serve, withdraw
from wlw_i18n.model.catalog import Message, MessageState, Unit
from wlw_i18n.model.document import Reference
from wlw_i18n.model.text import Kind

from .casefiles import cases
from .world import CONFIG, FRENCH, MEMORY, World, parts, path_of


def play(world: World, text: str) -> None:
    """One round of a case file."""
    source, _, rest = text.partition("\ntranslate:\n")
    source, _, defined = source.partition("\ndefine:\n")
    translations, _, more = rest.partition("\ndefine:\n")
    pairs = [dict(line.split(" = ", 1) for line in part.splitlines()) for part in (translations, defined or more)]
    world.source = parts(source)
    world.references = {label.upper(): Reference(target) for label, target in pairs[1].items()}
    world.sync()
    world.translate({key.replace("\\n", "\n"): value.replace("\\n", "\n") for key, value in pairs[0].items()})


@pytest.mark.parametrize(("given_text", "expected"), cases("merge"))
def test_a_history(given_text: str, expected: str) -> None:
    world = World()
    for text in given_text.split("\n---\n"):
        play(world, text)
    lines = [line for document in world.source for line in (f"[{document}]", *world.told(document))]
    assert world.merged is not None
    lines += [f"{d.code}: {d.message.split()[3]}" for d in world.merged.diagnostics]
    remembered = world.remembered()
    lines += ["memory:", *remembered] if remembered else []
    assert "\n".join(lines) == expected
    files = dict(world.files)
    world.sync()
    assert world.files == files
    assert world.merged.changed == frozenset()


def course(**translations: str) -> World:
    world = World(source={"one": ["h Start", "p Count the articles about women.", "p Share it."], "two": ["p End."]})
    world.sync()
    world.translate({"Start": "Début", "Count the articles about women.": "Comptez.", "Share it.": "Partagez."})
    world.translate(translations)
    return world


def test_a_new_course_is_all_there_and_empty() -> None:
    world = World(source={"one": ["h Start", "q-1/a Yes"]})
    world.sync()
    assert world.files[path_of("one")].decode().partition("\n\n")[2] == (
        "#. type: heading\n#: m/one\n"
        f'msgctxt "{world.identified.keys[0][0]}"\nmsgid "Start"\nmsgstr ""\n'
        "\n#. type: answer\n#: m/one#q-1\n"
        f'msgctxt "{world.identified.keys[0][1]}"\nmsgid "Yes"\nmsgstr ""\n'
    )


def test_a_file_without_change_is_the_same_object_and_not_written() -> None:
    world = course()
    world.source["two"] = ["p The end."]
    world.sync()
    assert world.merged is not None
    assert world.merged.changed == {path_of("two")}


def test_what_an_editor_wrapped_stays_wrapped() -> None:
    world = course()
    path = path_of("one")
    world.files[path] = world.files[path].replace(b'msgstr "Comptez."', b'msgstr ""\n"Comp"\n"tez."')
    world.source["one"].insert(1, "p Breathe.")
    world.source["one"][3] = "p Share it now."
    world.sync()
    assert b'msgstr ""\n"Comp"\n"tez."' in world.files[path]
    assert b'msgid "Breathe."' in world.files[path]


def test_obsolete_entries_go_to_memory() -> None:
    world = course()
    world.files[path_of("one")] += b'\n#~ msgctxt "p-gone"\n#~ msgid "Old."\n#~ msgstr "Vieux."\n'
    world.sync()
    assert b"#~" not in world.files[path_of("one")]
    assert world.remembered() == ["Old. = Vieux."]


def test_an_entry_without_a_key_gives_its_translation_and_goes_to_memory() -> None:
    world = course()
    world.files[path_of("two")] = b'msgid "End."\nmsgstr "Fin."\n'
    world.sync()
    assert world.told("two") == ["End. -> Fin."]
    assert world.remembered() == ["End. = Fin."]
    assert world.files[path_of("two")].startswith(b'msgid ""\nmsgstr ""\n"Project-Id-Version: Test')


def test_one_key_in_two_files() -> None:
    world = course()
    key = world.messages("one")[1].key
    stray = po.write(
        replace(
            world.catalogs()[path_of("two")],
            messages=(
                *world.messages("two"),
                Message(key, "Count the articles about women.", "Compte."),
            ),
        )
    )
    world.files[path_of("two")] = stray
    world.sync()
    assert world.told("one")[1] == "Count the articles about women. -> Comptez."
    assert world.told("two") == ["End. ->"]
    assert world.remembered() == ["Count the articles about women. = Compte."]


def test_the_translated_one_of_two_wins_wherever_it_is() -> None:
    world = course()
    message = world.messages("one")[1]
    world.change("one", message.key, msgstr="")
    world.files[path_of("two")] = po.write(
        replace(
            world.catalogs()[path_of("two")],
            messages=(*world.messages("two"), replace(message, raw=())),
        )
    )
    world.sync()
    assert world.told("one")[1] == "Count the articles about women. -> Comptez."
    assert world.remembered() == []


def test_a_stopped_run_is_made_good() -> None:
    world = course()
    world.source = {"one": ["p Count the articles about women.", "p Something new here."], "three": ["p Share it."]}
    world.sync(killed=True)
    files = dict(world.files)
    world.sync()
    assert {path: text for path, text in world.files.items() if path.endswith(".po")} == {
        path: text for path, text in files.items() if path.endswith(".po")
    }
    assert world.told("three") == ["Share it. -> Partagez."]


def test_one_key_twice_after_a_merge_of_branches() -> None:
    world = course()
    key = world.messages("one")[1].key
    other = world.messages("two")[0].key
    for path in (path_of("two"), "translations/templates/m/two.pot"):
        world.files[path] = world.files[path].replace(other.encode(), key.encode())
    world.change("two", key, msgstr="Fin.")
    world.sync()
    assert world.told("one")[1] == "Count the articles about women. -> Comptez."
    assert world.told("two") == ["End. -> Fin."]
    assert world.messages("two")[0].key not in (key, "")
    assert world.remembered() == []


def test_an_edit_and_its_undoing_leave_no_trace() -> None:
    world = course()
    files = dict(world.files)
    world.source["one"][1] = "p Count all the articles about women."
    world.sync()
    assert MEMORY in world.files
    world.source["one"][1] = "p Count the articles about women."
    world.sync()
    assert world.files == files


def test_a_fuzzy_mark_that_lost_its_origin_finds_it_in_the_memory() -> None:
    world = course()
    key = world.messages("one")[1].key
    world.source["one"][1] = "p Count all the articles about women."
    world.sync()
    stale = world.messages("one")[1]
    assert stale.state is MessageState.STALE
    world.change("one", key, previous_msgid=None)
    assert world.messages("one")[1].state is MessageState.FUZZY
    world.sync()
    assert world.messages("one")[1] == stale


def test_a_fuzzy_mark_of_a_translator_stays() -> None:
    world = course()
    key = world.messages("one")[1].key
    world.change("one", key, fuzzy=True)
    files = dict(world.files)
    world.sync()
    assert world.files == files
    assert not may_serve(world.messages("one")[1])
    world.source["one"][1] = "p Count all the articles about women."
    world.sync()
    assert world.messages("one")[1].state is MessageState.FUZZY


def test_a_stale_mark_for_the_english_of_today_is_taken_off() -> None:
    world = course()
    key = world.messages("one")[1].key
    world.change("one", key, fuzzy=True, previous_msgid="Count the articles about women.")
    world.sync()
    assert world.told("one")[1] == "Count the articles about women. -> Comptez."


def test_an_empty_fuzzy_entry_is_untranslated() -> None:
    world = course()
    key = world.messages("two")[0].key
    world.change("two", key, fuzzy=True, previous_msgid="The end.")
    world.sync()
    assert b"fuzzy" not in world.files[path_of("two")]


def test_a_file_that_comes_back_late_is_judged_by_its_own_english() -> None:
    world = course()
    late = world.files[path_of("one")].replace(b'"Comptez."', b'"Comptez mieux."')
    world.source["one"][1] = "p Count all the articles about women."
    world.sync()
    world.translate({"Count all the articles about women.": "Comptez tout."})
    world.files[path_of("one")] = late
    world.sync()
    assert world.told("one")[1] == (
        "Count all the articles about women. -> Comptez mieux. [stale: Count the articles about women.]"
    )


def test_events_are_counted() -> None:
    world = course()
    world.source["one"] = ["p Count all the articles about women.", "p Share it.", "p Share it."]
    world.sync()
    assert world.merged is not None
    assert world.merged.events == {Event.STALE: 1, Event.TAKEN: 1, Event.RETIRED: 1}


@pytest.mark.parametrize(
    ("message", "served"),
    [
        (Message("p", "One"), False),
        (Message("p", "One", "Un"), True),
        (Message("p", "One", "Un", fuzzy=True), False),
        (Message("p", "One", "Un", fuzzy=True, previous_key="p-2", previous_msgid="One"), False),
        (Message("p", "Count all articles.", "Un", fuzzy=True, previous_msgid="Count all the articles."), True),
        (Message("p", "Never mind.", "Un", fuzzy=True, previous_msgid="Count all the articles."), False),
        (Message("p", "See [it](https://b.example/x/y/z).", "Un", fuzzy=True, previous_msgid="See [it](a)."), True),
    ],
)
def test_what_may_be_served(message: Message, *, served: bool) -> None:
    assert may_serve(message) is served


def test_accept_and_withdraw() -> None:
    stale = Message("p-1", "Two", "Un", fuzzy=True, previous_msgid="One")
    unit = Unit("p-1", Kind.PARAGRAPH, "Two", "one")
    assert accept(stale) == Message("p-1", "Two", "Un")
    message, entry = withdraw(stale, unit)
    assert message == Message("p-1", "Two")
    assert entry is not None
    memory = Memory(MEMORY).add([entry])
    assert memory.of_key("p-1", "One") is None
    assert memory.of_text(unit.kind.family, "One") is None
    for untouched in (Message("p-1", "Two"), Message("p-1", "Two", "Deux"), Message("p-1", "Two", "Un", fuzzy=True)):
        assert accept(untouched) is untouched
        assert withdraw(untouched, unit) == (untouched, None)


@pytest.mark.parametrize(
    ("then", "now", "translation", "text"),
    [
        ("a [b](c)", "a [b](d)", "A [B](<c>) c", "A [B](d) c"),
        ("a [b](c)", "a [b](d)", 'A [B](c "titre")', 'A [B](d "titre")'),
        ("a [b](c)", "a [b](<d e>)", "A [B](c)", "A [B](<d e>)"),
        ("a <https://x.example/>", "a <https://y.example/>", "A <https://x.example/>", "A <https://y.example/>"),
        ("[b](c)", "[b](d)", r"\[x](c) `[y](c)` [B](c)", r"\[x](c) `[y](c)` [B](d)"),
        ("a [b][c]", "a [b](d)", "A [B][c]", "A [B](d)"),
        ("*a* b", "_a_  b", "A", "A"),
        ("a", "b", "A", None),
        ("[a](b)", "[a](b) c", "[A](b)", None),
        ("a [b](c) [b](c)", "a [b](d) [b](c)", "[A](e)", "[A](e)"),
        ("a [citation needed]", "a  [citation needed]", "A [réf.]", "A [réf.]"),
    ],
)
def test_carrying_over_a_cosmetic_change(then: str, now: str, translation: str, text: str | None) -> None:
    carried = carry(then, now, translation, {})
    assert (carried and carried.text) == text


def test_memory_files_of_histories_are_read_back() -> None:
    world = course()
    world.source = {"two": ["p End."]}
    world.sync()
    assert memories.write(world.memory(), FRENCH, CONFIG) == world.files[MEMORY]
