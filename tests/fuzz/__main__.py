"""Fuzzing for as long as there is time: `python -m tests.fuzz --minutes 10 [--target NAME]`, minutes for each target.

A failure ends its target. Hypothesis makes it smaller, shows it and keeps it in `.hypothesis/`, from where the next
run begins.
"""

import argparse
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import TypeVar

from hypothesis import HealthCheck, given, settings

from tests.fuzz import course, seeds
from tests.fuzz.mutations import damaged
from tests.fuzz.targets import TARGETS

_Example = TypeVar("_Example")
EXAMPLES = 200
SLOW_EXAMPLES = 20
SECONDS = 20
"""A file of a few thousand characters that takes longer has found something."""


class HangError(Exception):
    """Reading a file does not end."""


@dataclass(slots=True)
class Tally:
    """What a target did so far."""

    name: str
    files: int = 0
    """Those of shrinking a failure too."""
    seconds: float = 0.0
    failed: bool = False


def main() -> int:
    """Fuzz; return how many of the targets failed."""
    arguments = _arguments()
    names = list(dict.fromkeys(arguments.target or [*TARGETS, "sync"]))
    tallies = [Tally(name) for name in names]
    try:
        fuzz(tallies, arguments.minutes * 60)
    finally:
        sys.stdout.write("".join(f"{line(tally)}\n" for tally in tallies))
    return sum(tally.failed for tally in tallies)


def fuzz(tallies: Sequence[Tally], seconds: float) -> None:
    """Fuzz each target for so long, in rounds, so that a run that is stopped early has looked at all of them."""
    left = list(tallies)
    while left:
        for tally in left:
            begin = time.monotonic()
            tally.failed = not _holds(tally)
            tally.seconds += time.monotonic() - begin
        left = [tally for tally in left if not tally.failed and tally.seconds < seconds]


def line(tally: Tally) -> str:
    """One line for a person: the target, how much was tried, what came of it."""
    found = "FAILED" if tally.failed else "no failure"
    return f"{tally.name}: {tally.files} files in {tally.seconds:.0f} seconds: {found}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1, help="for each target")
    parser.add_argument("--target", action="append", choices=[*TARGETS, "sync"], help="may be given more than once")
    return parser.parse_args()


def _holds(tally: Tally) -> bool:
    try:
        _search(tally)
    except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
        sys.stdout.write(f"=== {tally.name}\n")
        traceback.print_exc(file=sys.stdout)
        sys.stdout.flush()
        return False
    return True


def _search(tally: Tally) -> None:
    common = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
    if tally.name == "sync":
        settings(common, max_examples=SLOW_EXAMPLES)(given(course.damages())(_timed(course.survives, tally)))()
        return
    target = _timed(TARGETS[tally.name], tally)
    settings(common, max_examples=EXAMPLES)(given(damaged(seeds.of(tally.name)))(target))()


def _timed(target: Callable[[_Example], None], tally: Tally) -> Callable[[_Example], None]:
    def run(example: _Example) -> None:
        tally.files += 1
        with _limit():
            target(example)

    return run


@contextmanager
def _limit() -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


if __name__ == "__main__":
    sys.exit(main())
