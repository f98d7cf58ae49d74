"""What can be wrong with the tables `[targets.wikitext.NAME]` of a `course.toml`."""

import re
from collections.abc import Iterator
from typing import Final

from wlw_i18n import languages
from wlw_i18n.config.problems import invalid, unknown_language
from wlw_i18n.config.schema import CourseSchema, WikiSchema
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.wikis import PROFILES

__all__ = ["wiki_problems"]

_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE: Final = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")
_NO_TITLE: Final = re.compile(r"[#<>\[\]{}|_\x00-\x1f\x7f]")
_TITLE_HINT: Final = "Titles may not hold # < > [ ] { } | and _."
_EXAMPLE: Final = "Wiki Loves Women/Course"
_PREFIX: Final = re.compile(r"\s*:?category\s*:", re.IGNORECASE)
_PARTS: Final = (["document", "language"], ["document", "language", "module"])
BASE_BYTES: Final = 120
"""Leaves room in a title of 255 bytes for `Translations:`, a module, a document, a unit and a language."""


def wiki_problems(raw: CourseSchema, text: str) -> Iterator[Diagnostic]:
    """Everything that is wrong; nothing if the tables can be used."""
    for name, wiki in raw.targets.wikitext.items():
        place = ("targets", "wikitext", name)
        if not _NAME.fullmatch(name):
            hint = "It names a folder: use lower-case letters, digits and '-'."
            yield invalid(f'a wiki may not be called "{name}"', place, text, hint)
        yield from _bad_base_page(wiki.base_page, (*place, "base_page"), text)
        yield from _bad_titles(name, wiki, (*place, "titles"), text)
        yield from _bad_codes(wiki, (*place, "language_codes"), text)
        yield from _same_codes(raw, name, wiki, text)
        yield from _bad_categories(wiki, (*place, "categories"), text)


def _bad_base_page(title: str, place: tuple[str, ...], text: str) -> Iterator[Diagnostic]:
    if not title.strip():
        yield invalid('"base_page" is empty', place, text)
    elif found := _NO_TITLE.search(title):
        shown = found[0] if found[0].isprintable() else "a control character"
        yield invalid(f'"base_page" has "{shown}" in it, which no page title may have', place, text, _TITLE_HINT)
    elif title.strip(" /:") != title.strip():
        hint = f'Write the title as the wiki shows it, such as "{_EXAMPLE}".'
        yield invalid('"base_page" may not begin or end with "/" or ":"', place, text, hint)
    elif len(title.encode()) > BASE_BYTES:
        hint = "A title of a wiki has at most 255 bytes, and pages below it have longer ones."
        yield invalid(f'"base_page" is longer than {BASE_BYTES} bytes', place, text, hint)


def _bad_titles(name: str, wiki: WikiSchema, place: tuple[str, ...], text: str) -> Iterator[Diagnostic]:
    if wiki.titles is None:
        return
    if sorted(wiki.titles.split("/")) not in _PARTS:
        hint = (
            'Write document and language once each, and module if you want it, with "/" between them: '
            '"module/document/language".'
        )
        yield invalid(f'"titles" may not be "{wiki.titles}"', place, text, hint)
    elif _translates(name, wiki) and not wiki.titles.endswith("/language"):
        message = '"titles" must end in "language" where Extension:Translate runs'
        yield invalid(message, place, text, "Set translate = false if the wiki does not have it.")


def _bad_codes(wiki: WikiSchema, place: tuple[str, ...], text: str) -> Iterator[Diagnostic]:
    for ours, theirs in wiki.language_codes.items():
        if languages.find(ours) is None:
            yield unknown_language(ours, (*place, ours), text)
        if not _CODE.fullmatch(theirs):
            message = f'"{theirs}" cannot be the code of a language on a wiki'
            yield invalid(message, (*place, ours), text, 'Use lower-case letters, digits and "-".')


def _same_codes(raw: CourseSchema, name: str, wiki: WikiSchema, text: str) -> Iterator[Diagnostic]:
    codes = {**PROFILES.get(name, PROFILES["generic"]).language_codes, **wiki.language_codes}
    source = [raw.source_language] if _translates(name, wiki) else []
    first: dict[str, str] = {}
    for ours in dict.fromkeys([*source, *raw.languages]):
        theirs = codes.get(ours, ours)
        twin = first.setdefault(theirs, ours)
        if twin != ours:
            message = f'"{twin}" and "{ours}" have the same code on the wiki "{name}": "{theirs}"'
            hint = "Their pages would have the same titles. Give one of them another code in language_codes."
            yield invalid(message, ("targets", "wikitext", name, "language_codes"), text, hint)


def _bad_categories(wiki: WikiSchema, place: tuple[str, ...], text: str) -> Iterator[Diagnostic]:
    for category in wiki.categories:
        if _PREFIX.match(category):
            message = f'the category "{category}" is written with its prefix'
            yield invalid(message, place, text, "Write its name alone.")
        elif not category.strip() or _NO_TITLE.search(category):
            yield invalid(f'"{category}" cannot be the name of a category', place, text, _TITLE_HINT)


def _translates(name: str, wiki: WikiSchema) -> bool:
    return PROFILES.get(name, PROFILES["generic"]).translate if wiki.translate is None else wiki.translate
