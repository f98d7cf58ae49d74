"""The client: who it says it is, how it waits, what it does when a wiki refuses."""

import logging

import httpx
import pytest

from tests.wiki.standin import BOT_PASSWORD_NAME, PASSWORD, TOKEN, USER, Planned, Wiki
from wlw_i18n.wiki.client import Client
from wlw_i18n.wiki.credentials import Credentials, from_environment
from wlw_i18n.wiki.errors import PageChangedError, PageRefusedError, WikiError

API = "https://wiki.example/w/api.php"
CONTACT = "https://wiki.example/User:Kalliope"
BOT = Credentials(BOT_PASSWORD_NAME, PASSWORD)


def connect(wiki: Wiki, credentials: Credentials = BOT, waits: list[float] | None = None) -> Client:
    waits = [] if waits is None else waits
    return Client(API, CONTACT, credentials, transport=wiki.transport(), sleep=waits.append)


def save(client: Client, text: str = "text") -> None:
    client.write(action="edit", title="Page", text=text, summary="s")


# Who we are


def test_a_bot_password_logs_in_under_the_name_of_its_account() -> None:
    wiki = Wiki(rights={"bot"})
    account = connect(wiki).account
    assert account is not None
    assert (account.name, account.is_bot) == (USER, True)


def test_a_token_needs_no_login() -> None:
    wiki = Wiki()
    account = connect(wiki, Credentials(token=TOKEN)).account
    assert account is not None
    assert account.name == USER
    assert all(each["action"] != "login" for each in wiki.log)


def test_reading_needs_no_account() -> None:
    wiki = Wiki()
    wiki.edit("Page", "text")
    client = connect(wiki, Credentials())
    (answer,) = client.query(prop="revisions", titles="Page")
    assert answer["pages"][0]["title"] == "Page"
    assert all("assert" not in each for each in wiki.log)


def test_writing_without_an_account_says_what_to_set() -> None:
    wiki = Wiki()
    with pytest.raises(WikiError, match="WLW_WIKI_USER and WLW_WIKI_PASSWORD"):
        save(connect(wiki, Credentials()))
    assert not wiki.writes


def test_every_request_says_who_asks_and_gives_way_to_busy_servers() -> None:
    wiki = Wiki(rights={"bot"})
    save(connect(wiki))
    assert all(each["_agent"].startswith("wlw-i18n/") for each in wiki.log)
    assert all(CONTACT in each["_agent"] for each in wiki.log)
    assert all(each["maxlag"] == "5" for each in wiki.log if each["action"] != "login")
    assert [(each["assert"], each["assertuser"]) for each in wiki.writes] == [("bot", USER)]


def test_without_the_flag_we_are_a_user() -> None:
    wiki = Wiki()
    save(connect(wiki))
    assert [each["assert"] for each in wiki.writes] == ["user"]


@pytest.mark.parametrize(
    ("environment", "missing"),
    [({"WLW_WIKI_USER": "A@b"}, "WLW_WIKI_PASSWORD"), ({"WLW_WIKI_PASSWORD": "x"}, "WLW_WIKI_USER")],
)
def test_half_a_bot_password_is_none(environment: dict[str, str], missing: str) -> None:
    with pytest.raises(WikiError, match=f"{missing} is not set"):
        from_environment(environment)


@pytest.mark.parametrize(
    ("api", "contact", "said"),
    [
        ("http://wiki.example/api.php", "a@b.example", "without encryption"),
        ("wiki.example/api.php", "a@b.example", "not the address"),
        ("https://me:pw@wiki.example/api.php", "a@b.example", "user name in it"),
        (API, "", "whom to ask"),
        (API, "a\r\nCookie: x", "whom to ask"),
    ],
)
def test_what_cannot_be_a_session(api: str, contact: str, said: str) -> None:
    with pytest.raises(WikiError, match=said):
        Client(api, contact, BOT, transport=Wiki().transport())


# Waiting


@pytest.mark.parametrize(
    ("plan", "pause"),
    [
        (Planned("maxlag", "edit", {"Retry-After": "7"}), 7.0),
        (Planned("maxlag", "edit"), 5.0),
        (Planned("ratelimited", "edit"), 30.0),
        (Planned("http", "edit", {"Retry-After": "12"}, status=429), 12.0),
        (Planned("http", "edit", {"Retry-After": "100000"}, status=503), 300.0),
    ],
)
def test_it_waits_as_long_as_the_wiki_says(plan: Planned, pause: float) -> None:
    wiki = Wiki(planned=[plan])
    waits: list[float] = []
    save(connect(wiki, waits=waits))
    assert waits == [pause]
    assert wiki.text("Page") == "text"


