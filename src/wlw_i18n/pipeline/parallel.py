"""Running one function over several items on all cores.

Workers are forked, so they see the caller's data without copying it, and send back only their results. Where forking
is not to be had, or there is nothing to gain, the work is done here, one item after the other.
"""

import multiprocessing
import os
import pickle
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class WorkerLostError(RuntimeError):
    """A worker was ended from outside, such as for want of memory."""


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
        WorkerLostError: a worker was killed.
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
                inherited = (receiver, *running)
                process: BaseProcess = context.Process(target=_work, args=(function, items[index], sender, inherited))
                _start(process)
                sender.close()
                running[receiver] = (index, process)
            for ready in wait(list(running)):
                assert isinstance(ready, Connection)  # noqa: S101 - only connections are waited for
                index, finished = running.pop(ready)
                yield index, _receive(ready, finished)
    finally:
        for receiver, (_, process) in running.items():
            process.terminate()
            process.join()
            receiver.close()


def _start(process: BaseProcess) -> None:
    with warnings.catch_warnings():
        # Python 3.12 and later warn of forking beside threads. The one thread there may be shows progress; a worker
        # prints nothing, so it waits for no lock of that thread.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()


def _work(function: Callable[[Item], Result], item: Item, sender: Connection, inherited: Iterable[Connection]) -> None:
    # As long as any process can read from the pipe, a worker whose caller was killed would wait to be read for ever,
    # and hold the caller's lock.
    for receiver in inherited:
        receiver.close()
    try:
        sender.send((function(item), None))
    except BaseException as error:  # noqa: BLE001 - raised again by the caller
        with suppress(BrokenPipeError):
            sender.send((None, _sendable(error)))
    finally:
        sender.close()


def _sendable(error: BaseException) -> BaseException:
    """The error with the worker's traceback as a note; another in its place if it cannot travel."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - what was dumped here
    except (pickle.PickleError, TypeError, AttributeError, ValueError):
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


def _receive(receiver: Connection, process: BaseProcess) -> Any:
    try:
        result, error = receiver.recv()
    except (EOFError, OSError):  # nothing, or only a part
        process.join()
        message = f"a worker ended unexpectedly (exit code {process.exitcode})"
        raise WorkerLostError(message) from None
    finally:
        receiver.close()
    process.join()
    if error is not None:
        raise error
    return result
