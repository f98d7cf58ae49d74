"""Numbers: a wrong figure is the error that readers of a translation cannot see."""

import re
import unicodedata
from collections.abc import Iterator

from wlw_i18n.checks import customs
from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind

_URL = re.compile(r"\]\((?:(?!\]\()[^)])*+\)|<[^<>]*+>|https?://\S+|`[^`]*`")
_NUMBER = re.compile(r"\d+(?:[.,٫٬'’\u00a0\u202f\u2009 ]\d+)*")
_ORDINAL = re.compile(r"(?<!\d)\d++(?:st|nd|rd|th)\b")
_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_SHARE = re.compile(r"(?<![\d.,])\d+\.\d{1,2}(?=\s*%)")


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
    yield from _format(candidate)
    known = {name for parts in _numbers(candidate.message.msgstr).values() for name in (*parts, _joined(parts))}
    missing = [
        written
        for written, parts in wanted.items()
        if len("".join(parts)) > 1 and _joined(parts) not in known and not known.issuperset(parts)
    ]
    if missing:
        message = f"numbers of the English that the translation lacks: {'; '.join(missing)}"
        yield candidate.finding(Code.NUMBERS, Severity.INFO, message)


def _format(candidate: Candidate) -> Iterator[Diagnostic]:
    """Numbers written as in English where a reader takes them for others: 1,200 in French is a little above one.

    Numbers with a point count only before a percent sign: 4.0 is the version of a licence.
    """
    translation = candidate.message.msgstr
    if not ("," in translation or "." in translation) or not customs.of(candidate.language).grouping_comma_misleads:
        return
    text = _URL.sub(" ", translation)
    english = _URL.sub(" ", candidate.unit.text)
    same = {found for pattern in (_GROUPED, _SHARE) for found in pattern.findall(text) if found in english}
    if same and candidate.unit.kind is not Kind.ANSWERS:
        message = f"numbers written as in English, which this language writes in another way: {'; '.join(sorted(same))}"
        yield candidate.finding(Code.NUMBERS, Severity.INFO, message, "In French: 1 200 for 1,200; 1,5 % for 1.5%.")


def _numbers(text: str) -> dict[str, tuple[str, ...]]:
    """Each number as written, with what stands between its separators, in ASCII digits."""
    written = _NUMBER.findall(_URL.sub(" ", text))
    return {number: tuple(map(_ascii, _DIGITS.findall(number))) for number in written}


def _joined(parts: tuple[str, ...]) -> str:
    """The digits of a number whose separators only group them (1,234 or 12,34,567), else as it is written."""
    return "".join(parts) if len(parts[-1]) == 3 else ".".join(parts)


def _ascii(digits: str) -> str:
    return digits if digits.isascii() else "".join(str(unicodedata.digit(digit)) for digit in digits)
