"""The table of languages, and what is made of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wlw_i18n import languages

CODES = [code for code in languages._table() if code != languages.DOCUMENTATION]
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{4,8})*(-x-[a-z]+)?")
"""The part of BCP 47 that MediaWiki uses."""


@pytest.mark.parametrize("code", CODES)
def test_a_language(code: str) -> None:
    language = languages.find(code)
    assert language is not None
    assert language.code == code == languages.canonical(code)
    assert TAG.fullmatch(language.tag), language.tag
    assert language.autonym.strip() == language.autonym != ""
    assert language.direction == languages.direction(language.tag) == ("rtl" if language.rtl else "ltr")
    assert languages.is_rtl(language.tag) == language.rtl
    assert languages.suggestion(code) == code
    assert code not in language.fallbacks
    assert len(set(language.fallbacks)) == len(language.fallbacks)
    for fallback in language.fallbacks:
        assert languages.find(fallback), fallback


def test_right_to_left() -> None:
    rtl = {code for code in CODES if (language := languages.find(code)) and language.rtl}
    assert rtl >= {"ar", "ary", "arz", "ckb", "dv", "fa", "he", "kk-arab", "pnb", "ps", "sd", "ug", "ur", "yi"}
    assert rtl.isdisjoint({"en", "fr", "ha", "sw", "am", "zh-hans", "ku", "kk", "uz"})


def test_the_documentation_of_messages_is_no_language() -> None:
    assert languages.find("qqq") is None
    assert languages.suggestion("qqq") == ""


def test_codes_are_found_only_as_written() -> None:
    assert languages.find("pt-BR") is None
    assert languages.find("pt_br") is None
    assert languages.find("") is None


@pytest.mark.parametrize(
    ("code", "tag", "autonym"),
    [
        ("fr", "fr", "français"),
        ("pt-br", "pt-BR", "português do Brasil"),
        ("zh-hans", "zh-Hans", "中文（简体）"),
        ("sr-ec", "sr-Cyrl", "српски (ћирилица)"),
        ("arz", "arz", "مصرى"),
        ("ary", "ary", "الدارجة"),
        ("als", "gsw", "Alemannisch"),
        ("atj", "atj", "Atikamekw"),
    ],
)
def test_names(code: str, tag: str, autonym: str) -> None:
    language = languages.find(code)
    assert language is not None
    assert (language.tag, languages.autonym(tag)) == (tag, autonym)


def test_an_unknown_tag() -> None:
    assert languages.autonym("xx") == "xx"
    assert languages.direction("xx") == "ltr"


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        ("pt_BR", "pt-br"),
        ("PT-br", "pt-br"),
        ("FR", "fr"),
        (" fr ", "fr"),
        ("fr-FR", "fr"),
        ("zh_CN", "zh-cn"),
        ("zh-Hans", "zh-hans"),
        ("zh_Hans_CN", "zh-cn"),
        ("sr-Cyrl", "sr-ec"),
        ("gsw-CH", "gsw"),
        ("swahili", "sw"),
        ("French", "fr"),
        ("Français", "fr"),
        ("العربية", "ar"),
        ("be-tarsk", "be-tarask"),
        ("swa", "sw"),
        ("iw", "he"),
        ("zz", ""),
        ("xx-nowhere", ""),
        ("", ""),
    ],
)
def test_suggestions(mistyped: str, meant: str) -> None:
    assert languages.suggestion(mistyped) == meant


@given(st.text(max_size=12))
def test_a_suggestion_is_a_language(mistyped: str) -> None:
    meant = languages.suggestion(mistyped)
    assert not meant or languages.find(meant)
