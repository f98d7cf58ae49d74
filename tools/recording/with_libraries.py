"""Translates a PO file with a library and lets the library write it.

python tools/recording/with_libraries.py polib|toolkit INPUT OUTPUT
"""

import sys

import polib
from translate.storage import pypo

TRANSLATED = {
    "A list of women writers": "Une liste d'écrivaines aide un groupe à voir quels articles manquent encore.",
    "Ask on the project's talk page.": None,
    "Count the articles of this year.": "Comptez les articles de cette année.",
}


def with_polib(source: str, target: str) -> None:
    """As a program that uses polib with its defaults does."""
    catalog = polib.pofile(source)
    for start, translation in TRANSLATED.items():
        entry = next(entry for entry in catalog if entry.msgid.startswith(start))
        entry.msgstr = translation or entry.msgstr
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.previous_msgid = None
    catalog.save(target)


def with_toolkit(source: str, target: str) -> None:
    """As a program that uses translate-toolkit with its defaults does (Virtaal, Pootle)."""
    store = pypo.pofile.parsefile(source)
    for start, translation in TRANSLATED.items():
        unit = next(unit for unit in store.units if str(unit.source).startswith(start))
        unit.target = translation or unit.target
        unit.markfuzzy(False)
    store.savefile(target)


if __name__ == "__main__":
    {"polib": with_polib, "toolkit": with_toolkit}[sys.argv[1]](sys.argv[2], sys.argv[3])
