"""What is shown is what a sync would make of the files, with no gates, and no file is touched for it."""

import re
from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.preview.build import Builder, Built, first_language
from wlw_i18n.preview.live import Live
from wlw_i18n.preview.pages import Answer, answer
from wlw_i18n.preview.units import UnitNote, notes

LESSON = "source/01-start/01-first-lesson.md"
PO = "translations/fr/start/first-lesson.po"
PAGE = "fr/start/first-lesson.html"


@pytest.fixture(name="course")
def course_fixture(tmp_path: Path) -> CourseIn:
    return make(tmp_path / "course", "fr", "ar")


def page(built: Built, path: str = PAGE) -> str:
    found: Answer = answer(built, path)
    assert found.is_page
    return found.content.decode()


def noted(built: Built, code: str = "fr", identifier: str = "first-lesson") -> dict[str, UnitNote]:
    """By English text."""
    assert built.snapshot is not None
    language = next(each for each in built.snapshot.languages if each.code == code)
    return {note.english: note for note in notes(built.snapshot, built.snapshot.shown(language, identifier))}


def visible(html: str) -> str:
    return re.sub(r"<script type=.*?</script>", "", html, flags=re.DOTALL)


def own_text(html: str) -> str:
    """The units of a page, without the site's own words."""
    return "\n".join(re.findall(r'data-unit="[^"]*"[^>]*>([^\n]*)', html))


def test_no_file_is_touched_whatever_is_looked_at(course: CourseIn) -> None:
    course.edit(LESSON, "---\n\n", "---\n\nNot synced yet.\n\n")
    before = course.files()
    cache = {path: path.stat().st_mtime_ns for path in (course.root / ".wlw-i18n").rglob("*")}
    builder = Builder(course.root, ())
    for _ in range(2):
        built = builder.build()
        assert built.snapshot is not None
        for language in built.snapshot.languages:
            for record in built.snapshot.standing.sources.values():
                name = "index" if record.id == "start" else record.id
                assert "Not synced yet" in page(built, f"{language.code}/start/{name}.html") or name != "first-lesson"
    assert course.files() == before
    assert {path: path.stat().st_mtime_ns for path in (course.root / ".wlw-i18n").rglob("*")} == cache


def test_pages_are_those_that_an_export_makes(course: CourseIn) -> None:
    built = Builder(course.root, ()).build()
    assert built.snapshot is not None
    exported = {
        path.removeprefix("exports/html/"): content
        for path, content in course.files("exports/html").items()
        if path.startswith(("exports/html/fr/start", "exports/html/ar/start"))
    }
    assert len(exported) == 6
    for path, content in exported.items():
        made = built.snapshot.page(path)
        assert made is not None
        # The pseudo-language is one more in the list of languages, and the list of those that lack.
        ours = re.sub(r"<nav class=\"languages\".*?</nav>", "", made.content.decode(), flags=re.DOTALL)
        theirs = re.sub(r"<nav class=\"languages\".*?</nav>", "", content.decode(), flags=re.DOTALL)
        assert ours == theirs, path


def test_a_look_again_is_the_same_as_a_first_look(course: CourseIn) -> None:
    builder = Builder(course.root, ())
    builder.build()
    course.edit(LESSON, "---\n\n", "---\n\nA new paragraph.\n\n")
    course.write(PO, re.sub(r'msgstr "⟦', 'msgstr "⟦Nouveau ', course.read(PO)))
    again, first = builder.build(), Builder(course.root, ()).build()
    for path in (PAGE, PAGE.replace("fr", "ar"), "fr/index.html", "fr/start/first-quiz.html"):
        assert page(again, path) == page(first, path)
    assert "Nouveau" in page(again)


