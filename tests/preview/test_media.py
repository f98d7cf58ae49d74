"""Drawings in the preview: with the words of each language, as they are now."""

from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.preview.build import Builder, Built
from wlw_i18n.preview.pages import answer

SVG = "source/01-start/media/steps.svg"
LESSON = "source/01-start/01-first-lesson.md"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"><script/>'
    '<text x="20" y="30">Open the book</text></svg>'
)


@pytest.fixture(name="course")
def course_fixture(tmp_path: Path) -> CourseIn:
    course = make(tmp_path / "course", "fr")
    course.write(SVG, DRAWING)
    course.write(LESSON, course.read(LESSON) + "\n![Two steps.](media/steps.svg)\n")
    course.sync()
    course.translate("fr")
    return course


def drawing(built: Built, code: str) -> str:
    page = answer(built, f"{code}/start/first-lesson.html").content.decode()
    path = f"{code}/media/start/steps.svg" if code != "en" else "media/start/steps.svg"
    assert f"../../{path}" in page
    return answer(built, path).content.decode()


def test_a_page_shows_the_drawing_of_its_language(course: CourseIn) -> None:
    before = course.files()
    built = Builder(course.root, ()).build()
    assert "⟦Open the book⟧" in drawing(built, "fr")
    assert ">Open the book<" in drawing(built, "en")
    assert "Öö" in drawing(built, "qps-ploc")
    assert "<script" not in drawing(built, "en")
    assert course.files() == before


def test_an_edit_of_a_drawing_is_seen_at_the_next_look(course: CourseIn) -> None:
    builder = Builder(course.root, ())
    assert "Open the book" in drawing(builder.build(), "en")
    course.edit(SVG, "Open the book", "Open the big book")
    built = builder.build()
    assert "Open the big book" in drawing(built, "en")
    assert "⟦Open the book⟧" in drawing(built, "fr")
