"""What the status pages promise: no script, no request, real tables, the ways to files."""

from dataclasses import replace

import pytest
from lxml import html

from tests.report.sample import DASHBOARD, STATUS, TITLE, files
from wlw_i18n.report.page import file_link

PAGES = [name for name in files() if name.endswith(".html")]
PATTERN = "https://example.org/course/blob/main/{path}#L{line}"


def page(name: str, **changes: object) -> html.HtmlElement:
    return html.fromstring(files(replace(DASHBOARD, **changes))[name].decode())


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_nothing_from_elsewhere(name: str) -> None:
    root = page(name)
    assert root.xpath("//script | //@style | //style | //iframe") == []
    assert "script-src" not in root.xpath("//meta[@http-equiv]/@content")[0]
    addresses = root.xpath("//@href | //@src")
    assert [address for address in addresses if "//" in address] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_cell_has_a_header_for_its_row_and_column(name: str) -> None:
    for table in page(name).xpath("//table"):
        widths = [
            sum(int(cell.get("colspan", "1")) for cell in row if cell.tag in ("td", "th"))
            for row in table.xpath(".//tr")
        ]
        assert len(set(widths)) == 1
        assert all(cell.get("scope") == "col" for cell in table.xpath(".//thead//th"))
        assert all(row.xpath("./th[@scope='row']") for row in table.xpath(".//tbody/tr"))


def test_what_a_mark_means_is_said_to_screen_readers() -> None:
    (cell,) = page("index.html").xpath("//tr[th[contains(., 'How it was')]]/td[contains(., '!')]")
    assert text(cell) == "80* (300 words stale)! (3 failing checks)"
    assert [text(mark) for mark in cell.xpath(".//*[@aria-hidden]")] == ["*", "!"]


def test_modules_have_their_sums() -> None:
    rows = {text(row[0]): [text(cell) for cell in row[1:]] for row in page("index.html").xpath("//tr[th]")}
    assert rows["The gap (whole module)"][0] == "1,400"
    assert rows["What you can do (whole module)"] == ["600", "100", "13! (1 failing check)", "0", "0"]


def test_the_title_is_text() -> None:
    assert text(page("index.html").xpath("//header/a")[0]) == TITLE
    assert page("index.html").xpath("//lead") == []


def test_the_history_is_left_out_where_there_is_none() -> None:
    assert "History" in text(page("index.html"))
    for name in PAGES:
        assert "History" not in text(page(name, history=()))


def test_a_language_without_words_at_a_tag_was_not_begun() -> None:
    row = page("index.html").xpath("//tr[th[text()='2026-spring']]")[0]
    assert [text(cell) for cell in row[2:]] == ["40", "– not begun", "– not begun", "– not begun"]


def test_the_next_units_lead_to_their_files() -> None:
    links = page("ar.html").xpath("//main//ol//a")
    assert [text(link) for link in links][:2] == ["translations/ar/course.po:12", "translations/ar/gap/measured.po:40"]
    assert links[1].get("href") == "../../../translations/ar/gap/measured.po"
    there = page("ar.html", repository=PATTERN).xpath("//main//ol//a/@href")
    assert there[1] == "https://example.org/course/blob/main/translations/ar/gap/measured.po#L40"


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("", "../../../translations/fr/a%20b.po"),
        (PATTERN, "https://example.org/course/blob/main/translations/fr/a%20b.po#L7"),
        ("https://example.org/{path}?plain=1", "https://example.org/translations/fr/a%20b.po?plain=1"),
    ],
)
def test_file_links(repository: str, expected: str) -> None:
    assert file_link("translations/fr/a b.po", 7, repository) == expected


def test_a_course_without_languages_or_documents() -> None:
    shown = text(page("index.html", status=replace(STATUS, languages=())))
    assert "not translated to any language yet" in shown
    empty = page("index.html", status=replace(STATUS, languages=(), documents=()))
    assert "0 words of text in 0 documents" in text(empty)
