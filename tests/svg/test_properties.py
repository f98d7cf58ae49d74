"""Laws of drawings, for words and files of any kind."""

import re
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.svg import drawn
from wlw_i18n import inline, segment
from wlw_i18n.model.text import NO_ROOM, Room
from wlw_i18n.svg import fitting, optimising, pieces, widths
from wlw_i18n.svg.fitting import Piece
from wlw_i18n.svg.words import words

SVG = "{http://www.w3.org/2000/svg}"
# Without what XML cannot hold.
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXT = st.text(CHARACTERS, max_size=30)
ANY_TEXT = st.text(max_size=10)
HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "</text><image href='//x'/>",
        "&lt;",
        "]]>",
        "<!--",
        '" onload="x',
        "&#60;b>",
        "a\n\nb",
    ]
)
WORDS = st.one_of(TEXT, ANY_TEXT, HOSTILE, st.lists(st.one_of(TEXT, HOSTILE), max_size=4).map("".join))
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" data-mirror="true"><title>Name</title>'
    b'<desc>What it shows</desc><rect x="10" y="10" width="90" height="40"/>'
    b'<text x="20" y="30">One <tspan fill="red">two</tspan> three</text>'
    b'<text x="20" y="60">Four<tspan x="20" dy="20">five</tspan></text></svg>'
)


def outline(svg: bytes) -> list[tuple[str, ...]]:
    """Names of all elements and attributes, but for those that words may bring or take: lines and what is set apart."""
    return [
        (str(element.tag), *sorted(str(name) for name in element.attrib if name != "font-size"))
        for element in etree.fromstring(svg).iter()
        if element.tag != f"{SVG}tspan"
    ]


def translations(*texts: str) -> dict[str, str]:
    document, _ = drawn.read(DRAWING)
    units = [unit.text for unit in segment.units(document) if unit.kind.value == "pic"]
    return dict(zip(units, texts, strict=True))


@given(st.lists(WORDS, min_size=4, max_size=4), st.sampled_from(["fr", "ar", "zh-hans"]))
def test_no_words_change_what_a_drawing_is_made_of(texts: list[str], code: str) -> None:
    made = drawn.in_language(DRAWING, code, translations(*texts))
    assert outline(made) == outline(drawn.in_language(DRAWING, code, translations("a", "b", "c", "d")))
    spans = list(etree.fromstring(made).iter(f"{SVG}tspan"))
    assert all(set(map(str, span.attrib)) <= {"x", "y", "dy", "fill", "font-weight", "font-size"} for span in spans)


@given(TEXT)
def test_words_of_a_message_are_the_words_of_the_drawing(text: str) -> None:
    """No letter is lost or added on the way from a message to a drawing, however its lines are broken."""
    message = inline.plain(" ".join(text.split()))
    made = drawn.in_language(DRAWING, "fr", translations("a", "b", "c", message))
    last = words(etree.fromstring(made))
    shown = last[-1].text if len(last) == 4 else ""
    assert "".join(shown.split()) == "".join(inline.visible(inline.parse(message)).split())


@given(st.lists(TEXT.filter(lambda text: bool(re.search(r"[^\W\d_]", text))), min_size=1, max_size=3))
def test_a_drawing_with_its_own_words_has_the_same_words(texts: list[str]) -> None:
    lines = "".join(f'<tspan x="1" dy="9">{escape(text)}</tspan>' for text in texts)
    svg = f'{drawn.HEAD}<text x="1" y="2">{lines}</text></svg>'.encode()
    before = [one.text for one in words(etree.fromstring(svg))]
    document, found = drawn.read(svg)
    assert not found
    own = {unit.text: unit.text for unit in segment.units(document) if unit.kind.value == "pic"}
    assert len(own) == 1
    assert [one.text for one in words(etree.fromstring(drawn.in_language(svg, "fr", own)))] == before
    # Those of the source language are not touched at all.
    kept = drawn.in_language(svg, "en", {})
    assert [[line.text for line in one.lines] for one in words(etree.fromstring(kept))] == [
        [line.text for line in one.lines] for one in words(etree.fromstring(svg))
    ]


