"""Words that stand twice in a row by mistake, such as "de de"."""

import re
from collections.abc import Iterator
from functools import cache

from wlw_i18n.checks import customs, prose
from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report a word twice in a row, of those that never stand so in the language."""
    pattern = _pattern(candidate.language)
    if pattern is None or candidate.unit.kind is Kind.ANSWERS or not candidate.is_current:
        return
    if pattern.search(candidate.message.msgstr) and (found := pattern.search(prose.of(candidate.inlines))):
        message = f'a word stands twice: "{found[0]}"'
        yield candidate.finding(Code.DOUBLED_WORD, Severity.INFO, message, "Take one of them away.")


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """As they are written: "A a" and "La la" may be names and ends of sentences."""
    words = customs.of(language).never_twice
    return re.compile(rf"(?<![\w’'-])({'|'.join(map(re.escape, words))}) \1(?![\w’'-])") if words else None
