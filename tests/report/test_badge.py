"""Badges: readable by all, as wide as their text."""

from dataclasses import replace

import pytest
from lxml import etree

from tests.report.sample import LANGUAGES, STATUS
from wlw_i18n.model.status import LanguageStatus
from wlw_i18n.report.badge import badge, length

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("language", STATUS.languages, ids=[language.code for language in LANGUAGES])
def test_a_badge_says_language_and_share(language: LanguageStatus) -> None:
    root = etree.fromstring(badge(language).encode())
    name, value = root.iter(f"{SVG}text")
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == f"{name.text} {value.text}"
    assert name.text == language.autonym
    assert name.get("direction") == language.direction
    assert name.get("{http://www.w3.org/XML/1998/namespace}lang") == language.tag
    left, right = root.iter(f"{SVG}rect")
    assert int(left.get("width")) + int(right.get("width")) == int(root.get("width"))
    assert "textLength" not in badge(language)


def test_a_name_is_escaped() -> None:
    root = etree.fromstring(badge(replace(STATUS.languages[0], autonym='<a & "b">')).encode())
    assert root[0].text == '<a & "b"> 100 %'


@pytest.mark.parametrize(
    ("shorter", "longer"), [("ill", "mmm"), ("sw", "zh-hans"), ("abc", "ABC"), ("abc", "中文简"), ("", "i")]
)
def test_lengths(shorter: str, longer: str) -> None:
    assert length(shorter) < length(longer)


def test_marks_take_no_room() -> None:
    assert length("e\N{COMBINING ACUTE ACCENT}") == length("é") == length("e")
    assert length("क\N{DEVANAGARI SIGN NUKTA}") == length("क")
    assert length("\N{RIGHT-TO-LEFT MARK}ع") == length("ع")
