"""Emphasis: what a translation leaves out of it, and stars within words that were read as its marks.

Which words are emphasised, and how strongly, is the translator's to say: Arabic has no italics, and other languages
emphasise by the order of words. So marks that a translation adds, or writes as ** for *, are not looked at.
"""

from collections.abc import Iterator
from itertools import pairwise

from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Emphasis, Inline, Link, Strikethrough, Strong, Text

_ANY = Emphasis | Strong | Strikethrough


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Compare how many texts are emphasised on both sides; called by `markup`, where its marks are complete."""
    source, translation = candidate.unit.inlines, candidate.inlines
    if _is_within_words(translation) and not _is_within_words(source):
        message = "emphasis from the middle of a word to the middle of another"
        hint = "Write \\* for a star that readers shall see, as in Leser\\*innen."
        yield candidate.finding(Code.MARKUP_EMPHASIS, Severity.INFO, message, hint)
        return
    wanted, found = _count(source), _count(translation)
    if found < wanted:
        message = f"emphasis (*…*, **…**): {wanted} in the English, {found} in the translation"
        hint = "Put the marks around the words that matter, or leave it so if your language has other means."
        yield candidate.finding(Code.MARKUP_EMPHASIS, Severity.INFO, message, hint)


def _count(nodes: tuple[Inline, ...]) -> int:
    """How many texts are emphasised; emphasis within emphasis is one."""
    return sum(
        1 if isinstance(node, _ANY) else _count(node.children) if isinstance(node, Link) else 0 for node in nodes
    )


def _is_within_words(nodes: tuple[Inline, ...]) -> bool:
    """Whether an emphasis has letters on both sides, in a script that writes spaces between words."""
    for (before, node), (_, after) in pairwise(pairwise((*nodes, Text("")))):
        if isinstance(node, Emphasis) and _is_cased(_last(before)) and _is_cased(_first(after)):
            return True
    return any(_is_within_words(node.children) for node in nodes if isinstance(node, _ANY | Link))


def _last(node: Inline) -> str:
    return node.text[-1:] if isinstance(node, Text) else ""


def _first(node: Inline) -> str:
    return node.text[:1] if isinstance(node, Text) else ""


def _is_cased(letter: str) -> bool:
    return letter.lower() != letter.upper()
