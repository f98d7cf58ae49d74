"""Our wikitext on a real MediaWiki: every text comes back as it was, and every page says what its HTML page says."""

import json
import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html as lxml_html

from tests.wikitext_course import EVERY_NODE, HAZARDS, edition_of, words
from wlw_i18n import languages, segment
from wlw_i18n.exporters.wikitext import WIKITEXT
from wlw_i18n.exporters.wikitext.pages import document_page
from wlw_i18n.exporters.wikitext.profiles import profile
from wlw_i18n.exporters.wikitext.questions import self_check
from wlw_i18n.model.document import (
    Callout,
    CalloutKind,
    DefinitionItem,
    DefinitionList,
    Details,
    Document,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Table,
)
from wlw_i18n.model.text import Code, Emphasis, Inline, Kind, Link, Prose, Strong, Text
from wlw_i18n.readers import read_document
from wlw_i18n.render import html, wikitext
from wlw_i18n.render.wikitext import Scribe, WikiLink, WikitextContext
from wlw_i18n.render.wikitext.code import LANGUAGES
from wlw_i18n.render.wikitext.targets import anchor, external

from .compare import page_tree
from .mediawiki import MediaWiki


def prose_of(*inlines: Inline) -> Prose:
    return Prose(Kind.PARAGRAPH, "", inlines)


def wiki_link(target: str) -> WikiLink | None:
    """Every path of the examples is a page of the wiki."""
    if ":" in target or target.startswith("//"):
        return external(target, interwiki=False)
    return WikiLink(target, internal=True) if target else None


def context_of(**changed: object) -> WikitextContext:
    context = WikitextContext(
        tag="en",
        words=words(),
        link=wiki_link,
        file=lambda src: src.rsplit("/", 1)[-1],
        direction=languages.direction,
        question=self_check,
    )
    return replace(context, **changed)  # type: ignore[arg-type]


def defined(term: Prose, definition: Prose) -> DefinitionList:
    return DefinitionList((DefinitionItem(term, ((Paragraph(definition),),)),))


PLACES: dict[str, tuple[Callable[[Prose], object], str]] = {
    "paragraph": (lambda text: (Paragraph(text),), "//p"),
    "item": (lambda text: (ListBlock((ListItem((Paragraph(text),)),)),), "//li"),
    "item of several blocks": (lambda text: (ListBlock((ListItem((Paragraph(text), Quote(()))),)),), "//li/p"),
    "numbered item": (lambda text: (ListBlock((ListItem((Paragraph(text),)),), start=1),), "//li"),
    "cell": (lambda text: (Table((prose_of(Text("h")),), ("",), ((text,),)),), "//td"),
    "header": (lambda text: (Table((text,), ("right",), ()),), "//th"),
    "heading": (lambda text: (Heading(2, "", text),), '//h2[@id!="mw-toc-heading"]'),
    "quote": (lambda text: (Quote((Paragraph(text),)),), "//blockquote/p"),
    "box": (lambda text: (Callout(CalloutKind.NOTE, (Paragraph(text),)),), '//div[@class="callout callout-note"]/p[2]'),
    "summary": (lambda text: (Details(text, ()),), '//div[@class="mw-collapsible mw-collapsed"]/b'),
    "term": (lambda text: (DefinitionList((DefinitionItem(text, ((Paragraph(prose_of(Text("d"))),),)),)),), "//dt"),
    "definition": (
        lambda text: (DefinitionList((DefinitionItem(prose_of(Text("t")), ((Paragraph(text),),)),)),),
        "//dd",
    ),
    "caption": (lambda text: (Figure("a.svg", prose_of(Text("alt")), text),), "//figcaption"),
    "bold": (lambda text: (Paragraph(prose_of(Strong(text.inlines))),), "//p/b"),
    "italic": (lambda text: (Paragraph(prose_of(Text("x"), Emphasis(text.inlines), Text("y"))),), "//p/i"),
    "code": (lambda text: (Paragraph(prose_of(Code(text.inlines[0].text))),), "//p/code"),  # type: ignore[union-attr]
    "wiki link": (lambda text: (Paragraph(prose_of(Link("Page", text.inlines), Text("s"))),), "//p/a"),
    "external link": (lambda text: (Paragraph(prose_of(Link("https://a.example/x?y='z", text.inlines))),), "//p/a"),
}
DATA = Path(__file__).parents[1] / "data"
EXAMPLES = json.loads((DATA / "commonmark-0.31.2.json").read_text(encoding="utf-8"))
DIFFERENT = {
    example: group["reason"]
    for group in tomllib.loads((DATA / "wikitext-exceptions.toml").read_text(encoding="utf-8"))["exception"]
    for example in group["examples"]
}
HARMLESS = {"span", "br"}


