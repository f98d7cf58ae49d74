"""Reading translated files that are not a course's, and finding whose translation each is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources import sources
from wlw_i18n import segment
from wlw_i18n.align import pair_files, read_translated, refuse_all
from wlw_i18n.align.result import Alignment
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Kind
from wlw_i18n.readers import read_document


def read(text: str, path: str = "d.md") -> Document:
    document, _ = read_translated(path, text.encode(), language="xx")
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("front", "title", "summary", "name"),
    [
        ("---\ntitle: T\n---\n", "T", None, ""),
        ("---\ntitle: 'T'\nsummary: S\nid: three-gaps\n---\n", "T", "S", "three-gaps"),
        ("---\nTitle: T\ndescription: >\n  S\n  S\nclass: x\n---\n", "T", "S S", ""),
        ("---\ntitle: T\nid: Not An Id\nminutes: many\nkind: poem\nstatus: draft\n---\n", "T", None, ""),
        ('---\ntitle: A: B\ndescription: "C: D"\nbroken: [\n---\n', "A: B", "C: D", ""),
        ("---\ntitle: 'say \"it\" \\ twice'\n---\n", 'say "it" \\ twice', None, ""),
        ("---\n- a list\n---\n# T\n\n", "T", None, ""),
        ("---\n---\n\n# T {#t}\n\n", "T", None, ""),
        ("# T #\n\n", "T", None, ""),
        ("", "-", None, ""),
        ("\N{BYTE ORDER MARK}---\r\ntitle: T\r\n---\r\n", "T", None, ""),
    ],
)
def test_front_matter(front: str, title: str, summary: str | None, name: str) -> None:
    document = read(f"{front}Text.\n\n## Heading\n")
    assert document.title.text == title
    assert (document.summary and document.summary.text) == summary
    assert document.id == name
    assert [prose.text for prose in segment.prose_of(document)][1 + (summary is not None) :] == ["Text.", "Heading"]


@pytest.mark.parametrize(
    "front", ["", "---\ntitle: T\nlang: fr\nrelated:\n  - a\n---\n", "# T\n\n", "---\nx: [\n---\n"]
)
def test_lines_are_those_of_the_file(front: str) -> None:
    document = read(f"{front}First.\n\n## Second\n\n<b>Third</b>\n")
    lines = f"{front}First.\n\n## Second".split("\n")
    places = {prose.text: prose.line for prose in segment.prose_of(document)}
    assert (places["First."], places["Second"]) == (lines.index("First.") + 1, lines.index("## Second") + 1)


def test_findings_name_the_line_of_the_file() -> None:
    document, found = read_translated("d.md", b"One.\n\n<div>Text</div>\n", language="xx")
    assert document is not None
    assert [diagnostic.location.line for diagnostic in found if diagnostic.location] == [3]


def test_a_file_in_another_encoding_cannot_be_read() -> None:
    document, found = read_translated("d.md", "# Été\n".encode("latin-1"), language="fr")
    assert document is None
    assert [diagnostic.code.value for diagnostic in found] == ["file-encoding"]


@settings(max_examples=150, deadline=None)
@given(st.one_of(sources, st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)))
def test_every_text_can_be_read(text: str) -> None:
    assert read(text).lang == "xx"


@settings(max_examples=100, deadline=None)
@given(sources)
def test_a_source_of_a_course_is_read_as_it_is(source: str) -> None:
    document, _ = read_document("d.md", source.encode(), default_id="", language="xx")
    if document is None:
        return
    again = read(source)
    assert [unit.text for unit in segment.units(again)] == [unit.text for unit in segment.units(document)]
    assert [prose.line for prose in segment.prose_of(again) if prose.kind not in {Kind.TITLE, Kind.SUMMARY}] == [
        prose.line for prose in segment.prose_of(document) if prose.kind not in {Kind.TITLE, Kind.SUMMARY}
    ]


# Files


def source(path: str, name: str) -> Document:
    document, _ = read_document(f"source/{path}", b"---\ntitle: T\n---\n", default_id=name)
    assert document is not None
    return document


COURSE = (
    source("01-gap/index.md", "gap"),
    source("01-gap/01-counts.md", "counts"),
    source("01-gap/02-quiz.md", "gap-quiz"),
    source("02-write/01-first-article.md", "first"),
    source("02-write/02-quiz.md", "write-quiz"),
)


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        ("01-gap/01-counts.md", "", "counts"),
        ("anything.md", "counts", "counts"),
        ("gap/counts.md", "", "counts"),
        ("03-gap/07-counts.md", "", "counts"),
        ("counts.md", "", "counts"),
        ("12-counts.md", "", "counts"),
        ("first.md", "", "first"),
        ("gap/index.md", "", "gap"),
        ("quiz.md", "", None),
        ("index.md", "", None),
        ("unknown.md", "", None),
    ],
)
def test_whose_translation_a_file_is(path: str, name: str, expected: str | None) -> None:
    file = read(f"---\ntitle: T\nid: {name}\n---\n" if name else "# T\n", path)
    found = pair_files(COURSE, [file])
    assert [document.id for document, _ in found.pairs] == ([expected] if expected else [])
    assert [document.id for document in found.without_translation] == [
        document.id for document in COURSE if document.id != expected
    ]
    assert found.without_source == (() if expected else (file,))


def test_the_same_path_comes_before_the_name() -> None:
    near, same = read("# N\n", "counts.md"), read("# S\n", "01-gap/01-counts.md")
    found = pair_files(COURSE, [near, same])
    assert [(document.id, file.title.text) for document, file in found.pairs] == [("counts", "S")]
    assert found.without_source == (near,)


def test_two_files_of_one_name_decide_nothing() -> None:
    found = pair_files(COURSE, [read("# A\n", "a/counts.md"), read("# B\n", "b/counts.md")])
    assert not found.pairs
    assert len(found.without_source) == 2


def test_a_folder_of_summaries_is_refused_as_a_whole() -> None:
    good, bad = (Alignment((), (), (), (), False, "", found, 100) for found in (80, 10))
    assert not refuse_all([])
    assert not refuse_all([good, bad, good])
    assert "only 33% of the English words" in refuse_all([good, bad, bad])
    assert not refuse_all([good, bad, bad], least=0.3)
