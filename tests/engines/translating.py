"""What Extension:Translate adds to a wiki, before a real MediaWiki that has not got it.

An HTTP server that passes every request on to MediaWiki, so that accounts, tokens, conflicts, and what happens to a
text when it is saved are the real ones. It answers itself what only Translate answers: the messages of a group, marking
a page, and the content model of message bundles, which it saves as MediaWiki's own JSON.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import Request, urlopen

from tests.wiki.bundles import MODEL, MalformedError, messages_of, outdated
from tests.wiki.standin import definitions

from .mediawiki import MediaWiki

Units = dict[str, str]


class Translate:
    """The groups of a wiki, as Translate's jobs make them."""

    def __init__(self, wiki: MediaWiki) -> None:
        self.wiki = wiki
        self.pages: dict[str, Units] = {}
        self.bundles: dict[str, Units] = {}
        self._outdated: dict[str, int] = {}
        """Revision of a translation that is outdated; a newer one is not (RevTagStore: tags are of revisions)."""

    def translate(self, title: str, unit: str, code: str, text: str) -> None:
        """A translator who is not logged in saves a unit."""
        self.wiki.save(f"Translations:{title}/{unit}/{code}", text)

    def mark(self, title: str) -> None:
        """TranslatablePage: units whose text changed are outdated."""
        now = definitions(self.wiki.page_text(title))
        before = self.pages.get(title, {})
        self._invalidate(title, [key for key in outdated(before, now) if key in before])
        self.pages[title] = now

    def take(self, title: str, text: str) -> None:
        """UpdateMessageBundleJob: the English gets pages of its own, changed texts are outdated."""
        now, before = messages_of(text), self.bundles.get(title, {})
        changed = [key for key in now if before.get(key) != now[key]]
        for key in changed:
            self.wiki.save(f"Translations:{title}/{key}/en", now[key])
        self._invalidate(title, outdated(before, now))
        self.bundles[title] = now

    def _invalidate(self, title: str, units: Any) -> None:
        # The languages of these tests are enough.
        for page, found in self._revisions([f"Translations:{title}/{unit}/fr" for unit in units]).items():
            self._outdated[page] = found["revid"]

    def _revisions(self, titles: list[str]) -> dict[str, dict[str, Any]]:
        found = {}
        for start in range(0, len(titles), 50):
            some = "|".join(titles[start : start + 50])
            answer = self.wiki.api(
                action="query", prop="revisions", rvprop="ids|user|content", rvslots="main", titles=some
            )
            names = {each["to"]: each["from"] for each in answer["query"].get("normalized", ())}
            for page in answer["query"]["pages"]:
                if "revisions" in page:
                    found[names.get(page["title"], page["title"])] = page["revisions"][0]
        return found

    def collection(self, given: Mapping[str, str]) -> dict[str, Any]:
        """`list=messagecollection` (Help:Extension:Translate/API)."""
        kind, _, title = given["mcgroup"].partition("-")
        units = (self.pages if kind == "page" else self.bundles).get(title)
        if units is None:
            return _error("badparameter", "Invalid value for parameter mcgroup")
        code = given["mclanguage"]
        pages = {unit: f"Translations:{title}/{unit}/{code}" for unit in units}
        revisions = self._revisions(list(pages.values()))
        found = []
        for unit, definition in units.items():
            revision = revisions.get(pages[unit])
            text = revision["slots"]["main"]["content"] if revision else None
            number = revision["revid"] if revision else None
            fuzzy = number is not None and (self._outdated.get(pages[unit]) == number or "!!FUZZY!!" in (text or ""))
            found.append(
                {
                    "key": f"{title.replace(' ', '_')}/{unit}",
                    "definition": definition,
                    "translation": text.replace("!!FUZZY!!", "").strip() if text is not None else None,
                    "tags": ["fuzzy"] if fuzzy else [],
                    "properties": {"revision": number, "last-translator-text": revision["user"] if revision else None},
                }
            )
        return {"query": {"messagecollection": found}}


@dataclass(frozen=True)
class Reply:
    content: bytes
    cookies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gate:
    """What stands between a client and the wiki."""

    wiki: MediaWiki
    translate: Translate
    lock: Lock = field(default_factory=Lock)

    def answer(self, query: str, body: str | None, headers: Mapping[str, str]) -> Reply:
        given = dict(parse_qsl(query if body is None else body, keep_blank_values=True))
        with self.lock:
            if given.get("list") == "messagecollection":
                return _own(self.translate.collection(given))
            if given.get("action") == "markfortranslation":
                self.translate.mark(given["title"])
                return _own({"markfortranslation": {"result": "Success"}})
            if given.get("contentmodel") == MODEL:
                return self._saved_bundle(given, headers)
            return self._passed_on(query, body, headers)

    def _saved_bundle(self, given: Mapping[str, str], headers: Mapping[str, str]) -> Reply:
        try:
            messages_of(given["text"])
        except MalformedError as error:
            return _own(_error("translate-messagebundle-validation-error", str(error)))
        reply = self._passed_on("", urlencode({**given, "contentmodel": "json"}), headers)
        if json.loads(reply.content).get("edit", {}).get("result") == "Success":
            self.translate.take(given["title"], given["text"])
        return reply

    def _passed_on(self, query: str, body: str | None, headers: Mapping[str, str]) -> Reply:
        kept = {name: headers[name] for name in ("Cookie", "User-Agent", "Content-Type") if headers.get(name)}
        request = Request(f"{self.wiki.url}/api.php?{query}", None if body is None else body.encode(), kept)
        with urlopen(request, timeout=60) as response:
            return Reply(response.read(), tuple(response.headers.get_all("Set-Cookie") or ()))


def _own(answer: Mapping[str, Any]) -> Reply:
    return Reply(json.dumps(answer).encode())


def _error(code: str, text: str) -> dict[str, Any]:
    return {"errors": [{"code": code, "text": text}]}


@contextmanager
def translating(wiki: MediaWiki) -> Iterator[tuple[str, Translate]]:
    """The address of an api.php with Translate, and Translate."""
    translate = Translate(wiki)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(Gate(wiki, translate)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api.php", translate
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(gate: Gate) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(gate.answer(urlsplit(self.path).query, None, dict(self.headers)))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._reply(gate.answer("", body, dict(self.headers)))

        def _reply(self, reply: Reply) -> None:
            self.send_response(200)
            for cookie in reply.cookies:
                self.send_header("Set-Cookie", cookie)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply.content)))
            self.end_headers()
            self.wfile.write(reply.content)

        def log_message(self, *arguments: object) -> None:
            pass

    return Handler
