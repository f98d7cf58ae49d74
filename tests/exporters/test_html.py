"""The site: every page whole, every way leads somewhere, in every language and direction."""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from tests.exporters.olx_builders import Course, course, language, lesson
from tests.wholeness import assert_whole
from wlw_i18n.exporters.html import HTML, grading
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.diagnostic import Code
from wlw_i18n.model.question import AnswerPolicy, Number, NumberAnswers, Question, TextAnswers
from wlw_i18n.model.text import Kind, Prose

GOLDEN = Path(__file__).parents[1] / "cases" / "html" / "site"

SMALL = course(
    {
        "00-start/index.md": (
            "---\ntitle: Start\nkind: module\nsummary: What comes first.\n---\n\nGo to [the lesson](01-gap.md#why).\n"
        ),
        "00-start/01-gap.md": (
            "---\ntitle: The *gap*\nsummary: Why it is there.\nminutes: 20\n---\n\n"
            "It is [measured](../01-count/02-quiz.md), see [why](#why).[^n]\n\n## Why {#why}\n\n"
            "![A map](media/a.svg 'The map')\n\n## Who\n\nYou.\n\n## When\n\nNow.\n\n[^n]: By hand.\n"
        ),
        "01-count/index.md": "---\ntitle: Count\nkind: module\n---\n\nCount.\n",
        "01-count/02-quiz.md": (
            "---\ntitle: Quiz\nkind: quiz\ngraded: true\nminutes: 5\n---\n\n## One {#one}\n\n"
            "<!-- question id=q-one -->\n\nHow many?\n\n- = 4\n  > Right so.\n\n"
            "> [!NOTE]\n> See [the gap](../00-start/01-gap.md).\n"
        ),
    },
)
SMALL = Course(SMALL.documents, SMALL.config, {"source/00-start/media/a.svg": b"<svg/>"})


def french(unit: Unit) -> str | None:
    return None if unit.text == "You." else f"FR {unit.text}"


def site_of(made: Course, **translations: object) -> dict[str, str]:
    """All pages of the site in English, and in the languages named by code."""
    pages: dict[str, str] = {}
    published = tuple(language(code) for code in ("en", *translations))
    for code, translate in {"en": None, **translations}.items():
        edition = replace(made.edition(code, translate), editions=published)  # type: ignore[arg-type]
        files = [*HTML.course(edition)]
        for document in made.served(code, translate):  # type: ignore[arg-type]
            files += HTML.document(edition, document)
        pages |= {file.path: file.content.decode() for file in files}
    return pages


@pytest.fixture(scope="module", name="site")
def site_fixture() -> dict[str, str]:
    return site_of(SMALL, fr=french, ar=None)


def html_pages(site: Mapping[str, str]) -> dict[str, lxml_html.HtmlElement]:
    return {path: lxml_html.document_fromstring(text) for path, text in site.items() if path.endswith(".html")}


def test_files(site: Mapping[str, str]) -> None:
    inside = ["index.html", "start/index.html", "start/gap.html", "count/index.html", "count/quiz.html"]
    wanted = [f"{code}/{path}" for code in ("en", "fr", "ar") for path in inside]
    assert set(site) == {*wanted, "index.html", "assets/course.css", "assets/course.js"}


@pytest.mark.parametrize("path", ["en/start/gap.html", "fr/count/quiz.html", "ar/start/index.html", "en/index.html"])
def test_page_is_the_one_kept(site: Mapping[str, str], path: str) -> None:
    """To accept a change: delete the file kept, and run the test twice."""
    kept = GOLDEN / path.replace("/", "-")
    if not kept.exists():
        kept.write_text(site[path], encoding="utf-8", newline="\n")
        pytest.fail(f"{kept} was missing and is written: look at it")
    assert site[path] == kept.read_text(encoding="utf-8")


def test_every_page_is_whole(site: Mapping[str, str]) -> None:
    for path, page in html_pages(site).items():
        assert len(page.xpath("//h1")) == len(page.xpath("//main")) == len(page.xpath("//title")) == 1, path
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        assert not page.xpath("//*[starts-with(name(), 'on')] | //@style | //script[not(@src)] | //style"), path
        etree.fromstring(site[path].removeprefix("<!DOCTYPE html>\n"))
        (body,) = re.findall(r"<body[^>]*>(.*)</body>", site[path], re.DOTALL)
        assert_whole(body)


