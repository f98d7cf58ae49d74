"""Whether a sentence fits into its captions, and whether people can read it in time."""

from dataclasses import dataclass

from wlw_i18n.speech import limits, spread
from wlw_i18n.speech.timing import Timing


@dataclass(frozen=True, slots=True)
class Fit:
    """How a sentence of captions does in one language."""

    fits: bool
    """Whether each cue has at most two lines, none wider than a line may be."""
    room: int
    """Columns of all lines together."""
    per_second: float
    """Characters to be read in a second."""
    limit: int
    """Characters that people read in a second."""
    readable: int
    """Characters that people read in the time that the sentence is shown."""

    @property
    def is_too_fast(self) -> bool:
        """Whether people cannot read it in time."""
        return self.per_second > self.limit


def fit(text: str, timing: Timing, tag: str) -> Fit:
    """How a sentence does.

    Args:
        text: what is shown of it, on one line.
        timing: when it is shown.
        tag: BCP 47 tag of its language.
    """
    limit = limits.of(tag)
    shown = [text[start:end].rstrip() for start, end in spread.over(text, (1.0,) * timing.cues, limit.columns)]
    return Fit(
        fits=all(_fits(part, limit.columns) for part in shown),
        room=timing.cues * limits.LINES * limit.columns,
        per_second=limits.characters(text) / timing.seconds if timing.seconds > 0 else 0.0,
        limit=limit.per_second,
        readable=int(timing.seconds * limit.per_second),
    )


def _fits(part: str, width: int) -> bool:
    lines = spread.lines(part, width)
    return len(lines) <= limits.LINES and all(limits.columns(part[start:end].rstrip()) <= width for start, end in lines)
