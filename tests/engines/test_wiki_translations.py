"""`wiki push` and `wiki pull` over HTTP with a real MediaWiki, in front of which stands what Translate adds to it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import Done, run
from tests.pipeline import course_in
from tests.pipeline.course_in import CourseIn
from wlw_i18n.model.catalog import Message, MessageState

from . import bot_account
from .mediawiki import ANONYMOUS_TOKEN, MediaWiki, MediaWikiError
from .translating import Translate, translating

USER = "Polyhymnia"
SVG = "source/01-start/media/flow.svg"
ADDRESS = "127.0.0.1"


@pytest.fixture(scope="module", autouse=True)
def account(mediawiki: MediaWiki) -> None:
    bot_account.create(mediawiki, USER)


@pytest.fixture(autouse=True)
def logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    bot_account.log_in(monkeypatch, bot_account.credentials_of(USER))


class Course:
    """The starter course on the wiki, with pages of this test's own."""

    def __init__(self, course: CourseIn, base: str, translate: Translate) -> None:
        self.here, self.base, self.translate = course, base, translate
        self.bundle = f"{base}/Words"

    def wiki(self, *arguments: str) -> Done:
        command, *rest = arguments
        return run("wiki", command, "real", *rest, course=self.here.root)

    def pull(self) -> Done:
        return self.wiki("pull", "--lang", "fr")

    def message(self, english: str) -> Message:
        return next(each for each in self.here.messages("fr").values() if each.msgid.startswith(english))


@pytest.fixture
def course(mediawiki: MediaWiki, tmp_path: Path) -> Iterator[Course]:
    here = course_in.make(tmp_path)
    base = f"Starter of {tmp_path.name.replace('_', ' ')}"
    with translating(mediawiki) as (api, translate):
        toml = here.read("source/course.toml").partition("[targets.wikitext")[0]
        wiki = f'[targets.wikitext.real]\nbase_page = "{base}"\napi = "{api}"\ncontact = "a@b.example"\n'
        here.write("source/course.toml", f"{toml}{wiki}translate = true\n")
        assert run("language", "add", "fr", course=here.root).code == 0
        assert not here.sync().broken
        yield Course(here, base, translate)


def pushed(course: Course) -> None:
    done = course.wiki("push", "--yes", "--mark", "--bundle", course.bundle)
    assert (done.code, done.err) == (0, ""), done.out


def test_page_units_and_bundle_come_back(mediawiki: MediaWiki, course: Course) -> None:
    pushed(course)
    page = f"{course.base}/start/first-lesson"
    english, word = course.message("Write short sentences."), course.message("Source")
    text = "Phrases courtes&#160;! <i>emphase</i>, '''forte''', <code>code</code>, [[$1|autres]], [$2 sites]."
    course.translate.translate(page, english.key, "fr", text)
    course.translate.translate(course.bundle, word.key, "fr", "Origine **{{no}}**")
    course.translate.translate(course.bundle, "ui-points", "fr", "Points\u00a0: {count} ")
    course.translate.translate(course.bundle, "ui-graded", "fr", "!!FUZZY!!Noté")
    done = course.pull()
    assert (done.code, done.err) == (0, ""), done.out
    assert "4 taken" in done.out
    assert course.message("Write short sentences.").msgstr == (
        "Phrases courtes\u00a0! *emphase*, **forte**, `code`, [autres](02-first-quiz.md), "
        "[sites](https://www.wikipedia.org/)."
    )
    found = course.message("Source")
    assert (found.msgstr, found.state) == ("Origine **{{no}}**", MessageState.TRANSLATED)
    assert course.message("Points: ").msgstr == "Points\u00a0: {count}"
    assert course.message("Graded").state is MessageState.FUZZY
    for path in ("interface", "start/first-lesson"):
        assert f"# Author: {ADDRESS}" in course.here.read(f"translations/fr/{path}.po")
    assert "nothing new" in course.pull().out


def test_a_bundle_is_what_the_wiki_made_of_it(mediawiki: MediaWiki, course: Course) -> None:
    """MediaWiki writes JSON in a way of its own; it is still ours."""
    pushed(course)
    saved = mediawiki.page_text(course.bundle)
    answer = mediawiki.api(action="query", prop="info", titles=course.bundle)
    assert answer["query"]["pages"][0]["contentmodel"] == "json"
    assert json.loads(saved)["ui-graded"] == "Graded"
    assert "new" not in course.wiki("push").out.splitlines()[-2]
    again = course.wiki("push", "--yes")
    assert (again.code, "5 up to date" in again.out) == (0, True), again.out


def test_an_older_english_is_known_by_its_revision(mediawiki: MediaWiki, course: Course) -> None:
    pushed(course)
    word = course.message("Source")
    course.translate.translate(course.bundle, word.key, "fr", "Origine")
    course.here.edit(SVG, ">Source<", ">The English text<")
    course.here.sync()
    assert course.wiki("push", "--yes").code == 0
    done = course.pull()
    assert "1 of them made for another English" in done.out
    found = course.message("The English text")
    assert (found.state, found.msgstr, found.previous_msgid) == (MessageState.STALE, "Origine", "Source")
    course.translate.translate(course.bundle, word.key, "fr", "Le texte anglais")
    assert course.pull().code == 0
    found = course.message("The English text")
    assert (found.state, found.msgstr) == (MessageState.TRANSLATED, "Le texte anglais")


def test_what_both_sides_changed_is_not_taken(mediawiki: MediaWiki, course: Course) -> None:
    pushed(course)
    course.translate.translate(course.bundle, "ui-graded", "fr", "Un")
    course.pull()
    po = "translations/fr/interface.po"
    course.here.edit(po, 'msgid "Graded"\nmsgstr "Un"', 'msgid "Graded"\nmsgstr "Ici"')
    course.translate.translate(course.bundle, "ui-graded", "fr", "Deux")
    done = course.pull()
    assert (done.code, "1 not taken" in done.out) == (1, True)
    assert course.message("Graded").msgstr == "Ici"


def test_a_bundle_that_others_changed_is_left_alone(mediawiki: MediaWiki, course: Course) -> None:
    pushed(course)
    theirs = mediawiki.page_text(course.bundle).replace('"Source"', '"Sources"')
    mediawiki.save(course.bundle, theirs)
    done = course.wiki("push", "--yes")
    assert (done.code, f"changed on the wiki: {course.bundle}" in done.out) == (1, True)
    assert json.loads(mediawiki.page_text(course.bundle)) == json.loads(theirs)


def test_the_codes_for_content_models_are_those_that_we_know(mediawiki: MediaWiki, course: Course) -> None:
    """Who may not choose the model, and a wiki that has it not."""
    with pytest.raises(MediaWikiError, match="cantchangecontentmodel"):
        mediawiki.api(action="edit", title="No rights", text="{}", contentmodel="json", token=ANONYMOUS_TOKEN)
    with pytest.raises(MediaWikiError, match="badvalue"):
        mediawiki.api(
            action="edit", title="No model", text="{}", contentmodel="translate-messagebundle", token=ANONYMOUS_TOKEN
        )
