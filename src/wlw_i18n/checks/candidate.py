"""What a check looks at: one unit, the message that translates it, and the message's text, parsed."""

from collections.abc import Iterator
from dataclasses import dataclass

from wlw_i18n.model.catalog import Message, Unit
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.model.text import Emphasis, Inline, Link, Strikethrough, Strong


@dataclass(frozen=True, slots=True)
class Candidate:
    """A translation that asks to be served."""

    unit: Unit
    message: Message
    inlines: tuple[Inline, ...]
    """`message.msgstr`, parsed with the document's link and footnote definitions."""
    path: str
    """The PO file, relative to the course root."""
    language: str
    """BCP 47 tag."""

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


def excerpt(text: str, length: int = 60) -> str:
    """The beginning of a text, on one line, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
