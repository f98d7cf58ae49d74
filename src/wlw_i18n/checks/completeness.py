"""Untranslated units, and those whose translation is only a guess."""

from collections.abc import Iterator

from wlw_i18n.checks.candidate import Candidate, excerpt
from wlw_i18n.model.catalog import MessageState
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report a unit without a translation, and one whose translation nobody confirmed."""
    state = candidate.message.state
    if state is MessageState.UNTRANSLATED:
        yield candidate.finding(Code.UNTRANSLATED, Severity.INFO, f'not translated: "{excerpt(candidate.unit.text)}"')
    elif state in (MessageState.SUGGESTION, MessageState.FUZZY):
        yield candidate.finding(
            Code.FUZZY,
            Severity.INFO,
            f'a suggestion waits to be confirmed: "{excerpt(candidate.unit.text)}"',
            'Correct the translation, then clear "needs work" (fuzzy) in your editor.',
        )
