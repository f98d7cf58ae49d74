"""The server: this machine's browsers alone, pages that were made in memory, and the course's media.

No part of an address is ever taken for a path of the file system: what an address stands for is looked up in the
list of what the site has.
"""

import mimetypes
import os
import sys
from contextlib import suppress
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from wlw_i18n.preview.inject import PREFIX
from wlw_i18n.preview.live import Live
from wlw_i18n.preview.pages import Answer, answer

HOST: Final = "127.0.0.1"
USUAL_PORT: Final = 8765
_PORTS: Final = 20
"""How many ports are tried."""
_NAMES: Final = (HOST, "localhost")
"""What a browser may call this server. Any other name is another site's, made to lead here."""
_PULSE: Final = 10.0
"""Seconds after which a browser that waits hears that the server is still there."""
_HEADERS: Final = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".webm": "video/webm",
    ".ogv": "video/ogg",
    ".mp4": "video/mp4",
}


class Server(ThreadingHTTPServer):
    """The preview's server, on loopback alone.

    Args:
        live: what is shown.
        port: of the server; 0 for any that is free.

    Raises:
        OSError: the port is taken.
    """

    daemon_threads = True
    block_on_close = False
    # A server that was stopped may start again at once. On Windows this would let two programs share a port.
    allow_reuse_address = os.name == "posix"
    allow_reuse_port = False

    def __init__(self, live: Live, port: int) -> None:
        self.live = live
        super().__init__((HOST, port), Handler)

    @property
    def port(self) -> int:
        """The port that it answers on."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return f"http://{HOST}:{self.port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has gone is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def start(live: Live, port: int | None) -> Server:
    """Start a server on a port; without one, on the usual port or one of the next.

    Raises:
        OSError: the port, or each of them, is taken.
    """
    if port is not None:
        return Server(live, port)
    for usual in range(USUAL_PORT, USUAL_PORT + _PORTS - 1):
        with suppress(OSError):
            return Server(live, usual)
    return Server(live, USUAL_PORT + _PORTS - 1)


class Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    protocol_version = "HTTP/1.1"
    server_version = "wlw-i18n"
    sys_version = ""
    timeout = 60
    server: Server

    def do_GET(self) -> None:
        """Answer a request."""
        if not self._is_ours():
            self._refuse()
            return
        path, query = self._asked()
        if path == f"{PREFIX}/events":
            self._tell(parse_qs(query))
        else:
            self._send(self._answer(path))

    def do_HEAD(self) -> None:
        """Answer a request for headers alone."""
        self.do_GET()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Say nothing: the terminal is for what concerns the course."""

    def _is_ours(self) -> bool:
        """Whether the browser meant this server, and not a name that was made to lead to this machine."""
        return self.headers.get_all("Host", []) in [[f"{name}:{self.server.port}"] for name in _NAMES]

    def _asked(self) -> tuple[str, str]:
        parts = urlsplit(self.path)
        path = unquote(parts.path, errors="replace").removeprefix("/")
        return (f"{path}index.html" if not path or path.endswith("/") else path), parts.query

    def _answer(self, path: str) -> Answer:
        folder, _, name = path.partition("/")
        if folder == PREFIX and name in _OWN:
            return Answer(_own(name))
        live = self.server.live
        with live.working():
            return answer(live.built, path)

    def _send(self, found: Answer) -> None:
        self.send_response(found.status)
        suffix = f".{(urlsplit(self.path).path.rpartition('/')[2] or 'index.html').rpartition('.')[2].lower()}"
        self.send_header("Content-Type", _TYPES[".html"] if found.is_page else _type(suffix))
        self.send_header("Content-Length", str(len(found.content)))
        if not found.is_page:
            # A drawing may hold scripts, which are not run when it is opened by itself.
            self.send_header(
                "Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
            )
        self._end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.content)

    def _refuse(self) -> None:
        said = f"This address is answered only as {self.server.address}\n".encode()
        self.send_response(HTTPStatus.MISDIRECTED_REQUEST)
        self.send_header("Content-Type", _TYPES[".txt"])
        self.send_header("Content-Length", str(len(said)))
        self.send_header("Connection", "close")
        self._end_headers()
        self.wfile.write(said)

    def _tell(self, query: dict[str, list[str]]) -> None:
        """Tell a browser, for as long as it listens, when the page that it shows is another."""
        path = unquote(query.get("page", ["/"])[0]).removeprefix("/")
        path = f"{path}index.html" if not path or path.endswith("/") else path
        seen = query.get("digest", [""])[0]
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self._end_headers()
        live, version = self.server.live, -1
        while not live.is_over:
            newest = live.wait(version, _PULSE)
            if newest == version or live.is_over:
                self._say(": still here\n\n")
                continue
            version = newest
            digest = self._answer(path).digest
            self._say(": looked\n\n" if digest == seen else f"event: changed\ndata: {digest}\n\n")
            seen = digest

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def _end_headers(self) -> None:
        for name, value in _HEADERS:
            self.send_header(name, value)
        self.end_headers()


_OWN: Final = ("overlay.css", "overlay.js")


@cache
def _own(name: str) -> bytes:
    return files("wlw_i18n.preview").joinpath(name).read_bytes()


def _type(suffix: str) -> str:
    return _TYPES.get(suffix) or mimetypes.types_map.get(suffix) or "application/octet-stream"
