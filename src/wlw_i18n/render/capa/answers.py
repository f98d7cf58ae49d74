"""What a text question accepts, and the spellings in which a learner may type it.

Open edX compares by `.lower()` and knows no Unicode normalisation, so `é` typed as two characters, `l’eau` with the
other apostrophe, `STRASSE` for `Straße` or `2001` for `٢٠٠١` would be wrong. They become further accepted answers.
`wlw_i18n.inline.as_typed` is what they have in common.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wlw_i18n.inline import as_typed, visible
from wlw_i18n.model.document import Block
from wlw_i18n.model.question import AnswerPolicy, TextAnswers
from wlw_i18n.model.text import Prose
from wlw_i18n.render.capa.xml import WORD_JOINER, clean

_APOSTROPHES = re.compile("['\u2019\u02bc]")
_PLAIN_SIGNS = str.maketrans(
    {**dict.fromkeys("\u201c\u201d\u201e\u201f", '"'), **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")}
)
"""Signs that many keyboards do not have."""
_ZEROS = {
    "\u0660": frozenset({"ar", "aeb", "apc", "ary", "arz", "azb", "ckb", "fa", "glk", "lrc", "mzn", "ps"}),
    "\u06f0": frozenset({"ar", "azb", "fa", "glk", "ks", "lrc", "mzn", "pnb", "ps", "sd", "skr", "ur"}),
    "\u0966": frozenset({"bho", "hi", "mai", "mr", "ne", "sa"}),
    "\u09e6": frozenset({"as", "bn"}),
    "\u0e50": frozenset({"th"}),
    "\u1040": frozenset({"my"}),
    "\u17e0": frozenset({"km"}),
}
"""The zeros of other digits than 0 to 9, and who writes with them; nine more follow each."""
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
        return _with_spellings(_with_feedback(translated, answers), answers, (), answers.accepted.lang)
    written = (*_with_feedback(translated, answers), *_with_feedback(source, answers))
    return _with_spellings(written, answers, (), answers.accepted.lang)


def _with_feedback(texts: Sequence[str], answers: TextAnswers) -> Iterator[Answer]:
    """Answers with what is said to them.

    Feedback belongs to the source's answers. A translator may add, drop and move lines: a line that is one of the
    source's keeps its feedback; another one stands for that in its place, if there are as many lines as in the source.
    """
    source = [as_typed(text, case=answers.case_sensitive) for text in answers.source]
    typed = [as_typed(text, case=answers.case_sensitive) for text in texts]
    for number, text in enumerate(texts):
        place = source.index(typed[number]) if typed[number] in source else number
        stands_for_another = place == number and len(texts) == len(source) and source[number] not in typed
        known = typed[number] in source or stands_for_another
        yield Answer(text, answers.feedback[place] if known and place < len(answers.feedback) else ())


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
    found = [text, *(_other_cases(text, tag) if any_case else ())]
    for others in (_other_apostrophes, _other_signs, _other_digits):
        found += [other for spelling in found for other in others(spelling, tag)]
    for spelling in found:
        yield spelling
        yield unicodedata.normalize("NFD", spelling)


def _other_apostrophes(text: str, tag: str) -> Iterator[str]:
    if _APOSTROPHES.search(text):
        yield _APOSTROPHES.sub("'", text)
        yield _APOSTROPHES.sub("\u2019", text)
        if tag.partition("-")[0] in _LETTER_APOSTROPHE:
            yield _APOSTROPHES.sub("\u02bc", text)


def _other_signs(text: str, _: str) -> Iterator[str]:
    yield text.translate(_PLAIN_SIGNS)


def _other_digits(text: str, tag: str) -> Iterator[str]:
    if not any(map(str.isdecimal, text)):
        return
    ascii_digits = "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)
    yield ascii_digits
    language, *rest = tag.split("-")
    for zero, languages in _ZEROS.items():
        if language in languages and "Latn" not in rest:
            yield ascii_digits.translate({ord("0") + number: ord(zero) + number for number in range(10)})


def _other_cases(text: str, tag: str) -> Iterator[str]:
    if "ß" in text:
        yield text.replace("ß", "ss")
    if "İ" in text:  # its .lower() is an i and a dot above
        yield text.replace("İ", "i")
    if "I" in text and tag.partition("-")[0] in _DOTLESS:
        yield text.replace("I", "ı")
