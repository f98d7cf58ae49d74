"""The wikitext target: pages, titles, files, dumps, diagnostics; what the linters find."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from tests.casefiles import cases
from tests.sources import sources
from tests.wikitext_course import EVERY_NODE, edition_of
from wlw_i18n import segment
from wlw_i18n.config.schema import WikiSchema
from wlw_i18n.exporters.wikitext import WIKITEXT
from wlw_i18n.exporters.wikitext.dump import dump
from wlw_i18n.exporters.wikitext.lint import lint_translatable
from wlw_i18n.exporters.wikitext.lint_quiz import lint_quizzes
from wlw_i18n.exporters.wikitext.pages import document_page
from wlw_i18n.exporters.wikitext.places import file_names, page_path, suffix, uploads
from wlw_i18n.exporters.wikitext.profiles import PROFILES, profile, profiles_of
from wlw_i18n.exporters.wikitext.quiz import number_field
from wlw_i18n.model.course import Edition, WikiProfile
from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.question import Number
from wlw_i18n.readers import read_document

META = profile("meta", "WLW/Course", categories=("WLW course",))
EVERYTHING = profile("betawikiversity", "WLW")
GENERIC = profile("generic", "WLW")


def read(text: str, name: str = "02-b") -> Document:
    document, found = read_document(f"source/01-a/{name}.md", text.encode(), default_id=name[3:])
    assert document is not None, found
    return segment.with_keys(document, [f"k{number}" for number, _ in enumerate(segment.units(document), 1)])


def lesson(body: str, name: str = "02-b", title: str = "T") -> Document:
    return read(f'---\ntitle: "{title}"\nsummary: S\n---\n\n{body}\n', name)


def page(document: Document, wiki: WikiProfile, code: str = "en", *, translate: bool = False) -> str:
    edition = edition_of([document], code, profiles=[wiki])
    return document_page(edition, wiki, document, translate=translate).text


def files(edition: Edition, documents: Sequence[Document]) -> dict[str, bytes]:
    written: list[OutputFile] = [file for document in documents for file in WIKITEXT.document(edition, document)]
    written += WIKITEXT.course(edition)
    assert WIKITEXT.package is not None
    written += WIKITEXT.package(edition, written)
    return {file.path: file.content for file in written}


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


def found_titles(document: Document, wiki: WikiProfile) -> list[tuple[Severity, str]]:
    found = WIKITEXT.inspect(edition_of([document], profiles=[wiki]), ())
    return [(each.severity, each.message) for each in found if each.code is Code.PAGE_TITLE]


def test_an_id_that_is_a_language_of_the_course_is_reported() -> None:
    """The French page of the module would have the same title."""
    assert found_titles(lesson("text", "02-fr"), GENERIC) == [
        (
            Severity.ERROR,
            'wikitext (generic): "fr": the page "WLW/a/fr" (in English) has the same title as "a" (in français)',
        )
    ]


def test_an_id_that_is_any_language_is_reported_where_translate_runs() -> None:
    assert found_titles(lesson("text", "02-it"), GENERIC) == []
    assert found_titles(lesson("text", "02-it"), META) == [
        (
            Severity.WARNING,
            'wikitext (meta): "it": the wiki takes the page "WLW/Course/a/it" for a translation of "WLW/Course/a": '
            '"it" is a language',
        )
    ]


def test_a_title_that_is_too_long_is_reported() -> None:
    found = found_titles(lesson("text", f"02-{'b' * 248}"), GENERIC)
    assert [severity for severity, _ in found] == [Severity.ERROR] * 2  # Arabic and French; English has no code
    assert all(message.endswith("is longer than 255 bytes") for _, message in found)


@pytest.mark.parametrize(
    ("titles", "course", "module", "document"),
    [
        ("module/document/language", "WLW/fr", "WLW/a/fr", "WLW/a/b/fr"),
        ("document/language", "WLW/fr", "WLW/a/fr", "WLW/b/fr"),
        ("language/module/document", "WLW/fr", "WLW/fr/a", "WLW/fr/a/b"),
    ],
)
def test_the_order_of_titles(titles: str, course: str, module: str, document: str) -> None:
    wiki = profile("generic", "WLW", titles=titles)
    edition = edition_of([lesson("text")], "fr", profiles=[wiki])
    table = files(edition, [lesson("text")])["generic/fr/pages.tsv"].decode()
    assert [row.split("\t")[0] for row in table.splitlines()] == [course, module, document]
    text = document_page(edition, wiki, lesson("text")).text
    assert f"[[{course}|Course]] › [[{module}|" in text
    assert found_titles(lesson("text"), wiki) == []


def test_pages_without_languages_bar_and_without_navigation() -> None:
    wiki = profile("meta", "WLW", languages_bar=False, navigation=False)
    for translate in (False, True):
        text = page(lesson("text"), wiki, translate=translate)
        assert 'role="navigation"' not in text
        assert "<languages />" not in text


def test_the_courses_own_page_is_inspected() -> None:
    long = profile("meta", "W" * 240)
    assert [each.message for each in WIKITEXT.inspect(edition_of([], profiles=[META]), ())] == []
    found = list(WIKITEXT.inspect(edition_of([], profiles=[long]), ()))
    assert {(each.code, str(each.location)) for each in found} == {(Code.NOT_EXPRESSIBLE, "source/course.toml")}
    assert all("tpt-unit-title-too-long" in each.message and "base_page" in each.hint for each in found)


def test_every_option_of_a_wiki_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "maintainers" / "publishing.md").read_text(encoding="utf-8")
    assert [name for name in WikiSchema.__struct_fields__ if f"| `{name}` |" not in text] == []


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


# Dump


def test_the_dump_is_xml_that_gives_the_pages_back() -> None:
    pages = [("A/b", 'x < & ]]> "y" é\n\n  z'), ("Ç", "")]
    root = ET.fromstring(dump(pages, "fr"))  # noqa: S314 - our own
    name = "{http://www.mediawiki.org/xml/export-0.11/}"
    assert [(each.findtext(f"{name}title"), each.findtext(f".//{name}text") or "") for each in root] == pages
    assert root.find(f".//{name}timestamp") is None


# Profiles


def test_shipped_profiles() -> None:
    assert set(PROFILES) == {"meta", "wikiversity", "betawikiversity", "generic"}
    assert profile("meta", "X", quiz=True, translate=None, language_codes={"fr": "frx"}) == replace(
        PROFILES["meta"], base_page="X", quiz=True, language_codes={**PROFILES["meta"].language_codes, "fr": "frx"}
    )
    assert profile("ourwiki", "X") == replace(PROFILES["generic"], name="ourwiki", base_page="X")
    with pytest.raises(TypeError):
        profile("meta", "X", quizz=True)


def test_a_course_without_profiles_is_written_for_any_wiki() -> None:
    config = replace(edition_of([]).config, wikis=(), title="A [x] course")
    assert profiles_of(config) == (profile("generic", "A x course"),)


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
        "![a](https://a.example/x.png)\n\n## T\n\n<!-- question id=q weight=0.5 -->\n\nAsk?\n\n- [x] a\n  > [ ] no\n- [ ] b"
    )
    counts = [
        len(list(WIKITEXT.diagnose(edition_of([document], code, profiles=[profile("wikiversity", "X")]), document)))
        for code in ("en", "fr")
    ]
    assert counts == [3, 0]


def test_an_answer_that_a_quiz_cannot_compare_is_reported_in_its_language() -> None:
    document = lesson("## T\n\n<!-- question id=q -->\n\nAsk?\n\n- = a''b")
    (found,) = WIKITEXT.diagnose(edition_of([document], "fr", profiles=[profile("wikiversity", "X")]), document)
    assert (found.language, found.severity) == ("fr", Severity.WARNING)
    assert "q" in found.message


@pytest.mark.parametrize("title", EVERY_NODE)
def test_every_node_passes_the_linters(title: str) -> None:
    document = lesson(EVERY_NODE[title])
    found = WIKITEXT.diagnose(edition_of([document], profiles=[META, EVERYTHING]), document)
    assert [each.message for each in found if each.severity >= Severity.ERROR] == []


# Quizzes


def quiz_page(*questions: str) -> str:
    asked = "\n\n".join(f"## Q{number}\n\n{text}" for number, text in enumerate(questions))
    return page(read(f"---\ntitle: T\nkind: quiz\n---\n\n{asked}\n"), profile("wikiversity", "X"))


CHOICE = "<!-- question id=c{} -->\n\nAsk?\n\n- (x) a\n- ( ) b"
TYPED = "<!-- question id=t{} -->\n\nAsk?\n\n- = a"


def test_questions_share_a_quiz_whose_attributes_suit_all_of_them() -> None:
    text = quiz_page(CHOICE.format(""), TYPED.format(""), TYPED.format("2 case=yes"), CHOICE.format("2 shuffle=yes"))
    assert re.findall(r"<quiz.*>", text) == [
        '<quiz display="simple" case="(i)">',
        '<quiz display="simple" shuffleanswers="true">',
    ]


def test_points_that_quiz_does_not_know_are_reported() -> None:
    document = lesson("## T\n\n<!-- question id=q weight=0.5 -->\n\nAsk?\n\n- = 8")
    (found,) = WIKITEXT.diagnose(edition_of([document], profiles=[profile("wikiversity", "X")]), document)
    assert found.severity is Severity.INFO
    assert "whole points only, not 0.5" in found.message


# Linters


def faults(found: Iterator[object]) -> str:
    return "\n".join(f"{each.line} {each.rule}" for each in found)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("given", "expected"), cases("wikitext/lint-translate"))
def test_faults_of_translatable_pages(given: str, expected: str) -> None:
    assert faults(lint_translatable(given, "Page")) == expected


@pytest.mark.parametrize(("given", "expected"), cases("wikitext/lint-quiz"))
def test_faults_of_quizzes(given: str, expected: str) -> None:
    assert faults(lint_quizzes(given)) == expected


def quiz_of(text: str) -> Document | None:
    document, _ = read_document("source/01-a/02-b.md", text.encode(), default_id="b")
    if document is None:
        return None
    return segment.with_keys(document, [f"k{number}" for number, _ in enumerate(segment.units(document), 1)])


@settings(max_examples=300, deadline=None)
@given(sources)
def test_every_page_passes_the_linters(text: str) -> None:
    """Whatever an author writes, a translatable page can be marked and a quiz can be read."""
    document = quiz_of(text)
    if document is None:
        return
    edition = edition_of([document], profiles=[EVERYTHING])
    source = document_page(edition, EVERYTHING, document, translate=True).text
    assert faults(lint_translatable(source, "WLW/a/b")) == "", source
    assert faults(lint_quizzes(source)) == "", source
    assert faults(lint_quizzes(document_page(edition, EVERYTHING, document).text)) == ""
    assert marked_again(source) == source


def marked_again(text: str) -> str:
    """The page as Translate saves it when it is marked: every unit cut out and written back with its marker.

    A port of TranslatablePage's parser and of TranslationUnit::getMarkedText.
    """

    def section(found: re.Match[str]) -> str:
        inline = "\n" not in found[2]
        parts = re.split(r"(\s*\n\n\s*)", found[2].strip("\n"))
        body = "".join(part if not part.strip() else unit(part, inline=inline) for part in parts)
        before = re.match(r"\n*", found[2])
        after = re.search(r"\n*$", found[2])
        assert before is not None
        assert after is not None
        return f"{found[1]}{before[0]}{body}{after[0]}</translate>"

    def unit(text: str, *, inline: bool) -> str:
        (name,) = re.findall(r"<!--T:(.*?)-->", text)
        content = re.sub(r"<!--T:.*?-->[\n ]?", "", text, count=1).rstrip(" ")
        marker = f"<!--T:{name}-->"
        if re.fullmatch(r"(={1,6})[ \t]*(.+?)[ \t]*\1\s*", content):
            return f"{content} {marker}"
        return f"{marker} {content}" if inline else f"{marker}\n{content}"

    return re.sub(r"(<translate(?: nowrap)?>)(.*?)</translate>", section, text, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("number", "field"),
    [
        (Number("8"), "8"),
        (Number("8", "1"), "7-9"),
        (Number("-8", "1"), "-9--7"),
        (Number("3.14", "5%"), "2.983-3.297"),
        (Number("0.5", "10%"), "0.45-0.55"),
        (Number("100", "0"), "100"),
        (Number("1e3"), "1000"),
        (Number("[6, 8]", range=True), "6-8"),
        (Number("(6, 8)", range=True), "6.000001-7.999999"),
        (Number("[8, 6]", range=True), ""),
        (Number("x"), ""),
    ],
)
def test_numbers_are_ranges(number: Number, field: str) -> None:
    assert number_field(number) == field
