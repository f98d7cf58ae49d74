"""What the formats have in common: what is written of a message, and how a message is made of what is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from wlw_i18n.model.catalog import Message
from wlw_i18n.model.course import Language

_FUZZY: Final = "fuzzy"

PREVIOUS: Final = "previous-version"
"""What an earlier English is called, in XLIFF 1.2's words."""
TRANSLATOR: Final = "translator"
DEVELOPER: Final = "developer"
"""Whose notes they are, in translate-toolkit's words; ours are the author's."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file says."""

    messages: tuple[Message, ...]
    """In order. A memory's may have no key. `line` is that of the file."""
    language: str = ""
    """BCP 47 tag of the translations, if the file tells."""


def flags_of(message: Message) -> tuple[str, ...]:
    """The flags to write: of `fuzzy`, the state tells, except where nothing is translated."""
    return (_FUZZY, *message.flags) if message.fuzzy and not message.msgstr else message.flags


def message_of(  # noqa: PLR0913 - one for each field
    key: str,
    english: str,
    translation: str,
    *,
    ready: bool,
    previous_key: str | None = None,
    previous_english: str | None = None,
    comments: tuple[str, ...] = (),
    extracted: tuple[str, ...] = (),
    references: Iterable[str] = (),
    flags: Iterable[str] = (),
    line: int = 0,
) -> Message:
    """A message as it was read; `ready` says whether its translation, if there is one, is good to use."""
    flags = tuple(flags)
    return Message(
        key,
        english,
        translation,
        fuzzy=not ready if translation else _FUZZY in flags,
        previous_key=previous_key,
        previous_msgid=previous_english,
        comments=comments,
        extracted=extracted,
        references=tuple(references),
        flags=tuple(flag for flag in flags if flag != _FUZZY),
        line=line,
    )


def lines(text: str | None) -> tuple[str, ...]:
    """The lines of a note; none if there is no note."""
    return () if text is None else tuple(text.split("\n"))


def text_of(node: Any) -> str | None:
    """All text in an XML element; white space counts unless the file says that it does not. None for no element."""
    from translate.misc import xml_helpers  # noqa: PLC0415 - slow to import

    toolkit: Any = xml_helpers
    text: str | None = None if node is None else toolkit.getText(node, "preserve")
    return text


def is_language(tag: str | None, wanted: str) -> bool:
    """Whether a tag, written in whatever way, is a language or one of its variants: `FR_fr` is `fr`."""
    given, known = ((value or "").replace("_", "-").lower() for value in (tag, wanted))
    return bool(known) and (given == known or given.startswith(f"{known}-"))


def language_of(tag: str, languages: Iterable[Language]) -> Language | None:
    """The language that a tag names, or the closest one that it is a variant of."""
    fitting = [language for language in languages if tag and is_language(tag, language.tag)]
    return max(fitting, key=lambda language: len(language.tag), default=None)
