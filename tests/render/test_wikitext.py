"""Nodes to wikitext: cases in `cases/wikitext`, and the laws of escaping."""

import re
from dataclasses import replace

import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefiles import cases
from tests.wikitext_course import HAZARDS, edition_of, string, words
from wlw_i18n import segment
from wlw_i18n.exporters.wikitext.pages import document_page
from wlw_i18n.exporters.wikitext.profiles import profile
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Emphasis, Inline, State, Strong, Text
from wlw_i18n.readers import read_document
from wlw_i18n.render import wikitext
from wlw_i18n.render.wikitext import escape, targets

FOOT = '\n\n<div role="navigation"'


def document_of(markdown: str) -> Document:
    """A document whose units have the keys k1, k2 ... in reading order; its title is k1."""
    text = f"---\ntitle: T\n---\n\n{markdown}\n"
    document, found = read_document("source/01-a/02-b.md", text.encode(), default_id="b")
    assert document is not None, found
    return segment.with_keys(document, [f"k{number}" for number, _ in enumerate(segment.units(document), 1)])


def body(markdown: str, name: str, *, translate: bool = False) -> str:
    """The wikitext of a document's text, without what surrounds it on its page."""
    document = document_of(markdown)
    page = document_page(edition_of([document]), profile(name, "Course"), document, translate=translate).text
    start = page.index("</div>", page.index('role="heading"')) + len("</div>\n\n")
    return page[start : page.index(FOOT, start)]


RENDERERS = {
    "inline": lambda markdown: body(markdown, "meta"),
    "blocks": lambda markdown: body(markdown, "meta"),
    "translatable": lambda markdown: body(markdown, "meta", translate=True),
    "quiz": lambda markdown: body(markdown, "wikiversity"),
    "self-check": lambda markdown: body(markdown, "meta"),
}


@pytest.mark.parametrize("folder", RENDERERS)
def test_there_are_cases(folder: str) -> None:
    assert cases(f"wikitext/{folder}")


@pytest.mark.parametrize(("given", "expected"), cases("wikitext/inline"))
def test_inline(given: str, expected: str) -> None:
    assert RENDERERS["inline"](given) == expected


@pytest.mark.parametrize(("given", "expected"), cases("wikitext/blocks"))
def test_blocks(given: str, expected: str) -> None:
    assert RENDERERS["blocks"](given) == expected


@pytest.mark.parametrize(("given", "expected"), cases("wikitext/translatable"))
def test_translatable(given: str, expected: str) -> None:
    assert RENDERERS["translatable"](given) == expected


@pytest.mark.parametrize(("given", "expected"), cases("wikitext/quiz"))
def test_quiz(given: str, expected: str) -> None:
    assert RENDERERS["quiz"](given) == expected


@pytest.mark.parametrize(("given", "expected"), cases("wikitext/self-check"))
def test_self_check(given: str, expected: str) -> None:
    assert RENDERERS["self-check"](given) == expected


# Laws of escaping

hazards = st.lists(st.sampled_from(HAZARDS), min_size=1, max_size=12).map("".join)
characters = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)
any_text = st.one_of(hazards, characters)


def shown(source: str) -> str:
    """What an independent reader of wikitext makes of it."""
    return str(mwparserfromhell.parse(source).strip_code(normalize=True, collapse=False))


@given(any_text)
def test_a_text_is_read_back(text: str) -> None:
    source = escape.start(escape.text(text))
    assert " ".join(shown(source).split()) == " ".join(text.split())


@given(any_text)
def test_a_text_makes_nothing_but_text(text: str) -> None:
    tree = mwparserfromhell.parse(f"a\n{escape.start(escape.text(text))}\nb")
    assert {type(node).__name__ for node in tree.filter()} <= {"Text", "HTMLEntity"}


