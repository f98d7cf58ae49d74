"""Drawings of tests: read as those of a lesson, and drawn in a language."""

from dataclasses import replace

from wlw_i18n import inline, languages, segment
from wlw_i18n.model.course import Language
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.document import Document, Figure
from wlw_i18n.model.media_words import Drawing
from wlw_i18n.model.text import Prose, State
from wlw_i18n.readers import read_document
from wlw_i18n.render.drawing import draw

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200">'


def language(code: str) -> Language:
    """A language that exists."""
    found = languages.find(code)
    assert found is not None
    return found


def read(svg: bytes, alt: str = "A picture") -> tuple[Document, tuple[Diagnostic, ...]]:
    """A lesson that shows a drawing, and all that was found while it was read."""
    lesson = f"---\ntitle: T\n---\n\n![{alt}](media/x.svg)\n".encode()
    document, found = read_document("source/m/d.md", lesson, default_id="d", media=lambda _src: svg)
    assert document is not None
    return document, found


def figure(document: Document) -> Figure:
    """The picture of such a lesson."""
    (block,) = document.blocks
    assert isinstance(block, Figure)
    return block


def drawing(document: Document) -> Drawing:
    """The drawing of such a lesson."""
    found = figure(document).drawing
    assert found is not None
    return found


def in_language(svg: bytes, code: str, translations: dict[str, str], alt: str = "A picture") -> bytes:
    """The file in a language; what is not translated stays English."""
    document, _ = read(svg, alt)
    wanted = language(code)

    def served(prose: Prose) -> Prose:
        if prose.text not in translations:
            return replace(prose, state=State.FALLBACK) if prose.translatable else prose
        text = translations[prose.text]
        return replace(prose, text=text, inlines=inline.parse(text), lang=wanted.tag, state=State.CURRENT)

    shown = figure(segment.replace_prose(document, served))
    assert shown.drawing is not None
    return draw(shown.drawing, wanted, language("en"), shown.alt)
