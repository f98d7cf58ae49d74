"""Questions as problems of Open edX: written right, and still right after what its import does to XML."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from tests.casefiles import cases
from tests.exporters.olx_builders import lesson
from wlw_i18n.model.diagnostic import Severity
from wlw_i18n.model.document import CodeBlock, Paragraph, Settings
from wlw_i18n.model.question import (
    AnswerPolicy,
    Choice,
    Choices,
    Number,
    NumberAnswers,
    Question,
    QuestionType,
    RefusedAnswer,
    TextAnswers,
)
from wlw_i18n.model.text import (
    Code,
    Emphasis,
    Inline,
    Kind,
    LineBreak,
    Link,
    Prose,
    RawInline,
    State,
    Strikethrough,
    Strong,
    Text,
)
from wlw_i18n.render import capa
from wlw_i18n.render.capa.xml import markup
from wlw_i18n.render.html import HtmlContext, blocks, inline

CONTEXT = HtmlContext(mark_units=False, stylesheet=False)
# What Studio's import reads problems with, and what it stores.
IMPORT = etree.XMLParser(dtd_validation=False, load_dtd=False, remove_blank_text=True, encoding="utf-8")


def imported(xml: str) -> str:
    """A problem as it is stored after import."""
    return etree.tostring(etree.fromstring(xml.encode(), IMPORT), pretty_print=True, encoding="unicode")


def prose(text: str, kind: Kind = Kind.CHOICE, key: str = "", lang: str = "en", **more: State) -> Prose:
    return Prose(kind, text, (Text(text),) if text else (), key=key, lang=lang, **more)


def said(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(prose(text, Kind.FEEDBACK)),)


def question(answers: Choices | TextAnswers | NumberAnswers, kind: QuestionType, **more: object) -> Question:
    return replace(
        Question("q-x", kind, 2, prose("Title", Kind.HEADING), (), prose("Which?", Kind.PROMPT), None, answers), **more
    )


def choices(*texts: str) -> Choices:
    return Choices(tuple(Choice(prose(text, key=f"a-{n}"), correct=n == 0) for n, text in enumerate(texts)))


def problem(
    answers: Choices | TextAnswers | NumberAnswers, kind: QuestionType = QuestionType.SINGLE, **more: object
) -> etree._Element:
    return etree.fromstring(capa.problem(question(answers, kind, **more), CONTEXT, Settings()))


def text_answers(*lines: str, lang: str = "en", **more: object) -> TextAnswers:
    inlines: list[Inline] = []
    for line in lines:
        inlines += [Text(line), LineBreak()]
    return TextAnswers(Prose(Kind.ANSWERS, "\n".join(lines), tuple(inlines[:-1]), lang=lang), **more)


def accepted(answers: TextAnswers) -> list[str]:
    xml = problem(answers, QuestionType.TEXT)
    return [each.get("answer", "") for each in xml.iter("stringresponse", "additional_answer")]


@pytest.mark.parametrize(("markdown", "expected"), cases("olx/problems"))
def test_a_question_as_a_problem(markdown: str, expected: str) -> None:
    (xml,) = [file.content.decode() for file in lesson(markdown).export() if "/problem/" in file.path]
    assert xml == f"{expected}\n"


# -- settings and languages -------------------------------------------------------------------------------------------


def test_the_document_says_what_the_question_does_not() -> None:
    document = Settings(attempts=2, weight=1.5, showanswer="attempted")
    xml = etree.fromstring(capa.problem(question(choices("a", "b"), QuestionType.SINGLE), CONTEXT, document))
    assert dict(xml.attrib) == {
        "display_name": "Title",
        "weight": "1.5",
        "max_attempts": "2",
        "showanswer": "attempted",
    }
    own = question(choices("a", "b"), QuestionType.SINGLE, attempts=1, weight=0.0, showanswer="never")
    xml = etree.fromstring(capa.problem(own, CONTEXT, document))
    assert (xml.get("weight"), xml.get("max_attempts"), xml.get("showanswer")) == ("0", "1", "never")


def test_a_title_without_text_has_a_name() -> None:
    assert problem(choices("a", "b"), title=prose("", Kind.HEADING)).get("display_name") == "Question"


def test_a_question_in_another_direction_says_so_around_the_response_and_in_each_hint() -> None:
    context = HtmlContext(tag="ar", rtl=True, mark_units=False)
    asked = question(choices("a", "b"), QuestionType.SINGLE, hints=(said("h"), said("i")))
    asked = replace(asked, prompt=replace(asked.prompt, lang="ar"))
    xml = etree.fromstring(capa.problem(asked, context, Settings(), wrap=True))
    assert [child.tag for child in xml] == ["div", "demandhint"]
    assert dict(xml[0].attrib) == {"lang": "ar", "dir": "rtl"}
    # The choice group has to be the response's own child.
    assert xml.find("div/multiplechoiceresponse/choicegroup") is not None
    assert [dict(hint[0].attrib) for hint in xml.iter("hint")] == [{"lang": "ar", "dir": "rtl"}] * 2


def test_text_in_another_language_than_the_question_says_so() -> None:
    feedback = (Paragraph(prose("Right.", Kind.FEEDBACK, lang="fr")),)
    items = (Choice(prose("a", key="a-0"), True, feedback), Choice(prose("b", key="a-1"), False))
    hint = problem(Choices(items)).find(".//choicehint/span")
    assert hint is not None
    assert (hint.get("lang"), hint.get("dir"), hint.text) == ("fr", "ltr", "Right.")


def test_the_explanations_title_is_a_word_of_the_interface() -> None:
    context = HtmlContext(words=dict(CONTEXT.words) | {"explanation": "Explication"}, words_tag="fr")
    asked = question(choices("a", "b"), QuestionType.SINGLE, explanation=said("Because."))
    xml = etree.fromstring(capa.problem(asked, context, Settings()))
    assert [(each.text, each.get("lang")) for each in xml.iterfind(".//solution/div/p")] == [
        ("Explication", "fr"),
        ("Because.", None),
    ]


# -- choices ----------------------------------------------------------------------------------------------------------


def test_a_choices_name_is_its_key_wherever_it_stands() -> None:
    items = choices("a", "b", "c").items
    assert capa.choice_names("q", items) == ("a-0", "a-1", "a-2")
    assert capa.choice_names("q", items[::-1]) == ("a-2", "a-1", "a-0")


def test_choices_without_a_key_have_names_that_order_and_language_do_not_change() -> None:
    years = [Choice(prose(year), correct=False) for year in ("1990", "2001")]
    names = capa.choice_names("q", years)
    assert len(set(names)) == 2
    assert set(capa.choice_names("q", years[::-1])) == set(names)
    french = [replace(year, prose=replace(year.prose, lang="fr")) for year in years]
    assert capa.choice_names("q", french) == names
    twice = capa.choice_names("q", [*years, years[0]])
    assert len(set(twice)) == 3
    assert twice[:2] == names
    assert all(re.fullmatch("[a-z0-9-]+", name) for name in twice)


def test_drop_down_options_that_cannot_be_told_apart_are_numbered_and_reported() -> None:
    # As after a translation; the straight and the typographic apostrophe become the same.
    alike = choices("l'eau", "l\u2019eau", "", "vin")
    xml = problem(alike, QuestionType.DROPDOWN)
    assert [option.text for option in xml.iter("option")] == ["l\u2019eau (1)", "l\u2019eau (2)", "(3)", "vin"]
    found = list(capa.limits(question(alike, QuestionType.DROPDOWN)))
    assert [(limit.key, limit.severity, limit.translated) for limit in found] == [
        ("a-2", Severity.ERROR, True),
        ("a-0", Severity.ERROR, True),
        ("a-1", Severity.ERROR, True),
    ]


def test_markup_in_a_drop_down_and_shuffling_of_others_are_reported() -> None:
    marked = Choice(Prose(Kind.CHOICE, "*a*", (Emphasis((Text("a"),)),), key="a-0", line=7), True)
    items = Choices((marked, Choice(prose("b", key="a-1"), False)))
    found = list(capa.limits(question(items, QuestionType.DROPDOWN, shuffle=True, line=3)))
    assert [(limit.key, limit.line, limit.severity, limit.translated) for limit in found] == [
        ("", 3, Severity.WARNING, False),
        ("a-0", 7, Severity.WARNING, False),
    ]
    assert list(capa.limits(question(items, QuestionType.SINGLE, shuffle=True))) == []


# -- typed answers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (AnswerPolicy.ADD, ["rouge", "red", "crimson"]),
        (AnswerPolicy.REPLACE, ["rouge"]),
        (AnswerPolicy.KEEP, ["red", "crimson"]),
    ],
)
def test_a_translations_answers_are_added_put_in_place_or_left_out(policy: AnswerPolicy, expected: list[str]) -> None:
    assert accepted(text_answers("rouge", lang="fr", source=("red", "crimson"), policy=policy)) == expected


def test_the_sources_answers_are_not_repeated_where_case_does_not_count() -> None:
    assert accepted(text_answers("Commons", "  Wikimedia   Commons ", "commons", source=("Commons",))) == [
        "Commons",
        "Wikimedia Commons",
    ]
    exact = text_answers("Commons", "commons", source=("Commons",), case_sensitive=True)
    assert accepted(exact) == ["Commons", "commons"]
    (response,) = problem(exact, QuestionType.TEXT).iter("stringresponse")
    assert response.get("type") == ""


@pytest.mark.parametrize(
    ("answer", "lang", "expected"),
    [
        ("e\u0301te\u0301", "fr", ["\u00e9t\u00e9", "e\u0301te\u0301"]),
        ("l'eau", "fr", ["l'eau", "l\u2019eau"]),
        ("м\u2019яч", "uk", ["м\u2019яч", "м'яч", "м\u02bcяч"]),
        ("Irak", "tr", ["Irak", "\u0131rak"]),
        ("Irak", "fr", ["Irak"]),
        ("a\u00a0b\u2060", "fr", ["a b"]),
        ("2001\u20132003", "fr", ["2001\u20132003", "2001-2003"]),
        ("\u201cOK\u201d", "fr", ["\u201cOK\u201d", '"OK"']),
        ("l\u2019an\u20112", "fr", ["l\u2019an\u20112", "l'an\u20112", "l\u2019an-2", "l'an-2"]),
        ("2001", "en", ["2001"]),
        ("\u0662\u0660", "en", ["\u0662\u0660", "20"]),
        ("2 \u0641", "ar", ["2 \u0641", "\u0662 \u0641", "\u06f2 \u0641"]),
        ("\u06f2", "fa", ["\u06f2", "2", "\u0662"]),
        ("2", "ur-Latn-PK", ["2"]),
        ("2", "hi", ["2", "\u0968"]),
    ],
)
def test_answers_in_the_spellings_that_are_typed(answer: str, lang: str, expected: list[str]) -> None:
    assert accepted(text_answers(answer, lang=lang)) == expected


def test_an_answers_feedback_is_said_for_each_of_its_spellings() -> None:
    answers = text_answers("l'eau", "vin", source=("l'eau", "vin"), feedback=(said("Water."), said("Wine.")))
    xml = problem(answers, QuestionType.TEXT)
    assert [(each.get("answer"), each.findtext("correcthint")) for each in xml.iter("stringresponse")] == [
        ("l'eau", "Water.")
    ]
    assert [(each.get("answer"), each.findtext("correcthint")) for each in xml.iter("additional_answer")] == [
        ("l\u2019eau", "Water."),
        ("vin", "Wine."),
    ]


def test_feedback_follows_its_answer_when_a_translator_adds_drops_or_moves_lines() -> None:
    said_to = {"source": ("Humaniki", "WHGI"), "feedback": ((), said("Its ancestor."))}

    def heard(*lines: str) -> dict[str, str | None]:
        xml = problem(text_answers(*lines, lang="fr", **said_to), QuestionType.TEXT)
        return {
            each.get("answer", ""): each.findtext("correcthint")
            for each in xml.iter("stringresponse", "additional_answer")
        }

    assert heard("Outil", "whgi") == {"Outil": None, "whgi": "Its ancestor.", "Humaniki": None}
    assert heard("Humanique", "Outil") == {
        "Humanique": None,
        "Outil": "Its ancestor.",
        "Humaniki": None,
        "WHGI": "Its ancestor.",
    }
    assert heard("WHGI", "Humaniki") == {"WHGI": "Its ancestor.", "Humaniki": None}
    # Which line stands for which is not known.
    assert heard("Un", "Deux", "Trois")["Deux"] is None
    assert heard("Humaniki", "Humanique", "WHGI") == {"Humaniki": None, "Humanique": None, "WHGI": "Its ancestor."}


def test_what_is_accepted_is_not_refused_as_well() -> None:
    refused = RefusedAnswer(text_answers("Vin", "bi\u00e8re").accepted, said("No."))
    xml = problem(text_answers("vin", refused=(refused,)), QuestionType.TEXT)
    assert [each.get("answer") for each in xml.iter("stringequalhint")] == ["bi\u00e8re", "bie\u0300re"]


def test_answers_that_can_never_be_right_are_reported() -> None:
    never = question(text_answers("costs $seed", "5 $", '"/static/x"'), QuestionType.TEXT)
    assert [limit.severity for limit in capa.limits(never)] == [Severity.ERROR]
    nothing = question(TextAnswers(prose("", Kind.ANSWERS)), QuestionType.TEXT)
    assert [limit.message for limit in capa.limits(nothing)] == ["there is no accepted answer"]
    etree.fromstring(capa.problem(nothing, CONTEXT, Settings()))


def test_numbers_are_written_as_they_are() -> None:
    xml = problem(NumberAnswers((Number("1e3"), Number("-5"))), QuestionType.NUMBER)
    assert [each.get("answer") for each in xml.iter("numericalresponse", "additional_answer")] == ["1e3", "-5"]


# -- laws -------------------------------------------------------------------------------------------------------------

_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        " ",
        "a",
        "l'été",
        "$seed",
        "'/static/x'",
        '"/course/"',
        "]]>",
        "&nbsp;",
        "<p>",
        "\u0338",
        "\u037e",
        "e\u0301",
        "a b",
    ]
)
_leaf = st.builds(Text, _text) | st.builds(Code, _text) | st.just(LineBreak())
_raw = st.sampled_from(["<kbd>", "</kbd>", "<br>", "<b>", "<script>", "</i>", '<span title="$seed">', "<!-- x -->"])
_inlines = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.builds(Emphasis, st.tuples(inner)),
        st.builds(Strong, st.tuples(inner, inner)),
        st.builds(Strikethrough, st.tuples(inner)),
        st.builds(Link, st.sampled_from(["https://e.org/?$seed", "a'/static/x", "javascript:x"]), st.tuples(inner)),
    ),
    max_leaves=5,
)
_runs = st.lists(_inlines | st.builds(RawInline, _raw), max_size=4).map(tuple)


def _prose_of(kind: Kind) -> st.SearchStrategy[Prose]:
    return st.builds(lambda inlines: Prose(kind, "x", inlines, key="k-1"), _runs)


_feedbacks = st.lists(st.builds(Paragraph, _prose_of(Kind.FEEDBACK)) | st.builds(CodeBlock, _text), max_size=2).map(
    tuple
)
_choices = st.lists(
    st.builds(Choice, _prose_of(Kind.CHOICE), st.booleans(), _feedbacks, _feedbacks), min_size=1, max_size=3
).map(lambda items: Choices(tuple(items)))
_texts = st.builds(
    TextAnswers,
    _prose_of(Kind.ANSWERS),
    st.tuples(_feedbacks),
    st.tuples(st.builds(RefusedAnswer, _prose_of(Kind.ANSWERS), _feedbacks)),
)
_numbers = st.builds(lambda feedback: NumberAnswers((Number("8", "1", feedback=feedback),)), _feedbacks)
_answers = st.one_of(
    st.tuples(_choices, st.sampled_from([QuestionType.SINGLE, QuestionType.MULTIPLE, QuestionType.DROPDOWN])),
    st.tuples(_texts, st.just(QuestionType.TEXT)),
    st.tuples(_numbers, st.just(QuestionType.NUMBER)),
)


@given(_answers, _prose_of(Kind.HEADING), _prose_of(Kind.PROMPT), _feedbacks, st.booleans())
@settings(max_examples=300)
def test_any_question_is_a_problem_that_imports(
    answered: tuple[Choices | TextAnswers | NumberAnswers, QuestionType],
    title: Prose,
    prompt: Prose,
    inner: tuple[Paragraph, ...],
    wrap: bool,
) -> None:
    answers, kind = answered
    asked = question(answers, kind, title=title, prompt=prompt, intro=inner, hints=(inner,), explanation=inner)
    written = capa.problem(asked, CONTEXT, Settings(), wrap=wrap)
    stored = imported(written)
    shown = re.sub(r' answer="[^"]*"', "", stored)
    assert re.search(r"\$(seed|python_path|script_code|anonymous_student_id|extra_files)", shown) is None
    assert re.search(r"""["'](/static/|/course/|/jump_to_id/)""", shown) is None
    xml = etree.fromstring(stored)
    assert xml.get("display_name")
    for element in xml.iter():
        void = element.tag in {
            "br",
            "img",
            "hr",
            "textline",
            "formulaequationinput",
            "responseparam",
            "additional_answer",
        }
        assert void or len(element) or element.text, f"<{element.tag}> would be <{element.tag}/>"
    for group in xml.iter("choicegroup", "checkboxgroup"):
        assert {child.tag for child in group} == {"choice"}
    options = [option.text.strip() for option in xml.iter("option")]
    assert all(options)
    assert len(set(options)) == len(options)


