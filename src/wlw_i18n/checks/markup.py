"""Inline markup: a translation holds the same links, code, pictures and footnotes as its source."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wlw_i18n import inline
from wlw_i18n.checks import emphasis
from wlw_i18n.checks.candidate import NEUTRAL_TAGS, Candidate, bare_tag, walk
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Code as CodeSpan
from wlw_i18n.model.text import (
    FootnoteMark,
    Image,
    Inline,
    Kind,
    LineBreak,
    Link,
    RawInline,
    Text,
)

_LITERAL = re.compile(r"\*\*|~~|\]\(|\]\[|\] \((?=[^\s()]*(?:[/#]|\.\w)[^\s()]*\))")
"""Markup that stands in visible text only when it was mistyped."""
Nodes = tuple[Inline, ...]
Select = Callable[[Inline], str | None]

_FEW = 20
"""Of strange code, each is looked for in the English; where all is strange, there is no need."""
_PAIRED = re.compile(r"</?(?:span|bdi)\b", re.IGNORECASE)
_COMPARE = "Compare it with the English, mark by mark."
_HINTS = {"**": f"{_COMPARE} Between a letter and a punctuation mark, ** is not seen without a space."}


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Compare the multisets of markup on both sides, and look for markup that became text.

    A stale translation is not compared: its English is gone.
    """
    if candidate.unit.kind is Kind.ANSWERS or not candidate.is_current:
        return
    source, translation = tuple(walk(candidate.unit.inlines)), tuple(walk(candidate.inlines))
    broken = _broken(source, translation)
    if candidate.is_plain and not broken:
        if not _shows(candidate.inlines):
            yield _invisible(candidate)
        return
    differences = {part.what: part.difference(source, translation) for part in _PARTS}
    for part in _PARTS:
        if difference := differences[part.what]:
            yield candidate.finding(Code.MARKUP, Severity.WARNING, difference, part.hint)
    if unpaired := _unpaired(translation):
        message = f"HTML tags: {unpaired} without its other half"
        yield candidate.finding(Code.MARKUP, Severity.WARNING, message, "Close each tag that is opened.")
    for literal in _unexplained(broken, differences["links"]):
        message = f'"{literal}" is shown to readers as it stands: the markup around it is not complete'
        yield candidate.finding(Code.MARKUP, Severity.WARNING, message, _HINTS.get(literal, _COMPARE))
    if not _shows(candidate.inlines) and _shows(candidate.unit.inlines):
        yield _invisible(candidate)
    if not broken:
        yield from _style(candidate, source, translation)


def _unexplained(literals: tuple[str, ...], links: str) -> Iterator[str]:
    """Without brackets when links are said to be missing anyway."""
    return (literal for literal in literals if not (links and literal.startswith("]")))


def _style(candidate: Candidate, source: Nodes, translation: Nodes) -> Iterator[Diagnostic]:
    yield from emphasis.check(candidate)
    has_edges = candidate.message.msgstr != candidate.message.msgstr.strip()  # `edges` speaks of them
    # A drawing has its lines, whatever the message has (`wlw_i18n.svg.fitting`).
    has_lines = candidate.unit.kind is Kind.LABEL
    if not (has_edges or has_lines) and _count(source, _break) != _count(translation, _break):
        yield candidate.finding(Code.MARKUP_EMPHASIS, Severity.INFO, "the line breaks differ from the English")


def _unpaired(nodes: Nodes) -> str:
    """A tag that a translation may add, but whose other half is missing; or the empty string."""
    tags = _count(nodes, _paired)
    return next((f"{name}>" for name in sorted(tags) if tags[name] > tags[_partner(name)]), "")


def _partner(name: str) -> str:
    return name.replace("</", "<") if name.startswith("</") else name.replace("<", "</")


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
    if not isinstance(node, RawInline):
        return None
    tag = bare_tag(node.html)
    return None if tag in NEUTRAL_TAGS else tag


def _paired(node: Inline) -> str | None:
    found = _PAIRED.match(node.html) if isinstance(node, RawInline) else None
    return found[0].lower() if found else None


def _break(node: Inline) -> str | None:
    return "break" if isinstance(node, LineBreak) else None


@dataclass(frozen=True, slots=True)
class _Part:
    """A kind of markup of which both sides have the same."""

    what: str
    hint: str
    select: Select
    unknown: bool = True
    """Whether what the English does not have is reported here."""
    quotable: bool = False
    """Whether a translation may give the marks to what stands in the English without them."""

    def difference(self, source: Nodes, translation: Nodes) -> str:
        """What is missing and what is too much, or the empty string."""
        wanted, found = _count(source, self.select), _count(translation, self.select)
        if not self.unknown:
            found = Counter({name: number for name, number in found.items() if name in wanted})
        strange = found.keys() - wanted.keys()
        if self.quotable and 0 < len(strange) <= _FEW:
            plain = "\0".join(node.text for node in source if isinstance(node, Text))
            named = {name for name in strange if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain)}
            found = Counter({name: number for name, number in found.items() if name not in named})
        return "" if wanted == found else f"{self.what}: {_difference(wanted, found)}"


_PARTS = (
    _Part("links", "Write links as in the English: [text](address) or [text][name].", _link),
    _Part("code", "Code between ` marks is copied as it is.", _code, quotable=True),
    _Part("pictures", "Copy ![…](…) and translate the words in the square brackets.", _image),
    _Part("footnotes", "Copy each footnote mark, such as [^1], to the place where it belongs.", _footnote),
    _Part("HTML tags", "Copy the tags as they are.", _html, unknown=False),  # others are a matter of safety
)


def _count(nodes: Nodes, select: Select) -> Counter[str]:
    return Counter(found for node in nodes if (found := select(node)) is not None)


def _difference(wanted: Counter[str], found: Counter[str]) -> str:
    if set(wanted) | set(found) <= {"link", "picture"}:
        return f"{wanted.total()} in the English, {found.total()} in the translation"
    missing, extra = sorted((wanted - found).elements()), sorted((found - wanted).elements())
    parts = [f"missing {' '.join(missing)}"] * bool(missing) + [f"not in the English {' '.join(extra)}"] * bool(extra)
    return "; ".join(parts)


def _broken(source: Nodes, translation: Nodes) -> tuple[str, ...]:
    found = _literals(translation)
    return tuple(sorted(found - _literals(source))) if found else ()


def _literals(nodes: Nodes) -> Counter[str]:
    return Counter(mark for node in nodes if isinstance(node, Text) for mark in _LITERAL.findall(node.text))