def test_what_is_below_its_gate_is_shown(course: CourseIn) -> None:
    text = course.read(PO)
    head, *entries = text.split("\n\n")
    kept = [
        entry if number == 2 else re.sub(r'msgstr ".*"', 'msgstr ""', entry) for number, entry in enumerate(entries)
    ]
    course.write(PO, "\n\n".join([head, *kept]))
    shown = own_text(visible(page(Builder(course.root, ()).build())))
    assert shown.count("⟦") == 1
    course.sync()
    assert "⟦" not in own_text(course.read(f"exports/html/{PAGE}"))


def test_a_draft_is_shown_in_english_and_says_so(course: CourseIn) -> None:
    course.write("source/01-start/09-soon.md", "---\ntitle: Soon\nstatus: draft\n---\n\nNot ready.\n")
    built = Builder(course.root, ()).build()
    for code in ("en", "fr", "qps-ploc"):
        html = page(built, f"{code}/start/soon.html")
        assert "Not ready." in html
        assert '"draft":true' in html
    assert "start/soon.html" in page(built, "fr/start/index.html") or "soon.html" in page(built, "fr/start/index.html")
    assert "Soon" not in course.read("translations/templates/start/first-lesson.pot")


def test_languages_that_were_not_asked_for_are_left_out(course: CourseIn) -> None:
    built = Builder(course.root, ("fr",)).build()
    assert built.snapshot is not None
    assert [language.code for language in built.snapshot.languages] == ["en", "fr", "qps-ploc"]
    assert answer(built, PAGE.replace("fr", "ar")).status == 404


def test_a_mistake_in_a_lesson_leaves_the_page_and_says_where(course: CourseIn) -> None:
    builder, live = Builder(course.root, ()), Live()
    live.show(builder.build())
    page(live.built)
    course.edit(LESSON, "title:", "titel:")
    live.show(builder.build())
    unseen = answer(live.built, PAGE.replace("fr", "ar"))
    assert unseen.status == 200  # the lesson was read for another language
    html = page(live.built)
    assert f"<code>{LESSON}:2</code>" in html
    assert 'role="alert"' in html
    assert "⟦" in visible(html)
    course.edit(LESSON, "titel:", "title:")
    live.show(builder.build())
    assert 'role="alert"' not in page(live.built)


@pytest.mark.parametrize("new", ["One.\n", "One.\n\nTwo.\n", ""])
def test_a_page_that_is_asked_for_between_a_save_and_the_look_at_it_is_put_off(course: CourseIn, new: str) -> None:
    built = Builder(course.root, ()).build()
    course.write(LESSON, course.read(LESSON) + new)
    found = answer(built, PAGE)
    assert found.status == (404 if new else 200)
    assert ("cannot be shown as it was" in found.content.decode()) == bool(new)


