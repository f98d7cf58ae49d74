"""Typography: spaces that may not break, quotation marks, apostrophes and ellipses, where the custom is sure."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from wlw_i18n.checks import customs, prose
from wlw_i18n.checks.candidate import Candidate, excerpt
from wlw_i18n.checks.customs import Customs
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind

NO_BREAK: Final = "\u00a0\u202f"
_STRAIGHT: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]++'[^\W\d_]++")
_CURLY: Final = re.compile(r"(?<=[^\W\d_])’(?=[^\W\d_])")
_MOST: Final = 0.75
_SOME: Final = 4


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report what is not as the language has it; a text is named once for each custom."""
    if candidate.unit.kind is Kind.ANSWERS or not candidate.is_current:
        return
    translation = candidate.message.msgstr
    ours = customs.of(candidate.language)
    if ours.no_break_before:
        yield from _spaces_in(candidate, _spaces(ours))
    if ours.quotes and '"' in translation and '"' in prose.of(candidate.inlines):
        opening, closing = ours.quotes
        message = f'straight quotation marks: write "{opening}" and "{closing}"'
        yield candidate.finding(Code.TYPOGRAPHY, Severity.INFO, message)
    if "..." in translation and "…" in candidate.unit.text and "..." in prose.of(candidate.inlines):
        yield candidate.finding(Code.TYPOGRAPHY, Severity.INFO, 'three points: write "…", as the English does')


def check_together(candidates: Iterable[Candidate]) -> Iterator[Diagnostic]:
    """Report the few texts of a document whose apostrophes are not those of the others.

    English words, as in the title of an article, keep theirs.

    Args:
        candidates: the translations of one document.
    """
    curly, straight = 0, []
    for candidate in candidates:
        text = candidate.message.msgstr
        if candidate.unit.kind is Kind.ANSWERS or not candidate.is_current or ("'" not in text and "’" not in text):
            continue
        words = prose.of(candidate.inlines)
        if any(word not in candidate.unit.text for word in _STRAIGHT.findall(words)):
            straight.append(candidate)
        elif _CURLY.search(words):
            curly += 1
    if curly >= _SOME and curly >= _MOST * (curly + len(straight)):
        for candidate in straight:
            message = f'a straight apostrophe; {curly} other texts of this file have "’"'
            yield candidate.finding(Code.TYPOGRAPHY, Severity.INFO, message)


def _spaces_in(candidate: Candidate, pattern: re.Pattern[str]) -> Iterator[Diagnostic]:
    """The first sign that has not its space; the text with its markup is looked at first, for speed."""
    found = pattern.search(candidate.message.msgstr) and pattern.search(prose.of(candidate.inlines))
    if not found:
        return
    near = excerpt(found.string[max(0, found.start() - 12) : found.end() + 4].replace(prose.OBJECT, "…"))
    side, sign = ("before", found["before"]) if found["before"] else ("after", found["after"])
    message = f'no space, or one at which a line may end, {side} "{sign}": "{near}"'
    yield candidate.finding(Code.TYPOGRAPHY, Severity.INFO, message, "Write a no-break space (U+00A0 or U+202F) there.")


@cache
def _spaces(ours: Customs) -> re.Pattern[str]:
    """A sign with no space that does not break. Not inside numbers (10:30), names (WP:GNG), and between signs (?!)."""
    high, after = re.escape(ours.no_break_before), re.escape(ours.no_break_after)
    before = rf"[^\s{high}{NO_BREAK}(\[«“\"'.…][ ]?(?P<before>[{high}])(?=[\s»”)\"]|$)"
    return re.compile(rf"{before}|(?P<after>[{after or chr(0)}])[^{NO_BREAK}]")
