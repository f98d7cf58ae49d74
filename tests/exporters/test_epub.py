"""The book: whole, closed to the outside, the same on any day, whoever wrote the texts."""

import io
import posixpath
import re
import zipfile
from dataclasses import replace
from urllib.parse import unquote, urldefrag

import pytest
from lxml import etree

from tests.casefiles import cases
from tests.exporters.epub_books import PNG, QUIZ, SMALL, WILD, book_of, files_of, unpacked, wild_translation
from tests.exporters.olx_builders import CONFIG, Course, course, language, lesson
from wlw_i18n.exporters.epub import EPUB, front, mend, names, packing, pictures
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.course import HtmlTarget, OlxTarget
from wlw_i18n.model.diagnostic import Code, Severity

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def french(unit: Unit) -> str | None:
    return None if unit.text == "Mind." else f"FR {unit.text}"


BOOKS = {
    "small": lambda: book_of(SMALL),
    "small in French": lambda: book_of(SMALL, "fr", french),
    "small, not translated": lambda: book_of(SMALL, "ar"),
    "wild": lambda: book_of(WILD),
    "wild in Arabic": lambda: book_of(WILD, "ar", wild_translation, answers='<script>"&</script>', search="\x00"),
}


@pytest.fixture(name="book", scope="module", params=BOOKS)
def book_fixture(request: pytest.FixtureRequest) -> dict[str, bytes]:
    return unpacked(BOOKS[request.param]())


def pages(book: dict[str, bytes]) -> dict[str, etree._Element]:
    return {path: etree.fromstring(content) for path, content in book.items() if path.endswith(".xhtml")}


def chapter(made: Course, path: str, code: str = "en", translate: object = None) -> etree._Element:
    return pages(unpacked(book_of(made, code, translate)))[f"EPUB/text/{path}.xhtml"]  # type: ignore[arg-type]


def said(node: etree._Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())


def by_id(page: etree._Element, identifier: str) -> etree._Element:
    (found,) = page.xpath("//*[@id=$id]", id=identifier)
    return found


def test_the_type_comes_first_and_is_not_compressed() -> None:
    with zipfile.ZipFile(io.BytesIO(book_of(SMALL).content)) as archive:
        first, *others = archive.infolist()
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert archive.read(first) == b"application/epub+zip"
        assert {each.date_time for each in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}
        assert [each.filename for each in others] == sorted(each.filename for each in others)


def test_the_same_course_gives_the_same_bytes() -> None:
    assert book_of(SMALL, "fr", french) == book_of(SMALL, "fr", french)


def test_every_file_is_in_the_manifest_and_every_page_is_read(book: dict[str, bytes]) -> None:
    opf = etree.fromstring(book["EPUB/package.opf"])
    listed = {item.get("href"): item for item in opf.xpath("//o:item", namespaces=OPF)}
    inside = {path.removeprefix("EPUB/") for path in book if path.startswith("EPUB/")} - {"package.opf"}
    assert set(listed) == inside
    read = {item.get("idref") for item in opf.xpath("//o:itemref", namespaces=OPF)}
    assert read == {item.get("id") for path, item in listed.items() if path.endswith(".xhtml")}
    assert [path for path, item in listed.items() if item.get("properties") == "nav"] == ["nav.xhtml"]


def test_every_way_leads_somewhere(book: dict[str, bytes]) -> None:
    found = pages(book)
    for path, page in found.items():
        for address in page.xpath("//@href | //@src"):
            if re.match("https?:|mailto:", address):
                continue
            target, anchor = urldefrag(address)
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target))) if target else path
            assert goal in book, f"{path}: {address}"
            assert not anchor or found[goal].xpath("//*[@id=$id]", id=anchor), f"{path}: {address}"


def test_ids_are_names_of_xml_and_no_two_are_the_same(book: dict[str, bytes]) -> None:
    for path, page in pages(book).items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9._-]*", each) for each in ids), ids


def test_nothing_runs_and_nothing_is_loaded(book: dict[str, bytes]) -> None:
    for path, content in book.items():
        if not path.endswith((".xhtml", ".svg")):
            continue
        page = etree.fromstring(content)
        names_of = {etree.QName(node).localname for node in page.iter(etree.Element)}
        assert not names_of & {"script", "style", "form", "input", "iframe", "object", "foreignObject"}, path
        attributes = {(str(key), str(value)) for node in page.iter(etree.Element) for key, value in node.items()}
        assert not [key for key, _ in attributes if key.startswith("on") or key == "style"], path
        assert not [value for key, value in attributes if key == "src" and ":" in value], path
        assert not [value for _, value in attributes if re.match(r"\s*(javascript|data|file):", value)], path


def test_languages_are_said_twice(book: dict[str, bytes]) -> None:
    for page in pages(book).values():
        for node in page.iter(f"{XHTML}*"):
            assert node.get("lang") == node.get("{http://www.w3.org/XML/1998/namespace}lang")