def test_every_way_leads_somewhere(site: Mapping[str, str]) -> None:
    files = {*site, *HTML.assets(SMALL.edition("en"))}
    pages = html_pages(site)
    for path, page in pages.items():
        for address in page.xpath("//@href | //@src"):
            if address.startswith("https:"):
                continue
            target, anchor = urldefrag(address)
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target))) if target else path
            assert goal in files, f"{path}: {address}"
            assert not anchor or anchor in pages[goal].xpath("//@id"), f"{path}: {address}"


def test_nothing_is_loaded_from_elsewhere(site: Mapping[str, str]) -> None:
    for text in site.values():
        assert not re.search(r'(?:src="|url\(|@import|<link[^>]*href=")\s*(?:https?:)?//', text)


def test_pages_are_small(site: Mapping[str, str]) -> None:
    assert all(len(text.encode()) < 40_000 for text in site.values())


def test_the_reader_stays_on_the_same_page_in_another_language(site: Mapping[str, str]) -> None:
    page = html_pages(site)["fr/start/gap.html"]
    ways = {
        a.get("hreflang"): (a.get("href"), a.text, a.get("dir")) for a in page.xpath("//nav[@class='languages']//a")
    }
    assert ways == {
        "en": ("../../en/start/gap.html", "English", "ltr"),
        "fr": ("../../fr/start/gap.html", "français", "ltr"),
        "ar": ("../../ar/start/gap.html", "العربية", "rtl"),
    }


def test_previous_and_next_follow_the_course(site: Mapping[str, str]) -> None:
    pages = html_pages(site)
    order = ["start/index.html", "start/gap.html", "count/index.html", "count/quiz.html"]
    for before, after in pairwise(order):
        assert pages[f"en/{before}"].xpath("//a[@rel='next']/@href") == [f"../{after}"]
        assert pages[f"en/{after}"].xpath("//a[@rel='prev']/@href") == [f"../{before}"]
    assert not pages[f"en/{order[0]}"].xpath("//a[@rel='prev']")
    assert not pages[f"en/{order[-1]}"].xpath("//a[@rel='next']")


def test_an_untranslated_page_says_so_and_stands_in_its_own_language(site: Mapping[str, str]) -> None:
    page = html_pages(site)["ar/start/gap.html"]
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    (content,) = page.xpath("//div[@class='content']")
    assert (content.get("lang"), content.get("dir")) == ("en", "ltr")
    (notice,) = page.xpath("//p[@class='notice']")
    assert notice.text_content() == "This page is not yet translated. It is shown in English."
    assert (notice.get("lang"), notice.get("dir")) == ("ar", "rtl")
    # What stands outside the content has its language by itself.
    outside = page.xpath("//nav[@class='toc']//a | //h1 | //nav[@class='steps']//b | //span[@aria-current]")
    assert {(each.get("lang"), each.get("dir")) for each in outside} == {("en", "ltr")}


def test_a_partly_translated_page_says_so(site: Mapping[str, str]) -> None:
    page = html_pages(site)["fr/start/gap.html"]
    assert page.xpath("string(//p[@class='notice'])") == "Parts of this page are not yet translated."
    assert page.xpath("string(//p[@lang='en'])") == "You."


def test_a_translated_page_has_no_notice(site: Mapping[str, str]) -> None:
    assert not html_pages(site)["fr/count/quiz.html"].xpath("//p[@class='notice']")


def test_localised_media_stand_in_the_languages_folder() -> None:
    localised = Course(SMALL.documents, SMALL.config, {**SMALL.files, "translations/fr/media/start/a.svg": b"<svg/>"})
    assert HTML.assets(localised.edition("en")) == {"media/start/a.svg": "source/00-start/media/a.svg"}
    assert HTML.assets(localised.edition("fr")) == {"fr/media/start/a.svg": "translations/fr/media/start/a.svg"}
    pages = site_of(localised, fr=french)
    assert 'src="../../media/start/a.svg"' in pages["en/start/gap.html"]
    assert 'src="../../fr/media/start/a.svg"' in pages["fr/start/gap.html"]


def test_same_inputs_same_bytes() -> None:
    assert site_of(SMALL, fr=french) == site_of(SMALL, fr=french)


HOSTILE = "</p></div></main></body><script>alert(1)</script><b onclick='x'>\u202e&amp;\"{{ x }} {language}"


