"""Videos that Open edX's own player can show."""

import re

_YOUTUBE = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/|v/)|youtu\.be/)"
    r"([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])"
)


def youtube_id(src: str) -> str:
    """The id of a YouTube video, or the empty string."""
    found = _YOUTUBE.match(src)
    return found[1] if found else ""
