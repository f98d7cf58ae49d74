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
from wlw_i18n import inline
from wlw_i18n.exporters.html import HTML, grading, search
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.course import Edition, HtmlTarget, Share
from wlw_i18n.model.diagnostic import Code, Diagnostic
from wlw_i18n.model.media import Picture, PictureCredit
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
        files.append(
            search.index(
                edition, {page.path: search.texts(search.parsed(page)) for page in files if page.path.endswith(".html")}
            )
        )
        pages |= {file.path: file.content.decode() for file in files}
    return pages


@pytest.fixture(scope="module", name="site")
def site_fixture() -> dict[str, str]:
    return site_of(SMALL, fr=french, ar=None)


def html_pages(site: Mapping[str, str]) -> dict[str, lxml_html.HtmlElement]:
    return {path: lxml_html.document_fromstring(text) for path, text in site.items() if path.endswith(".html")}


def test_files(site: Mapping[str, str]) -> None:
    inside = ["search.html", "search-index.js"]
    inside += [
        "index.html",
        "credits.html",
        "start/index.html",
        "start/gap.html",
        "count/index.html",
        "count/quiz.html",
    ]
    wanted = [f"{code}/{path}" for code in ("en", "fr", "ar") for path in inside]
    assert set(site) == {
        *wanted,
        "index.html",
        "assets/course.css",
        "assets/course.js",
        "assets/questions.js",
        "assets/search.js",
    }


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


def test_the_style_sheet_serves_both_directions_and_loads_nothing(site: Mapping[str, str]) -> None:
    css = re.sub(r"/\*.*?\*/", "", site["assets/course.css"], flags=re.DOTALL)
    physical = re.findall(r"[\w-]*(?:margin|padding|border|inset)-(?:left|right)[\w-]*|[{;\s](?:left|right)\s*:", css)
    assert physical == []
    assert re.findall(r"(?:float|text-align):\s*(?:left|right)", css) == ["text-align:left"], "code alone"
    assert not re.search(r"url\(|@import|@font-face", css)


def test_pages_are_small(site: Mapping[str, str]) -> None:
    assert all(len(text.encode()) < 40_000 for text in site.values())


