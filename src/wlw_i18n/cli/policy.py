"""How a command ends: the exit codes, and which findings count."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity

CLEAN: Final = 0
FINDINGS: Final = 1
BROKEN: Final = 2
"""Wrong usage, or input that cannot be used; nothing was written."""


class FailOn(StrEnum):
    """From which findings on a command ends with exit code 1."""

    ERROR = "error"
    STALE = "stale"
    WARNING = "warning"
    UNTRANSLATED = "untranslated"
    NEVER = "never"


def exit_code(diagnostics: Sequence[Diagnostic], fail_on: FailOn) -> int:
    """The exit code that a policy gives to findings; broken input is 2 whatever the policy."""
    if any(diagnostic.severity is Severity.BROKEN for diagnostic in diagnostics):
        return BROKEN
    return FINDINGS if any(_counts(diagnostic, fail_on) for diagnostic in diagnostics) else CLEAN


def _counts(diagnostic: Diagnostic, fail_on: FailOn) -> bool:
    if fail_on is FailOn.NEVER:
        return False
    if diagnostic.severity is Severity.ERROR:
        return True
    levels = (FailOn.STALE, FailOn.WARNING, FailOn.UNTRANSLATED)
    if fail_on not in levels:
        return False
    level = levels.index(fail_on)
    if diagnostic.code is Code.STALE:
        return True
    if diagnostic.severity is Severity.WARNING:
        return level >= levels.index(FailOn.WARNING)
    return diagnostic.code in (Code.UNTRANSLATED, Code.FUZZY) and level >= levels.index(FailOn.UNTRANSLATED)
