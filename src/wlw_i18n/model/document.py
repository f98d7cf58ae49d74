"""A document as a tree: what an author wrote, and, with the same types, what a learner is served.

The tree is closed: a renderer handles every member of `Inline` and `Block`, and mypy proves that it does.
Positions take no part in equality: a paragraph that moved is still the same paragraph.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wlw_i18n.model.media_words import Captions, Drawing
from wlw_i18n.model.question import Question
from wlw_i18n.model.text import Prose

__all__ = [
    "Block",
    "Callout",
    "CalloutKind",
    "CodeBlock",
    "DefinitionItem",
    "DefinitionList",
    "Details",
    "Document",
    "DocumentKind",
    "Figure",
    "FigureGroup",
    "Footnote",
    "Heading",
    "HtmlBlock",
    "ListBlock",
    "ListItem",
    "Page",
    "Paragraph",
    "Quote",
    "Reference",
    "Settings",
    "Table",
    "ThematicBreak",
    "Video",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its id is the same in every language, so that links keep working."""

    level: int
    id: str
    """Written by the author as `{#id}`, else made of the English text; unique in the document."""
    prose: Prose
    explicit: bool = False
    """Whether the author wrote the id."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a tight one stands in a tight list and gets no element of its own."""

    prose: Prose
    tight: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    blocks: tuple["Block", ...]
    checked: bool | None = None
    """State of a task list's box; None when the item has no box."""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bullet list (start is None) or a numbered one."""

    items: tuple[ListItem, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple["Block", ...]


class CalloutKind(StrEnum):
    """The five alerts of GitHub's Markdown; the label shown comes from the interface catalog."""

    NOTE = "note"
    TIP = "tip"
    IMPORTANT = "important"
    WARNING = "warning"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True)
class Callout:
    """A block quotation that began with `[!NOTE]` or another alert mark."""

    kind: CalloutKind
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Fenced or indented code; never translated."""

    text: str
    """As markdown-it gives it: ends in a newline unless empty."""
    info: str = ""
    """The info string of the fence, unescaped; its first word is the language."""
    fenced: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A pipe table."""

    head: tuple[Prose, ...]
    align: tuple[str, ...]
    """Per column: `left`, `right`, `center` or the empty string."""
    rows: tuple[tuple[Prose, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture alone in its paragraph, or an HTML `<figure>` that holds one picture."""

    src: str
    alt: Prose
    caption: Prose | None = None
    line: int = field(default=0, compare=False)
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """An HTML `<figure>` that holds anything else than one picture."""

    blocks: tuple["Block", ...]
    caption: Prose | None = None


@dataclass(frozen=True, slots=True)
class Video:
    """An image alone in its paragraph whose target is a video."""

    src: str
    """A path in the course's media or a URL (a Commons file page, a YouTube page)."""
    title: Prose
    caption: Prose | None = None
    captions: str = ""
    """Path of the WebVTT file that belongs to the video, or the empty string."""
    line: int = field(default=0, compare=False)
    speech: Captions | None = None
    """What that file says; None if there is none that can be used."""
    poster: str = ""
    """Path of the picture that stands in the video's place until it is played, or the empty string."""


@dataclass(frozen=True, slots=True)
class Details:
    """An HTML `<details>` with its `<summary>`."""

    summary: Prose | None
    blocks: tuple["Block", ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class DefinitionItem:
    """A term and its definitions."""

    term: Prose
    definitions: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """A definition list (`term`, then `: definition`)."""

    items: tuple[DefinitionItem, ...]


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    """A horizontal rule."""


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """Any other raw HTML, as written; exporters filter it, it holds no translatable text."""

    html: str
    line: int = field(default=0, compare=False)


Block = (
    Heading
    | Paragraph
    | ListBlock
    | Quote
    | Callout
    | CodeBlock
    | Table
    | Figure
    | FigureGroup
    | Video
    | Details
    | DefinitionList
    | ThematicBreak
    | HtmlBlock
    | Question
)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's text; documents list theirs in the order of first use."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A link reference definition: `[label]: target "title"`."""

    target: str
    title: str = ""


class DocumentKind(StrEnum):
    """What a source file is, from its front matter."""

    MODULE = "module"
    LESSON = "lesson"
    QUIZ = "quiz"
    ASSIGNMENT = "assignment"


@dataclass(frozen=True, slots=True)
class Settings:
    """A document's front matter, text apart."""

    graded: bool = False
    minutes: int | None = None
    draft: bool = False
    attempts: int | None = None
    weight: float | None = None
    showanswer: str = ""
    page_each: bool = False
    """`pages: each`: every question of a quiz is a page of its own."""


@dataclass(frozen=True, slots=True)
class Document:
    """A module's first page, a lesson, a quiz or an assignment, in one language."""

    id: str
    kind: DocumentKind
    path: str
    """Source file, relative to the course root."""
    title: Prose
    summary: Prose | None
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict, hash=False)
    """Link reference definitions by normalised label; translations are parsed with them."""
    settings: Settings = Settings()
    lang: str = "en"
    """BCP 47 tag of the language the document is served in."""
    notice: bool = False
    """Whether the document is served whole in a fallback language because it is below its gate."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a document that a learner sees at once: an OLX vertical."""

    key: str
    """The key of its heading's unit, a question's id, or `start`; the same in every language."""
    title: Prose | None
    """Its heading; None for what stands before the first heading."""
    blocks: tuple[Block, ...]
    """With the heading, if there is one."""
