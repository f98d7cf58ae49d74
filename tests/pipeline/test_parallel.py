"""Work on all cores: every result, every failure, no process left over, no waiting for ever."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wlw_i18n import outputs
from wlw_i18n.pipeline import parallel

WORKERS = 3


def results(function, items, workers: int = WORKERS) -> list[object]:
    found = dict(parallel.run(function, items, workers))
    assert sorted(found) == list(range(len(items)))
    return [found[index] for index in range(len(items))]


@pytest.fixture(autouse=True)
def no_process_is_left():
    yield
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("workers", [0, 1, 2, 3, 100])
@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_every_item_has_its_result(count: int, workers: int) -> None:
    assert results(lambda item: item * item, list(range(count)), workers) == [item * item for item in range(count)]


def test_workers_are_other_processes_and_see_the_callers_data() -> None:
    unpicklable = {"lambda": lambda item: item + 1}
    found = results(lambda item: (unpicklable["lambda"](item), os.getpid()), [1, 2, 3])
    assert [value for value, _ in found] == [2, 3, 4]
    assert os.getpid() not in {process for _, process in found}


def test_large_results_do_not_block() -> None:
    def large(item: int) -> dict[str, list[bytes]]:
        return {"nested": [bytes([item]) * 1_000_000, bytes([item]) * 500_000]}

    assert results(large, [1, 2, 3, 4, 5]) == [large(item) for item in (1, 2, 3, 4, 5)]


def test_results_come_as_they_are_ready(tmp_path: Path) -> None:
    def slow_first(item: int) -> int:
        if item == 0:
            while not (tmp_path / "go").exists():
                time.sleep(0.005)
        return item

    order = []
    for index, _ in parallel.run(slow_first, [0, 1, 2], 2):
        order.append(index)
        if index == 2:
            (tmp_path / "go").touch()
    assert order == [1, 2, 0]


def test_what_a_worker_raises_is_raised_here_with_the_place_where_it_was() -> None:
    def fail(item: int) -> int:
        raise KeyError(item)

    with pytest.raises(KeyError, match="7") as raised:
        results(fail, [7, 7])
    assert "in fail" in raised.value.__notes__[0]


class TwoWords(Exception):  # noqa: N818
    """Pickles, and cannot be unpickled."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


class NoPickle(Exception):  # noqa: N818
    """Cannot be pickled."""

    def __init__(self) -> None:
        super().__init__(lambda: None)


@pytest.mark.parametrize("error", [TwoWords("no", "way"), NoPickle()], ids=lambda error: type(error).__name__)
def test_an_error_that_cannot_travel_is_told(error: Exception) -> None:
    def fail(_item: int) -> int:
        raise error

    with pytest.raises(RuntimeError, match=type(error).__name__):
        results(fail, [1, 2])


def test_a_result_that_cannot_travel_is_told() -> None:
    with pytest.raises((AttributeError, TypeError), match="lambda"):
        results(lambda item: lambda: item, [1, 2])


def test_a_killed_worker_is_told() -> None:
    with pytest.raises(RuntimeError, match=r"a worker ended unexpectedly \(exit code -9\)"):
        results(lambda _item: os.kill(os.getpid(), signal.SIGKILL), [1, 2])


def test_a_worker_killed_while_it_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(self, buffer: bytes) -> None:
        os.write(self.fileno(), (1_000_000).to_bytes(4, "big") + b"part")
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr("multiprocessing.connection.Connection._send_bytes", half)
    with pytest.raises(RuntimeError, match="ended unexpectedly"):
        results(lambda item: item, [1, 2])


def test_the_others_are_stopped_when_one_fails() -> None:
    def fail_or_wait(item: int) -> int:
        if item == 0:
            raise ValueError("no")
        time.sleep(60)
        return item

    begun = time.monotonic()
    with pytest.raises(ValueError, match="no"):
        results(fail_or_wait, [0, 1, 2])
    assert time.monotonic() - begun < 30


def test_a_caller_that_stops_listening_stops_the_workers() -> None:
    found = parallel.run(lambda item: item or time.sleep(60), [1, 0, 0], WORKERS)
    assert next(found) == (0, 1)
    found.close()
    assert multiprocessing.active_children() == []


def test_without_forking_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert results(lambda item: (item, os.getpid()), [1, 2]) == [(1, os.getpid()), (2, os.getpid())]
    with pytest.raises(ZeroDivisionError):
        results(lambda item: 1 // item, [0, 0])


def test_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parallel.cores() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert parallel.cores() == 1


ORPHANS = """
import pathlib, sys, time
from wlw_i18n import outputs
from wlw_i18n.pipeline import parallel

def large(item):
    pathlib.Path(sys.argv[1], f"begun-{item}").touch()
    while not pathlib.Path(sys.argv[1], "answer").exists():
        time.sleep(0.005)
    return b"x" * 10_000_000

with outputs.locked(pathlib.Path(sys.argv[1], "lock")):
    for _ in parallel.run(large, [1, 2], 2):
        pass
"""


def test_workers_of_a_killed_run_end_and_give_its_lock_back(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ORPHANS, str(tmp_path)], stderr=subprocess.DEVNULL) as run:
        wait_for(lambda: (tmp_path / "begun-1").exists() and (tmp_path / "begun-2").exists())
        run.kill()
    (tmp_path / "answer").touch()
    wait_for(lambda: is_free(tmp_path / "lock"))


def is_free(lock: Path) -> bool:
    try:
        with outputs.locked(lock):
            return True
    except outputs.LockedError:
        return False


def wait_for(condition) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)
