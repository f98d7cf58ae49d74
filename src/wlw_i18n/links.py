"""Links within the course: what each leads to, whatever the files are called today.

A link is written as a path that works where the sources are read (`../01-gap/02-measured.md#surveys`). It is resolved
by the ids of module and document, so renumbering a file breaks no link.
"""

import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from wlw_i18n import segment
from wlw_i18n.model.course import LinkTarget
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.document import (
    Block,
    Document,
    Figure,
    Heading,
    Video,
)
from wlw_i18n.model.question import Question
from wlw_i18n.model.source import Location, beside
from wlw_i18n.model.text import Emphasis, Image, Inline, Link, Strikethrough, Strong
from wlw_i18n.model.tree import everything, walk
from wlw_i18n.pages import pages_of

INDEX = "index"
_NUMBER = re.compile(r"^[0-9]+-")
_EXTERNAL = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|mailto:", re.IGNORECASE)
_NO_HOST = re.compile(r"[\s<>\[\]\\^|%]")
_ADDRESSES = 4096
"""How many are remembered: every target asks for those of a document again."""
_LIKE = 0.7
"""How like a name must be to be suggested."""
_NO_MEDIA = (".md", ".toml", ".lock")


@dataclass(frozen=True, slots=True)
class Use:
    """A link or a picture, as a source file writes it."""

    target: str
    line: int
    media: bool = False
    """Whether it is shown here (a picture, a video) and not linked to."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What one document offers to links and asks of others; small enough to be kept from run to run."""

    document: str
    path: str
    """Source file, relative to the course root."""
    anchors: Mapping[str, int]
    """Heading and question ids, and the page each is on."""
    uses: tuple[Use, ...]


def outgoing(document: Document) -> Outgoing:
    """Collect a source document's anchors, links and media."""
    anchors = {anchor: number for number, page in enumerate(pages_of(document)) for anchor in _anchors(page.blocks)}
    return Outgoing(document.id, document.path, anchors, tuple(_uses(document)))


def slug(name: str) -> str:
    """A file or folder name without its number: `02-how-it-was-measured` gives `how-it-was-measured`."""
    return _NUMBER.sub("", name)


def is_external(target: str) -> bool:
    """Whether a target leads out of the course."""
    return _EXTERNAL.match(target) is not None


@lru_cache(maxsize=_ADDRESSES)
def has_host(address: str) -> bool:
    """Whether programs agree on the host of an address: a bracket or a port that is none makes each guess.

    An address without a host has none to disagree on.
    """
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - it is the reading that fails
    except ValueError:
        return False
    return _NO_HOST.search(unquote(parts.hostname or "")) is None


def media_path(document_path: str, src: str) -> str | None:
    """The path below the course root of a medium that a document shows; None if it is on another site.

    A result that begins with `../` leaves the course.
    """
    if is_external(src):
        return None
    return beside(document_path, src)


def resolve(
    documents: Collection[Outgoing], files: Collection[str]
) -> tuple[Mapping[str, Mapping[str, LinkTarget]], tuple[Diagnostic, ...]]:
    """Resolve the links of every document, and report those that lead nowhere.

    Args:
        documents: all documents of the course.
        files: the files below `source/`, relative to the course root.

    Returns:
        Per document id, link target as written -> what it leads to; and the diagnostics.
    """
    by_slug = {_slug_path(outgoing.path): outgoing for outgoing in documents}
    by_id = {(_folder(outgoing.path), outgoing.document): outgoing for outgoing in documents}
    links: dict[str, dict[str, LinkTarget]] = {}
    found: list[Diagnostic] = []
    for document in documents:
        links[document.document] = {}
        for use in document.uses:
            if is_external(use.target) or not use.target:
                continue
            where = Location(document.path, use.line)
            if use.media:
                found.extend(_check_file(document.path, use, files, where))
                continue
            path, _, anchor = use.target.partition("#")
            joined = beside(document.path, path)
            other = document if not path else by_slug.get(_slug_path(joined)) or by_id.get(_id_path(joined))
            if other is None:
                found.append(_broken(use, joined, documents, files, where))
                continue
            if path and joined != other.path:
                hint = f'Write "{_written(_seen_from(document.path, other.path), anchor)}".'
                message = f'the link "{use.target}" still works, but the file has another name now'
                found.append(Diagnostic(Code.LINK_OUTDATED, Severity.INFO, message, where, hint=hint))
            if anchor and unquote(anchor) not in other.anchors:
                found.append(_no_anchor(use, unquote(anchor), other, where))
                continue
            if path:
                page = other.anchors.get(unquote(anchor), 0)
                links[document.document][use.target] = LinkTarget(other.document, unquote(anchor), page)
    return links, tuple(found)


