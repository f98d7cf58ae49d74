"""When a sentence of captions is shown: told to translators in the unit's comment, and read there by the checks.

In the comment, and nowhere else, so that captions can be timed anew without any sentence being another one.
"""

import re
from dataclasses import dataclass

_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}\.\d"
_TOLD = re.compile(rf"Shown from ({_TIME}) to ({_TIME})(?:, in (\d{{1,4}}) parts)?\.")


@dataclass(frozen=True, slots=True)
class Timing:
    """Of a sentence."""

    start: int
    """In milliseconds."""
    end: int
    cues: int = 1

    @property
    def seconds(self) -> float:
        """How long it is shown."""
        return (self.end - self.start) / 1000


def tell(timing: Timing, speaker: str = "") -> str:
    """What translators are told of a sentence."""
    parts = f", in {timing.cues} parts" if timing.cues > 1 else ""
    said = f" {speaker} says it." if speaker else ""
    return f"Shown from {clock(timing.start)} to {clock(timing.end)}{parts}.{said}"


def told(comments: tuple[str, ...]) -> Timing | None:
    """When a sentence is shown, by its unit's comments; None if they do not tell."""
    found = next((found for comment in comments if (found := _TOLD.search(comment))), None)
    return None if found is None else Timing(_read(found[1]), _read(found[2]), int(found[3] or 1))


def clock(milliseconds: int) -> str:
    """A time as people read it, such as `1:05.2`."""
    tenths = milliseconds // 100
    minutes, seconds = divmod(tenths // 10, 60)
    hours, minutes = divmod(minutes, 60)
    shown = f"{hours}:{minutes:02}" if hours else str(minutes)
    return f"{shown}:{seconds:02}.{tenths % 10}"


def duration(seconds: int) -> str:
    """How long a video is, such as `1:05`."""
    return clock(seconds * 1000)[:-2]


def _read(time: str) -> int:
    total = 0.0
    for part in time.split(":"):
        total = total * 60 + float(part)
    return round(total * 1000)
