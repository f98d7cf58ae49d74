"""The fuzzer's own promises: time for each target, an exit code that counts failures, lines that say what was done."""

from collections.abc import Callable

import pytest

from tests.fuzz import __main__ as runner
from tests.fuzz.targets import TARGETS


def _refuses(_content: bytes) -> None:
    raise ValueError


def _run(monkeypatch: pytest.MonkeyPatch, targets: dict[str, Callable[[bytes], None]], minutes: str = "0") -> int:
    for name, target in targets.items():
        monkeypatch.setitem(TARGETS, name, target)
    monkeypatch.setattr(runner, "EXAMPLES", 10)
    options = [part for name in targets for part in ("--target", name)]
    monkeypatch.setattr("sys.argv", ["fuzz", "--minutes", minutes, *options])
    return runner.main()


def test_a_target_that_fails_is_counted_and_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, {"inline": _refuses, "lock": lambda _: None}) == 1
    printed = capsys.readouterr().out
    assert "=== inline" in printed
    first, second = printed.splitlines()[-2:]
    assert first.startswith("inline: ")
    assert first.endswith("FAILED")
    assert second == "lock: 10 files in 0 seconds: no failure"


def test_minutes_are_for_each_target(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter(range(100_000))
    monkeypatch.setattr("tests.fuzz.__main__.time.monotonic", lambda: float(next(clock)))
    tallies = [runner.Tally(name) for name in ("inline", "lock")]
    monkeypatch.setattr(runner, "_holds", lambda _tally: True)
    runner.fuzz(tallies, 60)
    assert [tally.seconds for tally in tallies] == [60, 60]
    assert capsys.readouterr().out == ""