def _visible(html: str) -> str:
    shown = lxml_html.fromstring(f"<div>{html}</div>").text_content().replace("\u00a0", " ").replace("\u2060", "")
    return unicodedata.normalize("NFC", " ".join(shown.split()))


@given(_runs)
def test_import_neither_adds_nor_drops_a_space(inlines: tuple[Inline, ...]) -> None:
    html = inline(inlines, CONTEXT)
    stored = etree.fromstring(imported(f"<problem><label>{markup(html)}</label></problem>"))
    label = stored.find("label")
    assert label is not None
    assert _visible(etree.tostring(label, encoding="unicode")) == _visible(html)


@given(st.text(st.characters(categories=["L", "P"], include_characters=" \n\t$"), min_size=1))
def test_code_is_shown_as_it_was_written(text: str) -> None:
    written = markup(blocks((CodeBlock(text),), CONTEXT))
    shown = etree.fromstring(imported(f"<problem><p>a</p>{written}</problem>")).find("pre")
    assert shown is not None
    # HTML drops the line end that a `pre` begins with.
    assert "".join(shown.itertext()).removeprefix("\n") == capa.clean(text)


def test_a_part_that_is_no_xml_is_read_as_html() -> None:
    assert markup("<p>a<br>b &nbsp; c</p>") == "<p>a<br/>b \u00a0 c</p>"


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(['"a"', "null", " null ", '"', "3", "[1]"]))
def test_a_setting_is_read_back_as_the_text_it_was(text: str) -> None:
    """The rule of Open edX: a string field is what JSON says it is, if that is a string or null; else as written."""
    import json  # noqa: PLC0415

    written = capa.setting(text)
    try:
        read = json.loads(written)
    except ValueError:
        read = written
    assert (read if isinstance(read, str) else None if read is None else written) == capa.clean(text).strip()