def _check_file(path: str, use: Use, files: Collection[str], where: Location) -> Iterator[Diagnostic]:
    target = media_path(path, use.target)
    if target is None or (target in files and not target.endswith(_NO_MEDIA)):
        return
    if not target.startswith("source/"):
        message = f'"{use.target}" leads out of the course'
        yield Diagnostic(Code.PATH_OUTSIDE, Severity.BROKEN, message, where, hint="Put the file below source/.")
        return
    media = sorted(file for file in files if file.startswith("source/") and not file.endswith(_NO_MEDIA))
    near = _nearest(target, media, path)
    place = "Write a link, without the !." if target in files else f'Put the file at "{target}".'
    hint = f'Did you mean "{near}"?' if near else place
    if any(unicodedata.normalize("NFC", file) == unicodedata.normalize("NFC", target) for file in media):
        # Both look the same, so that showing the other name helps nobody.
        hint = (
            "The file is there, but accents in its name are characters of their own: rename it, typing the name anew."
        )
    message = f'there is no picture or video "{use.target}"'
    yield Diagnostic(Code.MEDIA_MISSING, Severity.BROKEN, message, where, hint=hint)


def _broken(
    use: Use, joined: str, documents: Collection[Outgoing], files: Collection[str], where: Location
) -> Diagnostic:
    if not joined.startswith("source/"):
        message = f'the link "{use.target}" leads out of the course'
        return Diagnostic(Code.PATH_OUTSIDE, Severity.BROKEN, message, where, hint="Link to a document of the course.")
    if joined in files and joined.endswith(".md"):
        message = f'the link "{use.target}" leads to a page that learners do not see: a draft, or no lesson'
        hint = "Take the link out until that page is ready."
        return Diagnostic(Code.LINK_BROKEN, Severity.BROKEN, message, where, hint=hint)
    if joined in files:
        message = f'the link "{use.target}" leads to a file that is not a document'
        hint = "Show a picture with ![…](…), or link to the page where the file is published."
        return Diagnostic(Code.LINK_BROKEN, Severity.BROKEN, message, where, hint=hint)
    # Ids are unique in the course: a document that moved to another module still has its name.
    name = slug(posixpath.basename(joined).removesuffix(".md"))
    moved = [other.path for other in documents if name in (other.document, slug(_stem(other.path))) and name != INDEX]
    near = _nearest(joined, moved or sorted(other.path for other in documents), where.path, 0 if moved else _LIKE)
    hint = f'Did you mean "{_written(near, use.target.partition("#")[2])}"?' if near else ""
    message = f'the link "{use.target}" leads to no document'
    return Diagnostic(Code.LINK_BROKEN, Severity.BROKEN, message, where, hint=hint)


def _no_anchor(use: Use, anchor: str, other: Outgoing, where: Location) -> Diagnostic:
    near = get_close_matches(anchor, other.anchors, n=1)
    hint = f'Did you mean "#{near[0]}"?' if near else f"Give the heading in {other.path} an id: {{#{anchor}}}."
    message = f'the link "{use.target}": there is no heading "#{anchor}" in {other.path}'
    return Diagnostic(Code.ANCHOR_BROKEN, Severity.BROKEN, message, where, hint=hint)


def _nearest(wanted: str, paths: Iterable[str], document: str, like: float = _LIKE) -> str:
    """The path most like the one wanted, as a document would write it, or the empty string."""
    written = [_seen_from(document, path) for path in paths]
    return next(iter(get_close_matches(_seen_from(document, wanted), written, n=1, cutoff=like)), "")


def _seen_from(document: str, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(document))


def _written(path: str, anchor: str) -> str:
    return f"{path}#{anchor}" if anchor else path


def _stem(path: str) -> str:
    return posixpath.basename(path).removesuffix(".md")


def _folder(path: str) -> str:
    return slug(posixpath.basename(posixpath.dirname(path)))


def _id_path(path: str) -> tuple[str, str]:
    return _folder(path), slug(_stem(path))


def _slug_path(path: str) -> str:
    return "/".join(slug(part) for part in path.split("/"))


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in walk(blocks):
        if isinstance(block, Heading | Question):
            yield block.id
        if isinstance(block, Question) and block.anchor:
            yield block.anchor


def _uses(document: Document) -> Iterator[Use]:
    for prose in segment.prose_of(document):
        yield from (Use(target, prose.line, media) for target, media in _inline_targets(prose.inlines))
    for block in everything(document):
        if isinstance(block, Figure | Video):
            yield Use(block.src, block.line, media=True)


def _inline_targets(inlines: Iterable[Inline]) -> Iterator[tuple[str, bool]]:
    for node in inlines:
        if isinstance(node, Link):
            yield node.target, False
        elif isinstance(node, Image):
            yield node.src, True
        if isinstance(node, Link | Emphasis | Strong | Strikethrough):
            yield from _inline_targets(node.children)
