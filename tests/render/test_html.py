"""HTML of every node; and whatever anybody writes, a page stays whole and nothing in it runs."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefiles import cases
from tests.sources import sources
from tests.wholeness import assert_whole
from wlw_i18n import inline, segment
from wlw_i18n.exporters.html.questions import question
from wlw_i18n.model.document import Document, HtmlBlock, Paragraph
from wlw_i18n.model.text import Kind, Prose, State
from wlw_i18n.readers import read_document
from wlw_i18n.render import html, sanitise

MEDIA = {"media/a.svg": "m/a.svg", "media/v.webm": "m/v.webm", "media/v.fr.vtt": "m/v.fr.vtt"}


def context(*, rtl: bool = False, tag: str = "en", mark_units: bool = False) -> html.HtmlContext:
    return html.HtmlContext(
        tag=tag,
        rtl=rtl,
        media=lambda src: MEDIA.get(src, ""),
        question=question,
        mark_units=mark_units,
        top_heading=2,
    )


def document_of(body: str, kind: str = "lesson") -> Document:
    source = f"---\ntitle: T\nkind: {kind}\n---\n\n{body}\n"
    document, _ = read_document("source/01-m/01-d.md", source.encode(), default_id="d")
    assert document is not None
    return document


def page(document: Document, around: html.HtmlContext) -> str:
    around = replace(around, footnotes=html.numbers(document.footnotes))
    return html.blocks(document.blocks, around) + html.footnotes(document.footnotes, around)


def nodes(body: str) -> str:
    return page(document_of(body), context()).rstrip("\n")


def right_to_left(body: str) -> str:
    """As in an Arabic page: the text counts as Arabic whatever it is."""
    document = segment.replace_prose(document_of(body), lambda prose: replace(prose, lang="ar"))
    return page(document, context(rtl=True, tag="ar")).rstrip("\n")


def hostile(text: str) -> str:
    """A message as a translator may have written it, in a paragraph."""
    prose = Prose(Kind.PARAGRAPH, text, inline.parse(text))
    return html.blocks([Paragraph(prose)], context()).rstrip("\n")


def hostile_block(raw: str) -> str:
    return html.blocks([HtmlBlock(raw)], context()).rstrip("\n")


RENDER: Mapping[str, Callable[[str], str]] = {
    "nodes": nodes,
    "right-to-left": right_to_left,
    "questions": nodes,
    "hostile": hostile,
    "hostile-blocks": hostile_block,
}
"""Folder of cases -> what makes their output."""


@pytest.mark.parametrize(
    ("folder", "given", "expected"),
    [
        pytest.param(folder, *case.values, id=f"{folder}: {case.id}")  # type: ignore[attr-defined]
        for folder in RENDER
        for case in cases(f"html/{folder}")
    ],
)
def test_case(folder: str, given: str, expected: str) -> None:
    output = RENDER[folder](given)
    assert output == expected
    assert_whole(output)


# Laws

PIECES = [
    "text", " ", "*", "**", "~~", "`", "[", "](https://example.org/)", "](javascript:x)", "![", "](media/a.svg)", "\n",
    "[^1]", "<b>", "</b>", "<i>", "</i>", '<a href="https://example.org/">', '<a href="java&#10;script:x">', "</a>",
    "<p>", "</p>", "<div>", "</div>", "<script>", "</script>", "<style>", "<svg>", "<math>", "<template>", "<table>",
    "<select>", "<textarea>", "<title>", "<plaintext>", "<noscript>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>",
    "<br>", "<br/>", "<img src=\"media/a.svg\" onerror=\"x\">", "<ruby>", "<rt>", "<rp>", "<span title='\"<b>'>",
    "<bdo dir=\"rtl\">", "&lt;", "&#60;", "&amp;lt;", "&nbsp;", "\x00", "\x0b", "\u202e", "\u2066", "\ufdd0", "字", "é",
]  # fmt: skip
messages = st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text(max_size=60))


@given(messages)
def test_no_message_leaves_its_paragraph(message: str) -> None:
    assert_whole(hostile(message))


@given(messages)
def test_no_raw_block_leaves_its_place(message: str) -> None:
    assert_whole(hostile_block(message))


@given(sources)
def test_every_document_makes_a_whole_page(source: str) -> None:
    document, _ = read_document("source/01-m/01-d.md", source.encode(), default_id="d")
    if document is not None:
        assert_whole(page(document, context()))


@given(st.text(max_size=40))
def test_an_address_is_safe_once_and_for_all(url: str) -> None:
    safe = sanitise.safe_url(url)
    assert sanitise.safe_url(safe) == safe
    assert not re.match(r"[\s\x00-\x20]*[a-z][a-z0-9+.-]*:(?<!http:)(?<!https:)(?<!mailto:)", safe, re.IGNORECASE)


@pytest.mark.parametrize("tag", ["b", 'span title="x"'])
def test_a_message_without_measure_keeps_its_text_alone(tag: str) -> None:
    name = tag.partition(" ")[0]
    most = f"<{tag}>" * sanitise.DEEPEST + "x" + f"</{name}>" * sanitise.DEEPEST
    assert hostile(most) == f"<p>{most}</p>"
    assert hostile(f"<{tag}>" * 2000 + "x *y*") == "<p>x y</p>"
    assert hostile_block(f"<div>{'<i>' * 2000}x</div>").strip() == "x"


# Languages and states


def said(text: str, **fields: object) -> Prose:
    return replace(Prose(Kind.PARAGRAPH, text, inline.parse(text), key="p-1"), **fields)  # type: ignore[arg-type]


def paragraph(prose: Prose, around: html.HtmlContext) -> str:
    return html.blocks([Paragraph(prose)], around).strip()


def test_an_element_names_its_unit() -> None:
    assert paragraph(said("a"), context(mark_units=True)) == '<p data-unit="p-1">a</p>'
    assert paragraph(said("a"), context()) == "<p>a</p>"


def test_text_in_another_language_says_so() -> None:
    around = context(rtl=True, tag="ar")
    assert paragraph(said("a `b`", state=State.FALLBACK), around) == '<p lang="en" dir="ltr">a <code>b</code></p>'
    assert around.trace.fallback


def test_a_bullet_stays_on_its_side_before_text_in_another_direction() -> None:
    item = document_of("- a").blocks
    assert html.blocks(item, context(rtl=True, tag="ar")) == (
        '<ul>\n<li><span lang="en" dir="ltr">a</span></li>\n</ul>\n'
    )


def test_stale_text_is_marked_without_shouting() -> None:
    around = context()
    assert paragraph(said("a", state=State.STALE), around) == (
        '<p class="stale">a <span class="stale-mark" role="img" '
        'aria-label="The original of this passage has changed since it was translated." '
        'title="The original of this passage has changed since it was translated.">↻</span></p>'
    )
    assert around.trace.stale
    assert not around.trace.fallback


def test_a_stale_cell_keeps_its_side() -> None:
    document = document_of("| a |\n| --: |")
    document = segment.replace_prose(document, lambda prose: replace(prose, state=State.STALE))
    assert '<th scope="col" class="align-end stale">' in page(document, context())


def test_our_own_words_say_their_language_where_the_page_has_another() -> None:
    around = replace(context(), words_tag="fr", words={**html.HtmlContext().words, "tip": "Astuce"})
    title = '<p class="callout-title" lang="fr" dir="ltr">Astuce</p>'
    assert title in html.blocks(document_of("> [!TIP]\n> a").blocks, around)


def test_a_note_is_numbered_within_the_document_and_listed_where_it_is_used() -> None:
    document = document_of("a[^x]\n\nb[^y]\n\n[^x]: X\n[^y]: Y")
    around = replace(context(), footnotes=html.numbers(document.footnotes))
    second = html.blocks(document.blocks[1:], around) + html.footnotes(document.footnotes, around)
    assert '<a href="#fn:2" role="doc-noteref">2</a>' in second
    assert re.findall(r'<li id="([^"]*)"', second) == ["fn:2"]


def test_captions_of_a_video_are_in_their_language() -> None:
    (video,) = document_of("![T](media/v.webm)").blocks
    track = html.blocks([replace(video, captions="media/v.fr.vtt")], context())
    assert '<track kind="captions" src="m/v.fr.vtt" srclang="fr" label="français" default="default" />' in track


def test_without_a_style_sheet_sides_are_written_in_place() -> None:
    around = replace(context(), stylesheet=False)
    assert '<td style="text-align:end">' in html.blocks(document_of("| a |\n| --: |\n| 1 |").blocks, around)
