"""From an address to what is sent: a page with the overlay, a medium, or why there is none."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from wlw_i18n.model.source import Location
from wlw_i18n.preview import inject, media, pseudo
from wlw_i18n.preview.build import Built
from wlw_i18n.preview.snapshot import Page, Snapshot
from wlw_i18n.preview.units import notes

_HTML: Final = ".html"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent."""

    content: bytes
    status: HTTPStatus = HTTPStatus.OK
    is_page: bool = False
    digest: str = ""
    """Of a page: changes with what it shows."""


def answer(built: Built, path: str) -> Answer:
    """What is sent for a path of the site.

    Args:
        built: the latest look at the course.
        path: decoded, without a leading slash.
    """
    snapshot = built.snapshot
    if snapshot is None:
        return _bare(built, HTTPStatus.SERVICE_UNAVAILABLE, "The course cannot be shown", "")
    try:
        page = snapshot.page(path)
        medium = None if page else _medium(snapshot, path)
        if page is not None and path.endswith(_HTML):
            return _page(built, snapshot, page)
    except OSError as error:
        # A file has gone since the course was looked at; the next look is under way.
        return _bare(built, HTTPStatus.NOT_FOUND, "Just changing", f"{error.filename}: {error.strerror}")
    if page is not None:
        return Answer(page.content)
    if medium is not None:
        return Answer(medium)
    text = "The course has no such page. It may have another name now, or its language's files have to be put right."
    return _bare(built, HTTPStatus.NOT_FOUND, "No such page", text)


def _page(built: Built, snapshot: Snapshot, page: Page) -> Answer:
    html, digest = inject.page(page.content.decode(), _data(snapshot, page), built.problems)
    return Answer(html.encode(), is_page=True, digest=digest)


def _bare(built: Built, status: HTTPStatus, title: str, text: str) -> Answer:
    html, digest = inject.page(inject.bare(title, text), {"units": {}}, built.problems)
    return Answer(html.encode(), status, is_page=True, digest=digest)


def _data(snapshot: Snapshot, page: Page) -> dict[str, Any]:
    shown, language = page.shown, page.language or snapshot.languages[0]
    source = snapshot.standing.config.source_language
    data: dict[str, Any] = {
        "language": language.tag,
        "name": language.autonym,
        "source": source.tag,
        "isSource": language == source,
        "isPseudo": language == pseudo.LANGUAGE,
        "units": {},
    }
    if shown is None:
        return data
    told = notes(snapshot, shown)
    return data | {
        "lesson": str(Location(shown.path)),
        "draft": shown.source.draft,
        "units": {note.key: note.as_data() for note in told},
    }


def _medium(snapshot: Snapshot, path: str) -> bytes | None:
    """A file of the course that the site has; None if it has none of this name, or it leads out of the course."""
    found = snapshot.media.get(path)
    if found is None:
        return None
    file = snapshot.root / found
    return media.content(snapshot, found) if _is_inside(file, snapshot.root) else None


def _is_inside(file: Path, root: Path) -> bool:
    return file.resolve().is_relative_to(root.resolve())
