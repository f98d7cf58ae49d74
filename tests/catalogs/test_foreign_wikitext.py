"""Units of translatable pages back to Markdown: what the wikitext export writes is read; the rest is left to people."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.render.test_wikitext import body
from wlw_i18n import inline
from wlw_i18n.catalogs import po
from wlw_i18n.catalogs.exchange.wikitext import to_markdown
from wlw_i18n.model.catalog import MessageState

from .test_foreign_po import of_a_page

ROOT = Path(__file__).parents[2]
UNIT = re.compile(r"<translate>\s*<!--T:k2-->\s(.*?)\s*(?:\n\n|</translate>)", re.DOTALL)
VARIABLE = re.compile(r'<tvar name="(\d+)">.*?</tvar>')
FOOT = "\n\n[site]: https://a.example/site\n\n[^1]: Note.\n"


def on_a_wiki(markdown: str) -> str:
    """A paragraph as translators see it on a wiki: variables are `$1`."""
    found = UNIT.search(body(f"{markdown}{FOOT}", "meta", translate=True))
    assert found is not None, markdown
    return VARIABLE.sub(r"$\1", found[1])


TEXTS = [
    "Plain text, and no more.",
    "Some *emphasis*, **strong emphasis** and `code`.",
    "**Bold *and italic* text**, ~~deleted~~.",
    "A [link](https://a.example/x_(y)) and [another *one*][site].",
    "A [site] with a note[^1].",
    "Line one\\\nline two",
    "Not a \\[link\\], 2 \\* 3 \\* 4, snake_case, `[[code]]`, {{braces}}.",
    "Costs $5 & more: ISBN 123, it''s ~~~~ signed__TOC__.",
    "'quoted' \u202bنص\u202c 字",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_the_export_writes_comes_back(text: str) -> None:
    msgid = text.replace("\\\n", "\n")
    found = to_markdown(on_a_wiki(text), on_a_wiki(text), msgid)
    assert found is not None
    english, translation = found
    assert english == msgid
    assert same(translation, msgid)


def same(one: str, other: str) -> bool:
    return inline.cosmetic(one) == inline.cosmetic(other)


PAIRS = [
    (message.msgid, message.msgstr)
    for path in sorted((ROOT / "translations").glob("*/*/*.po"))
    if path.parts[-3] != "templates"
    for message in (po.read(path.name, path.read_bytes())[0] or pytest.fail(str(path))).messages
    if message.extracted[:1] == ("type: paragraph",) and message.state is MessageState.TRANSLATED
]


def test_real_translations_go_to_a_wiki_and_back() -> None:
    """Nothing comes back wrong, and most comes back."""
    tried = certain = 0
    for english, translation in PAIRS:
        if re.search(r"\]\[|\]\([^h]|\[\^|\n", english):  # what the small course of these tests does not have
            continue
        if _targets(english) != _targets(translation):
            continue
        tried += 1
        found = to_markdown(on_a_wiki(english), on_a_wiki(translation), english)
        if found is not None:
            certain += 1
            assert found[0] == english
            assert same(found[1], translation)
    assert tried
    assert certain / tried > 0.95


def _targets(text: str) -> list[str]:
    return re.findall(r"\]\(([^)]*)\)", text)


def test_a_translator_may_move_links_and_emphasis() -> None:
    english = "Use [one](https://a.example/1) and **[two](https://a.example/2)**."
    found = to_markdown(on_a_wiki(english), "'''[$2 Deux]''' puis ''[$1 un]''.", english)
    assert found == (english, "**[Deux](https://a.example/2)** puis *[un](https://a.example/1)*.")


@pytest.mark.parametrize(
    "translation",
    [
        "[$3 Trois]",
        "[$1 a",
        "$1",
        "'''a",
        "''a'''",
        "'''''a'''''",
        "{{a}}",
        "[[b]]",
        "<b>a",
        "</b>",
        "<div>",
        "# a",
        "~~~~",
    ],
)
def test_what_is_not_certain_is_not_guessed(translation: str) -> None:
    english = "Use [one](https://a.example/1) and [two](https://a.example/2)."
    assert to_markdown(on_a_wiki(english), translation, english) is None


def test_signs_that_mean_something_in_markdown_alone() -> None:
    english = "Ask a librarian for help."
    found = to_markdown(english, "2 * 3 * 4, `a`, [a](b) &#91;c]", english)
    assert found is None
    found = to_markdown(english, "Un *a* _b_ `c` \\d &#91;e&#93;(f)", english)
    assert found is not None
    assert inline.visible(inline.parse(found[1])) == "Un *a* _b_ `c` \\d [e](f)"


def test_another_english_is_stale_unless_it_has_variables() -> None:
    (message,) = of_a_page("p-9w8v7t6s", "Ask a '''good''' librarian.", "Demandez ''bien''.")
    assert (message.state, message.msgstr) == (MessageState.STALE, "Demandez *bien*.")
    assert message.previous_msgid == "Ask a **good** librarian."
    (message,) = of_a_page("p-9w8v7t6s", "Ask a [$1 librarian].", "Demandez [$1 ici].")
    assert (message.state, message.msgstr) == (MessageState.FUZZY, "Demandez [$1 ici].")


def test_a_text_with_a_link() -> None:
    english = "A '''wiki''' is a [$1 website] that anyone can edit."
    translation = "Un '''wiki''' est un [$1 site]."
    (message,) = of_a_page("p-3f2a91kc", english, translation)
    assert (message.state, message.msgstr) == (MessageState.TRANSLATED, "Un **wiki** est un [site](https://a.example).")
    (message,) = of_a_page("p-3f2a91kc", english, translation, "!!FUZZY!!")
    assert (message.state, message.msgstr) == (MessageState.FUZZY, "Un **wiki** est un [site](https://a.example).")


@settings(deadline=None)
@given(st.text("'[]$12 |ab<>/&;{}\n~_*", max_size=20), st.text("'[]$12 |ab<>/&;{}\n~_*", max_size=20))
def test_any_text_is_read_or_left(english: str, translation: str) -> None:
    found = to_markdown(english, translation, "A [b](https://a.example).")
    assert found is None or all(isinstance(text, str) for text in found)


def test_a_variable_of_thousands_of_digits_is_not_known() -> None:
    for text in (f"Costs ${'9' * 5000}", f"[${'9' * 5000} here]", f"[[${'9' * 5000}|here]]"):
        assert to_markdown("An *English* text.", text, "An *English* text.") is None


@pytest.mark.parametrize("text", ["&#8;", "a&#8;b", "<code></code>", "''&#8;''"])
def test_what_shows_nothing_is_read(text: str) -> None:
    to_markdown("An *English* text.", text, "An *English* text.")
