"""Checks of translations: each a generator of diagnostics about one unit, each in a file of its own.

They run before assembly. A translation with a finding in `REJECTING` is not served: that unit falls back alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from wlw_i18n.checks import (
    addresses,
    captions,
    characters,
    completeness,
    dates,
    doubled,
    edges,
    glossary,
    length,
    markup,
    numbers,
    picture_words,
    placeholders,
    punctuation,
    quiz,
    safety,
    staleness,
    targets,
    typography,
    unchanged,
)
from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic

__all__ = ["CHECKS", "REJECTING", "Candidate", "check_all"]

Check = Callable[[Candidate], Iterator[Diagnostic]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "completeness": completeness.check,
        "staleness": staleness.check,
        "markup": markup.check,
        "targets": targets.check,
        "placeholders": placeholders.check,
        "numbers": numbers.check,
        "dates": dates.check,
        "safety": safety.check,
        "quiz": quiz.check,
        "edges": edges.check,
        "unchanged": unchanged.check,
        "length": length.check,
        "captions": captions.check,
        "picture_words": picture_words.check,
        "addresses": addresses.check,
        "glossary": glossary.check,
        "doubled": doubled.check,
        "punctuation": punctuation.check,
        "characters": characters.check,
        "typography": typography.check,
    }
)
"""By name, in the order in which findings are reported."""

REJECTING = frozenset(
    {
        Code.MARKUP,
        Code.LINK_TARGET,
        Code.PLACEHOLDER,
        Code.UNSAFE,
        Code.CHOICES_SAME,
        Code.ANSWERS_EMPTY,
        Code.ANSWERS_OVERLAP,
    }
)
"""A translation with one of these is not served."""


def check_all(candidates: Iterable[Candidate]) -> Iterator[Diagnostic]:
    """Run every check over the translations of one document in one language.

    Suggestions and other guesses are only counted: nobody is served them, and who confirms one makes it right first.
    """
    together = []
    for candidate in candidates:
        for check in CHECKS.values():
            yield from check(candidate)
        together.append(candidate)
    yield from quiz.check_together(together)
    yield from typography.check_together(together)
