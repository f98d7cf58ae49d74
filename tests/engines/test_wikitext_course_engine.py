"""The course's pages on a real MediaWiki: those with questions, and the dumps that bring them there."""

from dataclasses import replace

from lxml import html as lxml_html

from wlw_i18n.model.course import WikiProfile
from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.model.question import Choices, Question

from . import shown_questions
from .compare import page_tree
from .mediawiki import MediaWiki
from .real_course import RealCourse


def test_a_page_with_questions_says_what_its_html_says(real_course: RealCourse, mediawiki: MediaWiki) -> None:
    """The text around the questions, and all that each question shows, as a self-check and as a quiz."""
    compared = 0
    for language in real_course.published:
        for source in real_course.sources:
            document = real_course.document(language, source)
            asked = [block for block in document.blocks if isinstance(block, Question)]
            if not asked:
                continue
            site = lxml_html.parse(real_course.page(language, source)).getroot()
            (content,) = site.find_class("content")
            for each in content.find_class("notice"):
                each.drop_tree()
            wanted = shown_questions.site(content)
            around = str(page_tree(lxml_html.tostring(content, encoding="unicode")))
            for wiki in real_course.wikis:
                where = (wiki.name, language.code, document.id)
                page, found = shown_questions.wiki(mediawiki, real_course.wiki_page(wiki, language, source))
                assert list(found) == [question.id for question in asked], where
                for question in asked:
                    assert comparable(found[question.id], question, wiki) == comparable(
                        wanted[question.id], question, wiki
                    ), (*where, question.id)
                    compared += 1
                assert text_of(page) == around, where
    assert compared >= 3 * 10 * len(real_course.wikis)


def comparable(shown: shown_questions.Shown, question: Question, wiki: WikiProfile) -> shown_questions.Shown:
    """What both forms have to say alike."""
    if isinstance(question.answers, Choices):
        return shown
    # A quiz knows ranges and forms in capitals of an answer: `test_wikitext_quiz` judges what it accepts.
    right = frozenset() if wiki.quiz else frozenset(answer.lower() for answer in shown.right)
    said = shown.feedback.get("typed", "") + shown.feedback.get("refused", "")
    return replace(shown, right=right, feedback={"typed": said})


def text_of(page: lxml_html.HtmlElement) -> str:
    """The tree of a page without its title, its summary, its notice and its licence."""
    for heading in page.xpath('//div[@role="heading"]'):
        following = heading.getnext()
        if following is not None and following.tag == "div" and [each.tag for each in following] == ["i"]:
            following.drop_tree()
        heading.drop_tree()
    for each in page.xpath('//div[contains(@class, "notice")] | //div[small and count(*)=1]'):
        each.drop_tree()
    return str(page_tree(lxml_html.tostring(page, encoding="unicode")))


def test_every_dump_of_the_course_imports_and_its_pages_show(real_course: RealCourse, mediawiki: MediaWiki) -> None:
    exports = real_course.root / "exports/wikitext"
    dumps = sorted(exports.rglob("dump.xml"))
    assert {path.parent.name for path in dumps} == {"translatable", *(each.code for each in real_course.published)}
    for path in dumps:
        mediawiki.import_dump(path)
        rows = (path.parent / "pages.tsv").read_text(encoding="utf-8").splitlines()
        files = dict(row.split("\t") for row in rows)
        assert len(files) == len(real_course.sources) + 1
        sources = {title: (exports / file).read_text(encoding="utf-8").rstrip("\n") for title, file in files.items()}
        assert mediawiki.page_texts(sources) == sources
        longest = max(sources, key=lambda title: len(sources[title]))
        shown = page_tree(mediawiki.page_html(longest))
        assert str(shown) == str(page_tree(mediawiki.parse(sources[longest], longest)))


def test_nothing_of_the_course_is_a_fault_on_a_wiki(real_course: RealCourse) -> None:
    found = [each for each in real_course.outcome.diagnostics if each.message.startswith("wikitext")]
    assert [each.message for each in found if each.severity >= Severity.ERROR or each.code is Code.PAGE_TITLE] == []
