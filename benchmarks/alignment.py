"""How much of translated guides is aligned with their English, beside what block sequence alone finds.

    python -m benchmarks.alignment FOLDER

The folder has English Markdown files, and a folder for each language with files of the same names. For each language:
the share of English units that have a place in the translation, the share that is translated, the same by words, and
the share that a longest common subsequence of kinds of blocks pairs (in some form, most programs that import
translations do that), and how much of that are the same pairs. Then the precision and recall of both on pairs of which
the truth is known: documents of identical structure, from which a fifth of the blocks is taken out on each side.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

from wlw_i18n import segment
from wlw_i18n.align import Alignment, align, read_translated, refuse_all
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Kind

_TAKEN_OUT = 0.2
_ROUNDS = 5
_TRANSLATED = 0.9
"""Documents with a smaller share of pairs teach nothing: most of their text is English."""


@dataclass
class Language:
    """What became of one language."""

    name: str
    english: int = 0
    pairs: int = 0
    words: float = 0.0
    identical: int = 0
    untranslated: int = 0
    naive: int = 0
    agreed: int = 0
    refused: list[str] = field(default_factory=list)
    accepted: int = 0
    alignments: list[Alignment] = field(default_factory=list)


@dataclass
class Known:
    """Pairs of which the truth is known."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.wanted)
        return f"precision {precision:7.2%}, recall {recall:7.2%} ({self.found - self.right} wrong of {self.found})"


def main() -> None:
    """Print both tables."""
    folder, seed = _arguments()
    began = time.perf_counter()
    known, naive_known = Known(), Known()
    names = ("units", "placed", "paired", "words", "naive", "agreed")
    print(f"{'language':9}{''.join(f'{name:>8}' for name in names)}  identical/accepted/files, left in English")
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        row = Language(place.name)
        for source, translated in _guides(folder, place):
            alignment = align(source, translated)
            _count(row, source, translated, alignment)
            if alignment.is_identical and alignment.share > _TRANSLATED:
                for round_ in range(_ROUNDS):
                    chance = random.Random(f"{seed} {round_}")  # noqa: S311 - not for secrets
                    _gaps(source, translated, chance, known, naive_known)
        shares = (row.pairs + row.untranslated, row.pairs, row.words, row.naive, row.agreed)
        print(
            f"{row.name:9}{row.english:8}{''.join(f'{share / max(1, row.english):8.1%}' for share in shares)}"
            f"  {row.identical}/{row.accepted}/{row.accepted + len(row.refused)}, {row.untranslated}"
        )
        if whole := refuse_all(row.alignments):
            print(f"          refused as a whole: {whole}")
        for refused in row.refused:
            print(f"          refused: {refused}")
    print(f"{time.perf_counter() - began:.1f} s")
    print(f"a fifth taken out on both sides, ours:  {known}")
    print(f"a fifth taken out on both sides, naive: {naive_known}")


def _arguments() -> tuple[Path, int]:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    return arguments.folder, arguments.seed


def _guides(folder: Path, language: Path) -> Iterator[tuple[Document, Document]]:
    for path in sorted(language.glob("*.md")):
        if (folder / path.name).exists():
            yield read(folder / path.name, "en"), read(path, language.name)


def read(path: Path, language: str) -> Document:
    """Read a guide, whatever front matter it has."""
    document, _ = read_translated(path.name, path.read_bytes(), language=language)
    if document is None:
        raise ValueError(path)
    return document


def _count(row: Language, source: Document, translated: Document, alignment: Alignment) -> None:
    row.alignments.append(alignment)
    row.english += alignment.units
    by_kinds = naive(source, translated)
    row.naive += len(by_kinds)
    ours, theirs = _lines(source), _lines(translated)
    pairs = {(_line(pair.unit), _line(pair.translated)) for pair in alignment.pairs}
    here, there = segment.units(source), segment.units(translated)
    row.agreed += sum(
        (ours[one], theirs[other]) in pairs or here[one].text == there[other].text for one, other in by_kinds
    )
    if alignment.refused:
        row.refused.append(f"{source.path}: {alignment.refused}")
        return
    row.accepted += 1
    row.identical += alignment.is_identical
    row.pairs += len(alignment.pairs)
    row.words += alignment.share_of_words * alignment.units
    row.untranslated += len(alignment.untranslated)


def naive(source: Document, translated: Document) -> list[tuple[int, int]]:
    """Pairs of units by the sequence of kinds alone."""
    ours, theirs = ([unit.kind for unit in segment.units(document)] for document in (source, translated))
    found = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return [(block.a + step, block.b + step) for block in found for step in range(block.size)]


# Pairs of which the truth is known


def _gaps(source: Document, translated: Document, chance: random.Random, ours: Known, naives: Known) -> None:
    """Take other blocks out of each document, and align what is left."""
    truth = dict(zip(_lines(source), _lines(translated), strict=True))
    one, other = _thinned(source, chance), _thinned(translated, chance)
    left = set(_lines(other))
    wanted = {(line, truth[line]) for line in _lines(one) if truth[line] in left}
    alignment = align(one, other)
    _score(ours, wanted, [(_line(pair.unit), _line(pair.translated)) for pair in alignment.pairs])
    here, there = segment.units(one), segment.units(other)
    _score(naives, wanted, [(_line(here[row]), _line(there[column])) for row, column in naive(one, other)])


def _score(known: Known, wanted: set[tuple[int, int]], found: Sequence[tuple[int, int]]) -> None:
    known.wanted += len(wanted)
    known.found += len(found)
    known.right += len(wanted.intersection(found))


def _thinned(document: Document, chance: random.Random) -> Document:
    blocks = tuple(block for block in document.blocks if chance.random() >= _TAKEN_OUT)
    return replace(document, blocks=blocks)


def _lines(document: Document) -> list[int]:
    return [_line(unit) for unit in segment.units(document)]


def _line(unit: segment.Unit) -> int:
    place = unit.location.line if unit.location else 0
    # title and summary stand on lines of ours, captions on the line of their picture
    return -1 if unit.kind is Kind.TITLE else -2 if unit.kind is Kind.SUMMARY else place * 100 + len(unit.kind)


if __name__ == "__main__":
    main()
