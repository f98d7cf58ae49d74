"""Drawings and captions in a language: what the other targets then ship like any file of the course.

The files stand below `exports/media/<code>/` under the path that the original has below `source/`. A drawing is made
for the source language, and for each language that has a translation of at least one of its words; one without words,
for languages in which it is turned over.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from wlw_i18n.exporters.base import Exporter
from wlw_i18n.links import media_path
from wlw_i18n.model.course import Edition
from wlw_i18n.model.document import Document, Figure, Video
from wlw_i18n.model.media_words import Captions, Drawing
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.tree import everything
from wlw_i18n.render import captions, mirroring
from wlw_i18n.render.drawing import draw

_SOURCE = "source/"


def _document(edition: Edition, document: Document) -> Iterator[OutputFile]:
    made: dict[str, bytes] = {}
    for address, make in _makers(edition, document):
        path = (media_path(document.path, address) or "").removeprefix(_SOURCE)
        if path and path not in made:
            made[path] = make()
    yield from (OutputFile(f"{edition.language.code}/{path}", content) for path, content in made.items())


def _makers(edition: Edition, document: Document) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The addresses of what the language has of its own, as the document writes them, and what makes each."""
    language, source = edition.language, edition.config.source_language
    for block in everything(document):
        match block:
            case Figure(src, drawing=Drawing() as drawing) if _is_own(edition, document, drawing):
                yield src, partial(draw, drawing, language, source, block.alt)
            case Video(captions=address, speech=Captions() as speech) if _is_said(edition, speech):
                yield address, partial(_track, edition, speech)
            case _:
                pass


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
