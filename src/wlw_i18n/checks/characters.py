"""Characters that look right and are not: unseen signs, letters of another script, loose accents, mixed digits."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from wlw_i18n import inline
from wlw_i18n.checks import customs, prose
from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind

_LOOSE: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff][\u0300-\u036f]+")
_FOREIGN: Final = re.compile(
    r"[A-Za-z\u00c0-\u024f][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z\u00c0-\u024f]"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_LIKE_LATIN: Final = frozenset("асеіјорхуѕһԁԛԝАВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαρν")
"""Letters of Cyrillic and Greek that cannot be told from a Latin one."""
_LATIN_LIKE: Final = frozenset("aceijopxysABCEHIJKMOPSTXYZNvp")
_UNSEEN: Final = re.compile(
    "[\u115f\u1160\u2028\u2029\u3164\ufeff\ufff9-\ufffb\ufffd\uffa0\ue000-\uf8ff]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"
)
"""No letters: fillers, separators of lines, private signs, what a damaged text has, and tags outside of flags."""
_STYLED: Final = re.compile("[\U0001d400-\U0001d7ff]{2,}")
_NUMBER: Final = re.compile(r"(?<![\w.-])[0-9]+(?:[.,:/–-][0-9]+)*(?![\w-])")


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report unseen signs, two scripts in a word, letters and accents that are not one character, mixed digits."""
    text = candidate.message.msgstr
    if text.isascii() or not candidate.is_current:
        return
    yield from _unseen(candidate)
    if _FOREIGN.search(text) and (
        words := [word for word in _WORD.findall(prose.of(candidate.inlines)) if _mixed(word)]
    ):
        message = f"letters of another script that look the same: {', '.join(map(_spelt, words[:3]))}"
        yield candidate.finding(Code.CHARACTERS, Severity.WARNING, message, "Type the word again.")
    loose = [found for found in _LOOSE.findall(text) if unicodedata.normalize("NFC", found) != found]
    if loose:
        message = f"letter and accent are two characters: {' '.join(loose[:5])}"
        hint = "Type the letter again, or let your editor normalise the text (NFC): searches do not find it."
        yield candidate.finding(Code.CHARACTERS, Severity.INFO, message, hint)
    own = customs.of(candidate.language).digits
    if own and any(digit in text for digit in own):
        yield from _digits(candidate, own)


def _unseen(candidate: Candidate) -> Iterator[Diagnostic]:
    text, english = candidate.message.msgstr, candidate.unit.text
    if unseen := set(_UNSEEN.findall(text)) - set(english):
        names = ", ".join(f"U+{ord(char):04X}" for char in sorted(unseen))
        message = f"characters that are no text, and that readers see as nothing or as a box: {names}"
        yield candidate.finding(Code.CHARACTERS, Severity.WARNING, message, "Delete them.")
    # `quiz` speaks of answers.
    is_of_quiz = candidate.unit.kind in (Kind.CHOICE, Kind.ANSWERS) and not inline.as_typed(text)
    if not is_of_quiz and all(unicodedata.category(char)[0] in "CMZ" for char in text):
        message = "only signs that cannot be seen by themselves"
        yield candidate.finding(Code.CHARACTERS, Severity.WARNING, message, "Translate the text, or leave it empty.")
    if (styled := _STYLED.search(text)) and not _STYLED.search(english):
        message = f"letters of mathematics in place of letters: {styled[0][:20]}"
        hint = "Type the word again, with **…** for bold: screen readers spell such letters out."
        yield candidate.finding(Code.CHARACTERS, Severity.WARNING, message, hint)


def _mixed(word: str) -> bool:
    """Whether a word has Latin and other letters, and those of one kind could all be the other's."""
    latin = {char for char in word if char < "\u0250"}
    other = {char for char in word if "\u0370" <= char <= "\u04ff"}
    return bool(latin and other) and (other <= _LIKE_LATIN or latin <= _LATIN_LIKE)


def _spelt(word: str) -> str:
    strange = [char for char in word if "\u0370" <= char <= "\u04ff"]
    return f'"{word}" ({" ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(strange))})'


def _digits(candidate: Candidate, own: str) -> Iterator[Diagnostic]:
    text = prose.of(candidate.inlines)
    ours = re.search(f"[{own}]+", text)
    theirs = next((found[0] for found in _NUMBER.finditer(text) if not _is_of_a_name(text, found)), "")
    if ours and theirs:
        message = f"digits of two kinds: {ours[0]} and {theirs}"
        yield candidate.finding(Code.CHARACTERS, Severity.INFO, message, "Use one kind in a text; both are allowed.")


def _is_of_a_name(text: str, number: re.Match[str]) -> bool:
    """Whether a Latin word stands beside the number: a licence's version, the name of a page."""
    before, after = text[: number.start()].rstrip(), text[number.end() :].lstrip()
    return any(char.isascii() and char.isalpha() for char in (*before[-1:], *after[:1]))
