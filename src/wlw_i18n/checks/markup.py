"""Inline markup: a translation holds the same links, code, pictures and footnotes as its source."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from wlw_i18n import inline
from wlw_i18n.checks.candidate import Candidate, tag_without_words, walk
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Code as CodeSpan
from wlw_i18n.model.text import (
    Emphasis,
    FootnoteMark,
    Image,
    Inline,
    LineBreak,
    Link,
    RawInline,
    Strikethrough,
    Strong,
    Text,
)

_LITERAL = re.compile(r"\*\*|~~|\]\(|\]\[|\] \((?=[^\s()]*[/#][^\s()]*\))")
"""Markup that stands in visible text only when it was mistyped."""


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Compare the multisets of markup on both sides, and look for markup that became text.

    A stale translation is not compared: its English is gone.
    """
    if not candidate.has_markup or not candidate.is_current:
        return
    source, translation = tuple(walk(candidate.unit.inlines)), tuple(walk(candidate.inlines))
    broken = _broken(source, translation)
    if all(type(node) is Text for node in (*source, *translation)) and not broken:
        if not candidate.message.msgstr.strip():
            yield _invisible(candidate)
        return
    for what, hint, select in _PARTS:
        wanted, found = _count(source, select), _count(translation, select)
        if wanted != found:
            yield candidate.finding(Code.MARKUP, Severity.WARNING, _difference(what, wanted, found), hint)
    for literal in broken:
        yield candidate.finding(
            Code.MARKUP,
            Severity.WARNING,
            f'"{literal}" is shown to readers as it stands: the markup around it is not complete',
            "Compare it with the English, mark by mark. Between a letter and a punctuation mark, ** needs a space.",
        )
    if _count(source, _emphasis) != _count(translation, _emphasis):
        yield candidate.finding(
            Code.MARKUP_EMPHASIS,
            Severity.INFO,
            "the emphasis (*…*, **…**) differs from the English",
            "Write \\* for a star that readers shall see, as in Leser\\*innen.",
        )
    if _count(source, _break) != _count(translation, _break):
        yield candidate.finding(Code.MARKUP_EMPHASIS, Severity.INFO, "the line breaks differ from the English")
    if not _shows(candidate.inlines) and _shows(candidate.unit.inlines):
        yield _invisible(candidate)


def _shows(inlines: tuple[Inline, ...]) -> bool:
    return bool(inline.visible(inlines).strip()) or any(isinstance(node, Image) for node in walk(inlines))


def _invisible(candidate: Candidate) -> Diagnostic:
    message = "readers would see nothing here"
    return candidate.finding(Code.MARKUP, Severity.WARNING, message, "Translate the text, or leave it empty.")


def _link(node: Inline) -> str | None:
    return "link" if isinstance(node, Link) else None


def _code(node: Inline) -> str | None:
    return node.text if isinstance(node, CodeSpan) else None


def _image(node: Inline) -> str | None:
    return "picture" if isinstance(node, Image) else None


def _footnote(node: Inline) -> str | None:
    return f"[^{node.label}]" if isinstance(node, FootnoteMark) else None


def _html(node: Inline) -> str | None:
    return tag_without_words(node.html) if isinstance(node, RawInline) else None


def _emphasis(node: Inline) -> str | None:
    return type(node).__name__ if isinstance(node, Emphasis | Strong | Strikethrough) else None


def _break(node: Inline) -> str | None:
    return "break" if isinstance(node, LineBreak) else None


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
    found = _literals(translation)
    return tuple(sorted(found - _literals(source))) if found else ()


def _literals(nodes: tuple[Inline, ...]) -> Counter[str]:
    return Counter(mark for node in nodes if isinstance(node, Text) for mark in _LITERAL.findall(node.text))
