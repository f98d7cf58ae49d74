"""Percentages that stand alone, in a cell of a table or in a drawing. Nobody translates them: they have no letters."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

_NUMBER: Final = re.compile(r"([+\-\u2212±]?)(\d(?:[\d.,\u00a0\u202f]*\d)?)[ \u00a0\u202f]?%")
_PLAIN: Final = re.compile(r"\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_FIGURE: Final = re.compile(r"[#0][#0.,]*")


@dataclass(frozen=True, slots=True)
class _Customs:
    decimal: str
    group: str
    pattern: str
    """Of a percentage, with `{}` for the number."""


def written(text: str, tag: str, source: str) -> str:
    """A text as a language writes it, if it is a percentage and nothing else: `12.7%` is `12,7 %` in French.

    The signs are those of CLDR; the digits stay. Other numbers stay whole: 4.0 may be the version of a licence.

    Args:
        text: as the source language writes it.
        tag: BCP 47, of the language wanted.
        source: BCP 47, of the source language.
    """
    if not text.endswith("%") or tag == source:
        return text
    found = _NUMBER.fullmatch(text)
    here, there = _customs(source), _customs(tag)
    if found is None or here is None or there is None:
        return text
    plain = found[2].replace(here.group, "").replace(here.decimal, ".")
    if not _PLAIN.fullmatch(plain):
        return text
    whole, point, fraction = plain.partition(".")
    grouped = f"{int(whole):,}".replace(",", there.group) if here.group in found[2] else whole
    return there.pattern.format(found[1] + grouped + (there.decimal if point else "") + fraction)


@cache
def _customs(tag: str) -> _Customs | None:
    """Those of a language; None if CLDR does not know it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow to import, and few courses have percentages

    try:
        locale = Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
    symbols = locale.number_symbols["latn"]
    pattern = _FIGURE.sub("{}", locale.percent_formats[None].pattern.partition(";")[0])
    return _Customs(symbols["decimal"], symbols["group"], pattern.replace("%", symbols["percentSign"]))
