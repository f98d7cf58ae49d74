"""`wiki push` and `wiki status` on a stand-in for a wiki."""

import json
from pathlib import Path

import pytest

from tests.cli.command import run, snapshot
from tests.pipeline.course_in import CourseIn
from tests.wiki.course import BASE, LESSON, PAGE, STATE, on, push
from tests.wiki.standin import PASSWORD, TOKEN, USER, Planned, Wiki


def edited(course: CourseIn) -> None:
    course.edit(LESSON, "Write short sentences.", "Write short and clear sentences.")
    course.sync()


# Dry run and saving


def test_a_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path) as course:
        before = snapshot(course.root / "translations")
        done = push(course)
        assert done.code == 0
        assert f"new: {PAGE}\n" in done.out
        assert "4 pages: 4 new." in done.out
        assert "Nothing was written: this was a dry run." in done.out
        assert snapshot(course.root / "translations") == before
    assert not wiki.pages
    assert not wiki.writes


def test_pages_are_saved_and_then_up_to_date(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path) as course:
        done = push(course, "--yes")
        assert (done.code, done.err) == (0, "")
        assert sorted(wiki.pages) == [BASE, f"{BASE}/start", f"{BASE}/start/first-lesson", f"{BASE}/start/first-quiz"]
        assert wiki.text(PAGE) == course.read("exports/wikitext/test/translatable/start/first-lesson.wiki").rstrip()
        assert wiki.pages[PAGE][-1].user == USER
        assert wiki.pages[PAGE][-1].comment == "wlw-i18n: from the sources of the course"
        assert f"Special:PageTranslation):\n  {BASE}\n" in done.out
        state = course.read(STATE)
        again = push(course, "--yes")
        assert "4 pages: 4 up to date." in again.out
        assert "0 pages saved." in again.out
        assert course.read(STATE) == state
    assert len(wiki.writes) == 4


def test_an_edit_is_shown_as_a_diff_and_only_its_page_is_saved(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path) as course:
        push(course, "--yes")
        old = wiki.pages[PAGE][-1].id
        edited(course)
        shown = push(course).out
        assert f"to update: {PAGE}" in shown
        assert "      Write short{+ and clear+} sentences. You can use" in shown
        push(course, "--yes", "--summary", "clearer")
    last = wiki.writes[-1]
    assert (last["title"], last["baserevid"], last["summary"]) == (PAGE, str(old), "wlw-i18n: clearer")
    assert len(wiki.writes) == 5


def test_letters_that_wikis_compose_are_no_change(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path) as course:
        course.edit(LESSON, "Write short sentences.", "Write cafe\u0301 sentences.")
        course.sync()
        push(course, "--yes")
        assert "Write caf\u00e9 sentences." in wiki.text(PAGE)
        assert "4 up to date" in push(course).out


def test_other_exports_are_left_alone(tmp_path: Path) -> None:
    with on(Wiki(), tmp_path) as course:
        before = snapshot(course.root / "exports")
        push(course)
        assert snapshot(course.root / "exports") == before


def test_sync_comes_first(tmp_path: Path) -> None:
    with on(Wiki(), tmp_path) as course:
        course.edit(LESSON, "Write short sentences.", "Write short and clear sentences.")
        done = push(course)
    assert done.code == 2
    assert "Run `wlw-i18n sync` first." in " ".join(done.err.split())


# What others changed


def test_a_page_that_others_changed_is_shown_and_left_alone(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path) as course:
        push(course, "--yes")
        theirs = wiki.text(PAGE).replace("something useful", "something very useful")
        wiki.edit(PAGE, theirs)
        edited(course)
        done = push(course, "--yes")
        assert done.code == 1
        assert f"changed on the wiki: {PAGE}" in done.out
        assert "Last saved by Alice" in done.out
        assert "A box like this one draws attention to something {+very +}useful." in done.out
        assert "clear sentences" not in done.out
        assert wiki.text(PAGE) == theirs
        forced = push(course, "--yes", "--overwrite", PAGE)
        assert forced.code == 0
        assert "Write short and clear sentences." in wiki.text(PAGE)
        assert "very useful" not in wiki.text(PAGE)
        assert push(course, "--overwrite", "No such page").code == 2


