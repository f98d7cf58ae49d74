"""Captions beside a video: the cues of a WebVTT file, put together to sentences.

A sentence is one or more whole cues: it ends with the cue that ends with a full stop or the like, or before another
speaker begins. Times play no part in it, so captions can be timed anew and every sentence stays the same.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import Final

from wlw_i18n import inline
from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.model.media_words import Captions, Cue
from wlw_i18n.model.source import beside
from wlw_i18n.model.text import Kind, Prose, RawInline, Text
from wlw_i18n.readers.context import Context
from wlw_i18n.speech import limits, spread, styled, timing, webvtt
from wlw_i18n.speech.fit import fit
from wlw_i18n.speech.styled import Run
from wlw_i18n.speech.timing import Timing

_MOST: Final = 8
"""Cues of one sentence, where captions have no full stops."""
_ENDS: Final = tuple(".!?…。！？।؟۔♪])")
_CLOSERS: Final = " \t\n\"'”’»)]"
"""What may stand after the end of a sentence; brackets end one too."""
_NOTE: Final = "Name of a speaker in a video."


def read(src: str, line: int, context: Context) -> Captions | None:
    """The captions of a video; None if there is no such file, or nothing in it can be used.

    Args:
        src: the address of the WebVTT file, seen from the document.
        line: of the video in the document.
        context: of the document; what is wrong with the file is told to its report.
    """
    content = context.media(src)
    if content is None:
        return None
    track = webvtt.read(content)
    path = beside(context.report.path, src)
    for fault in track.faults:
        severity = Severity.ERROR if fault.serious else Severity.WARNING
        context.report.add(Code.CAPTIONS, severity, fault.line, fault.message, fault.hint, path=path)
    if track.language and track.language.partition("-")[0].lower() != context.language.partition("-")[0].lower():
        message = f'the captions say that they are in "{track.language}", their name says "{context.language}"'
        hint = "Correct the one or the other."
        context.report.add(Code.CAPTIONS, Severity.ERROR, 1, message, hint, path=path)
        return None
    if not track.cues:
        return None
    for code, number, message, hint in _hard_to_read(track.cues, context.language):
        context.report.add(code, Severity.WARNING, number, message, hint, path=path)
    names = tuple(dict.fromkeys(cue.voice for cue in track.cues if cue.voice))
    voices = tuple(context.plain_prose(Kind.SPEECH, name, line, _NOTE) for name in names)
    spans = tuple(_spans(track.cues))
    speakers = tuple(names.index(voice) if (voice := track.cues[start].voice) else -1 for start, _ in spans)
    texts = tuple(_sentence(track.cues[start:end], line, context) for start, end in spans)
    return Captions(track.cues, texts, spans, voices, speakers, track.duration)


def _hard_to_read(cues: Sequence[Cue], tag: str) -> Iterator[tuple[Code, int, str, str]]:
    """The author's own cues that have long lines, or too many words for their time."""
    for cue in cues:
        lines = cue.text.split("\n")
        widest = max(limits.columns(styled.plain(styled.of(line))) for line in lines)
        said = fit(_characters(cue), Timing(cue.start, cue.end), tag)
        if len(lines) > limits.LINES or widest > limits.of(tag).columns:
            message = f"lines of this cue: {len(lines)}; characters of the longest: {widest}"
            hint = f"Two lines of {limits.of(tag).columns} characters are good to read: make two cues of it."
            yield Code.CAPTION_ROOM, cue.line, message, hint
        if said.is_too_fast:
            message = f"{ceil(said.per_second)} characters a second are to be read, which is more than {said.limit}"
            yield Code.CAPTION_SPEED, cue.line, message, f"Show it longer, or say it in {said.readable} characters."


def _spans(cues: Sequence[Cue]) -> Iterator[tuple[int, int]]:
    start = 0
    for number, (cue, after) in enumerate(pairwise(cues), 1):
        if _ends(cue, after) or number - start >= _MOST:
            yield start, number
            start = number
    yield start, len(cues)


def _ends(cue: Cue, after: Cue) -> bool:
    """Whether a sentence ends with a cue."""
    if after.voice and cue.voice != after.voice:
        return True
    said, next_said = _characters(cue), _characters(after)
    # After "e.g." a sentence goes on.
    return (_is_whole(said) and not next_said[:1].islower()) or next_said[:1] in {"[", "♪"}


def _is_whole(said: str) -> bool:
    """Whether a text ends as sentences do, closing signs aside."""
    bare = said.rstrip(_CLOSERS)
    return bare.endswith(_ENDS) or not {")", "]"}.isdisjoint(said[len(bare) :])


def _characters(cue: Cue) -> str:
    return styled.plain(styled.of(cue.text))


def _sentence(cues: Sequence[Cue], line: int, context: Context) -> Prose:
    text = text_of(cues)
    shown = Timing(cues[0].start, cues[-1].end, len(cues))
    return context.from_medium(Kind.SPEECH, text, inline.parse(text), line, timing.tell(shown, cues[0].voice))


def text_of(cues: Sequence[Cue]) -> str:
    """What some cues say together, as inline Markdown with the tags that captions have."""
    parts: list[tuple[str, str]] = []
    for cue in cues:
        runs = [(run.text, run.styles) for run in styled.of(cue.text)]
        if parts and runs and spread.needs_space(parts[-1][0], runs[0][0]):
            parts.append((" ", parts[-1][1] if parts[-1][1] == runs[0][1] else ""))
        parts.extend(runs)
    nodes = tuple(_nodes(styled.one_line(styled.runs(parts))))
    simple = "".join(node.html if isinstance(node, RawInline) else node.text for node in nodes)
    return simple if inline.parse(simple) == nodes else inline.write(nodes)


def _nodes(runs: Sequence[Run]) -> Iterator[RawInline | Text]:
    for text, is_tag in styled.tagged(runs):
        if text:
            yield RawInline(text) if is_tag else Text(text)
