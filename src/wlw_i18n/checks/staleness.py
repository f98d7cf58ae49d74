"""Translations of an older English."""

from collections.abc import Iterator

from wlw_i18n.checks.candidate import Candidate, excerpt
from wlw_i18n.model.catalog import MessageState
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report a translation whose source has changed since it was made."""
    if candidate.message.state is MessageState.STALE:
        yield candidate.finding(
            Code.STALE,
            Severity.WARNING,
            f'the English has changed since this was translated: "{excerpt(candidate.unit.text)}"',
            'Bring the translation up to date, then clear "needs work" (fuzzy) in your editor.',
        )