@given(any_text)
def test_nothing_is_left_that_saving_or_translating_would_change(text: str) -> None:
    source = escape.text(text)
    for mark in ("~~~", "{{", "[[", "<", ">", "''", "__", "://", "\n"):
        assert mark not in source


@given(any_text)
def test_a_line_begins_with_no_mark(text: str) -> None:
    assert escape.start(escape.text(text))[:1] not in set("*#:;=!+-| \t{")


@given(any_text)
def test_a_url_ends_where_it_should(text: str) -> None:
    source = escape.url(f"https://a.example/{text}")
    assert not set(source) & set(" \t\n[]{}|<>\"'")
    (link,) = mwparserfromhell.parse(f"[{source} x]").filter_external_links()
    assert str(link.url) == source


@given(any_text)
def test_code_ends_where_it_should(text: str) -> None:
    (tag,) = mwparserfromhell.parse(f'<pre dir="ltr">{escape.code(text)}</pre>').filter_tags()
    assert "<" not in str(tag.contents)


texts = st.sampled_from(["a", "l'", "'b", "'", "c d", "''"]).map(Text)
inlines: st.SearchStrategy[tuple[Inline, ...]] = st.recursive(
    texts.map(lambda node: (node,)),
    lambda inner: st.lists(
        st.one_of(texts, inner.map(Emphasis), inner.map(Strong)),
        min_size=1,
        max_size=3,
    ).map(tuple),
    max_leaves=6,
)


@given(inlines)
def test_quotes_come_in_pairs_that_no_apostrophe_touches(nodes: tuple[Inline, ...]) -> None:
    source = wikitext.prose(replace(string("", "k"), inlines=(Text("x"), *nodes)), scribe())
    runs = re.findall(r"'{2,}", source)
    assert set(runs) <= {"''", "'''"}
    assert all(runs.count(quotes) % 2 == 0 for quotes in ("''", "'''"))


def scribe() -> wikitext.Scribe:
    return wikitext.Scribe(
        wikitext.WikitextContext(
            tag="en",
            words=words(),
            link=lambda target: targets.external(target, interwiki=True),
            file=lambda _: None,
            direction=lambda _: "ltr",
            question=lambda _question, _scribe: "",
        )
    )


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://en.wikipedia.org/wiki/C++", ":w:en:C++"),
        ("https://en.wikipedia.org/wiki/A%3FB", ":w:en:A?B"),
        ("https://zh-min-nan.wikipedia.org/wiki/A", ":w:zh-min-nan:A"),
        ("https://beta.wikiversity.org/wiki/A#B_C", ":betawikiversity:A#B_C"),
        ("https://fr.wiktionary.org/wiki/mot", ":wikt:fr:mot"),
        ("https://phabricator.wikimedia.org/T1", None),
        ("https://www.wikipedia.org/wiki/A", None),
        ("https://en.wikipedia.org/wiki/", None),
        ("https://en.wikipedia.org/wiki/A%7CB", None),
        ("https://en.wikipedia.org/wiki/L''x", None),
        ("https://en.wikipedia.org/wiki/A%2541", None),
        ("https://en.wikipedia.org/wiki/../A", None),
        ("https://en.wikipedia.org/wiki/" + "a" * 300, None),
        ("https://en.wikipedia.org:8080/wiki/A", None),
        ("https://evil.example/wiki/A", None),
        ("https://[x/wiki/A", None),
    ],
)
def test_interwiki_links(url: str, page: str | None) -> None:
    link = targets.external(url, interwiki=True)
    assert link is not None
    assert (link.target if link.internal else None) == page


def test_text_in_another_language_and_stale_text_say_so() -> None:
    prose = string("text", "k")
    assert wikitext.prose(replace(prose, lang="fr"), scribe()) == '<span lang="fr" dir="ltr">text</span>'
    stale = wikitext.prose(replace(prose, state=State.STALE), scribe())
    assert stale.startswith('<span class="wlw-i18n-stale" title="The original of this passage')
