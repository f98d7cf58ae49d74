"""Drawings and captions in a language: what the other targets then ship like any file of the course.

The files stand below `exports/media/<code>/` under the path that the original has below `source/`. A drawing is made
for the source language, and for each language that has a translation of at least one of its words; one without words,
for languages in which it is turned over.
"""

from collections.abc import Iterable, Iterator, Mapping

from wlw_i18n.exporters.base import Exporter
from wlw_i18n.links import media_path
from wlw_i18n.model.course import Edition
from wlw_i18n.model.document import Block, Captions, Document, Drawing, Figure
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.tree import children, videos
from wlw_i18n.render import captions, mirroring
from wlw_i18n.render.drawing import draw

_SOURCE = "source/"


def _document(edition: Edition, document: Document) -> Iterator[OutputFile]:
    shown = (*document.blocks, *(block for note in document.footnotes for block in note.blocks))
    made: dict[str, bytes] = {}
    for figure in _figures(shown):
        path = media_path(document.path, figure.src)
        if figure.drawing is not None and path and _is_own(edition, document, figure.drawing):
            made.setdefault(
                path.removeprefix(_SOURCE),
                draw(figure.drawing, edition.language, edition.config.source_language, figure.alt),
            )
    for video in videos(shown):
        path = media_path(document.path, video.captions)
        if video.speech is not None and path and _is_said(edition, video.speech):
            made.setdefault(path.removeprefix(_SOURCE), _track(edition, video.speech))
    yield from (OutputFile(f"{edition.language.code}/{path}", content) for path, content in made.items())


def _figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        yield from _figures(children(block))


def _is_said(edition: Edition, speech: Captions) -> bool:
    """Whether a language has a track of its own: it is the source language, or a sentence is in another one."""
    source = edition.config.source_language
    return edition.language.code == source.code or any(prose.lang != source.tag for prose in speech.texts)


def _track(edition: Edition, speech: Captions) -> bytes:
    tag = captions.language(speech, edition.language.tag)
    return captions.webvtt(speech, source=edition.config.source_language.tag, tag=tag)


def _is_own(edition: Edition, document: Document, drawing: Drawing) -> bool:
    """Whether a language has a file of its own.

    It is the source language, or some words are in another one, or a drawing without words is to be turned over for
    readers from right to left.
    """
    source = edition.config.source_language
    if edition.language.code == source.code:
        return True
    if not any(prose.translatable for prose in drawing.texts):
        return edition.language.rtl and not document.notice and mirroring.MARK in drawing.svg
    return any(prose.translatable and prose.lang != source.tag for prose in drawing.texts)


def _nothing(_edition: Edition) -> Iterable[OutputFile]:
    return ()


def _no_assets(_edition: Edition) -> Mapping[str, str]:
    return {}


MEDIA = Exporter(name="media", document=_document, course=_nothing, assets=_no_assets)
