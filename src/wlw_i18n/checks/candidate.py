"""What a check looks at: one unit, the message that translates it, and the message's text, parsed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wlw_i18n.checks import rules as rulebook
from wlw_i18n.checks.rules import Rules
from wlw_i18n.model.catalog import Message, MessageState, Unit
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.model.text import Emphasis, Inline, Kind, Link, Strikethrough, Strong, Text


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
    verdicts: tuple[str, ...] = ()
    """The interface's words for right and wrong in this language."""
    rules: Rules = rulebook.NONE

    @property
    def may_be_served(self) -> bool:
        """Whether learners would see it: a suggestion waits for a translator, who will check it."""
        return self.message.state in (MessageState.TRANSLATED, MessageState.STALE)

    @property
    def is_plain(self) -> bool:
        """Whether there is no markup on either side; in accepted answers all characters are what they are."""
        nodes = (*self.unit.inlines, *self.inlines)
        return self.unit.kind is Kind.ANSWERS or all(type(node) is Text for node in nodes)

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


_VALUE = r"""\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)"""
_WORDS = re.compile(rf"(\s(?:alt|title|aria-label)){_VALUE}", re.IGNORECASE)
_LANGUAGE = re.compile(rf"\s(?:lang|dir|markdown){_VALUE}", re.IGNORECASE)
NEUTRAL_TAGS = frozenset({"<span>", "</span>", "<bdi>", "</bdi>"})
"""Tags that a translation may add or leave out: with `lang` and `dir` they hold a foreign name together.

Pages made for Jekyll have `markdown="1"` in such tags; no target takes it over.
"""


def bare_tag(html: str) -> str:
    """A raw tag without what a translation may change in it: words, language and direction."""
    tag = _LANGUAGE.sub("", _WORDS.sub(r"\1", html))
    short = tag.replace(" ", "").lower()
    return short if short in NEUTRAL_TAGS else tag


def excerpt(text: str, length: int = 60) -> str:
    """The beginning of a text, on one line, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
