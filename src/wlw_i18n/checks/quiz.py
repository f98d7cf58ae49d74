"""The quiz contract, as far as words can break it: choices that cannot be told apart, answers that accept nothing.

The rest of the contract holds by construction: a translation has no way to reach ids, order, marks or numbers.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from wlw_i18n import inline
from wlw_i18n.checks.candidate import Candidate, excerpt, walk
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Image, Inline, Kind


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report accepted answers without an answer in them."""
    if candidate.unit.kind is not Kind.ANSWERS or not candidate.may_be_served:
        return
    if not candidate.message.msgstr.strip():
        hint = "Write one accepted answer a line."
        yield candidate.finding(Code.ANSWERS_EMPTY, Severity.WARNING, "there is no answer in these lines", hint)


def check_together(candidates: Iterable[Candidate]) -> Iterator[Diagnostic]:
    """Report choices of one question that a learner cannot tell apart, though the English ones can be; all are named.

    Args:
        candidates: the translations of one document.
    """
    alike: defaultdict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        # A question with a stale choice is served in another language.
        if candidate.unit.kind is Kind.CHOICE and candidate.is_current:
            alike[candidate.unit.question, _as_seen(candidate.inlines)].append(candidate)
    for same in alike.values():
        if len({_as_seen(candidate.unit.inlines) for candidate in same}) > 1:
            for candidate in same:
                yield candidate.finding(
                    Code.CHOICES_SAME,
                    Severity.WARNING,
                    f'another choice of this question reads the same: "{excerpt(candidate.message.msgstr)}"',
                    "Word them so that a learner can tell them apart.",
                )


def _as_seen(inlines: tuple[Inline, ...]) -> str:
    text = " ".join(unicodedata.normalize("NFC", inline.visible(inlines)).casefold().split())
    return "\n".join((text, *(node.src for node in walk(inlines) if isinstance(node, Image))))
