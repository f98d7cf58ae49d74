"""Whether addresses of other sites answer: asked politely, and remembered.

One request at a time to a host, a pause after each, HEAD before GET, a User-Agent that says whom to write to, as long a
wait as a host asks for. An answer that was good is not asked for again for a week.
"""

import json
import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx
import msgspec

from wlw_i18n import __version__, outputs
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.pipeline.outcome import Report
from wlw_i18n.pipeline.outside import Place
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.workspace import CACHE

CACHED: Final = f"{CACHE}/addresses.json"
GOOD_FOR: Final = 7 * 24 * 3600.0
"""Seconds for which a good answer is believed."""
_PAUSE: Final = 1.0
_SECONDS: Final = 20.0
_TRIES: Final = 3
_LONGEST_WAIT: Final = 60.0
_HOPS: Final = 6
_HOSTS: Final = 8
"""Asked at the same time."""
_BUSY: Final = frozenset({429, 503})
_CLOSED: Final = frozenset({401, 402, 403, 405, 406, 451, 999})
"""The page is there, but not for programs, or not for everybody."""
_FOR_GOOD: Final = frozenset({301, 308})
_FAILURES: Final = 2
_ERRNO: Final = re.compile(r"^\[Errno -?\d+\] ")
_ON: Final = frozenset({301, 302, 303, 307, 308})


class Answer(msgspec.Struct, frozen=True):
    """What an address says."""

    status: int
    """Of HTTP; 0 if there was no answer."""
    said: str = ""
    """Why there was none."""
    moved: str = ""
    """The address that it leads on to for good."""
    asked: float = 0
    """When, in seconds since 1970."""

    @property
    def is_good(self) -> bool:
        """Whether readers come to a page, as far as a program can tell."""
        return 200 <= self.status < 400 or self.status in _CLOSED


@dataclass
class Asker:
    """Asks hosts, each by one request at a time."""

    contact: str
    """A mail address or page, for the sites' people."""
    transport: httpx.BaseTransport | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.time
    pause: float = _PAUSE
    _locks: defaultdict[str, threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock))

    def ask(self, addresses: Sequence[str], report: Report) -> Mapping[str, Answer]:
        """The answer of each address; hosts are asked side by side, the addresses of one host one by one."""
        by_host: defaultdict[str, list[str]] = defaultdict(list)
        for address in addresses:
            by_host[_host(address)].append(address)
        for host in by_host:
            _ = self._locks[host]
        answers: dict[str, Answer] = {}
        headers = {"User-Agent": f"wlw-i18n/{__version__} ({self.contact}) httpx/{httpx.__version__}"}
        with (
            httpx.Client(headers=headers, timeout=_SECONDS, follow_redirects=False, transport=self.transport) as client,
            ThreadPoolExecutor(_HOSTS) as pool,
        ):
            for found in pool.map(lambda host: self._ask_host(client, by_host[host]), by_host):
                answers.update(found)
                report("Asking other sites", len(answers), len(addresses))
        return answers

    def _ask_host(self, client: httpx.Client, addresses: Sequence[str]) -> Mapping[str, Answer]:
        """Ask one by one; a host that did not answer twice in a row is not asked for the rest."""
        found: dict[str, Answer] = {}
        failures = 0
        for address in addresses:
            given_up = failures >= _FAILURES
            found[address] = Answer(0, "the site does not answer") if given_up else self._ask(client, address)
            failures = 0 if found[address].status else failures + 1
        return found

    def _ask(self, client: httpx.Client, address: str) -> Answer:
        """Follow an address to where it leads."""
        moved, for_good = address, True
        for _ in range(_HOPS):
            try:
                response = self._patiently(client, moved)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                return Answer(0, _reason(error), asked=self.clock())
            target = response.headers.get("Location", "")
            if response.status_code not in _ON or not target:
                there = moved if moved != address and for_good else ""
                return Answer(response.status_code, moved=there, asked=self.clock())
            for_good = for_good and response.status_code in _FOR_GOOD
            moved = urljoin(moved, target)
        return Answer(0, "it leads on and on", asked=self.clock())

    def _patiently(self, client: httpx.Client, address: str) -> httpx.Response:
        """HEAD, or GET where HEAD is not served; wait and ask again where the host says that it is busy."""
        method = "HEAD"
        response = self._request(client, method, address)
        for _ in range(_TRIES):
            if response.status_code in _BUSY:
                self.sleep(self._wait(response))
            elif method == "HEAD" and response.status_code >= 400:
                method = "GET"
            else:
                break
            response = self._request(client, method, address)
        return response

    def _request(self, client: httpx.Client, method: str, address: str) -> httpx.Response:
        with self._locks[_host(address)]:
            try:
                with client.stream(method, address) as response:  # what a page says is not read
                    return response
            finally:
                self.sleep(self.pause)

    def _wait(self, response: httpx.Response) -> float:
        """What a host asks for, at most a minute."""
        asked = response.headers.get("Retry-After", "")
        if asked.isdecimal():
            return min(float(asked), _LONGEST_WAIT)
        try:
            return min(max(0.0, parsedate_to_datetime(asked).timestamp() - self.clock()), _LONGEST_WAIT)
        except ValueError:
            return self.pause * 5


