"""The examples of the CommonMark specification, through our tree and back.

Four invariants:

- every prose of every example parses to the same nodes again, from its text alone;
- every prose written from its nodes parses to the same nodes;
- the tree, rendered plainly, is the HTML that markdown-it itself writes, with a soft break written as a space; the
  exceptions are listed one by one, with reasons, in `data/commonmark-exceptions.toml`;
- cut into units and assembled again, with an empty catalog and with every msgstr equal to its msgid, it is the same.
"""

import json
import tomllib
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from wlw_i18n import inline, segment
from wlw_i18n.assemble import LanguageTexts, Served, assemble
from wlw_i18n.model.document import Document
from wlw_i18n.readers import read_document
from wlw_i18n.render import html

DATA = Path(__file__).parent / "data"
EXAMPLES = json.loads((DATA / "commonmark-0.31.2.json").read_text(encoding="utf-8"))
EXCEPTIONS = {
    example: group["reason"]
    for group in tomllib.loads((DATA / "commonmark-exceptions.toml").read_text(encoding="utf-8"))["exception"]
    for example in group["examples"]
}
FRONT_MATTER = "---\ntitle: T\n---\n"

examples = pytest.mark.parametrize(
    ("number", "markdown"), [pytest.param(e["example"], e["markdown"], id=f"{e['example']}") for e in EXAMPLES]
)


def document_of(markdown: str) -> Document:
    document, _ = read_document("source/m/d.md", (FRONT_MATTER + markdown).encode(), default_id="d")
    assert document is not None
    return document


@examples
def test_prose_parses_to_the_same_nodes_again(number: int, markdown: str) -> None:
    document = document_of(markdown)
    for prose in segment.prose_of(document):
        assert inline.parse(prose.text, document.references) == prose.inlines


@examples
def test_prose_written_from_its_nodes_parses_to_them(number: int, markdown: str) -> None:
    document = document_of(markdown)
    for prose in segment.prose_of(document):
        assert inline.parse(inline.write(prose.inlines), document.references) == prose.inlines


@examples
def test_plain_html_is_that_of_markdown_it(number: int, markdown: str, reference: MarkdownIt) -> None:
    ours = html.blocks(document_of(markdown).blocks, html.HtmlContext(plain=True))
    theirs = reference.render(markdown)
    if number in EXCEPTIONS:
        assert ours != theirs, f"no exception any more: {EXCEPTIONS[number]}"
    else:
        assert ours == theirs


@examples
@pytest.mark.parametrize("is_translated", [False, True], ids=["empty", "msgstr is msgid"])
def test_assembly_gives_the_document_back(number: int, markdown: str, is_translated: bool) -> None:
    fresh = document_of(markdown)
    keys = [f"k-{place}" for place, _ in enumerate(segment.units(fresh))]
    source = segment.with_keys(fresh, keys)
    texts = {unit.key: Served(unit.text) for unit in segment.units(source)} if is_translated else {}
    served = assemble(source, [LanguageTexts("fr", texts)])
    plain = html.HtmlContext(plain=True)
    assert html.blocks(served.blocks, plain) == html.blocks(fresh.blocks, plain)
    assert {prose.lang for prose in segment.prose_of(served) if prose.key} <= ({"fr"} if is_translated else {"en"})


@pytest.fixture(scope="module")
def reference() -> MarkdownIt:
    """Markdown-it as it comes, with the rules of the dialect."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(deflist_plugin).use(footnote_plugin, inline=False)
    parser.add_render_rule("softbreak", lambda *_: " ")
    return parser
