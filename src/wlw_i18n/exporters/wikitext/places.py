"""Where everything of a course is on a wiki: page titles, neighbours, names of files.

A page's title is `BASE/module/document` in the source language and `BASE/module/document/code` in the others, as
Extension:Translate names its pages; a profile's `titles` can order the parts otherwise. Where Translate runs, the title
without a code is the translatable page, so the source language's own page has a code too.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from wlw_i18n.exporters.same import Same
from wlw_i18n.links import media_path, slug
from wlw_i18n.model.course import Edition, Language, OutlineItem, OutlineModule, WikiProfile
from wlw_i18n.render.wikitext.targets import commons_file

__all__ = [
    "Place",
    "Places",
    "code_on",
    "file_names",
    "file_of",
    "full_title",
    "page_path",
    "places_of",
    "suffix",
    "title_below",
    "uploads",
]

INDEX = "index"
SOURCE = "source"
CAPTIONS = (".vtt", ".srt")


@dataclass(frozen=True, slots=True)
class Place:
    """A document's place in the course."""

    item: OutlineItem
    module: OutlineItem

    @property
    def ids(self) -> tuple[str, str]:
        """Its module's id and its own, which are the same for a module's page."""
        return self.module.id, self.item.id

    @property
    def title(self) -> str:
        """The page as its file is named, without the language: `module/document`, or `module`."""
        return self.module.id if self.item is self.module else f"{self.module.id}/{self.item.id}"


@dataclass(frozen=True, slots=True)
class Places:
    """The outline of an edition, to be asked for titles and neighbours."""

    order: tuple[Place, ...]
    by_id: Mapping[str, Place]
    positions: Mapping[str, int]
    """By document id."""

    def neighbours(self, document: str) -> tuple[Place | None, Place | None]:
        """The documents before and after one."""
        index = self.positions.get(document)
        if index is None:
            return None, None
        before = self.order[index - 1] if index else None
        return before, self.order[index + 1] if index + 1 < len(self.order) else None


def places_of(edition: Edition) -> Places:
    """The places of an edition's documents."""
    return _places(Same(edition.outline))


@lru_cache(maxsize=2)
def _places(outline: Same[tuple[OutlineModule, ...]]) -> Places:
    order = tuple(Place(item, module.index) for module in outline.thing for item in (module.index, *module.items))
    by_id = {place.item.id: place for place in order}
    return Places(order, by_id, {place.item.id: index for index, place in enumerate(order)})


def code_on(profile: WikiProfile, language: Language, source: Language) -> str:
    """How the titles of a language's pages name it: `fr`; empty if they do not."""
    if language.code == source.code and not profile.translate:
        return ""
    return profile.language_codes.get(language.code, language.code)


def suffix(profile: WikiProfile, language: Language, source: Language) -> str:
    """What the names of a language's categories end in: `/fr`, or nothing."""
    code = code_on(profile, language, source)
    return f"/{code}" if code else ""


def title_below(profile: WikiProfile, place: Place | None, code: str = "") -> str:
    """A page's title below the base page; no place is the course's own page, no code leaves the language out."""
    return _made_of(profile, *(("", "") if place is None else place.ids), code)


def _made_of(profile: WikiProfile, module: str, item: str, code: str) -> str:
    parts = profile.titles.split("/")
    # Where modules are no part of titles, a module's page stands beside its documents; ids are unique in a course.
    document = "" if item == module and "module" in parts else item
    values = {"module": module, "document": document, "language": code}
    return "/".join(filter(None, map(values.__getitem__, parts)))


def full_title(profile: WikiProfile, place: Place | None, code: str = "") -> str:
    """A page's title on the wiki."""
    return "/".join(filter(None, (profile.base_page, title_below(profile, place, code))))


def page_path(profile: WikiProfile, folder: str, title: str) -> str:
    """The file of a page. `title` is `module/document`, `module`, or empty for the course."""
    name = title if "/" in title else posixpath.join(title, INDEX)
    return f"{profile.name}/{folder}/{name}.wiki"


def file_of(edition: Edition, document_path: str, src: str) -> str | None:
    """The name on the wiki of a picture or video as a document writes it; None if it is on another site."""
    path = media_path(document_path, src)
    if path is None:
        return commons_file(src)
    path = path.removeprefix(f"{SOURCE}/")
    return file_names(edition).get(path)


def file_names(edition: Edition) -> Mapping[str, str]:
    """Media path below `source/` -> name of the file on a wiki. Captions are pages there, not files."""
    return _file_names(Same(edition))


@lru_cache(maxsize=2)
def _file_names(same: Same[Edition]) -> Mapping[str, str]:
    # The readable name is made of what stays when files are renumbered. It says the language of a localised file,
    # and a digest of the path when another file would have the same name.
    edition = same.thing
    number, code = edition.config.number, edition.language.code
    readable = {
        path: _readable(number, path, code if edition.is_localised(shipped) else "")
        for path, shipped in edition.media.items()
        if not path.endswith(CAPTIONS)
    }
    taken = Counter(name.lower() for name in readable.values())
    return {path: name if taken[name.lower()] == 1 else _told_apart(name, path) for path, name in readable.items()}


def _readable(number: str, path: str, language: str) -> str:
    stem, ending = posixpath.splitext(path)
    parts = [number, *(slug(part) for part in stem.split("/") if part != "media"), language]
    name = " ".join(part for part in parts if part)
    return re.sub(r"[\s_]+", " ", re.sub(r"[\x00-\x1f\x7f#<>\[\]|{}:/\\~%&'\"?+]+", "-", name)).strip(" -") + ending


def _told_apart(name: str, path: str) -> str:
    stem, ending = posixpath.splitext(name)
    return f"{stem} {sha256(path.encode()).hexdigest()[:6]}{ending}"


def uploads(edition: Edition) -> Iterator[tuple[str, str]]:
    """Name on the wiki and path relative to the course root of each file that this edition brings to a wiki.

    A translation brings its localised files only: the others are the source language's.
    """
    is_source = edition.language.code == edition.config.source_language.code
    for path, name in file_names(edition).items():
        shipped = edition.media[path]
        if is_source or edition.is_localised(shipped):
            yield name, shipped
