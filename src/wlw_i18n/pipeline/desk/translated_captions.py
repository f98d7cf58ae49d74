"""Captions that are translated already: which sentence of which video each cue says, by the times of both."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wlw_i18n import inline
from wlw_i18n.catalogs.exchange import Incoming
from wlw_i18n.model.catalog import Message
from wlw_i18n.model.course import Language
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.document import Video
from wlw_i18n.model.media_words import Captions, Cue
from wlw_i18n.model.source import Location
from wlw_i18n.model.text import Prose
from wlw_i18n.model.tree import walk
from wlw_i18n.pipeline.desk import translated_files
from wlw_i18n.pipeline.desk.course import Desk
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.readers.captions import text_of
from wlw_i18n.speech import webvtt

SUFFIX: Final = ".vtt"
_NEAR: Final = 1000
"""In milliseconds: so far from a sentence a cue may be and yet belong to it."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A sentence of the course's captions, with the translated cues that are shown in its time."""

    sentence: Prose
    cues: tuple[Cue, ...]


def is_captions(path: Path) -> bool:
    """Whether a path is a file of captions."""
    return path.suffix.lower() == SUFFIX


def language_of(desk: Desk, path: Path, code: str | None) -> Language:
    """The language of a file: the one that is wanted, or the one in its name, as in `gap.fr.vtt`.

    Raises:
        RefusedError: neither is a language of the course.
    """
    named = path.name.split(".")[-2].lower() if path.name.count(".") > 1 else ""
    known = {language.code: language for language in desk.config.languages}
    known |= {language.tag.lower(): language for language in desk.config.languages}
    if code is None and named not in known:
        raise RefusedError(f"{path} does not say its language. Say which one it is with --lang.")
    return desk.language(code or known[named].code)


def read(desk: Desk, path: Path, language: Language) -> tuple[Incoming, tuple[Message, ...]]:
    """Read translated captions and join them to the sentences of the course's.

    Args:
        desk: the course; its templates must be up to date.
        path: a WebVTT file, named after the video: `gap.fr.vtt` for the captions `gap.en.vtt`.
        language: that it is in.

    Returns:
        Translations, all to be confirmed; and the cues at whose time the course's captions say nothing.

    Raises:
        RefusedError: the file cannot be used, or it is not clear to which video it belongs.
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        track = webvtt.read(stream.read(webvtt.MAX_BYTES + 1))
    if not track.cues:
        raise RefusedError(diagnostics=tuple(_faults(path, track)) or (_empty(path),))
    messages: list[Message] = []
    left: tuple[Cue, ...] = ()
    for speech in _speeches(desk, path):
        pairs, left = join(speech, track.cues)
        messages.extend(_messages(speech, pairs))
    unknown = tuple(Message("", "", text_of((cue,)), line=cue.line) for cue in left)
    return Incoming(tuple(messages), language.tag), unknown


def join(speech: Captions, cues: Sequence[Cue]) -> tuple[tuple[Joined, ...], tuple[Cue, ...]]:
    """Give each translated cue to the sentence with which it has most time in common, or that is very near.

    Returns:
        Per sentence its cues; and the cues that are left over.
    """
    times = [(speech.cues[start].start, speech.cues[end - 1].end) for start, end in speech.spans]
    found: defaultdict[int, list[Cue]] = defaultdict(list)
    left: list[Cue] = []
    for cue in cues:
        common, number = max(
            ((min(cue.end, end) - max(cue.start, start), -number) for number, (start, end) in enumerate(times)),
            default=(-_NEAR, 0),
        )
        if common > -_NEAR:
            found[-number].append(cue)
        else:
            left.append(cue)
    return tuple(Joined(speech.texts[number], tuple(found[number])) for number in sorted(found)), tuple(left)


def _messages(speech: Captions, pairs: Iterable[Joined]) -> Iterator[Message]:
    names: dict[str, Message] = {}
    numbers = dict(zip((prose.key for prose in speech.texts), speech.speakers, strict=True))
    for pair in pairs:
        line = pair.cues[0].line
        if pair.sentence.translatable:
            yield Message(pair.sentence.key, pair.sentence.text, text_of(pair.cues), fuzzy=True, line=line)
        voice = next((cue.voice for cue in pair.cues if cue.voice), "")
        speaker = numbers.get(pair.sentence.key, -1)
        if voice and speaker >= 0 and speech.voices[speaker].translatable:
            prose = speech.voices[speaker]
            names.setdefault(prose.key, Message(prose.key, prose.text, inline.plain(voice), fuzzy=True, line=line))
    yield from names.values()


def _speeches(desk: Desk, path: Path) -> tuple[Captions, ...]:
    """The captions of the course that a file translates: those of its name. A video may be shown twice."""
    stem = path.name.split(".")[:-2] if path.name.count(".") > 1 else [path.stem]
    wanted = f"{'.'.join(stem)}.{desk.config.source_language.tag}{SUFFIX}"
    found = [
        (document.path.rpartition("/")[0], video.speech)
        for document in translated_files.documents(desk)
        for video in walk(document.blocks)
        if isinstance(video, Video) and video.speech is not None and video.captions.rpartition("/")[2] == wanted
    ]
    if not found:
        raise RefusedError(f'{path}: no video of the course has captions "{wanted}".')
    if len({folder for folder, _ in found}) > 1:
        raise RefusedError(f'{path}: several modules have captions "{wanted}". Give each video a name of its own.')
    return tuple(speech for _, speech in found)


def _faults(path: Path, track: webvtt.Track) -> Iterator[Diagnostic]:
    for fault in track.faults:
        yield Diagnostic(
            Code.CAPTIONS, Severity.BROKEN, fault.message, Location(str(path), fault.line), hint=fault.hint
        )


def _empty(path: Path) -> Diagnostic:
    return Diagnostic(Code.CAPTIONS, Severity.BROKEN, "these captions say nothing", Location(str(path), 1))
