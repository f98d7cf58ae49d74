"""What the readers know and remember while they go through one document in reading order."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from wlw_i18n import inline
from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.model.document import Reference
from wlw_i18n.model.text import (
    Emphasis,
    FootnoteMark,
    Inline,
    Kind,
    Link,
    Prose,
    Strikethrough,
    Strong,
    Text,
)
from wlw_i18n.readers import directives
from wlw_i18n.readers.headings import HeadingIds
from wlw_i18n.readers.report import Report
from wlw_i18n.readers.tree import Node

Media = Callable[[str], bytes | None]
"""From the address of a medium, as a document writes it, to its content; None if it is no file of the course."""


def no_media(_src: str) -> None:
    """For documents that are read alone: no medium is at hand."""
    return


@dataclass(frozen=True, slots=True)
class Place:
    """What the prose of a paragraph is, depending on where it stands."""

    kind: Kind = Kind.PARAGRAPH
    """Of the paragraphs directly here."""
    part: Kind | None = None
    """The part of a question that all of it is, whatever block it is in."""
    note: str = ""
    """What translators of such a part are told."""

    def inside(self, kind: Kind) -> "Place":
        """The place within a block whose paragraphs are of a kind."""
        return self if self.part else replace(self, kind=kind)

    def of(self, kind: Kind) -> Kind:
        """The kind of a prose that would be `kind` elsewhere."""
        return self.part or kind


BODY: Final = Place()


class Context:
    """The state of reading one document."""

    def __init__(
        self,
        report: Report,
        language: str,
        references: Mapping[str, Reference],
        labels: Collection[str],
        media: Media = no_media,
    ) -> None:
        self.report = report
        self.language = language
        self.references = references
        self.labels = labels
        self.media = media
        self.drawings: set[str] = set()
        """Addresses of drawings whose words were read: one that is shown again has no words of its own."""
        self.marks: dict[str, None] = {}
        """Labels of footnotes in the order of first use."""
        self.footnotes: dict[str, FootnoteSource] = {}
        self.heading_ids = HeadingIds(set())
        self.last_heading: Node | None = None
        self.is_quiz = False
        self._comments: list[tuple[int, str]] = []
        """Words to translators that wait for the next unit."""
        self._minor: tuple[int, str] | None = None
        """What says that an edit is minor, and waits for the next unit."""
        self._untranslated_since = 0
        """Line of the `no-translate` that is in force, or 0."""

    # Prose

    def prose(self, kind: Kind, content: str, line: int, note: str = "") -> Prose:
        """Make prose of inline Markdown as written."""
        text, inlines = inline.unwrap(content, self.references, self.labels)
        return self.finished(kind, text, inlines, line, note)

    def plain_prose(self, kind: Kind, characters: str, line: int, note: str = "") -> Prose:
        """Make prose of characters that are no Markdown."""
        return self.prose(kind, inline.plain(" ".join(characters.split())), line, note)

    def finished(self, kind: Kind, text: str, inlines: tuple[Inline, ...], line: int, note: str = "") -> Prose:
        """Make prose of a text and what it parses to; it takes the comment that waits for the next unit."""
        if "[" in text:
            self._look_for_labels(inlines, line)
        return self._made(kind, text, inlines, line, note)

    def from_medium(self, kind: Kind, text: str, inlines: tuple[Inline, ...], line: int, note: str) -> Prose:
        """Make prose of words of a drawing or a video, in which the document's labels mean nothing."""
        if "[" in text and inline.parse(text, self.references, self.labels) != inlines:
            text = inline.write(inlines)
        return self._made(kind, text, inlines, line, note)

    def _made(self, kind: Kind, text: str, inlines: tuple[Inline, ...], line: int, note: str) -> Prose:
        translatable = not self._untranslated_since and inline.has_letter(inlines)
        return Prose(
            kind,
            text,
            inlines,
            lang=self.language,
            translatable=translatable,
            comment=self._take_comment(note) if translatable else "",
            minor=self._take_minor() if translatable else "",
            line=line,
        )

    def _take_comment(self, note: str) -> str:
        if not self._comments:
            return note
        comment = "\n".join([*(text for _, text in self._comments), *([note] if note else [])])
        self._comments.clear()
        return comment

    def _take_minor(self) -> str:
        (_, note), self._minor = self._minor or (0, ""), None
        return note

    def _look_for_labels(self, inlines: tuple[Inline, ...], line: int) -> None:
        """Note footnote marks down; report labels that nothing defines."""
        for node in inlines:
            match node:
                case FootnoteMark(label):
                    self.marks[label] = None
                case Text(text) if "[" in text:
                    self._report_labels(text, line)
                case Emphasis(children) | Strong(children) | Strikethrough(children) | Link(_, children):
                    self._look_for_labels(children, line)
                case _:
                    pass

    def _report_labels(self, text: str, line: int) -> None:
        for label in _FOOTNOTE_MARK.findall(text):
            if label not in self.labels:
                self.report.add(
                    Code.FOOTNOTE_MISSING,
                    Severity.ERROR,
                    line,
                    f"no footnote is labelled [^{label}]",
                    f"Add a line that begins with [^{label}]: and the note.",
                )
        for label in _REFERENCE.findall(text):
            if inline.normalise_label(label) not in self.references:
                self.report.add(
                    Code.LINK_BROKEN,
                    Severity.ERROR,
                    line,
                    f"nothing says where the link [{label}] leads",
                    f"Add a line such as [{label}]: https://example.org to the file.",
                )

    # Directives

    @property
    def translating(self) -> bool:
        """Whether text here is to be translated."""
        return not self._untranslated_since

    def obey(self, comment: Node) -> None:
        """Do what an author's comment says."""
        match directives.parse(comment.content):
            case directives.Translators(text):
                self._comments.append((comment.line, text))
            case directives.Minor(note):
                self._minor = comment.line, note
            case directives.NoTranslate(starts):
                self._switch(comment.line, starts=starts)
            case directives.QuestionStart():
                self.report.add(
                    Code.DIRECTIVE,
                    Severity.ERROR,
                    comment.line,
                    "a question comment belongs right under a heading, outside lists, quotations and HTML",
                    "Write the question's heading on the line above it.",
                )
            case directives.Mistyped(meant):
                written = " ".join(comment.content.split())
                self.report.add(
                    Code.DIRECTIVE,
                    Severity.WARNING,
                    comment.line,
                    f"the comment <!-- {written} --> does nothing",
                    f"Did you mean {meant}?",
                )
            case None:
                pass

    def _switch(self, line: int, *, starts: bool) -> None:
        if starts and self._untranslated_since:
            message = f"<!-- no-translate --> is in force already, since line {self._untranslated_since}"
            hint = "Write <!-- /no-translate --> where that part ends, or take this one out."
            self.report.add(Code.DIRECTIVE, Severity.ERROR, line, message, hint)
        elif not starts and not self._untranslated_since:
            hint = "Write <!-- no-translate --> where the part begins, or take this one out."
            self.report.add(Code.DIRECTIVE, Severity.ERROR, line, "<!-- /no-translate --> ends nothing", hint)
        self._untranslated_since = line if starts else 0

    def finish(self) -> None:
        """Report what is still open at the end of the document."""
        if self._untranslated_since:
            hint = "Write <!-- /no-translate --> where that part ends."
            message = "<!-- no-translate --> is never ended"
            self.report.add(Code.DIRECTIVE, Severity.ERROR, self._untranslated_since, message, hint)
        for line, _ in (*self._comments, *((self._minor,) if self._minor else ())):
            message = "no text to translate follows this comment"
            self.report.add(Code.DIRECTIVE, Severity.WARNING, line, message, "Put it before the text that it is about.")

    # Footnotes

    def define_footnote(self, node: Node) -> None:
        """Remember a footnote, with the comment before it and whether it is to be translated."""
        label = node.attributes["label"]
        if label in self.footnotes:
            message = f"the footnote [^{label}] is defined twice; the first one counts"
            self.report.add(
                Code.FOOTNOTE_MISSING, Severity.ERROR, node.line, message, "Give one of them another label."
            )
            return
        self.footnotes[label] = FootnoteSource(node, tuple(self._comments), self._untranslated_since)
        self._comments.clear()

    def enter_footnote(self, footnote: "FootnoteSource") -> None:
        """Go back to the state in which a footnote was defined."""
        self._comments = list(footnote.comments)
        self._untranslated_since = footnote.untranslated_since


@dataclass(frozen=True, slots=True)
class FootnoteSource:
    """A footnote as written, with the state of reading at its place."""

    node: Node
    comments: tuple[tuple[int, str], ...]
    untranslated_since: int


_FOOTNOTE_MARK = re.compile(r"\[\^([^\s\[\]]+)\]")
_REFERENCE = re.compile(r"\]\[([^\[\]^][^\[\]]*)\]")
