"""Captions: a translation that does not fit into the lines of its cues, or that nobody can read in time."""

from collections.abc import Iterator
from math import ceil

from wlw_i18n import inline
from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.text import Kind
from wlw_i18n.speech import timing
from wlw_i18n.speech.fit import fit


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Compare a sentence of captions with the room and the time that its unit's comment tells."""
    if candidate.unit.kind is not Kind.SPEECH or not candidate.is_current:
        return
    shown = timing.told(candidate.unit.comments)
    text = " ".join(inline.visible(candidate.inlines).split())
    if shown is None or not text:
        return
    found = fit(text, shown, candidate.language)
    if not found.fits:
        parts = f"{shown.cues} parts" if shown.cues > 1 else "one part"
        message = f"the caption is too long for its lines: two lines in {parts}, {found.room} characters at most"
        hint = "Say it in fewer words, or in words that are not so long."
        yield candidate.finding(Code.CAPTION_ROOM, Severity.WARNING, message, hint)
    if found.is_too_fast:
        message = (
            f"{ceil(found.per_second)} characters a second are to be read, more than {found.limit}: the caption "
            f"is shown for {shown.seconds:.1f} seconds"
        )
        hint = f"Say it in at most {found.readable} characters."
        yield candidate.finding(Code.CAPTION_SPEED, Severity.WARNING, message, hint)
