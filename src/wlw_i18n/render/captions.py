"""Captions in one language: the sentences as they are served, over the cues of the source, as WebVTT and as SRT.

A sentence of the source language is shown as its author cut it. A translation is spread over its sentence's cues (see
`wlw_i18n.speech.spread`); with fewer words than cues, neighbours become one cue. Times stay the source's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from typing import Final

from wlw_i18n.model.characters import printable
from wlw_i18n.model.media_words import Captions, Cue
from wlw_i18n.model.text import (
    Code,
    Emphasis,
    FootnoteMark,
    Image,
    Inline,
    LineBreak,
    Link,
    Prose,
    RawInline,
    Strikethrough,
    Strong,
    Text,
)
from wlw_i18n.render.phrasing import text
from wlw_i18n.speech import limits, spread, styled
from wlw_i18n.speech.styled import Run

_STYLE_TAG: Final = re.compile(r"<(/?)([biu])>")


@dataclass(frozen=True, slots=True)
class Shown:
    """A cue in one language."""

    start: int
    end: int
    settings: str
    speaker: str
    lines: tuple[tuple[Run, ...], ...]
    lang: str
    """BCP 47 tag."""
    begins: bool = True
    """Whether a sentence begins with it."""


def language(speech: Captions, tag: str) -> str:
    """The language of a track: the page's, if a sentence is in it, else the one it falls back to.

    Args:
        speech: as it is served.
        tag: BCP 47 tag of the page.
    """
    found = [prose.lang for prose in speech.texts]
    return tag if tag in found or not found else max(found, key=found.count)


def as_written(speech: Captions, source: str) -> Captions:
    """The captions that the author wrote, whatever language a page is in.

    Args:
        speech: as it is served.
        source: BCP 47 tag of the language that the cues are written in.
    """
    texts = tuple(replace(prose, lang=source) for prose in speech.texts)
    names = dict(zip(speech.speakers, (speech.cues[start].voice for start, _ in speech.spans), strict=True))
    voices = tuple(
        Prose(prose.kind, names[number], (Text(names[number]),), lang=source)
        for number, prose in enumerate(speech.voices)
    )
    return replace(speech, texts=texts, voices=voices)


def shown(speech: Captions, source: str) -> tuple[Shown, ...]:
    """The cues as they are shown, in order of time.

    Args:
        speech: as it is served.
        source: BCP 47 tag of the language that the cues are written in.
    """
    return tuple(_shown(speech, source))


def webvtt(speech: Captions, *, source: str, tag: str) -> bytes:
    """A track as a WebVTT file.

    Args:
        speech: as it is served.
        source: BCP 47 tag of the language that the cues are written in.
        tag: that of the track.
    """
    blocks = ["WEBVTT"]
    for cue in shown(speech, source):
        settings = f" {cue.settings}" if cue.settings else ""
        voice = f"<v {_annotation(cue.speaker)}>" if cue.speaker else ""
        said = "\n".join(map(styled.write, cue.lines))
        foreign = (f"<lang {cue.lang}>", "</lang>") if cue.lang != tag else ("", "")
        times = f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}"
        blocks.append(f"{times}{settings}\n{voice}{foreign[0]}{said}{foreign[1]}")
    return ("\n\n".join(blocks) + "\n").encode()


def srt(speech: Captions, *, source: str) -> bytes:
    """A track as an SRT file; who speaks is named where it changes."""
    blocks: list[str] = []
    before = ""
    for number, cue in enumerate(shown(speech, source), 1):
        named = cue.begins and cue.speaker and cue.speaker != before
        lines = [styled.write(line, escaped=False) for line in cue.lines]
        lines[0] = styled.write((Run(f"{cue.speaker}: "),), escaped=False) + lines[0] if named else lines[0]
        before = cue.speaker
        said = "\n".join(lines)
        blocks.append(f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{said}\n")
    return "\n".join(blocks).encode()


def _annotation(speaker: str) -> str:
    name = escape(speaker, quote=False)
    # An arrow in any line begins another cue; readers leave out the space at the end of a name.
    return f"{name} " if name.endswith("--") else name


def _time(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def _shown(speech: Captions, source: str) -> Iterator[Shown]:
    for prose, (start, end), voice in zip(speech.texts, speech.spans, speech.speakers, strict=True):
        cues = speech.cues[start:end]
        speaker = " ".join(printable(text(speech.voices[voice])).split()) if voice >= 0 else ""
        parts = _written(cues) if prose.lang == source else _spread(prose, cues)
        for number, (cue, lines) in enumerate(parts):
            yield Shown(cue.start, cue.end, cue.settings, speaker, lines, prose.lang, begins=not number)


_Part = tuple[Cue, tuple[tuple[Run, ...], ...]]


def _written(cues: Sequence[Cue]) -> Iterator[_Part]:
    for cue in cues:
        yield cue, tuple(styled.of(line) for line in cue.text.split("\n"))


def _spread(prose: Prose, cues: Sequence[Cue]) -> Iterator[_Part]:
    runs = styled.one_line(runs_of(prose.inlines))
    said = styled.plain(runs)
    width = limits.of(prose.lang).columns
    cues = _joined(cues, len(spread.places(said)) - 1)
    for cue, (start, end) in zip(cues, spread.over(said, _shares(cues), width), strict=False):
        lines = spread.lines(said[start:end].rstrip(), width)
        yield cue, tuple(styled.one_line(styled.part(runs, start + first, start + last)) for first, last in lines)


def _shares(cues: Sequence[Cue]) -> tuple[float, ...]:
    """How much each cue should show: the sum of its shares of the original's letters and of the time."""
    letters = [limits.columns(styled.plain(styled.of(cue.text))) for cue in cues]
    times = [cue.end - cue.start for cue in cues]
    return tuple(own / (sum(letters) or 1) + time / (sum(times) or 1) for own, time in zip(letters, times, strict=True))


def _joined(cues: Sequence[Cue], most: int) -> Sequence[Cue]:
    """Cues of which there are no more than words: those that are shortest together become one."""
    joined = list(cues)
    while len(joined) > max(most, 1):
        pairs = [(after.end - before.start, number) for number, (before, after) in enumerate(pairwise(joined))]
        _, first = min(pairs)
        one = replace(joined[first], end=joined[first + 1].end, text=f"{joined[first].text}\n{joined[first + 1].text}")
        joined[first : first + 2] = [one]
    return joined


def runs_of(inlines: Sequence[Inline]) -> tuple[Run, ...]:
    """What captions show of a translation: its words, bold, italic and underlined ones as such, and no other markup."""
    return styled.runs(_parts(inlines, []))


def _parts(inlines: Sequence[Inline], styles: list[str]) -> Iterator[tuple[str, str]]:  # noqa: C901 - a line a node
    for node in inlines:
        match node:
            case Text(said) | Code(said):
                yield printable(said), "".join(styles)
            case LineBreak():
                yield " ", "".join(styles)
            case Emphasis(children):
                yield from _parts(children, [*styles, "i"])
            case Strong(children):
                yield from _parts(children, [*styles, "b"])
            case Strikethrough(children) | Link(_, children):
                yield from _parts(children, styles)
            case Image(_, alt):
                yield printable(alt), "".join(styles)
            case RawInline(html) if tag := _STYLE_TAG.fullmatch(html):
                if not tag[1]:
                    styles.append(tag[2])
                elif tag[2] in styles:
                    styles.remove(tag[2])
            case RawInline() | FootnoteMark():
                pass
