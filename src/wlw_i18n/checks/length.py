"""Lengths: a translation that leaves out most of a long text, or says far more than the text."""

from collections.abc import Iterator
from typing import Final

from wlw_i18n import inline
from wlw_i18n.checks import customs
from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind

_LONG: Final = 60
"""Characters from which lengths can be compared: short texts differ by any factor."""


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Compare what a reader sees of a text and of its translation, in characters.

    A short text may have a translation of any length up to what would be too long for a text of `_LONG` characters:
    "GLAM" may be explained, but a heading of one word is not translated by a paragraph.
    """
    longest = candidate.rules.longest
    # What is seen is at most as long as its markup: most short texts are passed over without a closer look.
    if len(candidate.unit.text) < _LONG and len(candidate.message.msgstr) <= longest * _LONG:
        return
    if candidate.unit.kind is Kind.ANSWERS or not candidate.is_current:
        return
    english = len(inline.visible(candidate.unit.inlines))
    translation = len(inline.visible(candidate.inlines))
    if not english or not translation:
        return
    if english >= _LONG and translation / english < _shortest(candidate):
        message = f"the translation has {translation} characters, the English {english}: is something missing?"
        yield candidate.finding(Code.LENGTH, Severity.WARNING, message, "Compare them sentence by sentence.")
    elif translation / max(english, _LONG) > longest:
        message = f"the translation has {translation} characters, the English {english}: does it say more?"
        yield candidate.finding(Code.LENGTH, Severity.WARNING, message, "Compare them sentence by sentence.")


def _shortest(candidate: Candidate) -> float:
    asked = candidate.rules.shortest
    return customs.of(candidate.language).shortest if asked is None else asked
