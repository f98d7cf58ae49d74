"""Documents with a video whose captions are at hand, for the tests of captions."""

from collections.abc import Mapping
from dataclasses import replace

from wlw_i18n import inline, segment
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.document import Document, Video
from wlw_i18n.model.media_words import Captions
from wlw_i18n.model.text import Kind, Prose, State
from wlw_i18n.readers import read_document

LESSON = b"---\ntitle: T\n---\n\n![The gap](media/gap.webm)\n"


def lesson(vtt: bytes, text: bytes = LESSON) -> tuple[Document, tuple[Diagnostic, ...]]:
    """A lesson with a video and its captions."""
    document, problems = read_document(
        "source/01-start/01-gap.md",
        text,
        default_id="gap",
        media=lambda src: vtt if src.endswith(".en.vtt") else None,
    )
    assert document is not None, problems
    return document, problems


def video(document: Document) -> Video:
    return next(block for block in document.blocks if isinstance(block, Video))


def speech(vtt: bytes) -> Captions:
    found = video(lesson(vtt)[0]).speech
    assert found is not None
    return found


def sentences(document: Document) -> list[Unit]:
    return [unit for unit in segment.units(document) if unit.kind is Kind.SPEECH]


def translated(captions: Captions, tag: str, translations: Mapping[str, str]) -> Captions:
    """Captions with the texts that are in a dictionary, by English."""

    def turn(prose: Prose) -> Prose:
        text = translations.get(prose.text)
        if text is None:
            return prose
        return replace(prose, text=text, inlines=inline.parse(text), lang=tag, state=State.CURRENT)

    return replace(captions, texts=tuple(map(turn, captions.texts)), voices=tuple(map(turn, captions.voices)))


def cue(start: int, end: int, text: str) -> str:
    """A cue, from second to second."""
    return f"{_time(start)} --> {_time(end)}\n{text}\n"


def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"
