"""Front matter: a file's title and settings, in YAML between two lines of `---`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Annotated, Any, Final, Literal, get_args

import msgspec
import yaml

from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.model.document import DocumentKind, Settings
from wlw_i18n.readers.report import Report

ShowAnswer = Literal[
    "always",
    "answered",
    "attempted",
    "closed",
    "finished",
    "correct_or_past_due",
    "past_due",
    "never",
    "after_attempts",
    "after_all_attempts",
    "after_all_attempts_or_correct",
    "attempted_no_past_due",
]
"""When a learner may see the answer: Open edX's names (`showanswer` of a problem)."""
LONGEST_ID: Final = 100
"""Files of every language and target are named after it."""
_MOST_BRACKETS: Final = 200
"""The YAML reader takes four times as long for twice as many that are not closed."""
Attempts = Annotated[int, msgspec.Meta(ge=1)]
Weight = Annotated[float, msgspec.Meta(ge=0, le=1_000_000)]
Identifier = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_ID)]

_FIELDS: Final[Mapping[str, Any]] = {
    "title": str,
    "id": Identifier,
    "kind": Literal["module", "lesson", "quiz", "assignment"],
    "graded": bool,
    "summary": str,
    "minutes": Annotated[int, msgspec.Meta(ge=0)],
    "status": Literal["ready", "draft"],
    "attempts": Attempts,
    "weight": Weight,
    "showanswer": ShowAnswer,
    "pages": Literal["one", "each"],
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says, checked."""

    title: str
    id: str = ""
    kind: DocumentKind = DocumentKind.LESSON
    summary: str = ""
    settings: Settings = field(default_factory=Settings)
    lines: Mapping[str, int] = field(default_factory=dict)
    """Line of each key."""


def split(text: str, report: Report) -> tuple[FrontMatter | None, str, int]:
    r"""Cut a file into front matter and body.

    Args:
        text: the file, with `\n` at line ends.
        report: takes what is wrong.

    Returns:
        The front matter, or None if the file cannot be used; the body; the line that the body begins on.
    """
    if not re.match(r"---[ \t]*(\n|$)", text):
        hint = "Write as first lines: ---, title: …, ---."
        _fault(report, 1, "the file does not begin with front matter", hint)
        return None, text, 1
    end = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE).search(
        text, text.index("\n") + 1 if "\n" in text else len(text)
    )
    if end is None:
        _fault(report, 1, "the front matter is never ended", "Write --- on a line of its own after the last setting.")
        return None, "", 1
    start = text.index("\n") + 1
    body = text[end.end() + 1 :]
    return read(text[start : end.start()], report), body, text.count("\n", 0, end.end()) + 2


def read(source: str, report: Report) -> FrontMatter | None:
    """Read the YAML of a front matter that begins on the second line of its file."""
    found = _parse(source, report)
    if found is None:
        return None
    values, lines = found
    checked = {key: _checked(key, value, lines[key], report) for key, value in values.items() if key in _FIELDS}
    for key in values.keys() - _FIELDS.keys():
        near = get_close_matches(key, _FIELDS, n=1)
        hint = f'Did you mean "{near[0]}"?' if near else f"Known are {', '.join(_FIELDS)}."
        _fault(report, lines[key], f'there is no setting "{key}"', hint)
    given = {key: value for key, value in checked.items() if value is not None}
    title = _words(given.get("title", ""))
    if not title:
        if values.get("title", "") == "":
            _fault(report, lines.get("title", 1), "the title is missing", 'Write a line such as title: "Three gaps".')
        return None
    return FrontMatter(
        title=title,
        id=given.get("id", ""),
        kind=DocumentKind(given.get("kind", "lesson")),
        summary=_words(given.get("summary", "")),
        settings=Settings(
            graded=given.get("graded", False),
            minutes=given.get("minutes"),
            draft=given.get("status") == "draft",
            attempts=given.get("attempts"),
            weight=given.get("weight"),
            showanswer=given.get("showanswer", ""),
            page_each=given.get("pages") == "each",
        ),
        lines=lines,
    )


def _words(text: str) -> str:
    return " ".join(text.replace("\0", "\N{REPLACEMENT CHARACTER}").split())


def _fault(report: Report, line: int, message: str, hint: str) -> None:
    report.add(Code.FRONT_MATTER, Severity.BROKEN, line, message, hint)


# YAML


def _parse(source: str, report: Report) -> tuple[dict[str, Any], dict[str, int]] | None:
    """Keys with their values, scalars as text, and with their lines."""
    hint = "Keep to key: value."
    if nests_too_deep(source):
        _fault(report, 1, "broken YAML: it has nesting that does not belong there", hint)
        return None
    try:
        node = yaml.compose(source, yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        quotes = "Put a text that has a colon, a quote or a # in it between double quotes."
        line = _line(source, mark.index) if mark else 1
        _fault(report, line, f"broken YAML: {error.problem or error.context}", quotes)
        return None
    except (yaml.YAMLError, RecursionError):
        _fault(report, 1, "broken YAML: it has characters or nesting that do not belong there", hint)
        return None
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        _fault(report, 2, "the front matter is not a list of settings", "Write one key: value on each line.")
        return None
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    line, counted = _line(source, 0), 0
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
        line += source.count("\n", counted, key.start_mark.index)
        counted = key.start_mark.index
        if name in values:
            _fault(report, line, f'"{name}" is set twice, first on line {lines[name]}', "Keep one of them.")
            continue
        values[name] = value.value if isinstance(value, yaml.ScalarNode) else None
        lines[name] = line
    return values, lines


def nests_too_deep(source: str) -> bool:
    """Whether it has more brackets than the YAML reader can take in a time that anybody would wait."""
    return max(source.count("["), source.count("{")) > _MOST_BRACKETS


def _line(source: str, place: int) -> int:
    """The line of a place in the front matter. YAML also takes other characters for line ends."""
    return source.count("\n", 0, place) + 2


def _checked(key: str, value: str | None, line: int, report: Report) -> Any:
    kind = _FIELDS[key]
    if value == "" and kind is not bool:
        return None
    try:
        return convert(value, kind)
    except msgspec.ValidationError:
        _fault(report, line, f'"{key}" must be {wanted(kind)}', _example(key))
        return None


def convert(value: str | None, kind: Any) -> Any:
    """Convert a setting as written to its type.

    Raises:
        msgspec.ValidationError: It is not of that type.
    """
    return msgspec.convert(value, kind, strict=False)


def wanted(kind: Any) -> str:
    """What a setting of a type may be, in words."""
    if kind is bool:
        return "true or false"
    if kind is str:
        return "text on one line"
    if kind is Identifier:
        return f"lower-case letters and digits, with single hyphens between words, {LONGEST_ID} at most"
    if choices := [str(choice) for choice in get_args(kind) if isinstance(choice, str)]:
        return f"one of {', '.join(choices)}"
    base = get_args(kind)[0]
    least = next((meta.ge for meta in kind.__metadata__ if isinstance(meta, msgspec.Meta)), 0)
    return f"a {'whole ' if base is int else ''}number, {least} or more"


def _example(key: str) -> str:
    examples = {"minutes": "minutes: 15", "attempts": "attempts: 2", "weight": "weight: 1.5", "graded": "graded: true"}
    return f"For example {examples[key]}." if key in examples else ""
