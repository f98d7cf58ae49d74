"""The translations of the real course as wikitext of a wiki: each comes back as it stands in the PO file."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from wlw_i18n import segment
from wlw_i18n.exporters.wikitext.profiles import profile
from wlw_i18n.model.course import WikiProfile
from wlw_i18n.model.text import Kind
from wlw_i18n.pipeline.desk import opened
from wlw_i18n.wiki import source
from wlw_i18n.wiki.arrivals import PageReader
from wlw_i18n.wiki.translate import WikiMessage
from wlw_i18n.wiki.units import WikiUnit, key_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    for name in ("source", "translations"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def as_translated(english: WikiUnit, other: WikiUnit) -> str:
    """A translation as translators write it: with the variables of the English, or an address of its own."""
    names: Mapping[str, str] = {value: name for name, value in english.variables.items()}

    def variable(found: re.Match[str]) -> str:
        value = other.variables.get(found[1], found[0])
        return f"${names[value]}" if value in names else value

    return re.sub(r"\$(\d+)", variable, other.definition)


@pytest.mark.parametrize(
    "wiki", [profile("meta", "Course"), profile("betawikiversity", "Course")], ids=lambda w: w.name
)
@pytest.mark.parametrize("code", ["fr", "ar", "sw"])
def test_every_translation_comes_back(root: Path, wiki: WikiProfile, code: str) -> None:
    count = 0
    with opened(root) as desk:
        lessons = source.load(desk, wiki)
        known = {
            message.key: message.msgstr
            for catalog in desk.catalogs(desk.language(code))
            for message in catalog.messages
            if message.msgstr and not message.fuzzy
        }
    for document in lessons.documents:
        english, translated = lessons.page(document), lessons.page(document, known)
        assert not any(home.prose.kind is Kind.LABEL for home in map(lessons.homes.get, map(key_of, english)) if home)
        messages = [
            WikiMessage(name, unit.definition, as_translated(unit, translated[name]), False, 1, "Alice")
            for name, unit in english.items()
            if key_of(name) in known and key_of(name) in lessons.homes
        ]
        for arrival in PageReader(lessons, "Page", None).arrivals(messages):
            assert arrival.message.msgstr == known[arrival.message.key]
            assert not arrival.message.fuzzy
            count += 1
    assert count > 20


@pytest.mark.parametrize(
    "wiki", [profile("meta", "Course"), profile("betawikiversity", "Course")], ids=lambda w: w.name
)
def test_every_text_but_words_in_pictures_is_on_a_page(root: Path, wiki: WikiProfile) -> None:
    with opened(root) as desk:
        lessons = source.load(desk, wiki)
    for document in lessons.documents:
        shown = set(map(key_of, lessons.page(document)))
        units = segment.units(document)
        assert [unit.text for unit in units if unit.kind is not Kind.LABEL and unit.key not in shown] == []
