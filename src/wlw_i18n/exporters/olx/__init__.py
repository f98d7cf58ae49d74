"""OLX: one archive for each language, which Studio imports as a course run.

    olx/NUMBER-RUN_fr.tar.gz
        course/course.xml, course/RUN_fr.xml, chapter/…, sequential/…, vertical/…, html/…, problem/…, video/…,
        static/…, policies/RUN_fr/…, about/…, info/…

A module is a chapter, a document a sequential, a page a vertical. Names: see `names`. The archive is the same bytes
for the same course, and blocks have the same names in every language, so that reports can be laid side by side and a
second import finds the learners' answers again.
"""

from collections.abc import Iterator, Mapping, Sequence

from wlw_i18n.exporters.base import Exporter
from wlw_i18n.exporters.olx import grading, names
from wlw_i18n.exporters.olx.archive import tar_gz
from wlw_i18n.exporters.olx.blocks import CATEGORIES, blocks_of
from wlw_i18n.exporters.olx.course import as_json, course_files, run_of, run_of_language
from wlw_i18n.exporters.olx.diagnose import diagnose
from wlw_i18n.exporters.olx.here import Here, root
from wlw_i18n.exporters.olx.limits import limits
from wlw_i18n.exporters.olx.page import components, title_of
from wlw_i18n.model.course import Config, Edition, Language
from wlw_i18n.model.document import Document
from wlw_i18n.model.olx import OlxBlock
from wlw_i18n.model.output import OutputFile
from wlw_i18n.render import capa
from wlw_i18n.render.html import text

__all__ = ["OLX", "archive_name", "archive_of", "progress_blocks", "run_of_language"]


def _document(edition: Edition, document: Document) -> Iterator[OutputFile]:
    here = Here(edition, document)
    own = {"display_name": capa.setting(text(document.title), document.id), **grading.settings(document)}
    verticals = [names.vertical(document.id, page.key) for page in here.pages]
    yield _container(here, "sequential", here.sequential, own, [("vertical", name) for name in verticals])
    for page, name in zip(here.pages, verticals, strict=True):
        parts = components(here, page)
        title = {"display_name": capa.setting(title_of(here, page))}
        yield _container(here, "vertical", name, title, [(part.tag, part.name) for part in parts])
        for part in parts:
            yield from part.files


def _container(
    here: Here, tag: str, name: str, own: Mapping[str, str], children: Sequence[tuple[str, str]]
) -> OutputFile:
    inside = "".join([f'  <{child} url_name="{url_name}"/>\n' for child, url_name in children])
    xml = f"<{tag}{capa.attributes(own)}>\n{inside}</{tag}>\n"
    return OutputFile(f"{here.root}/{tag}/{name}.xml", xml.encode())


def _assets(edition: Edition) -> Mapping[str, str]:
    found = names.media_names(edition.media)
    return {f"{root(edition)}/static/{name}": shipped for name, shipped in sorted(found.items())}


def _package(edition: Edition, files: Sequence[OutputFile]) -> Iterator[OutputFile]:
    policy = as_json(grading.policy(files, edition.config.olx.pass_grade))
    path = f"{root(edition)}/policies/{run_of(edition)}/grading_policy.json"
    top = f"{edition.language.code}/"
    members = [
        OutputFile(file.path.removeprefix(top), file.content) for file in (*files, OutputFile(path, policy.encode()))
    ]
    yield OutputFile(archive_name(edition), tar_gz(members))


def progress_blocks(edition: Edition, files: Sequence[OutputFile]) -> tuple[OlxBlock, ...]:
    """The blocks among an edition's files that Open edX keeps learners' progress under."""
    top = f"{root(edition)}/"
    found = blocks_of(OutputFile(file.path.removeprefix(top), file.content) for file in files)
    return tuple(block for block in found.values() if block.category in CATEGORIES)


def archive_name(edition: Edition) -> str:
    """The archive of an edition, below `exports/olx/`."""
    return archive_of(edition.config, edition.language)


def archive_of(config: Config, language: Language) -> str:
    """The archive of a language, below `exports/olx/`."""
    return f"{config.number}-{run_of_language(config, language)}.tar.gz"


OLX = Exporter(
    name="olx",
    document=_document,
    course=course_files,
    assets=_assets,
    package=_package,
    loose=False,
    diagnose=diagnose,
    inspect=limits,
)