def test_a_change_that_others_took_back_is_none(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path) as course:
        push(course, "--yes")
        ours = wiki.text(PAGE)
        wiki.edit(PAGE, "vandalism")
        wiki.edit(PAGE, ours)
        edited(course)
        assert push(course, "--yes").code == 0
    assert "clear sentences" in wiki.text(PAGE)


def test_a_page_that_was_deleted_is_not_made_again(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path) as course:
        push(course, "--yes")
        wiki.delete(PAGE)
        done = push(course, "--yes")
        assert done.code == 1
        assert f"deleted on the wiki: {PAGE}" in done.out
        assert PAGE not in wiki.pages
        assert push(course, "--yes", "--overwrite", PAGE).code == 0
    assert PAGE in wiki.pages


def test_somebody_who_saves_at_the_same_moment_is_not_overwritten(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path) as course:
        push(course, "--yes")
        edited(course)
        wiki.planned.append(Planned("editconflict", "edit"))
        done = push(course, "--yes")
        assert done.code == 1
        assert f"refused: {PAGE}\n    somebody saved the page at the same moment." in done.out
        assert push(course, "--yes").code == 0


def test_a_page_of_others_under_our_title_is_left_alone(tmp_path: Path) -> None:
    wiki = Wiki()
    wiki.edit(PAGE, "An essay.")
    with on(wiki, tmp_path) as course:
        done = push(course, "--yes")
    assert done.code == 1
    assert wiki.text(PAGE) == "An essay."
    assert "    - An essay.\n    + <languages />\n" in done.out


# Stopped, and gone on


def test_a_push_that_was_stopped_goes_on(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path) as course:
        wiki.planned.append(Planned("readonly", "edit"))
        done = push(course, "--yes")
        assert done.code == 2
        assert "takes no changes at the moment" in " ".join(done.err.split())
        wiki.planned += [Planned("blocked", "edit")]
        # Two pages are saved before the next fault.
        real, saved = wiki.answer, []

        def answer(method, parameters, headers):  # type: ignore[no-untyped-def]
            if parameters.get("action") == "edit" and not wiki.planned:
                saved.append(parameters["title"])
                if len(saved) == 3:
                    wiki.planned.append(Planned("blocked", "edit"))
            return real(method, parameters, headers)

        wiki.planned.clear()
        wiki.answer = answer  # type: ignore[method-assign]
        assert push(course, "--yes").code == 2
        assert len(wiki.pages) == 2
        assert sorted(json.loads(course.read(STATE))["pages"]) == sorted(wiki.pages)
        wiki.answer = real  # type: ignore[method-assign]
        done = push(course, "--yes")
        assert (done.code, "2 pages saved." in done.out) == (0, True)
    assert {len(revisions) for revisions in wiki.pages.values()} == {1}


def test_an_answer_that_never_came_does_no_harm(tmp_path: Path) -> None:
    """The page was saved, and the connection broke before the answer: it is found up to date."""
    wiki = Wiki()
    with on(wiki, tmp_path) as course:
        push(course, "--yes")
        edited(course)
        text = course.read("exports/wikitext/test/translatable/start/first-lesson.wiki")
        wiki.edit(PAGE, text, USER)
        assert "4 up to date" in push(course, "--yes").out
        course.edit(LESSON, "clear sentences", "simple sentences")
        course.sync()
        assert push(course, "--yes").code == 0
    assert "simple sentences" in wiki.text(PAGE)


@pytest.mark.parametrize("content", [None, "<<<<<<< ours\n{}", '{"api": "https://elsewhere.example/api.php"}'])
def test_without_its_memory_nothing_is_overwritten_that_is_not_ours(tmp_path: Path, content: str | None) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path) as course:
        push(course, "--yes")
        quiz = f"{BASE}/start/first-quiz"
        wiki.edit(quiz, wiki.text(quiz).replace("Short pages", "Brief pages"))
        if content is None:
            (course.root / STATE).unlink()
        else:
            course.write(STATE, content)
        edited(course)
        done = push(course, "--yes")
        assert done.code == 1
        assert ("is damaged or of another wiki" in done.err) is (content is not None)
        assert f"changed on the wiki: {quiz}" in done.out
        assert "clear sentences" in wiki.text(PAGE)  # its last revision is ours, and says so
        assert "Brief pages" in wiki.text(quiz)