@pytest.mark.parametrize(("code", "said"), [("maxlag", "busy"), ("ratelimited", "fewer edits")])
def test_it_does_not_wait_for_ever(code: str, said: str) -> None:
    wiki = Wiki(planned=[Planned(code, "edit") for _ in range(20)])
    with pytest.raises(WikiError, match=said):
        save(connect(wiki))
    assert "Page" not in wiki.pages


# What is refused


def test_a_token_that_has_gone_stale_is_fetched_anew_once() -> None:
    wiki = Wiki()
    client = connect(wiki)
    save(client)
    wiki.forget_tokens()
    save(client, "more")
    assert wiki.text("Page") == "more"


def test_a_token_that_is_never_good_is_an_error() -> None:
    wiki = Wiki(planned=[Planned("badtoken", "edit") for _ in range(5)])
    with pytest.raises(WikiError, match="also a fresh one"):
        save(connect(wiki))
    assert len(wiki.writes) == 2


def test_a_session_that_ended_is_begun_again() -> None:
    wiki = Wiki()
    client = connect(wiki)
    save(client)
    wiki.end_sessions()
    wiki.forget_tokens()
    save(client, "more")
    assert wiki.text("Page") == "more"
    assert wiki.pages["Page"][-1].user == USER


def test_a_token_of_the_owner_that_was_withdrawn_is_said_and_not_shown() -> None:
    with pytest.raises(WikiError, match="WLW_WIKI_TOKEN is not valid") as raised:
        _ = connect(Wiki(), Credentials("", "", "another-s3cret")).account
    assert "another-s3cret" not in str(raised.value)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("readonly", "takes no changes at the moment.*A server is replaced"),
        ("assertuserfailed", "does not take us for a logged-in user"),
        ("assertnameduserfailed", "another user"),
        ("blocked", "is blocked"),
        ("something-new", r"\[something-new\]"),
    ],
)
def test_what_concerns_all_pages_stops_the_work(code: str, said: str) -> None:
    wiki = Wiki(planned=[Planned(code, "edit"), Planned(code, "edit")])
    with pytest.raises(WikiError, match=said) as raised:
        save(connect(wiki))
    assert not isinstance(raised.value, PageRefusedError)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("editconflict", PageChangedError),
        ("articleexists", PageChangedError),
        ("missingtitle", PageChangedError),
        ("protectedpage", PageRefusedError),
        ("pt-parse-open", PageRefusedError),
        ("abusefilter-disallowed", PageRefusedError),
        ("tpt-target-page", PageRefusedError),
    ],
)
def test_what_concerns_one_page_is_told_apart(code: str, kind: type[WikiError]) -> None:
    with pytest.raises(kind) as raised:
        save(connect(Wiki(planned=[Planned(code, "edit")])))
    assert isinstance(raised.value, PageRefusedError)


def test_a_page_that_is_not_an_api_is_said_to_be_none() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(404, text="<html>Not found</html>"))
    with pytest.raises(WikiError, match=r"not an answer of api\.php"):
        _ = Client(API, CONTACT, BOT, transport=transport).account


def test_nothing_is_sent_to_where_a_redirect_leads() -> None:
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"Location": "https://evil.example/api.php"})

    with pytest.raises(WikiError):
        _ = Client(API, CONTACT, Credentials(token=TOKEN), transport=httpx.MockTransport(handle)).account
    assert set(asked) == {"wiki.example"}


def test_reading_is_tried_again_when_the_connection_breaks_and_writing_is_not() -> None:
    wiki = Wiki()
    inner = wiki.transport()
    broken = {"GET": 1, "POST": 0}

    def handle(request: httpx.Request) -> httpx.Response:
        if broken[request.method]:
            broken[request.method] -= 1
            raise httpx.ReadError("gone")
        return inner.handler(request)  # type: ignore[return-value]

    waits: list[float] = []
    client = Client(API, CONTACT, BOT, transport=httpx.MockTransport(handle), sleep=waits.append)
    assert client.account is not None
    assert waits == [5.0]
    broken["POST"] = 1
    with pytest.raises(WikiError, match=r"wiki\.example does not answer"):
        save(client)
    assert not wiki.writes


# Secrets


def test_secrets_are_in_no_message_no_log_and_no_representation(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wiki = Wiki()
    wrong = Credentials(BOT_PASSWORD_NAME, "wr0ng-s3cret")
    with pytest.raises(WikiError, match="does not let") as raised:
        _ = connect(wiki, wrong).account  # the stand-in repeats the password, as no wiki should
    save(connect(wiki))
    save(connect(wiki, Credentials(token=TOKEN)), "by token")
    said = f"{raised.value} {raised.value!r} {wrong!r} {BOT!r} {Credentials(token=TOKEN)!r} {caplog.text}"
    for secret in ("wr0ng-s3cret", PASSWORD, TOKEN):
        assert secret not in said
    assert "…" in str(raised.value)
    assert all(PASSWORD not in each.values() for each in wiki.log if each["_method"] == "GET")
