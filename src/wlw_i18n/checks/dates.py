"""Dates and ordinals: another month, another day, another century than in the English."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from wlw_i18n.checks import prose
from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind

_MONTHS: Final = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_MONTH: Final = "|".join(_MONTHS)
_DATE: Final = re.compile(rf"\b(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th)? )?(?P<month>{_MONTH})\b(?: (?P<after>[0-3]?\d)\b)?")
_YEAR: Final = re.compile(r",? \d{4}\b")
_FOLLOWED: Final = re.compile(r"(?:of|in|since|from|until|to|by|early|late|mid|and|,) $", re.IGNORECASE)
_BEFORE: Final = 8
"""Characters that the longest of them takes, with its space; a text is not read again for each of its dates."""
_CENTURY: Final = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)[- ]centur(?:y|ies)\b", re.IGNORECASE)
_ROMAN: Final = re.compile(r"\b[XVI]+(?=e\b|ème\b|\b)")
_WORD: Final = re.compile(r"[^\W\d_]+")


_PREFIX: Final = re.compile("^[\u0648\u0641\u0628\u0644\u0643\u05d5\u05d1\u05dc\u05de\u05d4]")
"""Words of one letter that Arabic and Hebrew write together with the next word: "and", "in", "for", "from"."""


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report a month or century of the English in whose place the translation has another.

    Names of months are those of CLDR. What is written in another way, or in words, is not reported.
    """
    english = candidate.unit.text
    if not (_DATE.search(english) or "centur" in english) or candidate.unit.kind is Kind.ANSWERS:
        return
    if not candidate.is_current:
        return
    source, translation = prose.of(candidate.unit.inlines), prose.of(candidate.inlines)
    dates = [found for found in _DATE.finditer(source) if _is_date(source, found)]
    if dates:
        yield from _months(candidate, dates, translation)
    yield from _centuries(candidate, source, translation)


def _is_date(text: str, found: re.Match[str]) -> bool:
    """Not "You may", "March!": something of a date is beside it."""
    if found["day"] or found["after"] or _YEAR.match(text, found.end()):
        return True
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    return found["month"] not in ("May", "March") and bool(_FOLLOWED.search(before))


def _months(candidate: Candidate, dates: list[re.Match[str]], translation: str) -> Iterator[Diagnostic]:
    names = _names(candidate.language)
    words = [word.casefold() for word in _WORD.findall(translation)]
    found = {names[name] for word in words for name in (word, _PREFIX.sub("", word)) if name in names}
    wanted = {_MONTHS.index(date["month"]) + 1: date for date in dates}
    strange = found - wanted.keys()
    for month, date in wanted.items():
        if strange and month not in found:
            message = f'"{date[0].strip()}" in the English; the translation has another month'
            yield candidate.finding(Code.NUMBERS, Severity.WARNING, message)
            return
    days = {_ascii(day) for day in re.findall(r"\d+", translation)}
    for date in dates:
        day = date["day"] or date["after"]
        if day and days and day.lstrip("0") not in days and date["day"] is not None:
            others = {written for written in days if len(written) < 3}
            if others and _MONTHS.index(date["month"]) + 1 in found:
                message = f'"{date[0].strip()}" in the English; the translation has another day'
                yield candidate.finding(Code.NUMBERS, Severity.WARNING, message)


def _centuries(candidate: Candidate, source: str, translation: str) -> Iterator[Diagnostic]:
    wanted = {int(number) for number in _CENTURY.findall(source)}
    if not wanted:
        return
    found = {_value(roman) for roman in _ROMAN.findall(translation)}
    found |= {int(_ascii(number)) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", translation)}
    missing = sorted(wanted - found)
    # Where there is no number at all, it was written in words.
    if missing and found - wanted:
        message = f"the English has the century {missing[0]}, the translation another"
        yield candidate.finding(Code.NUMBERS, Severity.WARNING, message)


@cache
def _names(tag: str) -> Mapping[str, int]:
    """The number of each month, by its names in a language; empty if CLDR does not know the language."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only for texts with a date

    try:
        locale = Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return {}
    if not locale.language:
        return {}
    names: dict[str, int] = {}
    for form in ("format", "stand-alone"):
        for number, name in locale.months[form]["wide"].items():
            if not any(char.isdigit() for char in name) and " " not in name:
                names[name.casefold()] = number
    return names


def _value(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in roman]
    later = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, later, strict=True))


def _ascii(digits: str) -> str:
    return "".join(str(unicodedata.digit(digit)) for digit in digits).lstrip("0")
