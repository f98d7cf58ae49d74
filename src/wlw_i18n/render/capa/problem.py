"""A question as an Open edX problem.

One question, one `<problem>`: hints, weight and attempts belong to the problem, and a learner's answers are stored by
the position of a question in it. Single-choice answers are stored by the choice's `name`, which is its key, so that
choices may be moved. What the format cannot say is listed by `wlw_i18n.render.capa.limits`.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wlw_i18n.model.document import Block, Paragraph, Settings
from wlw_i18n.model.question import (
    Choice,
    Choices,
    NumberAnswers,
    Question,
    QuestionType,
    TextAnswers,
)
from wlw_i18n.model.text import Prose
from wlw_i18n.render.capa import answers as typed
from wlw_i18n.render.capa.options import option_texts
from wlw_i18n.render.capa.xml import WORD_JOINER, attributes, markup, plain, setting
from wlw_i18n.render.html import HtmlContext, blocks, prose, text

TEXT_FIELD_SIZE = "30"


def problem(question: Question, context: HtmlContext, settings: Settings, *, wrap: bool = False) -> str:
    """The XML of a question.

    Args:
        question: the question.
        context: how its prose becomes HTML; its `tag` and `rtl` are those of the question.
        settings: the document's, which hold where the question says nothing.
        wrap: whether the content says its language and direction; needed where they are not the page's own.

    Returns:
        The text of `problem/<url_name>.xml`.
    """
    tag, own, inside = _response(question, context)
    solution = _solution(question, context)
    response = "\n".join(
        [
            f"<{tag}{own}>",
            *_paragraphs(question.intro, context),
            *_labels(question, context),
            *inside,
            *([solution] if solution else []),
            f"</{tag}>",
        ]
    )
    if wrap:
        response = f"<div{_language(context)}>\n{response}\n</div>"
    body = "\n".join([response, *_hints(question, context, wrap=wrap)])
    return f"<problem{attributes(_settings(question, context, settings))}>\n{body}\n</problem>\n"


def _settings(question: Question, context: HtmlContext, settings: Settings) -> Mapping[str, str]:
    weight = question.weight if question.weight is not None else settings.weight
    attempts = question.attempts if question.attempts is not None else settings.attempts
    showanswer = question.showanswer or settings.showanswer
    values = {"display_name": setting(text(question.title), context.words["question"])}
    if weight is not None:
        values["weight"] = f"{weight:g}"
    if attempts is not None:
        values["max_attempts"] = str(attempts)
    if showanswer:
        values["showanswer"] = showanswer
    return values


def _language(context: HtmlContext) -> str:
    return attributes({"lang": context.tag, "dir": "rtl" if context.rtl else "ltr"})


def _paragraphs(inner: Sequence[Block], context: HtmlContext) -> Iterator[str]:
    if inner:
        yield markup(blocks(inner, context))


def _labels(question: Question, context: HtmlContext) -> Iterator[str]:
    yield f"<label>{_phrase(question.prompt, context)}</label>"
    if question.description is not None:
        yield f"<description>{_phrase(question.description, context)}</description>"
    if question.type is QuestionType.NUMBER:
        # The engine takes neither a decimal comma nor another script's digits.
        yield f"<description>{markup(context.word('number-help'))}</description>"


def _phrase(phrase: Prose, context: HtmlContext) -> str:
    """A label, a description, a choice.

    Open edX puts the text that stands before the first element of these into the page as HTML: `&lt;b&gt;` would be
    bold. Text in an element of its own is spared that.
    """
    written = markup(prose(phrase, context)) or "&#160;"
    return f"<span>{written}</span>" if _READ_AS_HTML.match(written) else written


_READ_AS_HTML = re.compile("[^<]*?&(?:lt;|amp;[A-Za-z#])")


def _said(inner: Sequence[Block], context: HtmlContext) -> str:
    """A feedback, a hint: one paragraph stands without an element of its own."""
    if len(inner) == 1 and isinstance(only := inner[0], Paragraph):
        return markup(prose(only.prose, context))
    return markup(blocks(inner, context))


def _feedback(name: str, inner: Sequence[Block], context: HtmlContext, **own: str) -> str:
    # An empty element would not be stripped from the page as the others are.
    said = _said(inner, context) if inner else ""
    return f"<{name}{attributes(own)}>{said}</{name}>" if said else ""


def _solution(question: Question, context: HtmlContext) -> str:
    if not question.explanation:
        return ""
    title = f"<p{context.words_attributes}>{markup(context.word('explanation'))}</p>"
    said = markup(blocks(question.explanation, context))
    return f'<solution>\n<div class="detailed-solution">\n{title}\n{said}\n</div>\n</solution>'


def _hints(question: Question, context: HtmlContext, *, wrap: bool) -> Iterator[str]:
    # Directly in the problem, wherever the rest stands: so each says its own language.
    said = [_said(hint, context) for hint in question.hints]
    if wrap:
        said = [f"<div{_language(context)}>{hint}</div>" for hint in said if hint]
    if any(said):
        yield "\n".join(["<demandhint>", *(f"<hint>{hint}</hint>" for hint in said if hint), "</demandhint>"])


# the answers

_Response = tuple[str, str, list[str]]
"""Element, its attributes, its content after the label."""


def _response(question: Question, context: HtmlContext) -> _Response:
    match question.answers:
        case Choices(items):
            if question.type is QuestionType.DROPDOWN:
                return _dropdown(items, context)
            if question.type is QuestionType.MULTIPLE:
                return _multiple(items, context)
            return _single(question, items, context)
        case TextAnswers():
            return _text_field(question.answers, context)
        case NumberAnswers():
            return _number_field(question.answers, context)


def _single(question: Question, items: Sequence[Choice], context: HtmlContext) -> _Response:
    names = choice_names(question.id, items)
    shuffle = {"shuffle": "true"} if question.shuffle else {}
    choices = [
        f"<choice{attributes({'correct': _boolean(item.correct), 'name': name})}>{_phrase(item.prose, context)}"
        f"{_feedback('choicehint', item.feedback, context)}</choice>"
        for name, item in zip(names, items, strict=True)
    ]
    group = f"<choicegroup{attributes({'type': 'MultipleChoice', **shuffle})}>"
    return "multiplechoiceresponse", "", [group, *choices, "</choicegroup>"]


def choice_names(question: str, items: Sequence[Choice]) -> tuple[str, ...]:
    """What a learner's choice is stored as: the key of its unit, and for text without one a hash of the text."""
    names: list[str] = []
    for item in items:
        name = item.prose.key
        if not name:
            # The same in every language, because text that is no unit is.
            count = sum(other.prose.text == item.prose.text for other in items[: len(names)])
            seed = f"{question}\n{item.prose.text}\n{count}"
            name = f"a-{hashlib.sha256(seed.encode()).hexdigest()[:8]}"
        names.append(name)
    return tuple(names)


