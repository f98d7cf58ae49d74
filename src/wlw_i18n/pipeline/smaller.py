"""Smaller copies of photographs and screenshots, as WebP, for pages on slow connections and small screens.

They are kept in the cache under the digest of the original, so nothing is made twice. The same picture gives the same
bytes with the same version of Pillow.
"""

import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wlw_i18n import outputs
from wlw_i18n.model.media import Smaller
from wlw_i18n.pipeline.workspace import CACHE

if TYPE_CHECKING:
    from PIL.Image import Image

_ENDINGS: Final = (".png", ".jpg", ".jpeg", ".webp")
_FORMATS: Final = ("PNG", "JPEG", "WEBP")
_WIDTHS: Final = (480, 960, 1600)
"""Phones, phones with fine screens and tablets, the column of a page on a fine screen."""
_QUALITY: Final = 80
_EFFORT: Final = 4


def is_made_for(path: str) -> bool:
    """Whether a file's name is that of a picture that can have smaller copies."""
    return path.lower().endswith(_ENDINGS)


def make(root: Path, path: str, digest: str, content: bytes) -> tuple[Smaller, ...]:
    """Write the smaller copies of a picture, and return them, the smallest first.

    None is larger than the original, in pixels or in bytes. A picture that moves has none.

    Args:
        root: the course root.
        path: of the picture; its name says what it should be.
        digest: of the picture.
        content: the picture, which can be opened.

    Raises:
        OSError: a file cannot be written.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - slow to import

    if not is_made_for(path):
        return ()
    found: list[Smaller] = []
    with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content), formats=_FORMATS) as opened:
        if getattr(opened, "is_animated", False):
            return ()
        image = ImageOps.exif_transpose(opened)
        profile = opened.info.get("icc_profile")
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        limit = len(content)
        for width in sorted({width for width in _WIDTHS if width < image.width} | {min(image.width, _WIDTHS[-1])}):
            height = max(1, round(image.height * width / image.width))
            copy = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
            made = _webp(copy, profile, is_drawn=path.lower().endswith(".png"))
            if len(made) < limit:
                name = f"{CACHE}/pictures/{digest}-{width}.webp"
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                outputs.replace(root / name, made)
                found.append(Smaller(name, width))
    return tuple(found)


def _webp(image: "Image", profile: bytes | None, *, is_drawn: bool) -> bytes:
    """A picture as WebP; of screenshots and the like also without loss, if that is smaller."""
    made = []
    for lossless in (False, True) if is_drawn else (False,):
        stream = BytesIO()
        image.save(
            stream, "WEBP", quality=_QUALITY, method=_EFFORT, lossless=lossless, icc_profile=profile or b"", exact=False
        )
        made.append(stream.getvalue())
    return min(made, key=len)
