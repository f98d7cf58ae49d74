"""The status pages: one of all languages, one of each. They are in English, as the toolkit's messages are.

exports/html/status/index.html    languages, and documents by language
exports/html/status/<code>.html   a language: its documents, what is wrong, what comes next
exports/html/status/status.css    added to the site's own style sheet
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import quote

from wlw_i18n.model.course import Config
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.status import (
    Counts,
    Dashboard,
    DocumentStatus,
    LanguageStatus,
    ModuleStatus,
    NextUnit,
    SourceStatus,
)
from wlw_i18n.report.templating import POLICY, asset, template

_TO_ROOT: Final = "../../../"
"""From the status pages to the course's folder."""
_STYLE: Final = "status.css"


@dataclass(frozen=True, slots=True)
class Cell:
    """A document, or a module, in one language."""

    code: str
    share: float
    stale: int
    """Words made for an older English."""
    failing: int


@dataclass(frozen=True, slots=True)
class Row:
    """A document in all languages."""

    source: SourceStatus
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ModuleRows:
    """A module in all languages, and its documents."""

    module: ModuleStatus
    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the language of the page."""

    title: str
    document: DocumentStatus
    href: str


@dataclass(frozen=True, slots=True)
class Step:
    """A unit to be done, with the way to it."""

    unit: NextUnit
    href: str


@dataclass(frozen=True, slots=True)
class Point:
    """How far a language was at a tag; the last point is today."""

    tag: str
    date: str
    share: float


def style() -> OutputFile:
    """The style sheet of the pages."""
    return OutputFile(_STYLE, asset(_STYLE))


def course_page(dashboard: Dashboard, config: Config) -> OutputFile:
    """The page of all languages, named relative to the folder that all pages are in."""
    status = dashboard.status
    found = {language.code: {document.id: document for document in language.documents} for language in status.languages}
    html = template("status.html.j2").render(
        status=status,
        modules=[_module_rows(module, found) for module in status.modules],
        history=dashboard.history,
        config=config,
        policy=POLICY,
        cell=_field,
    )
    return OutputFile("index.html", html.encode())


def _module_rows(module: ModuleStatus, found: Mapping[str, Mapping[str, DocumentStatus]]) -> ModuleRows:
    """A module's rows, given the documents of each language by id."""
    rows = tuple(
        Row(source, tuple(_cell(code, (documents[source.id],)) for code, documents in found.items()))
        for source in module.documents
    )
    cells = tuple(
        _cell(code, [documents[source.id] for source in module.documents]) for code, documents in found.items()
    )
    return ModuleRows(module, cells, rows)


@cache
def _field(share: float, stale: int, failing: int) -> str:
    """A cell of a table of shares. In a large table, most are alike."""
    cell: str = template("macros.html.j2").module.cell(share, stale, failing)  # type: ignore[attr-defined]
    return cell


def _cell(code: str, documents: Sequence[DocumentStatus]) -> Cell:
    counts = documents[0].counts if len(documents) == 1 else Counts.of(document.counts for document in documents)
    failing = sum(sum(document.failing.values()) for document in documents)
    return Cell(code, counts.share, counts.stale.words + counts.outdated.words, failing)


def language_page(dashboard: Dashboard, language: LanguageStatus, config: Config) -> OutputFile:
    """The page of one language, named relative to the folder that all pages are in."""
    titles = {document.id: document.title or document.id for document in dashboard.status.documents}
    rows = [
        DocumentRow(titles[document.id], document, file_link(document.catalog, 1, dashboard.repository))
        for document in language.documents
    ]
    points = [
        Point(milestone.tag, milestone.date, milestone.shares[language.code])
        for milestone in dashboard.history
        if language.code in milestone.shares
    ]
    html = template("language.html.j2").render(
        language=language,
        title=dashboard.status.title,
        rows=rows,
        steps=[
            Step(unit, file_link(unit.path, unit.line, dashboard.repository))
            for unit in dashboard.next.get(language.code, ())
        ],
        points=points,
        config=config,
        policy=POLICY,
        cell=_field,
    )
    return OutputFile(f"{language.code}.html", html.encode())


def file_link(path: str, line: int, repository: str) -> str:
    """The way to a file of the course: in the repository if there is an address for it, else beside the exports.

    Args:
        path: relative to the course root.
        line: where in the file; files beside the exports have no lines to link to.
        repository: an address with `{path}` and perhaps `{line}`, or empty.
    """
    if not repository:
        return f"{_TO_ROOT}{quote(path)}"
    return repository.replace("{path}", quote(path)).replace("{line}", str(line))
