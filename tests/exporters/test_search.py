"""What is searched: every section of every page, nothing that a page only repeats, no answers."""

import json
import re

from lxml import etree
from lxml import html as lxml_html

from tests.exporters.olx_builders import Course, course
from wlw_i18n.exporters.html import HTML, search, site
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.output import OutputFile

COURSE = course(
    {
        "00-start/index.md": "---\ntitle: Start\nkind: module\n---\n\nWelcome <here> & \u2028 there.\n",
        "00-start/01-gap.md": (
            "---\ntitle: The *gap*\nsummary: Why it is there.\nminutes: 20\n---\n\nBefore.[^n]\n\n"
            "## Why {#why}\n\nOne\ntwo *three*.\n\n- a\n- b\n\n> [!NOTE]\n> Inside.\n\n## Empty {#empty}\n\n"
            "### Deep {#deep}\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n[^n]: By hand.\n"
        ),
        "00-start/02-quiz.md": (
            "---\ntitle: Quiz\nkind: quiz\n---\n\n## Which {#which}\n\n<!-- question id=q-one -->\n\nHow many?\n\n"
            "- [x] Four\n  > Secret feedback.\n- [ ] Five\n\n> [!NOTE]\n> Secret explanation.\n"
        ),
    }
)


def french(unit: Unit) -> str | None:
    return None if unit.text == "Inside." else f"FR {unit.text}"


def files_of(made: Course, code: str = "en", translate: object = None) -> list[OutputFile]:
    edition = made.edition(code, translate)  # type: ignore[arg-type]
    documents = made.served(code, translate)  # type: ignore[arg-type]
    return [*(file for each in documents for file in HTML.document(edition, each)), *HTML.course(edition)]


def indexed(made: Course, code: str = "en", translate: object = None) -> dict[str, tuple[str, list[list[str]]]]:
    edition = made.edition(code, translate)  # type: ignore[arg-type]
    pages = [file for file in files_of(made, code, translate) if file.path.endswith(".html")]
    file = search.index(edition, {page.path: search.texts(search.parsed(page)) for page in pages})
    assert file.path == f"{code}/search-index.js"
    (data,) = re.fullmatch(r"self\.wlwPages=(.*);\n", file.content.decode()).groups()  # type: ignore[union-attr]
    return {path: (title, sections) for path, title, sections in json.loads(data)}


def test_every_section_is_there() -> None:
    found = indexed(COURSE)
    assert list(found) == ["start/index.html", "start/gap.html", "start/quiz.html"]
    assert found["start/index.html"] == ("Start", [["", "", "Welcome & there."]])
    assert found["start/gap.html"] == (
        "The gap",
        [
            ["", "", "Before."],
            ["why", "Why", "One two three. a b Inside."],
            ["empty", "Empty", ""],
            ["deep", "Deep", "x y 1 2 Footnotes By hand."],
        ],
    )


def test_answers_are_not_given_away() -> None:
    title, sections = indexed(COURSE)["start/quiz.html"]
    assert title == "Quiz"
    assert sections == [["which", "Which", "How many? Four Five"]]


def test_anchors_are_on_the_pages() -> None:
    files = {file.path: file.content.decode() for file in files_of(COURSE, "fr", french)}
    for path, (_, sections) in indexed(COURSE, "fr", french).items():
        ids = set(lxml_html.document_fromstring(files[f"fr/{path}"]).xpath("//@id"))
        assert {anchor for anchor, _, _ in sections} - {""} <= ids


def test_a_translation_is_searched_in_its_language() -> None:
    title, sections = indexed(COURSE, "fr", french)["start/gap.html"]
    assert title == "FR The gap"
    assert sections[1] == ["why", "FR Why", "FR One two three. FR a FR b Inside."]


def test_the_page_works_without_a_script_and_asks_for_nothing() -> None:
    pages = {file.path: file.content.decode() for file in files_of(COURSE, "ar")}
    page = lxml_html.document_fromstring(pages["ar/search.html"])
    etree.fromstring(pages["ar/search.html"].removeprefix("<!DOCTYPE html>\n"))
    (form,) = page.xpath("//form")
    assert form.get("hidden") is not None
    assert page.xpath("//label[.//input][normalize-space()]")
    assert "needs JavaScript" in page.xpath("string(//p[contains(@class, 'notice')])")
    assert page.xpath("//ol[@class='outline']//a/@href") == ["start/gap.html", "start/quiz.html"]
    assert page.xpath("//script/@src") == ["../assets/course.js", "search-index.js", "../assets/search.js"]
    assert not page.xpath("//a[@class='to-search']")


def test_every_other_page_leads_to_it() -> None:
    for file in files_of(COURSE, "fr", french):
        if not file.path.startswith("fr/") or file.path == "fr/search.html":
            continue
        (way,) = lxml_html.document_fromstring(file.content.decode()).xpath("//a[@class='to-search']/@href")
        assert way == ("../search.html" if file.path.count("/") == 2 else "search.html"), file.path


def test_a_module_named_search_is_no_trouble() -> None:
    made = course({"00-search/index.md": "---\ntitle: Search\nkind: module\n---\n\nText.\n"})
    paths = [file.path for file in files_of(made)]
    assert {"en/search/index.html", f"en/{site.SEARCH}"} <= set(paths)
    assert len(paths) == len(set(paths))
