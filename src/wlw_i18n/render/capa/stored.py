"""What Open edX keeps of a learner's answer: if that means something else one day, the answer does too."""

import hashlib
from collections.abc import Sequence
from typing import Final

from wlw_i18n.inline import visible
from wlw_i18n.model.question import Choices, Question, QuestionType
from wlw_i18n.render.capa.options import shown
from wlw_i18n.render.capa.xml import clean

_LENGTH: Final = 8


def stored(question: Question) -> tuple[str, tuple[str, ...]]:
    """How a question is answered, and what an answer depends on besides.

    Returns:
        The question's type, and a short hash of each choice's text where an answer is kept by the position of a choice
        (several right answers) or by its text (drop-down). A single choice is kept by its key, whatever it says.
    """
    match question.answers:
        case Choices(items) if question.type is QuestionType.MULTIPLE:
            return question.type.value, _hashes([visible(item.prose.inlines) for item in items])
        case Choices(items) if question.type is QuestionType.DROPDOWN:
            return question.type.value, _hashes([shown(item) for item in items])
        case _:
            return question.type.value, ()


def _hashes(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(hashlib.sha256(" ".join(clean(text).split()).encode()).hexdigest()[:_LENGTH] for text in texts)
