"""Our merge on the files that msgmerge gets: reads a PO file and a template, matches, writes a PO file.

The files have no keys; the old messages get theirs first. Which document a message stands in is read from its `#:`
line, what it is from its `#.` line. Prints the seconds of each stage as JSON.
"""

import json
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from wlw_i18n.catalogs import entries, po
from wlw_i18n.catalogs.keys import new_key
from wlw_i18n.identity import identify
from wlw_i18n.memory import Memory
from wlw_i18n.merge import Work, merge
from wlw_i18n.model.catalog import Catalog, Message, Template, Unit
from wlw_i18n.model.course import Config, Language

ENGLISH = Language("en", "en", rtl=False, autonym="English")
FRENCH = Language("fr", "fr", rtl=False, autonym="français")
CONFIG = Config("Course", "", "Bench", "BENCH1", "2026", ENGLISH, (FRENCH,), "CC0", "")


def main() -> None:
    """Merge: old PO file, new template, PO file to write; with `flat`, every message counts as of one document."""
    old, new, out = map(Path, sys.argv[1:4])
    flat = "flat" in sys.argv[4:]
    started = time.perf_counter()
    before = _documents(_read(old), flat=flat, keyed=True)
    after = _documents(_read(new), flat=flat, keyed=False)
    read = time.perf_counter()
    templates = [
        Template(_path(document).replace("/fr/", "/templates/"), document, tuple(unit for unit, _ in rows))
        for document, rows in before.items()
    ]
    fresh = [tuple(unit for unit, _ in rows) for rows in after.values()]
    identified = identify(fresh, templates)
    matched = time.perf_counter()
    units = [
        tuple(replace(unit, key=key) for unit, key in zip(row, keys, strict=True))
        for row, keys in zip(fresh, identified.keys, strict=True)
    ]
    catalogs = {
        _path(document): Catalog(_path(document), "x", tuple(message for _, message in rows))
        for document, rows in before.items()
    }
    merged = merge(Work(units, identified, catalogs, Memory(_path("memory")), FRENCH, _path, CONFIG))
    done = time.perf_counter()
    header = po.new_catalog(out.name, FRENCH, CONFIG)
    messages = tuple(message for catalog in merged.catalogs.values() for message in catalog.messages)
    out.write_bytes(po.write(replace(header, messages=messages)))
    written = time.perf_counter()
    print(json.dumps({"read": read - started, "identify": matched - read, "merge": done - matched,
                      "write": written - done}))  # fmt: skip


def _path(document: str) -> str:
    return f"translations/fr/{document}.po"


def _read(path: Path) -> Iterable[Message]:
    catalog, problems = po.read(path.name, path.read_bytes())
    if catalog is None:
        sys.exit(str(problems))
    return catalog.messages


def _documents(messages: Iterable[Message], *, flat: bool, keyed: bool) -> Mapping[str, list[tuple[Unit, Message]]]:
    """Units and messages by document, in order."""
    found: dict[str, list[tuple[Unit, Message]]] = {}
    taken: set[str] = set()
    for message in messages:
        document = "all" if flat else message.references[0]
        unit = entries.unit_of(message, document)
        if keyed:
            key = new_key(unit.kind, document, unit.text, taken)
            taken.add(key)
            unit, message = replace(unit, key=key), replace(message, key=key, raw=())  # noqa: PLW2901
        found.setdefault(document, []).append((unit, message))
    return found


if __name__ == "__main__":
    main()
