"""What of the exports belongs on a wiki: titles, texts, and which kind of pages the wiki gets."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

from wlw_i18n.model.course import Config, Language, WikiProfile
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.workspace import EXPORTS
from wlw_i18n.wiki.units import key_of, units_of

TRANSLATABLE: Final = "translatable"
BUNDLE: Final = "translate-messagebundle"
"""The content model of message bundles."""
_TITLES: Final = "pages.tsv"


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be on the wiki."""

    title: str
    text: str
    path: str
    """Its file, relative to the course root."""
    language: str
    """Our code of its language."""
    model: str = ""
    """Its content model, if it is not wikitext."""

    @property
    def is_bundle(self) -> bool:
        """Whether it is a message bundle, which has texts in place of units and needs no marking."""
        return self.model == BUNDLE

    def has(self, text: str) -> bool:
        """Whether a wiki's text is the page's. Wikis write JSON in ways of their own."""
        return text == self.text or (self.is_bundle and _data(text) == _data(self.text))

    @property
    def definitions(self) -> dict[str, str]:
        """The page's units as translators see them, by name."""
        if self.is_bundle:
            return {key: text for key, text in (_data(self.text) or {}).items() if isinstance(text, str)}
        return {name: unit.definition for name, unit in units_of(self.text).items()}

    def texts(self, english: Mapping[str, str]) -> dict[str, str]:
        """The English of the page's units, by unit.

        Args:
            english: of all units of the lessons, by key.
        """
        if self.is_bundle:
            return self.definitions
        return {name: english[key_of(name)] for name in units_of(self.text) if key_of(name) in english}


def _data(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def profile_of(config: Config, name: str) -> WikiProfile:
    """The wiki with a name; the only one when no name is given.

    Raises:
        RefusedError: there is no such wiki, or it is not said which of several.
    """
    known = {profile.name: profile for profile in config.wikis}
    if not known:
        raise RefusedError("source/course.toml names no wiki. Add a table [targets.wikitext.NAME] with base_page.")
    if not name and len(known) == 1:
        return next(iter(known.values()))
    if name not in known:
        said = f'course.toml has no wiki "{name}".' if name else "course.toml has several wikis: say which one."
        raise RefusedError(f"{said} It has: {', '.join(known)}.")
    return known[name]


def is_translated_here(profile: WikiProfile) -> bool:
    """Whether translations are made on a wiki, so that it gets the translatable pages.

    Raises:
        RefusedError: they should be, and the wiki has no Extension:Translate.
    """
    if profile.translated_here and not profile.translate:
        raise RefusedError(
            f'"{profile.name}" cannot have translations made on it without Extension:Translate. In course.toml, set '
            "translate = true if the wiki has it, or translated_here = false."
        )
    return profile.translate if profile.translated_here is None else profile.translated_here


def wiki_code(profile: WikiProfile, language: Language) -> str:
    """The wiki's code of a language."""
    return profile.language_codes.get(language.code, language.code)


def pages_to_push(root: Path, config: Config, profile: WikiProfile, codes: Sequence[str]) -> tuple[Page, ...]:
    """The pages that a wiki is to have, as exported last.

    Args:
        root: the course root.
        config: the course's configuration.
        profile: the wiki.
        codes: only these languages; all that are exported when empty. Translatable pages are in no language.

    Raises:
        RefusedError: nothing is exported for this wiki.
        OSError: a file cannot be read.
    """
    source = config.source_language.code
    if is_translated_here(profile):
        folders = [(TRANSLATABLE, source)]
    else:
        known = (source, *(language.code for language in config.languages))
        folders = [(code, code) for code in known if not codes or code in codes]
    pages = tuple(page for folder, code in folders for page in _pages(root, profile, folder, code))
    if not pages:
        raise RefusedError(
            f'nothing is exported for "{profile.name}". Run `wlw-i18n sync`, and see with `wlw-i18n status` whether '
            "learners may see the language."
        )
    return pages


def _pages(root: Path, profile: WikiProfile, folder: str, code: str) -> Iterator[Page]:
    below = f"{EXPORTS}/wikitext/{profile.name}"
    table = root / below / folder / _TITLES
    if not table.is_file():
        return
    for row in table.read_text(encoding="utf-8").splitlines():
        title, _, path = row.partition("\t")
        path = f"{EXPORTS}/wikitext/{path}"
        # As wikis save it: composed, and without white space at the end.
        text = normalize("NFC", (root / path).read_text(encoding="utf-8")).rstrip()
        yield Page(title, text, path, code)
