"""Addresses that readers see as text; targets of links are looked at as links."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from wlw_i18n.checks.candidate import Candidate, walk
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Code as CodeSpan
from wlw_i18n.model.text import Inline, Kind, Text

_ADDRESS: Final = re.compile(
    r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++|https?://[^\s<>()«»\"'،。]*[^\s<>()«»\"'،。.,;:!?]"
)


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report e-mail addresses of the English that the translation does not have, and strange ones."""
    english = candidate.unit.text
    if ("@" not in english and "://" not in english) or candidate.unit.kind is Kind.ANSWERS:
        return
    if not candidate.is_current:
        return
    wanted, found = _addresses(candidate.unit.inlines), _addresses(candidate.inlines)
    # An address of the web may be that of the same page in another language.
    missing = sorted(address for address in wanted - found if "@" in address or wanted.total() > found.total())
    if missing:
        message = f"addresses of the English that the translation lacks: {' '.join(missing)}"
        yield candidate.finding(Code.ADDRESS, Severity.WARNING, message, "Copy each letter by letter.")


def _addresses(inlines: tuple[Inline, ...]) -> Counter[str]:
    texts = (node.text for node in walk(inlines) if isinstance(node, Text | CodeSpan))
    return Counter(address for text in texts for address in _ADDRESS.findall(text))
