"""Markdown files that are translated already: which document each translates, and what it says of its units."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wlw_i18n import align, segment
from wlw_i18n.align import Alignment, How
from wlw_i18n.catalogs import template
from wlw_i18n.catalogs.exchange import Incoming
from wlw_i18n.model.catalog import Message
from wlw_i18n.model.course import Language
from wlw_i18n.model.document import Document
from wlw_i18n.pipeline import sources
from wlw_i18n.pipeline.desk.course import Desk
from wlw_i18n.pipeline.paths import template_path
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.sources import module_folder

SUFFIXES: Final = (".md", ".markdown")
_MAX_BYTES: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Aligned:
    """A file, aligned with the document that it translates."""

    document: str
    """The document's id."""
    path: str
    """Of the file, as messages show it."""
    alignment: Alignment


@dataclass(frozen=True, slots=True)
class Arrived:
    """What translated files say."""

    aligned: tuple[Aligned, ...]
    """In course order; refused ones, too."""
    without_source: tuple[str, ...]
    """Paths of files that translate no document of the course."""
    incoming: Incoming


def is_markdown(path: Path) -> bool:
    """Whether a path is a Markdown file, or a folder, which is taken for one of Markdown files."""
    return path.is_dir() or path.suffix.lower() in SUFFIXES


def read(
    desk: Desk, paths: Sequence[Path], language: Language, *, document: str = "", confirmed: bool = False
) -> Arrived:
    """Read translated files and align them with the course.

    Args:
        desk: the course; its templates must be up to date.
        paths: Markdown files, and folders of them.
        language: that the files are in.
        document: the id of the document that the one file translates; if empty, the name of each file tells.
        confirmed: whether somebody has looked at the translations, so that all are ready; else those are whose file
            has the very structure of the document, and the others are to be confirmed.

    Raises:
        RefusedError: the files cannot be used, or too little of the course has a place in them.
        OSError: a file cannot be read.
    """
    ours = documents(desk)
    theirs = [_translated(file, name, language) for path in paths for file, name in _files(path)]
    pairs, rest = _paired(ours, theirs, document)
    aligned = tuple(Aligned(source.id, found.path, align.align(source, found)) for source, found in pairs)
    refused = align.refuse_all([one.alignment for one in aligned])
    if refused:
        raise RefusedError(f"nothing is taken: {refused}.")
    messages = tuple(message for one in aligned for message in _messages(one.alignment, confirmed=confirmed))
    return Arrived(aligned, rest, Incoming(messages, language.tag))


def _messages(alignment: Alignment, *, confirmed: bool) -> Iterator[Message]:
    for pair in alignment.pairs:
        fuzzy = not (confirmed or pair.how is How.STRUCTURE)
        line = pair.translated.location.line if pair.translated.location else 0
        yield Message(pair.unit.key, pair.unit.text, pair.text, fuzzy, line=line)


def documents(desk: Desk) -> tuple[Document, ...]:
    """The course's documents, with keys.

    Raises:
        RefusedError: the templates are not up to date.
    """
    found: list[Document] = []
    for reading in sources.read(desk.root, desk.listing.sources, desk.config.source_language.tag):
        document = reading.document
        if document is None or document.settings.draft:
            continue
        path = template_path(module_folder(document.path), document.id)
        try:
            known, _ = template.read(path, (desk.root / path).read_bytes())
            found.append(segment.with_keys(document, [unit.key for unit in known.units]))
        except (FileNotFoundError, ValueError):
            raise RefusedError(
                "the templates are not up to date with the lessons. Run `wlw-i18n sync` first."
            ) from None
    return tuple(found)


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """The Markdown files of a path, with their names below it."""
    if not path.is_dir():
        yield path, path.name
        return
    for file in sorted(path.rglob("*")):
        if file.suffix.lower() in SUFFIXES and file.is_file():
            yield file, file.relative_to(path).as_posix()


def _translated(file: Path, name: str, language: Language) -> Document:
    with file.open("rb") as stream:
        content = stream.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise RefusedError(f"{file} is larger than {_MAX_BYTES // 1_000_000} MB, which no lesson is.")
    document, problems = align.read_translated(name, content, language=language.tag)
    if document is None:
        raise RefusedError(diagnostics=problems)
    return document


def _paired(
    ours: Sequence[Document], theirs: Sequence[Document], document: str
) -> tuple[tuple[tuple[Document, Document], ...], tuple[str, ...]]:
    if not document:
        pairs = align.pair_files(ours, theirs)
        if not pairs.pairs:
            raise RefusedError(
                "no file has the name of a document of the course. Name the document with --document, one file at a "
                "time."
            )
        return pairs.pairs, tuple(found.path for found in pairs.without_source)
    source = next((one for one in ours if one.id == document), None)
    if source is None:
        raise RefusedError(f'the course has no document "{document}".')
    if len(theirs) != 1:
        raise RefusedError("--document is for one file at a time.")
    return ((source, theirs[0]),), ()
