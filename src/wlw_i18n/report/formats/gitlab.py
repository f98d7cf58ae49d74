"""GitLab's Code Quality report: findings become notes in a merge request, compared with those of the target branch."""

import json
from collections.abc import Sequence
from typing import Any, Final

from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.report.formats.common import in_full, numbered, place

_SEVERITIES: Final = {
    Severity.BROKEN: "blocker",
    Severity.ERROR: "critical",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


def render(found: Sequence[Diagnostic]) -> str:
    """A JSON array. No two findings have the same fingerprint: GitLab would show only one of them."""
    entries = [_entry(diagnostic, mark, number) for diagnostic, mark, number in numbered(found)]
    return f"{json.dumps(entries, indent=1)}\n"


def _entry(diagnostic: Diagnostic, mark: str, number: int) -> dict[str, Any]:
    where = place(diagnostic)
    language = f" ({diagnostic.language})" if diagnostic.language else ""
    return {
        "description": f"{in_full(diagnostic)}{language}".replace("\n", " "),
        "check_name": diagnostic.code.value,
        "fingerprint": mark if number == 1 else f"{mark}-{number}",
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": where.path, "lines": {"begin": where.line}},
    }
