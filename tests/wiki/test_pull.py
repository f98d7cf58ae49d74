"""`wiki pull` from a stand-in for a wiki with Extension:Translate: which English, whose translation, what is kept."""

import json
from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn
from tests.wiki.course import BASE, LESSON, PAGE, STATE, on, pull, push
from tests.wiki.standin import USER, Wiki
from wlw_i18n.model.catalog import Message, MessageState
from wlw_i18n.wiki.arrivals import ORIGINAL

PO = "translations/fr/start/first-lesson.po"
SHORT = "Write short sentences."


def key_with(course: CourseIn, english: str) -> str:
    found = course.messages("fr").items()
    return next(key for key, message in found if english in message.msgid and not key.startswith("ui-"))


def ready(wiki: Wiki, course: CourseIn) -> None:
    """The pages are on the wiki and marked for translation."""
    assert push(course, "--yes").code == 0
    wiki.mark_all()


def message(course: CourseIn, key: str) -> Message:
    return course.messages("fr")[key]


def correct(course: CourseIn, old: str, new: str) -> None:
    course.edit(LESSON, old, new)
    course.sync()


FRENCH = (
    "Phrases courtes&#160;! <i>emphase</i>, '''forte''', <code>code</code>, [[$1|autres pages]], [$2 autres sites]."
)
MARKDOWN = (
    "Phrases courtes\u00a0! *emphase*, **forte**, `code`, [autres pages](02-first-quiz.md), "
    "[autres sites](https://www.wikipedia.org/)."
)


def test_translations_come_back_as_markdown(tmp_path: Path) -> None:
    wiki = Wiki(page_size=7)
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        paragraph, heading, alt, choice = (
            key_with(course, english) for english in (SHORT, "Pictures", "Three boxes", "At each heading of level two.")
        )
        wiki.translate(PAGE, paragraph, "fr", FRENCH, "Alice")
        wiki.translate(PAGE, heading, "fr", "== Images ==", "Bintou")
        wiki.translate(PAGE, alt, "fr", "Trois boîtes", "Alice")
        wiki.translate(f"{BASE}/start/first-quiz", choice, "fr", "À chaque titre de niveau&nbsp;deux.", "Chantal")
        wiki.translate(PAGE, "ui-course", "fr", "Cours")
        wiki.translate(PAGE, "ui-licence", "fr", "Texte et images&nbsp;: $1.")
        before = course.files("translations")
        dry = pull(course, "--dry-run")
        assert (dry.code, "6 taken" in dry.out, course.files("translations") == before) == (0, True, True)
        done = pull(course)
        assert (done.code, done.err) == (0, "")
        assert f"  {PO}\n" in done.out
        assert message(course, paragraph).msgstr == MARKDOWN
        assert message(course, paragraph).state is MessageState.TRANSLATED
        assert message(course, heading).msgstr == "Images"
        assert message(course, alt).msgstr == "Trois boîtes"
        assert message(course, choice).msgstr == "À chaque titre de niveau\u00a0deux."
        assert message(course, "ui-course").msgstr == "Cours"
        assert message(course, "ui-licence").msgstr == "Texte et images\u00a0: {licence}."
        header = course.read(PO).partition("msgid")[0]
        assert header == "# Author: Alice\n# Author: Bintou\n"
        assert not course.sync().broken
        assert course.sync().pending is False
        assert message(course, paragraph).state is MessageState.TRANSLATED
        files = course.files("translations")
        again = pull(course)
        assert "nothing new" in again.out
        assert course.files("translations") == files


