"""Wikitext back to Markdown: cases, and the law that nothing is lost on the way."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casefiles import cases
from tests.render.test_wikitext import any_text
from tests.sources import sources
from tests.wiki.standin import definitions
from tests.wikitext_course import EVERY_NODE, edition_of
from wlw_i18n import segment
from wlw_i18n.exporters.wikitext.pages import document_page
from wlw_i18n.exporters.wikitext.places import places_of
from wlw_i18n.exporters.wikitext.profiles import profile
from wlw_i18n.exporters.wikitext.site import Site, context_of
from wlw_i18n.model.course import Edition
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Prose
from wlw_i18n.readers import read_document
from wlw_i18n.render.wikitext import WikitextContext
from wlw_i18n.render.wikitext.targets import external, web_address
from wlw_i18n.wiki.markdown import goals_of, is_same, to_markdown
from wlw_i18n.wiki.reading import Goals, UnreadableError
from wlw_i18n.wiki.source import with_texts
from wlw_i18n.wiki.units import WikiUnit, key_of, units_of

META = profile("meta", "Course")
BETA = profile("betawikiversity", "Course")


def keyed(text: str) -> Document | None:
    document, _ = read_document("source/01-a/02-b.md", text.encode("utf-8", "replace"), default_id="b")
    if document is None:
        return None
    return segment.with_keys(document, [f"k{number}" for number, _ in enumerate(segment.units(document), 1)])


def lesson(body: str) -> Document:
    document = keyed(f"---\ntitle: T\n---\n\n{body}\n\n[map]: https://a.example/map\n\n[^1]: Note.\n")
    assert document is not None
    return document


def context(edition: Edition, document: Document) -> WikitextContext:
    return context_of(Site(edition, edition.config.wikis[0], True, places_of(edition)), document, lambda _q, _s: "")


def units(edition: Edition, document: Document) -> dict[str, WikiUnit]:
    return units_of(document_page(edition, edition.config.wikis[0], document, translate=True).text)


def proses(document: Document) -> dict[str, Prose]:
    return {prose.key: prose for prose in segment.prose_of(document) if prose.translatable}


@pytest.mark.parametrize(("given", "expected"), cases("wikitext/to-markdown"))
def test_what_translators_write(given: str, expected: str) -> None:
    english, _, wikitext = given.replace("\\\n", "\\␤").partition("\n")
    document = lesson(english.replace("␤", "\n"))
    edition = edition_of([document], profiles=[META])
    prose = proses(document)["k2"]
    goals = goals_of(prose.inlines, context(edition, document), prose.text)
    unit = units(edition, document)["k2"]
    filled = unit.filled(wikitext)
    try:
        found = to_markdown(filled, goals) if unit.is_known(wikitext) else "refused"
    except UnreadableError:
        found = "refused"
    if found != "refused":
        again = units(edition, with_texts(document, {"k2": found}))["k2"].text
        assert is_same(again, filled, goals), (again, filled)
    assert found == expected


def check_law(text: str, wiki: str) -> None:
    """For the units of any document: their wikitext as Markdown gives the same wikitext again."""
    document = keyed(text)
    if document is None:
        return
    edition = edition_of([document], profiles=[profile(wiki, "Course")])
    known, written = proses(document), units(edition, document)
    texts = {}
    for name, unit in written.items():
        prose = known.get(key_of(name))
        if prose is not None:
            goals = goals_of(prose.inlines, context(edition, document))
            texts[prose.key] = to_markdown(unit.text, goals, prose.kind)
    again = units(edition, with_texts(document, texts))
    for name, unit in written.items():
        assert again[name].text == unit.text, (name, texts.get(key_of(name)))


@pytest.mark.parametrize("wiki", ["meta", "betawikiversity"])
@pytest.mark.parametrize("name", EVERY_NODE)
def test_every_node_comes_back(name: str, wiki: str) -> None:
    check_law(f"---\ntitle: T\n---\n\n{EVERY_NODE[name]}", wiki)


@settings(max_examples=300, deadline=None)
@given(sources, st.sampled_from(["meta", "betawikiversity"]))
def test_any_document_comes_back(text: str, wiki: str) -> None:
    check_law(text, wiki)


@settings(deadline=None)
@given(sources)
def test_units_are_those_that_translate_sees(text: str) -> None:
    document = keyed(text)
    if document is not None:
        edition = edition_of([document], profiles=[META])
        page = document_page(edition, META, document, translate=True).text
        assert {name: unit.definition for name, unit in units_of(page).items()} == definitions(page)


PIECES = (
    "' '' ''' [ ] [[ ]] {{ }} | <b> </b> <i > <code> <ref> <nowiki> </nowiki> <!-- --> &amp; &#91; &#x110000; &nosuch; "
    "$1 ~~~~ = a https://a.b * : __TOC__ <ref/> {| |} -{ }-"
)
pieces = st.sampled_from([*PIECES.split(), " ", "\n", "\n\n", "[https://a.b c]", "[[File:a.png|alt=x|y]]"])


@settings(max_examples=500, deadline=None)
@given(st.lists(pieces, max_size=30).map("".join))
def test_whatever_translators_write_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(UnreadableError):
        to_markdown(text, Goals())


@pytest.mark.parametrize(
    "text", ["<b>" * 3000, "<b>" * 300 + "a" + "</b>" * 300, "[[" * 3000, "{{" * 3000, "''" * 5000, "{{a|" * 5000]
)
def test_what_is_nested_deeply_does_no_harm(text: str) -> None:
    with contextlib.suppress(UnreadableError):
        to_markdown(text, Goals())


marked = st.sampled_from(
    [
        "{}",
        "*{}*",
        "**{}**",
        "`{}`",
        "[{}](https://a.example)",
        "[{}](https://en.wikipedia.org/wiki/A)",
        "~~{}~~",
        "l'*{}*",
    ]
)


# A tag that is closed and was not opened vanishes, and then an apostrophe beside it need not be an entity any more.
words = any_text.filter(lambda text: "</" not in text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(marked, words), min_size=1, max_size=4))
def test_any_line_comes_back(pieces: list[tuple[str, str]]) -> None:
    check_law("---\ntitle: T\n---\n\nx " + " ".join(mark.format(text) for mark, text in pieces), "meta")


@pytest.mark.parametrize(
    "url",
    [
        "https://en.wikipedia.org/wiki/C++",
        "https://en.wikipedia.org/wiki/A%3FB",
        "https://fr.wikipedia.org/wiki/Genre_(sciences_sociales)#Histoire",
        "https://ar.wikipedia.org/wiki/%D9%88%D9%8A%D9%83%D9%8A",
        "https://meta.wikimedia.org/wiki/Wiki_Loves_Women",
        "https://www.wikidata.org/wiki/Q1",
    ],
)
def test_the_address_of_an_interwiki_link(url: str) -> None:
    link = external(url, interwiki=True)
    assert link is not None
    assert link.internal
    assert web_address(link.target) == url


@pytest.mark.parametrize("title", ["Help:Contents", "Page", ":w:Page", "w:fr:", ":xx:fr:A"])
def test_a_page_of_the_wiki_has_no_address(title: str) -> None:
    assert web_address(title) == ""
