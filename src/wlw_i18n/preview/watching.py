"""Looking at the course again on each save, until somebody stops it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from wlw_i18n.preview import watch
from wlw_i18n.preview.build import Builder, Built
from wlw_i18n.preview.live import Live
from wlw_i18n.preview.server import Server


def keep_up(
    builder: Builder,
    known: watch.Signature,
    live: Live,
    wait: Callable[[float], bool],
    tell: Callable[[Built], object],
) -> None:
    """Bring what is shown up to date on each save.

    Args:
        builder: looks at the course.
        known: the signature of the course as it is shown.
        live: what is shown.
        wait: waits so many seconds; says whether to stop.
        tell: told of each look.
    """
    for _ in watch.changes(builder.root, known, wait):
        with live.working():
            built = builder.build()
        live.show(built)
        tell(built)


@contextmanager
def answering(server: Server) -> Iterator[None]:
    """Answer browsers, in threads of their own, until the end of the block."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.live.end()
        server.shutdown()
        server.server_close()
        thread.join()
