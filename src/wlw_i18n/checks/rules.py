"""What a course asks of a language's translations besides their English: words of the glossary, bounds on lengths."""

from dataclasses import dataclass, field
from typing import Final

from wlw_i18n.checks.terms import Terms


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language."""

    terms: Terms = field(default_factory=Terms)
    """Of the glossary."""
    shortest: float | None = None
    """A long text's translation has at least this share of its characters; None: what is customary."""
    longest: float = 2.5
    """At most this many times its characters."""
    verdicts: tuple[str, ...] = ()
    """The interface's words for right and wrong in the language."""


NONE: Final = Rules()
