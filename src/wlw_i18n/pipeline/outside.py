"""The addresses of other sites that a course links to, and where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wlw_i18n import inline, links
from wlw_i18n.catalogs import po
from wlw_i18n.model.course import Language
from wlw_i18n.model.source import Location
from wlw_i18n.model.text import Emphasis, Image, Inline, Link, Strikethrough, Strong
from wlw_i18n.pipeline.workspace import TRANSLATIONS, Listing
from wlw_i18n.readers import read_document

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address stands."""

    location: Location
    language: str = ""
    """BCP 47 tag, or empty for the source."""
    key: str = ""


def addresses(root: Path, listing: Listing, languages: Iterable[Language]) -> Mapping[str, Sequence[Place]]:
    """The places of each address of the web, without what follows `#`, in order of the files.

    A translation's own addresses count; those that it shares with the English are named there alone.

    Raises:
        OSError: a file cannot be read.
    """
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for source in listing.sources:
        document, _ = read_document(source.path, (root / source.path).read_bytes(), default_id=source.default_id)
        for use in links.outgoing(document).uses if document is not None else ():
            _add(found, use.target, Place(Location(source.path, use.line)))
    english = frozenset(found)
    for language in languages:
        folder = f"{TRANSLATIONS}/{language.code}/"
        for path in listing.files:
            if path.startswith(folder) and path.endswith(".po") and not path.endswith("/memory.po"):
                for target, place in _of_catalog(root, path, language.tag):
                    if _key(target) not in english:
                        _add(found, target, place)
    return found


def _add(found: defaultdict[str, list[Place]], target: str, place: Place) -> None:
    if target.lower().startswith(_WEB):
        places = found[_key(target)]
        if place not in places:
            places.append(place)


def _key(target: str) -> str:
    return target.partition("#")[0]


def _of_catalog(root: Path, path: str, tag: str) -> Iterator[tuple[str, Place]]:
    catalog, _ = po.read(path, (root / path).read_bytes())
    for message in catalog.messages if catalog is not None else ():
        if "://" in message.msgstr:
            place = Place(Location(path, message.line), tag, message.key)
            yield from ((target, place) for target in _targets(inline.parse(message.msgstr)))


def _targets(inlines: Iterable[Inline]) -> Iterator[str]:
    for node in inlines:
        if isinstance(node, Link):
            yield node.target
        elif isinstance(node, Image):
            yield node.src
        if isinstance(node, Link | Emphasis | Strong | Strikethrough):
            yield from _targets(node.children)
