"""The last touch to a chapter, when the whole book is known: ids, ways that lead somewhere, pictures that are there."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urldefrag, urlsplit

from lxml import etree

from wlw_i18n.exporters.epub.mend import XHTML, Node, mend
from wlw_i18n.exporters.epub.names import name as xml_name

_EPUB: Final = "{http://www.idpf.org/2007/ops}type"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES: Final = {"doc-noteref": "noteref", "doc-endnotes": "endnotes", "doc-backlink": "backlink"}
"""What reading systems know by role, and older ones by this name."""
_NO_URL: Final = re.compile(r"[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\u00a0-\U0010ffff]|%(?![0-9A-Fa-f]{2})")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST: Final = re.compile(r"[^\s/?#@:<>\\^|%\[\]]+(\.[^\s/?#@:<>\\^|%\[\]]+)*")


@dataclass(frozen=True, slots=True)
class Book:
    """What a chapter may refer to."""

    ids: Mapping[str, frozenset[str]]
    """Ids of each file, by its path in the book's folder."""
    pictures: frozenset[str]
    """Pictures that can be shown, by their paths in the book's folder."""


def read(content: bytes) -> Node:
    """A chapter as it was written.

    Raises:
        etree.XMLSyntaxError: it is not well formed, which the renderer promises.
    """
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def named(root: Node) -> frozenset[str]:
    """Mend a chapter, give it ids that are names of XML, each once; return them."""
    mend(root)
    seen: set[str] = set()
    for node in root.iter(f"{XHTML}*"):
        identifier = node.get("id") if node.attrib else None
        if identifier is None:
            continue
        own = xml_name(identifier)
        if own in seen:
            del node.attrib["id"]
        else:
            node.set("id", own)
            seen.add(own)
    return frozenset(seen)


def finished(path: str, root: Node, book: Book) -> bytes:
    """The chapter as it goes into the book.

    Args:
        path: of the chapter in the book's folder.
        root: what `named` made of it.
        book: the other chapters and the pictures.
    """
    for node in root.iter(f"{XHTML}a"):
        _way(node, path, book)
    for node in list(root.iter(f"{XHTML}img")):
        _picture(node, path, book)
    for node in root.iter(f"{XHTML}*"):
        if node.attrib:
            _say_again(node)
    for section in root.iter(f"{XHTML}section"):
        if section.get("role") == "doc-endnotes":
            for note in section.iter(f"{XHTML}li"):
                if note.get("id"):
                    note.set(_EPUB, "footnote")
    return etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True)


def _say_again(node: Node) -> None:
    """Say role and language in the ways of XML too, which older reading systems know."""
    if role := _TYPES.get(node.get("role", "")):
        node.set(_EPUB, role)
    if language := node.get("lang"):
        node.set(_LANG, language)


def _way(node: Node, path: str, book: Book) -> None:
    href = node.get("href")
    if href is None:
        return
    target = _external(href) if _SCHEME.match(href) else _internal(href, path, book)
    if target:
        node.set("href", target)
        return
    for attribute in {"href", "hreflang", "role"} & set(node.attrib):
        del node.attrib[attribute]


def _internal(href: str, path: str, book: Book) -> str:
    file, anchor = urldefrag(href)
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))) if file else path
    if goal not in book.ids:
        return ""
    anchor = xml_name(unquote(anchor)) if anchor else ""
    if anchor in book.ids[goal]:
        return f"{file}#{anchor}"
    return file


def _external(href: str) -> str:
    """An address as the rules of addresses want it; empty if it cannot be one."""
    try:
        parts = urlsplit(href)
        _ = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() != "mailto" and not _HOST.fullmatch(parts.hostname or ""):
        return ""
    return _NO_URL.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), href)


def _picture(node: Node, path: str, book: Book) -> None:
    source = unquote(node.get("src", ""))
    if posixpath.normpath(posixpath.join(posixpath.dirname(path), source)) in book.pictures:
        node.set("alt", node.get("alt", ""))
        return
    node.tag = f"{XHTML}span"
    node.text = node.get("alt", "")
    for attribute in set(node.attrib) - {"lang", "dir", "class", "title"}:
        del node.attrib[attribute]