def _multiple(items: Sequence[Choice], context: HtmlContext) -> _Response:
    choices = [
        f'<choice correct="{_boolean(item.correct)}">{_phrase(item.prose, context)}'
        f"{_feedback('choicehint', item.feedback, context, selected='true')}"
        f"{_feedback('choicehint', item.feedback_unticked, context, selected='false')}</choice>"
        for item in items
    ]
    return "choiceresponse", "", ["<checkboxgroup>", *choices, "</checkboxgroup>"]


def _dropdown(items: Sequence[Choice], context: HtmlContext) -> _Response:
    options = [
        f'<option correct="{_boolean(item.correct).capitalize()}">{markup(_escaped(shown))}'
        f"{_feedback('optionhint', item.feedback, context)}</option>"
        for shown, item in zip(option_texts(items), items, strict=True)
    ]
    return "optionresponse", "", ["<optioninput>", *options, "</optioninput>"]


def _escaped(shown: str) -> str:
    return plain(shown).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _boolean(correct: bool) -> str:
    return "true" if correct else "false"


def _text_field(answers: TextAnswers, context: HtmlContext) -> _Response:
    accepted = typed.accepted(answers)
    main, others = _main_answer(accepted)
    inside = [
        _feedback("correcthint", main.feedback, context),
        *(_answer("additional_answer", each.text, _feedback("correcthint", each.feedback, context)) for each in others),
        *(
            _answer("stringequalhint", wrong.text, said)
            for wrong in typed.refused(answers, accepted)
            if (said := _said(wrong.feedback, context))
        ),
        f'<textline size="{TEXT_FIELD_SIZE}"/>',
    ]
    kind = "" if answers.case_sensitive else "ci"
    return "stringresponse", f' answer="{_verbatim(main.text)}" type="{kind}"', [line for line in inside if line]


def _main_answer(accepted: Sequence[typed.Answer]) -> tuple[typed.Answer, list[typed.Answer]]:
    """The answer for the response itself, and the further ones: only in the first does `_or_` part two answers."""
    main = next((answer for answer in accepted if "_or_" not in answer.text.lower()), None)
    if main is not None:
        return main, [answer for answer in accepted if answer is not main]
    first = accepted[0] if accepted else typed.Answer(WORD_JOINER)
    return replace(first, text=first.text.replace("_", f"_{WORD_JOINER}")), list(accepted)


def _answer(name: str, answer: str, inside: str) -> str:
    start = f'<{name} answer="{_verbatim(answer)}"'
    return f"{start}>{inside}</{name}>" if inside else f"{start}/>"


def _verbatim(answer: str) -> str:
    # What a learner types is compared with this: nothing may be added, and NFD stays NFD.
    return answer.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _number_field(answers: NumberAnswers, context: HtmlContext) -> _Response:
    first, *others = answers.numbers
    inside = [
        f'<responseparam type="tolerance" default="{_verbatim(first.tolerance)}"/>' if first.tolerance else "",
        *(
            _answer("additional_answer", number.value, _feedback("correcthint", number.feedback, context))
            for number in others
        ),
        "<formulaequationinput/>",
        _feedback("correcthint", first.feedback, context),
    ]
    return "numericalresponse", f' answer="{_verbatim(first.value)}"', [line for line in inside if line]
