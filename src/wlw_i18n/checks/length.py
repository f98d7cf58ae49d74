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
    """Compare what a reader sees of a longer text and of its translation, in characters."""
    # Markup is at most as long as what is seen: short texts are passed over without a closer look.
    if len(candidate.unit.text) < _LONG or candidate.unit.kind is Kind.ANSWERS or not candidate.is_current:
        return
    english = len(inline.visible(candidate.unit.inlines))
    translation = len(inline.visible(candidate.inlines))
    if english < _LONG or not translation:
        return
    rules = candidate.rules
    share = translation / english
    if share < (customs.of(candidate.language).shortest if rules.shortest is None else rules.shortest):
        message = f"the translation has {translation} characters, the English {english}: is something missing?"
        yield candidate.finding(Code.LENGTH, Severity.WARNING, message, "Compare them sentence by sentence.")
    elif share > rules.longest:
        message = f"the translation has {translation} characters, the English {english}: does it say more?"
        yield candidate.finding(Code.LENGTH, Severity.WARNING, message, "Compare them sentence by sentence.")
