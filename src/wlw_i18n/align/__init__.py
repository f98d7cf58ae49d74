"""A translated Markdown file and its source to pairs of texts: the heart of importing existing translations.

    translated, faults = read_translated("fr/lesson.md", content, language="fr")
    alignment = align(source, translated)
    if alignment.refused: ...
    texts = {pair.unit.key: pair.text for pair in alignment.pairs}

Nothing here knows a language. Text and translation are found by what is the same in both: the kinds of blocks and
their order, addresses, code, numbers, names, and lengths. For whole folders, `pair_files` says which file translates
which document.
"""

from wlw_i18n.align.documents import LEAST_FOUND, align, refuse_all
from wlw_i18n.align.files import FilePairs, pair_files
from wlw_i18n.align.foreign import read_translated
from wlw_i18n.align.result import Alignment, How, Pair

__all__ = [
    "LEAST_FOUND",
    "Alignment",
    "FilePairs",
    "How",
    "Pair",
    "align",
    "pair_files",
    "read_translated",
    "refuse_all",
]
