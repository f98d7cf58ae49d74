"""Units: what they are, in which order, and the laws of the one traversal."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.casefiles import cases
from tests.sources import sources
from wlw_i18n import inline, segment
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Kind, Prose, Text
from wlw_i18n.readers import read_document


def document_of(source: str) -> Document:
    document, _ = read_document("source/m/d.md", source.encode(), default_id="d")
    assert document is not None
    return document


@pytest.mark.parametrize(("given", "expected"), cases("segment"))
def test_units(given: str, expected: str) -> None:
    assert "\n".join(shown(given)) == expected


def shown(source: str) -> list[str]:
    """One line for each unit: file line, question, kind, text, comments."""
    return [
        f"{unit.location.line if unit.location else 0}"
        f"{f' [{unit.question}]' if unit.question else ''} {unit.kind.value}: {unit.text!r} {list(unit.comments)}"
        for unit in segment.units(document_of(source))
    ]


@settings(max_examples=200, deadline=None)
@given(sources)
def test_units_are_the_translatable_prose_in_its_order(source: str) -> None:
    document = document_of(source)
    translatable = [prose for prose in segment.prose_of(document) if prose.translatable]
    assert [(u.key, u.kind, u.text, u.inlines) for u in segment.units(document)] == [
        (p.key, p.kind, p.text, p.inlines) for p in translatable
    ]
    assert all(inline.has_letter(prose.inlines) for prose in translatable)


@settings(max_examples=200, deadline=None)
@given(sources)
def test_replacing_prose_by_itself_gives_the_same_document(source: str) -> None:
    document = document_of(source)
    assert segment.replace_prose(document, lambda prose: prose) is document


@settings(max_examples=200, deadline=None)
@given(sources)
def test_every_prose_is_replaced_in_the_order_in_which_it_is_listed(source: str) -> None:
    document = document_of(source)
    seen: list[Prose] = []

    def number(prose: Prose) -> Prose:
        seen.append(prose)
        return replace(prose, text=str(len(seen)), inlines=(Text(str(len(seen))),))

    numbered = segment.replace_prose(document, number)
    assert seen == list(segment.prose_of(document))
    assert [prose.text for prose in segment.prose_of(numbered)] == [str(n + 1) for n in range(len(seen))]


@settings(max_examples=200, deadline=None)
@given(sources)
def test_keys_go_to_units_in_order_and_come_back(source: str) -> None:
    document = document_of(source)
    keys = [f"k-{number}" for number, _ in enumerate(segment.units(document))]
    keyed = segment.with_keys(document, keys)
    assert [unit.key for unit in segment.units(keyed)] == keys
    assert all(not prose.key for prose in segment.prose_of(keyed) if not prose.translatable)
    assert segment.with_keys(keyed, keys) is keyed
    assert segment.with_keys(keyed, ["" for _ in keys]) == document


@pytest.mark.parametrize("keys", [[], ["a"], ["a", "b", "c"]])
def test_the_number_of_keys_must_be_right(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="units than keys"):
        segment.with_keys(document_of("---\ntitle: A\n---\nB\n"), keys)


def test_only_what_changed_is_made_anew() -> None:
    document = document_of("---\ntitle: A\n---\nOne.\n\n- two\n\n> three\n")
    changed = segment.replace_prose(document, lambda p: replace(p, text="2") if p.text == "two" else p)
    assert changed.blocks[0] is document.blocks[0]
    assert changed.blocks[1] is not document.blocks[1]
    assert changed.blocks[2] is document.blocks[2]
    assert changed.title is document.title


@settings(max_examples=200, deadline=None)
@given(sources)
def test_comments_are_no_wiki_code(source: str) -> None:
    for unit in segment.units(document_of(source)):
        assert unit.comments[0].startswith("type: ")
        for comment in unit.comments:
            assert "[[" not in comment
            assert "{{" not in comment
            assert "~~~" not in comment
            assert comment[:1] not in {"*", "#", ":", ";", "=", " "}
            assert "\n" not in comment


def test_every_kind_has_a_name() -> None:
    for kind in Kind:
        prose = Prose(kind, "A", (Text("A"),))
        document = replace(document_of("---\ntitle: A\n---\n"), title=prose)
        assert segment.units(document)[0].comments[0].removeprefix("type: ")
