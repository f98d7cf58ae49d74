"""Numbers: a wrong figure is the error that readers of a translation cannot see."""

import re
import unicodedata
from collections.abc import Iterator

from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity

_URL = re.compile(r"\]\([^)]*\)|<[^>]*>|https?://\S+|`[^`]*`")
_NUMBER = re.compile(r"\d+(?:[.,٫٬'’\u00a0\u202f\u2009 ]\d+)*")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b")
_DIGITS = re.compile(r"\d+")


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report digits of the source that the translation does not have, in whatever script it writes them.

    A one-digit number may be written in words, and an ordinal in Roman numerals (20th, XXe): they are not asked for.
    1,234 and 1 234 and 1.234 are one number; but in `2019, 300` and `31.12.2019` there are several, so that the parts
    of a number count too.
    """
    if not candidate.is_current:
        return
    wanted = _numbers(_ORDINAL.sub(" ", candidate.unit.text))
    if not wanted:
        return
    found = _numbers(candidate.message.msgstr)
    known = {"".join(parts) for parts in found} | {part for parts in found for part in parts}
    lacking = (parts for parts in wanted if "".join(parts) not in known and not known.issuperset(parts))
    missing = sorted({"".join(parts) for parts in lacking if len("".join(parts)) > 1})
    if missing:
        yield candidate.finding(
            Code.NUMBERS, Severity.INFO, f"numbers of the English that the translation lacks: {', '.join(missing)}"
        )


def _numbers(text: str) -> list[tuple[str, ...]]:
    """Each number with its parts: between separators, in ASCII digits."""
    return [tuple(map(_ascii, _DIGITS.findall(found))) for found in _NUMBER.findall(_URL.sub(" ", text))]


def _ascii(digits: str) -> str:
    return digits if digits.isascii() else "".join(str(unicodedata.digit(digit)) for digit in digits)
