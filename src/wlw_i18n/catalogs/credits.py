"""Who translated a PO file, as far as its header tells: `Last-Translator`, and translators' names in the comments.

Mail addresses are left out: what is made of the names is public, and an address in a PO file was not given for that.
Forms that are read: gettext's `# Ama Mensah <ama@example.org>, 2024.`, its older sister without an address but with
years, and `# Author: Ama` of MediaWiki's Translate.
"""

import re
from collections.abc import Iterator
from typing import Final

from wlw_i18n.catalogs import po
from wlw_i18n.model.catalog import Catalog

_FIELD: Final = "Last-Translator"
_ADDRESS: Final = re.compile(r"\s*[<(]?[^\s<>()]+@[^\s<>()]+[>)]?")
_AUTHOR: Final = re.compile(r"@?(?:Author|Translator)s?:\s*(?P<names>.+)", re.IGNORECASE)
_YEARS: Final = re.compile(r"[,\s]*(?:\(c\)\s*)?\b(?:19|20)\d\d(?:\s*[-–,]\s*(?:19|20)\d\d)*\.?$")
_COPYRIGHT: Final = re.compile(r"copyright|©|\(c\)|licen[cs]e|translation of|exported from", re.IGNORECASE)
_NOBODY: Final = frozenset(
    {"", "full name", "first author", "automatically generated", "none", "unknown", "anonymous", "your name"}
)
"""What programs write where no name was given."""


def translators(catalog: Catalog) -> tuple[str, ...]:
    """The names of a PO file's translators, the latest first, each once."""
    field = po.header_fields(catalog).get(_FIELD, "")
    return tuple(dict.fromkeys(name for name in (_name(field), *_in_comments(catalog.header)) if name))


def _in_comments(header: str) -> Iterator[str]:
    for line in header.removeprefix(po.BOM).splitlines():
        if not line.startswith("#"):
            if line.startswith("msgid"):
                return
            continue
        if line[1:2] in (",", ":", ".", "|", "~"):
            continue
        content = line[1:].strip()
        if author := _AUTHOR.fullmatch(content):
            yield from (_name(name) for name in author["names"].split(","))
        elif not _COPYRIGHT.search(content) and (_ADDRESS.search(content) or _YEARS.search(content)):
            yield _name(content)


def _name(text: str) -> str:
    """A name without address and years; empty if it is nobody's."""
    name = _YEARS.sub("", _ADDRESS.sub("", text).strip()).strip(" ,.;")
    name = _YEARS.sub("", name).strip(" ,.;")
    return "" if name.lower() in _NOBODY else " ".join(name.split())
