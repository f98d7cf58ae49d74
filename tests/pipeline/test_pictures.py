"""Pictures through time: what becomes stale, what is drawn anew, and what is reported."""

from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.model.catalog import MessageState
from wlw_i18n.model.diagnostic import Code, Diagnostic

LESSON = "source/01-start/01-first-lesson.md"
SVG = "source/01-start/media/steps.svg"
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" data-mirror="true">
  <rect x="10" y="10" width="180" height="40"/>
  <text x="20" y="30">Open the book</text>
  <text x="20" y="90">Close the door</text>
</svg>
"""


@pytest.fixture
def course(tmp_path: Path) -> CourseIn:
    course = make(tmp_path / "course", "fr", "ar")
    course.write(SVG, DRAWING)
    course.write(LESSON, course.read(LESSON) + "\n![Two steps: first open, then close.](media/steps.svg)\n")
    course.sync()
    for code in ("fr", "ar"):
        course.translate(code)
    course.sync()
    return course


def states(course: CourseIn, code: str) -> dict[str, MessageState]:
    return {message.msgid: message.state for message in course.messages(code).values()}


def drawn(course: CourseIn, code: str) -> str:
    return course.read(f"exports/media/{code}/01-start/media/steps.svg")


def findings(found: tuple[Diagnostic, ...], code: Code) -> list[tuple[str, str]]:
    return [(d.location.path if d.location else "", d.message) for d in found if d.code is code]


def test_each_language_gets_the_drawing_with_its_words(course: CourseIn) -> None:
    assert "Open the book" in drawn(course, "en")
    assert "⟦Open the book⟧" in drawn(course, "fr")
    assert 'direction="rtl"' in drawn(course, "ar")
    assert "matrix(-1 0 0 1 400 0)" in drawn(course, "ar")
    assert course.read("exports/html/fr/media/start/steps.svg") == drawn(course, "fr")
    assert course.sync().written == ()


def test_words_that_change_in_a_drawing_make_them_stale_and_nothing_else(course: CourseIn) -> None:
    before, files = states(course, "fr"), course.files("translations")
    course.edit(SVG, "Open the book", "Open the little book")
    course.sync()
    after = states(course, "fr")
    assert {text: state for text, state in after.items() if before.get(text) != state} == {
        "Open the little book": MessageState.STALE
    }
    assert "⟦Open the book⟧" in drawn(course, "fr")
    course.write(SVG, DRAWING)
    course.sync()
    assert course.files("translations") == files


def test_shapes_that_change_make_nothing_stale_and_are_drawn(course: CourseIn) -> None:
    before = states(course, "fr")
    course.edit(SVG, 'height="40"', 'height="44"')
    outcome = course.sync()
    assert states(course, "fr") == before
    assert 'height="44"' in drawn(course, "fr")
    media = [path for path in outcome.written if path.startswith("exports/media/")]
    assert len(media) == 3


def test_a_drawing_that_is_gone_leaves_no_files(course: CourseIn) -> None:
    (course.root / SVG).unlink()
    course.write(LESSON, course.read(LESSON).replace("![Two steps: first open, then close.](media/steps.svg)\n", ""))
    course.sync()
    assert not [path for path in course.files("exports") if path.endswith("steps.svg")]


def test_a_picture_of_a_language_takes_the_place_of_the_drawing(course: CourseIn) -> None:
    own = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script/><text y="9">Deux pas</text></svg>'
    course.write("translations/fr/media/start/steps.svg", own)
    outcome = course.sync()
    assert not findings(outcome.diagnostics, Code.MEDIA_LOCALISED)
    shown = course.read("exports/html/fr/media/start/steps.svg")
    assert "Deux pas" in shown
    assert "<script" not in shown


def test_a_picture_of_a_language_is_reported_when_its_original_changes(course: CourseIn) -> None:
    own = "translations/fr/media/start/steps.svg"
    course.write(own, DRAWING.replace("Open", "Ouvrir"))
    course.sync()
    course.edit(SVG, 'height="40"', 'height="44"')
    expected = [(own, "the original, source/01-start/media/steps.svg, changed after this was made")]
    assert findings(course.check().diagnostics, Code.MEDIA_LOCALISED) == expected
    for _ in range(2):
        assert findings(course.sync().diagnostics, Code.MEDIA_LOCALISED) == expected
    # Undone, all is well.
    course.edit(SVG, 'height="44"', 'height="40"')
    assert not findings(course.sync().diagnostics, Code.MEDIA_LOCALISED)
    # Made anew, it is in step.
    course.edit(SVG, 'height="40"', 'height="48"')
    course.sync()
    course.edit(own, "Ouvrir", "Ouvrez")
    assert not findings(course.sync().diagnostics, Code.MEDIA_LOCALISED)
    # Right as it is: its line goes.
    course.edit(SVG, 'height="48"', 'height="40"')
    assert findings(course.sync().diagnostics, Code.MEDIA_LOCALISED)
    lock = "source/course.lock"
    course.write(lock, "".join(line for line in course.read(lock).splitlines(keepends=True) if own not in line))
    assert not findings(course.sync().diagnostics, Code.MEDIA_LOCALISED)


def test_a_picture_of_a_language_without_original_or_use_is_reported(course: CourseIn) -> None:
    course.write("source/01-start/media/unused.svg", DRAWING)
    course.write("translations/fr/media/start/unused.svg", DRAWING)
    course.write("translations/fr/media/start/step.svg", DRAWING)
    found = findings(course.check().diagnostics, Code.MEDIA_LOCALISED)
    assert found == [
        ("translations/fr/media/start/step.svg", "there is no original: no module has start/media/step.svg"),
        (
            "translations/fr/media/start/unused.svg",
            "no lesson shows source/01-start/media/unused.svg, so nobody sees this",
        ),
    ]


def test_hostile_drawings_are_reported_and_harmless_in_every_target(course: CourseIn) -> None:
    course.edit(SVG, "<rect", "<script>alert(1)</script><rect")
    outcome = course.sync()
    (found,) = [d for d in outcome.diagnostics if d.code is Code.PICTURE_UNSAFE]
    assert found.location is not None
    assert (found.location.path, found.location.line) == (SVG, 2)
    shipped = {path: content for path, content in course.files("exports").items() if path.endswith(".svg")}
    assert len(shipped) > 4
    assert not [path for path, content in shipped.items() if b"<script" in content]


def test_a_translation_that_is_too_long_is_reported(course: CourseIn) -> None:
    path = "translations/fr/start/first-lesson.po"
    course.edit(path, 'msgstr "⟦Open the book⟧"', 'msgstr "Ouvrez d’abord le grand livre que voici"')
    (found,) = [d for d in course.check().diagnostics if d.code is Code.PICTURE_TEXT_LONG]
    assert found.language == "fr"
    assert found.message.startswith("the text is ")


def test_credits_of_a_course(course: CourseIn) -> None:
    assert not findings(course.check().diagnostics, Code.MEDIA_CREDIT)
    course.write("source/credits.toml", '[[credit]]\nfiles = ["*/x.svg"]\nauthor = "A"\nlicence = "CC BY-NC 4.0"\n')
    found = findings(course.check().diagnostics, Code.MEDIA_CREDIT)
    assert ("source/01-start/media/steps.svg", "nobody is credited for this file") in found
    assert ("source/credits.toml", 'no picture, video or sound is named "*/x.svg"') in found
    course.write(
        "source/credits.toml",
        '[[credit]]\nfiles = ["*/media/*"]\nauthor = "Zola"\nlicence = "CC BY 4.0"\nsource = "https://example.org/z"\n',
    )
    outcome = course.sync()
    assert not findings(outcome.diagnostics, Code.MEDIA_CREDIT)
    assert course.sync().written == ()
    before = pages(course)
    shown = {path for path, text in before.items() if b"Zola" in text}
    assert {path.rpartition("/")[2] for path in shown} == {"credits.html", "first-lesson.html"}
    course.edit("source/credits.toml", "Zola", "Yaa")
    course.sync()
    after = pages(course)
    assert {path for path, text in after.items() if text != before[path]} == shown
    assert {path for path, text in after.items() if b"Yaa" in text} == shown


def pages(course: CourseIn) -> dict[str, bytes]:
    return {path: text for path, text in course.files("exports/html").items() if path.endswith(".html")}


def test_a_drawing_in_two_lessons_is_made_once(course: CourseIn) -> None:
    quiz = "source/01-start/02-first-quiz.md"
    course.write(quiz, course.read(quiz) + "\n## And now\n\n![The same two steps.](media/steps.svg)\n")
    course.sync()
    course.translate("fr")
    path = "translations/fr/start/first-quiz.po"
    catalog = course.read(path)
    assert "Open the book" in catalog
    course.write(path, catalog.replace("⟦Open the book⟧", "⟦Ouvrir⟧"))
    course.sync()
    assert course.sync().written == ()
    before = drawn(course, "fr")
    assert "⟦Open the book⟧" in before
    # The other lesson takes it over.
    course.write(LESSON, course.read(LESSON).replace("![Two steps: first open, then close.](media/steps.svg)\n", ""))
    course.sync()
    assert drawn(course, "fr") != before
    assert course.sync().written == ()
