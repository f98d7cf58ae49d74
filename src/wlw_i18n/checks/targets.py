"""Link and picture targets: a translation may lead to another site, but not to a place that does not exist here."""

from collections.abc import Iterator

from wlw_i18n.checks.candidate import Candidate, walk
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Image, Inline, Link


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report a link within the course, or a picture, that the source does not have."""
    known = set(_targets(candidate.unit.inlines))
    for target in _targets(candidate.inlines):
        if target not in known and _is_internal(target):
            yield candidate.finding(
                Code.LINK_TARGET,
                Severity.WARNING,
                f'"{target}" is not a page, a heading or a picture that the English text has',
                "Copy links within the course as they are; they lead to the page in the reader's language.",
            )


def _targets(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for node in walk(inlines):
        if isinstance(node, Link):
            yield node.target
        elif isinstance(node, Image):
            yield node.src


def _is_internal(target: str) -> bool:
    return "://" not in target and not target.lower().startswith(("mailto:", "//"))
