"""Reading the sources: what changed is read, what did not is remembered."""

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wlw_i18n import inline, links
from wlw_i18n.links import Outgoing
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.course import LinkTarget
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.document import Document, DocumentKind
from wlw_i18n.model.question import Question
from wlw_i18n.model.source import Location
from wlw_i18n.pages import pages_of
from wlw_i18n.pipeline import parallel
from wlw_i18n.pipeline.digests import digest
from wlw_i18n.pipeline.records import QuestionRecord, SourceRecord
from wlw_i18n.pipeline.workspace import SOURCE, SourceFile
from wlw_i18n.readers import read_document
from wlw_i18n.render.capa.stored import stored

RESERVED = frozenset({"course", "interface", "memory", "media", "templates"})
"""Names that files and folders below translations/ have already."""
_CHUNKS_PER_CORE = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """A source file, read just now."""

    file: SourceFile
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    media: Mapping[str, str] = field(default_factory=dict)
    """Digests of the media that were read with it, by path relative to the course root; empty for a missing one."""


def read(root: Path, files: Sequence[SourceFile], language: str) -> tuple[Reading, ...]:
    """Read and parse source files, on all cores when there are many.

    Args:
        root: the course root.
        files: what to read.
        language: BCP 47 tag of the source language.
    """

    def read_chunk(chunk: Sequence[SourceFile]) -> list[Reading]:
        return [_read_one(root, file, language) for file in chunk]

    if len(files) < 2 * _CHUNKS_PER_CORE:
        return tuple(read_chunk(files))
    size = -(-len(files) // (parallel.cores() * _CHUNKS_PER_CORE))
    chunks = [files[start : start + size] for start in range(0, len(files), size)]
    results = dict(parallel.run(read_chunk, chunks))
    return tuple(reading for index in range(len(chunks)) for reading in results[index])


def _read_one(root: Path, file: SourceFile, language: str) -> Reading:
    seen: dict[str, str] = {}
    document, diagnostics = read_document(
        file.path,
        (root / file.path).read_bytes(),
        default_id=file.default_id,
        language=language,
        media=_media(root, file.path, seen),
    )
    if document is None:
        return Reading(file, None, diagnostics)
    problems = tuple(_kind_problems(file, document))
    return Reading(file, document, (*diagnostics, *problems), seen)


def _media(root: Path, document: str, seen: dict[str, str]) -> Callable[[str], bytes | None]:
    """What gives a document the media it shows, and notes which ones it was given."""

    def load(src: str) -> bytes | None:
        path = links.media_path(document, src)
        if path is None or not path.startswith(f"{SOURCE}/") or not _is_inside(root, path):
            return None
        try:
            content = (root / path).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            seen[path] = ""
            return None
        seen[path] = digest(content)
        return content

    return load


def _is_inside(root: Path, path: str) -> bool:
    """Whether a path leads to a place in the course, symbolic links and all."""
    return "\0" not in path and (root / path).resolve().is_relative_to(root.resolve())


def _kind_problems(file: SourceFile, document: Document) -> Iterator[Diagnostic]:
    is_module = document.kind is DocumentKind.MODULE
    if is_module != file.is_index:
        message = "only a module's index.md is of kind module" if is_module else 'an index.md needs "kind: module"'
        yield Diagnostic(Code.FRONT_MATTER, Severity.BROKEN, message, Location(file.path, 1))
    if document.id in RESERVED:
        message = f'the id "{document.id}" is taken by the toolkit itself'
        hint = "Rename the file, or give another id in the front matter."
        yield Diagnostic(Code.DUPLICATE_ID, Severity.BROKEN, message, Location(file.path, 1), hint=hint)


def record(reading: Reading, content: str, template: str, units: Sequence[Unit]) -> SourceRecord:
    """What to remember of a document that was read without fault.

    Args:
        reading: the document.
        content: digest of its file.
        template: digest of its template.
        units: its units.
    """
    document = reading.document
    if document is None:
        raise ValueError(reading.file.path)
    return SourceRecord(
        digest=content,
        template=template,
        id=document.id,
        kind=document.kind.value,
        title=document.title.text,
        summary=document.summary.text if document.summary else None,
        minutes=document.settings.minutes,
        graded=document.settings.graded,
        draft=document.settings.draft,
        units=len(units),
        words=sum(words(unit) for unit in units),
        outgoing=links.outgoing(document),
        questions=tuple(
            QuestionRecord(block.id, block.line, *stored(block))
            for block in document.blocks
            if isinstance(block, Question)
        ),
        pages=tuple(page.key for page in pages_of(document)),
        warnings=reading.diagnostics,
        media=dict(reading.media),
    )


def words(unit: Unit) -> int:
    """The words of a unit's visible text."""
    return len(inline.visible(unit.inlines).split())


def unique_ids(records: Mapping[str, SourceRecord]) -> Iterator[Diagnostic]:
    """Report ids of documents and of questions that the course has twice.

    Args:
        records: by source path, in course order.
    """
    documents: defaultdict[str, list[Location]] = defaultdict(list)
    questions: defaultdict[str, list[Location]] = defaultdict(list)
    for path, source in records.items():
        documents[source.id].append(Location(path, 1))
        for question in source.questions:
            questions[question.id].append(Location(path, question.line))
    hint = 'Give one of them another "id:" in its front matter.'
    yield from _doubles(documents, Code.DUPLICATE_ID, "document", hint)
    hint = "Give one of them another id; an id that learners have answered under must not change."
    yield from _doubles(questions, Code.QUESTION_DUPLICATE_ID, "question", hint, ids=set(documents))


def _doubles(
    places: Mapping[str, list[Location]], code: Code, what: str, hint: str, ids: Iterable[str] = ()
) -> Iterator[Diagnostic]:
    taken = set(ids)
    for name, locations in places.items():
        for again in locations[1:]:
            message = f'the {what} id "{name}" is already used in {locations[0]}'
            yield Diagnostic(code, Severity.BROKEN, message, again, hint=hint)
        if name in taken:
            message = f'the {what} id "{name}" is also the id of a document'
            yield Diagnostic(code, Severity.BROKEN, message, locations[0], hint=hint)


def check_links(records: Mapping[str, SourceRecord], files: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Report links and pictures that lead nowhere."""
    return links.resolve(_outgoing(records), frozenset(files))[1]


def resolved(records: Mapping[str, SourceRecord], files: Iterable[str]) -> Mapping[str, Mapping[str, LinkTarget]]:
    """Per document id, what each link within the course leads to."""
    pages = {source.id: source.pages for source in records.values()}

    def with_page(link: LinkTarget) -> LinkTarget:
        return replace(link, key=pages[link.document][link.page]) if link.anchor else link

    found, _ = links.resolve(_outgoing(records), frozenset(files))
    return {document: {target: with_page(link) for target, link in uses.items()} for document, uses in found.items()}


def _outgoing(records: Mapping[str, SourceRecord]) -> tuple[Outgoing, ...]:
    return tuple(source.outgoing for source in records.values())


def module_folder(path: str) -> str:
    """The slug of a source file's module."""
    return links.slug(posixpath.basename(posixpath.dirname(path)))
