"""Whose the pictures are: what a wiki asks when a file is uploaded.

Authors write the credit as a paragraph in italics below the picture. It is read from the pages, where it is wikitext
that can be put into the file's description as it is.
"""

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["credits_of", "licence_in"]

_CREDITED: Final = re.compile(
    r"^\[\[File:(?P<name>[^|\]]+)\|.*\]\]\n\n(?:<span[^>]*>)?''(?!')(?P<credit>.+?)(?<!')''(?:</span>)?$", re.MULTILINE
)
_LICENCE: Final = re.compile(r"\bCC(?: BY(?:-SA)?(?: \d\.\d)?|0)\b|\bpublic domain\b", re.IGNORECASE)


def credits_of(pages: Iterable[str]) -> dict[str, str]:
    """Name of a file on the wiki -> its credit, as wikitext. The first that is written for a file."""
    credit: dict[str, str] = {}
    for page in pages:
        for found in _CREDITED.finditer(page):
            credit.setdefault(found["name"], found["credit"])
    return credit


def licence_in(credit: str, licence: str) -> str:
    """The licence that a credit names. Without a credit it is the course's; a credit without one leaves it open."""
    if not credit:
        return licence
    found = _LICENCE.search(credit)
    return found[0] if found else ""
