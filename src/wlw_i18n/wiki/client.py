"""A client of MediaWiki's API: one request at a time, polite, logged in when there are credentials.

Manners are those of API:Etiquette: a User-Agent that says who we are, `maxlag`, `Retry-After`, no requests in
parallel. Writes carry `assert` and `assertuser`, so that nothing is ever saved without our name.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit

import httpx

from wlw_i18n import __version__
from wlw_i18n.wiki.credentials import Credentials
from wlw_i18n.wiki.errors import WikiError, error_of

Answer = dict[str, Any]

_MAXLAG: Final = 5
_TRIES: Final = 5
_LONGEST_WAIT: Final = 300.0
_WAIT: Final = 5.0
_WAIT_FOR_EDITS: Final = 30.0
_SECONDS: Final = 60.0
_OVERLOADED: Final = frozenset({429, 503})
_WAITING: Final[Mapping[str, float]] = {"maxlag": _WAIT, "ratelimited": _WAIT_FOR_EDITS}
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Account:
    """Who the wiki takes us for."""

    name: str
    rights: frozenset[str]

    @property
    def is_bot(self) -> bool:
        """Whether the wiki takes our edits for a bot's."""
        return "bot" in self.rights


class Client:
    """A session with one wiki."""

    def __init__(
        self,
        api: str,
        contact: str,
        credentials: Credentials,
        *,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Nothing is sent yet.

        Args:
            api: address of the wiki's api.php.
            contact: a mail address or page, which the wiki's people may need.
            credentials: empty for reading without an account.
            transport: how requests travel; for tests.
            sleep: how to wait; for tests.

        Raises:
            WikiError: no usable address, no contact, or a password would travel without encryption.
        """
        _check(api, contact, credentials)
        self.api = api
        self._credentials = credentials
        self._sleep = sleep
        self._account: Account | None = None
        self._csrf = ""
        headers = {"User-Agent": f"wlw-i18n/{__version__} ({contact}) httpx/{httpx.__version__}"}
        if credentials.token:
            headers["Authorization"] = f"Bearer {credentials.token}"
        # No redirects: what we send is meant for this address alone.
        self._http = httpx.Client(headers=headers, timeout=_SECONDS, follow_redirects=False, transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    @property
    def account(self) -> Account | None:
        """Who we are; None without credentials. Logs in when first asked.

        Raises:
            WikiError: the wiki does not let us in.
        """
        if self._account is None and self._credentials:
            self._login()
        return self._account

    def require_account(self) -> Account:
        """Who we are.

        Raises:
            WikiError: nobody: there are no credentials, or the wiki does not let us in.
        """
        if self.account is None:
            raise WikiError(
                "credentials",
                "to change pages, log in: set WLW_WIKI_USER and WLW_WIKI_PASSWORD to a bot password "
                "(Special:BotPasswords), or WLW_WIKI_TOKEN to an owner-only OAuth token.",
            )
        return self.account

    def query(self, **parameters: str) -> Iterator[Answer]:
        """Read: the `query` part of each answer, for as long as the wiki has more.

        Raises:
            WikiError: the wiki refused, or cannot be reached.
        """
        more: Mapping[str, str] = {}
        while True:
            answer = self._call("GET", {"action": "query", **parameters, **more}, asserting=self.account is not None)
            yield answer.get("query", {})
            if "continue" not in answer:
                return
            more = {name: str(value) for name, value in answer["continue"].items()}

    def write(self, **parameters: str) -> Answer:
        """Change something, in our own name.

        Raises:
            WikiError: there are no credentials, the wiki refused, or the connection broke. In the last case it is not
                known whether the change was made.
        """
        self.require_account()
        for token in (self._token(), ""):
            try:
                return self._call("POST", {**parameters, "token": token or self._token(fresh=True)}, asserting=True)
            except WikiError as error:
                if error.code != "badtoken" or not token:
                    raise
        raise AssertionError  # the second turn returns or raises

    def _login(self) -> None:
        credentials = self._credentials
        if credentials.user:
            answer = self._call("GET", {"action": "query", "meta": "tokens", "type": "login"})
            token = answer["query"]["tokens"]["logintoken"]
            said = self._call(
                "POST",
                {
                    "action": "login",
                    "lgname": credentials.user,
                    "lgpassword": credentials.password,
                    "lgtoken": token,
                },
            ).get("login", {})
            if said.get("result") != "Success":
                reason = credentials.hidden(" ".join(_text(said.get("reason")).split()))
                raise WikiError(
                    "login",
                    f'the wiki does not let "{credentials.user}" in. It says: "{reason or said.get("result", "")}" '
                    "WLW_WIKI_USER is the name of a bot password (Name@label), WLW_WIKI_PASSWORD what the wiki showed.",
                )
        answer = self._call("GET", {"action": "query", "meta": "userinfo", "uiprop": "rights", "assert": "user"})
        found = answer["query"]["userinfo"]
        self._account = Account(found["name"], frozenset(found.get("rights", ())))
        self._csrf = ""

    def _token(self, *, fresh: bool = False) -> str:
        if fresh or not self._csrf:
            answer = self._call("GET", {"action": "query", "meta": "tokens", "type": "csrf"}, asserting=True)
            self._csrf = answer["query"]["tokens"]["csrftoken"]
        return self._csrf

    def _call(self, method: str, parameters: Mapping[str, str], *, asserting: bool = False) -> Answer:
        """One call, waiting and logging in anew where the wiki asks for it."""
        relogin = asserting and bool(self._credentials.user)
        waits = 0
        while True:
            response = self._send(method, self._full(parameters, asserting=asserting))
            fault = _fault(response)
            if fault is None:
                return _json(response)
            code, said = fault
            if code == "assertuserfailed" and relogin:
                relogin = False  # a session may have ended; once is enough to know
                self._login()
                if "token" in parameters:
                    parameters = {**parameters, "token": self._token()}
            elif (response.status_code in _OVERLOADED or code in _WAITING) and waits < _TRIES:
                waits += 1
                self._sleep(_pause(response, code))
            else:
                raise error_of(code, self._credentials.hidden(said))

    def _full(self, parameters: Mapping[str, str], *, asserting: bool) -> dict[str, str]:
        common = {"format": "json", "formatversion": "2", "errorformat": "plaintext", "errorlang": "en"}
        if parameters["action"] != "login":
            common["maxlag"] = str(_MAXLAG)
        if asserting and self._account is not None:
            common["assert"] = "bot" if self._account.is_bot else "user"
            common["assertuser"] = self._account.name
        return {**common, **parameters}

    def _send(self, method: str, parameters: Mapping[str, str]) -> httpx.Response:
        place = "params" if method == "GET" else "data"
        for attempt in range(_TRIES):
            try:
                return self._http.request(method, self.api, **{place: parameters})  # type: ignore[arg-type]
            except httpx.TransportError as error:
                # A change may have been made although no answer came: only what reads is sent again.
                if method != "GET" or attempt == _TRIES - 1:
                    kind = type(error).__name__
                    raise WikiError("connection", f"{urlsplit(self.api).hostname} does not answer ({kind}).") from None
            self._sleep(_WAIT)
        raise AssertionError  # the last attempt returns or raises


def _check(api: str, contact: str, credentials: Credentials) -> None:
    parts = urlsplit(api)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise WikiError("api", f'"{api}" is not the address of an api.php. Set api in course.toml.')
    if parts.username or parts.password:
        raise WikiError("api", "the address of api.php has a user name in it. Take it out of course.toml.")
    if credentials and parts.scheme == "http" and parts.hostname not in _LOCAL:
        raise WikiError("api", f"a password is not sent to {parts.hostname} without encryption. Use https:// in api.")
    if not contact.strip() or not contact.isascii() or not contact.isprintable():
        raise WikiError(
            "contact",
            "wikis want to know whom to ask about a program. Set contact in course.toml to a mail address or the "
            "address of a page, in ASCII letters.",
        )


def _fault(response: httpx.Response) -> tuple[str, str] | None:
    """The code and words of what is wrong with an answer."""
    try:
        errors = _json(response).get("errors", [])
    except ValueError:
        errors = [{"code": f"http-{response.status_code}", "text": "This is not an answer of api.php."}]
    if errors:
        first = errors[0]
        reason = (first.get("data") or {}).get("readonlyreason", "")
        return str(first.get("code", "")), " ".join(part for part in (_text(first.get("text")), reason) if part)
    if response.status_code >= 300:
        return f"http-{response.status_code}", response.reason_phrase
    return None


def _json(response: httpx.Response) -> Answer:
    answer = response.json()
    if not isinstance(answer, dict):
        raise ValueError("not an object")
    return answer


def _text(value: Any) -> str:
    return str(value.get("text", "")) if isinstance(value, dict) else str(value or "")


def _pause(response: httpx.Response, code: str) -> float:
    """How long the wiki wants us to wait."""
    said = response.headers.get("Retry-After", "")
    return min(float(said), _LONGEST_WAIT) if said.isdecimal() else _WAITING.get(code, _WAIT)
