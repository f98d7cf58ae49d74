"""Time grows in proportion to the file, whatever is in it: the same piece a few thousand times over."""

import time
from collections.abc import Callable
from math import inf

import pytest

from tests.fuzz.targets import TARGETS

SHORT, LONG = 500, 4000
_MOST = 28
_TRIES = 4
_LEAST_SECONDS = 0.005
"""Below this, a time says nothing."""
_FRONT = "---\ntitle: T\n---\n\n"
_QUESTION = f"{_FRONT}## Q\n\n<!-- question id=q -->\n\nWhich?\n\n- (x) Right\n"
_PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
_ENTRY = 'msgctxt "p-1"\nmsgid "One"\nmsgstr '

_CUE = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200">'


def _both(english: str, translation: str = "") -> str:
    """A text and what translates it; the same text without it."""
    return f"{english}\n---\n{translation or english}"


FILES: dict[str, Callable[[int], str]] = {
    "source: quotations": lambda n: _FRONT + ">" * n,
    "source: quotations in lines": lambda n: _FRONT + "".join("> " * (i % 50) + "a\n" for i in range(n // 8)),
    "source: lists": lambda n: _FRONT + "- " * n + "a",
    "source: items": lambda n: _FRONT + "- a\n" * (n // 8),
    "source: brackets": lambda n: _FRONT + "[" * n,
    "source: pictures": lambda n: _FRONT + "![" * n,
    "source: links that do not end": lambda n: _FRONT + "[a](b" * n,
    "source: links that end late": lambda n: _FRONT + "[a](" * n + ")" * n,
    "source: emphasis": lambda n: _FRONT + "*_" * n + "a",
    "source: crossed emphasis": lambda n: _FRONT + "*a _b " * n,
    "source: asterisks": lambda n: _FRONT + "*" * n + "a" + "*" * n,
    "source: strikethrough": lambda n: _FRONT + "~~a " * n,
    "source: runs of backticks": lambda n: _FRONT + "".join("a" + "`" * i for i in range(1, int(n**0.5))),
    "source: backticks": lambda n: _FRONT + "`a" * n,
    "source: columns": lambda n: _FRONT + "|a" * n + "|\n" + "|-" * n + "|\n" + "|b" * n + "|\n",
    "source: rows": lambda n: _FRONT + "|a|b|\n|-|-|\n" + "|c|d|\n" * (n // 8),
    "source: definitions of links": lambda n: _FRONT + "".join(f"[a{i}]: http://b/{i}\n" for i in range(n)),
    "source: a long address used often": lambda n: _FRONT + "[a]: /" + "x" * n + "\n\n" + "[a] " * n,
    "source: footnotes": lambda n: _FRONT + "".join(f"[^{i}]: a\n\n" for i in range(n // 8)) + "x[^1]",
    "source: HTML blocks": lambda n: _FRONT + "<div>\n\n" * (n // 8),
    "source: containers": lambda n: _FRONT + "<details>\n\na\n\n" * (n // 8) + "</details>\n\n" * (n // 8),
    "source: tags": lambda n: _FRONT + "a <b " * n,
    "source: comments": lambda n: _FRONT + "a <!-- " * n,
    "source: CDATA": lambda n: _FRONT + "a <![CDATA[" * (n // 2),
    "source: attributes": lambda n: _FRONT + "<a " + "b='c' " * n + "\n",
    "source: entities": lambda n: _FRONT + "&amp;" * n,
    "source: addresses": lambda n: _FRONT + "<http://a" * n,
    "source: spaces": lambda n: _FRONT + "a" + " " * n + "b",
    "source: headings": lambda n: _FRONT + "## a\n\n" * (n // 8),
    "source: choices": lambda n: _QUESTION + "".join(f"- ( ) b{i}\n" for i in range(n // 8)),
    "source: nested front matter": lambda n: f"---\ntitle: {'[' * n}\n---\n",
    "source: settings": lambda n: "---\n" + "".join(f"titles{i}: a\n" for i in range(n)) + "---\n",
    "config: nested": lambda n: "a = " + "[" * n,
    "config: keys": lambda n: "".join(f"k{i} = 1\n" for i in range(n)),
    "config: a key of many parts": lambda n: "a" + ".a" * n + " = 1\n",
    "config: dotted keys": lambda n: "".join(f"gates.languages.k{i}.document = 1\n" for i in range(n)),
    "lock: nested": lambda n: '[olx.names]\n"a/b" = { in = ' + "[" * n,
    "catalog: spaces": lambda n: _PO + " " * n + "x",
    "catalog: spaces before a fault": lambda n: _PO + _ENTRY + " " * n + "x",
    "catalog: keyword without an end": lambda n: _PO + "msg" + "a" * n,
    "catalog: comments": lambda n: _PO + "# a\n#. b\n" * n,
    "catalog: strings": lambda n: _PO + _ENTRY + '""\n' * n + "x",
    "catalog: quotes": lambda n: _PO + _ENTRY + '"' * n,
    "catalog: backslashes": lambda n: _PO + _ENTRY + '"' + "\\" * n,
    "catalog: conflicts": lambda n: _PO + "<<<<<<< a\n=======\n>>>>>>> b\n" * (n // 8),
    "glossary: rows": lambda n: "term,fr\n" + "a,b\n" * n,
    "glossary: forms": lambda n: "term,fr\na," + "b|" * n + "\n",
    "glossary: unknown columns": lambda n: "term," + ",".join(f"zz{i}" for i in range(n // 8)) + "\na,b\n",
    "exchange: rows": lambda n: "key,english,translation\n" + "a,b,c\n" * (n // 8),
    "exchange: groups": lambda n: "<xliff>" + "<group>" * n,
    "html: pictures that do not end": lambda n: '<b title="' + "<img a " * n + '">x</b>',
    "html: lines that do not end": lambda n: "<br a " * n,
    "html: inline tags": lambda n: "<b>" * n + "x",
    "html: containers": lambda n: "<div>" * n + "x",
    "html: items": lambda n: "<ul><li>" * n + "x",
    "html: items in a row": lambda n: "<ul>" + "<li>x" * n,
    "html: tags of other kinds": lambda n: "<section>" * (2 * n) + "x",
    "html: attributes": lambda n: "<a " + "".join(f"b{i}=c " for i in range(n)) + ">x</a>",
    "html: closed otherwise": lambda n: "<b>" + "<div>" * n + "</b>" * n,
    "checks: months": lambda n: _both("January " * n),
    "checks: dates": lambda n: _both("1 May 2020, " * n),
    "checks: centuries": lambda n: _both("20th century " * n, "XXe siècle " * n),
    "checks: numbers": lambda n: _both("".join(f"{i} 000, " for i in range(n))),
    "checks: one number": lambda n: _both("1 " * n),
    "checks: words twice": lambda n: _both("a " * n, "de " * n),
    "checks: terms": lambda n: _both("gender gap " * n, "x " * n),
    "checks: half brackets": lambda n: _both("a", "(" * n),
    "checks: half quotation marks": lambda n: _both("a “", "« " * n),
    "checks: apostrophes": lambda n: _both("a", "a'" * n),
    "checks: signs": lambda n: _both("a", "a! : " * n),
    "checks: placeholders": lambda n: _both("{{a}} [[b]] " * n, "{{" * n),
    "checks: links": lambda n: _both("[a](b) " * n, "[c](d) " * n),
    "checks: addresses": lambda n: _both("https://a.org b@c.org " * n, "www.a.org " * n),
    "checks: code": lambda n: _both("word " * n, "".join(f"`c{i}` " for i in range(n))),
    "checks: emphasis": lambda n: _both("*a* b " * n, "a*b*c " * n),
    "checks: tags": lambda n: _both("<b>a</b> " * n, "<b>" * n),
    "checks: entities": lambda n: _both("a", "&amp;" * n),
    "translated: nested front matter": lambda n: f"---\ntitle: {'[' * (2 * n)}\n---\n",
    "translated: nested mappings": lambda n: f"---\ntitle: {'{a: ' * n}\n---\n",
    "translated: settings": lambda n: "---\n" + "".join(f"k{i}: a\n" for i in range(n)) + "---\n",
    "translated: fences": lambda n: "---\n-" * (n // 8),
    "translated: title": lambda n: "# a" + " " * n + "b\0",
    "captions: cues": lambda n: "WEBVTT\n\n" + "00:01.000 --> 00:09.000\na\n\n" * (n // 8),
    "captions: times": lambda n: "WEBVTT\n\n" + "00:01.000 --> 00:02.000\n" * (n // 4),
    "captions: open tags": lambda n: _CUE + "<b>a" * n,
    "captions: rows": lambda n: _CUE + "<b>a</b> b\n" * (n // 4),
    "captions: speakers": lambda n: _CUE + "<v A>a" * (n // 8),
    "drawing: groups": lambda n: _SVG + "<g>" * n,
    "drawing: texts": lambda n: _SVG + '<text x="1" y="2">a</text>' * (n // 8) + "</svg>",
    "drawing: parts": lambda n: _SVG + "<text>" + '<tspan x="1" dy="2">a</tspan>' * (n // 8) + "</text></svg>",
    "drawing: shapes": lambda n: _SVG + '<rect width="9" height="9"/>' * (n // 8) + "<text>a</text></svg>",
    "drawing: transform": lambda n: _SVG + f'<text transform="{"scale(2) " * (n // 8)}">a</text></svg>',
    "wikitext: apostrophes": lambda n: "''a'''b" * n,
    "wikitext: links": lambda n: "[[" * n,
    "wikitext: tags": lambda n: "<b>" * n,
    "wikitext: templates": lambda n: "{{a|" * n,
    "inline: emphasis": lambda n: "**a *b " * n + "c* d**" * n,
    "inline: comments": lambda n: "a <!--" * n,
    "inline: processing": lambda n: "a <?" * n,
}
"""By target and what is repeated."""


def _seconds(name: str, times: int) -> float:
    content = FILES[name](times).encode()
    begin = time.process_time()
    TARGETS[name.partition(":")[0]](content)
    return time.process_time() - begin


def _growth(name: str) -> float:
    """How many times as long eight times the file takes, by the best of some tries: a busy machine disturbs one."""
    short = long = inf
    for _ in range(_TRIES):
        short, long = min(short, _seconds(name, SHORT)), min(long, _seconds(name, LONG))
        if long / max(short, _LEAST_SECONDS) < _MOST:
            break
    return long / max(short, _LEAST_SECONDS)


@pytest.mark.parametrize("name", FILES)
def test_time_grows_in_proportion_to_the_file(name: str) -> None:
    """Eight times the file takes sixty-four times as long where each piece looks at all others."""
    assert _growth(name) < _MOST


def test_what_grows_with_the_square_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def each_with_each(content: bytes) -> None:
        for one in content:
            for other in content:
                assert one == other

    monkeypatch.setitem(TARGETS, "slow", each_with_each)  # type: ignore[arg-type]
    monkeypatch.setitem(FILES, "slow: letters", lambda n: "a" * n)
    assert _growth("slow: letters") > _MOST
