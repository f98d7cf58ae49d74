"""The course: its configuration, its documents in order, and one language of it ready to be exported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from wlw_i18n.model.checking import Checks
from wlw_i18n.model.document import Document
from wlw_i18n.model.media import Picture, PictureCredit
from wlw_i18n.model.text import Prose


@dataclass(frozen=True, slots=True)
class Language:
    """A language, as MediaWiki knows it."""

    code: str
    """MediaWiki's code in lower case: the folder's name (`pt-br`)."""
    tag: str
    """BCP 47 (`pt-BR`)."""
    rtl: bool
    autonym: str
    fallbacks: tuple[str, ...] = ()
    """Codes of the languages to fall back to, before the source language."""

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, for the `dir` attribute."""
        return "rtl" if self.rtl else "ltr"


@dataclass(frozen=True, slots=True)
class Gates:
    """The shares of words, from 0 to 1, that a language must serve to be published."""

    document: float = 0.75
    quiz: float = 1.0
    course: float = 0.25


@dataclass(frozen=True, slots=True)
class WikiProfile:
    """How pages are written for one wiki (`[targets.wikitext.NAME]`)."""

    name: str
    base_page: str
    """Title under which pages stand: `Wiki Loves Women/Course`."""
    quiz: bool = False
    """Whether Extension:Quiz is installed; else a self-check is written."""
    translate: bool = False
    """Whether Extension:Translate is installed: translatable source pages, languages bar."""
    interwiki: bool = True
    """Whether links to Wikimedia projects are written as interwiki links."""
    language_codes: Mapping[str, str] = field(default_factory=dict)
    """Our code to the wiki's code, where they differ."""
    categories: tuple[str, ...] = ()
    titles: str = "module/document/language"
    """What titles are made of below the base page; `module` may be missing."""
    languages_bar: bool = True
    """Whether pages begin with links to the same page in other languages."""
    navigation: bool = True
    """Whether pages link to the course's page and to the pages before and after."""
    api: str = ""
    """Address of the wiki's api.php, for `wlw-i18n wiki`; empty if it is not known."""
    contact: str = ""
    """How the wiki's people reach who runs `wlw-i18n wiki`: a mail address or a page."""
    translated_here: bool | None = None
    """Whether translations are made on this wiki; None: where it has Extension:Translate."""


@dataclass(frozen=True, slots=True)
class OlxTarget:
    """Open edX settings (`[targets.olx]`)."""

    start: str = "2030-01-01T00:00:00Z"
    end: str = "2040-01-01T00:00:00Z"
    self_paced: bool = True
    image: str = ""
    """Course image, path below `source/`; a plain one is made when empty."""
    effort: str = ""
    pass_grade: float = 0.6
    language_codes: Mapping[str, str] = field(default_factory=dict)
    """BCP 47 tag to Open edX course language, where the default map is not wanted."""


@dataclass(frozen=True, slots=True)
class HtmlTarget:
    """Site settings (`[targets.html]`)."""

    url: str = ""
    """Where the site will be published, or empty."""
    picture_kilobytes: int = 200
    """A picture larger than this is reported; 0: none is."""


@dataclass(frozen=True, slots=True)
class Config:
    """`source/course.toml`, checked."""

    title: str
    description: str
    organisation: str
    number: str
    run: str
    source_language: Language
    languages: tuple[Language, ...]
    """The languages translated to, without the source language."""
    licence: str
    licence_url: str
    homepage: str = ""
    bugs: str = ""
    """Where translators report faults (`Report-Msgid-Bugs-To`)."""
    repository: str = ""
    """Address of a file in the public repository, with `{path}` and perhaps `{line}`; or empty."""
    authors: tuple[str, ...] = ()
    """Who wrote the course, as the page of credits names them."""
    gates: Gates = Gates()
    gates_by_language: Mapping[str, Gates] = field(default_factory=dict)
    """By language code."""
    checks: Checks = field(default_factory=Checks)
    targets: tuple[str, ...] = ("olx", "html", "wikitext", "epub")
    olx: OlxTarget = OlxTarget()
    html: HtmlTarget = HtmlTarget()
    wikis: tuple[WikiProfile, ...] = ()

    def gates_of(self, code: str) -> Gates:
        """The gates of a language, by its code."""
        return self.gates_by_language.get(code, self.gates)


