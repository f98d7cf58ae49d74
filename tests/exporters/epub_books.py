"""Courses for the tests of books: a small one, and one whose author and translator try everything."""

import io
import zipfile
from dataclasses import replace

from tests.exporters.olx_builders import SVG, Course, Translate, course
from wlw_i18n.exporters.epub import EPUB
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.course import HtmlTarget
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.text import Kind

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0d"
    "efa65d0000000049454e44ae426082"
)

QUIZ = """---
title: Quiz
kind: quiz
graded: true
---

## One {#one}

<!-- question id=q-one -->

Which *two*?[^n]

- [x] Red
  > Leaves are.
- [ ] Blue
  > Not blue.
- [x] Green

> [!TIP]
> Think of leaves.

> [!NOTE]
> See [the gap](../01-start/01-gap.md#why-there).

## Two

<!-- question id=q-two -->

How many?

- = 4 +- 1
  > About so.

## Three

<!-- question id=q-three -->

Who?

- = Ada
- = Ada Lovelace

[^n]: A note.
"""

SMALL = course(
    {
        "01-start/index.md": (
            "---\ntitle: Start\nkind: module\nsummary: What *comes*.\n---\n\n[G](01-gap.md#why-there)\n"
        ),
        "01-start/01-gap.md": (
            "---\ntitle: The gap & more\nminutes: 20\n---\n\nIt is <measured> [there](../02-count/01-quiz.md#one), "
            "[here](#why-there), [nowhere](#no-such).[^n] [^n]\n\n"
            "## Why there\n\n![A map](media/a.svg 'The *map*')\n\n"
            "| a | b |\n|--|--:|\n| 1 | 2 |\n\n> [!WARNING]\n> Mind.\n\n- [x] done\n- [ ] open\n\n"
            "```text\na < b\n```\n\n"
            "![Film](https://commons.wikimedia.org/wiki/File:Film.webm)\n\n![Own film](media/film.webm)\n\n"
            "[^n]: By hand.\n"
        ),
        "02-count/index.md": "---\ntitle: Count\nkind: module\n---\n\nCount.\n",
        "02-count/01-quiz.md": QUIZ,
    }
)
SMALL = Course(
    SMALL.documents,
    replace(SMALL.config, html=HtmlTarget("https://example.org/course/")),
    {
        "source/01-start/media/a.svg": SVG,
        "translations/fr/media/start/a.svg": SVG.replace(b'"1"', b'"2"'),
        "source/01-start/media/unused.svg": SVG,
        "source/01-start/media/film.webm": b"film",
    },
)

WILD = course(
    {
        "01-start/index.md": (
            "---\ntitle: '<i>\"&amp; & ]]>'\nkind: module\n---\n\nA\x0bB \ufffe C &nbsp; &copy; &#0;\n"
        ),
        "01-start/01-gap.md": (
            "---\ntitle: Wild\n---\n\n"
            '<div onclick="x()"><li>one</li><dd>two</dd><p>a<table><tr><td colspan="x">c</td></tr></table></div>\n\n'
            "<ul>text<b>bold</b><li>item</li></ul>\n\n<details>\n\nNo summary.\n\n</details>\n\n"
            '<dl><dd>only</dd></dl>\n\n<ol start="x" reversed><li value="y">1</li></ol>\n\n'
            "<span><div>block in phrase</div></span>\n\n<figure><figcaption>a</figcaption><p>b</p></figure>\n\n"
            'A <time datetime="noon">noon</time>, <bdo dir="x">turned</bdo>, <ruby>a</ruby>, <abbr title="t">t</abbr>, '
            '<span lang="no such">l</span>, <a href="javascript:x()">js</a>, <kbd>k</kbd>, <rt>rt</rt>.\n\n'
            "[space](<https://example.org/a b>) [bad](https://[x) [empty](https://) [port](https://a:b/) "
            "[pct](https://example.org/%zz) [arabic](https://ar.wikipedia.org/wiki/%D9%85?q=\u0645#\u0645) "
            "[none](none.md) [mail](mailto:a@example.org) [up](../../../etc)\n\n"
            "![Not a picture](media/fake.png) ![Wrong](media/wrong.svg) ![Gone](media/gone.png) "
            "![Elsewhere](https://example.org/a.png) ![Own](media/a_b%20c.png) ![Runs](media/runs.svg)\n\n"
            "## 1:a {#1:a}\n\n## x {#x_y}\n\n## Same {#same}\n\n## \u0645\u0631\u062d\u0628\u0627\n\n[to](#1:a)\n"
        ),
        "01-start/02-quiz.md": QUIZ.replace("../01-start/01-gap.md#why-there", "01-gap.md#same"),
    }
)
WILD = Course(
    WILD.documents,
    replace(WILD.config, authors=("A & <b>", "ب"), licence_url="https://example.org/?a=1&b=2"),
    {
        "source/01-start/media/fake.png": b"<html>",
        "source/01-start/media/wrong.svg": b"<svg><unclosed></svg>",
        "source/01-start/media/a_b c.png": PNG,
        "source/01-start/media/runs.svg": (
            b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
            b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg" '
            b'xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()"><script>x()</script>'
            b'<style>@import "http://example.org/a.css";</style><a xlink:href="https://example.org/"><text>t</text></a>'
            b'<image href="http://example.org/a.png" width="1" height="1"/><foreignObject><p>x</p>'
            b"</foreignObject></svg>"
        ),
    },
)


def wild_translation(unit: Unit) -> str | None:
    """A translator who tries to break the book; some units are left out."""
    if unit.kind in {Kind.ALT, Kind.ANSWERS}:
        return '"/><script>alert(1)</script>\n& < >' if unit.kind is Kind.ALT else unit.text
    if unit.text.startswith(("Same", "Which", "B")):
        return None
    return (
        f"\u202e\x00{unit.text} ]]> <!-- -- --> <script>alert(1)</script> <b onclick=x()>\u0645 <i>\u0646</b> & &nbsp; "
        "<![CDATA[x]]> <?php ?> [x](javascript:alert(1)) [y](data:text/html,x) ![z](http://example.org/z.png) "
        "</p></body> [^n] <a href=https://example.org/a>\u0635 <a href=b>\u0636</a></a>"
    )


def book_of(made: Course, code: str = "en", translate: Translate | None = None, **interface: str) -> OutputFile:
    """The book of an edition."""
    assert EPUB.package is not None
    edition = made.edition(code, translate, **interface)
    (book,) = EPUB.package(edition, files_of(made, code, translate, **interface))
    return book


def files_of(made: Course, code: str = "en", translate: Translate | None = None, **interface: str) -> list[OutputFile]:
    """What the exporter makes of an edition, as the pipeline gathers it."""
    edition = made.edition(code, translate, **interface)
    files = [file for document in made.served(code, translate) for file in EPUB.document(edition, document)]
    files += EPUB.course(edition)
    files += [OutputFile(path, made.files[source]) for path, source in EPUB.assets(edition).items()]
    return files


def unpacked(book: OutputFile) -> dict[str, bytes]:
    """The files of a book, in its own order."""
    with zipfile.ZipFile(io.BytesIO(book.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
