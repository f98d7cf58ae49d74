"""The message bundle: texts that stand on no page are sent, and come back by the rules for pages."""

import json
from pathlib import Path

import pytest

from tests.cli.command import run
from tests.pipeline.course_in import CourseIn
from tests.wiki.bundles import MODEL, MalformedError, messages_of, outdated
from tests.wiki.course import BASE, LESSON, PAGE, STATE, on, pull, push
from tests.wiki.standin import USER, Planned, Wiki
from wlw_i18n.model.catalog import Message, MessageState
from wlw_i18n.wiki import bundle
from wlw_i18n.wiki.pages import Page
from wlw_i18n.wiki.units import key_of, units_of

TITLE = f"{BASE}/Words"
SVG = "source/01-start/media/flow.svg"


def ready(wiki: Wiki, course: CourseIn) -> None:
    """Pages and bundle are on the wiki."""
    assert push(course, "--yes", "--bundle", TITLE).code == 0
    wiki.mark_all()


def label(course: CourseIn, english: str = "Source") -> str:
    """The key of a word in a picture."""
    return next(key for key, message in course.messages("fr").items() if message.msgid == english)


def message(course: CourseIn, key: str) -> Message:
    return course.messages("fr")[key]


def redraw(course: CourseIn, old: str, new: str) -> None:
    course.edit(SVG, f">{old}<", f">{new}<")
    course.sync()


