"""Questions made of hazards, on a real MediaWiki: as a quiz, and as a self-check."""

from collections.abc import Iterator

from lxml import html as lxml_html

from tests.quiz_reader import QUIZ, questions
from wlw_i18n.exporters.wikitext.questions import self_check
from wlw_i18n.exporters.wikitext.quiz import quiz
from wlw_i18n.model.document import Paragraph
from wlw_i18n.model.question import Choice, Choices, Question, QuestionType
from wlw_i18n.model.text import Prose, Text
from wlw_i18n.render.wikitext import Scribe

from .mediawiki import MediaWiki
from .test_wikitext_engine import HARMLESS, batches, context_of, one_space, prose_of, texts


def question_of(prose: Prose) -> Question:
    """A question that says the same everywhere."""
    said = (Paragraph(prose),)
    choices = Choices((Choice(prose, correct=True, feedback=said), Choice(prose, correct=False, feedback=said)))
    title = prose_of(Text("T"))
    return Question("q", QuestionType.SINGLE, 2, title, said, prose, prose, choices, (said,), said)


def test_hazards_in_a_quiz_come_back_exactly(mediawiki: MediaWiki) -> None:
    for group in batches(texts(300), 30):
        pieces = [list(quiz_pieces(text)) for text in group]
        page = "".join(f'<div class="case">{piece}</div>\n' for each in pieces for piece in each)
        cases = iter(lxml_html.fromstring(mediawiki.parse(page)).find_class("case"))
        for text, sources in zip(group, pieces, strict=True):
            for source in sources:
                check(next(cases), text, source)


def quiz_pieces(text: str) -> Iterator[str]:
    """The wikitext that Quiz has parsed, each on a line of its own; the head without its bold and its hint."""
    source = quiz((question_of(prose_of(Text(text))),), Scribe(context_of()))
    found = QUIZ.search(source)
    assert found is not None, source
    (asked,) = questions(found)
    assert [each.right for each in asked.proposals] == [True, False], source
    assert asked.dropped == ()
    line, _hint = asked.head.split("\n")
    prompt, tip = line.removeprefix("<b>").removesuffix("</i>").split("</b><br /><i>")
    yield from (prompt, tip, asked.explanation)
    for each in asked.proposals:
        (said,) = each.feedback
        yield from (each.text, said)


PATHS = ("//p/b[1]", "//p/i[1]", "//ol/li[1]", "//ol/li[2]", '//div[contains(@style, "overflow")][1]/div')


def test_hazards_in_a_self_check_come_back_exactly(mediawiki: MediaWiki) -> None:
    for group in batches(texts(300), 30):
        sources = [self_check(question_of(prose_of(Text(text))), Scribe(context_of())) for text in group]
        page = "\n\n".join(f'<div class="case">\n{source}\n</div>' for source in sources)
        cases = lxml_html.fromstring(mediawiki.parse(f"__NOTOC__\n{page}")).find_class("case")
        assert len(cases) == len(group)
        for text, source, case in zip(group, sources, cases, strict=True):
            for path in PATHS:
                check(case.xpath(f".{path}")[0], text, source)
            for item in case.xpath(".//ul/li"):
                letter = item.find("b")
                letter.drop_tree()
                check(item, text, source)
            check(case.xpath(".//p[last()]")[-1], text, source)


def check(element: lxml_html.HtmlElement, text: str, source: str) -> None:
    assert one_space(element.text_content()) == one_space(text), source
    assert [each.tag for each in element.iterdescendants() if each.tag not in HARMLESS] == [], source
