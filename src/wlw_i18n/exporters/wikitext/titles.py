"""Titles that a wiki would not take, or would take for those of other pages."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from wlw_i18n import languages
from wlw_i18n.exporters.wikitext.places import Place, Places, code_on, full_title, places_of, title_below
from wlw_i18n.model.course import Edition, WikiProfile
from wlw_i18n.model.diagnostic import Severity

__all__ = ["TITLE_HINT", "title_faults"]

TITLE_BYTES: Final = 255
TITLE_HINT: Final = "Write another id into the front matter: `id: …`."

TitleFault = tuple[str, Severity, str]
"""The id of a document, how much it matters, what is wrong with the titles of its pages."""


def title_faults(edition: Edition, profile: WikiProfile) -> Iterator[TitleFault]:
    """What is wrong with the titles of all pages, in all languages of the course."""
    places = places_of(edition)
    holders: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for place in (None, *places.order):
        for title, what in _titles(edition, profile, place):
            holders[title].append(("" if place is None else place.item.id, what))
    for title, pages in holders.items():
        first, *others = pages
        for identifier, what in others:
            # The course's own page has no id that could be changed; it comes first.
            name = f'"{first[0]}"' if first[0] else "the course's own page"
            message = f'the page "{title}" ({what}) has the same title as {name} ({first[1]})'
            yield identifier, Severity.ERROR, message
        if len(title.encode()) > TITLE_BYTES:
            yield first[0], Severity.ERROR, f'the title "{title}" is longer than {TITLE_BYTES} bytes'
    if profile.translate:
        yield from _like_translations(edition, profile, places)


def _titles(edition: Edition, profile: WikiProfile, place: Place | None) -> Iterator[tuple[str, str]]:
    """The title of a page in each language, and which language it is."""
    config = edition.config
    if profile.translate:
        yield full_title(profile, place), "to be translated"
    for language in (config.source_language, *config.languages):
        code = code_on(profile, language, config.source_language)
        yield full_title(profile, place, code), f"in {language.autonym}"


def _like_translations(edition: Edition, profile: WikiProfile, places: Places) -> Iterator[TitleFault]:
    """Extension:Translate takes a page below a translatable one for its translation, if it is named like a language."""
    translatable = {title_below(profile, place) for place in (None, *places.order)}
    codes = {language.code for language in edition.config.languages}
    for place in places.order:
        above, _, last = title_below(profile, place).rpartition("/")
        # In the course's own languages, two titles are the same, which is reported.
        if above in translatable and last not in codes and languages.find(last) is not None:
            title = "/".join(filter(None, (profile.base_page, above)))
            message = f'the wiki takes the page "{title}/{last}" for a translation of "{title}": "{last}" is a language'
            yield place.item.id, Severity.WARNING, message
