"""Which file of a translated folder translates which document of the course."""

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from wlw_i18n.links import INDEX, slug
from wlw_i18n.model.document import Document

_SOURCE: Final = "source/"


@dataclass(frozen=True, slots=True)
class FilePairs:
    """Documents and the files that translate them."""

    pairs: tuple[tuple[Document, Document], ...]
    """Source and translation, in the order of the sources."""
    without_translation: tuple[Document, ...]
    """Documents of the course that no file translates."""
    without_source: tuple[Document, ...]
    """Translated files that belong to no document of the course."""


def pair_files(sources: Sequence[Document], translated: Sequence[Document]) -> FilePairs:
    """Pair the documents of a course with translated files.

    Args:
        sources: the course's documents; their paths begin with `source/`.
        translated: what `read_translated` gave, with paths relative to the translated folder. An id that the front
            matter does not give must be empty.

    Returns:
        The pairs. In this order, each file takes the document of the same path, of its front matter's id, of the same
        path without numbers (`01-gap/02-counts.md` is `gap/counts.md`), or of the same file name without numbers. A
        name that two files or two documents have decides nothing.
    """
    found: dict[int, int] = {}
    for of_source, of_translated in _WAYS:
        _take(found, _names(sources, of_source), _names(translated, of_translated))
    taken = set(found.values())
    return FilePairs(
        tuple((source, translated[found[place]]) for place, source in enumerate(sources) if place in found),
        tuple(source for place, source in enumerate(sources) if place not in found),
        tuple(document for place, document in enumerate(translated) if place not in taken),
    )


_Name = Callable[[Document], str]


def _path(document: Document) -> str:
    return document.path.removeprefix(_SOURCE)


def _id(document: Document) -> str:
    return document.id


def _slugs(document: Document) -> str:
    return "/".join(map(slug, _stem(document).split("/")))


def _last_slug(document: Document) -> str:
    name = posixpath.basename(_slugs(document))
    return "" if name == INDEX else name


def _module(document: Document) -> str:
    """The module's name, of a module's own page."""
    folder, name = posixpath.split(_slugs(document))
    return posixpath.basename(folder) if name == INDEX else ""


def _stem(document: Document) -> str:
    return posixpath.splitext(_path(document))[0]


_WAYS: Final[tuple[tuple[_Name, _Name], ...]] = (
    (_path, _path),
    (_id, _id),
    (_slugs, _slugs),
    (_last_slug, _last_slug),
    (_id, _last_slug),
    (_module, _module),
)


def _names(documents: Iterable[Document], name_of: _Name) -> dict[str, list[int]]:
    names: defaultdict[str, list[int]] = defaultdict(list)
    for place, document in enumerate(documents):
        if name := name_of(document):
            names[name].append(place)
    return names


def _take(found: dict[int, int], sources: dict[str, list[int]], translated: dict[str, list[int]]) -> None:
    """Pair what is not paired yet and has a name that one document and one file have."""
    taken = set(found.values())
    for name, places in sources.items():
        ours = [place for place in places if place not in found]
        theirs = [place for place in translated.get(name, ()) if place not in taken]
        if len(ours) == len(theirs) == 1:
            found[ours[0]] = theirs[0]
            taken.add(theirs[0])
