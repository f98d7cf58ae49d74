"""The status below exports/, made by sync: what is in it, and when it is written."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.catalogs import po
from wlw_i18n.model.status import Dashboard
from wlw_i18n.pipeline import dashboard, milestones
from wlw_i18n.pipeline.run import Options

LESSON = "translations/fr/start/first-lesson.po"
STATUS = "exports/html/status"


@pytest.fixture(scope="module", name="made")
def made_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("made") / "course", "fr", "ar").root


@pytest.fixture(name="course")
def course_fixture(made: Path, tmp_path: Path) -> CourseIn:
    """The starter course, all of it translated to two languages and exported."""
    return CourseIn(shutil.copytree(made, tmp_path / "course"))


def git(course: CourseIn, *words: str, date: str = "2026-03-01T12:00:00Z") -> None:
    environment = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=course.root, check=True, capture_output=True, env=environment)


def commit(course: CourseIn, tag: str, date: str) -> None:
    git(course, "add", "source", "translations")
    git(course, "commit", "--quiet", "--allow-empty", "--message", tag, date=date)
    git(course, "tag", "--annotate", "--message", tag, tag, date=date)


def data(course: CourseIn) -> dict:
    return json.loads(course.read("exports/status.json"))


def gathered(course: CourseIn) -> Dashboard:
    outcome = course.check()
    return dashboard.gather(course.root, outcome.status, outcome.diagnostics)


def change(course: CourseIn, path: str, number: int, **changes: object) -> str:
    """Change one message of a PO file; return its key."""
    catalog = course.catalog(path)
    messages = list(catalog.messages)
    messages[number] = replace(messages[number], **changes)
    (course.root / path).write_bytes(po.write(replace(catalog, messages=tuple(messages))))
    return messages[number].key


def test_sync_writes_everything_once(course: CourseIn) -> None:
    names = {f"{STATUS}/{name}" for name in ("index.html", "status.css", "fr.html", "fr.svg", "ar.html", "ar.svg")}
    assert set(course.files(STATUS)) == names
    assert "exports/wikitext/status.wiki" in course.files("exports")
    before = {path: (course.root / path).stat().st_mtime_ns for path in course.files("exports")}
    for options in (Options(write=True, export=True), Options(export=True), Options(export=True, targets=("html",))):
        assert course.sync(options).written == ()
    assert {path: (course.root / path).stat().st_mtime_ns for path in course.files("exports")} == before


def test_nothing_is_rendered_where_nothing_changed(course: CourseIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dashboard, "_rendered", lambda *_: pytest.fail("rendered again"))
    assert course.sync(Options(export=True)).written == ()


def test_files_do_not_depend_on_what_was_there(course: CourseIn) -> None:
    before = course.files("exports")
    for path in before:
        if "status" in path:
            (course.root / path).unlink()
    (course.root / ".wlw-i18n/status.msgpack").unlink()
    course.sync(Options(export=True))
    assert course.files("exports") == before


def test_a_page_that_was_edited_is_written_again(course: CourseIn) -> None:
    before = course.read(f"{STATUS}/fr.html")
    course.write(f"{STATUS}/fr.html", "mine")
    assert f"{STATUS}/fr.html" in course.sync().written
    assert course.read(f"{STATUS}/fr.html") == before


def test_a_language_that_is_taken_out_loses_its_page(course: CourseIn) -> None:
    toml = course.read("source/course.toml")
    assert 'languages = ["fr", "ar"]' in toml
    course.write("source/course.toml", toml.replace('["fr", "ar"]', '["fr"]'))
    assert not course.sync().broken
    assert not (course.root / STATUS / "ar.html").exists()
    assert not (course.root / STATUS / "ar.svg").exists()
    assert (course.root / STATUS / "fr.html").exists()


def test_without_the_targets_there_are_only_data(course: CourseIn) -> None:
    lines = course.read("source/course.toml").split("\n")
    course.write(
        "source/course.toml", "\n".join(['export = ["olx"]', *(x for x in lines if not x.startswith("export"))])
    )
    assert not course.sync().broken
    assert [path for path in course.files("exports") if "status" in path] == ["exports/status.json"]


def test_what_comes_next(course: CourseIn) -> None:
    assert data(course)["languages"][0]["next"] == []
    missing = change(course, LESSON, 1, msgstr="")
    english = course.catalog(LESSON).messages[1].msgid
    course.sync()
    (unit,) = data(course)["languages"][0]["next"]
    assert (unit["key"], unit["path"], unit["state"]) == (missing, LESSON, "untranslated")
    assert course.read(LESSON).split("\n")[unit["line"] - 1].startswith("msg")
    assert unit["text"][:20] == english[:20]
    assert unit["words"] == len(english.split())
    assert missing in course.read(f"{STATUS}/fr.html")
    assert missing not in course.read(f"{STATUS}/ar.html")


def test_a_rejected_translation_comes_next_and_fails(course: CourseIn) -> None:
    catalog = course.catalog(LESSON)
    number = next(
        place for place, message in enumerate(catalog.messages) if "**" in message.msgid or "](" in message.msgid
    )
    key = change(course, LESSON, number, msgstr="<script>alert(1)</script>")
    course.sync()
    french = data(course)["languages"][0]
    assert [(unit["key"], unit["state"]) for unit in french["next"]] == [(key, "rejected")]
    assert french["failing"]["unsafe"] == 1
    (document,) = [each for each in french["documents"] if each["catalog"] == LESSON]
    assert document["failing"]["unsafe"] == 1
    assert "unsafe" in course.read(f"{STATUS}/fr.html")


def test_the_course_s_own_texts_come_first_and_the_list_ends(course: CourseIn) -> None:
    for path in sorted((course.root / "translations/ar").rglob("*.po")):
        name = path.relative_to(course.root).as_posix()
        catalog = course.catalog(name)
        path.write_bytes(po.write(replace(catalog, messages=tuple(replace(m, msgstr="") for m in catalog.messages))))
    units = gathered(course).next["ar"]
    assert len(units) == dashboard.NEXT
    assert [unit.document for unit in units[:3]] == ["course", "course", "start"]
    assert units[0].key == "course-title"
    assert "interface" not in {unit.document for unit in units}


def test_the_small_words_come_last(course: CourseIn) -> None:
    missing = change(course, "translations/fr/interface.po", 0, msgstr="")
    change(course, LESSON, 1, msgstr="")
    last = gathered(course).next["fr"][-1]
    assert (last.key, last.document) == (missing, "interface")


def test_translators_are_named_without_their_addresses(course: CourseIn) -> None:
    text = course.read(LESSON)
    course.write(
        LESSON,
        "# Léa <lea@example.org>, 2024.\n"
        + text.replace('"Last-Translator: \\n"', '"Last-Translator: Ama <ama@example.org>\\n"'),
    )
    course.sync()
    assert data(course)["languages"][0]["translators"] == [{"name": "Ama", "files": 1}, {"name": "Léa", "files": 1}]
    page = course.read(f"{STATUS}/fr.html")
    assert "Ama" in page
    assert "Léa" in page
    assert "example.org" not in page


def test_without_git_there_is_no_history(course: CourseIn) -> None:
    assert data(course)["history"] == []
    assert "History" not in course.read(f"{STATUS}/index.html")
    git(course, "init", "--quiet")
    assert gathered(course).history == ()


def test_the_history_is_that_of_the_tags(course: CourseIn) -> None:
    git(course, "init", "--quiet")
    commit(course, "one", "2026-03-01T12:00:00Z")
    change(course, LESSON, 1, msgstr="")
    course.sync()
    commit(course, "two", "2026-04-02T12:00:00Z")
    first, second = gathered(course).history
    assert (first.tag, first.date, first.shares) == ("one", "2026-03-01", {"fr": 1.0, "ar": 1.0})
    assert (second.tag, second.date) == ("two", "2026-04-02")
    now = {language.code: language.counts.share for language in course.check().status.languages}
    assert second.shares == pytest.approx(now)
    course.sync(Options(export=True))
    assert [each["tag"] for each in data(course)["history"]] == ["one", "two"]
    assert "2026-04-02" in course.read(f"{STATUS}/fr.html")


def test_tags_that_were_counted_are_not_counted_again(course: CourseIn, monkeypatch: pytest.MonkeyPatch) -> None:
    git(course, "init", "--quiet")
    commit(course, "one", "2026-03-01T12:00:00Z")
    before = gathered(course).history
    monkeypatch.setattr(milestones, "_words", lambda *_: pytest.fail("counted again"))
    assert gathered(course).history == before


def test_a_new_tag_costs_only_the_files_that_changed(course: CourseIn, monkeypatch: pytest.MonkeyPatch) -> None:
    git(course, "init", "--quiet")
    commit(course, "one", "2026-03-01T12:00:00Z")
    assert len(gathered(course).history) == 1
    change(course, LESSON, 1, msgstr="")
    commit(course, "two", "2026-04-02T12:00:00Z")
    counted: list[bytes] = []
    count = milestones._words

    def words(content: bytes) -> milestones.Words:
        counted.append(content)
        return count(content)

    monkeypatch.setattr(milestones, "_words", words)
    history = gathered(course).history
    assert counted == [(course.root / LESSON).read_bytes()]
    assert history[1].shares["ar"] == 1
    assert history[1].shares["fr"] < 1


def test_only_the_last_tags_are_looked_at_and_other_tags_do_no_harm(course: CourseIn) -> None:
    git(course, "init", "--quiet")
    git(course, "commit", "--quiet", "--allow-empty", "--message", "empty")
    git(course, "tag", "empty")
    git(course, "tag", "file", "HEAD^{tree}")
    assert gathered(course).history == ()
    for number in range(1, milestones.LAST + 3):
        commit(course, f"v{number}", f"2026-04-{number:02}T12:00:00Z")
    found = gathered(course).history
    assert [milestone.tag for milestone in found] == [f"v{number}" for number in range(3, milestones.LAST + 3)]


def test_a_course_below_the_top_of_its_repository(tmp_path: Path) -> None:
    course = make(tmp_path / "repository/courses/one", "fr")
    above = CourseIn(tmp_path / "repository")
    git(above, "init", "--quiet")
    git(course, "add", "source", "translations")
    git(course, "commit", "--quiet", "--message", "one")
    git(course, "tag", "one")
    assert [(each.tag, each.shares) for each in gathered(course).history] == [("one", {"fr": 1.0})]


def test_a_damaged_file_at_a_tag_counts_nothing(course: CourseIn) -> None:
    git(course, "init", "--quiet")
    whole = course.read(LESSON)
    course.write(LESSON, "<<<<<<< ours\nno PO file\n")
    commit(course, "one", "2026-03-01T12:00:00Z")
    course.write(LESSON, whole)
    assert [milestone.tag for milestone in gathered(course).history] == ["one"]
