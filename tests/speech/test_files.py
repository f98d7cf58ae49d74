"""WebVTT files: what becomes of them, and what is told of those that are broken or mean harm."""

import time

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefiles import cases
from tests.speech import tracks
from wlw_i18n.model.diagnostic import Severity
from wlw_i18n.render import captions
from wlw_i18n.speech import timing, webvtt


def dump(vtt: bytes) -> list[str]:
    """What a file says: its sentences with what translators are told, and what is wrong with it."""
    document, problems = tracks.lesson(vtt)
    said = [f"{unit.text} | {' | '.join(unit.comments[1:])}" for unit in tracks.sentences(document)]
    told = [
        f"{problem.location.line} {problem.code} {problem.severity.name.lower()}: {problem.message}"
        for problem in problems
        if problem.location is not None
    ]
    assert all(str(problem.location).startswith("source/01-start/media/gap.en.vtt:") for problem in problems)
    return [*said, *told]


@pytest.mark.parametrize(("given", "expected"), cases("captions-files"))
def test_a_file_is_read_as_its_author_meant_it_or_refused(given: str, expected: str) -> None:
    assert "\n".join(dump(given.encode())) == expected


@pytest.mark.parametrize(
    ("vtt", "line", "message"),
    [
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xe9t\xe9\n", 4, "the captions are not UTF-8"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n".encode("utf-16"), 1, "the captions are not UTF-8"),
        (b"WEBVTT\n\n" + b"x" * webvtt.MAX_BYTES, 1, "captions of more than 1 MB are not read"),
        (b"", 1, "this is no WebVTT file"),
        (b"WEBVTTX\n", 1, "this is no WebVTT file"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(vtt: bytes, line: int, message: str) -> None:
    document, problems = tracks.lesson(vtt)
    assert tracks.video(document).speech is None
    assert [(found.location and found.location.line, found.message) for found in problems] == [(line, message)]
    assert problems[0].severity is Severity.ERROR


def test_there_are_not_more_than_five_thousand_cues() -> None:
    vtt = b"WEBVTT\n\n" + b"\n\n".join(b"0:01.000 --> 0:02.000\nx" for _ in range(30_000))
    assert len(vtt) < webvtt.MAX_BYTES
    before = time.process_time()
    track = webvtt.read(vtt)
    assert len(track.cues) == webvtt.MAX_CUES
    assert "at most 5000 cues" in track.faults[-1].message
    assert time.process_time() - before < 20


def test_rows_of_times_without_empty_lines_are_told_one_by_one() -> None:
    track = webvtt.read(b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\n" * 3000 + b"At last.\n")
    assert [cue.text for cue in track.cues] == ["At last."]
    assert [fault.line for fault in track.faults] == list(range(4, 3003))


@pytest.mark.parametrize("hours", ["1000", "9" * 5000])
def test_a_duration_that_no_video_has_is_none(hours: str) -> None:
    vtt = f"WEBVTT\nDuration: {hours}:00:00\n\n00:01.000 --> 00:02.000\nHello.\n"
    assert webvtt.read(vtt.encode()).duration == 0
    assert timing.told((f"Shown from {hours}:00:00.0 to {hours}:00:01.0, in {hours} parts.",)) is None


def test_a_byte_order_mark_and_any_line_ends_are_read() -> None:
    vtt = "\ufeffWEBVTT\n\n00:01.000 --> 00:03.000\nHello you.\n"
    for ends in ("\n", "\r\n", "\r"):
        assert dump(vtt.replace("\n", ends).encode()) == ["Hello you. | Shown from 0:01.0 to 0:03.0."]


# -- what is written is read by another parser -----------------------------------------------------------------------

_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)
_TAGGED = st.lists(
    st.one_of(
        _TEXT, st.sampled_from(["<i>", "</i>", "<b>", "<script>", "</script>", "-->", "&lt;", "&amp;", "\n", "."])
    ),
    max_size=8,
).map("".join)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9), _TAGGED), max_size=6))
def test_every_file_that_is_written_is_read_again(given_cues: list[tuple[int, int, str]]) -> None:
    at, cues = 0, []
    for pause, length, said in given_cues:
        cues.append(tracks.cue(at + pause, at + pause + length, said))
        at += pause + length
    speech = tracks.video(tracks.lesson(("WEBVTT\n\n" + "\n".join(cues)).encode())[0]).speech
    if speech is None:
        return
    shown = captions.shown(speech, "en")
    written = captions.webvtt(speech, source="en", tag="en")
    again = webvtt.read(written)
    assert again.faults == ()
    assert [(cue.start, cue.end) for cue in again.cues] == [(cue.start, cue.end) for cue in shown]
    assert captions.webvtt(tracks.speech(written), source="en", tag="en") == written
    for content, kind in ((written, "vtt"), (captions.srt(speech, source="en"), "srt")):
        other = pysubs2.SSAFile.from_string(content.decode(), format_=kind)
        assert [(event.start, event.end) for event in other] == [(cue.start, cue.end) for cue in shown]
    assert b"<script" not in written
    assert b"<script" not in captions.srt(speech, source="en")


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    for vtt in (content, b"WEBVTT\n\n" + content, b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + content):
        document, _ = tracks.lesson(vtt)
        speech = tracks.video(document).speech
        if speech is not None:
            captions.webvtt(speech, source="en", tag="en")
            captions.srt(speech, source="en")


def test_both_formats_in_another_language() -> None:
    vtt = (
        "WEBVTT\n\n" + tracks.cue(1, 3, "<v May>Women are <i>missing</i>") + "\n" + tracks.cue(3, 5, "from Wikipedia.")
    )
    vtt += "\n" + tracks.cue(6, 8, "<v Ada>Why?") + "\n" + tracks.cue(8, 9, "<v May>Nobody knows.")
    english = {
        "Women are <i>missing</i> from Wikipedia.": "Les femmes sont <i>absentes</i> de Wikipédia.",
        "Why?": "Pourquoi ?",
        "May": "Mai",
    }
    speech = tracks.translated(tracks.speech(vtt.encode()), "fr", english)
    assert captions.webvtt(speech, source="en", tag="fr").decode() == (
        "WEBVTT\n\n"
        "00:00:01.000 --> 00:00:03.000\n<v Mai>Les femmes sont\n\n"
        "00:00:03.000 --> 00:00:05.000\n<v Mai><i>absentes</i> de Wikipédia.\n\n"
        "00:00:06.000 --> 00:00:08.000\n<v Ada>Pourquoi ?\n\n"
        "00:00:08.000 --> 00:00:09.000\n<v Mai><lang en>Nobody knows.</lang>\n"
    )
    assert captions.srt(speech, source="en").decode() == (
        "1\n00:00:01,000 --> 00:00:03,000\nMai: Les femmes sont\n\n"
        "2\n00:00:03,000 --> 00:00:05,000\n<i>absentes</i> de Wikipédia.\n\n"
        "3\n00:00:06,000 --> 00:00:08,000\nAda: Pourquoi ?\n\n"
        "4\n00:00:08,000 --> 00:00:09,000\nMai: Nobody knows.\n"
    )
    assert (
        "<v May>Women are <i>missing</i>\n"
        in captions.webvtt(captions.as_written(speech, "en"), source="en", tag="en").decode()
    )
