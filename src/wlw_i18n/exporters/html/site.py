"""Where everything is on the site: paths of pages and media, and the way from one to another.

index.html                        the languages
assets/                           style sheet and script
media/<module>/                   pictures; below <language>/media/<module>/ where a language has its own
<language>/index.html             the course
<language>/credits.html           who made it
<language>/search.html            where one searches it, with its texts in search-index.js
<language>/<module>/index.html    a module
<language>/<module>/<id>.html     a lesson, a quiz, an assignment
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from wlw_i18n.exporters.same import Same
from wlw_i18n.links import is_external, media_path, slug
from wlw_i18n.model.course import Edition, Language, OutlineItem, OutlineModule
from wlw_i18n.model.document import Document
from wlw_i18n.model.media import Picture

INDEX = "index.html"
CREDITS = "credits.html"
SEARCH = "search.html"
_SOURCE = "source/"
_MEDIA = "media/"


@dataclass(frozen=True, slots=True)
class Place:
    """A document's place in the course."""

    number: int
    """Its module's number."""
    module: OutlineModule
    item: OutlineItem

    @property
    def path(self) -> str:
        """Where its page is, below the language's folder."""
        return f"{self.module.id}/{INDEX if self.item.id == self.module.id else f'{self.item.id}.html'}"


@dataclass(frozen=True, slots=True)
class Plan:
    """Every document's place, in course order."""

    places: tuple[Place, ...]
    positions: Mapping[str, int]
    """By document id."""


@lru_cache(maxsize=2)
def _plan(outline: Same[tuple[OutlineModule, ...]]) -> Plan:
    places = tuple(
        Place(position if module.number is None else module.number, module, item)
        for position, module in enumerate(outline.thing, 1)
        for item in (module.index, *module.items)
    )
    return Plan(places, {place.item.id: index for index, place in enumerate(places)})


@dataclass(frozen=True, slots=True)
class Here:
    """The page being written: an edition, and how to get from this page to others."""

    edition: Edition
    top: str
    """The way from this page to its language's folder: `../` from a lesson, nothing from the course's page."""
    source: str = ""
    """Source file of the page's document."""
    document: str = ""
    """Id of the page's document, empty on the pages of the course as a whole."""
    name: str = INDEX
    """The file of a page of the course as a whole."""

    @property
    def root(self) -> str:
        """The way to the site's own folder."""
        return f"../{self.top}"

    @property
    def plan(self) -> Plan:
        """Every document's place in the course."""
        return _plan(Same(self.edition.outline))

    @property
    def place(self) -> Place:
        """This page's own place."""
        return self.plan.places[self.plan.positions[self.document]]

    @property
    def previous(self) -> Place | None:
        """The document before this one."""
        return self._neighbour(-1)

    @property
    def next(self) -> Place | None:
        """The document after this one."""
        return self._neighbour(1)

    def _neighbour(self, step: int) -> Place | None:
        plan = self.plan
        position = plan.positions[self.document] + step
        return plan.places[position] if 0 <= position < len(plan.places) else None

    @property
    def path(self) -> str:
        """Where this page is, below the language's folder."""
        return self.place.path if self.document else self.name

    def to(self, place: Place) -> str:
        """The way to another document in this language."""
        return quote(f"{self.top}{place.path}")

    def in_language(self, language: Language) -> str:
        """The way to this same page in another language."""
        return quote(f"{self.root}{language.code}/{self.path}")

    def link(self, target: str) -> str:
        """The href for a link as an author or translator wrote it; empty if it leads nowhere."""
        if is_external(target) or target.startswith("#"):
            return target
        found = self.edition.links.get(self.document, {}).get(target)
        if found is None or found.document not in self.plan.positions:
            return ""
        place = self.plan.places[self.plan.positions[found.document]]
        return f"{self.to(place)}#{quote(found.anchor)}" if found.anchor else self.to(place)

    def media(self, src: str) -> str:
        """The src for a picture or video as an author wrote it; empty if it is no file of the course."""
        below, shipped = self._below(src), self.shipped(src)
        return quote(f"{self.root}{media_output(self.edition, below, shipped)}") if shipped else ""

    def size(self, src: str) -> tuple[int, int]:
        """Width and height of a picture as an author wrote it; 0 if they are not known."""
        picture = self.picture(src)
        return (picture.width, picture.height) if picture else (0, 0)

    def smaller(self, src: str) -> tuple[tuple[str, int], ...]:
        """Addresses and widths of the smaller copies of a picture as an author wrote it."""
        picture, address = self.picture(src), self.media(src)
        return tuple((f"{address}.{copy.width}.webp", copy.width) for copy in picture.smaller) if picture else ()

    def picture(self, src: str) -> Picture | None:
        """What was measured of a picture as an author wrote it."""
        return self.edition.pictures.get(self.shipped(src))

    def shipped(self, src: str) -> str:
        """The file that is shipped for a medium as an author wrote it; empty if it is no file of the course."""
        return self.edition.media.get(self._below(src), "")

    def _below(self, src: str) -> str:
        """A medium's path below `source/`."""
        return (media_path(self.source, src) or "").removeprefix(_SOURCE)


def of_document(edition: Edition, document: Document) -> Here:
    """The page of a document."""
    return Here(edition, "../", document.path, document.id)


def of_course(edition: Edition) -> Here:
    """The page of the course as a whole."""
    return Here(edition, "")


def of_credits(edition: Edition) -> Here:
    """The page that says who made the course."""
    return Here(edition, "", name=CREDITS)


def of_search(edition: Edition) -> Here:
    """The page to search on."""
    return Here(edition, "", name=SEARCH)


def media_output(edition: Edition, path: str, shipped: str) -> str:
    """Where a medium is on the site.

    Args:
        edition: one language of the course.
        path: of the medium below `source/`.
        shipped: the file to ship, relative to the course root.
    """
    folder, _, name = path.partition("/")
    # What an author put beside the lessons, not into `media/`, keeps out of the way of what is in there.
    kind, name = ("media", name.removeprefix(_MEDIA)) if name.startswith(_MEDIA) else ("files", name)
    top = ""
    if edition.is_localised(shipped):
        top = f"{edition.language.code}/"
        # Captions say their language in their name.
        ours, theirs = (f".{code}.vtt" for code in (edition.config.source_language.tag, edition.language.code))
        name = f"{name.removesuffix(ours)}{theirs}" if name.endswith(ours) else name
    return f"{top}{kind}/{slug(folder)}/{name}" if name else f"{top}files/{folder}"


def assets(edition: Edition) -> dict[str, str]:
    """Output path -> file of the course, for all media of an edition, and for the smaller copies of its pictures."""
    found = {media_output(edition, path, shipped): shipped for path, shipped in edition.media.items()}
    copies = {
        f"{output}.{copy.width}.webp": copy.path
        for output, shipped in found.items()
        if shipped in edition.pictures
        for copy in edition.pictures[shipped].smaller
    }
    return found | copies
