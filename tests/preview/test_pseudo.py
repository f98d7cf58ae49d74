"""The pseudo-language changes every letter and nothing else."""

import re
import shutil
from pathlib import Path

import pytest

from tests.casefiles import cases
from wlw_i18n import inline, segment
from wlw_i18n.model.catalog import Catalog, Message, Unit
from wlw_i18n.model.document import Reference
from wlw_i18n.model.text import Kind
from wlw_i18n.pipeline import serving
from wlw_i18n.pipeline.workspace import survey
from wlw_i18n.preview import pseudo
from wlw_i18n.readers import read_document

ROOT = Path(__file__).parents[2]
DEFINITIONS = {inline.normalise_label("ucoc"): Reference("https://example.org/ucoc")}


def unit(text: str, kind: Kind = Kind.PARAGRAPH) -> Unit:
    return Unit(
        "p-1", kind, text, "lesson", inlines=inline.parse(text, DEFINITIONS, {inline.normalise_label("n"), "n"})
    )


@pytest.mark.parametrize(("given", "expected"), cases("preview"))
def test_inline_markdown(given: str, expected: str) -> None:
    assert pseudo.of_unit(unit(given)) == expected


def test_answers_stay_one_a_line_without_brackets_and_different() -> None:
    made = pseudo.of_unit(unit("Humaniki\nWHGI\nwhgis", Kind.ANSWERS)).split("\n")
    assert len(set(made)) == 3
    assert not {pseudo.OPEN, pseudo.CLOSE} & set("".join(made))


def test_two_letters_never_become_the_same() -> None:
    letters = [chr(code) for code in (*range(ord("a"), ord("z") + 1), *range(ord("A"), ord("Z") + 1))]
    made = {pseudo.letters(letter) for letter in letters}
    assert len(made) == len(letters)
    assert not any(re.search("[A-Za-z]", each) for each in made)


def test_it_is_about_a_third_longer() -> None:
    text = "The course is made for people who lead projects, and for those who join them."
    assert 1.25 < len(pseudo.of_text(text)) / len(text) < 1.6


def test_the_checks_find_nothing_in_the_course(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "source", tmp_path / "source")
    checked = 0
    for file in survey(tmp_path).sources:
        content = (tmp_path / file.path).read_bytes()
        document, _ = read_document(file.path, content, default_id=file.default_id, language="en")
        assert document is not None
        keys = [f"p-{number}" for number, _ in enumerate(segment.units(document))]
        document = segment.with_keys(document, keys)
        units = segment.units(document)
        messages = tuple(Message(each.key, each.text, pseudo.of_unit(each)) for each in units)
        offer = serving.offer(units, Catalog("x.po", messages=messages), "en-XA", serving.Definitions.of(document))
        assert [(found.code, found.message) for found in offer.diagnostics] == []
        assert len(offer.texts) == len(units)
        checked += len(units)
    assert checked > 500
