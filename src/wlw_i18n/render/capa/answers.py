"""What a text question accepts, and the spellings in which a learner may type it.

Open edX compares by `.lower()` and knows no Unicode normalisation, so `é` typed as two characters, `l’eau` with the
other apostrophe or `STRASSE` for `Straße` would be wrong. They become further accepted answers.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wlw_i18n.inline import visible
from wlw_i18n.model.document import Block
from wlw_i18n.model.question import AnswerPolicy, TextAnswers
from wlw_i18n.model.text import Prose
from wlw_i18n.render.capa.xml import WORD_JOINER, clean

_APOSTROPHES = re.compile("['\u2019\u02bc]")
_DOTLESS = frozenset({"tr", "az", "crh", "gag", "kaa", "lzz"})
"""Languages in which the small letter of `I` is `ı`."""
_LETTER_APOSTROPHE = frozenset({"uk", "be", "rue"})
"""Languages in which the apostrophe is a letter, for which some keyboards have a character of its own."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as a learner may type it, with what is said then."""

    text: str
    feedback: tuple[Block, ...] = ()


def lines(prose: Prose) -> tuple[str, ...]:
    """The answers of a prose, one a line; empty lines left out, white space made single."""
    return tuple(filter(None, (_tidy(line) for line in visible(prose.inlines).split("\n"))))


def accepted(answers: TextAnswers) -> tuple[Answer, ...]:
    """What is accepted, in the order to be written: the first is the one a learner is shown first."""
    source = tuple(filter(None, map(_tidy, answers.source)))
    translated = lines(answers.accepted)
    if answers.policy is AnswerPolicy.KEEP:
        translated = ()
    elif answers.policy is AnswerPolicy.REPLACE and translated:
        source = ()

    def with_feedback(texts: Iterable[str]) -> Iterator[Answer]:
        for number, text in enumerate(texts):
            yield Answer(text, answers.feedback[number] if number < len(answers.feedback) else ())

    written = (*with_feedback(translated), *with_feedback(source))
    return _with_spellings(written, answers, (), answers.accepted.lang)


def refused(answers: TextAnswers, taken: Iterable[Answer]) -> tuple[Answer, ...]:
    """The wrong answers that get a feedback of their own; none that is accepted."""
    written = (Answer(text, wrong.feedback) for wrong in answers.refused for text in lines(wrong.prose))
    return _with_spellings(written, answers, (answer.text for answer in taken), answers.accepted.lang)


def _tidy(line: str) -> str:
    return " ".join(clean(line).replace(WORD_JOINER, "").split())


def _with_spellings(
    written: Iterable[Answer], answers: TextAnswers, taken: Iterable[str], tag: str
) -> tuple[Answer, ...]:
    fold = str if answers.case_sensitive else str.lower
    seen = {fold(text) for text in taken}
    found: list[Answer] = []
    for answer in written:
        for spelling in _spellings(answer.text, tag, any_case=not answers.case_sensitive):
            if fold(spelling) not in seen:
                seen.add(fold(spelling))
                found.append(Answer(spelling, answer.feedback))
    return tuple(found)


def _spellings(text: str, tag: str, *, any_case: bool) -> Iterator[str]:
    for cased in (text, *(_other_cases(text, tag) if any_case else ())):
        for spelling in (cased, *_other_apostrophes(cased, tag)):
            yield spelling
            yield unicodedata.normalize("NFD", spelling)


def _other_apostrophes(text: str, tag: str) -> Iterator[str]:
    if _APOSTROPHES.search(text):
        yield _APOSTROPHES.sub("'", text)
        yield _APOSTROPHES.sub("\u2019", text)
        if tag.partition("-")[0] in _LETTER_APOSTROPHE:
            yield _APOSTROPHES.sub("\u02bc", text)


def _other_cases(text: str, tag: str) -> Iterator[str]:
    if "ß" in text:
        yield text.replace("ß", "ss")
    if "İ" in text:  # its .lower() is an i and a dot above
        yield text.replace("İ", "i")
    if "I" in text and tag.partition("-")[0] in _DOTLESS:
        yield text.replace("I", "ı")
