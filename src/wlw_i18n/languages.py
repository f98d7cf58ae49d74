"""Languages: codes, direction, own names, fallbacks, names in other languages.

The table is MediaWiki's (`action=query&meta=languageinfo` of MediaWiki 1.43), because a course is translated into
languages that Babel does not know: Babel serves names, numbers and plurals as far as it knows a language.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from wlw_i18n.model.course import Language

DOCUMENTATION = "qqq"
"""Not a language: Translate keeps the documentation of messages under this code."""


def find(code: str) -> Language | None:
    """The language with a MediaWiki code (`pt-br`, in lower case), or None."""
    row = _table().get(code)
    if row is None or code == DOCUMENTATION:
        return None
    tag, direction, autonym, fallbacks = row
    return Language(code, tag, direction == "rtl", autonym, tuple(fallbacks))


def canonical(code: str) -> str:
    """A code as MediaWiki writes it: `pt_BR` becomes `pt-br`. Makes no claim that it exists."""
    return code.strip().replace("_", "-").lower()


def suggestion(code: str) -> str:
    """The known code most like a mistyped one, or the empty string."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for messages

    wanted = canonical(code)
    if wanted in _table():
        return wanted
    by_tag = {row[0].lower(): known for known, row in _table().items()}
    if wanted in by_tag:
        return by_tag[wanted]
    return next(iter(get_close_matches(wanted, _table(), n=1)), "")


def is_rtl(tag: str) -> bool:
    """Whether a BCP 47 tag's language is written from right to left."""
    return _direction_by_tag().get(tag, "ltr") == "rtl"


def direction(tag: str) -> str:
    """`rtl` or `ltr`, for the `dir` attribute of text in the language with this BCP 47 tag."""
    return _direction_by_tag().get(tag, "ltr")


def autonym(tag: str) -> str:
    """A language's own name, by BCP 47 tag; the tag itself when the language is unknown."""
    return _autonym_by_tag().get(tag, tag)


def english_name(language: Language) -> str:
    """A language's English name, as far as Babel knows one, else its own name."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow to import

    try:
        name = Locale.parse(language.tag, sep="-").get_display_name("en")
    except (ValueError, UnknownLocaleError):
        return language.autonym
    return name or language.autonym


@cache
def _table() -> Mapping[str, tuple[str, str, str, list[str]]]:
    text = files("wlw_i18n").joinpath("data/languages.json").read_text(encoding="utf-8")
    table: dict[str, tuple[str, str, str, list[str]]] = json.loads(text)
    return table


@cache
def _direction_by_tag() -> Mapping[str, str]:
    return {row[0]: row[1] for row in _table().values()}


@cache
def _autonym_by_tag() -> Mapping[str, str]:
    # Several codes may share a tag (zh-cn, zh-hans-cn): the shortest code, which comes first, names it.
    return {row[0]: row[2] for code, row in sorted(_table().items(), key=lambda item: -len(item[0]))}
