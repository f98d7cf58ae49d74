"""The glossary: words of the subject that a language has agreed on, names that stay, words that a program shows."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from wlw_i18n.checks import prose
from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.checks.terms import Term, TermKind, Terms, holds, spans
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind

_ENGLISH: Final = "en"
_PLAIN: Final = str.maketrans({"’": "'", "\n": " ", "\u00a0": " ", "\u202f": " ", "\u2011": "-"})


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report terms that are not translated as agreed, and words that the language has agreed not to use.

    Code, addresses and accepted answers are left out: learners may answer in other words. A term within a longer term
    is not asked for: "Wikidata" in "Wikidata item" is.
    """
    terms = candidate.rules.terms
    if not terms.rows or candidate.unit.kind is Kind.ANSWERS or not candidate.is_current:
        return
    found = _found(terms, _plain(prose.of(candidate.unit.inlines)))
    if not found:
        return
    translation = _plain(prose.of(candidate.inlines))
    for term in found:
        if term.kind is not TermKind.TERM:
            yield from _name(candidate, term, translation)
        elif candidate.unit.kind is not Kind.LABEL:  # a drawing has room for a short form
            yield from _term(candidate, term, translation)


def _plain(text: str) -> str:
    return text.replace("\n", " ") if text.isascii() else text.translate(_PLAIN)


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
    if any(_plain(form) in translation for form in forms):
        return
    what = "the name" if term.kind is TermKind.NAME else "what the program shows for"
    best = " or ".join(f'"{form}"' for form in dict.fromkeys(forms[:2]))
    message = f'{what} "{term.english[0]}" is not in the translation: write {best}'
    yield candidate.finding(Code.NAME_CHANGED, Severity.WARNING, message, term.comment)


# Which terms an English text has


@lru_cache(maxsize=2048)
def _found(terms: Terms, english: str) -> tuple[Term, ...]:
    """The terms of a text, longer ones first; what stands within a longer one is not asked for."""
    # Most texts have few terms, and to look for a word is much faster than to look for a pattern.
    small = english.casefold()
    near = {number for number, word in _longest_words(terms) if word in small}
    found, rest = [], english
    for number in sorted(near):
        before, rest = rest, _without(terms.rows[number], rest)
        if rest != before:
            found.append(terms.rows[number])
    return tuple(found)


@lru_cache(maxsize=256)
def _longest_words(terms: Terms) -> tuple[tuple[int, str], ...]:
    """For each form of each term: the term's number, and a word that a text with it has, in small letters."""
    return tuple((number, _longest_word(form)) for number, term in enumerate(terms.rows) for form in term.english)


def _longest_word(form: str) -> str:
    """Without a last letter that changes in the plural."""
    word = max(re.split(r"[\s-]+", form.casefold()), key=len)
    return word.removesuffix("y") or word


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
