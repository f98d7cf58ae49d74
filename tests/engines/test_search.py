"""Searching in a real browser: how texts are cut into words, what is found first, and a learner who searches."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casefiles import cases

from .browser import OpenPage, Tab, axe_violations
from .real_course import RealCourse

BLANK = "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>t</title>"
SCRIPT = Path(__file__).parents[2] / "src/wlw_i18n/exporters/html/assets/search.js"
LARGEST = 0.4
"""Bytes that what is searched may have, against those of the pages: many learners pay for each."""


@pytest.fixture(scope="module", name="blank")
def blank_fixture(browser: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    page = tmp_path_factory.mktemp("search") / "blank.html"
    page.write_text(f'{BLANK}<script src="{SCRIPT.as_uri()}"></script>', encoding="utf-8")
    context = browser.new_context()  # type: ignore[attr-defined]
    tab = Tab(context.new_page())
    tab.page.goto(page.as_uri())
    yield tab
    context.close()


@pytest.mark.parametrize(("text", "expected"), cases("search/words"))
def test_words(blank: Tab, text: str, expected: str) -> None:
    assert blank.page.evaluate("text => wlwSearch.cut(text).join(' ')", text) == expected


@pytest.mark.parametrize(("given", "expected"), cases("search/ranking"))
def test_ranking(blank: Tab, given: str, expected: str) -> None:
    question, *lines = given.split("\n")
    pages: dict[str, list[list[str]]] = {}
    for line in lines:
        title, heading, text = (part.strip() for part in line.split("|"))
        pages.setdefault(title, []).append([heading, heading, text])
    found = blank.page.evaluate(
        "([pages, question]) => wlwSearch.search(wlwSearch.indexed(pages), question)"
        ".map((section) => `${section.title} | ${section.heading}`.trim())",
        [[[title, title, sections] for title, sections in pages.items()], question],
    )
    assert "\n".join(found) == expected


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("One two three.", "two", "One [two] three."),
        ("One two three.", "nothing", "One two three."),
        ("L’éditathon, l'ÉDITATHON", "edita", "L’[éditathon], l'[ÉDITATHON]"),
        ("维基百科的性别差距", "性别", "维基百科的[性别]差距"),
        ("a " * 100 + "word " + "b " * 200, "word", "… " + "a " * 29 + "[word] " + "b " * 78 + "b …"),
        ("", "word", ""),
    ],
)
def test_snippets(blank: Tab, text: str, question: str, expected: str) -> None:
    pieces = blank.page.evaluate("([text, question]) => wlwSearch.snippet(text, question)", [text, question])
    shown = "".join(f"[{piece}]" if asked else piece for piece, asked in pieces)
    assert " ".join(shown.split()) == " ".join(expected.split())


@pytest.mark.parametrize(
    ("code", "words", "page"),
    [
        ("en", "volunteers surv", "how-it-was-measured"),
        ("fr", "editathon infographie", "infographic"),
        ("ar", "حساب", "your-account-and-user-page"),
    ],
)
def test_a_learner_searches(real_course: RealCourse, open_page: OpenPage, code: str, words: str, page: str) -> None:
    tab = open_page(real_course.root / f"exports/html/{code}/index.html", width=420)
    tab.page.locator("a.to-search").click()
    field = tab.page.get_by_role("searchbox")
    field.wait_for()
    assert not tab.page.locator("main .notice").is_visible()
    assert tab.errors == []
    assert axe_violations(tab) == []
    tab.errors.clear()  # axe-core asks for the style sheet once more, which the page's policy forbids
    field.fill(words)
    field.press("Enter")
    assert tab.page.locator(".results li").count() > 0
    assert tab.page.get_by_role("status").first.inner_text().rstrip("0123456789") != ""
    assert not tab.page.locator("main .module").first.is_visible()
    assert tab.errors == []
    assert axe_violations(tab) == []
    tab.errors.clear()
    tab.screenshot(real_course.root / f"search-{code}.png")
    way = tab.page.locator(f".results a[href*='/{page}.html']").first
    way.click()
    tab.page.wait_for_url(f"**/{page}.html*")
    anchor = tab.page.url.partition("#")[2]
    assert not anchor or tab.page.locator(":target").count() == 1
    tab.page.go_back()
    assert tab.page.get_by_role("searchbox").input_value() == words
    assert tab.page.locator(".results li").count() > 0
    assert tab.errors == []
    assert tab.external_requests == []


def test_what_is_found_cannot_run(real_course: RealCourse, open_page: OpenPage) -> None:
    path = real_course.root / "exports/html/en/search-index.js"
    kept = path.read_bytes()
    path.write_text(
        'self.wlwPages=[["javascript:alert(1)","<img src=x onerror=alert(1)>",'
        '[["a","<b>","<script>alert(1)</script>"]]]];'
    )
    try:
        tab = open_page(f"{path.with_name('search.html').as_uri()}#q=alert")
        assert tab.page.locator(".results li").count() == 2  # the page and its section
        assert tab.page.locator(".results img, .results script").count() == 0
        way = tab.page.locator(".results a").last.get_attribute("href") or ""
        assert way.endswith("/en/javascript%3Aalert(1)#a")
    finally:
        path.write_bytes(kept)


def test_without_a_script_there_is_the_table_of_contents(real_course: RealCourse, open_page: OpenPage) -> None:
    tab = open_page(real_course.root / "exports/html/en/search.html", javascript=False)
    assert "needs JavaScript" in tab.page.locator("main .notice").inner_text()
    assert tab.page.locator("main .outline a").count() > 5
    assert not tab.page.locator("form.search").is_visible()


def test_what_is_searched_is_small(real_course: RealCourse) -> None:
    for language in real_course.published:
        folder = real_course.root / "exports/html" / language.code
        pages = sum(path.stat().st_size for path in folder.glob("*/*.html"))
        assert 0.1 * pages < (folder / "search-index.js").stat().st_size < LARGEST * pages, language.code
