"""A translated document and its source to pairs of texts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from wlw_i18n import segment
from wlw_i18n.align.elements import elements
from wlw_i18n.align.pairing import Match, pair_elements, shown
from wlw_i18n.align.result import Alignment, How, Pair, words
from wlw_i18n.align.texts import Rewriter
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Prose

LEAST_FOUND: Final = 0.5
"""A document in which a smaller share of the source's words has a place is refused.

Measured on the Open Source Guides in six languages: translations of an older English that lacks half of today's text
have 0.56 and more, all others 0.8 and more; free summaries have 0.41 and less.
"""


def align(source: Document, translated: Document, *, least: float = LEAST_FOUND) -> Alignment:
    """Find which text of a translated document is the translation of which unit of its source.

    Args:
        source: the source document, with keys if the pairs shall have them.
        translated: the translated document, read by `read_translated` (or `readers.read_document`).
        least: refuse a document in which a smaller share of the source's words has a place; 0 refuses only what has
            no translated text at all.

    Returns:
        Pairs in the order of both documents, each unit at most once, and what was left on either side. No pair is
        made where two ways are about as good: a wrong translation is worse than none.
    """
    ours, theirs = elements(source), elements(translated)
    is_identical, matches = pair_elements(ours, theirs)
    whole = (*_front(source, translated, is_identical), *matches)
    return _result(source, translated, whole, is_identical, least)


def _result(
    source: Document, translated: Document, matches: Sequence[Match], is_identical: bool, least: float
) -> Alignment:
    ours, theirs = _units(source), _units(translated)
    matched = {id(match.source): match for match in matches}
    rewriter = Rewriter(source, translated, [(match.source, match.translated) for match in matches])
    pairs: list[Pair] = []
    missing: list[Unit] = []
    untranslated: list[Unit] = []
    for prose, unit in ours.values():
        match = matched.get(id(prose))
        if match is None or id(match.translated) not in theirs:
            missing.append(unit)
        elif shown(prose) == shown(match.translated):
            untranslated.append(unit)
        else:
            partner = theirs[id(match.translated)][1]
            pairs.append(Pair(unit, partner, rewriter.text(match.source, match.translated), match.how))
    used = {id(match.translated) for match in matches}
    surplus = tuple(unit for prose, unit in theirs.values() if id(prose) not in used)
    whole = words(unit for _, unit in ours.values())
    found = whole - words(missing)
    refused = _refusal(found, whole, least, len(pairs))
    if refused:
        everything, all_theirs = (tuple(unit for _, unit in side.values()) for side in (ours, theirs))
        return Alignment((), everything, all_theirs, (), False, refused, found, whole)
    return Alignment(tuple(pairs), tuple(missing), surplus, tuple(untranslated), is_identical, refused, found, whole)


def _units(document: Document) -> Mapping[int, tuple[Prose, Unit]]:
    """The units of a document by the identity of their prose object, which no two units share."""
    prose = (prose for prose in segment.prose_of(document) if prose.translatable)
    return {id(text): (text, unit) for text, unit in zip(prose, segment.units(document), strict=True)}


def _refusal(found: int, whole: int, least: float, pairs: int) -> str:
    share = found / whole if whole else 1.0
    if share < least:
        return (
            f"only {share:.0%} of the English words have a place in it, and at least {least:.0%} are needed: it is "
            f"another text, a summary, or a translation of a quite different version"
        )
    return "" if pairs or not whole else "all of its text is the same as the English: nothing is translated"


def refuse_all(alignments: Sequence[Alignment], *, least: float = LEAST_FOUND) -> str:
    """Why a whole folder of translated files should be refused, or the empty string.

    A folder of summaries may have a file or two that can be aligned. That is no reason to trust them: what counts is
    the share of all words.

    Args:
        alignments: of all files of the folder that have a source, with the refused ones.
        least: the least share of words.
    """
    whole = sum(alignment.words for alignment in alignments)
    found = sum(alignment.found for alignment in alignments)
    if not whole or found >= least * whole:
        return ""
    return (
        f"only {found / whole:.0%} of the English words have a place in these files, and at least {least:.0%} are "
        f"needed: they are other texts, summaries, or translations of a quite different version"
    )


def _front(source: Document, translated: Document, is_identical: bool) -> Iterator[Match]:
    """Title and summary, which have a place of their own."""
    how = How.STRUCTURE if is_identical else How.SIMILAR
    yield Match(source.title, translated.title, how)
    if source.summary and translated.summary:
        yield Match(source.summary, translated.summary, how)