def test_what_a_library_is_told() -> None:
    config = replace(
        CONFIG, authors=("Ada & Co",), olx=OlxTarget(start="2026-03-01T01:00:00+01:00"), number="A B", run="2026/1"
    )
    made = replace(SMALL, config=config)
    book = book_of(made, "ar")
    assert book.path == "A-B-2026-1-ar.epub"
    opf = etree.fromstring(unpacked(book)["EPUB/package.opf"])

    def text(path: str) -> list[str]:
        return [str(found) for found in opf.xpath(f"{path}/text()", namespaces=OPF)]

    assert text("//dc:title") == ["Bases"]
    assert text("//dc:language") == ["ar"]
    assert text("//dc:creator") == ["Ada & Co"]
    assert text("//dc:rights") == ["CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/"]
    assert text("//o:meta[@property='dcterms:modified']") == ["2026-03-01T00:00:00Z"]
    assert "textual" in text("//o:meta[@property='schema:accessMode']")
    assert opf.xpath("//o:spine/@page-progression-direction", namespaces=OPF) == ["rtl"]
    assert text("//dc:identifier") == [f"urn:uuid:{packing.identifier(config, language('ar'))}"]
    assert packing.identifier(config, language("ar")) != packing.identifier(config, language("fr"))


def test_a_start_that_is_no_date_gives_a_fixed_one() -> None:
    assert packing.modified(replace(CONFIG, olx=OlxTarget(start="soon"))) == "2026-01-01T00:00:00Z"


def test_translators_are_named() -> None:
    edition = replace(SMALL.edition("fr", french), translators={"fr": ("Marie <C>",), "en": ("Nobody",)})
    assert EPUB.package is not None
    (book,) = EPUB.package(edition, files_of(SMALL, "fr", french))
    opf = etree.fromstring(unpacked(book)["EPUB/package.opf"])
    assert [node.text for node in opf.xpath("//dc:contributor", namespaces=OPF)] == ["Marie <C>"]
    assert "Marie <C>" in said(pages(unpacked(book))["EPUB/title.xhtml"])


def test_only_pictures_that_are_shown_are_shipped_and_in_their_own_version() -> None:
    book = unpacked(book_of(SMALL, "fr", french))
    assert [path for path in book if "/media/" in path] == ["EPUB/media/start/a.svg"]
    assert b'width="2"' in book["EPUB/media/start/a.svg"]
    assert b'width="1"' in unpacked(book_of(SMALL))["EPUB/media/start/a.svg"]


def test_a_picture_that_is_none_shows_its_text_and_is_reported() -> None:
    page = chapter(WILD, "gap")
    assert "Not a picture" in said(page)
    assert "Wrong" in said(page)
    assert {posixpath.basename(src) for src in page.xpath("//@src")} == {"a_5f_b_20_c.png", "runs.svg"}
    found = list(EPUB.inspect(WILD.edition(), files_of(WILD)))
    assert {each.code for each in found} == {Code.NOT_EXPRESSIBLE}
    assert {name for each in found for name in re.findall(r"source/\S+", each.message)} == {
        "source/01-start/media/fake.png",
        "source/01-start/media/wrong.svg",
    }


def test_media_that_no_book_holds_are_reported_once() -> None:
    lesson_, edition = SMALL.documents[1], SMALL.edition()
    (found,) = EPUB.diagnose(edition, lesson_)
    assert (found.code, found.severity) == (Code.NOT_EXPRESSIBLE, Severity.INFO)
    assert "source/01-start/media/film.webm" in found.message
    assert "links to the site" in found.message
    assert found.location is not None
    assert found.location.line > 0
    alone = replace(edition, config=replace(edition.config, html=HtmlTarget()))
    (found,) = EPUB.diagnose(alone, lesson_)
    assert "url" in found.hint
    assert list(EPUB.diagnose(SMALL.edition("fr"), lesson_)) == []


@pytest.mark.parametrize(
    ("path", "content", "good"),
    [
        ("a.png", PNG, True),
        ("a.PNG", PNG, True),
        ("a.jpg", PNG, False),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", True),
        ("a.gif", b"GIF89a", True),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', True),
        ("a.svg", b"<svg/>", False),
        ("a.avif", b"anything", False),
    ],
)
def test_pictures(path: str, content: bytes, good: bool) -> None:
    assert (pictures.usable(path, content) is not None) == good


def test_a_question_leads_to_its_hint_and_answer_and_they_lead_back() -> None:
    page = chapter(SMALL, "quiz")
    asked = by_id(page, "q-one")
    assert "Right" not in said(asked)
    assert "leaves" not in said(asked)
    assert "A Red" in said(asked)
    hint, answer = [by_id(page, way.get("href", "")[1:]) for way in asked.iter(f"{XHTML}a")][-2:]
    assert "Think of leaves." in said(hint)
    assert "Right A Red Leaves are." in said(answer)
    assert "Wrong B Blue Not blue." in said(answer)
    assert "See the gap." in said(answer)
    for end in (hint, answer):
        assert end.xpath("string(.//*[@class='ways']/*/@href)") == "#q-one"
    assert "4 ± 1" in said(by_id(page, "answer_3a_q-two"))
    assert "Ada Lovelace" in said(by_id(page, "answer_3a_q-three"))
    order = [said(node) for node in page.iter(f"{XHTML}h2")]
    assert order == ["One", "Two", "Three", "Hints", "Answers", "Footnotes"]


