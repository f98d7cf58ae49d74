"""A question as a self-check that needs no script and no form: hints and answers stand at the chapter's end.

Reading systems do not agree on `<details>`: many show what is inside at once. A link works in all of them. So a
question leads to its hints and to its answer, and both lead back.
"""

from collections.abc import Iterator, Sequence

from wlw_i18n.exporters.html import grading
from wlw_i18n.exporters.html.questions import feedback
from wlw_i18n.model.question import Choices, NumberAnswers, Question, QuestionType, TextAnswers
from wlw_i18n.render.html import HtmlContext, attributes, blocks, content, escape, text

_TOP = 2
"""Level of the headings "Hints" and "Answers"."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def question(question: Question, context: HtmlContext) -> str:
    """A question of any type: what is asked, what there is to choose from, and where the answer is."""
    level = min(6, max(question.level + context.heading_shift, context.top_heading))
    own = attributes(question.title, context)
    anchor = f' id="{escape(question.anchor)}"' if question.anchor not in {"", question.id} else ""
    parts = [
        f'<section class="question" id="{escape(question.id)}">\n'
        f"<h{level}{anchor}{own}>{content(question.title, context)}</h{level}>\n",
        blocks(question.intro, context),
        f"<p{attributes(question.prompt, context, 'prompt')}>{content(question.prompt, context)}</p>\n",
    ]
    if question.description is not None:
        tip = attributes(question.description, context, "tip-line")
        parts.append(f"<p{tip}>{content(question.description, context)}</p>\n")
    if isinstance(question.answers, Choices):
        parts.append(_choices(question, question.answers, context))
    parts.append(f'<p class="ways"{context.words_attributes}>{" ".join(_ways(question, context))}</p>\n</section>\n')
    return "".join(parts)


def answers(questions: Sequence[Question], context: HtmlContext) -> str:
    """The ends of a chapter: its questions' hints, then their answers; the empty string for a chapter without any."""
    hinted = [question for question in questions if question.hints]
    html = _part("hints", "hint", hinted, [_hints(question, context) for question in hinted], context)
    return html + _part("answers", "answer", questions, [_answer(question, context) for question in questions], context)


def _part(word: str, kind: str, questions: Sequence[Question], shown: Sequence[str], context: HtmlContext) -> str:
    if not questions:
        return ""
    html = [f'<section class="{word}">\n<h{_TOP}{context.words_attributes}>{context.word(word)}</h{_TOP}>\n']
    for question, inner in zip(questions, shown, strict=True):
        title = f"<h{_TOP + 1}{context.language(question.title.lang)}>{escape(text(question.title))}</h{_TOP + 1}>\n"
        back = (
            f'<p class="ways"{context.words_attributes}><a href="#{escape(question.id)}">'
            f"{context.word('back-to-question')}</a></p>\n"
        )
        html.append(f'<section class="{kind}" id="{place(kind, question)}">\n{title}{inner}{back}</section>\n')
    return "".join([*html, "</section>\n"])


def place(kind: str, question: Question) -> str:
    """The id of a question's hints or answer; with a colon, which no heading's id has."""
    return f"{kind}:{escape(question.id)}"


def _ways(question: Question, context: HtmlContext) -> Iterator[str]:
    if question.hints:
        yield f'<a href="#{place("hint", question)}">{context.word("hint")}</a>'
    yield f'<a href="#{place("answer", question)}">{context.word("show-answer")}</a>'


def _choices(question: Question, choices: Choices, context: HtmlContext) -> str:
    kind = "several" if question.type is QuestionType.MULTIPLE else "one"
    items = "".join(
        f'<li><span class="letter">{letter(index)}</span> '
        f"<span{attributes(choice.prose, context)}>{content(choice.prose, context)}</span></li>\n"
        for index, choice in enumerate(choices.items)
    )
    return f'<ul class="choices {kind}">\n{items}</ul>\n'


def letter(index: int) -> str:
    """What a choice is called: A, B, C and so on; numbers after Z."""
    return _LETTERS[index] if index < len(_LETTERS) else str(index + 1)


def _hints(question: Question, context: HtmlContext) -> str:
    return "".join(f"<div>\n{blocks(hint, context)}</div>\n" for hint in question.hints)


def _answer(question: Question, context: HtmlContext) -> str:
    html = f'<ul class="verdicts">\n{"".join(_verdicts(question, context))}</ul>\n'
    if question.explanation:
        title = f'<p class="callout-title"{context.words_attributes}>{context.word("explanation")}</p>'
        html += f'<div class="explanation">\n{title}\n{blocks(question.explanation, context)}</div>\n'
    return html


def _verdicts(question: Question, context: HtmlContext) -> Iterator[str]:
    match question.answers:
        case Choices(choices):
            for index, choice in enumerate(choices):
                shown = f"<span{context.language(choice.prose.lang)}>{content(choice.prose, context)}</span>"
                said = feedback(choice.feedback, context, "ticked" if choice.feedback_unticked else "")
                said += feedback(choice.feedback_unticked, context, "unticked")
                yield _verdict(
                    f'<span class="letter">{letter(index)}</span> {shown}', said, context, right=choice.correct
                )
        case TextAnswers():
            for answer in grading.text_answers(question.answers):
                said = feedback(answer.feedback, context)
                yield _verdict(f"<bdi>{escape(answer.text)}</bdi>", said, context, right=answer.right)
        case NumberAnswers(numbers):
            for number in numbers:
                tolerance = f" ± {number.tolerance}" if number.tolerance else ""
                shown = f'<bdi dir="ltr">{escape(number.value + tolerance)}</bdi>'
                yield _verdict(shown, feedback(number.feedback, context), context, right=True)


def _verdict(shown: str, said: str, context: HtmlContext, *, right: bool) -> str:
    word = context.word("right-answer" if right else "wrong-answer")
    sign = f'<strong class="sign"{context.words_attributes}>{word}</strong>'
    return f'<li class="{"right" if right else "wrong"}">{sign} {shown}\n{said}</li>\n'
