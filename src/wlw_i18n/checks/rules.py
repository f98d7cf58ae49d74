"""What a course asks of a language's translations besides their English: words of the glossary, bounds on lengths."""

from dataclasses import dataclass
from typing import Final

from wlw_i18n.checks.terms import Term


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language."""

    terms: tuple[Term, ...] = ()
    """Of the glossary, longer ones first."""
    shortest: float | None = None
    """A long text's translation has at least this share of its characters; None: what is customary."""
    longest: float = 2.5
    """At most this many times its characters."""
    verdicts: tuple[str, ...] = ()
    """The interface's words for right and wrong in the language."""


NONE: Final = Rules()