def test_feedback_for_a_choice_left_empty_stands_beside_that_for_the_choice() -> None:
    text = QUIZ.replace("  > Leaves are.\n", "  > [x] Leaves are.\n  >\n  > [ ] Look at leaves.\n")
    text = text.replace("[the gap](../01-start/01-gap.md#why-there)", "it")
    made = course({"01-a/index.md": "---\ntitle: A\nkind: module\n---\n\nA.\n", "01-a/01-quiz.md": text})
    page = chapter(made, "quiz")
    found = {node.get("class"): said(node) for node in page.iter(f"{XHTML}div") if "icked" in node.get("class", "")}
    assert found == {"feedback ticked": "Leaves are.", "feedback unticked": "Look at leaves."}


def test_footnotes_lead_there_and_back() -> None:
    page = chapter(SMALL, "gap")
    marks = page.xpath("//*[@role='doc-noteref']")
    assert [(mark.get("href"), mark.get(EPUB_TYPE)) for mark in marks] == [("#fn_3a_1", "noteref")] * 2
    note = by_id(page, "fn_3a_1")
    assert note.get(EPUB_TYPE) == "footnote"
    assert by_id(page, note.xpath("string(.//*[@role='doc-backlink']/@href)")[1:]).tag == f"{XHTML}sup"


def test_a_way_to_nowhere_stays_as_text() -> None:
    page = chapter(SMALL, "gap")
    ways = {said(way): way.get("href") for way in page.iter(f"{XHTML}a")}
    assert ways["there"] == "quiz.xhtml#one"
    assert ways["here"] == "#why-there"
    assert ways["nowhere"] is None


def test_videos_are_ways_to_the_web() -> None:
    page = chapter(SMALL, "gap", "fr", french)
    ways = {said(way): way.get("href") for way in page.iter(f"{XHTML}a")}
    assert ways["Watch the video: FR Film"] == "https://commons.wikimedia.org/wiki/File:Film.webm"
    assert ways["Watch the video: FR Own film"] == "https://example.org/course/media/start/film.webm"


def test_what_is_not_translated_says_so() -> None:
    page = chapter(SMALL, "gap", "fr", french)
    assert "Parts of this page are not yet translated." in said(page)
    (mind,) = page.xpath("//*[text()='Mind.']")
    assert (mind.get("lang"), mind.get("dir")) == ("en", "ltr")
    assert page.get("lang") == "fr"


def test_addresses_keep_the_rules_of_addresses() -> None:
    ways = {said(way): way.get("href") for way in chapter(WILD, "gap").iter(f"{XHTML}a")}
    assert ways["space"] == "https://example.org/a%20b"
    assert ways["pct"] == "https://example.org/%25zz"
    assert [ways.get(name) for name in ("bad", "empty", "port", "none", "js")] == [None] * 5


def test_different_texts_have_different_names() -> None:
    texts = ["a", "a:b", "a_b", "a_3a_b", "1a", "_31_a", "_", "a b", "م", "A", "", "-a", ".a"]
    made = [names.name(text) for text in texts]
    assert len(set(made)) == len(texts), made
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9._-]*", each) for each in made)


@pytest.mark.parametrize(
    "title", ["", "Short", "A title that is too long for one line of the cover", "x" * 400, "课程" * 30, "ا ل م " * 60]
)
def test_the_cover_holds_any_title(title: str) -> None:
    lines = front.broken(title)
    assert len(lines) <= 7
    assert all(front.width(line) <= 28 for line in lines)
    if len(title) < 60:
        assert " ".join(lines).replace(" ", "") == title.replace(" ", "")


def test_a_course_of_one_lesson_without_anything() -> None:
    book = unpacked(book_of(lesson("")))
    assert "EPUB/text/lesson.xhtml" in book


def test_questions_of_every_kind_stand_in_lessons_too() -> None:
    made = course(
        {
            "01-a/index.md": QUIZ.replace("kind: quiz\ngraded: true", "kind: module").replace(
                "[the gap](../01-start/01-gap.md#why-there)", "it"
            )
        }
    )
    assert "Show the answer" in said(chapter(made, "a"))


@pytest.mark.parametrize(("given", "expected"), cases("epub/mend"))
def test_raw_html_keeps_the_rules_of_books(given: str, expected: str) -> None:
    opening = '<div xmlns="http://www.w3.org/1999/xhtml">'
    root = etree.fromstring(f"{opening}{given}</div>")
    mend.mend(root)
    assert etree.tostring(root, encoding="unicode") == f"{opening}{expected}</div>"
