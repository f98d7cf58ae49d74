"""What authors say to the toolkit, in HTML comments.

`<!-- translators: … -->`, `<!-- no-translate -->` … `<!-- /no-translate -->`, `<!-- question id=… -->`,
`<!-- minor: … -->`. Any other comment is the author's own and is left out of everything.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Translators:
    """A word to those who translate the next unit."""

    text: str


@dataclass(frozen=True, slots=True)
class Minor:
    """The latest edit of the next unit does not concern translators."""

    note: str
    """What tells this edit from an earlier one: a date, a reason."""


@dataclass(frozen=True, slots=True)
class NoTranslate:
    """From here on, or no longer: the same text in every language."""

    starts: bool


@dataclass(frozen=True, slots=True)
class QuestionStart:
    """The heading above begins a question."""

    settings: tuple[tuple[str, str], ...]
    """As written, in order; a word without `=` has an empty name."""

    @property
    def by_name(self) -> Mapping[str, str]:
        """Settings by name; of two with one name, the first."""
        return dict(reversed(self.settings))


@dataclass(frozen=True, slots=True)
class Mistyped:
    """Nearly a directive."""

    meant: str
    """How it is written."""


Directive = Translators | Minor | NoTranslate | QuestionStart | Mistyped

_SETTING = re.compile(r'(?:(\w[\w-]*+)\s*=\s*)?("[^"]*"|[^\s"]++|")')
_FIRST_WORD = re.compile(r"([\w-]*)\s*(.*)", re.DOTALL)
_NO_TRANSLATE = re.compile(
    r"((?:/|end\b|stop\b)?)[\s/:_-]*(?:no|not|do[\s_-]?n.?t|do[\s_-]not)[\s_-]*translat(?:e|ed|es|ion)[\s:.]*",
    re.IGNORECASE,
)


def parse(comment: str) -> Directive | None:
    """The directive in a comment, given without its marks; None for an author's own comment."""
    body = " ".join(comment.split())
    name, colon, rest = body.partition(":")
    match name.rstrip().lower():
        case "translators" if colon and rest.strip():
            return Translators(rest.strip())
        case "minor":
            return Minor(rest.strip() or "minor")
        case "no-translate" if not colon:
            return NoTranslate(starts=True)
        case "/no-translate" if not colon:
            return NoTranslate(starts=False)
    if body == "question" or (body.startswith("question ") and "=" in body):
        found = _SETTING.findall(body.removeprefix("question"))
        return QuestionStart(tuple((name, value.strip('"')) for name, value in found))
    return _mistyped(body)


def _mistyped(body: str) -> Directive | None:
    found = _FIRST_WORD.match(body)
    word, rest = found.groups() if found else ("", "")
    if _near(word.lower(), "translators") and (rest.startswith(":") or word.lower() == "translators"):
        return Mistyped("<!-- translators: … -->")
    if _near(word.lower(), "question") and re.search(r"\bid\s*=", rest):
        return Mistyped("<!-- question id=… -->")
    if found := _NO_TRANSLATE.fullmatch(body):
        return Mistyped("<!-- /no-translate -->" if found[1] else "<!-- no-translate -->")
    return None


def _near(word: str, name: str) -> bool:
    return bool(get_close_matches(word, [name], cutoff=0.8))
