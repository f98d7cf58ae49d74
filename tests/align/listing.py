"""Two Markdown files and what aligning them gives, as text."""

from wlw_i18n import segment
from wlw_i18n.align import Alignment, align, read_translated
from wlw_i18n.model.document import Document
from wlw_i18n.readers import read_document


def source_of(text: str) -> Document:
    """A document of a course, with keys."""
    document, _ = read_document("source/01-m/01-d.md", text.encode(), default_id="d")
    assert document is not None
    return segment.with_keys(document, [f"k-{number}" for number, _ in enumerate(segment.units(document))])


def translated_of(text: str) -> Document:
    """A translated file."""
    document, _ = read_translated("m/d.md", text.encode(), language="xx")
    assert document is not None
    return document


def listing(alignment: Alignment) -> list[str]:
    """What became of each unit."""
    if alignment.refused:
        return [f"refused: {alignment.refused}"]
    return [
        "same structure" if alignment.is_identical else "other structure",
        *(f"{pair.unit.text} -> {pair.text} ({pair.how})" for pair in alignment.pairs),
        *(f"untranslated: {unit.text}" for unit in alignment.untranslated),
        *(f"missing: {unit.text}" for unit in alignment.missing),
        *(f"surplus: {unit.text}" for unit in alignment.surplus),
    ]


def aligned(both: str) -> list[str]:
    """The listing for two files with a line `=====` between them."""
    source, _, translated = both.partition("\n=====\n")
    return listing(align(source_of(source), translated_of(translated)))
