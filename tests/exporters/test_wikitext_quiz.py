"""Quizzes: how they are made, and what Extension:Quiz reads in them; an oracle reads back what was asked."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.quiz_reader import QUIZ, Asked, accepts, questions
from tests.sources import sources
from tests.wikitext_course import EVERYTHING, HAZARDS, META, edition_of, keyed, lesson, page
from wlw_i18n import inline, segment
from wlw_i18n.exporters.wikitext import WIKITEXT
from wlw_i18n.exporters.wikitext.pages import document_page
from wlw_i18n.exporters.wikitext.profiles import profile
from wlw_i18n.exporters.wikitext.questions import accepted
from wlw_i18n.exporters.wikitext.quiz import number_field, why_not
from wlw_i18n.model.diagnostic import Severity
from wlw_i18n.model.document import Document
from wlw_i18n.model.question import Choice, Choices, Number, NumberAnswers, Question, QuestionType, TextAnswers
from wlw_i18n.model.text import Kind
from wlw_i18n.readers import read_document
from wlw_i18n.wiki.units import key_of, units_of

WIKI = profile("wikiversity", "X")


def read(text: str) -> Document | None:
    document, _ = read_document("source/01-a/02-b.md", text.encode(), default_id="b")
    if document is None:
        return None
    return segment.with_keys(document, [f"k{number}" for number, _ in enumerate(segment.units(document), 1)])


def read_back(document: Document) -> Iterator[tuple[Question, Asked, bool]]:
    """Each question that Quiz can ask, what Quiz reads, and whether case is ignored."""
    page = document_page(edition_of([document], profiles=[WIKI]), WIKI, document).text
    asked = [(each, 'case="(i)"' in quiz["attributes"]) for quiz in QUIZ.finditer(page) for each in questions(quiz)]
    wanted = [block for block in document.blocks if isinstance(block, Question) and not why_not(block)]
    assert len(asked) == len(wanted), page
    return ((question, each, folds) for question, (each, folds) in zip(wanted, asked, strict=True))


def check(question: Question, asked: Asked, *, folds: bool) -> None:
    assert asked.dropped == ()
    assert bool(asked.explanation) == bool(question.explanation or unticked(question))
    match question.answers:
        case Choices(items):
            assert asked.kind == ("[]" if question.type is QuestionType.MULTIPLE else "()")
            assert [each.right for each in asked.proposals] == [choice.correct for choice in items]
            assert all(each.text for each in asked.proposals)
            assert [bool(each.feedback) for each in asked.proposals] == [bool(choice.feedback) for choice in items]
        case TextAnswers() as answers:
            (field,) = asked.fields
            known = accepted(answers)
            for answer in known:
                assert accepts(field, answer, folds=folds)
                if not answers.case_sensitive:
                    assert accepts(field, answer.upper(), folds=folds)
                    assert accepts(field, answer.lower(), folds=folds)
            assert not accepts(field, "surely wrong", folds=folds)
        case NumberAnswers(numbers):
            (field,) = asked.fields
            assert len(field) == len(numbers)


def unticked(question: Question) -> list[Choice]:
    """The choices of which something is said when they are left empty."""
    items = question.answers.items if isinstance(question.answers, Choices) else ()
    return [choice for choice in items if choice.feedback_unticked]


@settings(max_examples=300, deadline=None)
@given(sources)
def test_quiz_reads_what_was_asked(text: str) -> None:
    document = read(text)
    if document is None:
        return
    for question, asked, folds in read_back(document):
        check(question, asked, folds=folds)


@settings(max_examples=200, deadline=None)
@given(sources)
def test_every_text_of_a_question_is_on_its_page(text: str) -> None:
    """As a self-check and as a quiz, whatever the author says of an answer."""
    document = read(text)
    if document is None:
        return
    for wiki in (META, EVERYTHING):
        names = list(units_of(page(document, wiki, translate=True)))
        shown = {key_of(name) for name in names}
        # A second unit with the text of a first one would have to be translated twice.
        assert all(name.startswith("ui-") for name in names if name != key_of(name))
        for question in document.blocks:
            if isinstance(question, Question):
                alone = replace(document, blocks=(question,), footnotes=())
                wanted = {unit.key for unit in segment.units(alone) if unit.kind is not Kind.LABEL}
                assert wanted <= shown, (wiki.name, wanted - shown)


def test_a_choice_left_empty_is_named_by_its_place_where_a_second_unit_would_be_translated_twice() -> None:
    asked = "- [x] a\n- [x] b\n  > [ ] no"
    document = lesson(f"## T\n\n<!-- question id=q -->\n\nAsk?\n\n{asked}")
    assert "|| <ul><li>☐ <b>b</b> no</li></ul>" in page(document, EVERYTHING)
    assert "|| <ul><li>☐ <b>2.</b> <translate><!--T:" in page(document, EVERYTHING, translate=True)


def test_a_choice_left_empty_that_has_no_fixed_place_is_reported() -> None:
    asked = "- [x] a\n- [x] b\n  > [ ] no"
    document = lesson(f"## T\n\n<!-- question id=q shuffle=yes -->\n\nAsk?\n\n{asked}")
    assert "|| <ul><li>☐ <b>b</b> no</li></ul>" in page(document, EVERYTHING)
    assert "|| <ul><li>☐ <translate><!--T:" in page(document, EVERYTHING, translate=True)
    (found,) = WIKITEXT.diagnose(edition_of([document], profiles=[EVERYTHING]), document)
    assert "cannot name a choice whose place changes" in found.message
    assert (found.severity, str(found.location)) == (Severity.INFO, "source/01-a/02-b.md:13")


hazards = st.sampled_from([hazard for hazard in HAZARDS if "\n" not in hazard])
words = st.lists(hazards, min_size=1, max_size=4).map("".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(words, min_size=5, max_size=5), st.sampled_from(["", " case=yes"]))
def test_hazards_in_a_question_stay_where_they_are(texts: list[str], case: str) -> None:
    """Whatever stands in its texts, a question keeps its answers, and each text shows its own characters."""
    prompt, right, wrong, said, why = (escaped(text) for text in texts)
    document = read(
        f"---\ntitle: T\nkind: quiz\n---\n\n## T\n\n<!-- question id=q -->\n\n{prompt}\n\n- (x) {right}\n  > {said}\n"
        f"- ( ) {wrong}\n\n> [!NOTE]\n> {why}\n\n## U\n\n<!-- question id=r{case} -->\n\n{prompt}\n\n- = {right}\n"
    )
    assume(document is not None)
    assert document is not None
    for question, asked, folds in read_back(document):
        check(question, asked, folds=folds)


def escaped(text: str) -> str:
    """A text as Markdown that shows its own characters."""
    return "x " + re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text.replace("\t", " ")).rstrip() + " x"


def test_wrong_answers_that_share_a_feedback_stand_beside_each_other() -> None:
    """A translation can have more of them than the source, one a line."""
    document = read("---\ntitle: T\n---\n\n## T\n\n<!-- question id=q -->\n\nAsk?\n\n- = a\n- != b\n  > No.\n")
    assert document is not None
    (question,) = (block for block in document.blocks if isinstance(block, Question))
    assert isinstance(question.answers, TextAnswers)
    (refused,) = question.answers.refused
    more = replace(refused.prose, text="b\nc", inlines=inline.lines("b\nc"))
    answers = replace(question.answers, refused=(replace(refused, prose=more),))
    document = replace(document, blocks=(replace(question, answers=answers),))
    wiki = profile("meta", "X")
    for translate, wanted in ((False, "<li>b / c: No.</li>"), (True, "--> b / c</translate>: ")):
        page = document_page(edition_of([document], profiles=[wiki]), wiki, document, translate=translate)
        assert wanted in page.text


@pytest.mark.parametrize(
    ("typed", "right"),
    [("wikimedia commons", True), ("COMMONS", True), ("ÉCOLE", True), ("école", True), ("Wikidata", False)],
)
def test_every_accepted_answer_ignores_case(typed: str, right: bool) -> None:
    document = read(
        "---\ntitle: T\n---\n\n## T\n\n<!-- question id=q -->\n\n?\n\n- = Wikimedia Commons\n- = Commons\n- = École"
    )
    assert document is not None
    ((_, asked, folds),) = read_back(document)
    assert accepts(asked.fields[0], typed, folds=folds) is right


@pytest.mark.parametrize(
    ("typed", "right"), [("3.14", True), ("3,2", True), ("2.983", True), ("2.9", False), ("3.3", False)]
)
def test_a_number_is_accepted_within_its_tolerance(typed: str, right: bool) -> None:
    document = read("---\ntitle: T\n---\n\n## T\n\n<!-- question id=q -->\n\nAsk?\n\n- = 3.14 +- 5%\n")
    assert document is not None
    ((_, asked, folds),) = read_back(document)
    assert accepts(asked.fields[0], typed, folds=folds) is right


def quiz_page(*questions: str) -> str:
    asked = "\n\n".join(f"## Q{number}\n\n{text}" for number, text in enumerate(questions))
    return page(keyed(f"---\ntitle: T\nkind: quiz\n---\n\n{asked}\n"), profile("wikiversity", "X"))


CHOICE = "<!-- question id=c{} -->\n\nAsk?\n\n- (x) a\n- ( ) b"
TYPED = "<!-- question id=t{} -->\n\nAsk?\n\n- = a"


def test_questions_share_a_quiz_whose_attributes_suit_all_of_them() -> None:
    text = quiz_page(CHOICE.format(""), TYPED.format(""), TYPED.format("2 case=yes"), CHOICE.format("2 shuffle=yes"))
    assert re.findall(r"<quiz.*>", text) == [
        '<quiz display="simple" case="(i)">',
        '<quiz display="simple" shuffleanswers="true">',
    ]


def test_points_that_quiz_does_not_know_are_reported() -> None:
    document = lesson("## T\n\n<!-- question id=q weight=0.5 -->\n\nAsk?\n\n- = 8")
    (found,) = WIKITEXT.diagnose(edition_of([document], profiles=[profile("wikiversity", "X")]), document)
    assert found.severity is Severity.INFO
    assert "whole points only, not 0.5" in found.message


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        ("L'eau & l'air", True),
        ("note: this", True),
        ("2019", True),
        ("User_name", True),
        ("User_12", False),
        ("mailto:a@b.example", False),
        ("ISBN 9780306406157", False),
        ("https://a.example", False),
        ("2001-2005", False),
        ("50 %", False),
        ("a__b", False),
        ("~~~~", False),
        ("&amp;", False),
        ("1e3", False),
        ("+5", False),
        (".5", False),
        ("1,5E-3", False),
        ("-5", True),
        ("1e3 edits", True),
    ],
)
def test_which_typed_answers_quiz_can_compare(answer: str, asked: bool) -> None:
    document = read(f"---\ntitle: T\n---\n\n## T\n\n<!-- question id=q type=text -->\n\n?\n\n- = {answer}\n")
    assert document is not None
    (question,) = (block for block in document.blocks if isinstance(block, Question))
    assert isinstance(question.answers, TextAnswers)
    assert accepted(question.answers) == (answer,)
    assert (why_not(question) == "") is asked


@pytest.mark.parametrize(
    ("number", "field"),
    [
        (Number("8"), "8"),
        (Number("8", "1"), "7-9"),
        (Number("-8", "1"), "-9--7"),
        (Number("3.14", "5%"), "2.983-3.297"),
        (Number("0.5", "10%"), "0.45-0.55"),
        (Number("100", "0"), "100"),
        (Number("1e3"), "1000"),
        (Number("[6, 8]", range=True), "6-8"),
        (Number("(6, 8)", range=True), "6.000001-7.999999"),
        (Number("[8, 6]", range=True), ""),
        (Number("x"), ""),
    ],
)
def test_numbers_are_ranges(number: Number, field: str) -> None:
    assert number_field(number) == field
