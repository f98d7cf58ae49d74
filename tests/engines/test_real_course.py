"""The real course in the real engines: what learners, translators and wiki readers will meet."""

import subprocess
from collections.abc import Iterator
from html import escape

import olxcleaner
from lxml import html as lxml_html

from tests.engines.real_course import RealCourse
from wlw_i18n import inline
from wlw_i18n.model.course import Language
from wlw_i18n.model.document import Document
from wlw_i18n.model.question import Choices, Question
from wlw_i18n.pipeline.workspace import SourceFile

from .asking import submissions
from .browser import OpenPage
from .compare import page_tree
from .installation import program
from .mediawiki import MediaWiki
from .openedx import Course as OpenEdxCourse
from .openedx import OpenEdx
from .validator import Validate


def documents(course: RealCourse) -> Iterator[tuple[Language, SourceFile, Document]]:
    for language in course.published:
        for source in course.sources:
            yield language, source, course.document(language, source)


def questions(document: Document) -> Iterator[Question]:
    return (block for block in document.blocks if isinstance(block, Question))


def test_the_languages_are_published_as_their_gates_say(real_course: RealCourse) -> None:
    states = real_course.outcome.status.languages
    ready = [language.code for language in states if language.counts.share >= language.gate]
    assert [language.code for language in real_course.published] == ["en", *ready]
    assert {"fr", "ar"} <= set(ready)
    french = next(language for language in states if language.code == "fr")
    assert french.counts.share == 1
    assert all(document.served for document in french.documents)


def test_olxcleaner_has_nothing_to_say(real_course: RealCourse, openedx: OpenEdx) -> None:
    for language in real_course.published:
        loaded = openedx.load(real_course.archive(language))
        _, store, _ = olxcleaner.validate(str(loaded.folder))
        assert [(error.name, error.filename, error.description) for error in store.errors] == [], language.code


def test_open_edx_loads_every_block_without_a_word(real_course: RealCourse, openedx: OpenEdx) -> None:
    for language in real_course.published:
        loaded = openedx.load(real_course.archive(language))
        assert loaded.errors == ()
        assert loaded.warnings == ()
        kinds = {block.block_type for block in loaded.blocks}
        assert {"html", "problem"} <= kinds


def test_every_question_grades_right_as_right_and_wrong_as_wrong(real_course: RealCourse, openedx: OpenEdx) -> None:
    graded = 0
    for language in real_course.published:
        loaded = openedx.load(real_course.archive(language))
        asked = {
            f"{question.id}_problem": question
            for source in real_course.sources
            for question in questions(real_course.document(language, source))
        }
        assert {problem.url_name for problem in loaded.problems} == set(asked)
        for problem in loaded.problems:
            (field,) = problem.inputs
            for submission in submissions(asked[problem.url_name], problem):
                grade = openedx.grade(loaded, problem, {field.id: submission.value})
                where = (language.code, problem.url_name, submission, grade.error)
                assert grade.correct is submission.right, where
                assert grade.score == (grade.max_score if submission.right else 0), where
                graded += 1
    assert graded > 100


def test_questions_are_the_same_in_every_language(real_course: RealCourse, openedx: OpenEdx) -> None:
    def shape(loaded: OpenEdxCourse) -> list[tuple[str, float, list[tuple[str, str, int]]]]:
        return sorted(
            (
                problem.url_name,
                problem.max_score,
                [(field.id.split("_", 1)[1], field.kind, len(field.options)) for field in problem.inputs],
            )
            for problem in loaded.problems
        )

    shapes = [shape(openedx.load(real_course.archive(language))) for language in real_course.published]
    assert all(found == shapes[0] for found in shapes)


