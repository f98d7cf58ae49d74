"""Words in a drawing that are too long for their place."""

from collections.abc import Iterator
from math import ceil

from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report a translation that does not fit even in the smallest letters that a drawing may have."""
    room = candidate.unit.room
    if candidate.unit.kind is not Kind.LABEL or not room.widths or not candidate.may_be_served:
        return
    from wlw_i18n.svg import fitting, pieces, widths  # noqa: PLC0415 - slow to import

    fitted = fitting.fit(pieces.lines(candidate.inlines), room)
    if fitted.excess <= 0:
        return
    # What the comment says of the letters holds for letters of usual width; these may be wider or narrower.
    percent = ceil(fitted.excess * 100)
    lines = len(room.widths)
    where = "its place" if lines == 1 else f"its {lines} lines"
    letters = widths.letters(min(room.widths))
    message = f"the text is {percent} % too long for {where} in the picture, even in smaller letters"
    hint = f"Say it in fewer words, or shorten them: about {letters} letters fit" + (
        " on a line." if lines > 1 else "."
    )
    yield candidate.finding(Code.PICTURE_TEXT_LONG, Severity.WARNING, message, hint)
