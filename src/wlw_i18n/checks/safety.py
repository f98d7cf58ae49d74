"""Safety: a translation brings no markup and no address that could run or lead astray."""

from collections.abc import Iterator

from wlw_i18n.checks.candidate import Candidate, tag_without_words, walk
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Image, Link, RawInline

SAFE_SCHEMES = ("http", "https", "mailto")
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report raw HTML that the source does not have, addresses of other schemes, and control characters."""
    if not candidate.may_be_served:
        return
    if candidate.has_markup:
        yield from _unsafe_markup(candidate)
    controls = {char for char in candidate.message.msgstr if _is_control(char)}
    if controls:
        names = ", ".join(f"U+{ord(char):04X}" for char in sorted(controls))
        yield _unsafe(candidate, f"characters that cannot be shown: {names}", "Delete them.")
    if _unbalanced(candidate.message.msgstr):
        hint = "Delete the invisible direction marks, or close each one."
        yield _unsafe(candidate, "direction marks that are not closed: they would turn the text around them", hint)


def _unsafe_markup(candidate: Candidate) -> Iterator[Diagnostic]:
    allowed = {tag_without_words(node.html) for node in walk(candidate.unit.inlines) if isinstance(node, RawInline)}
    for node in walk(candidate.inlines):
        if isinstance(node, RawInline) and tag_without_words(node.html) not in allowed:
            yield _unsafe(candidate, f"HTML that the English does not have: {node.html[:60]}", "Take it out.")
        elif isinstance(node, Link | Image):
            target = node.target if isinstance(node, Link) else node.src
            if not is_safe_url(target):
                hint = "Use an address that begins with https://."
                yield _unsafe(candidate, f'not an address that a course may link to: "{target[:60]}"', hint)


def is_safe_url(url: str) -> bool:
    """Whether a link target is relative or of a scheme that cannot run anything."""
    head = url.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0]
    if ":" not in head:
        return True
    return head.split(":", 1)[0].strip().lower() in SAFE_SCHEMES


def _unsafe(candidate: Candidate, message: str, hint: str) -> Diagnostic:
    return candidate.finding(Code.UNSAFE, Severity.WARNING, message, hint)


def _is_control(char: str) -> bool:
    code = ord(char)
    if code < 32:
        return char not in "\n\t"
    return 127 <= code < 160 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF)


def _unbalanced(text: str) -> bool:
    if _BIDI_CONTROLS.isdisjoint(text):
        return False
    embeddings = isolates = 0
    for char in text:
        if char in "\u202a\u202b\u202d\u202e":
            embeddings += 1
        elif char == "\u202c":
            embeddings -= 1
        elif char in "\u2066\u2067\u2068":
            isolates += 1
        elif char == "\u2069":
            isolates -= 1
        if embeddings < 0 or isolates < 0:
            return True
    return embeddings != 0 or isolates != 0
