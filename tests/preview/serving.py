"""A preview at work, in threads of its own, for as long as a test needs it."""

import http.client
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wlw_i18n.preview import watch
from wlw_i18n.preview.build import Builder
from wlw_i18n.preview.live import Live
from wlw_i18n.preview.server import HOST, Server
from wlw_i18n.preview.watching import answering, keep_up

SECONDS = 20
"""How long a test waits for what should take far less: machines may be busy."""


@dataclass(frozen=True)
class Reply:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


@dataclass(frozen=True)
class Preview:
    """A preview at work."""

    server: Server
    builder: Builder

    @property
    def address(self) -> str:
        return self.server.address

    def get(self, path: str, *, host: str | None = None, method: str = "GET") -> Reply:
        """Ask for a path, which is sent as it stands."""
        connection = http.client.HTTPConnection(HOST, self.server.port, timeout=SECONDS)
        connection.putrequest(method, path, skip_host=True)
        named = f"{HOST}:{self.server.port}" if host is None else host
        for name in named.split("|"):
            if name:
                connection.putheader("Host", name)
        connection.endheaders()
        response = connection.getresponse()
        reply = Reply(response.status, dict(response.getheaders()), response.read())
        connection.close()
        return reply

    @contextmanager
    def events(self, page: str, digest: str) -> Iterator[Iterator[str]]:
        """The lines that a page hears, without the empty ones."""
        connection = http.client.HTTPConnection(HOST, self.server.port, timeout=SECONDS)
        connection.request("GET", f"/:preview/events?page={page}&digest={digest}")
        response = connection.getresponse()
        assert response.getheader("Content-Type", "").startswith("text/event-stream")
        try:
            yield (line for raw in response if (line := raw.decode().strip()))
        finally:
            connection.close()


@contextmanager
def previewing(root: Path, *codes: str) -> Iterator[Preview]:
    """Preview a course until the end of the block."""
    builder, live, stop = Builder(root, codes), Live(), threading.Event()
    known = watch.signature(root)
    live.show(builder.build())
    server = Server(live, 0)
    loop = threading.Thread(target=keep_up, args=(builder, known, live, stop.wait, lambda _: None))
    with answering(server):
        loop.start()
        try:
            yield Preview(server, builder)
        finally:
            stop.set()
            loop.join()
