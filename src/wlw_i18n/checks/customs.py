"""What is customary in writing a language, as far as it is sure: `data/typography.json`.

Unicode's CLDR says which quotation marks a language has, which digits, and how numbers are grouped. That French puts a
space that does not break before : ; ? ! » and % is the rule of its national printing office; CLDR has it for numbers
and quotations. A language that is not in the table, or a fact that is not sure, is not checked.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec


class Customs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The customs of one language; what is empty is not checked."""

    no_break_before: str = ""
    """Signs that have a space before them at which no line may end."""
    no_break_after: str = ""
    quotes: tuple[str, str] | None = None
    """The quotation marks, where straight ones are wrong."""
    grouping_comma_misleads: bool = False
    """Whether 1,200 is read as a number a little above one."""
    digits: str = ""
    """Digits of its own script, which are not to be mixed with 0 to 9 in one text."""
    never_twice: tuple[str, ...] = ()
    """Words that never stand twice in a row. Not those that may: "vous vous" in French."""
    no_full_stop: bool = False
    """Whether sentences end without a mark."""
    shortest: float = 0.4
    """A longer text whose translation has fewer characters than this share of its own is thought to be cut off."""


_NONE: Final = Customs()


def of(tag: str) -> Customs:
    """The customs of the language with a BCP 47 tag; those of its region do not follow from the language's."""
    return _table().get(tag.lower(), _NONE)


@cache
def _table() -> dict[str, Customs]:
    content = files("wlw_i18n").joinpath("data/typography.json").read_bytes()
    return msgspec.convert(json.loads(content), dict[str, Customs])
