"""Who translated a PO file, as far as its header tells: `Last-Translator`, and translators' names in the comments.

Mail addresses are left out: what is made of the names is public, and an address in a PO file was not given for that.
Forms that are read: gettext's `# Ama Mensah <ama@example.org>, 2024.`, the same without an address but with years,
`# Author: Ama` of MediaWiki's Translate, and names in the lines below `# Translators:`.
"""

import re
from collections.abc import Iterator
from typing import Final

from wlw_i18n.catalogs import po
from wlw_i18n.model.catalog import Catalog

_FIELD: Final = "Last-Translator"
_ADDRESS: Final = re.compile(r"\s*(?:<[^<>]*>|\([^\s()]+@[^\s()]+\)|\S+@\S+|https?://\S*)", re.IGNORECASE)
_AUTHOR: Final = re.compile(r"@?(?:Author|Translator)s?\s*:\s*(?P<names>.*)", re.IGNORECASE)
_YEARS: Final = re.compile(r"[,\s]*\b(?:(?:19|20)\d\d(?:\s*[-–,]\s*(?:19|20)\d\d)*|YEAR)\s*[.,;]*$")
_NO_NAME: Final = re.compile(r"copyright|©|\(c\)|licen[cs]e|translation of|exported from", re.IGNORECASE)
_NOBODY: Final = frozenset(
    {
        "",
        "full name",
        "first author",
        "automatically generated",
        "none",
        "unknown",
        "anonymous",
        "name",
        "your name",
        "n/a",
    }
)
"""What programs write where no name was given."""
_LONGEST: Final = 80
_LONGEST_LINE: Final = 400
"""A longer one is text, and names nobody."""


def translators(catalog: Catalog) -> tuple[str, ...]:
    """The names of a PO file's translators, the latest first, each once."""
    names: dict[str, str] = {}
    for found in (po.header_fields(catalog).get(_FIELD, ""), *_in_comments(catalog.header)):
        name = _name(found)
        if name.casefold() not in _NOBODY and any(map(str.isalpha, name)) and len(name) <= _LONGEST:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _in_comments(header: str) -> Iterator[str]:
    is_list = False
    for line in header.removeprefix(po.BOM).split("\n"):
        if line.startswith("msgid"):
            return
        if len(line) > _LONGEST_LINE or not line.startswith("#") or line[1:2] in (",", ":", ".", "|", "~"):
            continue
        content = line[1:].strip().lstrip("*-").strip()
        if author := _AUTHOR.fullmatch(content):
            is_list = not author["names"]
            yield from author["names"].split(",")
        elif not content:
            is_list = False
        elif not _NO_NAME.search(content) and (is_list or _ADDRESS.search(content) or _YEARS.search(content)):
            yield content


def _name(text: str) -> str:
    """A name without address and years."""
    if len(text) > _LONGEST_LINE:
        return ""
    name = _YEARS.sub("", _ADDRESS.sub("", text).strip(" ,.;"))
    return " ".join("".join(filter(str.isprintable, name)).split()).strip(" ,;\"'")
