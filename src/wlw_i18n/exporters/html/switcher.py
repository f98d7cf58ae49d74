"""The way to the same page in other languages, and how much of it each language has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wlw_i18n.exporters.html.site import INDEX, Here
from wlw_i18n.model.course import Language, Share


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """An entry of the list of languages."""

    language: Language
    href: str
    note: str
    """How much is translated, in the reader's language; empty when all of it is."""


def languages_of(here: Here) -> tuple[OtherLanguage, ...]:
    """Every published language, with the way from this page to the same page there."""
    return tuple(_entries(here))


def _entries(here: Here) -> Iterator[OtherLanguage]:
    edition = here.edition
    # Of pages without a text of an author, such as the credits, nothing is to be translated.
    shares = edition.shares.get(here.document, {}) if here.document or here.name == INDEX else {}
    for language in edition.editions:
        yield OtherLanguage(language, here.in_language(language), note(shares.get(language.code), edition.interface))


def note(share: Share | None, words: Mapping[str, str]) -> str:
    """How much is translated, as a reader is told; empty when there is nothing to say.

    Args:
        share: how much it is; None if it is not known.
        words: the exporters' own words.
    """
    if share is None or (share.served and share.percent >= 100):
        return ""
    name = "share" if share.served else "share-waiting" if share.percent else "share-none"
    return words[name].replace("{share}", str(share.percent))
