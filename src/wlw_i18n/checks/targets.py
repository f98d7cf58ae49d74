"""Link and picture targets: a translation may lead to another site, but not to a place that does not exist here."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from wlw_i18n.checks.candidate import Candidate, walk
from wlw_i18n.checks.safety import is_safe_url
from wlw_i18n.links import is_external
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Image, Inline, Link


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report links within the course, and pictures, that the source does not have, or that took another's place."""
    if candidate.is_plain or not candidate.may_be_served:
        return
    known, found = _targets(candidate.unit.inlines), _targets(candidate.inlines)
    hint = "Copy links within the course as they are; they lead to the page in the reader's language."
    strange = [target for target in found if target not in known]
    for target in strange:
        message = f'"{unquote(target)}" is not a page, a heading or a picture that the English text has'
        yield candidate.finding(Code.LINK_TARGET, Severity.WARNING, message, hint)
    if candidate.is_current and not strange and found.total() == known.total():
        for target in known - found:
            message = f'nothing leads to "{unquote(target)}"; something else is linked or shown twice'
            yield candidate.finding(Code.LINK_TARGET, Severity.WARNING, message, hint)


def _targets(inlines: tuple[Inline, ...]) -> Counter[str]:
    """Links within the course, and pictures."""
    nodes = (node for node in walk(inlines) if isinstance(node, Link | Image))
    targets = (node.target if isinstance(node, Link) else node.src for node in nodes)
    return Counter(target for target in targets if _is_internal(target))


def _is_internal(target: str) -> bool:
    return not is_external(target) and is_safe_url(target)
