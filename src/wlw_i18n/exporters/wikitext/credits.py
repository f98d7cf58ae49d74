"""Whose the pictures are: what a wiki asks when a file is uploaded.

It is written down in the course's list of credits, or authors write it as a paragraph in italics below the picture.
That is read from the pages, where it is wikitext that can be put into the file's description as it is.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from wlw_i18n.exporters.wikitext.places import file_names, uploads
from wlw_i18n.model.course import Edition
from wlw_i18n.model.media import PictureCredit
from wlw_i18n.render.wikitext.escape import text, url

__all__ = ["upload_rows"]

_CREDITED: Final = re.compile(
    r"^\[\[File:(?P<name>[^|\]]+)\|.*\]\]\n\n(?:<span[^>]*>)?''(?!')(?P<credit>.+?)(?<!')''(?:</span>)?$", re.MULTILINE
)
_LICENCE: Final = re.compile(r"\bCC(?: BY(?:-SA)?(?: \d\.\d)?|0)\b|\bpublic domain\b", re.IGNORECASE)


def upload_rows(edition: Edition, pages: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Name on the wiki, file in the course, licence and credit of each file that an edition brings to a wiki."""
    names = file_names(edition)
    listed = {names[each.path]: each for each in edition.picture_credits if each.path in names}
    said = _credits_of(pages)
    for name, path in uploads(edition):
        if picture := listed.get(name):
            yield name, path, picture.licence, _listed(picture)
        else:
            credit = said.get(name, "")
            yield name, path, _licence_in(credit, edition.config.licence), credit


def _listed(picture: PictureCredit) -> str:
    """A credit of the list as wikitext."""
    title = text(picture.title)
    if picture.source_url:
        title = f"[{url(picture.source_url)} {title or text(picture.source_url)}]"
    licence = text(picture.licence)
    if picture.licence_url:
        licence = f"[{url(picture.licence_url)} {licence}]"
    return ", ".join(filter(None, (title, text(picture.author), licence)))


def _credits_of(pages: Iterable[str]) -> dict[str, str]:
    """Name of a file on the wiki -> its credit, as wikitext. The first that is written for a file."""
    credit: dict[str, str] = {}
    for page in pages:
        for found in _CREDITED.finditer(page):
            credit.setdefault(found["name"], found["credit"])
    return credit


def _licence_in(credit: str, licence: str) -> str:
    """The licence that a credit names. Without a credit it is the course's; a credit without one leaves it open."""
    if not credit:
        return licence
    found = _LICENCE.search(credit)
    return found[0] if found else ""
