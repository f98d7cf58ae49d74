"""Places to be filled in (`{count}`) and wiki code (`{{…}}`, `~~~~`), which a translation keeps.

Open edX fills in places, too: in a problem it puts values for `$seed` and four more names, also in an accepted answer.
"""

import re
from collections import Counter
from collections.abc import Iterator

from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind

_FIELD = re.compile(r"\{[a-z_]+\}")
_MARK = re.compile(r"[{~%$]")
_VALUE = re.compile(r"\$(?:seed|anonymous_student_id|script_code|python_path|extra_files)")
_CODE_SPAN = re.compile(r"(?<!`)(`++)(?:[^`]++|(?!\1(?!`))`++)++\1(?!`)")
_WIKI = re.compile(r"\{\{[^{}]*\}\}|~{3,5}|%%[A-Z_]+%%")


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Compare the multisets of placeholders in text and translation; code spans are compared as markup."""
    message, unit = candidate.message, candidate.unit
    if not candidate.may_be_served or not (_MARK.search(unit.text) or _MARK.search(message.msgstr)):
        return
    if unit.kind is Kind.STRING:
        yield from _compare(candidate, _FIELD, Code.PLACEHOLDER)
    if unit.kind is Kind.ANSWERS and (names := set(_VALUE.findall(message.msgstr)) - set(_VALUE.findall(unit.text))):
        said = f"Open edX puts a value in place of {' '.join(sorted(names))}, so this answer is never right"
        yield candidate.finding(Code.PLACEHOLDER, Severity.WARNING, said, "Write it without the $ sign.")
    if unit.kind is not Kind.ANSWERS and candidate.is_current:
        yield from _compare(candidate, _WIKI, Code.WIKI_CODE)


def _compare(candidate: Candidate, pattern: re.Pattern[str], code: Code) -> Iterator[Diagnostic]:
    wanted = Counter(pattern.findall(_CODE_SPAN.sub(" ", candidate.unit.text)))
    found = Counter(pattern.findall(_CODE_SPAN.sub(" ", candidate.message.msgstr)))
    if missing := sorted((wanted - found).elements()):
        yield candidate.finding(code, Severity.WARNING, f"missing: {' '.join(missing)}", "Copy it as it is.")
    if extra := sorted((found - wanted).elements()):
        yield candidate.finding(code, Severity.WARNING, f"not in the English: {' '.join(extra)}", "Take it out.")