# Translate


def test_pages_are_marked_where_we_may(tmp_path: Path) -> None:
    wiki = Wiki(rights={"pagetranslation"})
    with on(wiki, tmp_path) as course:
        done = push(course, "--yes", "--mark")
        assert f"marked: {PAGE}" in done.out
        assert set(wiki.groups) == set(wiki.pages)
        assert "Special:PageTranslation" not in done.out
        wiki.groups.pop(PAGE)
        assert f"marked: {PAGE}" in push(course, "--yes", "--mark").out
        assert "marked:" not in push(course, "--yes", "--mark").out


def test_a_page_that_translate_finds_fault_with_is_said(tmp_path: Path) -> None:
    wiki = Wiki(rights={"pagetranslation"}, planned=[Planned("tpt-duplicate", "markfortranslation")])
    with on(wiki, tmp_path) as course:
        done = push(course, "--yes", "--mark")
    assert done.code == 1
    assert f"not marked: {BASE}\n" in done.out
    assert len(wiki.groups) == 3


def test_where_we_may_not_mark_it_is_said_what_is_left(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path) as course:
        done = push(course, "--yes", "--mark")
    assert done.code == 0
    assert not wiki.groups
    assert f"\n  {PAGE}\n" in done.out.partition("Special:PageTranslation")[2]


def test_what_authors_say_is_saved_for_translators(tmp_path: Path) -> None:
    wiki = Wiki(rights={"pagetranslation"})
    with on(wiki, tmp_path) as course:
        assert f"not marked yet, so without documentation: {PAGE}" in push(course, "--yes", "--documentation").out
        push(course, "--yes", "--mark", "--documentation")
        (title,) = [page for page in wiki.pages if page.startswith(f"Translations:{PAGE}/") and page.endswith("/qqq")]
        assert any(wiki.text(page) == "Title of a question." for page in wiki.pages)
        assert wiki.text(title) == '"Wikipedia" keeps its usual form in your language.'
        count = len(wiki.writes)
        push(course, "--yes", "--documentation")
        assert len(wiki.writes) == count
        course.edit(LESSON, "keeps its usual form", "keeps its [[usual]] form ~~~~")
        course.sync()
        push(course, "--yes", "--documentation")
        assert "&#91; &#91;usual" in wiki.text(title)
        assert "User:" not in wiki.text(title)
        wiki.edit(title, "Better words.")
        course.edit(LESSON, "[[usual]] form ~~~~", "form")
        course.sync()
        assert f"left alone: {title}" in push(course, "--yes", "--documentation").out
    assert wiki.text(title) == "Better words."


# A page for each language


