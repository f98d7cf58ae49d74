"""What a course decides about its checks (`[checks]` of `course.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wlw_i18n.model.diagnostic import Code, Severity


@dataclass(frozen=True, slots=True)
class LanguageChecks:
    """What holds for one language."""

    severities: Mapping[Code, Severity | None] = field(default_factory=dict)
    """How much a finding matters; None: it is not reported."""
    shortest: float | None = None
    """Least share of the English's characters that a long text's translation has; None: what is customary."""
    longest: float = 2.5
    """At most this many times the English's characters."""


@dataclass(frozen=True, slots=True)
class Checks:
    """What holds for a course."""

    default: LanguageChecks = LanguageChecks()
    by_language: Mapping[str, LanguageChecks] = field(default_factory=dict)
    """By BCP 47 tag; each is complete."""

    def of(self, tag: str) -> LanguageChecks:
        """What holds for a language, by its BCP 47 tag; the empty tag is the source's."""
        return self.by_language.get(tag, self.default)


@dataclass(frozen=True, slots=True)
class Excuse:
    """A finding that people have looked at and that is right as it is."""

    code: Code
    key: str
    reason: str
    line: int
    """In the file of excuses."""
