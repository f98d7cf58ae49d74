"""Which pictures and videos of a document are credited below them.

Those that have an entry of their own in the course's list of credits, unless the author says it in the lesson: with a
paragraph in italics right after the picture.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from wlw_i18n.links import media_path
from wlw_i18n.model.course import Edition
from wlw_i18n.model.document import Block, Document, Figure, Paragraph, Video
from wlw_i18n.model.media import PictureCredit
from wlw_i18n.model.text import Emphasis
from wlw_i18n.model.tree import children

_SOURCE = "source/"


def credits_below(edition: Edition, document: Document) -> Mapping[str, PictureCredit]:
    """The credits that stand below pictures and videos of a document, by their source as written there."""
    listed = {f"{_SOURCE}{credit.path}": credit for credit in edition.picture_credits if not credit.own}
    if not listed:
        return {}
    shown = [document.blocks, *(note.blocks for note in document.footnotes)]
    found: dict[str, PictureCredit] = {}
    said: set[str] = set()
    for block, after in (pair for blocks in shown for pair in _with_next(blocks)):
        if isinstance(block, Figure | Video) and (credit := listed.get(media_path(document.path, block.src) or "")):
            found[block.src] = credit
            if _is_credit(after):
                said.add(block.src)
    return {src: credit for src, credit in found.items() if src not in said}


def _with_next(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None]]:
    """All blocks, each with the one that stands right after it."""
    for block, after in zip_longest(blocks, blocks[1:]):
        yield block, after
        yield from _with_next(tuple(children(block)))


def _is_credit(block: Block | None) -> bool:
    """Whether a block is a paragraph all in italics."""
    return isinstance(block, Paragraph) and [type(node) for node in block.prose.inlines] == [Emphasis]
