"""What is shown now, and who waits for something new."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from wlw_i18n.preview.build import Built


@dataclass
class Live:
    """The latest look at the course, for the thread that looks and those that answer browsers."""

    _built: Built = field(default_factory=lambda: Built(None))
    _version: int = 0
    _is_over: bool = False
    _news: threading.Condition = field(default_factory=threading.Condition)
    _work: threading.RLock = field(default_factory=threading.RLock)

    @contextmanager
    def working(self) -> Iterator[None]:
        """One thread at a time makes pages or looks at the course.

        A look at many files forks; no other thread may hold a lock or be importing a module then.
        """
        with self._work:
            yield

    @property
    def built(self) -> Built:
        """The latest look."""
        with self._news:
            return self._built

    @property
    def is_over(self) -> bool:
        """Whether the server ends."""
        with self._news:
            return self._is_over

    def show(self, built: Built) -> None:
        """Put something new in place. What cannot be used leaves the pages as they were, with what is wrong."""
        with self._news:
            self._built = Built(built.snapshot or self._built.snapshot, built.problems)
            self._version += 1
            self._news.notify_all()

    def end(self) -> None:
        """Let those who wait go."""
        with self._news:
            self._is_over = True
            self._news.notify_all()

    def wait(self, known: int, seconds: float) -> int:
        """Wait for something newer than a version; return the version there is after so many seconds at most."""
        with self._news:
            self._news.wait_for(lambda: self._is_over or self._version != known, seconds)
            return self._version
