"""Laws of reading: it never fails, and a unit's text means what its paragraph meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources import sources
from wlw_i18n import inline, segment
from wlw_i18n.model.diagnostic import Severity
from wlw_i18n.model.text import Kind
from wlw_i18n.readers import read_document


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=200), sources.map(str.encode)))
def test_reading_never_fails(content: bytes) -> None:
    document, diagnostics = read_document("d.md", content, default_id="d")
    lines = len(content.splitlines()) + 2
    assert all(found.location and 1 <= found.location.line <= lines for found in diagnostics)
    assert all(found.message for found in diagnostics)
    if document is None:
        assert any(found.severity is Severity.BROKEN for found in diagnostics)


@settings(max_examples=400, deadline=None)
@given(sources)
def test_the_text_of_a_prose_parses_to_its_nodes(source: str) -> None:
    document, _ = read_document("d.md", source.encode(), default_id="d")
    assert document is not None
    labels = [note.label for note in document.footnotes]
    for prose in segment.prose_of(document):
        if prose.kind is Kind.ANSWERS:
            assert prose.inlines == inline.lines(prose.text)
        else:
            assert inline.parse(prose.text, document.references, labels) == prose.inlines
        assert prose.text == prose.text.strip(" ")
        assert prose.lang == "en"


@settings(max_examples=200, deadline=None)
@given(sources)
def test_byte_order_mark_and_line_ends_change_nothing(source: str) -> None:
    unix = source.replace("\r\n", "\n").replace("\r", "\n")
    expected = read_document("d.md", unix.encode(), default_id="d")
    assert read_document("d.md", b"\xef\xbb\xbf" + unix.encode(), default_id="d") == expected
    assert read_document("d.md", unix.replace("\n", "\r\n").encode(), default_id="d") == expected


def test_what_is_not_utf_8_is_reported_with_its_line() -> None:
    document, (found,) = read_document("d.md", "---\ntitle: É\r\n---\nü".encode("latin-1"), default_id="d")
    assert document is None
    assert (found.code, found.severity, str(found.location)) == ("file-encoding", Severity.BROKEN, "d.md:2")
    assert "0xC9" in found.message


def test_null_characters_are_replaced() -> None:
    document, _ = read_document("d.md", b"---\ntitle: T\n---\na\0b", default_id="d")
    assert document is not None
    assert [prose.text for prose in segment.prose_of(document)] == ["T", "a\ufffdb"]


def test_the_language_of_the_source_is_on_every_prose() -> None:
    content = b"---\ntitle: T\n---\nText.\n\n![A](media/a.webm)"
    document, _ = read_document("d.md", content, default_id="d", language="fr")
    assert document is not None
    assert document.lang == "fr"
    assert {prose.lang for prose in segment.prose_of(document)} == {"fr"}
    assert document.blocks[1].captions == "media/a.fr.vtt"  # type: ignore[union-attr]


PATHOLOGICAL = {
    "quotations": ">" * 10_000 + "a",
    "lists": "- " * 10_000 + "a",
    "mixed": "> - 1. " * 3000,
    "nested lists": "".join("  " * depth + "- a\n" for depth in range(200)),
    "brackets": "[" * 10_000,
    "headings": "# a\n" * 3000,
    "containers": "<details>\n" * 5000,
    "captions": "<figure><figcaption>" * 3000,
    "attributes": "<details " + 'a=" ' * 5000,
    "comments": "<!--" * 5000,
    "words in attributes": "<div " + ' alt="' * 5000,
    "footnotes": "\n".join(f"[^{n}]: a[^{n + 1}]" for n in range(1000)) + "\n\n[^0]",
    "footnote in itself": "[^1]: a[^1]\n\n[^1]",
    "ids": "# " + "{#" * 5000,
    "settings": "# t\n<!-- question id=q " + 'a="b ' * 5000 + " -->",
    "number": "# t\n<!-- question id=q -->\np\n\n- = " + "1" * 5000 + "x",
    "answers": "# t\n<!-- question id=q -->\np\n\n" + "- (x) a\n" * 2000,
    "questions": "# a\n<!-- question id=q -->\n" * 1000,
    "definitions": "a\n" + ":  " * 3000,
    "wrapped": "see [a](b) and\n" * 3000,
    "front matter": "\n---\n" * 3000,
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_odd_input_neither_crashes_nor_hangs(name: str) -> None:
    document, _ = read_document("d.md", f"---\ntitle: t\n---\n{PATHOLOGICAL[name]}".encode(), default_id="d")
    assert document is not None
    # every later stage walks the tree
    assert segment.replace_prose(document, lambda prose: prose) is document
    assert repr(document)


@pytest.mark.parametrize(
    "source", ["[" * 5000, "- " * 5000, "a: " * 50, "&a [*a]", "? a", "\t", "a: !!python/name:os", "{a: b"]
)
def test_odd_front_matter_neither_crashes_nor_hangs(source: str) -> None:
    read_document("d.md", f"---\n{source}\n---\n".encode(), default_id="d")
