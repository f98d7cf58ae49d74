"""Safety: a translation brings no markup and no address that could run or lead astray."""

import re
from collections.abc import Iterator

from wlw_i18n import inline
from wlw_i18n.checks.candidate import NEUTRAL_TAGS, Candidate, bare_tag, walk
from wlw_i18n.links import has_host
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Image, Kind, Link, RawInline

SAFE_SCHEMES = ("http", "https", "mailto")
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = re.compile("[\u202d\u202e]")
_FORMULA = re.compile(r"\\[(\[]|\[mathjax(?:inline)?\]|\\(?:href|require|style|class|cssId|unicode|mmlToken)\b")
"""Open edX sets formulas in all of a page's text, and a formula can hold a link that runs."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report raw HTML and formulas that the source does not have, addresses of other schemes, control characters."""
    if not candidate.may_be_served:
        return
    if not candidate.is_plain:
        yield from _unsafe_markup(candidate)
    is_verbatim = candidate.unit.kind is Kind.ANSWERS
    shown = candidate.message.msgstr if is_verbatim else inline.visible(candidate.inlines)
    # As written, and as shown: an entity stands for any character.
    text = f"{candidate.message.msgstr}\n{shown}"
    if controls := set(_CONTROLS.findall(text)):
        names = ", ".join(f"U+{ord(char):04X}" for char in sorted(controls))
        yield _unsafe(candidate, f"characters that cannot be shown: {names}", "Delete them.")
    if _unbalanced(candidate.message.msgstr):
        hint = "Delete the invisible direction marks, or close each one."
        yield _unsafe(candidate, "direction marks that are not closed: they would turn the text around them", hint)
    elif _OVERRIDES.search(text):
        message = "a sign that turns letters round (U+202D or U+202E): readers would see other words than programs"
        yield _unsafe(candidate, message, "Delete it; text in right-to-left scripts needs no such sign.")
    if formulas := _formulas(shown) - _formulas(inline.visible(candidate.unit.inlines)):
        message = f"a formula that the English does not have: {' '.join(sorted(formulas))}"
        yield _unsafe(candidate, message, "Open edX would read it as a command. Take it out.")


def _formulas(text: str) -> set[str]:
    return set(_FORMULA.findall(text)) if "\\" in text or "[mathjax" in text else set()


def _unsafe_markup(candidate: Candidate) -> Iterator[Diagnostic]:
    tags = (bare_tag(node.html) for node in walk(candidate.unit.inlines) if isinstance(node, RawInline))
    allowed = NEUTRAL_TAGS.union(tags)
    found = [node.html for node in walk(candidate.inlines) if isinstance(node, RawInline)]
    strange = [html[:60] for html in dict.fromkeys(found) if bare_tag(html) not in allowed]
    if strange:
        message = f"HTML that the English does not have: {' '.join(strange)}"
        yield _unsafe(candidate, message, "Take it out; write \\< for a sign that readers shall see.")
    for node in walk(candidate.inlines):
        if isinstance(node, Link | Image):
            target = node.target if isinstance(node, Link) else node.src
            if not is_safe_url(target):
                hint = "Use an address that begins with https://."
                yield _unsafe(candidate, f'not an address that a course may link to: "{target[:60]}"', hint)


def is_safe_url(url: str) -> bool:
    """Whether a link target is relative or of a scheme that cannot run anything, with a host that can be read."""
    if not has_host(url):
        return False
    head = url.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0]
    if ":" not in head:
        return True
    return head.split(":", 1)[0].strip().lower() in SAFE_SCHEMES


def _unsafe(candidate: Candidate, message: str, hint: str) -> Diagnostic:
    return candidate.finding(Code.UNSAFE, Severity.WARNING, message, hint)


def _unbalanced(text: str) -> bool:
    embeddings = isolates = 0
    for char in _BIDI_CONTROLS.findall(text):
        if char in "\u202a\u202b\u202d\u202e":
            embeddings += 1
        elif char == "\u202c":
            embeddings -= 1
        elif char == "\u2069":
            isolates -= 1
        else:
            isolates += 1
        if embeddings < 0 or isolates < 0:
            return True
    return embeddings != 0 or isolates != 0
