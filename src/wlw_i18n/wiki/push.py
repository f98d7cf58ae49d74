"""Pages to a wiki: what differs, what others changed there, and saving what is ours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from wlw_i18n.model.course import Language, WikiProfile
from wlw_i18n.wiki.client import Client
from wlw_i18n.wiki.errors import PageRefusedError, WikiError
from wlw_i18n.wiki.pages import Page, wiki_code
from wlw_i18n.wiki.state import Ledger, PageState, State, digest, sent

SUMMARY: Final = "wlw-i18n: "
"""How our edit summaries begin."""
_BATCH: Final = 10
"""Titles in one request: an address has room for so many long ones."""


class Verdict(StrEnum):
    """How a page of the course and the page on the wiki relate."""

    NEW = "new"
    SAME = "up to date"
    OUTDATED = "to update"
    """The wiki has what we saved last."""
    CHANGED = "changed on the wiki"
    """By somebody else, since we saved it last."""
    DELETED = "deleted on the wiki"


@dataclass(frozen=True, slots=True)
class Remote:
    """A page as the wiki has it."""

    revision: int
    text: str
    user: str
    summary: str


@dataclass(frozen=True, slots=True)
class Step:
    """A page, and what is to be done with it."""

    page: Page
    verdict: Verdict
    remote: Remote | None
    base: str | None = None
    """Of a page that others changed: our text that they began with, if the wiki still has it."""
    forced: bool = False
    """Whether it is to be saved although others changed it."""

    @property
    def writes(self) -> bool:
        """Whether the page is to be saved."""
        return self.forced or self.verdict in (Verdict.NEW, Verdict.OUTDATED)


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a page."""

    step: Step
    revision: int
    """Ours; 0 if it was not saved."""
    fault: str = ""
    """Why it was not saved."""


def check_languages(client: Client, profile: WikiProfile, languages: Iterable[Language]) -> None:
    """See to it that every language has a code that the wiki knows: a page saved under another would be junk.

    Raises:
        WikiError: one has not.
    """
    known: set[str] = set()
    for answer in client.query(meta="siteinfo", siprop="languages"):
        known.update(language["code"] for language in answer["languages"])
    bad = [wiki_code(profile, language) for language in languages if wiki_code(profile, language) not in known]
    if bad:
        raise WikiError(
            "language",
            f"the wiki does not know the language {', '.join(bad)}. Nothing was written. In course.toml, give the "
            f"wiki's own code in [targets.wikitext.{profile.name}.language_codes].",
        )


def plan(client: Client, pages: Sequence[Page], state: State, overwrite: Iterable[str] = ()) -> tuple[Step, ...]:
    """Compare pages with the wiki's.

    Args:
        client: the wiki.
        pages: what it is to have.
        state: what we know of it.
        overwrite: titles of pages that are to be saved although others changed or deleted them.

    Raises:
        WikiError: the wiki refused, or cannot be reached.
    """
    wanted = frozenset(overwrite)
    found = fetch(client, [page.title for page in pages])
    steps = []
    for page in pages:
        remote, known = found.get(page.title), state.pages.get(page.title)
        verdict = _verdict(client, page, remote, known)
        base = _base(client, known) if verdict is Verdict.CHANGED else None
        forced = page.title in wanted and verdict in (Verdict.CHANGED, Verdict.DELETED)
        steps.append(Step(page, verdict, remote, base, forced))
    return tuple(steps)


def push(
    client: Client, steps: Iterable[Step], ledger: Ledger, english: Mapping[str, str], summary: str
) -> Iterator[Saved]:
    """Save pages, one by one; what is done is kept at once, so that a run can be stopped and started again.

    Args:
        client: the wiki.
        steps: what is to be done.
        ledger: what we know of the wiki; kept on disk after each page.
        english: the English of the course's units by key.
        summary: of our edits.

    Raises:
        WikiError: the wiki refuses all pages, or cannot be reached.
    """
    for step in steps:
        if step.verdict is Verdict.SAME and step.remote is not None:
            _note(ledger.state, step.page, step.remote.revision, english)
            ledger.keep()
        if not step.writes:
            continue
        try:
            revision = _save(client, step, summary)
        except PageRefusedError as refused:
            yield Saved(step, 0, refused.message)
            continue
        _note(ledger.state, step.page, revision, english)
        ledger.keep()
        yield Saved(step, revision)


