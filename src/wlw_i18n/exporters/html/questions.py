"""A question as a form: complete without a script, with the answer behind a `<details>`; the script grades it.

What a learner may be told stands once, in the list under "Show the answer": an item for each answer that has a verdict
or a feedback. The script reads the verdicts from there and shows the feedback that applies.
"""

from collections.abc import Iterator, Sequence

from wlw_i18n.exporters.html import grading
from wlw_i18n.model.document import Block
from wlw_i18n.model.question import Choices, NumberAnswers, Question, QuestionType, TextAnswers
from wlw_i18n.render.html import HtmlContext, attributes, blocks, content, escape, text


def question(question: Question, context: HtmlContext) -> str:
    """A question of any type as HTML."""
    attempts = f' data-attempts="{question.attempts}"' if question.attempts else ""
    case = ' data-case="1"' if isinstance(question.answers, TextAnswers) and question.answers.case_sensitive else ""
    shuffle = ' data-shuffle="1"' if question.shuffle else ""
    return (
        f'<form class="question" id="{escape(question.id)}" data-type="{question.type.value}" '
        f'data-show="{escape(question.showanswer)}"{attempts}{case}{shuffle} autocomplete="off">\n'
        f"{_heading(question, context)}{blocks(question.intro, context)}{_fields(question, context)}"
        f"{_controls(context)}{_hints(question, context)}{_answer(question, context)}</form>\n"
    )


def _heading(question: Question, context: HtmlContext) -> str:
    level = min(6, max(question.level + context.heading_shift, context.top_heading))
    anchor = f' id="{escape(question.anchor)}"' if question.anchor not in {"", question.id} else ""
    own = attributes(question.title, context)
    title = f"<h{level}{anchor}{own}>{content(question.title, context)}</h{level}>\n"
    if question.weight is None:
        return title
    points = context.phrase("points", count=f"{question.weight:g}")
    return f'{title}<p class="points"{context.words_attributes}>{points}</p>\n'


def _fields(question: Question, context: HtmlContext) -> str:
    notes: list[str] = []
    if question.description is not None:
        own = attributes(question.description, context, "tip")
        notes.append(f'<p id="{question.id}:tip"{own}>{content(question.description, context)}</p>\n')
    if question.type is QuestionType.NUMBER:
        own = f' class="tip"{context.words_attributes}'
        notes.append(f'<p id="{question.id}:help"{own}>{context.phrase("number-help")}</p>\n')
    ids = [f"{question.id}:{name}" for name in ("tip", "help") if any(f":{name}" in note for note in notes)]
    described = f' aria-describedby="{" ".join(ids)}"' if ids else ""
    legend = f"<legend{attributes(question.prompt, context)}>{content(question.prompt, context)}</legend>\n"
    return f"<fieldset{described}>\n{legend}{''.join(notes)}{_inputs(question, context)}</fieldset>\n"


def _inputs(question: Question, context: HtmlContext) -> str:
    match question.answers:
        case Choices() if question.type is QuestionType.DROPDOWN:
            return _dropdown(question.answers, context)
        case Choices():
            kind = "checkbox" if question.type is QuestionType.MULTIPLE else "radio"
            return "".join(_choices(question.id, kind, question.answers, context))
        case TextAnswers():
            return _field(question.answers.accepted.lang, 'dir="auto" spellcheck="false"', context)
        case NumberAnswers():
            return _field(context.tag, 'dir="ltr" inputmode="decimal"', context)


def _choices(name: str, kind: str, choices: Choices, context: HtmlContext) -> Iterator[str]:
    for index, choice in enumerate(choices.items):
        box = f'<input type="{kind}" name="{escape(name)}" value="{index}" />'
        label = f"<span{attributes(choice.prose, context)}>{content(choice.prose, context)}</span>"
        yield f'<div class="choice"><label>{box} {label}</label></div>\n'


