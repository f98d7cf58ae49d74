"""English that was copied to where the translation belongs."""

import re
from collections.abc import Iterator
from typing import Final

from wlw_i18n.checks import prose
from wlw_i18n.checks.candidate import Candidate, excerpt
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind

_WORD: Final = re.compile(r"(?<![\w.])[^\W\d_A-Z][^\W\d_]*(?!\w)")
_ENOUGH: Final = 4
"""So many words in small letters are no name, no title and no international word."""


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report a translation that is the English, word for word."""
    unit, msgstr = candidate.unit, candidate.message.msgstr
    if unit.text != msgstr or unit.kind is Kind.ANSWERS or not candidate.is_current:
        return
    if len(set(_WORD.findall(prose.of(unit.inlines)))) >= _ENOUGH:
        message = f'this is the English text, not a translation: "{excerpt(msgstr)}"'
        yield candidate.finding(Code.UNCHANGED, Severity.WARNING, message, "Translate it, or leave it empty.")