@pytest.mark.parametrize(
    ("path", "content"), [(LESSON, "---\ntitel: x\n---\n"), ("source/course.toml", "title ="), (LESSON, b"\xff\xfe")]
)
def test_a_course_that_is_broken_from_the_start_says_where(course: CourseIn, path: str, content: str | bytes) -> None:
    (course.root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    found = answer(Builder(course.root, ()).build(), PAGE)
    assert found.status == 503
    assert f"<code>{path}" in found.content.decode()
    assert "/:preview/overlay.js" in found.content.decode()  # so that it is loaded again when it is put right


def test_a_missing_configuration_is_said_too(course: CourseIn) -> None:
    (course.root / "source/course.toml").unlink()
    assert "course.toml" in page(Builder(course.root, ()).build())


def test_a_damaged_po_file_stops_its_language_alone(course: CourseIn) -> None:
    course.write(PO, course.read(PO) + "\n<<<<<<< mine\n")
    built = Builder(course.root, ()).build()
    assert f"<code>{PO}:" in page(built)
    assert answer(built, PAGE).status == 404
    assert "⟦" in visible(page(built, PAGE.replace("fr", "ar")))


def test_an_unknown_language_is_refused(course: CourseIn) -> None:
    with pytest.raises(RefusedError) as refused:
        first_language(course.root, ["de"])
    (found,) = refused.value.diagnostics
    assert '"de"' in found.message
    assert "fr, ar, en, qps-ploc" in found.hint
    assert first_language(course.root, []) == "fr"
    assert first_language(course.root, ["qps-ploc"]) == "qps-ploc"


# What a page tells of its units


def change(course: CourseIn, old: str, new: str) -> str:
    """Change the first entry of a paragraph; give its English."""
    found = re.search(r'msgctxt "p-[^"]+"\nmsgid "(.*)"\nmsgstr ".*"', course.read(PO))
    assert found is not None
    entry = re.sub(old, new, found[0])
    assert entry != found[0]
    course.write(PO, course.read(PO).replace(found[0], entry))
    return found[1]


@pytest.mark.parametrize(
    ("old", "new", "state", "shown"),
    [
        (r'msgstr "⟦', 'msgstr "', "translated", "fr"),
        (r'msgstr ".*"', 'msgstr ""', "untranslated", "en"),
        (r'msgctxt (.*)\nmsgid "(.*)"', r'#, fuzzy\n#| msgid "\2 then"\nmsgctxt \1\nmsgid "\2"', "stale", "fr"),
        (r"msgctxt", '#, fuzzy\n#| msgid "Of other things altogether"\nmsgctxt', "stale, not shown", "en"),
        (r"msgctxt", '#, fuzzy\n#| msgctxt "p-other"\n#| msgid "Like it"\nmsgctxt', "to confirm", "en"),
        (r"msgctxt", "#, fuzzy\nmsgctxt", "to confirm", "en"),
        (r'msgstr "', 'msgstr "<b>x</b> ', "rejected", "en"),
    ],
)
def test_each_state_is_told_with_its_place(course: CourseIn, old: str, new: str, state: str, shown: str) -> None:
    english = change(course, old, new)
    note = noted(Builder(course.root, ()).build())[english]
    assert (note.state, note.shown_in, note.is_new) == (state, shown, False)
    assert note.place.path == PO
    assert course.read(PO).split("\n")[note.place.line - 1].startswith("msgid ")
    assert note.key in course.read(PO).split("\n")[note.place.line - 2]
    assert bool(note.findings) == (state == "rejected")


def test_a_text_that_was_not_synced_yet_is_new(course: CourseIn) -> None:
    course.edit(LESSON, "---\n\n", "---\n\nA new paragraph.\n\n")
    note = noted(Builder(course.root, ()).build())["A new paragraph."]
    assert (note.state, note.is_new, note.place.line) == ("untranslated", True, 0)


def test_an_edit_that_was_not_synced_yet_makes_the_translation_stale(course: CourseIn) -> None:
    found = re.search(r"\n\n([A-Z][^\n]{40,})\n", course.read(LESSON))
    assert found is not None
    course.edit(LESSON, found[1], f"{found[1]} Indeed!")
    stale = [note for note in noted(Builder(course.root, ()).build()).values() if note.state == "stale"]
    assert [(note.is_new, note.english.endswith("Indeed!"), note.previous in note.english) for note in stale] == [
        (False, True, True)
    ]


def test_a_translation_in_a_question_that_is_not_ready_is_shown_in_english(course: CourseIn) -> None:
    path = "translations/fr/start/first-quiz.po"
    text = course.read(path)
    course.write(path, re.sub(r'(msgctxt "a-.*\nmsgid .*\nmsgstr )".*"', r'\1""', text, count=1))
    told = noted(Builder(course.root, ()).build(), identifier="first-quiz")
    question = next(note for note in told.values() if note.kind == "question")
    assert (question.state, question.shown_in) == ("translated", "en")


def test_sources_and_the_pseudo_language_have_nothing_to_do(course: CourseIn) -> None:
    built = Builder(course.root, ()).build()
    for code, state in (("en", "source text"), ("qps-ploc", "made up")):
        told = noted(built, code)
        assert {note.state for note in told.values()} == {state}
        assert {note.place.path for note in told.values()} == {LESSON}
        assert not any(note.state.is_to_do for note in told.values())