@dataclass(frozen=True, slots=True)
class Module:
    """A module: its first page and its documents, in order."""

    id: str
    index: Document
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a link from one document to another resolves to."""

    document: str
    anchor: str = ""
    """Heading id or question id, or empty for the document as a whole."""
    page: int = 0
    """Index of the page (vertical) that holds the anchor."""
    key: str = ""
    """Key of that page, which lasts when pages are added; empty when it is not known."""


@dataclass(frozen=True)
class Course:
    """The course in one language (source or assembled)."""

    config: Config
    modules: tuple[Module, ...]

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Every document in course order, a module's first page before its lessons."""
        return tuple(doc for module in self.modules for doc in (module.index, *module.documents))

    @cached_property
    def by_id(self) -> Mapping[str, Document]:
        """Documents by id; a module's first page has the module's id."""
        return {doc.id: doc for doc in self.documents}

    @cached_property
    def module_of(self) -> Mapping[str, Module]:
        """The module of each document, by the document's id."""
        return {doc.id: module for module in self.modules for doc in (module.index, *module.documents)}


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of the course, assembled and ready to be exported.

    An exporter writes a document from the document itself and from what stands here, and from nothing else:
    that is what makes it safe to skip a document whose inputs did not change.
    """

    config: Config
    language: Language
    outline: "tuple[OutlineModule, ...]"
    """Titles and ids of everything, in course order."""
    strings: Mapping[str, Prose]
    """Course-level strings by name: `title`, `description`."""
    interface: Mapping[str, str]
    """The exporters' own words in this language, by name; always complete (English where there is no translation)."""
    words_in: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    """BCP 47 tags of those words of `interface` that are in a fallback language, by name."""
    editions: tuple[Language, ...]
    """Languages published, this one included, the source language first."""
    media: Mapping[str, str] = field(default_factory=dict)
    """Media path in the source tree -> path of the file to ship for this language, relative to the course root."""
    links: Mapping[str, Mapping[str, LinkTarget]] = field(default_factory=dict)
    """Per document id: link target as written -> what it resolves to."""
    shares: Mapping[str, Mapping[str, "Share"]] = field(default_factory=dict)
    """Document id -> language code -> how far that language has it; the empty id stands for the whole course."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """What was measured of pictures to ship, by path relative to the course root."""
    translators: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of the people who translated, by language code."""
    picture_credits: tuple[PictureCredit, ...] = ()
    """Whose the pictures are, as far as it is written down."""

    def is_localised(self, shipped: str) -> bool:
        """Whether a file to ship is this language's own, and not the one that the source language has.

        Args:
            shipped: path relative to the course root.
        """
        source = self.config.source_language.code
        return not shipped.startswith(("source/", f"exports/media/{source}/"))


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a document, or of the course, a language has."""

    percent: int
    """Of the words, in whole steps of five: it is on many pages, and should not change every day."""
    served: bool
    """Whether learners see it; else they see a fallback language."""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A document's place in the course, as other pages show it."""

    id: str
    title: Prose
    summary: Prose | None
    kind: str
    minutes: int | None
    """How long it takes: as its author says, or worked out from its words."""
    graded: bool
    notice: bool
    """Served whole in a fallback language."""


@dataclass(frozen=True, slots=True)
class OutlineModule:
    """A module's place in the course."""

    index: OutlineItem
    items: tuple[OutlineItem, ...]
    number: int | None = None
    """The number that its folder's name begins with; None: modules are counted from 1."""

    @property
    def id(self) -> str:
        """The module's id."""
        return self.index.id
