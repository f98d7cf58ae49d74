"""Fuzzing for as long as there is time: `python -m tests.fuzz --minutes 10 [--target NAME]`.

A failure is shrunk, shown and kept by hypothesis, in `.hypothesis/`, from where the next run begins.
"""

import argparse
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


def main() -> int:
    """Fuzz; return how many of the targets failed."""
    arguments = _arguments()
    names = arguments.target or [*TARGETS, "sync"]
    end = time.monotonic() + arguments.minutes * 60
    failed: set[str] = set()
    rounds = 0
    while time.monotonic() < end and failed != set(names):
        for name in names:
            if name not in failed and time.monotonic() < end and not _holds(name):
                failed.add(name)
        rounds += 1
    found = ", ".join(sorted(failed)) or "no failure"
    sys.stdout.write(f"{rounds} rounds of {EXAMPLES} files ({SLOW_EXAMPLES} for sync): {found}\n")
    return len(failed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--target", action="append", choices=[*TARGETS, "sync"])
    return parser.parse_args()


def _holds(name: str) -> bool:
    try:
        _search(name)
    except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
        sys.stdout.write(f"=== {name}\n")
        traceback.print_exc(file=sys.stdout)
        sys.stdout.flush()
        return False
    return True


def _search(name: str) -> None:
    common = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
    if name == "sync":
        settings(common, max_examples=SLOW_EXAMPLES)(given(course.damages())(_timed(course.survives)))()
        return
    settings(common, max_examples=EXAMPLES)(given(damaged(seeds.of(name)))(_timed(TARGETS[name])))()


def _timed(target: Callable[[_Example], None]) -> Callable[[_Example], None]:
    def run(example: _Example) -> None:
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
