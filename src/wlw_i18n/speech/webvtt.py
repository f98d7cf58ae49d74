"""WebVTT files to cues. What is broken is left out and told; what could do harm does not come through.

The library reads each block of the file by itself, so that everything that is wrong is told with its line.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import webvtt
from webvtt.errors import MalformedFileError

from wlw_i18n.model.media_words import Cue
from wlw_i18n.speech import styled

MAX_BYTES: Final = 1_000_000
MAX_CUES: Final = 5_000
LONGEST: Final = 24 * 60 * 60 * 1000
"""In milliseconds: no video of a course is longer than a day."""
_ARROW: Final = "-->"
_HEADER: Final = re.compile(r"WEBVTT(?:[ \t]|$)")
_LINE_END: Final = re.compile(r"\r\n?|\n")
_DURATION: Final = re.compile(r"Duration:\s*((?:\d{1,3}:)?[0-5]?\d:[0-5]\d)\s*", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"Language:\s*([A-Za-z0-9-]+)\s*", re.IGNORECASE)
_SETTING: Final = re.compile(
    r"align:(?:start|center|end|left|right)|line:-?\d{1,3}%?|size:\d{1,2}%|size:100%|position:\d{1,2}%|position:100%"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file of captions."""

    line: int
    message: str
    hint: str = ""
    serious: bool = True
    """Whether something that is said gets lost."""


@dataclass(frozen=True, slots=True)
class Track:
    """What a file of captions says."""

    cues: tuple[Cue, ...] = ()
    """In order of time; their texts have no tags but `<b>`, `<i>` and `<u>`, each closed."""
    faults: tuple[Fault, ...] = ()
    """In order of lines."""
    duration: int = 0
    """Of the video, in seconds, if the file's header says it (`Duration: 1:05`); else 0."""
    language: str = ""
    """BCP 47 tag that the header says, or the empty string."""


def read(content: bytes) -> Track:
    """Read a WebVTT file. Never fails: a file that cannot be used gives no cues, and a fault."""
    if len(content) > MAX_BYTES:
        return _refused(1, f"captions of more than {MAX_BYTES // 1_000_000} MB are not read")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _refused(content.count(b"\n", 0, error.start) + 1, "the captions are not UTF-8", "Save them as UTF-8.")
    rows = _LINE_END.split(text)
    if not _HEADER.match(rows[0]):
        return _refused(1, "this is no WebVTT file", 'Its first line has to be "WEBVTT", and an empty line follows.')
    faults: list[Fault] = []
    cues: list[Cue] = []
    blocks = list(_blocks(rows))
    for line, block in blocks[:1]:
        if any(_ARROW in row for row in block):
            faults.append(Fault(line, "the header has a cue in it", "Put an empty line after WEBVTT."))
    for line, block in blocks[1:]:
        if len(cues) >= MAX_CUES:
            faults.append(Fault(line, f"captions have at most {MAX_CUES} cues; the rest is left out"))
            break
        cues.extend(_cues(line, block, faults))
    ordered = _in_order(cues, faults)
    header = blocks[0][1]
    duration = next((found[1] for row in header[1:] if (found := _DURATION.fullmatch(row))), "")
    language = next((found[1] for row in header[1:] if (found := _LANGUAGE.fullmatch(row))), "")
    return Track(tuple(ordered), tuple(sorted(faults, key=lambda fault: fault.line)), _seconds(duration), language)


def _refused(line: int, message: str, hint: str = "") -> Track:
    return Track(faults=(Fault(line, message, hint),))


def _blocks(rows: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """What stands between empty lines, with the line it begins in, from 1."""
    block: list[str] = []
    for number, row in enumerate([*rows, ""], 1):
        if row:
            block.append(row)
        elif block:
            yield number - len(block), block
            block = []


def _cues(line: int, block: Sequence[str], faults: list[Fault]) -> Iterator[Cue]:
    timing = next((index for index, row in enumerate(block) if _ARROW in row), None)
    if timing is None:
        first = block[0]
        if first.startswith("NOTE"):
            return
        if first.strip() in {"STYLE", "REGION"}:
            message = f"{first.strip()} is not used: captions look the same in all languages and players"
            faults.append(Fault(line, message, "Take it out.", serious=False))
            return
        message = f'this text has no time: "{_short(first)}"'
        faults.append(Fault(line, message, 'Write "00:00:01.000 --> 00:00:04.000" above it, with your times.'))
        return
    begin = 0
    for index, row in enumerate(block[timing + 1 :], timing + 1):
        if _ARROW in row:
            faults.append(Fault(line + index, "no empty line stands before this cue", "Put one there."))
            yield from _cue(line + timing, block[begin:index], faults)
            begin = timing = index
    yield from _cue(line + timing, block[begin:], faults)


def _cue(line: int, block: Sequence[str], faults: list[Fault]) -> Iterator[Cue]:
    try:
        found = webvtt.from_string("\n".join(["WEBVTT", "", *block])).captions
    except (MalformedFileError, ValueError, OverflowError):
        found = []
    if len(found) != 1:
        faults.append(Fault(line, "these times cannot be read", 'Write them as "00:00:01.000 --> 00:00:04.000".'))
        return
    read_cue = found[0]
    start, end = _milliseconds(read_cue.start), _milliseconds(read_cue.end)
    if end > LONGEST:
        faults.append(Fault(line, "this cue ends after more than a day", "Correct its times."))
        return
    if start >= end:
        faults.append(Fault(line, "this cue ends before it begins", "Correct its times."))
        return
    said, unknown = styled.read(read_cue.raw_text)
    for tag in unknown:
        message = f"captions have no {_short(tag)}; the tag is left out"
        faults.append(Fault(line, message, "Use <b>, <i>, <u> and <v Name> only.", serious=False))
    settings = " ".join(one for one in str(read_cue.settings).split() if _SETTING.fullmatch(one))
    for one in said:
        rows = [row for row in map(styled.one_line, styled.lines(one.styled)) if row]
        text = "\n".join(styled.write(row) for row in rows)
        yield Cue(start, end, text, settings, voice=one.voice, line=line)


def _in_order(cues: Sequence[Cue], faults: list[Fault]) -> list[Cue]:
    """Cues by time; where one begins before the one before it has ended, that one ends earlier."""
    for before, after in pairwise(cues):
        if after.start < before.start:
            message = f"this cue begins before the one in line {before.line}"
            faults.append(Fault(after.line, message, "Put the cues in the order of their times.", serious=False))
    ordered = sorted(cues, key=lambda cue: cue.start)
    starts = [cue.start for cue in ordered]
    made: list[Cue] = []
    for cue in ordered:
        number = bisect_right(starts, cue.start)
        if number == len(ordered) or starts[number] >= cue.end:
            made.append(cue)
            continue
        message = f"this cue is still there when the one in line {ordered[number].line} begins; it ends earlier now"
        faults.append(Fault(cue.line, message, "Correct the times.", serious=False))
        made.append(replace(cue, end=starts[number]))
    return made


def _milliseconds(time: str) -> int:
    hours, minutes, seconds = time.split(":")
    whole, _, fraction = seconds.partition(".")
    return ((int(hours) * 60 + int(minutes)) * 60 + int(whole)) * 1000 + int(fraction.ljust(3, "0")[:3])


def _seconds(duration: str) -> int:
    total = 0
    for part in duration.split(":") if duration else ():
        total = total * 60 + int(part)
    return total if total * 1000 <= LONGEST else 0


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
