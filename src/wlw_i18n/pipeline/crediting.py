"""Whose the media of a course are, from its list of credits."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from wlw_i18n.config import media_credits
from wlw_i18n.config.media_credits import MediaCredits
from wlw_i18n.pipeline.workspace import SOURCE

_NO_MEDIA: Final = (".md", ".toml", ".lock", ".vtt", ".txt")
"""Captions belong to their video, and texts are the course's."""


def load(root: Path, files: Collection[str]) -> MediaCredits:
    """Read the list of credits of a course. A course without one is asked for none.

    Args:
        root: of the course.
        files: all its files, relative to the root.

    Raises:
        OSError: the list cannot be read.
    """
    if media_credits.PATH not in files:
        return MediaCredits()
    top = f"{SOURCE}/"
    media = {path.removeprefix(top) for path in files if path.startswith(top) and not path.endswith(_NO_MEDIA)}
    return media_credits.read((root / media_credits.PATH).read_bytes(), media)
