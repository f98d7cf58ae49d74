"""Keys that survive whatever authors do."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wlw_i18n.catalogs.keys import new_key
from wlw_i18n.identity import Candidate, Change, ChangeKind, Identified, identify
from wlw_i18n.model.catalog import Template, Unit
from wlw_i18n.model.text import Kind

from .casefiles import cases
from .world import Source, fresh, parts, template_path


def keyed(source: Source) -> list[tuple[Unit, ...]]:
    units = [fresh(document, lines) for document, lines in source.items()]
    keys = identify(units, []).keys
    return [tuple(replace(u, key=k) for u, k in zip(us, ks, strict=True)) for us, ks in zip(units, keys, strict=True)]


def templates_of(units: Sequence[Sequence[Unit]]) -> list[Template]:
    return [Template(template_path(us[0].document), us[0].document, tuple(us), 1) for us in units if us]


def compare(before: Source, after: Source) -> tuple[Identified, dict[str, str]]:
    old = keyed(before)
    found = identify([fresh(document, lines) for document, lines in after.items()], templates_of(old))
    return found, {unit.key: unit.text for units in old for unit in units}


def told(change: Change, texts: dict[str, str]) -> str:
    text = texts[change.related[0]] if change.kind is ChangeKind.SPLIT else change.old_text
    place = f" @{change.old_document}" if change.old_document not in ("", change.document) else ""
    return f"{change.kind} <- {text}{place}" if text else str(change.kind)


@pytest.mark.parametrize(("given_text", "expected"), cases("identity"))
def test_a_change(given_text: str, expected: str) -> None:
    before, after = (parts(text) for text in given_text.split("\n---\n"))
    found, texts = compare(before, after)
    lines = []
    for document, changes in zip(after, found.changes, strict=True):
        lines += [f"[{document}]", *(told(change, texts) for change in changes)]
        assert all(texts[change.key] == change.old_text for change in changes if change.old_text)
    lines += [f"gone: {unit.text}" for unit in found.gone]
    assert "\n".join(lines) == expected


def keys_after(before: Source, after: Source) -> tuple[list[str], list[str]]:
    old = keyed(before)
    found = identify([fresh(document, lines) for document, lines in after.items()], templates_of(old))
    return [unit.key for units in old for unit in units], [key for keys in found.keys for key in keys]


def test_the_same_answers_in_two_questions_stay_with_their_question() -> None:
    first, second = ["q-1/a True", "q-1/a False"], ["q-2/a True", "q-2/a False"]
    then, now = keys_after({"quiz": [*first, *second]}, {"quiz": [*second, *first]})
    assert now == [*then[2:], *then[:2]]


def test_answers_of_a_question_that_moved_and_were_edited() -> None:
    before = {"quiz": ["q-1/a Red apples", "q-1/a Green pears", "p End"], "final": ["p Start"]}
    after = {"quiz": ["p End"], "final": ["p Start", "q-1/a Green pear", "q-1/a Red apple"]}
    then, now = keys_after(before, after)
    assert now == [then[2], then[3], then[1], then[0]]


def test_the_same_cells_stay_with_their_neighbours() -> None:
    before = ["p A", "td Fon", "td Yes", "td Twi", "td Yes", "td Ewe", "td Yes", "p Z"]
    then, now = keys_after({"one": before}, {"one": ["p B", *before[1:3], *before[5:7], "p Y"]})
    assert now[1:5] == [*then[1:3], *then[5:7]]


def test_of_two_texts_remembered_for_one_key_only_one_is_continued() -> None:
    known = [Unit("p-1", Kind.PARAGRAPH, text, "one") for text in ("Count.", "Count all.")]
    changes = identify([fresh("one", ["p Count all.", "p Count."])], [], remembered=known).changes[0]
    assert [(change.kind, change.inherits) for change in changes] == [(ChangeKind.NEW, ""), (ChangeKind.IDENTICAL, "")]
    assert changes[1].key == "p-1"


def test_a_key_is_what_the_design_says() -> None:
    key = new_key(Kind.PARAGRAPH, "measured", "Count.", ())
    assert key == new_key(Kind.PARAGRAPH, "measured", "Count.", {"p-00000000"})
    assert key.startswith("p-")
    assert len(key) == 10
    assert set(key[2:]) <= set("0123456789abcdefghjkmnpqrstvwxyz")
    again = new_key(Kind.PARAGRAPH, "measured", "Count.", {key})
    assert again not in {key, new_key(Kind.PARAGRAPH, "other", "Count.", ())}


def test_new_keys_avoid_those_of_other_documents() -> None:
    (unit,) = fresh("one", ["p Count."])
    (plain,) = identify([[unit]], []).keys[0]
    other = Unit(plain, Kind.PARAGRAPH, "Another text", "two")
    for found in (identify([[unit]], [], elsewhere=[other]), identify([[unit]], [], taken={plain})):
        assert found.keys[0][0] != plain


def test_text_that_was_deleted_and_comes_back_gets_its_key_back() -> None:
    before = keyed({"one": ["p Count.", "p Share."]})
    without = identify([fresh("one", ["p Share."])], templates_of(before))
    kept = replace(before[0][1], key=without.keys[0][0])
    again = identify([fresh("one", ["p Count.", "p Share."])], templates_of([[kept]]))
    assert again.keys[0] == tuple(unit.key for unit in before[0])


def test_one_key_twice_after_a_merge_of_branches() -> None:
    old = [
        Template("a.pot", "one", (Unit("p-1", Kind.PARAGRAPH, "Count.", "one"),)),
        Template("b.pot", "two", (Unit("p-1", Kind.PARAGRAPH, "Count all.", "two"),)),
    ]
    found = identify([fresh("one", ["p Count."]), fresh("two", ["p Count all."])], old)
    (first,), (second,) = found.changes
    assert (first.key, first.inherits) == ("p-1", "")
    assert second.key != "p-1"
    assert second.inherits == "p-1"
    assert found.gone == ()


def test_both_sides_of_a_conflict_count() -> None:
    ours = (Unit("p-1", Kind.PARAGRAPH, "Count the women in it.", "one"), Unit("p-2", Kind.PARAGRAPH, "End.", "one"))
    theirs = (
        Unit("p-1", Kind.PARAGRAPH, "Count the women writers in it.", "one"),
        Unit("p-3", Kind.PARAGRAPH, "New.", "one"),
    )
    lines = ["p Count the women writers in it.", "p New.", "p End."]
    found = identify([fresh("one", lines)], [Template("a.pot", "one", ours, conflicted=theirs)])
    assert found.keys == (("p-1", "p-3", "p-2"),)
    assert found.gone == ()


@pytest.mark.parametrize("templates", [[], [Template(template_path("one"), "one")]], ids=["none", "unreadable"])
def test_lost_templates_are_made_good_from_po_files(templates: list[Template]) -> None:
    (units,) = keyed({"one": ["h A", "p Count the articles.", "h B", "q-1/a Yes"]})
    older = [replace(unit, text=unit.text.replace("the articles", "many articles")) for unit in units]
    changed = fresh("one", ["h A", "p Count all the articles.", "h B", "q-1/a Yes"])
    found = identify([changed], templates, remembered=[*units, *older])
    assert found.keys == (tuple(unit.key for unit in units),)


def test_a_run_that_was_stopped_before_it_wrote_templates_gives_the_same_keys() -> None:
    before = keyed({"one": ["p Count."]})
    lines = ["p Count.", "p Something new that was added."]
    first = identify([fresh("one", lines)], templates_of(before))
    written = [replace(u, key=k) for u, k in zip(fresh("one", lines), first.keys[0], strict=True)]
    assert identify([fresh("one", lines)], templates_of(before), remembered=written).keys == first.keys


def test_candidates_exact_twins_first_then_similar_ones() -> None:
    others = [
        Unit("p-1", Kind.PARAGRAPH, "Ask a librarian for help with the sources.", "two"),
        Unit("p-2", Kind.PARAGRAPH, "Ask a librarian for some help with the sources.", "two"),
        Unit("h-3", Kind.HEADING, "Ask a librarian for help with the sources.", "two"),
        Unit("p-4", Kind.PARAGRAPH, "Bake bread with your neighbours.", "two"),
        Unit("p-5", Kind.PARAGRAPH, "Yes", "two"),
    ]
    lines = ["li Ask a librarian for help with the sources.", "p Yes!"]
    ((change, short),) = identify([fresh("one", lines)], [], elsewhere=others).changes
    assert change.candidates[0] == Candidate("p-1", "two", exact=True)
    assert [candidate.key for candidate in change.candidates] == ["p-1", "p-2"]
    assert short.candidates == ()


def test_other_documents_are_not_read_when_nothing_is_new() -> None:
    def unread() -> object:
        raise AssertionError("read")
        yield

    before = keyed({"one": ["p Count."]})
    identify([fresh("one", ["p Count!"])], templates_of(before), elsewhere=unread())  # type: ignore[arg-type]


# Laws

WORDS = ["count", "women", "articles", "in", "your", "wikipedia", "and", "share", "the", "result", "with", "friends"]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
kinds = st.sampled_from(["p", "p", "p", "li", "h", "q-1/a", "q-1/fb", "q-2/a"])
lines = st.builds(lambda kind, text: f"{kind} {text}", kinds, texts)
sources = st.dictionaries(st.sampled_from(["one", "two", "three"]), st.lists(lines, min_size=1, max_size=7), min_size=1)


@settings(deadline=None)
@given(sources, sources)
def test_keys_are_unique_and_unchanged_text_keeps_one(before: Source, after: Source) -> None:
    found, texts_before = compare(before, after)
    keys = [key for document in found.keys for key in document]
    assert len(keys) == len(set(keys))
    assert not {unit.key for unit in found.gone} & set(keys)
    assert set(texts_before) <= {unit.key for unit in found.gone} | set(keys)
    same = Counter(
        (unit.kind.family, unit.text)
        for (document, lines), changes in zip(after.items(), found.changes, strict=True)
        for unit, change in zip(fresh(document, lines), changes, strict=True)
        if change.old_text == unit.text
    )
    then, now = (
        Counter((u.kind.family, u.text) for document, lines in source.items() for u in fresh(document, lines))
        for source in (before, after)
    )
    assert all(same[text] >= count for text, count in (then & now).items())


@settings(deadline=None)
@given(sources)
def test_without_change_every_key_stays(source: Source) -> None:
    units = keyed(source)
    found = identify([fresh(document, lines) for document, lines in source.items()], templates_of(units))
    assert found.keys == tuple(tuple(unit.key for unit in row) for row in units)
    assert {change.kind for row in found.changes for change in row} == {ChangeKind.IDENTICAL}


@settings(deadline=None)
@given(sources, st.data())
def test_in_any_order_in_any_document_the_same_text_keeps_its_key(source: Source, data: st.DataObject) -> None:
    everything = [line for lines in source.values() for line in lines]
    moved: dict[str, list[str]] = {}
    for line in data.draw(st.permutations(everything)):
        moved.setdefault(data.draw(st.sampled_from(["one", "two", "four"])), []).append(line)
    found, before = compare(source, moved)
    assert sorted(key for document in found.keys for key in document) == sorted(before)
    assert found.gone == ()


@settings(deadline=None)
@given(sources, sources)
def test_only_the_documents_that_changed_need_be_given(before: Source, after: Source) -> None:
    source = {**before, **after}
    whole, _ = compare(before, source)
    changed = {document for document in source if source[document] != before.get(document)}
    old = templates_of(keyed(before))
    part = identify(
        [fresh(document, lines) for document, lines in source.items() if document in changed],
        [template for template in old if template.document in changed or template.document not in source],
        elsewhere=[unit for template in old if template.document not in changed for unit in template.units],
    )
    expected = [row for row, document in zip(whole.changes, source, strict=True) if document in changed]
    assert list(part.changes) == expected
    assert part.gone == whole.gone