def texts(count: int) -> list[str]:
    """Texts made of hazards; the same ones in every run."""
    chance = random.Random(7)  # noqa: S311
    alone = [hazard for hazard in HAZARDS if hazard.strip()]
    made = ["".join(chance.choices(HAZARDS, k=chance.randint(2, 7))) for _ in range(count)]
    return alone + [text for text in made if text.strip()]


def one_space(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("place", PLACES)
def test_hazards_come_back_exactly(mediawiki: MediaWiki, place: str) -> None:
    """In every place, each text shows its own characters and makes no element."""
    build, path = PLACES[place]
    for group in batches(texts(400), 40):
        pages = [wikitext.blocks(build(prose_of(Text(text))), Scribe(context_of())) for text in group]  # type: ignore[arg-type]
        page = "\n\n".join(f'<div class="case">\n{each}\n</div>' for each in pages)
        cases = lxml_html.fromstring(mediawiki.parse(page)).find_class("case")
        assert len(cases) == len(group), place
        for text, source, case in zip(group, pages, cases, strict=True):
            found = case.xpath(f".{path}")
            assert len(found) == 1, (text, source)
            element = found[0]
            assert one_space(element.text_content()) == one_space(text), source
            assert [each.tag for each in element.iterdescendants() if each.tag not in HARMLESS] == [], source


def batches(items: list[str], size: int) -> Iterator[list[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def random_inlines(chance: random.Random, depth: int = 0) -> tuple[Inline, ...]:
    """Emphasis in emphasis, touching and with apostrophes: where MediaWiki's quotes go wrong."""
    nodes: list[Inline] = []
    for _ in range(chance.randint(1, 3)):
        kind = chance.choice(["text", "em", "strong"] if depth < 3 else ["text"])
        if kind == "text":
            nodes.append(Text(chance.choice(["a", "l'", "'b", "'", "''", "b c", " x ", "d'e", "f"])))
        else:
            inner = random_inlines(chance, depth + 1)
            nodes.append(Emphasis(inner) if kind == "em" else Strong(inner))
    return tuple(nodes)


def test_nested_emphasis_is_read_as_written(mediawiki: MediaWiki) -> None:
    chance = random.Random(11)  # noqa: S311
    given = [(Text("x"), *random_inlines(chance)) for _ in range(600)]
    context = html.HtmlContext(mark_units=False)
    for start in range(0, len(given), 100):
        group = given[start : start + 100]
        sources = [wikitext.prose(prose_of(*nodes), Scribe(context_of())) for nodes in group]
        page = lxml_html.fromstring(mediawiki.parse("\n\n".join(f"<div>{each}</div>" for each in sources)))
        shown = page.xpath("//div[not(@class)]")
        for nodes, source, element in zip(group, sources, shown, strict=True):
            wanted = f"<p>{html.inline(nodes, context)}</p>"
            assert str(page_tree(inner_html(element))) == str(page_tree(wanted)), source


def inner_html(element: lxml_html.HtmlElement) -> str:
    whole: str = lxml_html.tostring(element, encoding="unicode")
    return f"<p>{whole[whole.index('>') + 1 : whole.rindex('</div>')]}</p>"


def read(text: str) -> Document:
    document, found = read_document("source/01-a/02-b.md", text.encode(), default_id="b")
    assert document is not None, found
    return document


def our_html(document: Document) -> str:
    """The HTML export's rendering of a document's text."""
    context = html.HtmlContext(
        tag=document.lang,
        mark_units=False,
        top_heading=2,
        footnotes=html.numbers(document.footnotes),
        media=lambda src: src,
    )
    return html.blocks(document.blocks, context) + html.footnotes(document.footnotes, context)


def our_wikitext(document: Document) -> str:
    return document_page(edition_of([document]), profile("generic", "Course"), document).text


@pytest.mark.parametrize("title", EVERY_NODE)
def test_a_page_says_what_its_html_says(mediawiki: MediaWiki, title: str) -> None:
    """Every node of the tree: same text, same structure in MediaWiki's rendering as in the HTML export."""
    document = read(f"---\ntitle: T\n---\n\n{EVERY_NODE[title]}\n")
    shown = mediawiki.parse(our_wikitext(document))
    assert body_of(shown) == str(page_tree(our_html(document)))


@pytest.mark.parametrize("wrapped", [False, True], ids=["source", "untranslated"])
@pytest.mark.parametrize("title", EVERY_NODE)
def test_a_translatable_page_says_what_its_html_says(mediawiki: MediaWiki, title: str, wrapped: bool) -> None:
    """As Extension:Translate shows it, and as a page of another language where no unit is translated yet."""
    document = read(f"---\ntitle: T\n---\n\n{EVERY_NODE[title]}\n")
    document = segment.with_keys(document, [f"k{number}" for number, _ in enumerate(segment.units(document), 1)])
    source = document_page(edition_of([document]), profile("meta", "Course"), document, translate=True).text
    assert body_of(mediawiki.parse(as_translate_shows(source, wrapped=wrapped))) == str(page_tree(our_html(document)))


def as_translate_shows(page: str, *, wrapped: bool) -> str:
    """A translatable page as it is rendered: without tags and markers, variables filled in.

    A page of another language has an element around each unit that is not translated, but for those that are nowrap:
    in a line a `<span>`, else a `<div>` on lines of its own (Help:Extension:Translate/Page translation administration).
    """

    def shown(section: re.Match[str]) -> str:
        plain = section[1] or not wrapped
        inline = "\n" not in section[2]
        units = re.split(r"(\s*\n\n\s*)", re.sub(r"\A\n|\n\Z", "", section[2]))
        return "".join(each if plain or not each.strip() else around(each, inline=inline) for each in map(unit, units))

    def unit(text: str) -> str:
        return re.sub(r"<!--T:.*?-->[\n ]?| <!--T:.*?-->$", "", text)

    def around(text: str, *, inline: bool) -> str:
        return f'<span lang="en">{text}</span>' if inline else f'<div lang="en">\n{text}\n</div>'

    page = re.sub(r"<translate( nowrap)?>(.*?)</translate>", shown, page, flags=re.DOTALL)
    page = re.sub(r'<tvar name="\d+">(.*?)</tvar>', r"\1", page).replace("{{#translation:}}", "")
    return page.removeprefix("<languages />")


def body_of(page: str) -> str:
    """The tree of a page's text, without what surrounds it: the title above, the licence below."""
    root = lxml_html.fromstring(page)
    for each in root.xpath('//div[@role="heading"] | //div[small and count(*)=1]'):
        each.drop_tree()
    return str(page_tree(lxml_html.tostring(root, encoding="unicode")))


@pytest.mark.parametrize(
    ("number", "markdown"),
    [pytest.param(each["example"], each["markdown"], id=str(each["example"])) for each in EXAMPLES],
)
def test_an_example_of_commonmark_says_what_its_html_says(mediawiki: MediaWiki, number: int, markdown: str) -> None:
    document = read(f"---\ntitle: T\n---\n{markdown}")
    context = html.HtmlContext(mark_units=False, top_heading=2)
    wanted = str(page_tree(html.blocks(document.blocks, context)))
    found = str(page_tree(mediawiki.parse(wikitext.blocks(document.blocks, Scribe(context_of())))))
    if number in DIFFERENT:
        assert found != wanted, "no longer an exception"
    else:
        assert found == wanted


def test_code_stays_left_to_right_on_a_right_to_left_page(mediawiki: MediaWiki) -> None:
    document = replace(read("---\ntitle: T\n---\n\n`a`\n\n```\nb\n```\n\n```python\nc\n```\n"), lang="ar")
    edition = edition_of([document], "ar")
    page = lxml_html.fromstring(mediawiki.parse(document_page(edition, profile("generic", "C"), document).text))
    assert page.xpath('//div[@lang="ar"]/@dir') == ["rtl"]
    for code in page.xpath("//code | //pre"):
        assert next(each.get("dir") for each in (code, *code.iterancestors()) if each.get("dir")) == "ltr"


def test_links_lead_to_ids_of_every_kind(mediawiki: MediaWiki) -> None:
    ids = ["plain", "a|b", "a[b]", "a{b}", "a{{b}}", "l''x", "a~~~~b", "a__b", "é.b", "a:b", "a=b", "a!b"]
    headings = tuple(Heading(2, each, prose_of(Text("T"))) for each in ids)
    links = tuple(Paragraph(prose_of(Link(f"#{each}", (Text("x"),)))) for each in ids)
    context = context_of(link=lambda target: WikiLink(anchor(target[1:]), internal=True))
    page = lxml_html.fromstring(mediawiki.parse(wikitext.blocks((*links, *headings), Scribe(context))))
    goals = [unquote(link.get("href")) for link in page.xpath("//p/a")]
    assert len(set(goals)) == len(ids)
    assert set(goals) <= {f"#{each}" for each in page.xpath("//div/@id")}


def test_spaces_in_code_stay_what_they_are(mediawiki: MediaWiki) -> None:
    """MediaWiki makes spaces before ? : ! no-break ones; code is copied."""
    page = mediawiki.parse(our_wikitext(read("---\ntitle: T\n---\n\n`a ? b : « c » !`\n\n    a ? b : « c » !\n")))
    shown = [code.text_content().strip() for code in lxml_html.fromstring(page).xpath("//code | //pre")]
    assert shown == ["a ? b : « c » !"] * 2


def test_the_dump_imports_and_its_pages_show(mediawiki: MediaWiki, tmp_path: Path) -> None:
    document = read(f"---\ntitle: T\n---\n\n{EVERY_NODE['wiki-code']}\n")
    edition = edition_of([document])
    files = [*WIKITEXT.document(edition, document), *WIKITEXT.course(edition)]
    assert WIKITEXT.package is not None
    dump = next(file for file in WIKITEXT.package(edition, files) if file.path.endswith("dump.xml"))
    path = tmp_path / "dump.xml"
    path.write_bytes(dump.content)
    mediawiki.import_dump(path)
    stored = next(file.content.decode() for file in files if file.path.endswith("/b.wiki"))
    assert mediawiki.page_text("Course/a/b") == stored.rstrip("\n")
    assert body_of(mediawiki.page_html("Course/a/b")) == str(page_tree(our_html(document)))


def test_saving_a_page_changes_nothing_in_it(mediawiki: MediaWiki) -> None:
    """The pre-save transform: signatures, substitution, pipe tricks."""
    lines = "\n\n".join(text for text in texts(300))
    nodes = tuple(Paragraph(prose_of(Text(line))) for line in lines.split("\n\n") if line.strip())
    source = wikitext.blocks(nodes, Scribe(context_of()))
    mediawiki.save("Wikitext engine save", source)
    assert mediawiki.page_text("Wikitext engine save") == source


@pytest.mark.parametrize("title", EVERY_NODE)
def test_saving_a_page_of_every_node_changes_nothing_in_it(mediawiki: MediaWiki, title: str) -> None:
    """The translatable page too: unit texts are saved as pages of their own."""
    document = read(f"---\ntitle: T\n---\n\n{EVERY_NODE[title]}\n")
    for wiki, translate in (("generic", False), ("betawikiversity", True)):
        source = document_page(edition_of([document]), profile(wiki, "Course"), document, translate=translate).text
        mediawiki.save(f"Saved {wiki} {title}", source)
        assert mediawiki.page_text(f"Saved {wiki} {title}") == source.rstrip("\n")


def test_mediawiki_highlights_every_language_that_we_name(mediawiki: MediaWiki) -> None:
    names = sorted(LANGUAGES)
    page = mediawiki.parse("\n\n".join(f'<syntaxhighlight lang="{name}">\nx\n</syntaxhighlight>' for name in names))
    shown = re.findall(r'"mw-highlight mw-highlight-lang-(\S+) ', page)
    assert set(shown) == LANGUAGES