def test_the_course_title_and_description_come_back(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        wiki.translate(BASE, "course-title", "fr", "Mon&#160;cours")
        wiki.translate(BASE, "course-description", "fr", "De ''quoi'' il s’agit.")
        assert pull(course).code == 0
        title, about = message(course, "course-title"), message(course, "course-description")
        assert (title.msgstr, title.state) == ("Mon\u00a0cours", MessageState.TRANSLATED)
        assert about.state is MessageState.FUZZY  # markup that the English has not
        assert about.comments == (f"{ORIGINAL}De ''quoi'' il s’agit.",)


def test_a_translation_that_is_not_markdown_waits_for_a_person(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        key, other = key_with(course, SHORT), key_with(course, "The words in square brackets")
        wiki.translate(PAGE, key, "fr", "Phrases {{courtes}}.")
        wiki.translate(PAGE, other, "fr", "Voir $9.")
        done = pull(course)
        assert "1 of them to be confirmed" in done.out
        found = message(course, key)
        assert found.state is MessageState.FUZZY
        assert found.msgstr == "Phrases {{courtes}}."
        assert found.comments == (f"{ORIGINAL}Phrases {{{{courtes}}}}.",)
        assert message(course, other).state is MessageState.TRANSLATED  # its English has no variable: $9 is an amount


def test_what_would_be_lost_on_the_way_waits_for_a_person(tmp_path: Path) -> None:
    """An alternative text has no emphasis: rendered again, it would not be what the translator wrote."""
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        alt, caption = key_with(course, "Three boxes"), key_with(course, "From the author")
        wiki.translate(PAGE, alt, "fr", "Trois ''boîtes''")
        wiki.translate(PAGE, caption, "fr", "De l’''auteur''")
        pull(course)
        assert message(course, alt).state is MessageState.FUZZY
        assert message(course, alt).comments == (f"{ORIGINAL}Trois ''boîtes''",)
        assert message(course, caption).state is MessageState.TRANSLATED
        assert message(course, caption).msgstr == "De l’*auteur*"


def test_a_translation_of_an_older_english_is_stale(tmp_path: Path) -> None:
    """The English was sent anew, and the page was not marked yet: translators still see the old one."""
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        key = key_with(course, SHORT)
        old = message(course, key).msgid
        correct(course, "to [other sites](https://www.wikipedia.org/)", "to [more sites](https://www.wikidata.org/)")
        push(course, "--yes")
        wiki.translate(PAGE, key, "fr", FRENCH)
        done = pull(course)
        assert "made for another English" in done.out
        found = message(course, key)
        assert (found.state, found.previous_msgid, found.msgstr) == (MessageState.STALE, old, MARKDOWN)


def test_what_the_wiki_holds_for_outdated_has_the_english_before(tmp_path: Path) -> None:
    """Translated, then the English was changed, sent and marked: the wiki says "outdated", revisions say since when."""
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        key = key_with(course, SHORT)
        first = message(course, key).msgid
        wiki.translate(PAGE, key, "fr", "Phrases courtes.")
        correct(course, SHORT, "Write clear sentences.")
        push(course, "--yes")
        wiki.mark_all()
        correct(course, "Write clear sentences.", "Write good sentences.")
        push(course, "--yes")
        wiki.mark_all()
        pull(course)
        found = message(course, key)
        assert (found.state, found.previous_msgid) == (MessageState.STALE, first)
        wiki.translate(PAGE, key, "fr", "Bonnes phrases.")
        pull(course)
        found = message(course, key)
        assert (found.state, found.msgstr) == (MessageState.TRANSLATED, "Bonnes phrases.")


def test_what_a_translator_marked_as_doubtful_waits_for_a_person(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        key = key_with(course, SHORT)
        wiki.translate(PAGE, key, "fr", "!!FUZZY!!Phrases courtes.")
        pull(course)
        found = message(course, key)
        assert (found.state, found.msgstr) == (MessageState.FUZZY, "Phrases courtes.")


def test_a_correction_on_the_wiki_follows_unless_the_po_file_was_corrected_too(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        key = key_with(course, SHORT)
        wiki.translate(PAGE, key, "fr", "Un.")
        pull(course)
        wiki.translate(PAGE, key, "fr", "Deux.")
        done = pull(course)
        assert "in place of another translation" in done.out
        assert message(course, key).msgstr == "Deux."
        assert 'msgstr "Un."' in course.read("translations/fr/memory.po")
        course.write(PO, course.read(PO).replace('"Deux."', '"Trois."'))
        assert "nothing new" in pull(course).out
        wiki.translate(PAGE, key, "fr", "Quatre.")
        done = pull(course)
        assert (done.code, "1 not taken" in done.out, f"{key}  Quatre." in done.out) == (1, True, True)
        assert message(course, key).msgstr == "Trois."
        assert pull(course).code == 1
        assert pull(course, "--force").code == 0
        assert message(course, key).msgstr == "Quatre."
        assert "nothing new" in pull(course).out


def test_without_its_memory_nothing_is_lost(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        key, pictures = key_with(course, SHORT), key_with(course, "The words in square brackets")
        wiki.translate(PAGE, key, "fr", "Un.")
        pull(course)
        (course.root / STATE).unlink()
        assert "nothing new" in pull(course).out
        assert message(course, key).state is MessageState.TRANSLATED
        (course.root / STATE).unlink()
        wiki.translate(PAGE, pictures, "fr", "Les mots.")
        old = message(course, pictures).msgid
        correct(course, "say what the picture says", "tell what the picture says")
        pull(course)
        # The wiki's text of the unit tells the English, as it has no variables.
        found = message(course, pictures)
        assert (found.state, found.msgstr, found.previous_msgid) == (MessageState.STALE, "Les mots.", old)


def test_what_is_ready_in_the_po_file_stays(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        course.translate("fr")
        course.sync()
        ready(wiki, course)
        key = key_with(course, SHORT)
        wiki.translate(PAGE, key, "fr", "Phrases {{courtes}}.")
        before = course.files("translations/fr")
        assert pull(course).code == 1
        assert course.files("translations/fr") == before


def test_our_own_name_and_the_bots_are_no_authors(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        wiki.translate(PAGE, key_with(course, SHORT), "fr", "Un.", USER)
        wiki.translate(PAGE, key_with(course, "Pictures"), "fr", "== Images ==", "FuzzyBot")
        assert "2 taken" in pull(course).out
        assert "Author" not in course.read(PO)


def test_a_unit_that_moved_to_another_page_is_still_known(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        text = "The words in square brackets say what the picture says, for people who cannot see it."
        key = key_with(course, text)
        wiki.translate(PAGE, key, "fr", "Les mots ''entre crochets''.")
        course.edit(LESSON, text, "")
        course.edit("source/01-start/index.md", "Say here what the module is about.", f"Say here.\n\n{text}")
        course.sync()
        pull(course)
        found = message(course, key)
        assert (found.state, found.msgstr) == (MessageState.TRANSLATED, "Les mots *entre crochets*.")


def test_a_message_bundle_has_markdown(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        key = key_with(course, SHORT)
        english = message(course, key).msgid
        pictures = message(course, key_with(course, "The words in square brackets"))
        wiki.bundles["Course bundle"] = {key: english, "block.1": pictures.msgid, "other": "Not of this course."}
        for unit, text in ((key, "**Un.**"), ("block.1", "Deux."), ("other", "Trois.")):
            wiki.edit(f"Translations:Course bundle/{unit}/fr", text)
        assert pull(course, "--bundle", "No bundle").code == 2
        done = pull(course, "--bundle", "Course bundle")
        assert "1 not in the course" in done.out
        assert message(course, key).msgstr == "**Un.**"
        assert message(course, key).state is MessageState.TRANSLATED
        by_english = message(course, pictures.key)
        assert (by_english.state, by_english.msgstr) == (MessageState.FUZZY, "Deux.")


@pytest.mark.parametrize(
    ("wiki", "said"),
    [
        (Wiki(disabled={"fr"}), "the wiki takes no translations in this language."),
        (Wiki(languages={"en"}), "the wiki knows no language with this code."),
    ],
)
def test_a_language_that_the_wiki_does_not_take_is_explained(tmp_path: Path, wiki: Wiki, said: str) -> None:
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        done = pull(course)
        assert done.code == 2
        assert f'"fr": {said}' in " ".join(done.err.split())
        assert "language_codes in course.toml" in " ".join(done.err.split())


def test_pages_that_are_not_marked_have_no_translations(tmp_path: Path) -> None:
    with on(Wiki(), tmp_path, "fr") as course:
        push(course, "--yes")
        assert "nothing new" in pull(course).out


def test_sync_does_not_mind_what_is_kept(tmp_path: Path) -> None:
    wiki = Wiki()
    with on(wiki, tmp_path, "fr") as course:
        ready(wiki, course)
        course.sync()
        state = json.loads(course.read(STATE))
        assert PAGE in state["pages"]
        outcome = course.sync()
        assert (outcome.written, outcome.diagnostics) == ((), course.check().diagnostics)