@given(st.binary(max_size=200))
def test_any_file_is_shipped_as_a_drawing(content: bytes) -> None:
    assert etree.fromstring(optimising.shipped(content)).tag == f"{SVG}svg"


NAMES = st.sampled_from(["g", "rect", "text", "script", "use", "a", "image", "style", "set", "foreignObject", "tspan"])
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["href", "onload", "fill", "style", "x", "d", "id", "width", "class", "transform"]),
    st.sampled_from(
        [
            "#a",
            "a",
            "javascript:alert(1)",
            "url(//x)",
            "url(#a)",
            "1e99",
            "9",
            "u\\72l(x)",
            "data:image/png;base64,AA==",
        ]
    ),
    max_size=3,
)
TREES = st.recursive(
    st.tuples(NAMES, ATTRIBUTES, TEXT, st.just(())),
    lambda below: st.tuples(NAMES, ATTRIBUTES, TEXT, st.lists(below, max_size=3)),
    max_leaves=12,
)


def xml(tree: tuple[str, dict[str, str], str, list]) -> str:  # type: ignore[type-arg]
    name, attributes, text, below = tree
    listed = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{listed}>{escape(text)}{''.join(map(xml, below))}</{name}>"


@given(st.lists(TREES, max_size=4))
def test_what_is_shipped_neither_runs_nor_loads_and_is_clean_already(trees: list) -> None:  # type: ignore[type-arg]
    made = optimising.shipped(f"{drawn.HEAD}{''.join(map(xml, trees))}</svg>".encode())
    for element in etree.fromstring(made).iter():
        assert str(element.tag).removeprefix(SVG) in {"svg", "g", "rect", "text", "use", "image", "style", "tspan"}
        for name, value in element.attrib.items():
            assert not str(name).startswith("on")
            assert name != "href" or str(value).startswith(("#", "data:image/png"))
            assert "javascript" not in str(value) or name in {"id", "class"}
            assert "//" not in str(value)
    assert optimising.shipped(made) == made


@given(
    st.lists(
        st.lists(
            st.builds(Piece, st.sampled_from(["a", "bb ccc", "d  e", "每周一", "ف"]), st.integers(0, 2)), max_size=3
        ),
        max_size=4,
    ),
    st.lists(st.floats(0.5, 20), max_size=4),
)
def test_fitting_keeps_all_words_in_order(lines: list[list[Piece]], room: list[float]) -> None:
    fitted = fitting.fit(lines, Room(tuple(room)) if room else NO_ROOM)

    def letters(given: object) -> str:
        return "".join("".join(piece.text for line in given for piece in line).split())  # type: ignore[attr-defined]

    assert letters(fitted.lines) == letters(lines)
    assert not room or len(fitted.lines) == len(room)
    assert fitting.SMALLEST <= fitted.scale <= 1
    assert (fitted.excess > 0) <= (fitted.scale == fitting.SMALLEST)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("", 0, 0),
        ("iiii", 0.9, 1.4),
        ("WWWW", 3.5, 4.2),
        ("éé", 1.1, 1.3),
        ("e\u0301", 0.5, 0.7),
        ("每周", 2, 2.2),
        ("בית", 1.3, 2),
    ],
)
def test_widths_are_about_those_of_a_usual_font(text: str, least: float, most: float) -> None:
    assert least <= widths.width(text) <= most
    assert widths.width(text, bold=True) >= widths.width(text)


def test_lines_of_a_message() -> None:
    found = pieces.lines(inline.parse("One **two** three\n*four* `five`"))
    assert found == (
        (Piece("One "), Piece("two", 1), Piece(" three")),
        (Piece("four "), Piece("five", 2)),
    )
