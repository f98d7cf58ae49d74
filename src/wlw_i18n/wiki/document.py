"""What authors tell translators, saved where Translate shows it: `Translations:PAGE/UNIT/qqq`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from wlw_i18n.render.wikitext import escape
from wlw_i18n.wiki.client import Client
from wlw_i18n.wiki.errors import PageRefusedError
from wlw_i18n.wiki.pages import Page
from wlw_i18n.wiki.push import SUMMARY, fetch
from wlw_i18n.wiki.state import PageState, digest
from wlw_i18n.wiki.translate import DOCUMENTATION, group_of, messages
from wlw_i18n.wiki.units import key_of


@dataclass(frozen=True, slots=True)
class Note:
    """The documentation of a unit, to be saved."""

    page: str
    unit: str
    text: str
    old: str = ""
    """What the wiki has."""
    revision: int = 0
    """Of what the wiki has."""
    foreign: bool = False
    """Whether others wrote what the wiki has: then it stays."""

    @property
    def title(self) -> str:
        """The page of the documentation."""
        return f"Translations:{self.page}/{self.unit}/{DOCUMENTATION}"


def notes_for(client: Client, page: Page, known: PageState, comments: Mapping[str, str]) -> tuple[Note, ...] | None:
    """The documentation of a page's units that the wiki does not have; None if the page is not marked yet.

    Args:
        client: the wiki.
        page: the page.
        known: what we know of it.
        comments: what authors say, by key.

    Raises:
        WikiError: the wiki refused.
    """
    found = messages(client, group_of(page), DOCUMENTATION)
    if found is None:
        return None
    notes = []
    for message in found:
        text = normalize("NFC", escape.start(escape.text(comments.get(key_of(message.unit), ""))))
        if text and message.translation != text:
            foreign = bool(message.translation) and digest(message.translation) != known.documented.get(message.unit)
            notes.append(Note(page.title, message.unit, text, message.translation, message.revision, foreign))
    return tuple(notes)


def save_notes(
    client: Client, notes: tuple[Note, ...], known: PageState, keep: Callable[[], None]
) -> Iterator[tuple[Note, str]]:
    """Save documentation; each note with why it was not saved, or an empty string.

    Raises:
        WikiError: the wiki refuses all, or cannot be reached.
    """
    remote = fetch(client, [note.title for note in notes if not note.foreign])
    for note in notes:
        if note.foreign:
            yield note, "others wrote what the wiki has."
            continue
        old = remote.get(note.title)
        where = {"baserevid": str(old.revision), "nocreate": "1"} if old else {"createonly": "1"}
        try:
            client.write(
                action="edit", title=note.title, text=note.text, summary=f"{SUMMARY}what the author says", **where
            )
        except PageRefusedError as refused:
            yield note, refused.message
            continue
        known.documented[note.unit] = digest(note.text)
        keep()
        yield note, ""
