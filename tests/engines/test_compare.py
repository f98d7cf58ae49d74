"""Pairs of wikitext, as the real MediaWiki renders it, and HTML that says the same (or does not)."""

from pathlib import Path

import pytest

from .compare import page_tree
from .mediawiki import MediaWiki

SAME = {
    "headings": (
        "== Who ''writes'' ==\nText.\n\n=== Numbers ===\n",
        "<h2 id='who'>Who <em>writes</em></h2><p>Text.</p><h3>Numbers</h3>",
    ),
    "table of contents": (
        "== A ==\n== B ==\n== C ==\n== D ==\n",
        "<h2>A</h2><h2>B</h2><h2>C <a class='headerlink' href='#c'>#</a></h2><h2>D</h2>",
    ),
    "inline markup": (
        "A '''bold''', ''slanted'', '''''both''''', <code>x = 1</code>, <s>gone</s>, H<sub>2</sub>O<br />next.",
        "<p>A <strong>bold</strong>, <em>slanted</em>, <strong><em>both</em></strong>, <code>x = 1</code>,\n"
        "<del>gone</del>, H<sub>2</sub>O<br>\nnext.</p>",
    ),
    "inline code with a language": (
        'Type <syntaxhighlight lang="python" inline>a = 1</syntaxhighlight>.',
        "<p>Type <code class='language-python'>a = 1</code>.</p>",
    ),
    "links": (
        "[https://a.example label ''one''] and [[Special:MyLanguage/Other|two]] and [[#a|three]]",
        "<p><a href='https://a.example'>label <em>one</em></a> and <a href='other.html'>two</a> and "
        "<a href='#a'>three</a></p>",
    ),
    "characters": (
        "a &lt;b&gt; &amp;amp; &#91;&#91;x&#93;&#93; « vraiment ? »",
        "<p>a &lt;b&gt; &amp;amp; [[x]] «&nbsp;vraiment&#8239;?&nbsp;»</p>",
    ),
    "nested lists": (
        "* a\n** b\n*# c\n*# d\n* e\n",
        "<ul><li><p>a</p><ul><li>b</li></ul><ol><li>c</li><li>d</li></ol></li><li><p>e</p></li></ul>",
    ),
    "an item of several blocks": (
        '# a\n#: more\n# <syntaxhighlight lang="bash">\nls\n</syntaxhighlight>\n# c\n',
        "<ol><li><p>a</p><p>more</p></li><li><pre><code class='language-bash'>ls\n</code></pre></li><li>c</li></ol>",
    ),
    "a list that starts late": (
        '<ol start="5">\n<li><p>one</p>\n<p>two</p></li>\n<li>three</li>\n</ol>',
        "<ol start='5'><li><p>one</p><p>two</p></li><li><p>three</p></li></ol>",
    ),
    "task list": (
        "* [ ] read\n* [x] write\n",
        "<ul class='task-list'><li><input type='checkbox' disabled> read</li>"
        "<li><input type='checkbox' disabled checked> write</li></ul>",
    ),
    "table": (
        '{| class="wikitable"\n|+ Editors\n|-\n! scope="col" | Year\n! scope="col" | Share\n|-\n| 2011\n'
        "| style=\"text-align:right\" | '''9 %'''\n|-\n|\n* list\n| \n|}",
        "<div class='scroll'><table><caption>Editors</caption><thead><tr><th>Year</th><th>Share</th></tr></thead>"
        "<tbody><tr><td>2011</td><td><strong>9 %</strong></td></tr>"
        "<tr><td><ul><li>list</li></ul></td><td></td></tr></tbody></table></div>",
    ),
    "quote": (
        "<blockquote>\nOne.\n\nTwo.\n</blockquote>",
        "<blockquote><p>One.</p><p>Two.</p></blockquote>",
    ),
    "callout": (
        "<div class=\"callout\" role=\"note\">\n'''Note'''\n\nText.\n</div>",
        "<aside class='callout note'><p class='callout-title'>Note</p><p>Text.</p></aside>",
    ),
    "code": (
        '<syntaxhighlight lang="python">\ndef f():\n    return "<b>"\n</syntaxhighlight>',
        "<pre><code class='language-python'>def f():\n    return \"&lt;b&gt;\"\n</code></pre>",
    ),
    "plain code": (
        '<pre dir="ltr">\na\n  b\n</pre>',
        "<pre dir='ltr'><code>a\n  b\n</code></pre>",
    ),
    "a figure without its file": (
        "[[File:No such picture.png|thumb|alt=A chart|Editors in ''2011'']]",
        "<figure><img src='media/chart.png' alt='A chart'><figcaption>Editors in <em>2011</em></figcaption></figure>",
    ),
    "a picture in the text": (
        "See [[File:No such picture.png|alt=a chart]] here.",
        "<p>See <img src='media/chart.png' alt='a chart'> here.</p>",
    ),
    "footnotes": (
        "A<ref name=\"n\">Note ''one''.</ref>, B<ref>Two.</ref>, A again<ref name=\"n\" />.\n\n<references />",
        "<p>A<sup class='footnote-ref'><a href='#fn1' id='fnref1'>[1]</a></sup>, "
        "B<sup class='footnote-ref'><a href='#fn2'>[2]</a></sup>, "
        "A again<sup class='footnote-ref'><a href='#fn1' id='fnref1:1'>[1:1]</a></sup>.</p>"
        "<section class='footnotes'><ol><li id='fn1'><p>Note <em>one</em>. "
        "<a href='#fnref1' class='footnote-backref'>↩</a></p></li><li id='fn2'><p>Two.</p></li></ol></section>",
    ),
    "definitions": (
        "; term\n: one\n: two\n; other\n: three\n",
        "<dl><dt>term</dt><dd>one</dd><dd><p>two</p></dd><dt>other</dt><dd>three</dd></dl>",
    ),
    "details labelled by an attribute": (
        '<div class="mw-collapsible mw-collapsed" data-expandtext="Show answer" data-collapsetext="Hide">\n'
        "Body.\n\n* a\n</div>",
        "<details><summary>Show answer</summary><p>Body.</p><ul><li>a</li></ul></details>",
    ),
    "details labelled by their first line": (
        "<div class=\"mw-collapsible mw-collapsed\">\n'''Show answer'''\n<div class=\"mw-collapsible-content\">\n"
        "Body.\n\n* a\n</div></div>",
        "<details><summary>Show answer</summary><p>Body.</p><ul><li>a</li></ul></details>",
    ),
    "rule and language": (
        '<div lang="ar" dir="rtl" class="mw-content-rtl">\nمرحبا <bdi lang="en">Meta-Wiki</bdi>\n\n----\n</div>',
        "<div lang='ar' dir='rtl'><p>مرحبا <span lang='en'>Meta-Wiki</span></p><hr></div>",
    ),
}

