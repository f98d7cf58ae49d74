"""url_names: what Open edX calls each block, for ever and in every language.

A learner's answers and progress are stored under the names, so a name is made of ids and keys and never of a position:

    MODULE                       chapter
    DOCUMENT                     sequential; MODULE_index for a module's first page
    DOCUMENT_page_KEY            vertical; KEY: see `wlw_i18n.model.document.Page`
    DOCUMENT_page_KEY_text       the text that begins a page
    DOCUMENT_page_KEY_after_X    the text that follows question or video X
    DOCUMENT_page_KEY_notes      the page's footnotes
    QUESTION_problem             problem: a question may move to another document
    KEY_video                    video

Ids and keys have no `_`, so no two of these can be the same.
"""

import hashlib
import re
from collections.abc import Mapping

LONGEST = 64
_FORBIDDEN = re.compile(r"[^a-z0-9_-]+")
_NUMBER = re.compile(r"^\d+-")
_ASSET = re.compile(r"[A-Za-z0-9._-]+")
_CAPTIONS = re.compile(r"\.[A-Za-z0-9-]+\.vtt$")
_NOT_IN_ASSET = re.compile(r"[^A-Za-z0-9.-]+")


def url_name(*parts: str) -> str:
    """A name of `[a-z0-9_-]`, at most 64 characters; what does not fit is replaced by a hash of the whole."""
    whole = "_".join(parts)
    name = _FORBIDDEN.sub("-", whole)
    if name == whole and len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - 11]}-{_hash(whole)}"


def chapter(module: str) -> str:
    """The name of a module."""
    return url_name(module)


def sequential(document: str, *, is_module: bool) -> str:
    """The name of a document, or of a module's first page."""
    return url_name(document, "index") if is_module else url_name(document)


def vertical(document: str, page: str) -> str:
    """The name of a page of a document, by the page's key."""
    return url_name(document, "page", page)


def text(document: str, page: str, after: str = "") -> str:
    """The name of a text on a page; `after`: the question or video that it follows."""
    return url_name(document, "page", page, "after", after) if after else url_name(document, "page", page, "text")


def notes(document: str, page: str) -> str:
    """The name of a page's footnotes."""
    return url_name(document, "page", page, "notes")


def problem(question: str) -> str:
    """The name of a question."""
    return url_name(question, "problem")


def video(key: str) -> str:
    """The name of a video, by what identifies it."""
    return url_name(key, "video")


def digest(text: str) -> str:
    """What stands in for a key where there is none."""
    return f"x-{_hash(text)}"


def static(path: str, shipped: str) -> str:
    """The name in `static/` of a medium: flat and ASCII, because links to any other name break at import.

    Args:
        path: its path below `source/`.
        shipped: the file to ship, relative to the course root; a translated one is marked with its language.
    """
    *folders, file = path.split("/")
    kept = [_NUMBER.sub("", folder) for folder in folders if folder != "media"]
    name = "_".join([*kept, file])
    # Beside the module's media folder, or under an unusual name, a file could meet another one: then a hash tells.
    usual = len(folders) == 2 and folders[1] == "media" and "_" not in kept[0]
    if not usual or _ASSET.fullmatch(file) is None or file.startswith(".") or len(name) > LONGEST:
        name = f"{_hash(path)}_{_NOT_IN_ASSET.sub('-', file)[-LONGEST:]}"
    if shipped.startswith("exports/"):
        # Captions say their language in their name.
        return _CAPTIONS.sub(f".{shipped.split('/')[2]}.vtt", name)
    if not shipped.startswith("translations/"):
        return name
    stem, dot, ending = name.rpartition(".")
    code = shipped.split("/")[1]
    return f"{stem}-{code}.{ending}" if dot else f"{name}-{code}"


def media_names(media: Mapping[str, str]) -> Mapping[str, str]:
    """Name in `static/` -> file of the course, for all media of an edition."""
    return {static(path, shipped): shipped for path, shipped in media.items()}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]
