"""The glossary: words of the subject that a language has agreed on, names that stay, words that a program shows."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from wlw_i18n.checks import prose
from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.checks.terms import Term, TermKind, holds, spans
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind

_ENGLISH: Final = "en"
_PLAIN: Final = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-"})


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report terms that are not translated as agreed, and words that the language has agreed not to use.

    Code, addresses and accepted answers are left out: learners may answer in other words. A term within a longer term
    is not asked for: "Wikidata" in "Wikidata item" is.
    """
    terms = candidate.rules.terms
    if not terms or candidate.unit.kind is Kind.ANSWERS or not candidate.is_current:
        return
    english = prose.of(candidate.unit.inlines).translate(_PLAIN)
    found = _found(terms, english)
    if not found:
        return
    translation = prose.of(candidate.inlines).translate(_PLAIN)
    for term in found:
        if term.kind is TermKind.TERM:
            yield from _term(candidate, term, translation)
        else:
            yield from _name(candidate, term, translation)


def _term(candidate: Candidate, term: Term, translation: str) -> Iterator[Diagnostic]:
    hint = f"Note of the glossary: {term.comment}" if term.comment else ""
    if not holds((*term.use, *term.also), translation, candidate.language) and not _in_a_title(candidate, term):
        best = f'"{term.use[0]}"' + "".join(f' or "{form}"' for form in term.also[:2])
        message = f'"{term.english[0]}" is {best} in the glossary; the translation has neither'
        if not term.also:
            message = f'"{term.english[0]}" is {best} in the glossary; the translation does not have it'
        yield candidate.finding(Code.TERM_MISSING, Severity.WARNING, message, hint)
    never = next((form for form in term.never if spans(form, translation, candidate.language)), "")
    if never:
        message = f'"{never}" is not to be used for "{term.english[0]}": write "{term.use[0]}"'
        yield candidate.finding(Code.TERM_FORBIDDEN, Severity.WARNING, message, hint)


def _in_a_title(candidate: Candidate, term: Term) -> bool:
    """Whether the term is written with a capital letter, and stands so in the translation: the title of a work."""
    written = (found[0] for found in _pattern(term.english, term.kind).finditer(candidate.unit.text))
    return any(not word[0].islower() and word in candidate.message.msgstr for word in written)


def _name(candidate: Candidate, term: Term, translation: str) -> Iterator[Diagnostic]:
    forms = (*term.use, *term.also, *(term.english if term.kind is TermKind.NAME or not term.use else ()))
    if any(form.translate(_PLAIN) in translation for form in forms):
        return
    what = "the name" if term.kind is TermKind.NAME else "what the program shows for"
    best = " or ".join(f'"{form}"' for form in dict.fromkeys(forms[:2]))
    message = f'{what} "{term.english[0]}" is not in the translation: write {best}'
    yield candidate.finding(Code.NAME_CHANGED, Severity.WARNING, message, term.comment)


# Which terms an English text has


@lru_cache(maxsize=2048)
def _found(terms: tuple[Term, ...], english: str) -> tuple[Term, ...]:
    """The terms of a text, longer ones first; what stands within a longer one is not asked for."""
    found = []
    rest, small = english, english.casefold()
    for term, beginnings in zip(terms, _beginnings(terms), strict=True):
        # Most texts have few terms, and to look for a word is much faster than to look for a pattern.
        if any(beginning in small for beginning in beginnings):
            before, rest = rest, _without(term, rest)
            if rest != before:
                found.append(term)
    return tuple(found)


@lru_cache(maxsize=256)
def _beginnings(terms: tuple[Term, ...]) -> tuple[tuple[str, ...], ...]:
    """What a text has, in small letters, if it may have the term: the first word, without a last letter that changes."""
    return tuple(tuple(_first_word(form) for form in term.english) for term in terms)


def _first_word(form: str) -> str:
    first = re.split(r"[\s-]", form, maxsplit=1)[0].casefold()
    return first.removesuffix("y") or first


def _without(term: Term, text: str) -> str:
    pattern = _pattern(term.english, term.kind)
    return pattern.sub(prose.OBJECT, text) if pattern.search(text) else text


@lru_cache(maxsize=4096)
def _pattern(forms: tuple[str, ...], kind: TermKind) -> re.Pattern[str]:
    """Terms in any case and number; names and words of a program as they are written."""
    alternatives = "|".join(_alternative(form, kind) for form in sorted(forms, key=len, reverse=True))
    flags = re.IGNORECASE if kind is TermKind.TERM else re.NOFLAG
    return re.compile(rf"(?<![\w#])(?:{alternatives})(?!\w)", flags)


def _alternative(form: str, kind: TermKind) -> str:
    written = r"[\s-]+".join(re.escape(word) for word in form.split())
    if kind is not TermKind.TERM:
        return written
    return rf"{written[:-1]}(?:y|ies)" if form.endswith("y") else rf"{written}(?:s|es)?"
