"""What is asked of Extension:Translate: the messages of a page, and marking a page for translation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from wlw_i18n.wiki.client import Client
from wlw_i18n.wiki.errors import WikiError
from wlw_i18n.wiki.pages import Page

DOCUMENTATION: Final = "qqq"
"""The language in which messages are explained to translators."""
DISPLAY_TITLE: Final = "Page display title"
_DISABLED: Final = ("translate-invalidlanguage", "translate-language-disabled", "translate-language-disabled-reason")
_FUZZY: Final = "!!FUZZY!!"


@dataclass(frozen=True, slots=True)
class WikiMessage:
    """A unit as translators see it, in one language."""

    unit: str
    definition: str
    translation: str
    """Empty if there is none."""
    fuzzy: bool
    """Whether the wiki takes the translation for outdated or unfinished."""
    revision: int
    """Of the translation; 0 if there is none."""
    translator: str


def page_group(title: str) -> str:
    """The message group of a translatable page."""
    return f"page-{_as_named(title)}"


def bundle_group(title: str) -> str:
    """The message group of a message bundle."""
    return f"messagebundle-{_as_named(title)}"


def group_of(page: Page) -> str:
    """The message group of a page that is translated."""
    return bundle_group(page.title) if page.is_bundle else page_group(page.title)


def _as_named(title: str) -> str:
    """A title as wikis name the page: with a capital letter, in a namespace too."""
    space, colon, name = title.replace("_", " ").rpartition(":")
    return "".join(part[:1].upper() + part[1:] for part in (space, colon, name))


def messages(client: Client, group: str, code: str) -> tuple[WikiMessage, ...] | None:
    """The messages of a group in a language (`list=messagecollection`); None if the wiki has no such group.

    Raises:
        WikiError: the wiki takes no translations in the language, or refused.
    """
    try:
        return tuple(_messages(client, group, code))
    except WikiError as error:
        if error.code == "badparameter":
            return None
        if error.code in _DISABLED:
            hint = "Give the wiki's own code for it in language_codes in course.toml, or take the language out."
            raise WikiError(error.code, f'"{code}": {error.message} {hint}') from None
        raise


def _messages(client: Client, group: str, code: str) -> Iterator[WikiMessage]:
    answers = client.query(
        list="messagecollection",
        mcgroup=group,
        mclanguage=code,
        mcprop="definition|translation|tags|properties",
        mclimit="max",
    )
    for answer in answers:
        for found in answer.get("messagecollection", ()):
            message = _message(found)
            if message.unit.replace("_", " ") != DISPLAY_TITLE:
                yield message


def _message(found: dict[str, Any]) -> WikiMessage:
    properties = found.get("properties") or {}
    translation = str(found.get("translation") or "")
    return WikiMessage(
        unit=str(found["key"]).rpartition("/")[2],
        definition=str(found.get("definition") or ""),
        translation=translation.removeprefix(_FUZZY).strip(),
        fuzzy="fuzzy" in (found.get("tags") or ()) or translation.startswith(_FUZZY),
        revision=int(properties.get("revision") or 0),
        translator=str(properties.get("last-translator-text") or ""),
    )


def mark(client: Client, title: str, revision: int) -> bool:
    """Mark a revision of a page for translation (`action=markfortranslation`, MediaWiki 1.43); False if we may not.

    Raises:
        PageRefusedError: Translate finds fault with the page.
        WikiError: the wiki refused for another reason.
    """
    try:
        # Our titles are units of the page: the name of the page itself is not to be translated.
        client.write(action="markfortranslation", title=title, revid=str(revision), translatetitle="no")
    except WikiError as error:
        # An older wiki does not know the action.
        if error.code in ("permissiondenied", "badvalue"):
            return False
        raise
    return True
