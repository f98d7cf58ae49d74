"""The lessons of the course keep to the length and the reading ease that the style guide promises."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from benchmarks.readability import Reading, measure, measure_course

from tests.casefiles import cases
from wlw_i18n.model.document import DocumentKind
from wlw_i18n.readers import read_document

ROOT: Final = Path(__file__).parent.parent
GUIDE: Final = ROOT / "docs/authors/style.md"


@dataclass(frozen=True, slots=True)
class Limits:
    """A row of the table in the guide."""

    words: range
    mean: float
    longest: int
    lix: float


def limits() -> dict[DocumentKind, Limits]:
    """The limits, from the guide: there is no second place."""
    rows = re.findall(
        r"^\| (\w+) \| ([^|]*) \| (\d+) \| (\d+) \| (\d+) \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE
    )
    return {
        DocumentKind(kind): Limits(_words(words), float(mean), int(longest), float(lix))
        for kind, words, mean, longest, lix in rows
    }


def _words(cell: str) -> range:
    if cell == "–":
        return range(100_000)
    low, high = cell.replace(",", "").split(" to ")
    return range(int(low), int(high) + 1)


def length(reading: Reading, within: Limits) -> Iterator[str]:
    """What is wrong with the number of words."""
    if reading.words not in within.words:
        yield f"{reading.path}: {reading.words} words, not {within.words.start} to {within.words.stop - 1}"


def ease(reading: Reading, within: Limits) -> Iterator[str]:
    """What makes it hard to read, with the place."""
    if reading.mean > within.mean:
        yield f"{reading.path}: {reading.mean:.1f} words in a sentence on average, more than {within.mean:.0f}"
    if reading.lix > within.lix:
        yield f"{reading.path}: LIX {reading.lix:.1f}, more than {within.lix:.0f}: use shorter words and sentences"
    for sentence in reading.sentences:
        if len(sentence.words) > within.longest:
            yield f"{reading.path}:{sentence.line}: {len(sentence.words)} words: {sentence.text}"


LIMITS: Final = limits()
READINGS: Final = measure_course(ROOT)


EACH: Final = pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.path.removeprefix("source/"))


@EACH
def test_a_document_is_as_long_as_the_style_guide_says(reading: Reading) -> None:
    found = list(length(reading, LIMITS[reading.kind]))
    assert not found, "\n".join(found)


@EACH
def test_a_document_is_as_easy_to_read_as_the_style_guide_says(reading: Reading) -> None:
    found = list(ease(reading, LIMITS[reading.kind]))
    assert not found, "\n".join(found)


def test_the_guide_has_limits_for_each_kind_of_document() -> None:
    assert set(LIMITS) == set(DocumentKind)


@pytest.mark.parametrize(("given", "expected"), cases("readability"))
def test_sentences_and_words(given: str, expected: str) -> None:
    sentences = measured(given).sentences
    assert "\n".join(f"{len(sentence.words)} {sentence.text}" for sentence in sentences) == expected


def test_what_is_hard_to_read_is_named_with_its_line() -> None:
    reading = measured("Short.\n\nSeven common words stand in this sentence. " + "Far " * 12)
    narrow = Limits(range(10), mean=5, longest=10, lix=20)
    assert list(length(reading, narrow)) == ["lesson.md: 21 words, not 0 to 9"]
    assert list(ease(reading, narrow)) == [
        "lesson.md: 6.7 words in a sentence on average, more than 5",
        "lesson.md:7: 12 words: " + "Far " * 11 + "Far",
    ]


def test_the_index_is_words_in_a_sentence_and_long_words_in_a_hundred() -> None:
    reading = measured("A midwife writes. Nobody listens to her.")
    assert (reading.mean, reading.longest, reading.lix) == (3.5, 4, 3.5 + 100 * 2 / 7)


def measured(text: str) -> Reading:
    source = f'---\ntitle: "Title"\n---\n\n{text}\n'.encode()
    document, _ = read_document("lesson.md", source, default_id="lesson", language="en")
    assert document is not None
    return measure(document)
