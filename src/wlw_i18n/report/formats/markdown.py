"""A table in GitHub's Markdown, for the summary of a job or a comment to a pull request."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.report.formats.common import clean, english

LIMIT: Final = 65_536
"""Characters that GitHub takes in a comment."""
_LONGEST: Final = 400
"""Characters of a message, so that one finding does not crowd out the others."""
_ROOM: Final = 100
"""For the line that says how many findings were left out."""
_NAMES: Final = {
    Severity.BROKEN: "error",
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
# As references, signs mean nothing: no markup, no cell, nobody is notified, no issue is mentioned.
_PLAIN: Final = str.maketrans({sign: f"&#{ord(sign)};" for sign in "&<>|\\`*_[]~@#!$:"} | {"\n": " ", "\r": " "})


def render(found: Sequence[Diagnostic]) -> str:
    """A heading with counts, and a table, the worst first; what does not fit is counted."""
    if not found:
        return "### wlw-i18n: no findings\n"
    rows = [_row(each) for each in sorted(found, key=lambda each: -each.severity)]
    text = f"### wlw-i18n: {_counted(found)}\n\n| | Where | Language | Finding |\n| --- | --- | --- | --- |\n"
    room = LIMIT - _ROOM - _size(text)
    for number, row in enumerate(rows):
        room -= _size(row)
        if room < 0:
            return f"{text}\n{len(rows) - number:,} of {len(rows):,} findings are left out here: there is no room.\n"
        text += row
    return text


def _row(diagnostic: Diagnostic) -> str:
    place, source = str(diagnostic.location or ""), english(diagnostic)
    where = _code(place) + (f"<br>English: {_code(source)}" if source else "")
    said = f"{_short(diagnostic.message).translate(_PLAIN)} ({_code(diagnostic.code.value)})"
    hint = f"<br>{_short(diagnostic.hint).translate(_PLAIN)}" if diagnostic.hint else ""
    language = _short(diagnostic.language).translate(_PLAIN)
    return f"| {_NAMES[diagnostic.severity]} | {where} | {language} | {said}{hint} |\n"


def _counted(found: Sequence[Diagnostic]) -> str:
    counts = Counter(_NAMES[diagnostic.severity] for diagnostic in found)
    names = dict.fromkeys(_NAMES.values())
    return ", ".join(f"{counts[name]:,} {name}{'s' * (counts[name] > 1)}" for name in names if counts[name])


def _code(text: str) -> str:
    return f"<code>{_short(text).translate(_PLAIN)}</code>" if text else ""


def _short(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _size(text: str) -> int:
    """Characters as GitHub's own programs count them: those beyond the basic plane are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
