"""A lesson that is a draft from its first day has no template, and is in nobody's way."""

from pathlib import Path

from tests.pipeline.course_in import make

SOON = "---\ntitle: Soon\nstatus: draft\n---\n\nNot ready.\n"


def test_a_text_is_added_to_a_lesson_while_another_is_a_draft(tmp_path: Path) -> None:
    course = make(tmp_path / "course", "fr")
    course.write("source/01-start/09-soon.md", SOON)
    assert not course.sync().broken
    course.write("source/01-start/01-first-lesson.md", course.read("source/01-start/01-first-lesson.md") + "\nNew.\n")
    assert not course.sync().broken
    assert "New." in course.read("translations/templates/start/first-lesson.pot")
    assert not (course.root / "translations/templates/start/soon.pot").exists()


def test_a_draft_becomes_ready(tmp_path: Path) -> None:
    course = make(tmp_path / "course", "fr")
    course.write("source/01-start/09-soon.md", SOON)
    course.sync()
    course.edit("source/01-start/09-soon.md", "status: draft\n", "")
    assert not course.sync().broken
    assert "Not ready." in course.read("translations/fr/start/soon.po")
