"""Drawings and captions in a language: what the other targets then ship like any file of the course.

The files stand below `exports/media/<code>/` under the path that the original has below `source/`. A drawing is made
for the source language, and for each language that has a translation of at least one of its words.
"""

from collections.abc import Iterable, Iterator, Mapping

from wlw_i18n.exporters.base import Exporter
from wlw_i18n.links import media_path
from wlw_i18n.model.course import Edition
from wlw_i18n.model.document import Block, Document, Figure
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.text import Prose, State
from wlw_i18n.model.tree import children
from wlw_i18n.render.drawing import draw

_SOURCE = "source/"


def _document(edition: Edition, document: Document) -> Iterator[OutputFile]:
    shown = (*document.blocks, *(block for note in document.footnotes for block in note.blocks))
    made: dict[str, bytes] = {}
    for figure in _figures(shown):
        path = media_path(document.path, figure.src)
        if figure.drawing is not None and path and _is_own(edition, figure.drawing.texts):
            made.setdefault(path.removeprefix(_SOURCE), draw(figure.drawing, edition.language))
    yield from (OutputFile(f"{edition.language.code}/{path}", content) for path, content in made.items())


def _figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        yield from _figures(children(block))


def _is_own(edition: Edition, texts: Iterable[Prose]) -> bool:
    """Whether a language has a file of its own: it is the source language, or has translated a part."""
    if edition.language.code == edition.config.source_language.code:
        return True
    return any(prose.state in (State.CURRENT, State.STALE) for prose in texts)


def _nothing(_edition: Edition) -> Iterable[OutputFile]:
    return ()


def _no_assets(_edition: Edition) -> Mapping[str, str]:
    return {}


MEDIA = Exporter(name="media", document=_document, course=_nothing, assets=_no_assets)
