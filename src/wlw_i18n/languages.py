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
    """The known code most like a mistyped one, or the empty string; a language's name is understood too."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for messages

    wanted = canonical(code)
    known = {other: row for other, row in _table().items() if other != DOCUMENTATION}
    if not wanted or wanted == DOCUMENTATION:
        return ""
    # Of several codes with one tag, the one that is the tag.
    by_tag = {row[0].lower(): other for other, row in sorted(known.items(), key=lambda item: item[0] == item[1][0])}
    by_name = {row[2].casefold(): other for other, row in known.items()}
    by_english = {name.casefold(): by_tag[tag] for tag, name in _english_names().items() if tag in by_tag}
    aliases = {alias: by_tag[tag.lower()] for alias, tag in _aliases().items() if tag.lower() in by_tag}
    meant = by_english | by_name | aliases | by_tag | {other: other for other in known}
    # Short codes are all alike.
    near = get_close_matches(wanted, known, n=1, cutoff=0.8) if len(wanted) > 4 else []
    names = (wanted, code.strip().casefold(), *near, *_shortened(wanted))
    return next((meant[name] for name in names if name in meant), "")


def is_rtl(tag: str) -> bool:
    """Whether a BCP 47 tag's language is written from right to left."""
    return _direction_by_tag().get(tag, "ltr") == "rtl"


def direction(tag: str) -> str:
    """`rtl` or `ltr`, for the `dir` attribute of text in the language with this BCP 47 tag."""
    return _direction_by_tag().get(tag, "ltr")


def autonym(tag: str) -> str:
    """A language's own name, by BCP 47 tag; the tag itself when the language is unknown."""
    return _autonym_by_tag().get(tag, tag)


@cache
def _english_names() -> Mapping[str, str]:
    """By BCP 47 tag in lower case."""
    from babel import Locale  # noqa: PLC0415 - slow to import

    return {tag.replace("_", "-").lower(): name for tag, name in Locale("en").languages.items()}


def _aliases() -> Mapping[str, str]:
    """Other codes for the same language: `swa`, `fra`, `iw`."""
    from babel.core import get_global  # noqa: PLC0415 - slow to import

    aliases: Mapping[str, str] = get_global("language_aliases")
    return aliases


def _shortened(code: str) -> tuple[str, ...]:
    """What remains of a code when its last parts are left out: of `zh-hant-hk`, `zh-hant` and `zh`."""
    parts = code.split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))


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