def test_a_hostile_translation_changes_no_structure(site: Mapping[str, str]) -> None:
    pages = site_of(SMALL, fr=lambda _: HOSTILE)
    for path, page in html_pages(pages).items():
        assert_whole(re.findall(r"<body[^>]*>(.*)</body>", pages[path], re.DOTALL)[0])
        assert not page.xpath("//main//script"), path
        if path.startswith("fr/"):
            (body,) = page.xpath("/html/body")
            (other,) = html_pages(site)[path].xpath("/html/body")
            assert [child.tag for child in body] == [child.tag for child in other], path


@given(st.text(max_size=30))
def test_any_word_of_ours_may_be_translated_to_anything(word: str) -> None:
    edition = lesson("a\n\n> [!TIP]\n> b").edition("ar", None, **dict.fromkeys(WORDS, word))
    for file in HTML.course(edition):
        etree.fromstring(file.content.decode().removeprefix("<!DOCTYPE html>\n"))


WORDS = ("skip", "course", "module", "licence", "languages", "minutes", "lesson")


def test_a_picture_of_another_site_and_lost_html_are_reported_once() -> None:
    made = lesson("![A](https://example.org/a.png)\n\n<iframe src='x'>\n</iframe>\n\nb <object data='x'>\n")
    (_, document) = made.documents
    found = list(HTML.diagnose(made.edition("en"), document))
    assert {each.code for each in found} == {Code.NOT_EXPRESSIBLE}
    assert [str(each.location) for each in found] == [f"{document.path}:6", f"{document.path}:8", document.path]
    assert not list(HTML.diagnose(made.edition("fr"), document))


# What a question accepts


def text_answers(policy: AnswerPolicy, accepted: str, *source: str) -> list[tuple[str, bool]]:
    prose = Prose(Kind.ANSWERS, accepted, ())
    found = grading.text_answers(TextAnswers(prose, policy=policy, source=source))
    return [(answer.text, answer.right) for answer in found]


def test_accepted_answers_by_policy() -> None:
    assert text_answers(AnswerPolicy.ADD, "Vélo\nBicyclette", "Bike", "velo") == [
        ("Vélo", True), ("Bicyclette", True), ("Bike", True), ("velo", True),
    ]  # fmt: skip
    assert text_answers(AnswerPolicy.REPLACE, "Vélo", "Bike") == [("Vélo", True)]
    assert text_answers(AnswerPolicy.KEEP, "Vélo", "Bike") == [("Bike", True)]
    assert text_answers(AnswerPolicy.ADD, "bike\n\n", "Bike") == [("bike", True)]


@pytest.mark.parametrize(
    ("number", "accepted", "refused"),
    [
        (Number("8", "1"), ["7", "9", "8.99"], ["6.99", "9.01"]),
        (Number("8", "5%"), ["7.6", "8.4"], ["7.59", "8.41"]),
        (Number("-8", "5%"), ["-7.6", "-8.4"], ["-7.59", "-8.41", "8"]),
        (Number("[6, 8)", range=True), ["6", "7.99"], ["5.99", "8"]),
        (Number("(6,8]", range=True), ["6.01", "8"], ["6", "8.01"]),
        (Number("100"), ["100", "99.999", "100.001"], ["99.998", "100.0011"]),
        (Number("-100"), ["-100", "-99.999", "-100.001"], ["-99.998", "-100.0011", "100"]),
        (Number("0"), ["0"], ["0.000001"]),
        (Number("1e3"), ["1000"], ["1001"]),
    ],
)
def test_numbers_as_open_edx_takes_them(number: Number, accepted: list[str], refused: list[str]) -> None:
    (interval,) = grading.intervals(NumberAnswers((number,)))
    assert [value for value in (*accepted, *refused) if _is_within(value, interval.json)] == accepted


def _is_within(value: str, interval: str) -> bool:
    low, high, with_low, with_high = json.loads(interval)
    return (low < float(value) or (with_low and low == float(value))) and (
        float(value) < high or (with_high and float(value) == high)
    )


def questions(made: Course) -> Iterator[Question]:
    return (block for document in made.documents for block in document.blocks if isinstance(block, Question))


def test_every_question_can_be_answered_without_a_script(site: Mapping[str, str]) -> None:
    (question,) = questions(SMALL)
    (form,) = html_pages(site)["en/count/quiz.html"].xpath(f"//form[@id='{question.id}']")
    assert form.xpath(".//details[@class='answer']//li[@class='right']//bdi/text()") == ["4"]
    assert not form.xpath(".//button[not(ancestor::*[@hidden])]")
