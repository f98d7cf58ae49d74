"""What Extension:Quiz reads in a `<quiz>`, by its own rules: an oracle that knows nothing of how we write one.

Its rules, from its documentation (mediawiki.org, Extension:Quiz) and its behaviour: a question begins with `{` after an
empty line or at the start; its head ends at the first `}` that ends a line and follows neither `|` nor `}`; the head's
last line may be `|type=…`; what follows `||` in a head or on a line is feedback; other lines that do not begin with a
sign are dropped.
"""

import re
from dataclasses import dataclass

QUIZ = re.compile(r"<quiz(?P<attributes>[^>]*)>(?P<body>.*?)</quiz>", re.DOTALL)
_START = re.compile(r"(?:\A|\n[ \t]*)\n\{")
_QUESTION = re.compile(r"(?P<head>.*?[^|}])\}[ \t]*(?:\n(?P<object>.*)|\Z)", re.DOTALL)
_PARAMETERS = re.compile(r"\n\|([^|\n][^\n]*)\s*\Z")
_FIELD = re.compile(r"\{ ([^}]*?)(?:_(\d*) ?| )\}")


@dataclass(frozen=True)
class Proposal:
    """An answer to choose, and what is said to who chose it."""

    right: bool
    text: str
    feedback: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """One question as Quiz reads it; all texts are wikitext."""

    kind: str
    head: str
    explanation: str
    points: int
    proposals: tuple[Proposal, ...]
    fields: tuple[tuple[str, ...], ...]
    feedback: tuple[str, ...]
    """Of typed answers."""
    dropped: tuple[str, ...]


def questions(quiz: re.Match[str]) -> tuple[Asked, ...]:
    """The questions of a quiz that `QUIZ` found."""
    parts = [part for part in _START.split(quiz["body"]) if part]
    read = []
    rest = ""
    for part in parts:
        whole = f"{rest}\n\n{{{part}" if rest else part
        found = _QUESTION.match(whole)
        rest = "" if found else whole
        if found:
            read.append(_asked(found["head"], found["object"] or ""))
    assert not rest.strip(), rest
    return tuple(read)


def _asked(head: str, body: str) -> Asked:
    kind, points = "[]", 1
    if parameters := _PARAMETERS.search(head):
        head = head[: parameters.start()]
        if found := re.search(r'type="(.*?)"', parameters[1]):
            kind = found[1]
        if found := re.search(r'coef="(\d+)"', parameters[1]):
            points = int(found[1])
    text, *after = head.split("\n||")
    proposals: list[Proposal] = []
    fields: list[tuple[str, ...]] = []
    feedback: list[str] = []
    dropped: list[str] = []
    for line in filter(None, body.split("\n")):
        if line.startswith("||"):
            if proposals:
                last = proposals[-1]
                proposals[-1] = Proposal(last.right, last.text, (*last.feedback, line[2:].strip()))
            else:
                feedback.append(line[2:].strip())
        elif kind == "{}":
            fields += [_answers(field) for field in _FIELD.findall(line)]
        elif line[0] in "+-":
            proposals.append(Proposal(line[0] == "+", line[1:].strip()))
        else:
            dropped.append(line)
    said = after[0].strip() if after else ""
    return Asked(
        kind, text.strip(), said, points, tuple(proposals), tuple(fields), tuple(feedback), (*dropped, *after[1:])
    )


def _answers(field: tuple[str, str]) -> tuple[str, ...]:
    assert not field[1], f"a width: {field}"
    return tuple(answer for answer in re.split(r" *\| *", field[0].strip()) if answer)


def accepts(answers: tuple[str, ...], typed: str, *, folds: bool) -> bool:
    """Whether Quiz takes what is typed for one of a field's answers. Case is ignored for ASCII letters only."""
    return any(_accepts(answer, typed.strip(), folds=folds) for answer in answers)


def _accepts(answer: str, typed: str, *, folds: bool) -> bool:
    if found := re.fullmatch(r"(-?\d+\.?\d*)(?:-(-?\d+\.?\d*))?", answer.replace(",", ".")):
        try:
            value = float(typed.replace(",", "."))
        except ValueError:
            return False
        return float(found[1]) <= value <= float(found[2] or found[1])
    if answer.endswith(" (i)"):
        answer, folds = answer.removesuffix(" (i)"), True
    return typed == answer or (folds and _fold(typed) == _fold(answer))


def _fold(text: str) -> str:
    return "".join(char.lower() if char.isascii() else char for char in text)