def fetch(client: Client, titles: Sequence[str]) -> dict[str, Remote]:
    """The pages with these titles that the wiki has.

    Raises:
        WikiError: the wiki refused, or cannot be reached.
    """
    found: dict[str, Remote] = {}
    for start in range(0, len(titles), _BATCH):
        asked = titles[start : start + _BATCH]
        for answer in _revisions(client, titles="|".join(asked)):
            names = {each["from"]: each["to"] for each in answer.get("normalized", ())}
            pages = {page["title"]: page for page in answer.get("pages", ())}
            for title in asked:
                remote = _remote(pages.get(names.get(title, title), {}))
                if remote is not None:
                    found[title] = remote
    return found


def _revisions(client: Client, **which: str) -> Iterator[dict[str, Any]]:
    return client.query(prop="revisions", rvprop="ids|user|comment|content", rvslots="main", **which)


def _remote(page: Mapping[str, Any]) -> Remote | None:
    revision = next(iter(page.get("revisions", ())), None)
    if revision is None:
        return None
    text = revision["slots"]["main"].get("content", "")
    return Remote(int(revision["revid"]), text.rstrip(), revision.get("user", ""), revision.get("comment", ""))


def _verdict(client: Client, page: Page, remote: Remote | None, known: PageState | None) -> Verdict:
    if remote is None:
        return Verdict.NEW if known is None else Verdict.DELETED
    if page.has(remote.text):
        return Verdict.SAME
    if known is None:
        # Where nothing is known any more, the page's own history tells whether it is ours.
        return Verdict.OUTDATED if _is_ours(client, remote) else Verdict.CHANGED
    is_as_saved = remote.revision == known.revision or digest(remote.text) == known.digest
    return Verdict.OUTDATED if is_as_saved else Verdict.CHANGED


def _is_ours(client: Client, remote: Remote) -> bool:
    account = client.account
    return account is not None and remote.user == account.name and remote.summary.startswith(SUMMARY)


def _base(client: Client, known: PageState | None) -> str | None:
    if known is None:
        return None
    for answer in _revisions(client, revids=str(known.revision)):
        for page in answer.get("pages", ()):
            remote = _remote(page)
            return None if remote is None else remote.text
    return None


def _save(client: Client, step: Step, summary: str) -> int:
    """The revision that the page has now."""
    where = {"createonly": "1"} if step.remote is None else {"nocreate": "1", "baserevid": str(step.remote.revision)}
    if client.account is not None and client.account.is_bot:
        where["bot"] = "1"
    title, text = step.page.title, step.page.text
    if step.page.model:
        where["contentmodel"] = step.page.model
    try:
        done = client.write(action="edit", title=title, text=text, summary=f"{SUMMARY}{summary}", **where)["edit"]
    except WikiError as error:
        if error.code == "badvalue" and step.page.is_bundle:
            raise PageRefusedError(error.code, "this wiki has no message bundles. Leave --bundle out.") from None
        raise
    if done.get("result") != "Success":
        kind = "captcha" if "captcha" in done else str(done.get("code", "refused"))
        raise PageRefusedError(kind, _why(kind, done))
    if "newrevid" in done:
        return int(done["newrevid"])
    return step.remote.revision if step.remote else 0  # nochange


def _why(kind: str, done: Mapping[str, Any]) -> str:
    if kind == "captcha":
        return "the wiki asks for a captcha: the account is too new. Ask for the right to skip it."
    return f"the wiki refused the page. It says: {done.get('info') or done.get('warning') or done.get('result')}"


def _note(state: State, page: Page, revision: int, english: Mapping[str, str]) -> None:
    state.pages[page.title] = sent(state.pages.get(page.title), revision, page.text, page.texts(english))
    if page.is_bundle:
        state.bundle = page.title