def answers(root: Path, addresses: Sequence[str], asker: Asker, report: Report) -> Mapping[str, Answer]:
    """What each address says, or said lately if that was good.

    Raises:
        RefusedError: no site answers at all.
        OSError: the cache cannot be written.
    """
    known = _load(root / CACHED)
    now = asker.clock()
    fresh = {
        address: answer
        for address, answer in known.items()
        if address in addresses and answer.is_good and now - answer.asked < GOOD_FOR
    }
    asked = asker.ask([address for address in addresses if address not in fresh], report)
    hosts = {_host(address) for address in asked}
    if len(hosts) > 1 and not any(answer.status for answer in asked.values()):
        raise RefusedError(f"none of {len(hosts)} sites answers. Is this computer online?")
    found = {**fresh, **asked}
    (root / CACHED).parent.mkdir(parents=True, exist_ok=True)
    outputs.replace(root / CACHED, msgspec.json.format(msgspec.json.encode(found)))
    return found


def findings(places: Mapping[str, Sequence[Place]], found: Mapping[str, Answer]) -> Iterator[Diagnostic]:
    """What is wrong with each address, at each of its places."""
    for address, answer in found.items():
        for place in places.get(address, ()):
            if diagnostic := _finding(address, answer, place):
                yield diagnostic


def _finding(address: str, answer: Answer, place: Place) -> Diagnostic | None:
    code, severity, hint = Code.LINK_DEAD, Severity.WARNING, "Correct the address, or link to a web archive's copy."
    if answer.is_good:
        if not answer.moved:
            return None
        code, severity, hint = Code.LINK_MOVED, Severity.INFO, "Write the new address."
        message = f"{address} has moved to {answer.moved}"
    elif answer.status in _BUSY:
        severity, hint = Severity.INFO, "Ask again another day."
        message = f"{address} is too busy to be asked ({answer.status})"
    elif answer.status in (404, 410):
        message = f"{address}: there is no such page ({answer.status})"
    elif answer.status:
        message = f"{address} answers with a fault ({answer.status})"
    else:
        message = f"{address} does not answer: {answer.said}"
    return Diagnostic(code, severity, message, place.location, place.language, place.key, hint)


def _host(address: str) -> str:
    """The host of an address; what is no address stands for itself."""
    try:
        return urlsplit(address).netloc.lower().rpartition("@")[2]
    except ValueError:
        return address


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"nothing came within {_SECONDS:.0f} seconds"
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return "this is no address"
    return _ERRNO.sub("", " ".join(str(error).split())) or type(error).__name__


def _load(path: Path) -> Mapping[str, Answer]:
    """What was asked before; a cache that cannot be read is none."""
    try:
        return msgspec.convert(json.loads(path.read_bytes()), dict[str, Answer])
    except (OSError, ValueError, msgspec.ValidationError):
        return {}
