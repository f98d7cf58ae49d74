"""The table for wikis, shown by a real MediaWiki."""

from lxml import html as lxml_html

from tests.report.sample import SOURCES, STATUS, TITLE
from wlw_i18n.model.status import CourseStatus
from wlw_i18n.report.shares import number, percent
from wlw_i18n.report.wikitable import table

from .mediawiki import MediaWiki


def cells(row: lxml_html.HtmlElement) -> list[str]:
    return [" ".join(cell.text_content().split()) for cell in row if cell.tag in ("td", "th")]


def shown(mediawiki: MediaWiki, status: CourseStatus) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(f"<div>{mediawiki.parse(table(status))}</div>")


def test_a_wiki_shows_both_tables(mediawiki: MediaWiki) -> None:
    page = shown(mediawiki, STATUS)
    languages, documents = page.xpath(".//table")
    assert languages.xpath("./caption")[0].text_content().strip() == f"{TITLE}: translations, in words of 2,000"
    rows = [cells(row) for row in languages.xpath(".//tr")]
    assert rows[0][:3] == ["Language", "Ready", "Translated"]
    assert rows[2] == ["العربية (ar)", "58 %", "915", "300", "40", "60", "685", "4", "yes"]
    assert [row[0] for row in rows[1:]] == [f"{each.autonym} ({each.code})" for each in STATUS.languages]
    assert {len(row) for row in rows} == {9}
    found = [cells(row) for row in documents.xpath(".//tr")]
    assert found[0] == ["Document", "Words", *(each.code for each in STATUS.languages)]
    assert [row[0] for row in found[1:]] == [source.title for source in SOURCES]
    assert found[2][1:] == [
        number(1200),
        *(
            f"{percent(each.documents[1].counts.share)}{'*' if each.documents[1].counts.stale.units else ''}"
            for each in STATUS.languages
        ),
    ]


def test_nothing_of_a_title_becomes_a_link_or_an_element(mediawiki: MediaWiki) -> None:
    page = shown(mediawiki, STATUS)
    assert page.xpath(".//a | .//lead | .//measured") == []


def test_names_keep_their_language_and_direction(mediawiki: MediaWiki) -> None:
    found = [(each.get("lang"), each.get("dir"), each.text) for each in shown(mediawiki, STATUS).xpath(".//bdi")]
    assert found == [(each.tag, each.direction, each.autonym) for each in STATUS.languages]


def test_columns_are_sorted_as_numbers(mediawiki: MediaWiki) -> None:
    page = shown(mediawiki, STATUS)
    (languages, _) = page.xpath(".//table")
    assert "sortable" in languages.get("class")
    assert languages.xpath(".//tr[2]/td/@data-sort-value") == ["100", "2000", "0", "0", "0", "0", "0"]


def test_a_course_without_languages(mediawiki: MediaWiki) -> None:
    page = shown(mediawiki, CourseStatus("A course", SOURCES, ()))
    assert page.xpath(".//table") == []
    assert "not translated to any language yet" in page.text_content()
