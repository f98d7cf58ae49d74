"""Media that people made for a language: whether each still fits its original.

`source/course.lock` keeps, for each of them, the digests of the original and of the file itself when both were last in
step. They are in step when the file is new, when it changed, and when a person deletes its line there.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from wlw_i18n.links import Outgoing, media_path, slug
from wlw_i18n.model.course import Language
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.pipeline.lockfile import Made
from wlw_i18n.pipeline.workspace import LOCK, SOURCE, TRANSLATIONS

_FOLDER: Final = "/media/"
_CAPTIONS: Final = ".vtt"
"""Captions that exist already are imported, not shown."""


@dataclass(frozen=True, slots=True)
class Localised:
    """The localised media of a course."""

    made: Mapping[str, Made]
    """What the lock file is to say of them."""
    changed: Mapping[str, str]
    """Those whose original changed, and the original: paths relative to the course root."""
    lost: Mapping[str, str]
    """Those that have no original, and where it would be."""
    originals: Mapping[str, str]
    """All that have one."""
    names: Collection[str] = ()
    """Of all media of the course, without the numbers of their modules."""


def look(digests: Mapping[str, str], codes: Collection[str], known: Mapping[str, Made]) -> Localised:
    """Compare localised media with their originals.

    Args:
        digests: of all files of the course, by path relative to its root.
        codes: of its languages.
        known: what the lock file says.
    """
    originals = {_named(path): path for path in digests if path.startswith(f"{SOURCE}/") and _FOLDER in path}
    made: dict[str, Made] = {}
    changed: dict[str, str] = {}
    lost: dict[str, str] = {}
    found: dict[str, str] = {}
    for path, digest in sorted(digests.items()):
        wanted = _wanted(path, codes)
        if not wanted:
            continue
        original = originals.get(wanted)
        if original is None:
            lost[path] = wanted
            continue
        found[path] = original
        before = known.get(path)
        if before is None or before.localised != digest:
            made[path] = Made(digests[original], digest)
            continue
        made[path] = before
        if before.original != digests[original]:
            changed[path] = original
    return Localised(made, changed, lost, found, tuple(originals))


def findings(media: Localised, documents: Iterable[Outgoing], languages: Collection[Language]) -> Iterator[Diagnostic]:
    """Report localised media that do not fit the course of today.

    Args:
        media: what `look` found.
        languages: of the course.
        documents: what each document shows.
    """
    tags = {language.code: language.tag for language in languages}
    shown = {media_path(document.path, use.target) for document in documents for use in document.uses if use.media}
    for path, original in media.changed.items():
        message = f"the original, {original}, changed after this was made"
        hint = f"Make this file anew. If it is right as it is, delete its line in {LOCK}."
        yield _finding(path, tags, message, hint)
    for path, wanted in media.lost.items():
        near = get_close_matches(wanted, media.names, n=1)
        message = f"there is no original: no module has {wanted}"
        said = f" Did you mean {near[0]}?" if near else ""
        yield _finding(path, tags, message, f"Give it the name of the original, or delete it.{said}")
    for path, original in media.originals.items():
        if original not in shown:
            yield _finding(path, tags, f"no lesson shows {original}, so nobody sees this", "Delete it.")


def _named(original: str) -> str:
    """`source/01-start/media/a.png` gives `start/media/a.png`."""
    folder, _, name = original.removeprefix(f"{SOURCE}/").partition(_FOLDER)
    return f"{slug(folder)}{_FOLDER}{name}"


def _wanted(path: str, codes: Collection[str]) -> str:
    """The name of the original of a localised medium; empty if a path is none."""
    top, _, rest = path.partition("/")
    code, _, below = rest.partition(_FOLDER)
    folder, _, name = below.partition("/")
    if top != TRANSLATIONS or code not in codes or not name or name.endswith(_CAPTIONS):
        return ""
    return f"{folder}{_FOLDER}{name}"


def _finding(path: str, tags: Mapping[str, str], message: str, hint: str) -> Diagnostic:
    language = tags[path.split("/")[1]]
    return Diagnostic(Code.MEDIA_LOCALISED, Severity.WARNING, message, Location(path), language, hint=hint)
