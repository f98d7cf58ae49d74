"""What a check looks at: one unit, the message that translates it, and the message's text, parsed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wlw_i18n.model.catalog import Message, MessageState, Unit
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.model.text import Emphasis, Inline, Kind, Link, Strikethrough, Strong


@dataclass(frozen=True, slots=True)
class Candidate:
    """A translation that asks to be served."""

    unit: Unit
    message: Message
    inlines: tuple[Inline, ...]
    """`message.msgstr`, parsed with the document's link and footnote definitions; of no meaning for answers."""
    path: str
    """The PO file, relative to the course root."""
    language: str
    """BCP 47 tag."""

    @property
    def may_be_served(self) -> bool:
        """Whether learners would see it: a suggestion waits for a translator, who will check it."""
        return self.message.state in (MessageState.TRANSLATED, MessageState.STALE)

    @property
    def has_markup(self) -> bool:
        """Whether its text is Markdown; accepted answers are characters as they are."""
        return self.unit.kind is not Kind.ANSWERS

    @property
    def is_current(self) -> bool:
        """Whether it was made for the English of today, so that the two can be compared."""
        return self.message.state is MessageState.TRANSLATED

    def finding(self, code: Code, severity: Severity, message: str, hint: str = "") -> Diagnostic:
        """A diagnostic about this translation, with the PO file's line and the source's."""
        return Diagnostic(
            code,
            severity,
            message,
            Location(self.path, self.message.line),
            self.language,
            self.unit.key,
            hint,
            self.unit.location,
        )


def walk(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every node, parents before children."""
    for node in inlines:
        yield node
        if isinstance(node, Emphasis | Strong | Strikethrough | Link):
            yield from walk(node.children)


_WORDS_OF_TAGS = re.compile(
    r"""(\s(?:alt|title|lang|dir|aria-label))\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)""", re.IGNORECASE
)


def tag_without_words(html: str) -> str:
    """A raw tag without the values of attributes that a translation may change."""
    return _WORDS_OF_TAGS.sub(r"\1", html)


def excerpt(text: str, length: int = 60) -> str:
    """The beginning of a text, on one line, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
