"""The quiz contract, as far as words can break it: choices that cannot be told apart, answers that accept nothing.

The rest of the contract holds by construction: a translation has no way to reach ids, order, marks or numbers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from wlw_i18n import inline
from wlw_i18n.checks.candidate import Candidate, excerpt
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind
from wlw_i18n.readers.answers import ACCEPTED_NOTE, CASE_NOTE, LONG, LONGER_BY, REFUSED_NOTE, REPLACING_NOTE
from wlw_i18n.readers.verdicts import ENGLISH, repeats

_MORE: Final = 1.25
"""How much more than in English a choice stands out; the lengths of all texts differ a little between languages."""

_ANSWERED: Final = {
    Kind.CHOICE: re.compile(r"\A\s*(\( ?[xX]? ?\)|\[ ?[xX]? ?\])(?=\s)"),
    Kind.ANSWERS: re.compile(r"^\s*(!?=)(?=\s)", re.MULTILINE),
}
"""Marks of answers as authors write them (`wlw_i18n.readers.marks`), or nearly so."""


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report accepted answers and choices without a sign in them, and feedback that repeats the platform's words."""
    if not candidate.may_be_served:
        return
    yield from _mark(candidate)
    match candidate.unit.kind:
        case Kind.ANSWERS if not any(_lines(candidate.message.msgstr)):
            hint = "Write one accepted answer a line."
            yield candidate.finding(Code.ANSWERS_EMPTY, Severity.WARNING, "there is no answer in these lines", hint)
        case Kind.CHOICE if candidate.message.msgstr.strip() and not inline.as_seen(candidate.inlines):
            if inline.as_seen(candidate.unit.inlines):
                message = "nothing can be seen of this choice"
                yield candidate.finding(Code.ANSWERS_EMPTY, Severity.WARNING, message, "Write its text.")
        case Kind.FEEDBACK if repeats(inline.visible(candidate.inlines), (*candidate.verdicts, *ENGLISH)):
            # The author hears of it already where the English does the same.
            if not repeats(inline.visible(candidate.unit.inlines)):
                message = "feedback begins with a word for right or wrong, which the platform writes before it"
                hint = "Begin with the reason."
                yield candidate.finding(Code.QUESTION_FEEDBACK_OPENING, Severity.WARNING, message, hint)
        case _:
            return


def _mark(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report the mark of an answer that was written into a translation, where learners would see it."""
    if candidate.unit.kind not in _ANSWERED:
        return
    pattern = _ANSWERED[candidate.unit.kind]
    found = pattern.search(candidate.message.msgstr)
    if found and not pattern.search(candidate.unit.text):
        message = f'the translation begins with the mark of an answer, "{found[1]}", which learners would see'
        if candidate.unit.kind is Kind.ANSWERS:
            message = f'an answer begins with the mark "{found[1]}", which learners would have to type'
        hint = "Delete the mark. Which answers are right stands in the lesson."
        yield candidate.finding(Code.MARKUP, Severity.WARNING, message, hint)


def check_together(candidates: Iterable[Candidate]) -> Iterator[Diagnostic]:
    """Compare the texts of each question with one another.

    What the English does not tell apart either is not reported. A question of which a text is not current is served in
    another language.

    Args:
        candidates: the translations of one document.
    """
    choices: defaultdict[str, list[Candidate]] = defaultdict(list)
    answers: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.unit.kind is Kind.CHOICE:
            choices[candidate.unit.question].append(candidate)
        elif candidate.is_current and candidate.unit.kind is Kind.ANSWERS:
            answers[candidate.unit.question].append(candidate)
    for together in choices.values():
        current = [candidate for candidate in together if candidate.is_current]
        yield from _alike(current)
        if len(current) == len(together) > 1:
            yield from _too_long(together)
    for together in answers.values():
        yield from _overlaps(together)


# Choices


def _alike(choices: Sequence[Candidate]) -> Iterator[Diagnostic]:
    """Choices that a learner cannot tell apart; all are named."""
    alike: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in choices:
        alike[inline.as_seen(candidate.inlines)].append(candidate)
    for same in alike.values():
        if len({inline.as_seen(candidate.unit.inlines) for candidate in same}) > 1:
            for candidate in same:
                yield candidate.finding(
                    Code.CHOICES_SAME,
                    Severity.WARNING,
                    f'another choice of this question reads the same: "{excerpt(candidate.message.msgstr)}"',
                    "Word them so that a learner can tell them apart.",
                )


def _too_long(choices: Sequence[Candidate]) -> Iterator[Diagnostic]:
    """A choice that stands out by its length, though the English one does not."""
    lengths = [len(inline.visible(each.inlines)) for each in choices]
    in_english = [len(inline.visible(each.unit.inlines)) for each in choices]
    longest = max(range(len(choices)), key=lengths.__getitem__)
    if not _stands_out(lengths, longest) or _stands_out(in_english, longest):
        return
    if lengths[longest] * _others(in_english, longest) > _MORE * in_english[longest] * _others(lengths, longest):
        message = "this choice is much longer than the others, which it is not in English"
        hint = "Shorten it, or the learner guesses from the length."
        yield choices[longest].finding(Code.QUESTION_LONG_ANSWER, Severity.INFO, message, hint)


def _stands_out(lengths: Sequence[int], number: int) -> bool:
    others = _others(lengths, number)
    return lengths[number] > others * LONG and lengths[number] - others > LONGER_BY


def _others(lengths: Sequence[int], number: int) -> int:
    return max((*lengths[:number], *lengths[number + 1 :]))


# Typed answers


def _overlaps(answers: Sequence[Candidate]) -> Iterator[Diagnostic]:
    """Refused answers that are accepted as well: a learner would never hear why they are wrong."""
    accepted: set[str] = set()
    in_english: set[str] = set()
    for each in answers:
        if {ACCEPTED_NOTE, REPLACING_NOTE} & set(each.unit.comments):
            accepted.update(_typed(each, each.message.msgstr))
            in_english.update(_typed(each, each.unit.text))
            if ACCEPTED_NOTE in each.unit.comments:
                accepted.update(_typed(each, each.unit.text))
    for each in answers:
        if REFUSED_NOTE not in each.unit.comments or any(line in in_english for line in _typed(each, each.unit.text)):
            continue
        for line in _lines(each.message.msgstr):
            if inline.as_typed(line, case=CASE_NOTE in each.unit.comments) in accepted:
                message = f'"{excerpt(line)}" is an accepted answer of this question as well'
                hint = "Take it out of these lines, or out of the accepted answers."
                yield each.finding(Code.ANSWERS_OVERLAP, Severity.WARNING, message, hint)


def _typed(answers: Candidate, text: str) -> list[str]:
    return [inline.as_typed(line, case=CASE_NOTE in answers.unit.comments) for line in _lines(text)]


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if inline.as_typed(line)]
