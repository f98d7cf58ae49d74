"""What MediaWiki makes of characters that mean something in wikitext, and that the entities we emit say them literally.

Each row is a fact that render/wikitext relies on: should a new MediaWiki change one, this says which.
"""

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from .mediawiki import MediaWiki

# text as an author writes it; what MediaWiki does with it, raw (a piece of its HTML); the wikitext that says the text
ROWS = [
    ("* item", "<ul><li>item</li></ul>", "&#42; item"),
    ("# item", "<ol><li>item</li></ol>", "&#35; item"),
    (": item", "<dl><dd>item</dd></dl>", "&#58; item"),
    ("; a : b", "<dl><dt>a</dt>\n<dd>b</dd></dl>", "&#59; a : b"),
    ("; te:rm", "<dl><dt>te</dt>\n<dd>rm</dd></dl>", "&#59; te:rm"),
    ("= title =", "<h1", "&#61; title ="),
    ("---- rest", "<hr />", "&#45;--- rest"),
    ("{| x", "></div>", "&#123;&#124; x"),
    ("#REDIRECT [[Other]]", 'class="redirectText"', "&#35;REDIRECT &#91;&#91;Other&#93;&#93;"),
    ("it''s here''", "it<i>s here</i>", "it&#39;&#39;s here&#39;&#39;"),
    ("'''x'''", "<b>x</b>", "&#39;&#39;&#39;x&#39;&#39;&#39;"),
    ("<b>x</b>", "<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
    ("<div>x</div>", "<div>x</div>", "&lt;div&gt;x&lt;/div&gt;"),
    ("<!-- x -->y", "<p>y", "&lt;!-- x --&gt;y"),
    ("a<ref>x</ref>", 'class="reference"', "a&lt;ref&gt;x&lt;/ref&gt;"),
    ("<math>x</math>", "<math", "&lt;math&gt;x&lt;/math&gt;"),
    ("&copy; &#39;", "&#169; &#39;", "&amp;copy; &amp;#39;"),
    ("http://a.example/x", 'class="external free"', "http&#58;//a.example/x"),
    ("mailto:a@b.example", 'class="external free"', "mailto&#58;a@b.example"),
    ("news:x", 'class="external free"', "news&#58;x"),
    ("tel:1", 'class="external free"', "tel&#58;1"),
    ("urn:x", 'class="external free"', "urn&#58;x"),
    ("Magnet:?x", 'class="external free"', "Magnet&#58;?x"),
    ("[http://a.example x]", 'class="external text"', "&#91;http&#58;//a.example x&#93;"),
    ("[[Page]]", 'title="Page', "&#91;&#91;Page&#93;&#93;"),
    ("{{Template}}", "Template:Template", "&#123;&#123;Template&#125;&#125;"),
    ("ISBN 9780306406157", "mw-magiclink-isbn", "ISBN&#32;9780306406157"),
    ("RFC 1", "mw-magiclink-rfc", "RFC&#32;1"),
    ("PMID 1", "mw-magiclink-pmid", "PMID&#32;1"),
    ("x __NOTOC__ y", "<p>x  y", "x _&#95;NOTOC_&#95; y"),
    ("vraiment ? oui !", "vraiment&#160;? oui&#160;!", "vraiment ? oui !"),
]

# characters that look dangerous in the middle or in this form, and are not: nothing needs to be done
HARMLESS = [
    *("a * b # c", "a = b", "-- x", "a || b", "| a", "! a", "|- a", "[1] text", "{x}", "L'eau d'Amina"),
    *("//a.b", "www.a.b", "a@b.org", "tel: x", "__foo__", "a__b", "~~~~", "<foo>x</foo>", "<script>x</script>"),
]


def shown(mediawiki: MediaWiki, wikitext: str) -> str:
    """The text a reader sees."""
    page: HtmlElement = lxml_html.fromstring(mediawiki.parse(wikitext))
    return one_space(page.text_content())


def one_space(text: str) -> str:
    """White space made single: MediaWiki puts no-break spaces before French punctuation, in every language."""
    return " ".join(text.split())


@pytest.mark.parametrize(("text", "raw", "escaped"), ROWS, ids=[row[0] for row in ROWS])
def test_mediawiki_does_to_a_text_what_the_table_says(mediawiki: MediaWiki, text: str, raw: str, escaped: str) -> None:
    assert raw in mediawiki.parse(text)
    page: HtmlElement = lxml_html.fromstring(mediawiki.parse(escaped))
    assert one_space(page.text_content()) == one_space(text)
    assert [element.tag for element in page.iterdescendants()] == ["p"]


@pytest.mark.parametrize("text", HARMLESS)
def test_mediawiki_leaves_the_harmless_alone(mediawiki: MediaWiki, text: str) -> None:
    assert shown(mediawiki, text) == one_space(text)


def test_white_space_at_the_start_of_a_line(mediawiki: MediaWiki) -> None:
    assert "<pre>a\n</pre>" in mediawiki.parse(" a")
    assert "<pre>b\n</pre>" in mediawiki.parse("a\n b")
    assert "<pre>" not in mediawiki.parse("\ta")


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        ("~~~~", False),
        ("&#126;~~~", False),  # three are left, and three are a signature
        ("&#126;&#126;&#126;&#126;", True),
        ("[[Some (thing)|]]", False),
        ("{{subst:PAGENAME}}", False),
        ("<nowiki>~~~~</nowiki>", True),
    ],
)
def test_saving_rewrites_what_parsing_leaves(mediawiki: MediaWiki, said: str, stored: bool) -> None:
    mediawiki.save("Escaping", f"x {said}")
    assert (mediawiki.page_text("Escaping") == f"x {said}") is stored