def test_every_wiki_page_says_what_its_html_page_says(real_course: RealCourse, mediawiki: MediaWiki) -> None:
    compared = 0
    for language, source, document in documents(real_course):
        if any(questions(document)):
            continue
        site = lxml_html.parse(real_course.page(language, source)).getroot()
        (content,) = site.find_class("content")
        for each in content.xpath('.//*[contains(@class, "notice")] | .//section[contains(@class, "module")]'):
            each.drop_tree()
        for video in content.find_class("video"):
            # A site without foreign requests links to a video; a wiki, at home with Commons, shows it.
            link, player = video.find("p"), video.find("video")
            title = link.xpath(".//span")[-1].text_content() if player is None else player.get("aria-label")
            if player is not None and link is not None:
                link.drop_tree()  # how long it is, which a wiki's player tells
            old = link if player is None else player
            video.replace(old, lxml_html.fragment_fromstring(f'<img alt="{escape(title)}">'))
        wanted = str(page_tree(lxml_html.tostring(content, encoding="unicode")))
        for wiki in real_course.wikis:
            shown = lxml_html.fromstring(mediawiki.parse(real_course.wiki_page(wiki, language, source)))
            text = body(shown, is_module=source.is_index)
            found = str(page_tree(lxml_html.tostring(text, encoding="unicode")))
            assert found == wanted, (wiki.name, language.code, document.id)
            compared += 1
    assert compared >= 3 * 8 * len(real_course.wikis)


def body(page: lxml_html.HtmlElement, *, is_module: bool) -> lxml_html.HtmlElement:
    """The page without what surrounds its text: title, summary, notice, lessons, licence."""
    for heading in page.xpath('//div[@role="heading"]'):
        following = heading.getnext()
        if following is not None and following.tag == "div" and len(following) == 1 and following[0].tag == "i":
            following.drop_tree()
        heading.drop_tree()
    for each in page.xpath('//div[contains(@class, "notice")] | //div[small and count(*)=1]'):
        each.drop_tree()
    if is_module:
        contents = page.xpath("//ol")[-1]
        contents.getprevious().drop_tree()
        contents.drop_tree()
    return page


def test_every_question_is_on_its_wiki_page(real_course: RealCourse, mediawiki: MediaWiki) -> None:
    for language, source, document in documents(real_course):
        for wiki in real_course.wikis:
            if wiki.quiz or not any(questions(document)):
                continue
            page = lxml_html.fromstring(mediawiki.parse(real_course.wiki_page(wiki, language, source)))
            said = " ".join(page.text_content().split())
            for question in questions(document):
                assert plain(inline.visible(question.prompt.inlines)) in plain(said), question.id
                if isinstance(question.answers, Choices):
                    for choice in question.answers.items:
                        assert plain(inline.visible(choice.prose.inlines)) in plain(said), question.id


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ").split())


def test_every_html_page_is_valid(real_course: RealCourse, validate_html: Validate) -> None:
    found = validate_html(real_course.root / "exports/html")
    assert {message.text for message in found if message.level != "info"} <= {
        # A hint about old browsers, which show an ordinary keyboard then.
        "The “inputmode” attribute is not supported in all browsers. Please be sure to test, and consider using a"
        " polyfill."
    }


def test_every_html_page_has_its_language_and_direction(real_course: RealCourse) -> None:
    for language in real_course.published:
        folder = real_course.root / "exports/html" / language.code
        pages = list(folder.rglob("*.html"))
        assert len(pages) == len(real_course.sources) + 3
        for path in pages:
            root = lxml_html.parse(path).getroot()
            assert (root.get("lang"), root.get("dir")) == (language.tag, language.direction), path
    states = {language.code: language for language in real_course.outcome.status.languages}
    fallbacks = [document for document in states["ar"].documents if not document.served]
    assert fallbacks
    for document in fallbacks:
        name = "index" if document.id == document.module else document.id
        root = lxml_html.parse(real_course.root / f"exports/html/ar/{document.module}/{name}.html").getroot()
        assert root.find_class("notice"), document.id
        (content,) = root.find_class("content")
        assert (content.get("lang"), content.get("dir")) == ("en", "ltr")


def test_pages_can_be_read_without_javascript(real_course: RealCourse, open_page: OpenPage) -> None:
    """What they do with it, and how accessible they are, is seen in `test_site`."""
    for language, source, document in documents(real_course):
        still = open_page(real_course.page(language, source), javascript=False)
        assert still.external_requests == []
        shown = still.page.locator("main").inner_text()
        assert plain(inline.visible(document.title.inlines)) in plain(shown)
        assert still.page.locator("button:visible").count() == 0
        still.close()


def test_msgfmt_accepts_every_catalog(real_course: RealCourse) -> None:
    paths = sorted((real_course.root / "translations").rglob("*.po"))
    assert len(paths) > 30
    for path in (*paths, *sorted((real_course.root / "translations").rglob("*.pot"))):
        done = subprocess.run(
            [program("msgfmt"), "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
