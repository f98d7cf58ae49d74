"""Workflow commands of GitHub Actions: findings become notes beside the lines of a pull request.

GitHub shows ten errors, ten warnings and ten notices of each step, and fifty of a job; the log has them all.
"""

from collections.abc import Sequence
from typing import Final

from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.report.formats.common import in_full

_COMMANDS: Final = {
    Severity.BROKEN: "error",
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(found: Sequence[Diagnostic]) -> str:
    """One workflow command for each finding, one a line."""
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in found)


def _command(diagnostic: Diagnostic) -> str:
    location = diagnostic.location
    title = " ".join(filter(None, (diagnostic.code.value, diagnostic.language)))
    properties = {
        "file": location.path if location else "",
        "line": str(location.line) if location and location.line else "",
        "title": title,
    }
    said = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items() if value)
    return f"::{_COMMANDS[diagnostic.severity]} {said}::{in_full(diagnostic).translate(_DATA)}"
