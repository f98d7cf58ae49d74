"""What is said in a video, as a text: for those who cannot load it or hear it, and for those who would rather read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wlw_i18n.model.media_words import Captions
from wlw_i18n.model.text import Prose
from wlw_i18n.render.phrasing import HtmlContext, prose

PAUSE: Final = 2000
"""In milliseconds: after so long a silence, a paragraph begins."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says without a pause."""

    speaker: Prose | None
    sentences: tuple[Prose, ...]


def turns(speech: Captions) -> Iterator[Turn]:
    """What is said, paragraph by paragraph; a speaker is named where another one spoke before."""
    sentences: list[Prose] = []
    voice = last = -1
    end = 0
    for sentence, (first, after), speaker in zip(speech.texts, speech.spans, speech.speakers, strict=True):
        if sentences and (speaker != voice or speech.cues[first].start - end >= PAUSE):
            yield Turn(speech.voices[voice] if voice not in (-1, last) else None, tuple(sentences))
            sentences, last = [], voice
        voice, end = speaker, speech.cues[after - 1].end
        sentences.append(sentence)
    if sentences:
        yield Turn(speech.voices[voice] if voice not in (-1, last) else None, tuple(sentences))


def html(speech: Captions, context: HtmlContext) -> str:
    """The transcript as a part of the page that opens."""
    summary = f"<summary{context.words_attributes}>{context.phrase('transcript')}</summary>\n"
    paragraphs = "".join(_paragraph(turn, context) for turn in turns(speech))
    return f'<details class="transcript">\n{summary}{paragraphs}</details>\n'


def _paragraph(turn: Turn, context: HtmlContext) -> str:
    speaker = f"<b>{prose(turn.speaker, context)}:</b> " if turn.speaker else ""
    return f"<p>{speaker}{' '.join(prose(sentence, context) for sentence in turn.sentences)}</p>\n"
