"""Assembly: what one language serves, with fallbacks; never half a question in two languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources import sources
from wlw_i18n import inline
from wlw_i18n.assemble import ESSENTIAL, LanguageTexts, Served, assemble
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.document import Document
from wlw_i18n.model.question import Choices, Question, TextAnswers
from wlw_i18n.model.text import Code, Kind, LineBreak, Prose, State, Text
from wlw_i18n.pages import pages_of
from wlw_i18n.readers import read_document
from wlw_i18n.segment import prose_of, replace_prose, units, with_keys

LESSON = """---
title: Title
summary: Summary
---
Before, see [the guide][g].[^1]

<!-- no-translate -->

Not translated

<!-- /no-translate -->

- 2019
- Item

## Question

<!-- question id=q-one -->

Intro

Which?

*Choose.*

- ( ) Wrong
  > Why wrong
- (x) Right
  > Why right
- ( ) 12

> [!TIP]
> Hint

> [!NOTE]
> Explanation

## Other

<!-- question id=q-two -->

Who?

- = Ada
  > Yes
- = Lovelace
- != Babbage
  > No

## After

Text

[g]: 02-guide.md
[^1]: Note
"""


def read(text: str) -> Document:
    document, _ = read_document("source/01-a/02-b.md", text.encode(), default_id="b")
    assert document is not None
    return with_keys(document, [f"k{number}" for number in range(len(units(document)))])


SOURCE = read(LESSON)
UNITS = units(SOURCE)
KEYS = [unit.key for unit in UNITS]
PARTS = [unit for unit in UNITS if unit.question == "q-one"]


def texts(tag: str, *, without: tuple[str, ...] = (), stale: tuple[str, ...] = ()) -> LanguageTexts:
    """Every unit in a language, but for some."""
    served = {unit.key: Served(f"{tag} {unit.text}", unit.key in stale) for unit in UNITS if unit.key not in without}
    return LanguageTexts(tag, served)


def states(document: Document) -> dict[str, tuple[str, State]]:
    return {prose.key: (prose.lang, prose.state) for prose in prose_of(document) if prose.key}


def named(text: str) -> Unit:
    (found,) = [unit for unit in UNITS if unit.text == text]
    return found


# One language


def test_everything_translated() -> None:
    document = assemble(SOURCE, [texts("fr")])
    assert set(states(document).values()) == {("fr", State.CURRENT)}
    assert (document.lang, document.notice) == ("fr", False)
    assert document.title == Prose(
        Kind.TITLE, "fr Title", (Text("fr Title"),), KEYS[0], "fr", State.CURRENT, comment=document.title.comment
    )


def test_a_translation_is_parsed_with_the_documents_definitions() -> None:
    unit = named("Before, see [the guide][g].[^1]")
    for text in ("Voir [le guide][g].[^1]", "[G] [^1] [^2] [x]"):
        french = LanguageTexts("fr", {unit.key: Served(text)})
        (prose,) = [prose for prose in prose_of(assemble(SOURCE, [french])) if prose.key == unit.key]
        assert prose.inlines == inline.parse(text, SOURCE.references, {"1"})
        assert prose.text == text


def test_a_translation_cannot_make_blocks() -> None:
    unit = named("Text")
    french = LanguageTexts("fr", {unit.key: Served("# No\n- list\n\n> here")})
    document = assemble(SOURCE, [french])
    assert shape(document) == shape(SOURCE)


def test_accepted_answers_are_characters() -> None:
    unit = named("Ada\nLovelace")
    french = texts("fr").texts | {unit.key: Served("*Ada*\n`Lovelace` &amp; [g]")}
    document = assemble(SOURCE, [LanguageTexts("fr", french)])
    (answers,) = [block.answers for block in document.blocks if isinstance(block, Question) and block.id == "q-two"]
    assert isinstance(answers, TextAnswers)
    assert answers.accepted.inlines == (Text("*Ada*"), LineBreak(), Text("`Lovelace` &amp; [g]"))
    assert answers.source == ("Ada", "Lovelace")


def test_nothing_translated_is_the_fallback_whole_with_a_notice() -> None:
    document = assemble(SOURCE, [LanguageTexts("fr", {})])
    assert set(states(document).values()) == {("en", State.FALLBACK)}
    assert (document.lang, document.notice) == ("fr", True)
    assert [prose.text for prose in prose_of(document)] == [prose.text for prose in prose_of(SOURCE)]


def test_a_document_without_a_word_needs_no_notice() -> None:
    source = read("---\ntitle: '2019'\n---\n1 + 1 = `2`\n")
    document = assemble(source, [LanguageTexts("fr", {})])
    assert not document.notice
    assert {(prose.lang, prose.state) for prose in prose_of(document)} == {("fr", State.SOURCE)}


def test_a_percentage_in_a_cell_is_written_as_the_language_does() -> None:
    source = read("---\ntitle: T\n---\n| A | B |\n|---|---|\n| b | 1.5% |\n")
    for served, shown in (({"k0": Served("T")}, "1,5\u00a0%"), ({}, "1.5%")):
        document = assemble(source, [LanguageTexts("fr", served)])
        assert [prose.inlines for prose in prose_of(document) if not prose.translatable] == [(Text(shown),)]


def test_text_outside_questions_falls_back_alone() -> None:
    missing, stale = named("Item"), named("Text")
    found = states(assemble(SOURCE, [texts("fr", without=(missing.key,), stale=(stale.key,))]))
    assert found.pop(missing.key) == ("en", State.FALLBACK)
    assert found.pop(stale.key) == ("fr", State.STALE)
    assert set(found.values()) == {("fr", State.CURRENT)}


def test_what_is_not_translated_keeps_its_language() -> None:
    document = assemble(SOURCE, [texts("fr")])
    left = {prose.text: (prose.lang, prose.state) for prose in prose_of(document) if not prose.translatable}
    assert left == {
        "Not translated": ("en", State.SOURCE),
        "2019": ("fr", State.SOURCE),
        "12": ("fr", State.SOURCE),
    }


# Questions


@pytest.mark.parametrize("unit", PARTS, ids=lambda unit: f"{unit.kind.name.lower()} {unit.text}")
def test_a_question_with_a_part_missing_falls_back_whole(unit: Unit) -> None:
    found = states(assemble(SOURCE, [texts("fr", without=(unit.key,))]))
    assert {found.pop(part.key) for part in PARTS} == {("en", State.FALLBACK)}
    assert set(found.values()) == {("fr", State.CURRENT)}


@pytest.mark.parametrize("unit", PARTS, ids=lambda unit: f"{unit.kind.name.lower()} {unit.text}")
def test_a_question_with_a_part_stale(unit: Unit) -> None:
    """What decides which answer is right is never served stale; the rest is, marked."""
    found = states(assemble(SOURCE, [texts("fr", stale=(unit.key,))]))
    served = {part.key: found.pop(part.key) for part in PARTS}
    if unit.kind in (Kind.PROMPT, Kind.CHOICE):
        assert set(served.values()) == {("en", State.FALLBACK)}
    else:
        assert served.pop(unit.key) == ("fr", State.STALE)
        assert set(served.values()) == {("fr", State.CURRENT)}
    assert set(found.values()) == {("fr", State.CURRENT)}


def test_stale_accepted_answers() -> None:
    (unit, refused) = [unit for unit in UNITS if unit.kind is Kind.ANSWERS]
    for key in (unit.key, refused.key):
        found = states(assemble(SOURCE, [texts("fr", stale=(key,))]))
        parts = {part.key for part in UNITS if part.question == "q-two"}
        assert {found[key] for key in parts} == {("en", State.FALLBACK)}


def test_every_essential_kind_is_in_these_questions() -> None:
    assert {unit.kind for unit in UNITS if unit.question} >= ESSENTIAL | {Kind.FEEDBACK, Kind.HINT, Kind.EXPLANATION}


# Chains of languages


def test_a_unit_falls_back_along_the_chain() -> None:
    item, text, title = named("Item").key, named("Text").key, named("Title").key
    chain = [
        texts("pt-BR", without=(item, text, title)),
        texts("pt", without=(text, title), stale=(item,)),
        texts("es", without=(title,)),
    ]
    found = states(assemble(SOURCE, chain))
    assert found.pop(item) == ("pt", State.FALLBACK)
    assert found.pop(text) == ("es", State.FALLBACK)
    assert found.pop(title) == ("en", State.FALLBACK)
    assert set(found.values()) == {("pt-BR", State.CURRENT)}


def test_a_question_falls_back_to_the_first_language_that_has_it_whole() -> None:
    prompt, hint = named("Which?").key, named("Hint").key
    chain = [texts("pt-BR", stale=(prompt,)), texts("pt", without=(hint,)), texts("es", stale=(hint,))]
    found = states(assemble(SOURCE, chain))
    served = {part.key: found.pop(part.key) for part in PARTS}
    assert set(served.values()) == {("es", State.FALLBACK)}
    assert set(found.values()) == {("pt-BR", State.CURRENT)}


def test_a_document_below_its_gate_is_served_by_the_next_language() -> None:
    document = assemble(SOURCE, [LanguageTexts("pt-BR", {}), texts("pt")])
    assert set(states(document).values()) == {("pt", State.FALLBACK)}
    assert (document.lang, document.notice) == ("pt-BR", True)


# Laws


def shape(document: Document) -> Document:
    """A document without its words."""
    bare = replace_prose(document, lambda prose: Prose(prose.kind, "", (), prose.key, translatable=prose.translatable))
    return Document(**{name: getattr(bare, name) for name in Document.__slots__} | {"lang": "", "notice": False})


WORDS = st.sampled_from(["mot", "# x", "- x", "[a](b.md)", "`", "*x", "<b>", "a\nb", "", "[^1]", "> [!NOTE]\n> x"])


@given(sources, st.data())
def test_laws(source: str, data: st.DataObject) -> None:
    document, _ = read_document("source/01-a/02-b.md", source.encode(), default_id="b")
    if document is None:
        return
    document = with_keys(document, [f"k{number}" for number in range(len(units(document)))])
    keys = [unit.key for unit in units(document)]
    served = st.dictionaries(st.sampled_from(keys), st.builds(Served, WORDS, st.booleans())) if keys else st.just({})
    chain = [LanguageTexts(tag, data.draw(served)) for tag in ("pt-BR", "pt")]
    assembled = assemble(document, chain)
    assert shape(assembled) == shape(document)
    assert [page.key for page in pages_of(assembled)] == [page.key for page in pages_of(document)]
    texts_of = {texts.tag: texts.texts for texts in chain}
    for before, after in zip(prose_of(document), prose_of(assembled), strict=True):
        assert (after.kind, after.key, after.comment) == (before.kind, before.key, before.comment)
        if not after.translatable:
            assert (after.text, after.state) == (before.text, State.SOURCE)
        elif after.lang == "en":
            assert (after.text, after.inlines, after.state) == (before.text, before.inlines, State.FALLBACK)
        else:
            found = texts_of[after.lang][after.key]
            expected = State.STALE if found.stale else State.CURRENT
            assert after.text == found.text
            assert after.state == (expected if after.lang == "pt-BR" else State.FALLBACK)
    for unit_languages in languages_by_question(assembled).values():
        assert len(unit_languages) == 1


def languages_by_question(document: Document) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    langs = {prose.key: prose.lang for prose in prose_of(document)}
    for unit in units(document):
        if unit.question:
            found.setdefault(unit.question, set()).add(langs[unit.key])
    return found


def test_right_answers_are_the_sources() -> None:
    document = assemble(SOURCE, [texts("fr")])
    (question,) = [block for block in document.blocks if isinstance(block, Question) and block.id == "q-one"]
    assert isinstance(question.answers, Choices)
    assert [choice.correct for choice in question.answers.items] == [False, True, False]


def test_code_in_a_translation_is_code() -> None:
    unit = named("Text")
    document = assemble(SOURCE, [LanguageTexts("fr", {unit.key: Served("`x`")})])
    assert [prose.inlines for prose in prose_of(document) if prose.key == unit.key] == [(Code("x"),)]
