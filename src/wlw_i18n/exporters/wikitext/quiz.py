"""Questions for Extension:Quiz. What Quiz reads, and where it misreads, is in its documentation and its source.

A question begins at the start of a line after an empty one; `}` at the end of a line ends its head, whose last line is
`|type=…`; answers and feedback are one line each; what is typed is compared with unparsed text.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from wlw_i18n.exporters.wikitext.questions import (
    LEFT_EMPTY,
    accepted,
    anchors,
    ask,
    hint_box,
    opening,
    question_title,
    said_of_refused,
    unit_of_answers,
)
from wlw_i18n.exporters.wikitext.quiz_numbers import is_secret_number
from wlw_i18n.model.document import Block, ListBlock, Paragraph
from wlw_i18n.model.question import Choice, Choices, Number, NumberAnswers, Question, QuestionType, TextAnswers
from wlw_i18n.render.wikitext import Scribe, anchor_element, flat, join, prose
from wlw_i18n.render.wikitext.escape import text

__all__ = ["can_share", "fits_inside", "number_field", "quiz", "why_not"]

_EPSILON: Final = Decimal("0.000001")
# In a text field nothing is decoded: what the parser would change, and what Quiz takes for its own marks.
_NO_FIELD: Final = re.compile(
    r"[<>|{}\[\]~\x00-\x1f]|&#?\w+;|''|://|__|\(i\)\s*$|_\d*\s*$|^\s*$|^[-+]?[\d.,]++\s*(?:%|-|[\d.,]++\s*%)"
)


def why_not(question: Question) -> str:
    """Why Extension:Quiz cannot ask a question, or the empty string."""
    match question.answers:
        case Choices(items):
            right = sum(choice.correct for choice in items)
            if question.type is not QuestionType.MULTIPLE and right != 1:
                return "it needs exactly one right answer"
            return "" if items and all(choice.prose.inlines for choice in items) else "it needs answers with text"
        case TextAnswers():
            answers = accepted(question.answers)
            bad = next((answer for answer in answers if not _fits_field(answer)), None if answers else "")
            return "" if bad is None else f'it cannot compare what is typed with "{bad}"'
        case NumberAnswers(numbers):
            return "" if numbers and all(map(number_field, numbers)) else "it cannot read the number"


def _fits_field(answer: str) -> bool:
    # What the parser makes a link of would be compared as a link. Apostrophes and "&" alone stay what they are.
    plain = answer.replace("'", "").replace("&", "")
    return not (_NO_FIELD.search(answer) or is_secret_number(answer.strip())) and text(plain) == plain


def fits_inside(question: Question) -> bool:
    """Whether a question's introduction can stand in the quiz: lines that begin with `{` or `|` would break it."""
    return all(isinstance(block, Paragraph | ListBlock) for block in question.intro)


def can_share(questions: Sequence[Question], question: Question) -> bool:
    """Whether a question can be in one quiz with some others: a quiz has its attributes for all of them."""
    wanted = _needs(question)
    return all(wanted.get(name, value) == value for other in questions for name, value in _needs(other).items())


def quiz(questions: tuple[Question, ...], scribe: Scribe) -> str:
    """One `<quiz>` with questions that follow each other.

    A question alone has its heading and its introduction before the quiz. Several are one quiz, with one button and
    one score, and have their titles inside.
    """
    given = dict.fromkeys(name for question in questions for name, wanted in _needs(question).items() if wanted)
    tag = " ".join(["<quiz", 'display="simple"', *given])
    if len(questions) == 1:
        question = questions[0]
        return join([opening(question, scribe), f"{tag}>\n{_asked(question, '', scribe)}\n</quiz>"])
    asked = "\n\n".join(_asked(question, _inner_opening(question, scribe), scribe) for question in questions)
    return f"{tag}>\n{asked}\n</quiz>"


def _needs(question: Question) -> dict[str, bool]:
    """Attributes that a question wants its quiz to have, or not to have. Of the others it does not care."""
    match question.answers:
        case Choices():
            return {'shuffleanswers="true"': question.shuffle}
        case TextAnswers(case_sensitive=sensitive):
            # The mark "(i)" in a field holds for one of its answers only; the attribute holds for all, also for those
            # that translators add.
            return {'case="(i)"': not sensitive}
        case NumberAnswers():
            return {}


def number_field(number: Number) -> str:
    """What Quiz accepts for a number, as a range: its own percentages are cut to whole numbers. Empty if it cannot."""
    try:
        low, high = _bounds(number)
    except InvalidOperation:
        return ""
    if low > high:
        return ""
    return _plain(low) if low == high else f"{_plain(low)}-{_plain(high)}"


def _bounds(number: Number) -> tuple[Decimal, Decimal]:
    if number.range:
        first, _, last = number.value[1:-1].partition(",")
        low, high = Decimal(first.strip()), Decimal(last.strip())
        # Quiz knows closed ranges only; an open end is drawn in by less than any answer in a course differs.
        return low + _EPSILON * (number.value[0] != "["), high - _EPSILON * (number.value[-1] != "]")
    value, tolerance = Decimal(number.value), number.tolerance.strip()
    if tolerance.endswith("%"):
        spread = abs(value) * Decimal(tolerance[:-1].strip()) / 100
    else:
        spread = Decimal(tolerance or "0")
    return value - spread, value + spread


