"""The offline copy: whole by itself, in one language, the same bytes on any day."""

import io
import posixpath
import zipfile
from dataclasses import replace
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html as lxml_html

from tests.exporters.olx_builders import SVG, Course, course, language
from tests.exporters.test_search import french
from wlw_i18n.exporters.html import HTML
from wlw_i18n.model.output import OutputFile

COURSE = course(
    {
        "00-start/index.md": "---\ntitle: Start\nkind: module\n---\n\nGo to [the lesson](01-gap.md#why).\n",
        "00-start/01-gap.md": (
            "---\ntitle: Gap\n---\n\n[Count](../01-count/index.md), <a href='../nowhere.html'>x</a>\n\n"
            "## Why {#why}\n\n![A](media/a.svg)\n\n![B](<media/b c.svg>)\n\n[Out](https://example.org/)\n"
        ),
        "01-count/index.md": "---\ntitle: Count\nkind: module\n---\n\nCount.\n",
    }
)
COURSE = Course(
    COURSE.documents,
    COURSE.config,
    {
        "source/00-start/media/a.svg": SVG,
        "translations/fr/media/start/a.svg": SVG.replace(b'"1"', b'"2"'),
        "source/00-start/media/b c.svg": SVG,
        "source/00-start/media/unused.svg": SVG,
    },
)


def packed(code: str, translate: object = None) -> list[OutputFile]:
    published = tuple(language(each) for each in ("en", "fr", "ar"))
    edition = replace(COURSE.edition(code, translate), editions=published)  # type: ignore[arg-type]
    documents = COURSE.served(code, translate)  # type: ignore[arg-type]
    files = [file for document in documents for file in HTML.document(edition, document)]
    files += HTML.course(edition)
    files += [OutputFile(path, COURSE.files[source]) for path, source in HTML.assets(edition).items()]
    assert HTML.package is not None
    return list(HTML.package(edition, files))


def copy(code: str, translate: object = None) -> dict[str, bytes]:
    archive = packed(code, translate)[-1]
    assert archive.path == f"offline/WikiBasics-2026-{code}.zip"
    with zipfile.ZipFile(io.BytesIO(archive.content)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def test_what_is_inside() -> None:
    pages = {"index.html", "credits.html", "search.html", "start/index.html", "start/gap.html", "count/index.html"}
    assets = {f"assets/{name}" for name in ("course.css", "course.js", "questions.js", "search.js")} | {
        "search-index.js"
    }
    assert set(copy("fr", french)) == pages | assets | {"media/start/a.svg", "media/start/b c.svg"}


def test_pictures_are_those_of_the_language() -> None:
    assert b'width="2"' in copy("fr", french)["media/start/a.svg"]
    assert b'width="1"' in copy("ar")["media/start/a.svg"]


@pytest.mark.parametrize("code", ["en", "fr", "ar"])
def test_every_way_leads_inside_or_to_the_web(code: str) -> None:
    files = copy(code, french if code == "fr" else None)
    pages = {path: lxml_html.document_fromstring(text.decode()) for path, text in files.items() if path[-5:] == ".html"}
    for path, page in pages.items():
        for address in page.xpath("//@href | //@src | //@poster"):
            if address.startswith("https:"):
                continue
            target, anchor = urldefrag(address)
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target))) if target else path
            assert goal in files, f"{path}: {address}"
            assert not anchor or anchor in pages[goal].xpath("//@id"), f"{path}: {address}"


def test_no_other_language_is_offered() -> None:
    for path, content in copy("fr", french).items():
        if path.endswith(".html"):
            page = lxml_html.document_fromstring(content.decode())
            assert not page.xpath("//nav[@class='languages'] | //*[@hreflang]"), path
            assert page.xpath("/html/@lang") == ["fr"]


def test_scripts_and_empty_elements_are_what_a_browser_takes_them_for() -> None:
    page = copy("ar")["start/gap.html"].decode()
    assert page.startswith("<!DOCTYPE html>\n<html ")
    assert "defer" in page
    assert "</script>" in page
    assert page.count("<meta charset") == 1
    assert 'http-equiv="Content-Type"' not in page


def test_the_same_course_gives_the_same_bytes() -> None:
    assert packed("fr", french) == packed("fr", french)
