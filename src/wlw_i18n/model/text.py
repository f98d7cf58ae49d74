"""Text: inline nodes, and `Prose`, the one thing that is translated."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; entities and escapes are already decoded."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code span."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """`*emphasis*`."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """`**strong emphasis**`."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Strikethrough:
    """`~~deleted text~~`."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link of any form; reference links are resolved."""

    target: str
    """As markdown-it normalises it: percent-encoded where needed."""
    children: tuple["Inline", ...]
    title: str = ""
    label: str = ""
    """Normalised label of a reference link; empty for an inline link or an autolink."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture inside a line of text."""

    src: str
    alt: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """A reference to a footnote."""

    label: str


@dataclass(frozen=True, slots=True)
class RawInline:
    """One raw HTML tag or comment, as written; exporters filter it."""

    html: str


Inline = Text | LineBreak | Code | Emphasis | Strong | Strikethrough | Link | Image | FootnoteMark | RawInline


class Family(StrEnum):
    """Kinds between which a translation may be taken over or suggested."""

    TITLE = "title"
    PROSE = "prose"
    HEADING = "heading"
    ALT = "alt"
    LABEL = "label"
    SPEECH = "speech"
    STRING = "string"
    PROMPT = "prompt"
    DESCRIPTION = "description"
    CHOICE = "choice"
    ANSWERS = "answers"
    FEEDBACK = "feedback"
    HINT = "hint"
    EXPLANATION = "explanation"


class Kind(StrEnum):
    """What a unit is. The value is the prefix of keys born with it; a key's prefix is never parsed."""

    TITLE = "t"
    SUMMARY = "s"
    HEADING = "h"
    PARAGRAPH = "p"
    ITEM = "li"
    CELL = "td"
    TERM = "dt"
    DEFINITION = "dd"
    CAPTION = "cap"
    ALT = "alt"
    LABEL = "pic"
    """Words in a drawing."""
    SPEECH = "say"
    """A sentence of a video's captions."""
    STRING = "str"
    """A course-level string or one of the exporters' own words."""
    PROMPT = "q"
    DESCRIPTION = "tip"
    CHOICE = "a"
    ANSWERS = "ans"
    """Accepted (or refused) text answers, one a line."""
    FEEDBACK = "fb"
    HINT = "hint"
    EXPLANATION = "ex"

    @property
    def family(self) -> Family:
        """The family this kind belongs to."""
        return _FAMILIES.get(self, Family.PROSE)

    @property
    def label(self) -> str:
        """What translators are told that the unit is (`#. type: table cell`)."""
        return _LABELS[self]


_FAMILIES = {
    Kind.TITLE: Family.TITLE,
    Kind.HEADING: Family.HEADING,
    Kind.ALT: Family.ALT,
    Kind.LABEL: Family.LABEL,
    Kind.SPEECH: Family.SPEECH,
    Kind.STRING: Family.STRING,
    Kind.PROMPT: Family.PROMPT,
    Kind.DESCRIPTION: Family.DESCRIPTION,
    Kind.CHOICE: Family.CHOICE,
    Kind.ANSWERS: Family.ANSWERS,
    Kind.FEEDBACK: Family.FEEDBACK,
    Kind.HINT: Family.HINT,
    Kind.EXPLANATION: Family.EXPLANATION,
}

_LABELS = {
    Kind.TITLE: "title",
    Kind.SUMMARY: "summary",
    Kind.HEADING: "heading",
    Kind.PARAGRAPH: "paragraph",
    Kind.ITEM: "list item",
    Kind.CELL: "table cell",
    Kind.TERM: "term",
    Kind.DEFINITION: "definition",
    Kind.CAPTION: "caption",
    Kind.ALT: "alternative text of a picture",
    Kind.LABEL: "words in a picture",
    Kind.SPEECH: "caption of a video",
    Kind.STRING: "string",
    Kind.PROMPT: "question",
    Kind.DESCRIPTION: "instruction under a question",
    Kind.CHOICE: "answer",
    Kind.ANSWERS: "answers",
    Kind.FEEDBACK: "feedback",
    Kind.HINT: "hint",
    Kind.EXPLANATION: "explanation",
}


class State(StrEnum):
    """How the text that is served relates to the English of today."""

    SOURCE = "source"
    """The source language itself, in the source document."""
    CURRENT = "current"
    """A translation of the English of today."""
    STALE = "stale"
    """A translation of an older English."""
    FALLBACK = "fallback"
    """Another language's text, because this language has none that may be served."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much room the words of a drawing have."""

    widths: tuple[float, ...] = ()
    """Of each line, in sizes of its font; empty if it is not known."""
    bold: bool = False
    monospace: bool = False

    def of(self, line: int) -> "Room":
        """The room of one line alone."""
        return Room(self.widths[line : line + 1], self.bold, self.monospace)


NO_ROOM: Final = Room()


@dataclass(frozen=True, slots=True)
class Prose:
    """A run of text that is translated as one: the content of a heading, a paragraph, a cell, a choice."""

    kind: Kind
    text: str
    """Inline Markdown as the author wrote it: a soft break is one space, a hard break is a newline."""
    inlines: tuple[Inline, ...]
    key: str = ""
    """Identity; empty until `identity` gives one, and for text that is not translated."""
    lang: str = "en"
    """BCP 47 tag of the language the text is in."""
    state: State = State.SOURCE
    translatable: bool = True
    """False inside `<!-- no-translate -->` and for text without a letter: no unit."""
    comment: str = ""
    """What translators are told: the author's comment and what the unit is."""
    minor: str = ""
    """The author's mark that the latest edit is minor, or empty."""
    line: int = field(default=0, compare=False)
    """Line in the source file, from 1."""
    room: Room = NO_ROOM
    """For words in a drawing."""
