"""Raw HTML made harmless: what a parser of HTML makes of references, and what nests without end."""

import pytest

from wlw_i18n.render import sanitise


def _same(_name: str, address: str) -> str:
    return address


@pytest.mark.parametrize("character", ["&#8;", "&#x1b;", "&#xFFFE;", "&#x202e;", "&#x85;", "&#133;"])
def test_a_reference_brings_no_character_that_no_page_may_hold(character: str) -> None:
    assert sanitise.block(f"<p>a{character}b</p>", _same) in {"<p>ab</p>", "<p>a…b</p>"}
    assert sanitise.inline_tag(f'<img src="c.png" alt="a{character}b">', _same).isprintable()
    assert sanitise.balance(f"a{character}b") in {"ab", "a…b"}


def test_what_nests_without_end_keeps_its_text() -> None:
    assert sanitise.block("<div>" * 5000 + "text &amp; <b>more</b>", _same) == "text &amp; more"


def test_many_elements_in_a_row_keep_their_tags() -> None:
    html = "<ul>" + "<li>a" * 2000 + "</ul>" + "<p>b <i>c</i>" * 2000
    clean = sanitise.block(html, _same)
    assert clean.count("<li>a</li>") == clean.count("<p>b <i>c</i></p>") == 2000


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        (
            '<b title="a href=">b</b><i title=" onclick=alert(1) ">c</i>',
            '<b title="a href=">b</b><i title=" onclick=alert(1) ">c</i>',
        ),
        ('<img src="a.svg" alt="b src="><img src="c.svg">', '<img src="a.svg" alt="b src=" /><img src="c.svg" />'),
        ('<img title="a src=" alt="b">', "b"),
        ('<img src="javascript:x" title="a alt=" alt="b">', "b"),
    ],
)
def test_the_value_of_an_attribute_is_not_read_as_another(html: str, clean: str) -> None:
    assert sanitise.block(f"<p>{html}</p>", _same) == f"<p>{clean}</p>"
