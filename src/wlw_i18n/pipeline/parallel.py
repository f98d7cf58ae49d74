"""Running one function over several items on all cores.

Workers are forked, so they see the caller's data without copying it, and send back only their results. Where forking
is not to be had, or there is nothing to gain, the work is done here, one item after the other.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(function: Callable[[Item], Result], items: Sequence[Item], workers: int = 0) -> Iterator[tuple[int, Result]]:
    """Apply a function to each item; yield (index, result) as results come in.

    Args:
        function: any callable; its results must pickle, its arguments need not.
        items: what to work on; each is one task of at least some tens of milliseconds.
        workers: how many at once; 0 means one a processor.

    Raises:
        BaseException: what the function raised, from the first item that failed.
    """
    count = min(workers or cores(), len(items))
    if count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        for index, item in enumerate(items):
            yield index, function(item)
        return
    yield from _run_forked(function, items, count)


def _run_forked(function: Callable[[Item], Result], items: Sequence[Item], count: int) -> Iterator[tuple[int, Result]]:
    context = multiprocessing.get_context("fork")
    waiting = list(range(len(items)))[::-1]
    running: dict[Connection, tuple[int, BaseProcess]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < count:
                index = waiting.pop()
                receiver, sender = context.Pipe(duplex=False)
                process: BaseProcess = context.Process(target=_work, args=(function, items[index], sender))
                process.start()
                sender.close()
                running[receiver] = (index, process)
            for ready in wait(list(running)):
                assert isinstance(ready, Connection)  # noqa: S101 - only connections are waited for
                index, finished = running.pop(ready)
                yield index, _receive(ready, finished)
    finally:
        for _, process in running.values():
            process.terminate()
            process.join()


def _work(function: Callable[[Item], Result], item: Item, sender: Connection) -> None:
    try:
        sender.send((function(item), None))
    except BaseException as error:  # noqa: BLE001 - raised again by the caller
        sender.send((None, error))
    finally:
        sender.close()


def _receive(receiver: Connection, process: BaseProcess) -> Any:
    try:
        result, error = receiver.recv()
    except EOFError:
        process.join()
        message = f"a worker ended unexpectedly (exit code {process.exitcode})"
        raise RuntimeError(message) from None
    finally:
        receiver.close()
    process.join()
    if error is not None:
        raise error
    return result
