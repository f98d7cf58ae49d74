"""The site at one moment: every page of it, made when it is asked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from errno import ENOENT
from functools import cached_property
from pathlib import Path
from typing import Final

from wlw_i18n.assemble import LanguageTexts, Served, assemble
from wlw_i18n.exporters.html import HTML
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.course import Edition, Language
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.document import Document
from wlw_i18n.pipeline import sources, translations
from wlw_i18n.pipeline.digests import digest
from wlw_i18n.pipeline.editions import Shares, Standing
from wlw_i18n.pipeline.identified import Identification
from wlw_i18n.pipeline.paths import catalog_path, template_path
from wlw_i18n.pipeline.records import SourceRecord
from wlw_i18n.pipeline.sources import module_folder
from wlw_i18n.preview import pseudo

INDEX: Final = "index.html"
_PAGE: Final = ".html"


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as a language shows it."""

    language: Language
    source: SourceRecord
    path: str
    """Of the source file."""
    units: tuple[Unit, ...]
    """None of a draft's have keys."""
    chain: tuple[tuple[Language, Mapping[str, Served]], ...]
    """The language, and those that it falls back to, with what each may serve; none for the source language."""
    document: Document


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site."""

    content: bytes
    """HTML, or a style sheet or script of the site."""
    shown: Shown | None = None
    """The document it shows; None for pages of the course as a whole."""
    language: Language | None = None


@dataclass
class Snapshot:
    """The course at one moment. To be used by one thread at a time."""

    root: Path
    standing: Standing
    """Without gates, with the pseudo-language."""
    languages: tuple[Language, ...]
    """Those that are shown, the source language first."""
    identification: Identification
    works: Mapping[str, translations.Work]
    """By language code; the pseudo-language has none."""
    decided: Callable[[Iterable[Diagnostic]], tuple[Diagnostic, ...]]
    """Findings as the course has decided about them."""
    made: dict[str, Page | None] = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)
    common: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    """The files of each language's edition as a whole, by language code."""

    def page(self, path: str) -> Page | None:
        """A page, style sheet or script by its path on the site (`fr/welcome/index.html`); None if there is none.

        Raises:
            OSError: a file that it is made of cannot be read.
        """
        if path not in self.made:
            self.made[path] = self._page(path)
        return self.made[path]

    @cached_property
    def media(self) -> Mapping[str, str]:
        """Files of the course that the site has as they are: path on the site -> path relative to the course root."""
        found: dict[str, str] = {}
        for language in self.languages:
            found.update(HTML.assets(self.edition(language)))
        return found

    def _page(self, path: str) -> Page | None:
        language = self._language(path.partition("/")[0]) or self.languages[0]
        common = self._common(language)
        if path in common:
            return Page(common[path], language=language)
        code, _, below = path.partition("/")
        identifier = self._identifier(below)
        if code != language.code or not identifier:
            return None
        shown = self.shown(language, identifier)
        files = HTML.document(self.edition(language), shown.document)
        content = next((file.content for file in files if file.path == path), None)
        return None if content is None else Page(content, shown, language)

    def shown(self, language: Language, identifier: str) -> Shown:
        """A document as a language shows it.

        Raises:
            OSError: a file that it is made of cannot be read.
        """
        path, record = self._sources[identifier]
        document = self._draft(path) if record.draft else self._document(identifier)
        units = () if record.draft else self.identification.units(identifier)
        chain = tuple((each, self._texts(each.code, identifier)) for each in self.standing.chain(language))
        served = [LanguageTexts(each.tag, texts) for each, texts in chain]
        made = assemble(document, served, units) if served else document
        return Shown(language, record, path, units, chain, made)

    def _language(self, code: str) -> Language | None:
        return next((language for language in self.languages if language.code == code), None)

    def _identifier(self, below: str) -> str:
        """The document whose page has this path below its language's folder; empty if there is none."""
        folder, _, name = below.rpartition("/")
        if not name.endswith(_PAGE):
            return ""
        identifier = folder if name == INDEX else name.removesuffix(_PAGE)
        return identifier if identifier in self._sources else ""

    @cached_property
    def _sources(self) -> Mapping[str, tuple[str, SourceRecord]]:
        return {record.id: (path, record) for path, record in self.standing.sources.items()}

    @cached_property
    def _shares(self) -> Shares:
        return self.standing.shares(self.languages)

    def edition(self, language: Language) -> Edition:
        """The site in a language."""
        if language.code not in self.editions:
            self.editions[language.code] = self.standing.edition(language, self.languages, self._shares)
        return self.editions[language.code]

    def _common(self, language: Language) -> Mapping[str, bytes]:
        if language.code not in self.common:
            files = HTML.course(self.edition(language))
            self.common[language.code] = {file.path: file.content for file in files}
        return self.common[language.code]

    @cached_property
    def _read(self) -> Callable[[str, str], translations.Texts]:
        return translations.texts_from(self.root, self.standing.config, self.identification, self.works)

    def _texts(self, code: str, identifier: str) -> Mapping[str, Served]:
        _, record = self._sources[identifier]
        if record.draft:
            return {}
        self._document(identifier)
        if code == pseudo.LANGUAGE.code:
            return {unit.key: Served(pseudo.of_unit(unit)) for unit in self.identification.units(identifier)}
        return self._read(code, identifier)

    def _document(self, identifier: str) -> Document:
        """A document with its keys, as it was when the course was looked at."""
        path, record = self._sources[identifier]
        if identifier not in self.identification.loaded:
            template = template_path(module_folder(path), identifier)
            is_as_it_was = self._digest(path) == record.digest and self._digest(template) == record.template
            found = self._read_now(identifier) if is_as_it_was else None
            if found is None:
                raise FileNotFoundError(ENOENT, "has changed and cannot be shown as it was", str(self.root / path))
        return self.identification.document(identifier)

    def _read_now(self, identifier: str) -> Document | None:
        try:
            return self.identification.documents([identifier]).get(identifier)
        except ValueError:  # saved just now: its keys are those of another text
            return None

    def _digest(self, path: str) -> str:
        return digest((self.root / path).read_bytes())

    def _draft(self, path: str) -> Document:
        """A document that translators do not have yet: its units have no keys."""
        file = self.identification.files[path]
        (reading,) = sources.read(self.root, [file], self.standing.config.source_language.tag)
        if reading.document is None:
            raise FileNotFoundError(ENOENT, "has changed and cannot be read", str(self.root / path))
        return reading.document


def po_path(code: str, source: SourceRecord, path: str) -> str:
    """The PO file of a document in a language."""
    return catalog_path(code, module_folder(path), source.id)
