"""How large the pictures of a course are, so that a page keeps their place free while they load."""

import re
import struct
import warnings
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

from wlw_i18n.model.media import Picture
from wlw_i18n.pipeline import smaller
from wlw_i18n.pipeline.workspace import DRAWN, SOURCE, TRANSLATIONS

_FOLDERS: Final = (f"{SOURCE}/", f"{TRANSLATIONS}/", f"{DRAWN}/")
_RASTER: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_VECTOR: Final = ".svg"
_SMALL: Final = 8_000
"""Bytes: such a picture is there as soon as its page is."""
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
_LENGTH: Final = re.compile(r"\s*\+?([0-9]+(?:\.[0-9]+)?|\.[0-9]+)(px|pt|pc|mm|cm|in)?\s*")
_PIXELS: Final = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_ORIENTATION: Final = 0x0112
_TURNED: Final = 5
"""Orientations from this one on lie on their side."""
_DAMAGED: Final = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError, struct.error)
"""What Pillow raises of files that are not what their name says."""


def measured(
    root: Path, digests: Mapping[str, str], known: Mapping[str, Picture], *, with_smaller: bool = False
) -> dict[str, Picture]:
    """Measure the pictures of a course.

    Args:
        root: the course root.
        digests: of every file of the course, by path relative to the root.
        known: what an earlier run measured, by path and digest (`key`).
        with_smaller: whether smaller copies are made of those that have none.

    Returns:
        By path and digest, for every picture below source/ and translations/ and those made for a language.

    Raises:
        OSError: a file cannot be read or written.
    """
    found = {}
    for path, digest in digests.items():
        if path.startswith(_FOLDERS) and path.lower().endswith((*_RASTER, _VECTOR)):
            name = key(path, digest)
            before = known.get(name)
            is_whole = before is not None and all((root / copy.path).exists() for copy in before.smaller)
            if (
                before is not None
                and is_whole
                and (before.smaller or not with_smaller or not _can_shrink(path, before))
            ):
                found[name] = before
                continue
            content = (root / path).read_bytes()
            picture = measure(path, content)
            if with_smaller and _can_shrink(path, picture):
                picture = replace(picture, smaller=smaller.make(root, path, digest, content))
            found[name] = picture
    return found


def _can_shrink(path: str, picture: Picture) -> bool:
    """Whether smaller copies are worth the while: not of icons, and not of what cannot be opened."""
    return picture.bytes > _SMALL and bool(picture.width) and smaller.is_made_for(path)


def by_path(pictures: Mapping[str, Picture]) -> dict[str, Picture]:
    """The same by path alone."""
    return {name.rpartition("@")[0]: picture for name, picture in pictures.items()}


def key(path: str, digest: str) -> str:
    """Under which name a picture is remembered: one that changed is another."""
    return f"{path}@{digest}"


def measure(path: str, content: bytes) -> Picture:
    """Measure one picture; a damaged one has no width and no height.

    Args:
        path: its name says what it should be.
        content: the file.
    """
    width, height = _vector(content) if path.lower().endswith(_VECTOR) else _raster(content)
    return Picture(len(content), width, height)


def _raster(content: bytes) -> tuple[int, int]:
    from PIL import Image  # noqa: PLC0415 - slow to import

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content), formats=_FORMATS) as image:
            width, height = image.size
            is_turned = image.getexif().get(_ORIENTATION, 1) >= _TURNED
    except (*_DAMAGED, Image.DecompressionBombError):
        return 0, 0
    return (height, width) if is_turned else (width, height)


def _vector(content: bytes) -> tuple[int, int]:
    """`width` and `height`; what is missing or relative follows from `viewBox`, as in browsers."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return 0, 0
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box_width, box_height = _box(root.get("viewBox", ""))
    if box_width and box_height:
        if width and not height:
            height = width * box_height / box_width
        elif height and not width:
            width = height * box_width / box_height
        elif not width:
            width, height = box_width, box_height
    return (round(width), round(height)) if width and height else (0, 0)


def _length(value: str) -> float:
    found = _LENGTH.fullmatch(value)
    return float(found[1]) * _PIXELS[found[2] or ""] if found else 0


def _box(value: str) -> tuple[float, float]:
    parts = re.split(r"[\s,]+", value.strip())
    if len(parts) != 4:
        return 0, 0
    try:
        width, height = float(parts[2]), float(parts[3])
    except ValueError:
        return 0, 0
    return (width, height) if 0 < width < 1e6 and 0 < height < 1e6 else (0, 0)
