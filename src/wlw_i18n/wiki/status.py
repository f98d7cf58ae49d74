"""Where a course stands on a wiki: pages, and translations that wait to be pulled."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wlw_i18n.model.course import Language, WikiProfile
from wlw_i18n.wiki.client import Client
from wlw_i18n.wiki.pages import Page, wiki_code
from wlw_i18n.wiki.pull import is_new
from wlw_i18n.wiki.push import Step
from wlw_i18n.wiki.state import State
from wlw_i18n.wiki.translate import WikiMessage, group_of, messages
from wlw_i18n.wiki.units import same


@dataclass(frozen=True, slots=True)
class LanguageOnWiki:
    """What a wiki has of a language."""

    language: Language
    units: int
    translated: int
    outdated: int
    """Of those translated, the ones that the wiki holds for outdated."""
    waiting: int
    """Translations that were not pulled yet."""


@dataclass(frozen=True, slots=True)
class PageStatus:
    """What a wiki has of a page."""

    step: Step
    is_marked: bool | None
    """Whether translators see the text that is on the page; None where no page is translated."""


def translations(
    client: Client, profile: WikiProfile, pages: Iterable[Page], language: Language
) -> Mapping[str, tuple[WikiMessage, ...]]:
    """The messages of pages in a language, by title; pages that are not marked for translation are left out.

    Raises:
        WikiError: the wiki takes no translations in the language, or refused.
    """
    found = {page.title: messages(client, group_of(page), wiki_code(profile, language)) for page in pages}
    return {title: of_page for title, of_page in found.items() if of_page is not None}


def of_language(language: Language, found: Mapping[str, Sequence[WikiMessage]], state: State) -> LanguageOnWiki:
    """What a wiki has of a language.

    Args:
        language: the language.
        found: the messages of its pages.
        state: what was pulled before.
    """
    counts: Counter[str] = Counter()
    for title, of_page in found.items():
        counts["units"] += len(of_page)
        for message in of_page:
            if message.translation:
                counts["translated"] += 1
                counts["outdated"] += message.fuzzy
                counts["waiting"] += is_new(state, language, title, message.unit, message.revision)
    return LanguageOnWiki(language, *(counts[name] for name in ("units", "translated", "outdated", "waiting")))


def is_marked(page: Page, found: Sequence[WikiMessage] | None) -> bool:
    """Whether translators see the units of a page as they are on it.

    Args:
        page: as it is on the wiki.
        found: its messages in any language; None if it was never marked.
    """
    if found is None:
        return False
    shown = {message.unit: message.definition for message in found}
    units = page.definitions
    return all(name in shown and same(text, shown[name]) for name, text in units.items())