def _plain(value: Decimal) -> str:
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _inner_opening(question: Question, scribe: Scribe) -> str:
    title = prose(question_title(question, scribe), scribe)
    intro = "".join(_element(block, scribe) for block in question.intro)
    ids = "".join(map(anchor_element, anchors(question)))
    return f"{ids}<div><b>{title}</b></div>{intro}\n"


def _element(block: Block, scribe: Scribe) -> str:
    said = flat((block,), scribe)
    return f"<p>{said}</p>" if isinstance(block, Paragraph) else said


def _asked(question: Question, before: str, scribe: Scribe) -> str:
    lines = [f"{{{before}{ask(question, scribe)}"]
    lines += [hint_box(hint, scribe) for hint in question.hints]
    said = _said_of_all(question, scribe)
    if said:
        lines.append(f"|| {said}")
    kind, body = _object(question, scribe)
    return "\n".join([*lines, f'|type="{kind}"{_coefficient(question, scribe)}}}', *body])


def _said_of_all(question: Question, scribe: Scribe) -> str:
    """What is shown once the quiz is submitted, in one line: the explanation, and what is said of choices left empty.

    Quiz shows the feedback below a choice only to those who took it (its class `unselected` is hidden), so what is
    for the others has no place there. The explanation is shown to all.
    """
    if not isinstance(question.answers, Choices):
        return flat(question.explanation, scribe)
    items = question.answers.items
    unticked = [item for place, choice in enumerate(items, 1) for item in _left_empty(place, choice, question, scribe)]
    if not unticked:
        return flat(question.explanation, scribe)
    explanation = flat(question.explanation, scribe)
    if len(question.explanation) == 1 and isinstance(question.explanation[0], Paragraph):
        explanation = f"<p>{explanation}</p>"
    return f"{explanation}<ul>{''.join(unticked)}</ul>"


def _left_empty(place: int, choice: Choice, question: Question, scribe: Scribe) -> Iterator[str]:
    if not choice.feedback_unticked:
        return
    name = _called(place, choice, question, scribe)
    if not name:
        message = "what is said of a choice that is left empty cannot name a choice whose place changes"
        scribe.note(message, line=choice.prose.line, minor=True)
    before = f"{LEFT_EMPTY} <b>{name}</b>" if name else LEFT_EMPTY
    yield f"<li>{before} {flat(choice.feedback_unticked, scribe)}</li>"


def _called(place: int, choice: Choice, question: Question, scribe: Scribe) -> str:
    """What tells a choice from the others; empty if nothing can."""
    if not scribe.context.translate:
        return prose(choice.prose, scribe)
    # The choice is a unit already: a second one with its text would have to be translated twice.
    return "" if question.shuffle else f"{place}."


def _coefficient(question: Question, scribe: Scribe) -> str:
    weight = 1 if question.weight is None else question.weight
    if weight != int(weight) or weight < 1:
        message = f"Extension:Quiz has whole points only, not {weight:g}: it counts 1"
        scribe.note(message, line=question.line, minor=True)
        return ""
    return f' coef="{int(weight)}"' if weight > 1 else ""


def _object(question: Question, scribe: Scribe) -> tuple[str, list[str]]:
    match question.answers:
        case Choices(items):
            kind = "[]" if question.type is QuestionType.MULTIPLE else "()"
            return kind, [line for choice in items for line in _proposal(choice, scribe)]
        case TextAnswers():
            return "{}", list(_text_field(question.answers, scribe))
        case NumberAnswers(numbers):
            field = "|".join(number_field(number) for number in numbers)
            feedback = [f"|| {flat(number.feedback, scribe)}" for number in numbers if number.feedback]
            return "{}", [f"{{ {field} }}", *feedback]


def _proposal(choice: Choice, scribe: Scribe) -> Iterator[str]:
    yield f"{'+' if choice.correct else '-'} {prose(choice.prose, scribe)}"
    if choice.feedback:
        yield f"|| {flat(choice.feedback, scribe)}"


def _text_field(answers: TextAnswers, scribe: Scribe) -> Iterator[str]:
    field = unit_of_answers(answers, scribe, "|")
    if not answers.case_sensitive:
        # Quiz ignores the case of ASCII letters alone.
        known = accepted(answers)
        forms = [form for answer in known if not answer.isascii() for form in _cases(answer)]
        field = "|".join([field, *dict.fromkeys(form for form in forms if form not in known)])
    yield f"{{ {field} }}"
    yield from (f"|| {flat(feedback, scribe)}" for feedback in answers.feedback if feedback)
    yield from (f"|| {said}" for said in said_of_refused(answers, scribe))


def _cases(answer: str) -> Iterator[str]:
    yield from (answer.lower(), answer.upper(), answer[:1].upper() + answer[1:])
