"""Pseudo-languages change every letter and nothing else, and the checks have nothing to say to them."""

import re
import shutil
from pathlib import Path

import pytest

from tests.pseudo import PSEUDO, PseudoLanguage, fill
from wlw_i18n import config
from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.pipeline.run import Options, run

ROOT = Path(__file__).parents[1]
TEXT = "Read *the* [guide](a.md#b) or [it][g] of `code` and {count} in 2,001 women's days.[^n] &amp; <kbd>x</kbd>"


@pytest.mark.parametrize("name", sorted(PSEUDO))
def test_markup_stays_and_letters_change(name: str) -> None:
    made = PSEUDO[name].translate(TEXT)
    for kept in ("](a.md#b)", "][g]", "`code`", "{count}", "2,001", "[^n]", "&amp;", "<kbd>", "</kbd>"):
        assert kept in made
    assert not re.search(r"\b(?:Read|guide|women|days)\b", made)
    assert made.count("*") == 2


@pytest.mark.parametrize("name", sorted(PSEUDO))
def test_answers_stay_one_a_line_and_different(name: str) -> None:
    made = PSEUDO[name].translate("Humaniki\nWHGI\nwhgis").split("\n")
    assert len(set(made)) == 3


def test_the_traits_are_there() -> None:
    made = {name: language.translate(TEXT) for name, language in PSEUDO.items()}
    assert len(made["longer"]) > 1.4 * len(TEXT) - len("](a.md#b)][g]`code`{count}2,001[^n]&amp;<kbd></kbd>")
    assert made["apostrophes"].count("'") > 30
    assert len(made["accented"]) > len(TEXT) + 30
    assert re.search("[\u0600-\u06ff]{4}", made["right-to-left"])
    assert re.search("[\u4e00-\u9fff]{4}", made["cjk"])
    assert PSEUDO["longer"].translate("questions about women") == "questionsquest aboutabo womenwom"


def test_the_checks_find_nothing_in_the_course(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "source", tmp_path / "source")
    shutil.copytree(ROOT / "translations/templates", tmp_path / "translations/templates")
    path = tmp_path / config.PATH
    codes = sorted(language.code for language in PSEUDO.values())
    path.write_text(re.sub(r"(?m)^languages = .*$", f"languages = {codes}", path.read_text("utf-8")), encoding="utf-8")
    run(tmp_path, Options(write=True), lambda *_: None)
    for language in PSEUDO.values():
        fill(tmp_path, language)
    outcome = run(tmp_path, Options(), lambda *_: None)
    assert {status.code for status in outcome.status.languages} == set(codes)
    assert {status.counts.share for status in outcome.status.languages} == {1}
    warned = [each for each in outcome.diagnostics if each.severity >= Severity.WARNING]
    # Longer words and wider letters have no room in drawings and captions: that is what these languages are for.
    room = {Code.PICTURE_TEXT_LONG, Code.CAPTION_ROOM, Code.CAPTION_SPEED}
    assert [(each.code, each.message) for each in warned if each.code not in room] == []


def test_a_rule_that_breaks_markup_is_noticed(tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    shutil.copytree(ROOT / "source", tmp_path / "source")
    shutil.copytree(ROOT / "translations/templates", tmp_path / "translations/templates")
    path = tmp_path / config.PATH
    path.write_text(re.sub(r"(?m)^languages = .*$", 'languages = ["fi"]', path.read_text("utf-8")), encoding="utf-8")
    run(tmp_path, Options(write=True), lambda *_: None)
    fill(tmp_path, PseudoLanguage("fi", lambda text: text.replace("[", "").replace("a", "o").replace("e", "o")))
    outcome = run(tmp_path, Options(), lambda *_: None)
    assert any(each.severity >= Severity.WARNING for each in outcome.diagnostics)
