"""The quiz contract, as far as words can break it: choices that cannot be told apart, answers that accept nothing.

The rest of the contract holds by construction: a translation has no way to reach ids, order, marks or numbers.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from wlw_i18n import inline
from wlw_i18n.checks.candidate import Candidate, excerpt
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report accepted answers without an answer in them."""
    message = candidate.message
    if candidate.unit.kind is Kind.ANSWERS and message.msgstr and not message.msgstr.strip():
        hint = "Write one accepted answer a line."
        yield candidate.finding(Code.ANSWERS_EMPTY, Severity.WARNING, "there is no answer in these lines", hint)


def check_together(candidates: Iterable[Candidate]) -> Iterator[Diagnostic]:
    """Report choices of one question that a learner cannot tell apart; all of them are named.

    Args:
        candidates: the translations of one document that may be served.
    """
    alike: defaultdict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.unit.kind is Kind.CHOICE:
            alike[candidate.unit.question, _as_seen(candidate)].append(candidate)
    for same in alike.values():
        if len({candidate.unit.key for candidate in same}) > 1 and len({c.unit.text for c in same}) > 1:
            for candidate in same:
                yield candidate.finding(
                    Code.CHOICES_SAME,
                    Severity.WARNING,
                    f'another choice of this question reads the same: "{excerpt(candidate.message.msgstr)}"',
                    "Word them so that a learner can tell them apart.",
                )


def _as_seen(candidate: Candidate) -> str:
    return " ".join(unicodedata.normalize("NFKC", inline.visible(candidate.inlines)).casefold().split())
