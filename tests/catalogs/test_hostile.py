"""A hostile translation, or a translator's name, comes through a PO file as it is, and changes nothing else in it."""

import re
from dataclasses import replace

import pytest

from tests.hostile import Hostile, hostile
from wlw_i18n.catalogs import po
from wlw_i18n.catalogs.credits import translators
from wlw_i18n.model.catalog import Catalog, Message

PATH = "translations/fr/lesson.po"
# A file cannot hold halves of pairs.
CASES = [pytest.param(each, id=each.name) for each in hostile() if not re.search("[\ud800-\udfff]", each.text)]
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def catalog(text: str) -> Catalog:
    found, problems = po.read(PATH, text.encode())
    assert found is not None, problems
    return found


@pytest.mark.parametrize("case", CASES)
def test_a_translation_is_read_as_it_was_written(case: Hostile) -> None:
    messages = (Message("p-1", "One.", case.text), Message("p-2", "Two.", "Deux."))
    written = po.write(replace(catalog(HEADER), messages=messages))
    again = catalog(written.decode())
    assert [(each.key, each.msgid, each.msgstr) for each in again.messages] == [
        (each.key, each.msgid, each.msgstr) for each in messages
    ]
    assert po.write(again) == written


@pytest.mark.parametrize("case", CASES)
def test_a_name_is_one_line_of_printable_text(case: Hostile) -> None:
    line = " ".join(case.text.split())
    quoted = line.replace("\\", "\\\\").replace('"', '\\"')
    field = f'"Last-Translator: {quoted} <a@example.org>\\n"\n'
    names = translators(catalog(f"# {line} <a@example.org>, 2024.\n#\n{HEADER}{field}"))
    assert all(name.isprintable() and len(name) <= 80 and "@example.org" not in name for name in names)