def test_a_page_for_each_language(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr", settings="") as course:
        course.translate("fr")
        course.sync()
        assert push(course, "--yes").code == 0
        assert f"{PAGE}/fr" in wiki.pages
        assert "⟦Write short sentences." in wiki.text(f"{PAGE}/fr")
        assert len(wiki.pages) == 8
        done = run("wiki", "pull", "test", course=course.root)
        assert (done.code, "no translations are made" in done.err) == (2, True)


def test_a_language_that_the_wiki_does_not_know_is_found_before_anything_is_written(tmp_path: Path) -> None:
    wiki = Wiki(languages={"en"})
    with on(wiki, tmp_path, "fr", settings="") as course:
        course.translate("fr")
        course.sync()
        done = push(course, "--yes")
    assert done.code == 2
    assert "does not know the language fr" in " ".join(done.err.split())
    assert not wiki.pages


def test_only_one_language(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr", settings="") as course:
        course.translate("fr")
        course.sync()
        push(course, "--yes", "--lang", "fr")
    assert all(title.endswith("/fr") for title in wiki.pages)


def test_translatable_pages_are_in_no_language(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        done = push(course, "--yes", "--lang", "fr")
    assert (done.code, "translatable pages are in no language" in done.err) == (2, True)
    assert not wiki.pages


# What stops a push


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("assertuserfailed", "does not take us for a logged-in user"),
        ("badtoken", "refused the token of the session"),
        ("readonly", "takes no changes at the moment"),
    ],
)
def test_what_a_wiki_refuses_is_explained(tmp_path: Path, code: str, said: str) -> None:
    wiki = Wiki(planned=[Planned(code, "edit") for _ in range(9)])
    with on(wiki, tmp_path) as course:
        done = push(course, "--yes")
    assert done.code == 2
    assert said in " ".join(done.err.split())
    assert not wiki.pages


def test_no_secret_is_shown_or_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wiki = Wiki(rights={"pagetranslation"})
    with on(wiki, tmp_path) as course:
        said = [push(course, "--yes", "--mark"), run("wiki", "status", "test", "--json", course=course.root)]
        monkeypatch.setenv("WLW_WIKI_PASSWORD", "wr0ng-s3cret")
        said.append(push(course, "--yes"))
        assert "Incorrect username or password entered (…)" in " ".join(said[-1].err.split())
        monkeypatch.setenv("WLW_WIKI_TOKEN", TOKEN)
        said.append(push(course))
        assert said[-1].code == 0
    written = b"".join(path.read_bytes() for path in course.root.rglob("*") if path.is_file())
    for secret in (PASSWORD, TOKEN, "wr0ng-s3cret"):
        assert all(secret not in done.out + done.err for done in said)
        assert secret.encode() not in written


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("translated_here = true", "without Extension:Translate"),
        ('translate = true\nquiz = "yes"', "quiz"),
    ],
)
def test_settings_that_cannot_be(tmp_path: Path, settings: str, said: str) -> None:
    with on(Wiki(), tmp_path, settings=settings) as course:
        done = push(course)
    assert done.code == 2
    assert said in " ".join(done.err.split())


def test_the_wiki_is_named_when_there_are_several(tmp_path: Path) -> None:
    with on(Wiki(), tmp_path) as course:
        done = run("wiki", "push", course=course.root)
        assert (done.code, "say which one. It has: unused-generic, test." in " ".join(done.err.split())) == (2, True)
        unknown = run("wiki", "push", "unused-generic", course=course.root)
        assert "is not known. In course.toml, set api" in " ".join(unknown.err.split())


# Status


def test_status_of_a_course_without_languages(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path) as course:
        push(course, "--yes")
        wiki.mark(PAGE)
        data = json.loads(run("wiki", "status", "test", "--json", course=course.root).out)
    assert [page["title"] for page in data["pages"] if page["marked"]] == [PAGE]
    assert data["languages"] == []


def test_status(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        push(course, "--yes")
        wiki.mark(PAGE)
        unit = next(iter(wiki.groups[PAGE].definitions))
        wiki.translate(PAGE, unit, "fr", "Cours")
        wiki.edit(f"{BASE}/start", "other")
        edited(course)
        before = snapshot(course.root / "translations")
        done = run("wiki", "status", "test", course=course.root)
        data = json.loads(run("wiki", "status", "test", "--json", course=course.root).out)
        assert snapshot(course.root / "translations") == before
    assert done.code == 0
    assert max(map(len, done.out.splitlines())) <= 80
    rows = [line.split() for line in done.out.splitlines()]
    assert ["start/first-lesson", "to", "update", "yes"] in rows
    assert ["start", "changed", "on", "the", "wiki", "no"] in rows
    assert ["fr", "français", str(len(wiki.groups[PAGE].definitions)), "1", "0", "1"] in rows
    assert {page["title"]: page["state"] for page in data["pages"]} == {
        BASE: "same",
        f"{BASE}/start": "changed",
        PAGE: "outdated",
        f"{BASE}/start/first-quiz": "same",
    }
    assert data["languages"] == [
        {"code": "fr", "units": len(wiki.groups[PAGE].definitions), "translated": 1, "outdated": 0, "waiting": 1}
    ]
    assert all(each["_method"] == "GET" or each["action"] in ("login", "edit") for each in wiki.log)
