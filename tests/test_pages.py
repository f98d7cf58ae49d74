"""How a document is cut into pages."""

import pytest
from hypothesis import given

from tests.sources import sources
from wlw_i18n.model.document import Document, DocumentKind, Heading
from wlw_i18n.model.question import Question
from wlw_i18n.pages import START, pages_of
from wlw_i18n.readers import read_document
from wlw_i18n.segment import units, with_keys


def read(body: str, front: str = "kind: lesson") -> Document:
    document, _ = read_document("source/01-a/02-b.md", f"---\ntitle: T\n{front}\n---\n{body}".encode(), default_id="b")
    assert document is not None
    return document


QUESTION = "{0} Ask\n<!-- question id=q-{1} -->\n\nWhich?\n\n- (x) A\n- ( ) B\n"

LESSON = f"""
Before.

## One {{#one}}

Text.

### Below {{#below}}

{QUESTION.format("###", "inside")}

## Two {{#two}}
## Three {{#three}}

{QUESTION.format("##", "own")}

# Top {{#top}}

Last.
"""


def keys(document: Document) -> list[str]:
    return [page.key for page in pages_of(document)]


def test_a_lesson_is_cut_at_level_2_headings_and_questions() -> None:
    document = read(LESSON)
    assert keys(document) == ["start", "one", "two", "three", "q-own", "top"]
    titles = [page.title.text if page.title else None for page in pages_of(document)]
    assert titles == [None, "One", "Two", "Three", "Ask", "Top"]
    assert [len(page.blocks) for page in pages_of(document)] == [1, 4, 1, 1, 1, 2]


def test_a_page_has_its_headings_key() -> None:
    document = read("## One\n\nText\n\n## 2\n\nText")
    keyed = with_keys(document, [f"k{number}" for number, _ in enumerate(units(document))])
    # A heading without a letter is no unit and has no key.
    assert keys(keyed) == ["k1", "2"]


@pytest.mark.parametrize("kind", ["assignment", "lesson"])
def test_other_documents_are_cut_in_the_same_way(kind: str) -> None:
    assert keys(read("A\n\n## B {#b}\n", f"kind: {kind}")) == ["start", "b"]


def test_a_quiz_is_one_page() -> None:
    document = read(f"A\n\n{QUESTION.format('##', '1')}\n{QUESTION.format('##', '2')}", "kind: quiz")
    assert keys(document) == [START]
    assert pages_of(document)[0].blocks == document.blocks
    assert pages_of(document)[0].title is None


def test_a_quiz_may_have_a_page_for_each_question() -> None:
    body = f"A\n\n## Part {{#part}}\n\nB\n\n{QUESTION.format('####', '1')}\n{QUESTION.format('##', '2')}"
    assert keys(read(body, "kind: quiz\npages: each")) == ["start", "q-1", "q-2"]


@pytest.mark.parametrize("front", ["kind: lesson", "kind: quiz", "kind: quiz\npages: each"])
def test_a_document_without_blocks_has_no_page(front: str) -> None:
    assert pages_of(read("", front)) == ()


@given(sources)
def test_every_block_is_on_one_page(source: str) -> None:
    document, _ = read_document("source/01-a/02-b.md", source.encode(), default_id="b")
    if document is None:
        return
    pages = pages_of(document)
    assert tuple(block for page in pages for block in page.blocks) == document.blocks
    assert all(page.blocks for page in pages)
    assert len({page.key for page in pages}) == len(pages)
    for page in pages:
        assert (page.title is None) == (page.key == START)
        inner = page.blocks[1:]
        if document.kind is not DocumentKind.QUIZ:
            assert not any(isinstance(block, Heading | Question) and block.level <= 2 for block in inner)
