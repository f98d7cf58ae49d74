"""What happens to translations when authors edit, move, rename and undo (design: §1, promises 1, 2 and 4)."""

from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.model.catalog import Message, MessageState
from wlw_i18n.model.diagnostic import Code

LESSON = "source/01-start/01-first-lesson.md"
QUIZ = "source/01-start/02-first-quiz.md"
PARAGRAPH = "The words in square brackets say what the picture says, for people who cannot see it."
TIP = "A box like this one draws attention to something useful."
CATALOG = "translations/fr/start/first-lesson.po"


@pytest.fixture
def course(tmp_path: Path) -> CourseIn:
    return make(tmp_path / "course", "fr", "ar")


def texts(course: CourseIn, code: str = "fr") -> dict[str, Message]:
    return {message.msgid: message for message in course.messages(code).values()}


def translations(course: CourseIn, code: str = "fr") -> set[str]:
    return {message.msgstr for message in course.messages(code).values() if message.msgstr}


def stale(course: CourseIn, code: str = "fr") -> list[Message]:
    return [message for message in course.messages(code).values() if message.state is MessageState.STALE]


def test_a_translated_course_has_nothing_to_do(course: CourseIn) -> None:
    before = course.files()
    outcome = course.sync()
    assert outcome.written == ()
    assert outcome.removed == ()
    assert course.files() == before


def test_without_a_cache_the_same_bytes_are_made(course: CourseIn) -> None:
    before = course.files()
    for path in sorted((course.root / ".wlw-i18n").rglob("*"), reverse=True):
        if path.is_file():
            path.unlink()
    outcome = course.sync()
    assert outcome.written == ()
    assert course.files() == before


def test_an_edited_paragraph_is_stale_alone_and_undoing_it_restores_every_byte(course: CourseIn) -> None:
    before = course.files()
    course.edit(LESSON, "for people who cannot see it", "for people who do not see the picture")
    course.sync()
    for code in ("fr", "ar"):
        (message,) = stale(course, code)
        assert message.previous_msgid == PARAGRAPH
        assert message.msgstr == f"⟦{PARAGRAPH}⟧"
    found = [d for d in course.check().diagnostics if d.code is Code.STALE]
    assert sorted(d.language for d in found) == ["ar", "fr"]
    for diagnostic in found:
        assert diagnostic.location is not None
        line = course.read(diagnostic.location.path).splitlines()[diagnostic.location.line - 1]
        assert line.startswith("msgid "), line
    course.edit(LESSON, "for people who do not see the picture", "for people who cannot see it")
    course.sync()
    assert course.files() == before


def test_a_new_paragraph_at_the_top_disturbs_nothing(course: CourseIn) -> None:
    before = course.messages("fr")
    course.edit(
        LESSON, "A lesson is a Markdown file.", "Welcome to the very first page.\n\nA lesson is a Markdown file."
    )
    course.sync()
    after = course.messages("fr")
    assert {key: after[key].msgstr for key in before} == {key: message.msgstr for key, message in before.items()}
    (new,) = (after[key] for key in set(after) - set(before))
    assert new.msgid == "Welcome to the very first page."
    assert not stale(course)


def test_swapping_two_paragraphs_changes_only_their_order(course: CourseIn) -> None:
    before = course.messages("fr")
    first = "Write short sentences. You can use"
    text = course.read(LESSON)
    start, end = text.index("A lesson is a Markdown file."), text.index("## Text")
    opening = text[start:end].strip()
    rest = text[:start] + text[end:]
    course.write(LESSON, rest.replace(first, f"{opening}\n\n{first}"))
    course.sync()
    assert {k: (m.msgid, m.msgstr) for k, m in course.messages("fr").items()} == {
        k: (m.msgid, m.msgstr) for k, m in before.items()
    }


def test_a_paragraph_moved_to_another_document_takes_its_translation_along(course: CourseIn) -> None:
    before = texts(course)[PARAGRAPH]
    course.edit(LESSON, f"{PARAGRAPH}\n\n", "")
    course.edit(QUIZ, "## Pages", f"{PARAGRAPH}\n\n## Pages")
    course.sync()
    after = texts(course)[PARAGRAPH]
    assert (after.key, after.msgstr, after.state) == (before.key, before.msgstr, MessageState.TRANSLATED)
    assert before.key in course.catalog("translations/fr/start/first-quiz.po").by_key
    assert before.key not in course.catalog(CATALOG).by_key
    assert not stale(course)


def test_renumbering_a_document_touches_no_catalog(course: CourseIn) -> None:
    before = course.files("translations")
    course.rename(LESSON, "source/01-start/07-first-lesson.md")
    outcome = course.sync()
    assert not outcome.broken
    assert course.files("translations") == before


def test_renaming_a_document_keeps_its_translations(course: CourseIn) -> None:
    before = translations(course)
    course.rename(LESSON, "source/01-start/01-opening-lesson.md")
    outcome = course.sync()
    assert not outcome.broken
    assert translations(course) == before
    assert not (course.root / CATALOG).exists()
    assert not stale(course)


def test_rewrapping_a_file_changes_nothing(course: CourseIn) -> None:
    before = course.files("translations")
    course.edit(LESSON, "The words in square brackets say what", "The words in\nsquare brackets\nsay what")
    course.sync()
    assert course.files("translations") == before


def test_a_corrected_address_is_carried_into_translations(course: CourseIn) -> None:
    course.edit(LESSON, "https://www.wikipedia.org/", "https://www.wikidata.org/")
    course.sync()
    assert not stale(course)
    (message,) = (m for m in course.messages("fr").values() if "wikidata" in m.msgid)
    assert "https://www.wikidata.org/" in message.msgstr
    assert "wikipedia.org" not in message.msgstr


def test_a_removed_paragraph_comes_back_with_its_translation(course: CourseIn) -> None:
    before = course.files("translations")
    course.edit(LESSON, f"{PARAGRAPH}\n\n", "")
    course.sync()
    assert PARAGRAPH not in texts(course)
    assert f"⟦{PARAGRAPH}⟧" in course.read("translations/fr/memory.po")
    course.edit(LESSON, "| Part | Who writes it |", f"{PARAGRAPH}\n\n| Part | Who writes it |")
    course.sync()
    message = texts(course)[PARAGRAPH]
    assert message.msgstr == f"⟦{PARAGRAPH}⟧"
    assert message.state is MessageState.TRANSLATED
    unchanged = {path: data for path, data in before.items() if not path.endswith("memory.po")}
    now = course.files("translations")
    assert {path: now[path] for path in unchanged} == unchanged


def test_two_edits_in_a_row_remember_the_english_that_was_translated(course: CourseIn) -> None:
    course.edit(LESSON, "draws attention to something useful", "draws attention to something very useful")
    course.sync()
    course.edit(LESSON, "to something very useful", "to a thing that is very useful")
    course.sync()
    (message,) = stale(course)
    assert message.previous_msgid == TIP


def test_a_draft_freezes_its_catalogs(course: CourseIn) -> None:
    before = course.files("translations")
    course.edit(LESSON, "minutes: 5", "minutes: 5\nstatus: draft")
    course.edit(QUIZ, "Two questions about", "Two questions about")
    # A published document may not link to a draft.
    course.edit("source/01-start/index.md", "This is the first page", "This is the first page")
    outcome = course.sync()
    assert not outcome.broken
    after = course.files("translations")
    assert {path: after[path] for path in before} == before
