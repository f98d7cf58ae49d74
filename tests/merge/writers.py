"""Programs that save a PO file in their own way: they wrap, sort, and drop what they do not know."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import polib
from translate.storage import pypo


def rewrapped(content: bytes) -> bytes:
    """As polib saves it, with lines of forty letters."""
    return f"{polib.pofile(content.decode(), wrapwidth=40)}".encode()


def sorted_by_text(content: bytes) -> bytes:
    """As `msgcat --sort-output` leaves it, without wrapping."""
    file = polib.pofile(content.decode(), wrapwidth=0)
    file.sort(key=lambda entry: (entry.obsolete, entry.msgid, entry.msgctxt or ""))
    return f"{file}".encode()


def saved_by_toolkit(content: bytes) -> bytes:
    """As the translate toolkit saves it, each translation written anew."""
    store = pypo.pofile.parsestring(content)
    for unit in store.units:
        if not unit.isheader():
            unit.target = unit.target
    return bytes(store)


def without_previous(content: bytes) -> bytes:
    """As MediaWiki's Translate exports it: fuzzy stays, the English it was made for does not."""
    file = polib.pofile(content.decode(), wrapwidth=0)
    for entry in file:
        entry.previous_msgid = entry.previous_msgctxt = None
    return f"{file}".encode()


def with_windows_lines(content: bytes) -> bytes:
    """As an editor on Windows saves it, all line ends changed."""
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


WRITERS: Final[Mapping[str, Callable[[bytes], bytes]]] = MappingProxyType(
    {
        "polib": rewrapped,
        "sorted": sorted_by_text,
        "toolkit": saved_by_toolkit,
        "translate": without_previous,
        "windows": with_windows_lines,
    }
)
