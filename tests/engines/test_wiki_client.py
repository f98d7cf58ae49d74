"""`wiki push` and `wiki status` over HTTP to a real MediaWiki, with the bot password of an account."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.cli.command import Done, run
from tests.engines import bot_account
from tests.engines.mediawiki import MediaWiki
from tests.engines.real_course import ROOT
from tests.pipeline.course_in import CourseIn
from wlw_i18n.wiki.client import Client
from wlw_i18n.wiki.credentials import Credentials
from wlw_i18n.wiki.errors import PageChangedError, PageRefusedError, WikiError

USER = "Kalliope"
CREDENTIALS = bot_account.credentials_of(USER)
LESSON = "source/00-welcome/01-how-this-course-works.md"
STATE = "translations/wiki/real.json"


@pytest.fixture(scope="module", autouse=True)
def account(mediawiki: MediaWiki) -> None:
    bot_account.create(mediawiki, USER)


@pytest.fixture(autouse=True)
def logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    bot_account.log_in(monkeypatch, CREDENTIALS)


@dataclass(frozen=True)
class Course(CourseIn):
    base: str

    def push(self, *arguments: str) -> Done:
        return run("wiki", "push", "real", *arguments, course=self.root)

    def page(self, path: str) -> str:
        return f"{self.base}/{path}"


@pytest.fixture
def course(mediawiki: MediaWiki, tmp_path: Path) -> Course:
    """The real course, for pages of this test's own."""
    for folder in ("source", "translations"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    base = f"Course of {tmp_path.name.replace('_', ' ')}"
    course = Course(tmp_path, base)
    toml = course.read("source/course.toml").partition("[targets.wikitext")[0]
    wiki = f'[targets.wikitext.real]\nbase_page = "{base}"\napi = "{mediawiki.url}/api.php"\n'
    course.write("source/course.toml", toml + wiki)
    assert not course.sync().broken
    return course


def client(mediawiki: MediaWiki, credentials: Credentials = CREDENTIALS) -> Client:
    return Client(f"{mediawiki.url}/api.php", "a@b.example", credentials)


def latest(mediawiki: MediaWiki, title: str) -> dict[str, str]:
    answer = mediawiki.api(action="query", prop="revisions", rvprop="ids|user|comment", titles=title)
    found: dict[str, str] = answer["query"]["pages"][0]["revisions"][0]
    return found


def test_an_account_logs_in_and_a_wrong_password_does_not(mediawiki: MediaWiki) -> None:
    with client(mediawiki) as session:
        assert session.account is not None
        assert session.account.name == USER
        assert "edit" in session.account.rights
    with (
        client(mediawiki, Credentials(CREDENTIALS.user, "wrong-" + CREDENTIALS.password[6:])) as session,
        pytest.raises(WikiError, match="does not let") as raised,
    ):
        _ = session.account
    assert "wrong-" not in str(raised.value)


def test_the_codes_of_errors_are_those_that_we_know(mediawiki: MediaWiki) -> None:
    with client(mediawiki) as session:
        first = session.write(action="edit", title="Codes", text="one", createonly="1")["edit"]["newrevid"]
        mediawiki.save("Codes", "two")
        with pytest.raises(PageChangedError) as conflict:
            session.write(action="edit", title="Codes", text="three", nocreate="1", baserevid=str(first))
        with pytest.raises(PageChangedError) as exists:
            session.write(action="edit", title="Codes", text="three", createonly="1")
        with pytest.raises(PageChangedError) as missing:
            session.write(action="edit", title="No codes", text="three", nocreate="1")
        with pytest.raises(PageRefusedError) as refused:
            session.write(action="edit", title="MediaWiki:Common.css", text="three")
        same = session.write(action="edit", title="Codes", text="two  \n")["edit"]
    codes = [raised.value.code for raised in (conflict, exists, missing, refused)]
    assert codes == ["editconflict", "articleexists", "missingtitle", "protectednamespace-interface"]
    assert same.get("nochange") is True


def test_real_pages_are_pushed_in_two_languages(mediawiki: MediaWiki, course: Course) -> None:
    done = course.push("--yes", "--lang", "en", "--lang", "fr")
    assert (done.code, done.err) == (0, "")
    pages = json.loads(course.read(STATE))["pages"]
    assert len(pages) > 20
    for title, page in pages.items():
        assert latest(mediawiki, title)["revid"] == page["revision"]
    title = course.page("welcome/how-this-course-works")
    assert latest(mediawiki, title)["user"] == USER
    exported = course.read("exports/wikitext/real/en/welcome/how-this-course-works.wiki")
    assert mediawiki.page_text(title) == exported.rstrip()
    again = course.push("--yes", "--lang", "en", "--lang", "fr")
    assert f"{len(pages)} up to date." in again.out
    status = json.loads(run("wiki", "status", "real", "--json", course=course.root).out)
    assert {page["state"] for page in status["pages"] if page["language"] in ("en", "fr")} == {"same"}


def test_what_others_changed_is_shown_and_left_alone(mediawiki: MediaWiki, course: Course) -> None:
    course.push("--yes", "--lang", "en")
    title, other = course.page("welcome/how-this-course-works"), course.page("welcome/tools-we-use")
    theirs = mediawiki.page_text(title).replace("In this lesson, you learn to:", "You learn to:")
    mediawiki.save(title, theirs)
    course.edit(LESSON, "The course is made for all these situations.", "It is made for all of them.")
    course.sync()
    done = course.push("--yes", "--lang", "en")
    assert done.code == 1
    assert f"changed on the wiki: {title}" in done.out
    assert "[-In this lesson, you-]{+You+} learn to:" in done.out
    assert mediawiki.page_text(title) == theirs
    assert latest(mediawiki, other)["user"] == USER
    assert course.push("--yes", "--lang", "en", "--overwrite", title).code == 0
    assert "It is made for all of them." in mediawiki.page_text(title)
    assert "In this lesson, you learn to:" in mediawiki.page_text(title)


def test_a_push_that_was_stopped_goes_on(mediawiki: MediaWiki, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    real, left = Client.write, [3]

    def write(session: Client, **parameters: str) -> dict[str, object]:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return real(session, **parameters)

    monkeypatch.setattr(Client, "write", write)
    assert course.push("--yes", "--lang", "en").code != 0
    monkeypatch.undo()
    bot_account.log_in(monkeypatch, CREDENTIALS)
    known = json.loads(course.read(STATE))["pages"]
    assert len(known) == 3
    done = course.push("--yes", "--lang", "en")
    assert done.code == 0
    pages = json.loads(course.read(STATE))["pages"]
    assert len(pages) > 10
    assert {title: pages[title] for title in known} == known
    for title in pages:
        answer = mediawiki.api(action="query", prop="revisions", rvprop="ids", rvlimit="5", titles=title)
        assert len(answer["query"]["pages"][0]["revisions"]) == 1


CODE = (
    "Sign with ~~~~ or ~~~~~. {{fact}} {{subst:PAGENAME}} [[Category:Taken]] [[Help:Contents|]] "
    "\\<ref>note\\</ref> \\<translate>text\\</translate> \\<!--T:1--> \\_\\_NOTOC\\_\\_ http://example.org ''no''"
)


def test_wiki_code_that_a_lesson_shows_is_shown_after_saving(mediawiki: MediaWiki, course: Course) -> None:
    course.edit(LESSON, "The course is made for all these situations.", CODE)
    assert not course.sync().broken
    assert course.push("--yes", "--lang", "en").code == 0
    title = course.page("welcome/how-this-course-works")
    shown = " ".join(lxml_html.fromstring(mediawiki.page_html(title)).text_content().replace("\u00a0", " ").split())
    assert CODE.replace("\\", "") in shown
    answer = mediawiki.api(action="query", prop="categories|templates", titles=title)
    (page,) = answer["query"]["pages"]
    assert "Category:Taken" not in [each["title"] for each in page.get("categories", ())]
    assert "templates" not in page


def test_a_language_that_the_wiki_does_not_know(mediawiki: MediaWiki, course: Course) -> None:
    course.write(
        "source/course.toml",
        course.read("source/course.toml") + '\n[targets.wikitext.real.language_codes]\nfr = "xx-nope"\n',
    )
    course.sync()
    done = course.push("--yes")
    assert (done.code, "does not know the language xx-nope" in " ".join(done.err.split())) == (2, True)
    answer = mediawiki.api(action="query", titles=course.base)
    assert answer["query"]["pages"][0].get("missing") is True
