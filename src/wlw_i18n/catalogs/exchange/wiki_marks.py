r"""What MediaWiki's Translate adds to texts that it exports, taken off again.

A translation that is not confirmed begins with `!!FUZZY!!`. White space at the end is followed by a `\`, so that it can
be seen. Texts of page groups (`page-…`) are wikitext: they are flagged when they are read, and put into Markdown when
the English that they belong to is known (`in_markdown`).
"""

import re
from dataclasses import replace
from typing import Final

from wlw_i18n.catalogs.exchange import wikitext
from wlw_i18n.model.catalog import Message

PAGE_NAME: Final = "Page_display_title"
"""The unit that names the wiki page itself."""

_FUZZY: Final = "!!FUZZY!!"
_PAGES: Final = "page-"
_WIKITEXT: Final = "wikitext"
_WIKITEXT_FUZZY: Final = "wikitext-fuzzy"
_SHOWN_END: Final = re.compile(r"(?<=\s)\\\Z")
_LEVELS: Final = 6
"""Of headings."""


def fuzzy_taken_off(message: Message) -> Message:
    """A message whose state says what a mark in its translation said."""
    text = message.msgstr.lstrip()
    if not text.startswith(_FUZZY):
        return message
    text = text.removeprefix(_FUZZY).lstrip()
    return replace(message, msgstr=text, fuzzy=bool(text) or message.fuzzy)


def taken_off(message: Message, group: str) -> Message:
    """A message of one of Translate's groups as a PO file of a course would have it, but for wikitext.

    A translation in wikitext is to be confirmed until `in_markdown` has dealt with it.
    """
    message = fuzzy_taken_off(message)
    message = replace(message, msgid=_without_end(message.msgid), msgstr=_without_end(message.msgstr))
    if not group.startswith(_PAGES) or not message.msgstr:
        return message
    return replace(
        message,
        msgid=_without_heading(message.msgid),
        msgstr=_without_heading(message.msgstr),
        fuzzy=True,
        previous_key=None,
        previous_msgid=None,
        flags=(_WIKITEXT_FUZZY if message.fuzzy else _WIKITEXT,),
    )


def in_markdown(message: Message, today: Message | None) -> Message:
    """A message with its wikitext in Markdown, and in the state that it has on the wiki.

    Where that cannot be done with certainty, it stays as it is: to be confirmed, never shown to learners before.

    Args:
        message: as `taken_off` has it; any other comes back as it is.
        today: the message of the course that it belongs to, if there is one.
    """
    if message.flags not in ((_WIKITEXT,), (_WIKITEXT_FUZZY,)):
        return message
    texts = wikitext.to_markdown(message.msgid, message.msgstr, today.msgid) if today is not None else None
    if texts is None:
        return replace(message, flags=())
    english, translation = texts
    fuzzy = message.flags == (_WIKITEXT_FUZZY,)
    return replace(message, msgid=english, msgstr=translation, fuzzy=fuzzy, flags=())


def _without_end(text: str) -> str:
    return _SHOWN_END.sub("", text)


def _without_heading(text: str) -> str:
    """The text between the equals signs of a heading; other texts as they are."""
    line = text.strip()
    level = len(line) - len(line.lstrip("="))
    marks = "=" * level
    is_heading = 0 < level <= _LEVELS and "\n" not in line and len(line) > 2 * level and line.endswith(marks)
    return line.removeprefix(marks).removesuffix(marks).strip() if is_heading else text
