"""How a document is cut into the pages that a learner sees one at a time (design: OLX verticals)."""

from collections.abc import Iterator

from wlw_i18n.model.document import Block, Document, DocumentKind, Heading, Page
from wlw_i18n.model.question import Question

PAGE_LEVEL = 2
START = "start"


def pages_of(document: Document) -> tuple[Page, ...]:
    """Cut a document into pages, in reading order.

    A lesson is cut at its level-2 headings (a question's heading counts); a quiz is one page, unless its front
    matter says `pages: each`. Every block is in exactly one page; a document without blocks has no page.
    """
    if document.kind is DocumentKind.QUIZ and not document.settings.page_each:
        return (Page(START, None, document.blocks),) if document.blocks else ()
    return tuple(_cut(document.blocks, questions_only=document.kind is DocumentKind.QUIZ))


def _cut(blocks: tuple[Block, ...], *, questions_only: bool) -> Iterator[Page]:
    opener: Block | None = None
    pending: list[Block] = []
    for block in blocks:
        if _opens_page(block, questions_only=questions_only) and pending:
            yield _page(opener, pending)
            opener, pending = None, []
        if not pending:
            opener = block if _opens_page(block, questions_only=questions_only) else None
        pending.append(block)
    if pending:
        yield _page(opener, pending)


def _opens_page(block: Block, *, questions_only: bool) -> bool:
    if isinstance(block, Question):
        return questions_only or block.level <= PAGE_LEVEL
    return isinstance(block, Heading) and block.level <= PAGE_LEVEL and not questions_only


def _page(opener: Block | None, blocks: list[Block]) -> Page:
    if isinstance(opener, Question):
        return Page(opener.id, opener.title, tuple(blocks))
    if isinstance(opener, Heading):
        return Page(opener.prose.key or opener.id, opener.prose, tuple(blocks))
    return Page(START, None, tuple(blocks))
