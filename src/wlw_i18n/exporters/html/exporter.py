"""Editions and documents to files of the site."""

from collections.abc import Iterator

from wlw_i18n.exporters.base import Exporter
from wlw_i18n.exporters.html import pages, site
from wlw_i18n.exporters.html.diagnose import diagnose
from wlw_i18n.exporters.html.templating import POLICY, asset, template
from wlw_i18n.model.course import Edition
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile
from wlw_i18n.render.html import text

_ASSETS = ("course.css", "course.js")


def document_files(edition: Edition, document: Document) -> Iterator[OutputFile]:
    """The one page of a document."""
    here = site.of_document(edition, document)
    yield _page(here, pages.document_page(here, document))


def course_files(edition: Edition) -> Iterator[OutputFile]:
    """The course's page; with the source language also what the site has once: languages, style, script."""
    here = site.of_course(edition)
    yield _page(here, pages.course_page(here))
    if edition.language.code != edition.config.source_language.code:
        return
    yield OutputFile(site.INDEX, _languages(edition).encode())
    for name in _ASSETS:
        yield OutputFile(f"assets/{name}", asset(name))


def _page(here: site.Here, page: pages.Page) -> OutputFile:
    html = template("page.html.j2").render(page=page, words=here.edition.interface, policy=POLICY)
    return OutputFile(f"{here.edition.language.code}/{here.path}", html.encode())


def _languages(edition: Edition) -> str:
    description = edition.strings.get("description")
    return template("languages.html.j2").render(
        language=edition.language,
        title=text(edition.strings["title"]),
        description=text(description) if description else "",
        editions=edition.editions,
        licence=pages.licence(edition),
        words=edition.interface,
        policy=POLICY,
    )


HTML = Exporter(name="html", document=document_files, course=course_files, assets=site.assets, diagnose=diagnose)
