"""Punctuation that is missing: the mark at the end, half of a pair of brackets; and spaces too many."""

import re
from collections.abc import Iterator
from typing import Final

from wlw_i18n.checks import customs, prose
from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind

_END: Final = re.compile(r"[.?!:]$")
_ABBREVIATION: Final = re.compile(r"\b(?:etc|[A-Za-z](?:\.[A-Za-z])*|[A-Z]\w{0,3})\.$")
_LONGEST_ABBREVIATION: Final = 40
_LETTER_AT_END: Final = re.compile(r"[^\W_]$")
_PAIRS: Final = (("(", ")"), ("（", "）"), ("«", "»"))
_DOUBLE: Final = re.compile(r"\S {2,}\S")


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report a missing mark at the end, a bracket without its other half, and double spaces."""
    if candidate.unit.kind is Kind.ANSWERS or not candidate.is_current:
        return
    translation = candidate.message.msgstr
    if _LETTER_AT_END.search(translation) and _END.search(candidate.unit.text):
        yield from _end(candidate)
    for opening, closing in _PAIRS:
        if opening in translation or closing in translation:
            yield from _half(candidate, opening, closing)
    if "  " in translation and _has_double(candidate):
        message = "two spaces stand in a row"
        yield candidate.finding(Code.PUNCTUATION, Severity.INFO, message, "Take one of them away.")


def _has_double(candidate: Candidate) -> bool:
    if not _DOUBLE.search(prose.of(candidate.inlines)):
        return False
    return not _DOUBLE.search(prose.of(candidate.unit.inlines))


def _end(candidate: Candidate) -> Iterator[Diagnostic]:
    english, translation = prose.of(candidate.unit.inlines), prose.of(candidate.inlines)
    found = _END.search(english)
    if (
        found is None
        or not _LETTER_AT_END.search(translation)
        or _ABBREVIATION.search(english[-_LONGEST_ABBREVIATION:])
    ):
        return
    if not customs.of(candidate.language).no_full_stop:
        message = f'the English ends with "{found[0]}", the translation with "{translation[-1]}"'
        hint = "Add the mark that your language has there, and see whether the end of the text is missing."
        yield candidate.finding(Code.PUNCTUATION, Severity.INFO, message, hint)


def _half(candidate: Candidate, opening: str, closing: str) -> Iterator[Diagnostic]:
    """Numbers of a list, "1)", have half a pair on both sides."""
    english, translation = prose.of(candidate.unit.inlines), prose.of(candidate.inlines)
    excess = translation.count(opening) - translation.count(closing)
    if excess and excess != english.count(opening) - english.count(closing):
        missing = closing if excess > 0 else opening
        message = f'"{missing}" is missing: the other half of the pair is there'
        yield candidate.finding(Code.PUNCTUATION, Severity.INFO, message, "Write both, or none.")
