"""Who translated a PO file, as its header says: `Last-Translator`, and the credits that programs keep as comments.

Weblate, Lokalize and Poedit write `# Name <address>, 2024.`; Translate writes `# Author: Name`; some write names below
`# Translators:`. Addresses are never taken: people gave them to their project, not to all readers.
"""

import re
from collections.abc import Iterator
from typing import Final

_FIELD: Final = re.compile(r'^"Last-Translator:\s*(.*?)\\n"', re.MULTILINE)
_WITH_ADDRESS: Final = re.compile(r"([^<>]+?)\s*<[^<>]*>[\s,;.\d-]*")
_AUTHOR: Final = re.compile(r"Author\s*:\s*(.+)", re.IGNORECASE)
_LIST: Final = re.compile(r"(?:Translators|Authors)\s*:\s*", re.IGNORECASE)
_YEARS: Final = re.compile(r"[\s,;.]*(?:\d{4}[\s,;.-]*)*$")
_ADDRESS: Final = re.compile(r"\S+@\S+|https?://\S*", re.IGNORECASE)
_NOBODY: Final = frozenset(
    {"", "full name", "first author", "automatically generated", "anonymous", "none", "unknown", "name", "n/a"}
)
_LONGEST: Final = 80


def translators(header: str) -> tuple[str, ...]:
    """The names in a PO file's header, each once, as they stand there.

    Args:
        header: everything before the first message.
    """
    names: dict[str, str] = {}
    for found in (*_in_comments(header), *_FIELD.findall(header)):
        name = _name(found)
        if name.casefold() not in _NOBODY and any(map(str.isalpha, name)) and len(name) <= _LONGEST:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _in_comments(header: str) -> Iterator[str]:
    is_list = False
    for line in header.splitlines():
        if not line.startswith("#") or line[1:2] in {",", ".", ":", "|", "~"}:
            is_list = False
            continue
        text = line[1:].strip().lstrip("*-").strip()
        if author := _AUTHOR.fullmatch(text):
            yield author[1]
        elif _LIST.fullmatch(text):
            is_list = True
        elif _WITH_ADDRESS.fullmatch(text) and not text.casefold().startswith("copyright"):
            yield text
        elif not text:
            is_list = False
        elif is_list:
            yield text


def _name(found: str) -> str:
    with_address = _WITH_ADDRESS.fullmatch(found.strip())
    name = with_address[1] if with_address else _YEARS.sub("", found)
    name = _ADDRESS.sub("", name.replace('\\"', '"'))
    return " ".join("".join(filter(str.isprintable, name)).split()).strip(" ,;\"'")
