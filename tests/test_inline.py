"""Inline Markdown: parse, write, compare, unwrap."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casefiles import cases
from wlw_i18n import inline
from wlw_i18n.model.document import Reference
from wlw_i18n.model.text import (
    Code,
    Emphasis,
    FootnoteMark,
    Image,
    Inline,
    LineBreak,
    Link,
    RawInline,
    Strikethrough,
    Strong,
    Text,
)

REFERENCES = {"G": Reference("https://example.org/guide", "Guide")}
FOOTNOTES = frozenset({"n"})

markup = st.text(alphabet=st.sampled_from(list("ab é[]()<>!*_`~\\&;#'\"=-/:^xnG\n")), max_size=50)
"""Short texts in which marks meet."""


def shown(text: str) -> str:
    """Nodes as one line each, children indented."""
    return "\n".join(_shown(inline.parse(text, REFERENCES, FOOTNOTES)))


def _shown(nodes: tuple[Inline, ...]) -> list[str]:
    lines: list[str] = []
    for node in nodes:
        match node:
            case Text(text) | Code(text):
                lines.append(f"{type(node).__name__} {text!r}")
            case LineBreak():
                lines.append("LineBreak")
            case Emphasis(children) | Strong(children) | Strikethrough(children):
                lines += [type(node).__name__, *(f"  {line}" for line in _shown(children))]
            case Link(target, children, title, label):
                lines += [f"Link {target!r} {title!r} {label!r}", *(f"  {line}" for line in _shown(children))]
            case Image(src, alt, title):
                lines.append(f"Image {src!r} {alt!r} {title!r}")
            case FootnoteMark(label):
                lines.append(f"FootnoteMark {label!r}")
            case RawInline(html):
                lines.append(f"RawInline {html!r}")
    return lines


@pytest.mark.parametrize(("given", "expected"), cases("inline"))
def test_parse(given: str, expected: str) -> None:
    assert shown(given) == expected


@pytest.mark.parametrize(("given", "_expected"), cases("inline"))
def test_written_cases_parse_to_the_same_nodes(given: str, _expected: str) -> None:
    nodes = inline.parse(given, REFERENCES, FOOTNOTES)
    assert inline.parse(inline.write(nodes), REFERENCES, FOOTNOTES) == nodes


@settings(max_examples=500, deadline=None)
@given(markup)
def test_what_is_written_parses_to_the_same_nodes(text: str) -> None:
    nodes = inline.parse(text, REFERENCES, FOOTNOTES)
    assert inline.parse(inline.write(nodes), REFERENCES, FOOTNOTES) == nodes


@settings(max_examples=500, deadline=None)
@given(st.one_of(markup, st.text(max_size=50)))
def test_texts_are_joined_and_never_empty(text: str) -> None:
    def check(nodes: tuple[Inline, ...]) -> None:
        assert not any(isinstance(node, Text) and isinstance(after, Text) for node, after in pairwise(nodes))
        for node in nodes:
            assert node != Text("")
            if isinstance(node, Emphasis | Strong | Strikethrough | Link):
                check(node.children)

    check(inline.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("-&a<<*&*_<~é1])`_##)", id="neighbours"),
        pytest.param("_1]_*!);a1b;'_<_-<>*", id="neighbours with others inside"),
        pytest.param("\n##!*\\\n/!*]", id="a break at the beginning"),
        pytest.param("&#120;*&#32;a*", id="a space at the beginning"),
        pytest.param("a&#32;\n&#32;b&#10;c", id="spaces and newlines that are text"),
        pytest.param("**a *b***c", id="marks at the end"),
    ],
)
def test_marks_that_meet_are_kept_apart(text: str) -> None:
    nodes = inline.parse(text)
    assert inline.parse(inline.write(nodes)) == nodes


@pytest.mark.parametrize(
    "text",
    [
        "one two",
        r"a\![b](c)",
        "a *b* [c](d) `e`",
        "See [G].",
        "a\nb",
        "a & b < c",
        "snake_case",
        "a ~ b",
        r"\*a\*",
        "<https://a.org>",
        "to <team.x@a-b.org>, or",
    ],
)
def test_common_text_is_written_as_it_was(text: str) -> None:
    assert inline.write(inline.parse(text, REFERENCES, FOOTNOTES)) == text


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=50))
def test_plain_shows_just_its_characters(text: str) -> None:
    assert inline.parse(inline.plain(text)) == ((Text(text),) if text else ())


def test_plain_leaves_alone_what_means_nothing_else() -> None:
    assert inline.plain("50 % of snake_case & (more) [1] < 2") == "50 % of snake_case & (more) [1] < 2"
    assert inline.plain("*") == "*"
    assert inline.plain("*a*") != "*a*"


# Visible text


def test_visible_is_what_a_reader_sees() -> None:
    text = "a *b* [c](d 'e') `f` ![g](h 'i') <b>j</b>\nk[^n] &lt;"
    assert inline.visible(inline.parse(text, REFERENCES, FOOTNOTES)) == "a b c f g j\nk <"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", True),
        ("字", True),
        ("ﷲ", True),
        ("क", True),
        ("`a`", True),
        ("![a](1)", True),
        ("", False),
        ("12,5 % — №", False),
        ("[1](https://example.org)", False),
        ("<br>", False),
        ("[^n]", False),
    ],
)
def test_has_letter(text: str, *, expected: bool) -> None:
    assert inline.has_letter(inline.parse(text, {}, FOOTNOTES)) is expected


def test_lines_have_no_markup() -> None:
    assert inline.lines("*a*\n[b](c)") == (Text("*a*"), LineBreak(), Text("[b](c)"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![a *b*](c.svg 'd')", "a *b*"),
        ("![a [b](c)](d.svg)", "a [b](c)"),
        ("![](c.svg)", ""),
        ("![G][g]", "G"),
        ("![a](b) ", None),
        ("![a](b) ![c](d)", None),
        ("[![a](b)](c)", None),
        ("![a]", None),
    ],
)
def test_picture_alt(text: str, expected: str | None) -> None:
    assert inline.picture_alt(text, REFERENCES) == expected


# Comparing


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b", "a  b"),
        ("a b", "a\u00a0b"),
        ('it\'s "so"', "it’s “so”"),
        ("a - b", "a — b"),
        ("a--b", "a–b"),
        ("wait...", "wait…"),
        ("*a*", "_a_"),
        ("**a**", "__a__"),
        ("[a](b)", "[a](c)"),
        ("[a](b)", "[a][g]"),
        ("![a](b)", "![a](c)"),
        ("<https://a.org>", "<https://b.org>"),
        ("a &amp; b", "a & b"),
        ("a b ", "a b"),
    ],
)
def test_cosmetic_differences(one: str, other: str) -> None:
    assert inline.cosmetic(one, REFERENCES) == inline.cosmetic(other, REFERENCES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b", "ab"),
        ("a b", "a c"),
        ("a b", "A b"),
        ("a b", "a\nb"),
        ("`a b`", "`a  b`"),
        ("`it's`", "`it’s`"),
        ("<i class='a'>", "<i class='b'>"),
        ("*a*", "**a**"),
        ("*a* b", "*a b*"),
        ("a", "*a*"),
        ("[a](b)", "a"),
        ("[a](b)", "[c](b)"),
        ("[a](b 'c')", "[a](b 'd')"),
        ("![a](b)", "[a](b)"),
        ("a[^n]", "a"),
        ("a, b", "a; b"),
        ("----", "-"),
    ],
)
def test_other_differences(one: str, other: str) -> None:
    assert inline.cosmetic(one, REFERENCES, FOOTNOTES) != inline.cosmetic(other, REFERENCES, FOOTNOTES)


@settings(max_examples=300, deadline=None)
@given(markup)
def test_a_text_written_anew_differs_cosmetically_at_most(text: str) -> None:
    written = inline.write(inline.parse(text, REFERENCES, FOOTNOTES))
    assert inline.cosmetic(written, REFERENCES, FOOTNOTES) == inline.cosmetic(text, REFERENCES, FOOTNOTES)


def test_labels_are_compared_as_commonmark_does() -> None:
    assert inline.normalise_label(" Straße\n  1 ") == inline.normalise_label("STRASSE 1")


# From paragraphs to messages


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("one\ntwo", "one two"),
        ("one\n   two", "one two"),
        ("one \ntwo", "one two"),
        ("one  \ntwo", "one\ntwo"),
        ("one     \n  two", "one\ntwo"),
        ("one\\\ntwo", "one\ntwo"),
        ("one \\\ntwo", "one\ntwo"),
        ("one\\\\\ntwo", "one\\\\ two"),
        ("*one\ntwo*  \n**three**", "*one two*\n**three**"),
        ("`one\ntwo  \nthree`", "`one two   three`"),
        ("[one\ntwo](three\n'four\nfive')", "[one two](three 'four five')"),
        ("[one][long\nlabel]", "[one][long label]"),
        ("![one\\\ntwo  \nthree](four)", "![one two three](four)"),
        ("[one  \ntwo](three)", "[one\ntwo](three)"),
        ("<a\nhref='b'>  \nc", "<a href='b'>\nc"),
        ("a <!-- b\n  c -->", "a <!-- b   c -->"),
        ("a\tb\n\tc", "a\tb c"),
    ],
)
def test_unwrap(content: str, text: str) -> None:
    assert inline.unwrap(content)[0] == text


def test_a_tag_over_two_lines_stays_a_tag() -> None:
    text, nodes = inline.unwrap("[link](<foo\nbar>)")
    assert "\n" not in text
    assert nodes == (Text("[link]("), RawInline("<foo bar>"), Text(")"))


@settings(max_examples=500, deadline=None)
@given(markup.map(str.strip))
def test_a_message_parses_to_what_its_paragraph_means(content: str) -> None:
    text, nodes = inline.unwrap(content, REFERENCES, FOOTNOTES)
    assert inline.parse(text, REFERENCES, FOOTNOTES) == nodes
    if "\n" not in content:
        assert text == content


# Odd input

PATHOLOGICAL = {
    "brackets": "[" * 5000,
    "links": "[a](" * 5000,
    "pictures": "![" * 500 + "a" + "](b)" * 500,
    "emphasis": "*a **b " * 5000,
    "nested emphasis": "*a _b " * 2000 + "b_ a*" * 2000,
    "code": " ".join("`" * length for length in range(200)),
    "tags": "<a " * 5000,
    "comments": "<!--" * 5000,
    "entities": "&#1" * 5000,
    "footnotes": "[^" * 5000,
    "struck": "~~a " * 5000,
    "backslashes": "\\" * 5000,
    "autolinks": "<http://" * 5000,
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_odd_input_neither_crashes_nor_hangs(name: str) -> None:
    text = PATHOLOGICAL[name]
    nodes = inline.parse(text, REFERENCES, FOOTNOTES)
    assert _depth(nodes) <= inline.MAX_DEPTH
    assert inline.unwrap(f"a\n{text}", REFERENCES, FOOTNOTES)[1]


def _depth(nodes: tuple[Inline, ...]) -> int:
    inner = (node.children for node in nodes if isinstance(node, Emphasis | Strong | Strikethrough | Link))
    return max((1 + _depth(children) for children in inner), default=0)
