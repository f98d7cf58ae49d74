"""The words in media: those that are drawn in a picture, and those that are said in a video."""

from dataclasses import dataclass, field

from wlw_i18n.model.text import Prose


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG file of the course with words in it."""

    svg: str
    """The file, made harmless. `data-words` of an element with words says which of the texts they are, or `alt`."""
    texts: tuple[Prose, ...]
    """Its words, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of captions and when it is shown."""

    start: int
    """In milliseconds from the beginning."""
    end: int
    text: str
    """As WebVTT has it, in lines, with `<b>`, `<i>` and `<u>` and no other tags."""
    settings: str = ""
    voice: str = ""
    """Who says it, or the empty string."""
    line: int = field(default=0, compare=False)
    """Of its times in the file, from 1."""


@dataclass(frozen=True, slots=True)
class Captions:
    """What is said in a video of the course, from a WebVTT file beside it."""

    cues: tuple[Cue, ...]
    """Lines of the source language, in order."""
    texts: tuple[Prose, ...]
    """The sentences, in order."""
    spans: tuple[tuple[int, int], ...]
    """Per sentence, the first of its cues and the one after its last."""
    voices: tuple[Prose, ...] = ()
    """Names of those who speak, in the order in which they begin."""
    speakers: tuple[int, ...] = ()
    """Per sentence, the place of its speaker in `voices`, or -1."""
    duration: int = 0
    """Of the video, in seconds, if the file says it."""
