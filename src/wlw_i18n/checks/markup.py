"""Inline markup: a translation holds the same links, code, pictures and footnotes as its source."""

from collections import Counter
from collections.abc import Callable, Iterator

from wlw_i18n.checks.candidate import Candidate, walk
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Code as CodeSpan
from wlw_i18n.model.text import (
    Emphasis,
    FootnoteMark,
    Image,
    Inline,
    Kind,
    LineBreak,
    Link,
    RawInline,
    Strikethrough,
    Strong,
    Text,
)

_LITERAL = ("**", "`", "](", "] (", "][", "~~")
"""Markup that stands in visible text only when it was mistyped."""


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Compare the multisets of markup on both sides, and look for markup that became text."""
    if candidate.unit.kind is Kind.ANSWERS or not candidate.message.msgstr:
        return
    source, translation = tuple(walk(candidate.unit.inlines)), tuple(walk(candidate.inlines))
    if all(isinstance(node, Text) for node in (*source, *translation)) and not _broken(source, translation):
        return
    for what, hint, select in _PARTS:
        wanted, found = _count(source, select), _count(translation, select)
        if wanted != found:
            yield candidate.finding(Code.MARKUP, Severity.WARNING, _difference(what, wanted, found), hint)
    for literal in _broken(source, translation):
        yield candidate.finding(
            Code.MARKUP,
            Severity.WARNING,
            f'"{literal}" is shown to readers as it stands: the markup around it is not complete',
            "Compare it with the English, mark by mark.",
        )
    if _count(source, _emphasis) != _count(translation, _emphasis):
        yield candidate.finding(
            Code.MARKUP_EMPHASIS, Severity.INFO, "the emphasis (*…*, **…**) differs from the English"
        )


def _link(node: Inline) -> str | None:
    return "link" if isinstance(node, Link) else None


def _code(node: Inline) -> str | None:
    return node.text if isinstance(node, CodeSpan) else None


def _image(node: Inline) -> str | None:
    return "picture" if isinstance(node, Image) else None


def _footnote(node: Inline) -> str | None:
    return f"[^{node.label}]" if isinstance(node, FootnoteMark) else None


def _html(node: Inline) -> str | None:
    return node.html if isinstance(node, RawInline) else None


def _emphasis(node: Inline) -> str | None:
    return type(node).__name__ if isinstance(node, Emphasis | Strong | Strikethrough | LineBreak) else None


_PARTS: tuple[tuple[str, str, Callable[[Inline], str | None]], ...] = (
    ("links", "Write links as in the English: [text](address) or [text][name].", _link),
    ("code", "Code between ` marks is copied as it is.", _code),
    ("pictures", "Copy ![…](…) and translate the words in the square brackets.", _image),
    ("footnotes", "Copy each footnote mark, such as [^1], to the place where it belongs.", _footnote),
    ("HTML tags", "Copy the tags as they are.", _html),
)


def _count(nodes: tuple[Inline, ...], select: Callable[[Inline], str | None]) -> Counter[str]:
    return Counter(found for node in nodes if (found := select(node)) is not None)


def _difference(what: str, wanted: Counter[str], found: Counter[str]) -> str:
    if set(wanted) | set(found) <= {"link", "picture"}:
        return f"{what}: {wanted.total()} in the English, {found.total()} in the translation"
    missing, extra = sorted((wanted - found).elements()), sorted((found - wanted).elements())
    parts = [f"missing {' '.join(missing)}"] * bool(missing) + [f"not in the English {' '.join(extra)}"] * bool(extra)
    return f"{what}: {'; '.join(parts)}"


def _broken(source: tuple[Inline, ...], translation: tuple[Inline, ...]) -> tuple[str, ...]:
    english = "".join(node.text for node in source if isinstance(node, Text))
    other = "".join(node.text for node in translation if isinstance(node, Text))
    return tuple(literal for literal in _LITERAL if other.count(literal) > english.count(literal))
