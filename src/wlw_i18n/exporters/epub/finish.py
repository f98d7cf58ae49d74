"""The last touch to a chapter: ids, ways that lead somewhere, pictures that are there.

Most of it needs the chapter alone (`prepared`). What it asks of the rest of the book is noted, so that a chapter is
only opened again if the book lacks something (`completed`).
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urldefrag, urlsplit

import msgspec
from lxml import etree

from wlw_i18n.exporters.epub.mend import XHTML, Node, mend
from wlw_i18n.exporters.epub.names import name as xml_name

_EPUB: Final = "{http://www.idpf.org/2007/ops}type"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES: Final = {"doc-noteref": "noteref", "doc-endnotes": "endnotes", "doc-backlink": "backlink"}
"""What reading systems know by role, and older ones by this name."""
_NO_URL: Final = re.compile(r"[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\u00a0-\U0010ffff]|%(?![0-9A-Fa-f]{2})")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST: Final = re.compile(r"[^\s/?#@:<>\\^|%\[\]]+")


@dataclass(frozen=True, slots=True)
class Book:
    """What a chapter may refer to."""

    ids: Mapping[str, frozenset[str]]
    """Ids of each file, by its path in the book's folder."""
    pictures: frozenset[str]
    """Pictures that can be shown, by their paths in the book's folder."""

    def lacks(self, chapter: "Chapter") -> bool:
        """Whether something is not there that a chapter refers to."""
        return not (
            self.pictures.issuperset(chapter.pictures)
            and all(file in self.ids and (not anchor or anchor in self.ids[file]) for file, anchor in chapter.ways)
        )


class Chapter(msgspec.Struct, frozen=True):
    """A chapter, as far as it can be made without the rest of the book."""

    content: bytes
    ids: frozenset[str]
    ways: tuple[tuple[str, str], ...]
    """Other files that it leads to, by their paths in the book's folder, and the ids in them."""
    pictures: tuple[str, ...]
    """Pictures that it shows, by their paths in the book's folder."""


def read(content: bytes) -> Node:
    """A chapter as it was written.

    Raises:
        etree.XMLSyntaxError: it is not well formed, which the renderer promises.
    """
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def prepared(path: str, content: bytes) -> Chapter:
    """Make a chapter as it goes into a book that has all it refers to.

    Args:
        path: of the chapter in the book's folder.
        content: as it was written.
    """
    root = read(content)
    mend(root)
    ids = _named(root)
    ways: set[tuple[str, str]] = set()
    for node in root.iter(f"{XHTML}a"):
        _way(node, path, ids, ways)
    for node in root.iter(f"{XHTML}*"):
        if node.attrib:
            _say_again(node)
    for section in root.iter(f"{XHTML}section"):
        if section.get("role") == "doc-endnotes":
            for note in section.iter(f"{XHTML}li"):
                if note.get("id"):
                    note.set(_EPUB, "footnote")
    shown = set()
    for node in root.iter(f"{XHTML}img"):
        node.set("alt", node.get("alt", ""))
        shown.add(_picture_of(path, node))
    return Chapter(_written(root), ids, tuple(sorted(ways)), tuple(sorted(shown)))


def completed(path: str, chapter: Chapter, book: Book) -> bytes:
    """The chapter without what the book does not have.

    Args:
        path: of the chapter in the book's folder.
        chapter: what `prepared` made of it.
        book: the other chapters and the pictures.
    """
    if not book.lacks(chapter):
        return chapter.content
    root = read(chapter.content)
    for node in root.iter(f"{XHTML}a"):
        _within(node, path, book)
    for node in list(root.iter(f"{XHTML}img")):
        if _picture_of(path, node) not in book.pictures:
            _said(node)
    return _written(root)


def _written(root: Node) -> bytes:
    return etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True)


def _named(root: Node) -> frozenset[str]:
    """Give a chapter ids that are names of XML, each once; return them."""
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


def _say_again(node: Node) -> None:
    """Say role and language in the ways of XML too, which older reading systems know."""
    if role := _TYPES.get(node.get("role", "")):
        node.set(_EPUB, role)
    if language := node.get("lang"):
        node.set(_LANG, language)


def _way(node: Node, path: str, own: frozenset[str], ways: set[tuple[str, str]]) -> None:
    """Write a way as a book wants it; note what it leads to in the rest of the book."""
    href = node.get("href")
    if href is None:
        return
    if _SCHEME.match(href):
        _lead(node, _external(href))
        return
    file, goal, identifier = _goal(href, path)
    anchor = xml_name(identifier) if identifier else ""
    if goal == path:
        _lead(node, f"{file}#{anchor}" if anchor in own else file)
    else:
        ways.add((goal, anchor))
        _lead(node, f"{file}#{anchor}" if anchor else file)


def _within(node: Node, path: str, book: Book) -> None:
    """Take away a way to what is not in the book."""
    href = node.get("href")
    if href is None or _SCHEME.match(href):
        return
    file, goal, anchor = _goal(href, path)
    if goal not in book.ids:
        _lead(node, "")
    elif anchor and anchor not in book.ids[goal]:
        _lead(node, file)


def _goal(href: str, path: str) -> tuple[str, str, str]:
    """A way's file as written, where that is in the book's folder, and the id in it."""
    file, anchor = urldefrag(href)
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))) if file else path
    return file, goal, unquote(anchor)


def _lead(node: Node, target: str) -> None:
    if target:
        node.set("href", target)
        return
    for attribute in {"href", "hreflang", "role"} & set(node.attrib):
        del node.attrib[attribute]


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


def _picture_of(path: str, node: Node) -> str:
    """The picture that an element shows, by its path in the book's folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(node.get("src", ""))))


def _said(picture: Node) -> None:
    """Words in place of a picture."""
    picture.tag = f"{XHTML}span"
    picture.text = picture.get("alt", "")
    for attribute in set(picture.attrib) - {"lang", "dir", "class", "title"}:
        del picture.attrib[attribute]