def test_the_reader_stays_on_the_same_page_in_another_language(site: Mapping[str, str]) -> None:
    page = html_pages(site)["fr/start/gap.html"]
    ways = {
        a.get("hreflang"): (a.get("href"), a[0].text, a[0].get("dir"))
        for a in page.xpath("//nav[@class='languages']//a")
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
        if not file.path.endswith(".html"):
            continue
        etree.fromstring(file.content.decode().removeprefix("<!DOCTYPE html>\n"))


WORDS = ("skip", "course", "module", "licence", "languages", "minutes", "lesson", "credits", "made-with", "score")


def test_a_picture_of_another_site_and_lost_html_are_reported_once() -> None:
    made = lesson("![A](https://example.org/a.png)\n\n<iframe src='x'>\n</iframe>\n\nb <object data='x'>\n")
    (_, document) = made.documents
    found = list(HTML.diagnose(made.edition("en"), document))
    assert {each.code for each in found} == {Code.NOT_EXPRESSIBLE}
    assert [str(each.location) for each in found] == [f"{document.path}:6", f"{document.path}:8", document.path]
    assert not list(HTML.diagnose(made.edition("fr"), document))


# What is known of the course besides its text


def page_of(edition: Edition, path: str) -> lxml_html.HtmlElement:
    (file,) = [file for file in HTML.course(edition) if file.path == path]
    return lxml_html.document_fromstring(file.content.decode())


def test_the_list_of_languages_says_how_much_of_this_page_is_translated() -> None:
    (_, gap, *_) = SMALL.documents
    shares = {
        "": {"en": Share(100, True), "fr": Share(60, True), "ar": Share(30, True)},
        gap.id: {"en": Share(100, True), "fr": Share(95, True), "ar": Share(40, False)},
    }
    published = tuple(language(code) for code in ("en", "fr", "ar"))
    edition = replace(SMALL.edition("fr", french, share="{share} % traduit"), editions=published, shares=shares)
    (file,) = HTML.document(edition, gap)
    lesson = lxml_html.document_fromstring(file.content.decode())
    notes = "//nav[@class='languages']//li/a/small"
    assert lesson.xpath(f"{notes}/text()") == ["95 % traduit", "40 % translated, not shown yet"]
    # It is said in the reader's language, so only the name has a language of its own.
    assert not lesson.xpath(f"{notes}[@lang] | //nav[@class='languages']//a[@lang]")
    assert page_of(edition, "fr/index.html").xpath(f"{notes}/text()") == ["60 % traduit", "30 % traduit"]
    chooser = page_of(edition, "index.html")
    assert chooser.xpath("//li//small/text()") == ["60 % translated", "30 % translated"]


def test_what_is_whole_needs_no_figure_and_what_is_not_begun_is_said_in_words() -> None:
    shares = {"": {"en": Share(100, True), "fr": Share(0, False)}}
    edition = replace(SMALL.edition("fr"), shares=shares)
    found = page_of(edition, "fr/index.html").xpath("//nav[@class='languages']//small/text()")
    assert found == ["not translated yet"]


def test_a_language_that_is_exported_alone_has_all_that_a_site_needs() -> None:
    alone = {file.path: file.content for file in HTML.course(SMALL.edition("fr", french))}
    english = {file.path: file.content for file in HTML.course(replace(SMALL.edition(), editions=(ENGLISH, FRENCH)))}
    common = {"index.html", "assets/course.css", "assets/course.js", "assets/questions.js", "assets/search.js"}
    assert common <= alone.keys() & english.keys()
    assert all(alone[path] == english[path] for path in common)


ENGLISH, FRENCH = language("en"), language("fr")


def test_the_page_of_credits() -> None:
    config = replace(SMALL.config, authors=("Ama <b>Mensah</b>",), homepage="https://example.org/")
    told = (
        PictureCredit("01-a/media/a.svg", "Zola", "CC0", licence_url="javascript:alert(1)"),
        PictureCredit(
            "01-a/media/b.svg", "Yaa", "CC BY 4.0", "A map", "https://example.org/by", "https://example.org/b"
        ),
    )
    edition = replace(
        SMALL.edition("ar"), config=config, translators={"ar": ("ليلى", "Omar"), "en": ()}, picture_credits=told
    )
    page = page_of(edition, "ar/credits.html")
    said = [" ".join(each.text_content().split()) for each in page.xpath("//main//*[self::h2 or self::h3 or self::li]")]
    assert said == [
        "Authors", "Ama <b>Mensah</b>", "Translators", "العربية", "ليلى", "Omar",
        "Pictures", "a.svg – Zola – CC0", "A map – Yaa – CC BY 4.0",
    ]  # fmt: skip
    assert page.xpath("//main//a/@href") == [
        "https://example.org/", "https://example.org/b", "https://example.org/by", config.licence_url,
    ]  # fmt: skip
    assert page_of(edition, "ar/index.html").xpath("//footer//a/@href")[-1] == "credits.html"
    assert "@" not in page.text_content()


def test_a_word_that_nobody_translated_says_which_language_it_is_in() -> None:
    asked = replace(
        SMALL.edition("ar", course="الدورة"),
        words_in=dict.fromkeys(("check-answer", "next", "credits", "module", "explanation", "lessons"), "en"),
    )
    (file,) = HTML.document(asked, SMALL.served("ar", french)[-1])
    page = lxml_html.document_fromstring(file.content.decode())
    fallback = [each.text for each in page.xpath("//span[@lang='en'][@dir='ltr']")]
    for word in ("Module 2", "Check my answer", "Explanation", "Authors and licence"):
        assert word in fallback, word
    assert "Show the answer" not in fallback
    (course,) = page.xpath("//nav[@class='crumbs']//li[1]/a")
    assert (course.text, len(course)) == ("الدورة", 0)


def test_pictures_are_loaded_late_and_keep_their_place() -> None:
    edition = replace(SMALL.edition("fr"), pictures={"source/00-start/media/a.svg": Picture(900, 640, 480)})
    (_, gap, *_) = SMALL.documents
    (file,) = HTML.document(edition, gap)
    (picture,) = lxml_html.document_fromstring(file.content.decode()).xpath("//main//img")
    names = ("src", "alt", "width", "height", "loading", "decoding")
    wanted = ["../../media/start/a.svg", "A map", "640", "480", "lazy", "async"]
    assert [picture.get(name) for name in names] == wanted


def heavy(code: str, shipped: str, size: int, budget: int = 200) -> list[Diagnostic]:
    (_, gap, *_) = SMALL.documents
    edition = SMALL.edition(code)
    config = replace(edition.config, html=HtmlTarget(picture_kilobytes=budget))
    media = {"00-start/media/a.svg": shipped}
    return list(HTML.diagnose(replace(edition, config=config, media=media, pictures={shipped: Picture(size)}), gap))


def test_a_heavy_picture_is_named_once_for_all_languages_that_show_it() -> None:
    source, own = "source/00-start/media/a.svg", "translations/fr/media/start/a.svg"
    (found,) = heavy("en", source, 250_001)
    assert found.code is Code.MEDIA_HEAVY
    assert (str(found.location), found.language) == ("source/00-start/01-gap.md:11", "")
    assert found.message.startswith(f'the picture "{source}" has 251 kB')
    assert not heavy("fr", source, 250_001)
    assert [each.language for each in heavy("fr", own, 250_001)] == ["fr"]
    assert not heavy("en", source, 200_000)
    assert not heavy("en", source, 250_001, budget=0)


# What a question accepts


def text_answers(policy: AnswerPolicy, accepted: str, *source: str) -> list[tuple[str, bool]]:
    prose = Prose(Kind.ANSWERS, accepted, inline.parse(accepted))
    found = grading.text_answers(TextAnswers(prose, policy=policy, source=source))
    return [(answer.text, answer.right) for answer in found]


def test_accepted_answers_by_policy() -> None:
    assert text_answers(AnswerPolicy.ADD, "Vélo\nBicyclette", "Bike", "velo") == [
        ("Vélo", True), ("Bicyclette", True), ("Bike", True), ("velo", True),
    ]  # fmt: skip
    assert text_answers(AnswerPolicy.REPLACE, "Vélo", "Bike") == [("Vélo", True)]
    assert text_answers(AnswerPolicy.KEEP, "Vélo", "Bike") == [("Bike", True)]
    assert text_answers(AnswerPolicy.ADD, "bike\n\n", "Bike") == [("bike", True)]


def test_spellings_are_accepted_and_learners_are_told_one() -> None:
    prose = Prose(Kind.ANSWERS, "l’été 2001", inline.parse("l’été 2001"), lang="ar")
    (answer,) = grading.text_answers(TextAnswers(prose))
    assert answer.text == "l’été 2001"
    assert {"l’été 2001", "l'été 2001", "l’été ٢٠٠١"} <= set(answer.spellings)
    form = questions_page("## T\n<!-- question id=q type=text -->\nWhich?\n\n- = l’été\n")
    (item,) = form.xpath("//ul[@class='verdicts']/li")
    assert item.get("data-text").split("\n") == ["l’été", "l'été"]
    assert item.xpath("bdi/text()") == ["l’été"]


def questions_page(markdown: str) -> lxml_html.HtmlElement:
    made = lesson(markdown)
    (_, document) = made.documents
    (file,) = HTML.document(made.edition("en"), document)
    return lxml_html.document_fromstring(file.content.decode())


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
