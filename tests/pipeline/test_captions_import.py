"""Translated captions that come in: each cue finds its sentence by its time."""

from pathlib import Path

import pytest

from tests.cli.command import run
from tests.pipeline import course_in
from tests.pipeline.course_in import CourseIn
from tests.pipeline.test_captions import CAPTIONS, LESSON, VTT
from wlw_i18n.model.catalog import MessageState

FRENCH = """WEBVTT

00:01.100 --> 00:02.500
<v Mai>Les femmes <i>manquent</i>

00:02.500 --> 00:05.200
sur Wikipédia, et ce n’est pas juste.

00:05.600 --> 00:07.500
<v Ada>Changeons cela.
"""
CHINESE = """WEBVTT

00:01.000 --> 00:03.000
维基百科上缺少女性，

00:03.000 --> 00:05.000
这是不公平的。
"""


@pytest.fixture(name="course")
def course_fixture(tmp_path: Path) -> CourseIn:
    course = course_in.make(tmp_path / "course", "fr", "zh-hans")
    course.write("source/01-start/media/gap.webm", "no real video")
    course.write(CAPTIONS, VTT)
    course.write(LESSON, course.read(LESSON) + "\n![The gap](media/gap.webm)\n")
    assert not course.sync().broken
    return course


def _said(course: CourseIn, code: str) -> dict[str, tuple[str, MessageState]]:
    return {
        message.msgid: (message.msgstr, message.state)
        for message in course.messages(code).values()
        if "type: caption of a video" in message.extracted and message.msgstr
    }


def test_cues_become_translations_that_are_to_be_confirmed(course: CourseIn, tmp_path: Path) -> None:
    file = tmp_path / "gap.fr.vtt"
    file.write_text(FRENCH, encoding="utf-8")
    done = run("import", file, course=course.root)
    assert done.code == 0, done.out + done.err
    assert "4 taken" in done.out
    assert "4 of them to be confirmed" in done.out
    sentence = "Women are <i>missing</i> from Wikipedia and that is not fair."
    assert _said(course, "fr") == {
        "May": ("Mai", MessageState.FUZZY),
        "Ada": ("Ada", MessageState.FUZZY),
        sentence: ("Les femmes <i>manquent</i> sur Wikipédia, et ce n’est pas juste.", MessageState.FUZZY),
        "Let us change that.": ("Changeons cela.", MessageState.FUZZY),
    }
    course.sync()
    assert not (course.root / "exports/media/fr/01-start/media/gap.en.vtt").exists()


def test_scripts_without_spaces_get_none(course: CourseIn, tmp_path: Path) -> None:
    file = tmp_path / "gap.zh-Hans.vtt"
    file.write_text(CHINESE, encoding="utf-8")
    assert run("import", file, course=course.root).code == 0
    assert [said for said, _ in _said(course, "zh-hans").values()] == ["维基百科上缺少女性，这是不公平的。"]


def test_cues_without_a_sentence_are_left_over_and_told(course: CourseIn, tmp_path: Path) -> None:
    file = tmp_path / "gap.fr.vtt"
    file.write_text(FRENCH + "\n01:00.000 --> 01:02.000\nMerci.\n", encoding="utf-8")
    done = run("import", file, "--dry-run", course=course.root)
    assert "1 not in the course" in done.out
    assert _said(course, "fr") == {}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("other.fr.vtt", FRENCH, 'no video of the course has captions "other.en.vtt"'),
        ("gap.vtt", FRENCH, "does not say its language"),
        ("gap.fr.vtt", "1\n00:00:01,000 --> 00:00:02,000\nBonjour\n", "this is no WebVTT file"),
        ("gap.fr.vtt", "WEBVTT\n", "these captions say nothing"),
    ],
)
def test_what_cannot_be_taken_is_refused(
    course: CourseIn, tmp_path: Path, name: str, content: str, message: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    before = course.files("translations")
    done = run("import", tmp_path / name, course=course.root)
    assert done.code == 2
    assert message in " ".join((done.out + done.err).split())
    assert course.files("translations") == before
