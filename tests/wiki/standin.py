"""A stand-in for a wiki with Extension:Translate: the parts of its API that the toolkit uses, in memory.

Each rule names where it is from. "seen" is what a MediaWiki 1.43 with Translate of the same branch answered.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from unicodedata import normalize
from urllib.parse import parse_qsl, urlsplit

import httpx

from tests.wiki.bundles import MODEL, MalformedError, messages_of, outdated

USER, PASSWORD, TOKEN = "Kalliope", "s3cret-passw0rd-of-the-bot", "s3cret-t0ken-of-the-owner"
BOT_PASSWORD_NAME = f"{USER}@wlw"
_SESSION = "session"


class Fault(Exception):  # noqa: N818 - it is an answer
    """An error that the API answers with."""

    def __init__(self, code: str, text: str = "", data: Mapping[str, Any] | None = None) -> None:
        super().__init__(code)
        self.error = {"code": code, "text": text or f"({code})", "data": dict(data or {})}


@dataclass(frozen=True)
class Revision:
    id: int
    text: str
    user: str
    comment: str


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Group:
    """A marked page: its units as translators see them, and translations that marking made outdated."""

    definitions: dict[str, str]
    fuzzy: set[tuple[str, str]] = field(default_factory=set)


@dataclass
class Planned:
    """What the wiki answers next, whatever is asked."""

    code: str
    action: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


@dataclass
class Wiki:
    rights: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=lambda: {"en", "fr", "ar", "pt-br"})
    disabled: set[str] = field(default_factory=set)
    page_size: int = 500
    pre_save_transform: bool = True
    pages: dict[str, list[Revision]] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    bundles: dict[str, dict[str, str]] = field(default_factory=dict)
    bundles_outdated: set[tuple[str, str]] = field(default_factory=set)
    """Bundle and unit, with the language behind it."""
    models: set[str] = field(default_factory=lambda: {"wikitext", "json", MODEL})
    bundle_fault_of_1_43: bool = False
    """Whether changed texts count as up to date and unchanged ones as outdated, as in Translate of MediaWiki 1.43."""
    planned: list[Planned] = field(default_factory=list)
    log: list[dict[str, str]] = field(default_factory=list)
    """The parameters of every request, the method as `_method`, the User-Agent as `_agent`."""
    _sessions: dict[str, str] = field(default_factory=dict)
    """User by session."""
    _counter: int = 100
    _csrf: int = 1

    # What people do

    def edit(self, title: str, text: str, user: str = "Alice", comment: str = "") -> int:
        self._counter += 1
        self.pages.setdefault(title, []).append(Revision(self._counter, text.rstrip(), user, comment))
        return self._counter

    def translate(self, title: str, unit: str, code: str, text: str, user: str = "Alice") -> int:
        """A translator saves a unit; without the mark of doubt, it is not outdated any more (seen)."""
        if title in self.groups:
            self.groups[title].fuzzy.discard((unit, code))
        self.bundles_outdated.discard((f"{title}/{unit}", code))
        return self.edit(f"Translations:{title}/{unit}/{code}", text, user)

    def mark(self, title: str) -> None:
        """A translation administrator marks a page: translations of units whose text changed are outdated (seen).

        A variable's value is no part of the text.
        """
        now = definitions(self.text(title))
        group = self.groups.setdefault(title, Group({}))
        for unit, definition in now.items():
            if group.definitions.get(unit, definition) != definition:
                for page in self.pages:
                    found = re.fullmatch(rf"Translations:{re.escape(title)}/{re.escape(unit)}/(.+)", page)
                    if found and found[1] != "qqq":
                        group.fuzzy.add((unit, found[1]))
        group.definitions = now

    def take_bundle(self, title: str) -> None:
        """What Translate's jobs do once a bundle was saved: its texts are there to be translated, without marking.

        The English of each has a page of its own, written by FuzzyBot (MessageBundleStore::save,
        UpdateMessageBundleJob).
        """
        now, before = messages_of(self.text(title)), self.bundles.get(title, {})
        for unit in outdated(before, now, inverted=self.bundle_fault_of_1_43):
            for page in self.pages:
                found = re.fullmatch(rf"Translations:{re.escape(f'{title}/{unit}')}/(.+)", page)
                if found and found[1] not in ("qqq", "en"):
                    self.bundles_outdated.add((f"{title}/{unit}", found[1]))
        self.bundles[title] = now
        for unit, text in now.items():
            page = f"Translations:{title}/{unit}/en"
            if page not in self.pages or self.text(page) != text:
                self.edit(page, text, "FuzzyBot")

    def mark_all(self) -> None:
        for title in list(self.pages):
            if "<translate" in self.text(title):
                self.mark(title)

    def delete(self, title: str) -> None:
        del self.pages[title]

    def text(self, title: str) -> str:
        return self.pages[title][-1].text

    def end_sessions(self) -> None:
        self._sessions.clear()

    def forget_tokens(self) -> None:
        self._csrf += 1

    @property
    def writes(self) -> list[dict[str, str]]:
        return [each for each in self.log if each["_method"] == "POST" and each["action"] != "login"]

    # The API

    def answer(self, method: str, parameters: Mapping[str, str], headers: Mapping[str, str]) -> Reply:
        given = {name.lower(): value for name, value in headers.items()}
        self.log.append({**parameters, "_method": method, "_agent": given.get("user-agent", "")})
        session = self._session_of(given)
        more: dict[str, str] = {}
        try:
            body = self._planned(parameters, more) or self._act(method, parameters, session, given)
        except Fault as fault:
            body = {"errors": [fault.error]}
        status = int(more.pop("_status", "200"))
        more["Set-Cookie"] = f"{_SESSION}={session}; path=/"
        return Reply(status, {"Content-Type": "application/json", **more}, json.dumps(body).encode())

    def _session_of(self, headers: Mapping[str, str]) -> str:
        found = re.search(rf"{_SESSION}=(\w+)", headers.get("cookie", ""))
        if found:
            return found[1]
        self._counter += 1
        return f"s{self._counter}"

    def _planned(self, parameters: Mapping[str, str], more: dict[str, str]) -> dict[str, Any] | None:
        for plan in self.planned:
            if plan.action in ("", parameters["action"]):
                self.planned.remove(plan)
                more.update(plan.headers)
                more["_status"] = str(plan.status)
                raise Fault(
                    plan.code, data={"readonlyreason": "A server is replaced."} if plan.code == "readonly" else {}
                )
        return None

    def _user(self, session: str, headers: Mapping[str, str]) -> str:
        bearer = headers.get("authorization", "")
        if bearer:
            if bearer != f"Bearer {TOKEN}":
                raise Fault("mwoauth-invalid-authorization", f"The authorization headers are not valid: {bearer}")
            return USER
        return self._sessions.get(session, "")

    def _act(self, method: str, given: Mapping[str, str], session: str, headers: Mapping[str, str]) -> dict[str, Any]:
        user = self._user(session, headers)
        # Who is not who they say they are is told so: API:Assert.
        if given.get("assert") in ("user", "bot") and not user:
            raise Fault("assertuserfailed", "You are no longer logged in, so the action could not be completed.")
        if given.get("assert") == "bot" and "bot" not in self.rights:
            raise Fault("assertbotfailed")
        if "assertuser" in given and given["assertuser"] != user:
            raise Fault("assertnameduserfailed")
        action = given["action"]
        if action == "login":
            return self._login(given, session)
        if action in ("edit", "markfortranslation"):
            assert method == "POST", "API:Edit: a change must be posted"
            if given.get("token") != self._token(user):
                raise Fault("badtoken", "Invalid CSRF token.")
            return self._edit(given, user) if action == "edit" else self._mark(given)
        assert action == "query"
        return self._query(given, user, session)

    def _token(self, user: str) -> str:
        return f"csrf{self._csrf}{user}+\\" if user else "+\\"

    def _login(self, given: Mapping[str, str], session: str) -> dict[str, Any]:
        # API:Login: a bot password logs in under the name of its account.
        if given.get("lgtoken") != f"login{session}+\\":
            return {"login": {"result": "WrongToken"}}
        if (given["lgname"], given["lgpassword"]) != (BOT_PASSWORD_NAME, PASSWORD):
            said = f"Incorrect username or password entered ({given['lgpassword']}). Please try again."
            return {"login": {"result": "Failed", "reason": {"code": "wrongpassword", "text": said}}}
        self._sessions[session] = USER
        return {"login": {"result": "Success", "lgusername": USER}}

    def _query(self, given: Mapping[str, str], user: str, session: str) -> dict[str, Any]:
        if given.get("type") == "login":
            return {"query": {"tokens": {"logintoken": f"login{session}+\\"}}}
        if given.get("type") == "csrf":
            return {"query": {"tokens": {"csrftoken": self._token(user)}}}
        if given.get("meta") == "userinfo":
            return {"query": {"userinfo": {"id": 7, "name": user, "rights": sorted({"read", "edit", *self.rights})}}}
        if given.get("meta") == "siteinfo":
            return {"query": {"languages": [{"code": code, "name": code} for code in sorted(self.languages)]}}
        if given.get("list") == "messagecollection":
            return self._collection(given)
        assert given["prop"] == "revisions"
        return {"query": self._revisions(given)}

    def _revisions(self, given: Mapping[str, str]) -> dict[str, Any]:
        if "revids" in given:
            found = [
                (title, each)
                for title, revisions in self.pages.items()
                for each in revisions
                if str(each.id) == given["revids"]
            ]
            return {"pages": [_page(title, revision) for title, revision in found]}
        titles = given["titles"].split("|")
        names = [(title, normal(title)) for title in titles]
        return {
            "normalized": [{"from": title, "to": name} for title, name in names if title != name],
            "pages": [_page(name, self.pages[name][-1] if name in self.pages else None) for _, name in names],
        }

    def _edit(self, given: Mapping[str, str], user: str) -> dict[str, Any]:
        title = normal(given["title"])
        self._check_title(title)
        # API:Edit trims white space at the end; letters are composed (seen).
        text = normalize("NFC", given["text"]).rstrip()
        if text.count("<translate") != text.count("</translate>"):
            raise Fault("pt-parse-open", "Unbalanced translate tags.")  # Translate refuses to save it (seen)
        if self.pre_save_transform:
            text = re.sub("~~~~", f"[[User:{user}|{user}]]", text)  # Help:Signatures
        old = self.pages.get(title)
        if "contentmodel" in given:
            self._check_model(given["contentmodel"], text)
        if old is None and "nocreate" in given:
            raise Fault("missingtitle", "The page you specified doesn't exist.")
        if old is not None and "createonly" in given:
            raise Fault("articleexists", "The article you tried to create has been created already.")
        if old is not None and old[-1].text == text:
            return {"edit": {"result": "Success", "title": title, "nochange": True}}
        if old is not None and "baserevid" in given and int(given["baserevid"]) != old[-1].id:
            raise Fault("editconflict", "Edit conflict: $1.")
        revision = self.edit(title, text, user, given.get("summary", ""))
        if given.get("contentmodel") == MODEL:
            self.take_bundle(title)
        return {"edit": {"result": "Success", "title": title, "newrevid": revision}}

    def _check_model(self, model: str, text: str) -> None:
        if model not in self.models:
            raise Fault("badvalue", f'Unrecognized value for parameter "contentmodel": {model}.')  # seen
        if model == MODEL:
            try:
                messages_of(text)
            except MalformedError as error:
                # MessageBundleTranslation\Hooks::onEditFilterMergedContent
                raise Fault("translate-messagebundle-validation-error", str(error)) from None

    def _check_title(self, title: str) -> None:
        # i18n/pagetranslation of Translate (seen): translation pages are the software's, source units too.
        unit = re.fullmatch(r"Translations:(.+)/([^/]+)/([^/]+)", title)
        if unit:
            group = self.groups.get(unit[1])
            known = group.definitions if group else self.bundles.get(unit[1], {})
            if unit[2] not in known:
                raise Fault("tpt-unknown-page")
            if unit[3] == "en":
                raise Fault("tpt-cant-edit-source-language")
        base, _, code = title.rpartition("/")
        if base in self.groups and code in self.languages:
            raise Fault("tpt-target-page", "This page cannot be manually updated.")

    def _mark(self, given: Mapping[str, str]) -> dict[str, Any]:
        if "pagetranslation" not in self.rights:
            raise Fault("permissiondenied", "You don't have permission to mark pages.")
        # What Translate 1.43 takes for these parameters (MarkForTranslationActionApi).
        if given.get("translatetitle", "no") not in ("yes", "no"):
            raise Fault("badvalue", 'Unrecognized value for parameter "translatetitle".')
        if self.pages[given["title"]][-1].id != int(given["revid"]):
            raise Fault("tpt-oldrevision", "This is not the latest version of the page.")
        self.mark(given["title"])
        return {"markfortranslation": {"result": "Success", "firstmark": True}}

    def _collection(self, given: Mapping[str, str]) -> dict[str, Any]:
        """`list=messagecollection` (Help:Extension:Translate/API)."""
        kind, _, title = given["mcgroup"].partition("-")
        known = title in (self.groups if kind == "page" else self.bundles)
        if not known:
            raise Fault("badparameter", "The parameter mcgroup has a value that is not known.")
        code = given["mclanguage"]
        if code in self.disabled:
            raise Fault("translate-language-disabled-reason", "Translate in zh please.")
        if code not in self.languages | {"qqq"}:
            raise Fault("translate-invalidlanguage", f"Invalid language code: {code}")
        units = self.groups[title].definitions if kind == "page" else self.bundles[title]
        found = [self._message(kind, title, unit, definition, code) for unit, definition in units.items()]
        start = int(given.get("mcoffset", "0"))
        answer: dict[str, Any] = {"query": {"messagecollection": found[start : start + self.page_size]}}
        if start + self.page_size < len(found):
            answer["continue"] = {"mcoffset": start + self.page_size, "continue": "-||"}
        return answer

    def _message(self, kind: str, title: str, unit: str, definition: str, code: str) -> dict[str, Any]:
        page = f"Translations:{title}/{unit}/{code}"
        revision = self.pages[page][-1] if page in self.pages else None
        text = revision.text if revision else None
        is_outdated = (
            (unit, code) in self.groups[title].fuzzy
            if kind == "page"
            else (f"{title}/{unit}", code) in self.bundles_outdated
        )
        fuzzy = is_outdated or (text is not None and "!!FUZZY!!" in text)
        # The key has the page's title with underscores; a translation comes without its mark of doubt (seen).
        return {
            "key": f"{title.replace(' ', '_')}/{unit}",
            "definition": definition,
            "translation": text.replace("!!FUZZY!!", "").strip() if text is not None else None,
            "tags": ["fuzzy"] if fuzzy else [],
            "properties": {
                "status": "fuzzy" if fuzzy else "translated" if revision else "untranslated",
                "last-translator-text": revision.user if revision else None,
                "revision": revision.id if revision else None,
            },
            "title": page,
        }

    # Ways to reach it

    def transport(self) -> httpx.MockTransport:
        def handle(request: httpx.Request) -> httpx.Response:
            content = request.content.decode() if request.method == "POST" else request.url.query.decode()
            reply = self.answer(request.method, dict(parse_qsl(content, keep_blank_values=True)), request.headers)
            return httpx.Response(reply.status, headers=dict(reply.headers), content=reply.body)

        return httpx.MockTransport(handle)

    @contextmanager
    def served(self) -> Iterator[str]:
        """The address of an api.php that is this wiki."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api.php"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def normal(title: str) -> str:
    """A title as wikis write it: a capital first, no underscores, within its namespace too."""
    title = title.replace("_", " ").strip()
    space, colon, rest = title.partition(":")
    if colon and space in ("Translations", "File", "Category"):
        return f"{space}:{rest[:1].upper()}{rest[1:]}"
    return title[:1].upper() + title[1:]


