"""Numbers: a wrong figure is the error that readers of a translation cannot see."""

import re
import unicodedata
from collections.abc import Iterator

from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity

_URL = re.compile(r"\]\([^)]*\)|<[^>]*>|https?://\S+")
_NUMBER = re.compile(r"\d+")


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report digits of the source that the translation does not have, in whatever script it writes them.

    A one-digit number may be written in words, so only numbers of two digits and more are asked for.
    """
    if not candidate.message.msgstr:
        return
    wanted = _numbers(candidate.unit.text)
    if not wanted:
        return
    found = _numbers(candidate.message.msgstr)
    missing = sorted(number for number in wanted if len(number) > 1 and number not in found)
    if missing:
        yield candidate.finding(
            Code.NUMBERS, Severity.INFO, f"numbers of the English that the translation lacks: {', '.join(missing)}"
        )


def _numbers(text: str) -> set[str]:
    prose = _URL.sub(" ", text)
    # 1,234 and 1 234 and 1.234 are one number: separators between digits are left out.
    joined = re.sub(r"(?<=\d)[.,٫٬'\u00a0\u202f\u2009 ](?=\d)", "", prose)
    return {"".join(str(unicodedata.digit(digit)) for digit in found) for found in _NUMBER.findall(joined)}
