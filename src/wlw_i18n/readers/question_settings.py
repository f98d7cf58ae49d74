"""The settings of a question, from its comment: `<!-- question id=q-name weight=2 attempts=3 type=dropdown -->`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final, Literal

import msgspec

from wlw_i18n.model.diagnostic import Code
from wlw_i18n.model.question import AnswerPolicy, QuestionType
from wlw_i18n.readers.directives import QuestionStart
from wlw_i18n.readers.frontmatter import Attempts, ShowAnswer, Weight, convert, wanted
from wlw_i18n.readers.report import QuestionReport

_YES_OR_NO = Literal["yes", "no"]
_FIELDS: Final[Mapping[str, Any]] = {
    "id": str,
    "weight": Weight,
    "attempts": Attempts,
    "type": Literal["single", "multiple", "dropdown", "text", "number"],
    "shuffle": _YES_OR_NO,
    "case": _YES_OR_NO,
    "showanswer": ShowAnswer,
    "answers": Literal["keep", "add", "replace"],
}
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class QuestionSettings:
    """What the comment says, checked; None or empty where it says nothing."""

    id: str = ""
    weight: float | None = None
    attempts: int | None = None
    type: QuestionType | None = None
    shuffle: bool = False
    case: bool = False
    showanswer: str = ""
    answers: AnswerPolicy = AnswerPolicy.ADD
    line: int = 0


def read_settings(start: QuestionStart, line: int, report: QuestionReport) -> QuestionSettings:
    """Check the settings of a question; faulty ones are reported and count as not given."""
    values: dict[str, Any] = {}
    for name, value in start.settings:
        if name in values:
            report.fault(Code.QUESTION_SETTING, line, f'"{name}" is set twice', "Keep one of them.")
        elif name not in _FIELDS:
            _unknown(name or value, line, report)
        else:
            values[name] = _checked(name, value, line, report)
    given = {name: value for name, value in values.items() if value is not None}
    return QuestionSettings(
        id=_id(start.by_name.get("id", ""), line, report),
        weight=given.get("weight"),
        attempts=given.get("attempts"),
        type=QuestionType(given["type"]) if "type" in given else None,
        shuffle=given.get("shuffle") == "yes",
        case=given.get("case") == "yes",
        showanswer=given.get("showanswer", ""),
        answers=AnswerPolicy(given.get("answers", "add")),
        line=line,
    )


def check_effect(settings: QuestionSettings, kind: QuestionType, report: QuestionReport) -> None:
    """Warn of settings that mean nothing for a type of question."""
    without_effect = {
        "shuffle": settings.shuffle and kind is not QuestionType.SINGLE,
        "case": settings.case and kind is not QuestionType.TEXT,
        "answers": settings.answers is not AnswerPolicy.ADD and kind is not QuestionType.TEXT,
    }
    for name, idle in without_effect.items():
        if idle:
            message = f'"{name}" has no effect in a question of type {kind}'
            report.warn(Code.QUESTION_SETTING, settings.line, message, "Take it out.")


def _unknown(name: str, line: int, report: QuestionReport) -> None:
    if name in _FIELDS:
        report.fault(Code.QUESTION_SETTING, line, f'"{name}" has no value', f"Write {name}= and a value.")
        return
    near = get_close_matches(name, _FIELDS, n=1)
    hint = (
        f'Did you mean "{near[0]}"?'
        if near
        else f"Known are {', '.join(_FIELDS)}, each with = and a value without spaces."
    )
    report.fault(Code.QUESTION_SETTING, line, f'unknown setting "{name}"', hint)


def _checked(name: str, value: str, line: int, report: QuestionReport) -> Any:
    try:
        return convert(value, _FIELDS[name])
    except msgspec.ValidationError:
        message = f'"{name}" must be {wanted(_FIELDS[name])}, not "{value}"'
        report.fault(Code.QUESTION_SETTING, line, message, "Correct it, or take it out.")
        return None


def _id(value: str, line: int, report: QuestionReport) -> str:
    if _ID.fullmatch(value):
        return value
    message = f'"{value}" cannot be the id of a question' if value else "the question has no id"
    hint = "Write id= and lower-case letters, digits and hyphens, a letter first, such as id=q-red-link."
    report.fault(Code.QUESTION_ID, line, message, hint)
    return ""
