"""The lessons with their keys, and how the translatable pages are made of them: for texts that come back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from wlw_i18n import inline, interface, links, segment
from wlw_i18n.catalogs import template
from wlw_i18n.exporters.wikitext.pages import document_page
from wlw_i18n.exporters.wikitext.places import full_title, places_of
from wlw_i18n.exporters.wikitext.site import Site, context_of
from wlw_i18n.model.course import Edition, OutlineItem, OutlineModule, WikiProfile
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Inline, Kind, Prose, Text
from wlw_i18n.pipeline import editions, sources
from wlw_i18n.pipeline.desk import Desk
from wlw_i18n.pipeline.paths import template_path
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.workspace import EXPORTS, SourceFile
from wlw_i18n.render.wikitext import WikitextContext, escape
from wlw_i18n.wiki.reading import Goals, UnreadableError, read
from wlw_i18n.wiki.units import WikiUnit, units_of, without_heading

Texts = Mapping[str, str]
"""Markdown by key."""


_PLACE: Final = re.compile(r"&#123;[a-z]+&#125;")
_NAMED: Final = re.compile(r"\{[a-z]+\}")
"""A place in one of the exporters' words that is filled in; on a page, it is a variable."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a unit stands."""

    document: Document
    prose: Prose


@dataclass(frozen=True)
class Source:
    """The course's documents with keys, in course order, as the last sync knew them."""

    edition: Edition
    profile: WikiProfile
    documents: tuple[Document, ...]
    comments: Texts
    """What authors tell translators, by key."""

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the course's first page and of all documents' pages."""
        return tuple(full_title(self.profile, place) for place in (None, *self._site.places.order))

    @cached_property
    def words(self) -> Texts:
        """The texts of no document, by key: the exporters' own words, the course's title and description."""
        own = {editions.interface_key(name): word.text for name, word in interface.WORDS.items()}
        course = editions.course_texts(self.edition.config)
        return own | {editions.course_key(name): text for name, text in course.items()}

    @cached_property
    def word_comments(self) -> Texts:
        """What translators are told of the exporters' own words, by key."""
        return {editions.interface_key(name): word.comment for name, word in interface.WORDS.items()}

    @cached_property
    def homes(self) -> Mapping[str, Home]:
        """Where each unit of the lessons stands, by key."""
        return {
            prose.key: Home(document, prose)
            for document in self.documents
            for prose in segment.prose_of(document)
            if prose.translatable
        }

    @cached_property
    def english(self) -> Texts:
        """The English of every unit of the lessons, by key."""
        return {key: home.prose.text for key, home in self.homes.items()}

    def page(self, document: Document, texts: Texts | None = None) -> Mapping[str, WikiUnit]:
        """The units of a document's translatable page, by name.

        Args:
            document: one of ours.
            texts: Markdown to stand in place of the English, by key.
        """
        if texts:
            document = with_texts(document, texts)
        return units_of(document_page(self.edition, self.profile, document, translate=True).text)

    def context(self, document: Document) -> WikitextContext:
        """What the text of a document's translatable page depends on."""
        return context_of(self._site, document, lambda _question, _scribe: "")

    def parsed(self, home: Home, text: str) -> tuple[Inline, ...]:
        """An older English of a unit."""
        labels = frozenset(footnote.label for footnote in home.document.footnotes)
        return inline.parse(text, home.document.references, labels)

    def shown_word(self, key: str) -> str:
        """One of the words as the wiki shows it to translators."""
        return _PLACE.sub("$1", escape.text(self.words[key]))

    def word(self, key: str, translation: str) -> str | None:
        """The text of one of the words in a translation of it; None if it has markup."""
        place = _NAMED.search(self.words[key])
        try:
            nodes = read(without_heading(translation), Goals())
        except UnreadableError:
            return None
        if not all(isinstance(node, Text) for node in nodes):
            return None
        text = inline.visible(nodes)
        return text.replace("$1", place[0]) if place else text

    @cached_property
    def _site(self) -> Site:
        return Site(self.edition, self.profile, translate=True, places=places_of(self.edition))


def with_texts(document: Document, texts: Texts) -> Document:
    """A document with other texts in place of some of its own."""
    labels = frozenset(footnote.label for footnote in document.footnotes)

    def put(prose: Prose) -> Prose:
        text = texts.get(prose.key) if prose.key else None
        if text is None:
            return prose
        answers = prose.kind is Kind.ANSWERS
        inlines = inline.lines(text) if answers else inline.parse(text, document.references, labels)
        return replace(prose, text=text, inlines=inlines)

    return segment.replace_prose(document, put)


def load(desk: Desk, profile: WikiProfile) -> Source:
    """Read the lessons of a course that is up to date with its templates.

    Raises:
        RefusedError: it is not.
        OSError: a file cannot be read.
    """
    config, root = desk.config, desk.root
    files = [path for path in desk.listing.files if not path.startswith(f"{EXPORTS}/")]
    readings = sources.read(root, desk.listing.sources, config.source_language.tag)
    modules: dict[str, list[Document]] = {}
    numbers: dict[str, int] = {}
    for reading in readings:
        document = reading.document
        if document is None:
            raise RefusedError(diagnostics=reading.diagnostics)
        if document.settings.draft:
            continue
        folder = reading.file.path.split("/")[1]
        modules.setdefault(folder, []).append(_keyed(desk, reading.file, document))
        numbers[folder] = int(folder.partition("-")[0])
    documents = tuple(document for inside in modules.values() for document in inside)
    outgoing = [links.outgoing(document) for document in documents]
    edition = Edition(
        config=config,
        language=config.source_language,
        outline=tuple(
            OutlineModule(_item(inside[0]), tuple(map(_item, inside[1:])), number=numbers[folder])
            for folder, inside in modules.items()
        ),
        strings={},
        interface={name: word.text for name, word in interface.WORDS.items()},
        editions=(config.source_language,),
        media=editions.media_of(config, config.source_language, frozenset(files)),
        links=links.resolve(outgoing, frozenset(files))[0],
    )
    comments = {
        unit.key: " ".join(unit.comments[1:])
        for document in documents
        for unit in segment.units(document)
        if unit.comments[1:]
    }
    return Source(edition, profile, documents, comments)


def _keyed(desk: Desk, file: SourceFile, document: Document) -> Document:
    path = template_path(file.module, document.id)
    content = (desk.root / path).read_bytes() if path in desk.listing.files else b""
    known = template.read(path, content)[0].units
    if [unit.text for unit in known] != [unit.text for unit in segment.units(document)]:
        raise RefusedError("the templates are not up to date with the lessons. Run `wlw-i18n sync` first.")
    return segment.with_keys(document, [unit.key for unit in known])


def _item(document: Document) -> OutlineItem:
    # Without its key: on other pages, a title is no unit.
    title = replace(document.title, key="")
    summary = None if document.summary is None else replace(document.summary, key="")
    return OutlineItem(
        document.id, title, summary, document.kind.value, document.settings.minutes,
        graded=document.settings.graded, notice=False,
    )  # fmt: skip
