"""Pictures that a book may hold: of a kind that every reading system knows, and really of that kind.

(EPUB 3.3, "Core media types": GIF, JPEG, PNG, SVG, WebP.)
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from wlw_i18n.svg.optimising import EMPTY, shipped

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
        drawing = shipped(content)
        return None if drawing == EMPTY else drawing
    return content if kind and kind == _seen(content) else None


def _seen(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for kind, beginning in _BEGINNINGS if content.startswith(beginning)), "")