DIFFERENT = {
    "a word is missing": ("One two.", "<p>One.</p>"),
    "bold is lost": ("One '''two'''.", "<p>One two.</p>"),
    "a link is lost": ("[https://a.example one]", "<p>one</p>"),
    "another level": ("== A ==\n", "<h3>A</h3>"),
    "an item is outside": ("* a\n** b\n", "<ul><li>a</li><li>b</li></ul>"),
    "another list": ("* a\n", "<ol><li>a</li></ol>"),
    "two paragraphs joined": ("a\n\nb", "<p>a b</p>"),
    "code loses its indentation": ("<pre>\na\n b\n</pre>", "<pre>a\nb</pre>"),
    "a cell more": ("{|\n| a\n| b\n|}", "<table><tr><td>a</td></tr></table>"),
    "a header cell": ("{|\n! a\n|}", "<table><tr><td>a</td></tr></table>"),
    "another note": (
        "a<ref>x</ref>\n<references />",
        "<p>a</p><section class='footnotes'><ol><li>x</li></ol></section>",
    ),
    "a callout is a paragraph": ('<div class="callout">\na\n</div>', "<p>a</p>"),
}


@pytest.mark.parametrize(("wikitext", "html"), SAME.values(), ids=SAME.keys())
def test_pages_that_say_the_same_are_equal(mediawiki: MediaWiki, wikitext: str, html: str) -> None:
    assert str(page_tree(html)) == str(page_tree(mediawiki.parse(wikitext)))


@pytest.mark.parametrize(("wikitext", "html"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_pages_that_say_something_else_are_not(mediawiki: MediaWiki, wikitext: str, html: str) -> None:
    assert page_tree(html) != page_tree(mediawiki.parse(wikitext))


def test_a_picture_the_wiki_has_reads_like_ours(mediawiki: MediaWiki, tmp_path: Path) -> None:
    (tmp_path / "Compare chart.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
        encoding="utf-8",
    )
    mediawiki.import_pictures(tmp_path)
    shown = mediawiki.parse("[[File:Compare chart.svg|thumb|alt=A chart|Editors]]")
    assert "mw-broken-media" not in shown
    assert page_tree(shown) == page_tree("<figure><img alt='A chart'><figcaption>Editors</figcaption></figure>")


def test_the_main_part_of_a_whole_page_is_compared() -> None:
    page = "<html><body><nav>Menu</nav><main><h2>A</h2></main><footer>Licence</footer></body></html>"
    assert page_tree(page) == page_tree("<h2>A</h2>")


def test_a_caller_can_name_more_furniture_and_boxes() -> None:
    html = "<p class='state'>outdated</p><div class='hint'>a</div>"
    assert str(page_tree(html, without={"state"}, boxes={"hint"})) == "page\n  box\n    paragraph: 'a'"
