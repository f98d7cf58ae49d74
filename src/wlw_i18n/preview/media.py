"""Drawings and captions in the preview: made when a page asks for them, as an export would make them."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from wlw_i18n.exporters import MEDIA
from wlw_i18n.model.course import Language
from wlw_i18n.model.media import Picture
from wlw_i18n.pipeline.records import SourceRecord
from wlw_i18n.pipeline.workspace import DRAWN, SOURCE
from wlw_i18n.svg import optimising

if TYPE_CHECKING:
    from wlw_i18n.preview.snapshot import Snapshot


def declared(sources: Iterable[SourceRecord], languages: Iterable[Language]) -> frozenset[str]:
    """The media that each language can have of its own: paths relative to the course root; no file need exist.

    Args:
        sources: the documents.
        languages: those that are shown.
    """
    below = {path.removeprefix(f"{SOURCE}/") for source in sources for path, digest in source.media.items() if digest}
    return frozenset(f"{DRAWN}/{language.code}/{path}" for language in languages for path in below)


def measured(declared: Iterable[str], pictures: Mapping[str, Picture]) -> Mapping[str, Picture]:
    """The pictures of a course with those that can be made: a drawing is as large as its original.

    Args:
        declared: what can be made.
        pictures: what was measured, by path relative to the course root.
    """
    originals = {path: f"{SOURCE}/{path.removeprefix(f'{DRAWN}/').partition('/')[2]}" for path in declared}
    return {**pictures, **{path: pictures[original] for path, original in originals.items() if original in pictures}}


def content(snapshot: "Snapshot", path: str) -> bytes:
    """A medium of the course, as the site has it.

    Args:
        snapshot: the course.
        path: relative to the course root; below `exports/media` it is made.

    Raises:
        OSError: a file cannot be read.
    """
    if path.startswith(f"{DRAWN}/"):
        code, _, below = path.removeprefix(f"{DRAWN}/").partition("/")
        source = snapshot.languages[0].code
        for language in dict.fromkeys((code, source)):
            made = _made(snapshot, language, below)
            if made is not None:
                return made
        path = f"{SOURCE}/{below}"
    found = (snapshot.root / path).read_bytes()
    return optimising.shipped(found) if path.lower().endswith(".svg") else found


def _made(snapshot: "Snapshot", code: str, below: str) -> bytes | None:
    """What is made for a language; None if it has no words of its own there."""
    language = next((each for each in snapshot.languages if each.code == code), None)
    if language is None:
        return None
    for record in snapshot.standing.sources.values():
        if f"{SOURCE}/{below}" in record.media:
            document = snapshot.shown(language, record.id).document
            for file in MEDIA.document(snapshot.edition(language), document):
                if file.path == f"{code}/{below}":
                    return file.content
    return None