def _dropdown(choices: Choices, context: HtmlContext) -> str:
    own = context.language(context.words_in.get("choose", context.words_tag or context.tag))
    first = f'<option value=""{own}>{context.word("choose")}</option>'
    options = "".join(
        f'<option value="{index}"{attributes(choice.prose, context)}>{escape(text(choice.prose))}</option>'
        for index, choice in enumerate(choices.items)
    )
    return f"<p><label>{_label(context)} <select>{first}{options}</select></label></p>\n"


def _field(lang: str, how: str, context: HtmlContext) -> str:
    language = f' lang="{escape(lang)}"' if lang != context.tag else ""
    return f'<p><label>{_label(context)} <input type="text" {how}{language} autocapitalize="off" /></label></p>\n'


def _label(context: HtmlContext) -> str:
    return f'<span class="label"{context.words_attributes}>{context.phrase("your-answer")}</span>'


def _controls(context: HtmlContext) -> str:
    """What only the script can serve, and shows."""
    own = context.words_attributes
    return (
        f'<p class="actions" hidden="hidden"{own}><button type="submit">{context.phrase("check-answer")}</button> '
        f'<span class="left"></span></p>\n<div class="verdict" role="status"></div>\n'
    )


def _hints(question: Question, context: HtmlContext) -> str:
    own, word = context.words_attributes, context.phrase("hint")
    many = len(question.hints) > 1
    return "".join(
        f'<details class="hint"><summary{own}>{word}{f" {number}" if many else ""}</summary>\n'
        f"{blocks(hint, context)}</details>\n"
        for number, hint in enumerate(question.hints, 1)
    )


def _answer(question: Question, context: HtmlContext) -> str:
    explanation = ""
    if question.explanation:
        title = f'<p class="callout-title"{context.words_attributes}>{context.phrase("explanation")}</p>'
        explanation = f'<div class="explanation">\n{title}\n{blocks(question.explanation, context)}</div>\n'
    return (
        f'<details class="answer"><summary{context.words_attributes}>{context.phrase("show-answer")}</summary>\n'
        f'<ul class="verdicts">\n{"".join(_verdicts(question, context))}</ul>\n{explanation}</details>\n'
    )


def _verdicts(question: Question, context: HtmlContext) -> Iterator[str]:
    match question.answers:
        case Choices(choices):
            for index, choice in enumerate(choices):
                shown = f"<span{context.language(choice.prose.lang)}>{content(choice.prose, context)}</span>"
                ticked = "ticked" if choice.feedback_unticked else ""
                said = feedback(choice.feedback, context, ticked)
                said += feedback(choice.feedback_unticked, context, "unticked")
                yield _verdict(shown, f'data-choice="{index}"', said, context, right=choice.correct)
        case TextAnswers():
            for answer in grading.text_answers(question.answers):
                data = f'data-text="{escape(chr(10).join(answer.spellings)).replace(chr(10), "&#10;")}"'
                shown = f"<bdi>{escape(answer.text)}</bdi>"
                yield _verdict(shown, data, feedback(answer.feedback, context), context, right=answer.right)
        case NumberAnswers(numbers):
            for number, interval in zip(numbers, grading.intervals(question.answers), strict=True):
                tolerance = f" ± {number.tolerance}" if number.tolerance else ""
                shown = f'<bdi dir="ltr">{escape(number.value + tolerance)}</bdi>'
                data = f'data-interval="{interval.json}"'
                yield _verdict(shown, data, feedback(number.feedback, context), context, right=True)


def _verdict(shown: str, data: str, said: str, context: HtmlContext, *, right: bool) -> str:
    word = context.phrase("right-answer" if right else "wrong-answer")
    sign = f'<strong class="sign"{context.words_attributes}>{word}</strong>'
    return f'<li class="{"right" if right else "wrong"}" {data}>{sign} {shown}\n{said}</li>\n'


def feedback(said: Sequence[Block], context: HtmlContext, kind: str = "") -> str:
    """Feedback, or nothing. Its kind, `ticked` or `unticked`, is a class if it depends on whether a choice is taken."""
    if not said:
        return ""
    kinds = f"feedback {kind}" if kind else "feedback"
    return f'<div class="{kinds}">\n{blocks(said, context)}</div>\n'