def definitions(page: str) -> dict[str, str]:
    """Units of a translatable page by name, as Translate's parser cuts them: at empty lines inside <translate>."""
    found = {}
    for section in re.findall(r"<translate(?: nowrap)?>(.*?)</translate>", page, re.DOTALL):
        for unit in re.split(r"\s*\n\n\s*", section.strip()):
            (name,) = re.findall(r"<!--T:(.*?)-->", unit)
            text = re.sub(r" ?<!--T:.*?-->[ \n]?", "", unit).strip()
            found[name] = re.sub(r"<tvar name=\"(.*?)\">.*?</tvar>", r"$\1", text)
    return found


def _page(title: str, revision: Revision | None) -> dict[str, Any]:
    if revision is None:
        return {"ns": 0, "title": title, "missing": True}
    content = {"main": {"contentmodel": "wikitext", "contentformat": "text/x-wiki", "content": revision.text}}
    said = {"revid": revision.id, "parentid": 0, "user": revision.user, "comment": revision.comment, "slots": content}
    return {"pageid": 1, "ns": 0, "title": title, "revisions": [said]}


def _handler(wiki: Wiki) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._reply(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _reply(self, content: str) -> None:
            given = dict(parse_qsl(content, keep_blank_values=True))
            reply = wiki.answer(self.command, given, dict(self.headers.items()))
            self.send_response(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *arguments: object) -> None:
            pass

    return Handler
