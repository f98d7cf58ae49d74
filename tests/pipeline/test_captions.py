"""Captions through time: what an edit of a WebVTT file makes stale, and what it does not."""

import re
from base64 import b64decode
from pathlib import Path

import pytest

from tests.pipeline import course_in
from tests.pipeline.course_in import CourseIn
from wlw_i18n.model.catalog import MessageState
from wlw_i18n.model.text import Kind

LESSON = "source/01-start/01-first-lesson.md"
OTHER = "source/01-start/02-first-quiz.md"
CAPTIONS = "source/01-start/media/gap.en.vtt"
FRENCH = "exports/media/fr/01-start/media/gap.en.vtt"
PAGE = "exports/html/fr/start/first-lesson.html"
VTT = """WEBVTT

00:01.000 --> 00:03.000
<v May>Women are <i>missing</i>
from Wikipedia

00:03.000 --> 00:05.000
<v May>and that is not fair.

00:05.500 --> 00:07.000
<v Ada>Let us change that.
"""


@pytest.fixture(name="course")
def course_fixture(tmp_path: Path) -> CourseIn:
    course = course_in.make(tmp_path, "fr")
    course.write("source/01-start/media/gap.webm", "no real video")
    course.write(CAPTIONS, VTT)
    course.write(LESSON, course.read(LESSON) + "\n![The gap](media/gap.webm)\n")
    assert not course.sync().broken
    course.translate("fr")
    course.sync()
    return course


def _states(course: CourseIn) -> dict[str, MessageState]:
    return {key: message.state for key, message in course.messages("fr").items()}


def _stale(course: CourseIn) -> list[str]:
    messages = course.messages("fr").values()
    return [message.msgid for message in messages if message.state is MessageState.STALE]


def _everything(course: CourseIn) -> dict[str, bytes]:
    return {**course.files("translations"), **course.files("exports")}


def test_sentences_and_names_are_units_of_the_lesson(course: CourseIn) -> None:
    said = {
        message.msgid: message.extracted
        for message in course.messages("fr").values()
        if f"type: {Kind.SPEECH.label}" in message.extracted
    }
    assert list(said) == [
        "May",
        "Ada",
        "Women are <i>missing</i> from Wikipedia and that is not fair.",
        "Let us change that.",
    ]
    assert "Shown from 0:01.0 to 0:05.0, in 2 parts. May says it." in said[list(said)[2]]
    assert course.read(FRENCH) == (
        "WEBVTT\n\n"
        "00:00:01.000 --> 00:00:03.000\n<v ⟦May⟧>⟦Women are <i>missing</i> from Wikipedia\n\n"
        "00:00:03.000 --> 00:00:05.000\n<v ⟦May⟧>and that is not fair.⟧\n\n"
        "00:00:05.500 --> 00:00:07.000\n<v ⟦Ada⟧>⟦Let us change that.⟧\n"
    )


def test_a_changed_word_makes_its_sentence_stale_and_nothing_else(course: CourseIn) -> None:
    before = _everything(course)
    course.edit(CAPTIONS, "change that", "change this")
    course.sync()
    assert _stale(course) == ["Let us change this."]
    assert "⟦Let us change that.⟧" in course.read(FRENCH)
    course.write(CAPTIONS, VTT)
    course.sync()
    assert _stale(course) == []
    assert _everything(course) == before


def test_other_times_and_other_cuts_make_nothing_stale(course: CourseIn) -> None:
    states, po = _states(course), course.read("translations/fr/start/first-lesson.po")
    before = _everything(course)
    course.edit(CAPTIONS, "00:05.500 --> 00:07.000", "00:06.000 --> 00:09.000")
    course.edit(
        CAPTIONS,
        "<i>missing</i>\nfrom Wikipedia\n\n00:03.000 --> 00:05.000\n<v May>and",
        "<i>missing</i> from\nWikipedia and",
    )
    course.sync()
    assert _states(course) == states
    changed = set(course.read("translations/fr/start/first-lesson.po").splitlines()) ^ set(po.splitlines())
    assert changed
    assert all(line.startswith("#. Shown from ") for line in changed)
    assert "00:00:06.000 --> 00:00:09.000" in course.read(FRENCH)
    course.write(CAPTIONS, VTT)
    course.sync()
    assert _everything(course) == before


def _track(course: CourseIn) -> tuple[str, str]:
    """The captions that are in the page, and what their element says of them."""
    found = re.search(r'<track kind="captions" src="data:text/vtt;base64,([^"]+)" ([^>]+)/>', course.read(PAGE))
    assert found
    return b64decode(found[1]).decode(), found[2]


def test_a_track_that_nobody_translated_is_that_of_the_author(course: CourseIn) -> None:
    path = "translations/fr/start/first-lesson.po"
    course.edit(path, 'msgstr "⟦Women are <i>missing</i> from Wikipedia and that is not fair.⟧"', 'msgstr ""')
    course.sync()
    track = course.read(FRENCH)
    assert "<v ⟦May⟧><lang en>Women are <i>missing</i>\nfrom Wikipedia</lang>\n" in track
    assert 'srclang="fr" label="français"' in course.read(PAGE)
    for said in ("⟦Let us change that.⟧", "⟦May⟧", "⟦Ada⟧"):
        course.edit(path, f'msgstr "{said}"', 'msgstr ""')
    course.sync()
    assert not (course.root / FRENCH).exists()
    said, language = _track(course)
    assert 'srclang="en" label="English"' in language
    assert "Women are <i>missing</i>\nfrom Wikipedia" in said


def test_captions_that_come_or_go_are_noticed(course: CourseIn) -> None:
    (course.root / CAPTIONS).unlink()
    course.sync()
    assert "<track" not in course.read(PAGE)
    assert "transcript" not in course.read(PAGE)
    assert not (course.root / FRENCH).exists()
    course.write(CAPTIONS, VTT)
    course.sync()
    assert _stale(course) == []
    said, language = _track(course)
    assert 'srclang="fr" label="français"' in language
    assert said == course.read(FRENCH)
    assert "⟦Let us change that.⟧" in course.read(PAGE)


def test_what_is_wrong_with_captions_is_told_with_file_and_line(course: CourseIn) -> None:
    course.edit(CAPTIONS, "00:05.500 --> 00:07.000", "00:05.500 --> 00:04.000")
    for outcome in (course.sync(), course.check()):
        told = [str(found.location) for found in outcome.diagnostics if found.code == "captions"]
        assert told == [f"{CAPTIONS}:10"]


def test_a_translation_that_is_too_long_for_its_cues_is_told(course: CourseIn) -> None:
    course.edit("translations/fr/start/first-lesson.po", "⟦Let us change that.⟧", "Changeons cela. " * 6)
    found = {one.code: one.message for one in course.sync().diagnostics if one.code.startswith("caption")}
    assert found == {
        "caption-room": "the caption is too long for its lines: two lines in one part, 84 characters at most",
        "caption-speed": "64 characters a second are to be read, more than 17: the caption is shown for 1.5 seconds",
    }
