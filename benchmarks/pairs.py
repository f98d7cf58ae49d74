"""What identity makes of seven real changes of a guide, beside what a count by blocks made of them.

    python -m benchmarks.pairs FOLDER

FOLDER holds `PAIRS.tsv` and, for each pair, a folder with `en.before.md`, `en.after.md` and `meta.json`: pages of the
Open Source Guides (<https://github.com/github/opensource.guide>) before and after a change, with the number of blocks
that were changed, added and removed. What matters of them is in `tests/data/histories`, where the tests play it.

The two counts differ for two reasons only:

- How a text is cut. A block of theirs is all that stands between empty lines, or an item of a list; `<aside>` with a
  quotation, its picture and its author is one block. To us the text of an HTML block is no unit at all (authors are
  told so: `html-text`), so its HTML is taken away first, and the quotation and its author become two units. That adds
  units which do not change, and a unit without a letter is none: the number of unchanged ones differs everywhere.
- What is a change. Where n blocks stand for m, they count the first of the one as the first of the other changed,
  the second as the second, however unlike the two are. In `legal-rewording` they so pair a paragraph on strong copyleft
  with a new one on permissive licences, and in `starting-removed-list` one on a cherry pie with one on free software.
  We say that the old text is gone and the other is new, for a translation of the one is none of the other: one changed
  less, one added and one removed more. All other pairs agree.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from wlw_i18n import segment, similarity
from wlw_i18n.identity import ChangeKind, Identified, identify
from wlw_i18n.model.catalog import Template, Unit
from wlw_i18n.readers.document import read_document

_FRONT_MATTER: Final = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_WRAPPER: Final = re.compile(r"^ *</?(?:aside|img|p|div)\b[^<]*>$", re.MULTILINE)
_INDENT: Final = re.compile(r"^ {1,3}(?=\S)", re.MULTILINE)
_CHANGED: Final = frozenset({ChangeKind.EDITED, ChangeKind.COSMETIC, ChangeKind.JOINED})
_ADDED: Final = frozenset({ChangeKind.NEW, ChangeKind.SPLIT})


@dataclass(frozen=True)
class Counts:
    """What became of the texts of a page."""

    changed: int
    added: int
    removed: int


def units(text: str) -> tuple[Unit, ...]:
    """The units of a page, without its front matter and the HTML around its quotations."""
    body = _INDENT.sub("", _WRAPPER.sub("", _FRONT_MATTER.sub("", text)))
    content = f'---\ntitle: "1"\n---\n\n{body}'.encode()
    document, problems = read_document("source/guide/page.md", content, default_id="page")
    if document is None:
        raise ValueError(problems)
    return segment.units(document)


def compare(before: Sequence[Unit], after: Sequence[Unit]) -> Identified:
    """What became of each unit."""
    keys = identify([before], []).keys[0]
    keyed = tuple(replace(unit, key=key) for unit, key in zip(before, keys, strict=True))
    return identify([after], [Template("page.pot", "page", keyed)])


def counts(found: Identified) -> Counts:
    """How many units were changed, added and removed."""
    kinds = Counter(change.kind for change in found.changes[0])
    changed, added = (sum(kinds[kind] for kind in group) for group in (_CHANGED, _ADDED))
    return Counts(changed, added, len(found.gone))


def unlike(found: Identified, pairs: Sequence[tuple[float, str, str]]) -> Iterator[str]:
    """The pairs of texts that the count by blocks calls one, and identity two."""
    gone = {unit.text: unit for unit in found.gone}
    for _, then, now in pairs:
        if then in gone:
            alike = similarity.likeness(then, now)
            yield f'two texts (likeness {alike:.2f}): "{then[:45]}…" and "{now[:45]}…"'


def main() -> None:
    """Print a line for each pair, and why it differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    print(f"{'':<24}{'blocks':>12}{'units':>12}   (changed, added, removed)")
    _, *lines = (folder / "PAIRS.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        name, *_, changed, added, removed, _ = line.split("\t")
        before, after = (
            units((folder / name / f"en.{when}.md").read_text(encoding="utf-8")) for when in ("before", "after")
        )
        found = compare(before, after)
        ours = counts(found)
        theirs = f"{changed}, {added}, {removed}"
        print(f"{name:<24}{theirs:>12}{f'{ours.changed}, {ours.added}, {ours.removed}':>12}")
        pairs = json.loads((folder / name / "meta.json").read_text(encoding="utf-8"))["changed_pairs"]
        for reason in unlike(found, pairs):
            print(f"    {reason}")


if __name__ == "__main__":
    main()
