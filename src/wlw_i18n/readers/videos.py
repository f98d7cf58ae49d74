"""What belongs to a video: its captions and its poster, found by their names.

| video | captions | poster |
| --- | --- | --- |
| `media/gap.webm` | `media/gap.en.vtt` | `media/gap.poster.png` |
| `https://commons.wikimedia.org/wiki/File:The_gap.webm` | `media/The_gap.en.vtt` | `media/The_gap.poster.png` |
| `https://youtu.be/dQw4w9WgXcQ` | `media/dQw4w9WgXcQ.en.vtt` | `media/dQw4w9WgXcQ.poster.png` |
"""

import re
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from wlw_i18n.model.document import Video
from wlw_i18n.readers import captions
from wlw_i18n.readers.context import Context

POSTERS: Final = (".poster.jpg", ".poster.png", ".poster.webp", ".poster.svg")
_NAME: Final = re.compile(r"[^\w.-]+")
_FILES: Final = (".webm", ".ogv", ".mp4", ".mov")
_HOSTS: Final = ("youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com")


def is_video(target: str) -> bool:
    """Whether a picture's target is a video: a file, or a page of YouTube."""
    try:
        parts = urlsplit(target)
    except ValueError:  # a malformed host, such as an unclosed bracket
        return False
    return parts.path.lower().endswith(_FILES) or (parts.netloc.lower() in _HOSTS and bool(parts.path[1:]))


def complete(video: Video, context: Context, *, with_speech: bool) -> Video:
    """A video with what belongs to it.

    Args:
        video: as its document writes it.
        context: of the document.
        with_speech: whether its captions are read.
    """
    stem = _stem(video.src)
    if not stem:
        return video
    path = f"{stem}.{context.language}.vtt"
    speech = captions.read(path, video.line, context) if with_speech else None
    # Beside a local file, captions are expected; for a video elsewhere, they are there or not.
    named = path if speech is not None or not _is_elsewhere(video.src) else ""
    poster = next((stem + end for end in POSTERS if context.media(stem + end) is not None), "")
    return replace(video, captions=named, speech=speech, poster=poster)


def _is_elsewhere(src: str) -> bool:
    return bool(urlsplit(src).scheme) or src.startswith("//")


def _stem(src: str) -> str:
    """What the names of captions and poster begin with."""
    if not _is_elsewhere(src):
        return src.rpartition(".")[0]
    parts = urlsplit(src)
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    if parts.netloc.lower() in _HOSTS:
        name = next(iter(parse_qs(parts.query).get("v", [])), last)
    else:
        name = last.removeprefix("File:").rpartition(".")[0]
    name = _NAME.sub("_", name).strip("._")
    return f"media/{name}" if name else ""
