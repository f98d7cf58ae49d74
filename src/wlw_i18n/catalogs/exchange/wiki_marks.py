r"""What MediaWiki's Translate adds to texts that it exports, taken off again.

A translation that is not confirmed begins with `!!FUZZY!!`. White space at the end is followed by a `\`, so that it can
be seen. Texts of page groups (`page-…`) are wikitext: a heading has its equals signs, and a link or a bold word is
written otherwise than in Markdown, so that only a person can put it right.
"""

import re
from dataclasses import replace
from typing import Final

from wlw_i18n.model.catalog import Message

PAGE_NAME: Final = "Page_display_title"
"""The unit that names the wiki page itself."""

_FUZZY: Final = "!!FUZZY!!"
_PAGES: Final = "page-"
_SHOWN_END: Final = re.compile(r"(?<=\s)\\\Z")
_HEADING: Final = re.compile(r"(={1,6})[ \t]*(.+?)[ \t]*\1\s*")
# Emphasis, links, templates, tags, variables, entities, signatures, and what makes a list or a table.
_WIKITEXT: Final = re.compile(r"''|\[\[|\[(?:https?:)?//|\[\$|\{\{|\{\||<|\$\d|&#?\w+;|~~~|^[*#:;|]", re.MULTILINE)


def fuzzy_taken_off(message: Message) -> Message:
    """A message whose state says what a mark in its translation said."""
    text = message.msgstr.lstrip()
    if not text.startswith(_FUZZY):
        return message
    text = text.removeprefix(_FUZZY).lstrip()
    return replace(message, msgstr=text, fuzzy=bool(text) or message.fuzzy)


def taken_off(message: Message, group: str) -> Message:
    """A message of one of Translate's groups as it would stand in a PO file of a course.

    One whose wikitext is not Markdown is to be confirmed, without a previous English: it is never shown to learners.
    """
    message = fuzzy_taken_off(message)
    message = replace(message, msgid=_without_end(message.msgid), msgstr=_without_end(message.msgstr))
    if not group.startswith(_PAGES):
        return message
    message = replace(message, msgid=_without_heading(message.msgid), msgstr=_without_heading(message.msgstr))
    if message.msgstr and (_WIKITEXT.search(message.msgid) or _WIKITEXT.search(message.msgstr)):
        return replace(message, fuzzy=True, previous_key=None, previous_msgid=None)
    return message


def _without_end(text: str) -> str:
    return _SHOWN_END.sub("", text)


def _without_heading(text: str) -> str:
    found = _HEADING.fullmatch(text)
    return found[2] if found else text
