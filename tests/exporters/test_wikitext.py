"""The wikitext target: pages, links, files, dumps, diagnostics."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from tests.wikitext_course import EVERY_NODE, EVERYTHING, GENERIC, META, edition_of, files, lesson, page
from wlw_i18n.exporters.wikitext import WIKITEXT
from wlw_i18n.exporters.wikitext.dump import dump
from wlw_i18n.exporters.wikitext.pages import document_page
from wlw_i18n.exporters.wikitext.places import file_names, page_path, suffix, uploads
from wlw_i18n.exporters.wikitext.profiles import profile
from wlw_i18n.model.course import WikiProfile
from wlw_i18n.model.diagnostic import Severity
from wlw_i18n.model.media import PictureCredit

# What is written


def test_files_of_the_source_language() -> None:
    document = lesson("text")
    written = files(edition_of([document], profiles=[META, GENERIC]), [document])
    assert sorted(written) == [
        "generic/en/a/b.wiki",
        "generic/en/dump.xml",
        "generic/en/index.wiki",
        "generic/en/pages.tsv",
        "generic/en/uploads.tsv",
        "meta/en/a/b.wiki",
        "meta/en/dump.xml",
        "meta/en/index.wiki",
        "meta/en/pages.tsv",
        "meta/en/uploads.tsv",
        "meta/translatable/a/b.wiki",
        "meta/translatable/dump.xml",
        "meta/translatable/index.wiki",
        "meta/translatable/pages.tsv",
    ]


def test_a_translation_has_no_translatable_page() -> None:
    document = lesson("text")
    written = files(edition_of([document], "fr", profiles=[META]), [document])
    assert sorted({path.split("/")[1] for path in written}) == ["fr"]


@pytest.mark.parametrize(
    ("wiki", "code", "title"),
    [(GENERIC, "en", "WLW/a/b"), (GENERIC, "fr", "WLW/a/b/fr"), (META, "en", "WLW/Course/a/b/en")],
)
def test_titles(wiki: WikiProfile, code: str, title: str) -> None:
    document = lesson("text")
    edition = edition_of([document], code, profiles=[wiki])
    assert (
        f"{title}\t{wiki.name}/{code}/a/b.wiki\n"
        in files(edition, [document])[f"{wiki.name}/{code}/pages.tsv"].decode()
    )


def test_a_language_has_the_code_that_the_wiki_knows() -> None:
    edition = edition_of([], "zh-hans")
    assert suffix(META, edition.language, edition.config.source_language) == "/zh"
    assert suffix(GENERIC, edition.language, edition.config.source_language) == "/zh-hans"
    assert page_path(META, "zh-hans", "a/b") == "meta/zh-hans/a/b.wiki"


def test_the_same_edition_gives_the_same_bytes() -> None:
    document = lesson(EVERY_NODE["links"])
    edition = edition_of([document], profiles=[META, EVERYTHING])
    assert files(edition, [document]) == files(edition, [document])


def test_a_right_to_left_page() -> None:
    text = page(replace(lesson("text"), lang="ar"), GENERIC, "ar")
    assert text.startswith('<div lang="ar" dir="rtl" class="mw-content-rtl">\n')


def test_a_page_that_is_not_translated_says_so_and_is_in_its_own_language() -> None:
    text = page(replace(lesson("text"), notice=True), GENERIC, "fr")
    assert text.startswith('<div lang="fr" dir="ltr"')
    assert "This page is not yet translated. It is shown in English." in text
    assert '<div lang="en" dir="ltr" class="mw-content-ltr">' in text
    assert '<span lang="en"' not in text[text.index('role="heading"') : text.index("text")]


def test_categories_by_language() -> None:
    document = lesson("text")
    assert page(document, META).endswith("\n\n[[Category:WLW course]]\n")
    assert page(document, META, "fr").endswith("\n\n[[Category:WLW course/fr]]\n")
    assert page(document, META, translate=True).endswith("\n\n[[Category:WLW course{{#translation:}}]]\n")


def test_links_between_documents() -> None:
    first = lesson("[Next](03-c.md#x) [Self](#y)\n\n## Y {#y}", "02-b")
    second = lesson("## X {#x}", "03-c")
    edition = edition_of([first, second], "fr", profiles=[GENERIC, META])
    assert "[[WLW/a/c/fr#x|Next]] [[#y|Self]]" in document_page(edition, GENERIC, first).text
    assert "[[WLW/a/c/fr|Next: " in document_page(edition, GENERIC, first).text
    source = edition_of([first, second], profiles=[META])
    text = document_page(source, META, first, translate=True).text
    assert '[[<tvar name="1">Special:MyLanguage/WLW/Course/a/c#x</tvar>|Next]]' in text


def test_a_title_with_a_link_is_the_text_of_a_link_without_it() -> None:
    first, second = lesson("text"), lesson("text", "03-c", "See [x](https://a.example)")
    text = document_page(edition_of([first, second]), GENERIC, first).text
    assert "|Next: See x]]" in text


# Files on the wiki


def test_names_of_files_are_readable_and_unique() -> None:
    media = {
        "01-a/media/x.svg": "source/01-a/media/x.svg",
        "02-a/media/x.svg": "source/02-a/media/x.svg",
        "02-a/media/y [1].svg": "source/02-a/media/y [1].svg",
        "02-a/media/z.svg": "translations/fr/media/a/z.svg",
    }
    names = file_names(edition_of([], "fr", media=media))
    assert names["02-a/media/y [1].svg"] == "W1 a y -1.svg"
    assert names["02-a/media/z.svg"] == "W1 a z fr.svg"
    assert re.fullmatch(r"W1 a x [0-9a-f]{6}\.svg", names["01-a/media/x.svg"])
    assert len(set(names.values())) == len(names)


def test_a_translation_uploads_its_localised_files_only() -> None:
    media = {"01-a/media/x.svg": "source/01-a/media/x.svg", "01-a/media/z.svg": "translations/fr/media/a/z.svg"}
    assert list(uploads(edition_of([], "fr", media=media))) == [("W1 a z fr.svg", "translations/fr/media/a/z.svg")]
    assert WIKITEXT.assets(edition_of([], "fr", media=media, profiles=[META])) == {
        "meta/fr/files/W1 a z fr.svg": "translations/fr/media/a/z.svg"
    }
    assert len(list(uploads(edition_of([], "en", media=media)))) == 2


def test_captions_are_no_files_of_a_wiki() -> None:
    """They are texts on pages of their own, which a diagnostic names."""
    media = {"01-a/media/v.webm": "source/01-a/media/v.webm", "01-a/media/v.en.vtt": "source/01-a/media/v.en.vtt"}
    assert list(file_names(edition_of([], media=media))) == ["01-a/media/v.webm"]


@pytest.mark.parametrize(
    ("below", "licence", "credit"),
    [
        ("text", "CC BY-SA 4.0", ""),
        ("*Picture: A, [CC BY 2.0](https://a.example)*", "CC BY 2.0", "Picture: A, [https://a.example CC BY 2.0]"),
        ("*Picture: A's, CC0, **b***", "CC0", "Picture: A's, CC0, '''b'''<nowiki/>"),
        ("*Picture: A*", "", "Picture: A"),
        ("*Picture:* A", "CC BY-SA 4.0", ""),
    ],
)
def test_uploads_say_the_licence_and_the_credit(below: str, licence: str, credit: str) -> None:
    document = lesson(f'![x](media/a.svg "caption")\n\n{below}\n\nmore')
    table = files(edition_of([document]), [document])["generic/en/uploads.tsv"].decode()
    assert table.splitlines()[0].split("\t") == ["W1 a a.svg", "source/01-a/media/a.svg", licence, credit]


def test_uploads_say_the_credit_of_the_courses_list_first() -> None:
    document = lesson('![x](media/a.svg "caption")\n\n*Picture: B, CC0*')
    listed = PictureCredit(
        "01-a/media/a.svg", "A [x]", "CC BY 2.0", "Tree", "https://a.example/by", "https://a.example/t"
    )
    edition = replace(edition_of([document]), picture_credits=(listed,))
    row = files(edition, [document])["generic/en/uploads.tsv"].decode().splitlines()[0].split("\t")
    assert row[2:] == [
        "CC BY 2.0",
        "[https://a.example/t Tree], A &#91;x&#93;, [https://a.example/by CC BY 2.0]",
    ]


# Dump


def test_the_dump_is_xml_that_gives_the_pages_back() -> None:
    pages = [("A/b", 'x < & ]]> "y" é\n\n  z'), ("Ç", "")]
    root = ET.fromstring(dump(pages, "fr"))  # noqa: S314 - our own
    name = "{http://www.mediawiki.org/xml/export-0.11/}"
    assert [(each.findtext(f"{name}title"), each.findtext(f".//{name}text") or "") for each in root] == pages
    assert root.find(f".//{name}timestamp") is None


# Diagnostics


def test_what_a_wiki_cannot_say_is_reported_once_for_all_languages() -> None:
    document = lesson("![a](https://a.example/x.png)\n\na <blink>b</blink>\n\n[c](foo:bar)")
    found = list(WIKITEXT.diagnose(edition_of([document], profiles=[GENERIC]), document))
    assert [(str(each.location), each.severity) for each in found] == [
        ("source/01-a/02-b.md:6", Severity.WARNING),
        ("source/01-a/02-b.md:8", Severity.WARNING),
        ("source/01-a/02-b.md:10", Severity.WARNING),
    ]
    assert not list(WIKITEXT.diagnose(edition_of([document], "fr", profiles=[GENERIC]), document))


def test_what_a_quiz_never_says_is_reported_in_the_source_language_alone() -> None:
    document = lesson(
        "![a](https://a.example/x.png)\n\n## T\n\n<!-- question id=q weight=0.5 -->\n\nAsk?\n\n- [x] a\n- [ ] b"
    )
    counts = [
        len(list(WIKITEXT.diagnose(edition_of([document], code, profiles=[profile("wikiversity", "X")]), document)))
        for code in ("en", "fr")
    ]
    assert counts == [2, 0]


def test_an_answer_that_a_quiz_cannot_compare_is_reported_in_its_language() -> None:
    document = lesson("## T\n\n<!-- question id=q -->\n\nAsk?\n\n- = a''b")
    (found,) = WIKITEXT.diagnose(edition_of([document], "fr", profiles=[profile("wikiversity", "X")]), document)
    assert (found.language, found.severity) == ("fr", Severity.WARNING)
    assert "q" in found.message
