"""Pictures that a book may hold: of a kind that every reading system knows, and really of that kind.

(EPUB 3.3, "Core media types": GIF, JPEG, PNG, SVG, WebP.)
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

SVG: Final = "image/svg+xml"
TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "gif": "image/gif",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "png": "image/png",
        "svg": SVG,
        "webp": "image/webp",
    }
)
"""Media type by the ending of the file's name."""

_BEGINNINGS: Final = (
    ("image/gif", b"GIF8"),
    ("image/jpeg", b"\xff\xd8\xff"),
    ("image/png", b"\x89PNG\r\n\x1a\n"),
)
_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_XLINK_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_LOADS: Final = re.compile(r"@import|url\(\s*['\"]?\s*(?!#|data:image/)", re.IGNORECASE)
_RUNNING: Final = frozenset({"script", "foreignObject", "handler", "iframe", "audio", "video", "animate", "set"})


def type_of(path: str) -> str:
    """The media type that a file's name tells; empty if it is no picture for a book."""
    return TYPES.get(path.rpartition(".")[2].lower(), "")


def is_picture(path: str) -> bool:
    """Whether a file's name is that of a picture for a book."""
    return bool(type_of(path))


def usable(path: str, content: bytes) -> bytes | None:
    """A picture as it goes into a book: a drawing without anything that runs; None if the file is not what it seems."""
    kind = type_of(path)
    if kind == SVG:
        return _still(content)
    return content if kind and kind == _seen(content) else None


def _seen(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for kind, beginning in _BEGINNINGS if content.startswith(beginning)), "")


def _still(content: bytes) -> bytes | None:
    """A drawing without scripts and without ways to other files; None if it is no drawing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    if root.tag != f"{{{_NAMESPACE}}}svg":
        return None
    for element in list(root.iter(etree.Element)):
        parent = element.getparent()
        if parent is not None and _runs_or_loads(element):
            parent.remove(element)
        for attribute, value in list(element.attrib.items()):
            if _leads_out(str(attribute), str(value)):
                del element.attrib[attribute]
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _runs_or_loads(element: etree._Element) -> bool:
    kind = etree.QName(element).localname
    return kind in _RUNNING or (kind == "style" and bool(_LOADS.search("".join(map(str, element.itertext())))))


def _leads_out(attribute: str, value: str) -> bool:
    if attribute in {"href", _XLINK_HREF}:
        return not value.strip().startswith(("#", "data:image/"))
    return attribute.lower().startswith("on") or bool(_LOADS.search(value) and attribute == "style")