def test_every_text_of_the_course_is_on_a_page_or_in_the_bundle(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        sent = wiki.bundles[TITLE]
        shown = {key_of(name) for title, text in wiki.pages.items() for name in units_of(text[-1].text) if title}
        everything = {key: found.msgid for key, found in course.messages("fr").items()}
        assert set(sent) | shown == set(everything)
        assert not set(sent) & shown
        assert sent == {key: everything[key] for key in sent}
        data = json.loads(wiki.text(TITLE))
        assert data["@metadata"]["sourceLanguage"] == "en"
        assert data["@metadata"]["label"] == "My course: texts outside of the pages"
        (written,) = (each for each in wiki.writes if each["title"] == TITLE)
        assert (written["contentmodel"], written["createonly"]) == (MODEL, "1")


def test_a_bundle_is_kept_up_to_date_and_needs_no_marking(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        wiki.edit(TITLE, json.dumps(json.loads(wiki.text(TITLE))), USER)  # a wiki may write JSON in a way of its own
        assert "5 up to date" in push(course, "--yes").out
        redraw(course, "Source", "English")
        done = push(course, "--yes")
        assert done.code == 0
        assert f"saved: {TITLE}" in done.out
        assert TITLE not in done.out.partition("To be marked")[2]
        assert "English" in wiki.bundles[TITLE].values()


def test_a_bundle_that_others_changed_is_left_alone(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        theirs = wiki.text(TITLE).replace('"Source"', '"Sources"')
        wiki.edit(TITLE, theirs, "Alice")
        done = push(course, "--yes")
        assert (done.code, f"changed on the wiki: {TITLE}" in done.out) == (1, True)
        assert wiki.text(TITLE) == theirs
        assert push(course, "--yes", "--overwrite", TITLE).code == 0
        assert wiki.bundles[TITLE][label(course)] == "Source"


def test_translations_come_back_and_translators_are_named(tmp_path: Path) -> None:
    wiki = Wiki(page_size=7)
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        key = label(course)
        wiki.translate(TITLE, key, "fr", "Original", "Alice")
        wiki.translate(TITLE, "ui-graded", "fr", "Noté", "Bintou")
        wiki.translate(TITLE, "ui-points", "fr", "Points : {count}", "FuzzyBot")
        wiki.translate(TITLE, "ui-skip", "fr", "!!FUZZY!!Aller au contenu", "Bintou")
        before = course.files("translations")
        dry = pull(course, "--dry-run")
        assert (dry.code, "4 taken" in dry.out, course.files("translations") == before) == (0, True, True)
        done = pull(course)
        assert (done.code, done.err) == (0, "")
        assert "1 of them to be confirmed" in done.out
        states = {name: (message(course, name).msgstr, message(course, name).state) for name in (key, "ui-graded")}
        assert states == {
            key: ("Original", MessageState.TRANSLATED),
            "ui-graded": ("Noté", MessageState.TRANSLATED),
        }
        assert message(course, "ui-points").msgstr == "Points : {count}"
        assert (message(course, "ui-skip").msgstr, message(course, "ui-skip").state) == (
            "Aller au contenu",
            MessageState.FUZZY,
        )
        assert course.read("translations/fr/interface.po").startswith("# Author: Bintou\n")
        assert "Alice" in course.read("translations/fr/start/first-lesson.po").partition("msgid")[0]
        assert not course.sync().broken
        assert "nothing new" in pull(course).out


def test_pages_and_bundle_are_pulled_together_or_the_bundle_alone(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        on_page = next(key for key, found in course.messages("fr").items() if "Write short sent" in found.msgid)
        wiki.translate(TITLE, "ui-graded", "fr", "Noté")
        wiki.translate(PAGE, on_page, "fr", "Phrases courtes.")
        assert "1 taken" in pull(course, "--bundle", TITLE, "--dry-run").out
        assert "2 taken" in pull(course).out


def test_a_newer_translation_replaces_what_was_pulled_and_nothing_else(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        for unit in ("ui-graded", "ui-skip"):
            wiki.translate(TITLE, unit, "fr", "Un")
        pull(course)
        course.edit(
            "translations/fr/interface.po",
            'msgctxt "ui-skip"\nmsgid "Skip to the content"\nmsgstr "Un"',
            'msgctxt "ui-skip"\nmsgid "Skip to the content"\nmsgstr "Ici"',
        )
        for unit in ("ui-graded", "ui-skip"):
            wiki.translate(TITLE, unit, "fr", "Deux")
        done = pull(course)
        assert done.code == 1
        assert "1 not taken" in done.out
        assert message(course, "ui-graded").msgstr == "Deux"
        assert "Un" in course.read("translations/fr/memory.po")
        assert message(course, "ui-skip").msgstr == "Ici"
        assert pull(course, "--force").code == 0
        assert message(course, "ui-skip").msgstr == "Deux"


@pytest.mark.parametrize("fault", [False, True])
def test_a_translation_of_an_older_english_is_stale(tmp_path: Path, fault: bool) -> None:
    """Whatever the wiki holds it for: the revisions tell what its translator saw."""
    wiki = Wiki(bundle_fault_of_1_43=fault)
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        key = label(course)
        wiki.translate(TITLE, key, "fr", "Original")
        redraw(course, "Source", "The English text")
        assert push(course, "--yes").code == 0
        is_outdated = (f"{TITLE}/{key}", "fr") in wiki.bundles_outdated
        assert is_outdated is not fault
        done = pull(course)
        assert "1 of them made for another English" in done.out
        found = message(course, key)
        assert (found.state, found.msgid) == (MessageState.STALE, "The English text")
        assert (found.msgstr, found.previous_msgid) == ("Original", "Source")
        wiki.translate(TITLE, key, "fr", "Le texte anglais")
        pull(course)
        assert (message(course, key).state, message(course, key).msgstr) == (
            MessageState.TRANSLATED,
            "Le texte anglais",
        )


def test_an_english_that_came_back_makes_its_translation_whole(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        key = label(course)
        wiki.translate(TITLE, key, "fr", "Original")
        for old, new in (("Source", "The text"), ("The text", "Source")):
            redraw(course, old, new)
            assert push(course, "--yes").code == 0
        wiki.bundles_outdated.clear()  # UpdateMessageJob::handleFuzzy: an exact revert
        pull(course)
        assert message(course, key).state is MessageState.TRANSLATED


def test_without_what_we_know_the_wiki_is_believed(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        key = label(course)
        wiki.translate(TITLE, key, "fr", "Original")
        redraw(course, "Source", "The English text")
        push(course, "--yes")
        (course.root / STATE).unlink()
        pull(course, "--bundle", TITLE)
        found = message(course, key)
        assert (found.state, found.previous_msgid) == (MessageState.FUZZY, None)


def test_authors_comments_are_documented_in_the_bundle(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        done = push(course, "--yes", "--documentation")
        assert done.code == 0
        documented = [title for title in wiki.pages if title.startswith(f"Translations:{TITLE}/") and "/qqq" in title]
        assert f"Translations:{TITLE}/ui-graded/qqq" in documented
        assert "final grade" in wiki.text(f"Translations:{TITLE}/ui-graded/qqq")


def test_status_counts_the_bundle(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        wiki.translate(TITLE, "ui-graded", "fr", "Noté")
        data = json.loads(run("wiki", "status", "test", "--json", course=course.root).out)
        (page,) = (each for each in data["pages"] if each["title"] == TITLE)
        assert (page["state"], page["marked"]) == ("same", True)
        (french,) = data["languages"]
        assert (french["translated"], french["waiting"]) == (1, 1)


def test_a_wiki_without_bundles_refuses_the_bundle_alone(tmp_path: Path) -> None:
    wiki = Wiki(models={"wikitext", "json"})
    with on(wiki, tmp_path, "fr") as course:
        done = push(course, "--yes", "--bundle", TITLE)
        assert done.code == 1
        assert "4 pages saved. The wiki refused 1." in done.out
        assert "this wiki has no message bundles" in " ".join(done.out.split())
        assert json.loads(course.read(STATE))["bundle"] == ""


def test_an_account_that_may_not_make_a_bundle_is_told_so(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        push(course, "--yes")
        wiki.planned.append(Planned("cantchangecontentmodel", "edit"))
        done = push(course, "--yes", "--bundle", TITLE)
        assert done.code == 1
        assert "may not make pages of this kind" in " ".join(done.out.split())


def test_a_bundle_is_for_wikis_where_translations_are_made(tmp_path: Path) -> None:
    with on(Wiki(), tmp_path, "fr", settings="translate = true\ntranslated_here = false") as course:
        done = push(course, "--bundle", TITLE)
        assert (done.code, "it gets no message bundle" in done.err) == (2, True)


def test_a_bundle_that_the_wiki_has_not_looked_at_yet_hinders_no_pull(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        wiki.bundles.clear()
        assert pull(course).code == 0


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Sign with ~~~~.", True),
        ("{{subst:welcome}}", True),
        ("{{ SafeSubst:welcome}}", True),
        ("[[Help:Contents|]]", True),
        ("[[Help:Contents|help]]", False),
        ("{{welcome}} ~~", False),
    ],
)
def test_what_a_wiki_rewrites_at_every_save_is_in_no_bundle(tmp_path: Path, text: str, left_out: bool) -> None:
    assert bundle.is_rewritten(text) is left_out
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        course.edit(SVG, ">Source<", f">{text}<")
        course.sync()
        done = push(course, "--bundle", TITLE)
        key = label(course, text)
        assert (key in done.err, "because wikis rewrite such text" in " ".join(done.err.split())) == (
            (True, True) if left_out else (False, False)
        )


def test_what_translators_do_on_pages_is_no_concern_of_the_bundle(tmp_path: Path) -> None:
    """A word that comes to stand on a page leaves the bundle, and its translations stay where they are."""
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        assert "ui-warning" in wiki.bundles[TITLE]
        wiki.translate(TITLE, "ui-warning", "fr", "Attention")
        pull(course)
        course.write(LESSON, course.read(LESSON) + "\n> [!WARNING]\n> Mind this.\n")
        course.sync()
        assert push(course, "--yes").code == 0
        assert "ui-warning" not in wiki.bundles[TITLE]
        assert message(course, "ui-warning").msgstr == "Attention"


# The rules of the stand-in


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "error-parsing"),
        ('["a"]', "error-invalid-array"),
        ('{"": "a"}', "error-key-empty"),
        (f'{{"{"k" * 101}": "a"}}', "error-key-too-long"),
        ('{"a b": "a"}', "error-key-invalid-characters"),
        ('{"a": 1}', "error-invalid-value"),
        ('{"a": " "}', "error-empty-value"),
        ('{"@metadata": []}', "error-metadata-type"),
        ('{"@metadata": {"title": "a"}}', "error-invalid-metadata"),
        ('{"@metadata": {"label": 1}}', "error-invalid-label"),
    ],
)
def test_what_translate_refuses(text: str, fault: str) -> None:
    with pytest.raises(MalformedError, match=fault):
        messages_of(text)


def test_what_translate_holds_for_outdated() -> None:
    before, now = {"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"}
    assert outdated(before, now) == ("b", "c")
    assert outdated(before, now, inverted=True) == ("a", "c")


@pytest.mark.parametrize(
    ("text", "is_same"),
    [('{"b":"2","a":"\\u003C"}', True), ('{"a": "<"}', False), ("{", False), ("[]", False)],
)
def test_json_is_compared_by_what_it_says(text: str, is_same: bool) -> None:
    page = Page("T", '{\n\t"a": "<",\n\t"b": "2"\n}', "", "en", model=MODEL)
    assert page.has(text) is is_same
    assert not Page("T", '{"a":"<"}', "", "en").has('{"a": "<"}')
