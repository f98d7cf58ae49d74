"""Editions and documents to files of the site."""

from collections.abc import Iterator
from dataclasses import replace

from wlw_i18n.exporters.base import Exporter
from wlw_i18n.exporters.html import offline, pages, search, site
from wlw_i18n.exporters.html.credits import licence
from wlw_i18n.exporters.html.diagnose import diagnose
from wlw_i18n.exporters.html.page import Page
from wlw_i18n.exporters.html.switcher import note
from wlw_i18n.exporters.html.templating import POLICY, asset, template
from wlw_i18n.inline import parse, visible
from wlw_i18n.model.course import Edition
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile
from wlw_i18n.render.phrasing import ENGLISH

_ASSETS = ("course.css", "course.js", "questions.js", "search.js")


def document_files(edition: Edition, document: Document) -> Iterator[OutputFile]:
    """The one page of a document."""
    here = site.of_document(edition, document)
    yield _page(here, pages.document_page(here, document))


def course_files(edition: Edition) -> Iterator[OutputFile]:
    """The course's pages, and what the site has once: languages, style, script.

    The latter is the same whatever the edition: a site of one language that was exported alone has it too.
    """
    here = site.of_course(edition)
    yield _page(here, pages.course_page(here))
    here = site.of_credits(edition)
    yield _page(here, pages.credits_page(here))
    here = site.of_search(edition)
    yield _page(here, search.page(here))
    yield OutputFile(site.INDEX, _languages(edition).encode())
    for name in _ASSETS:
        yield OutputFile(f"assets/{name}", asset(name))


def _page(here: site.Here, page: Page) -> OutputFile:
    words = here.edition.interface
    html = template("page.html.j2").render(page=page, words=words, said=pages.phrases(here), policy=POLICY)
    return OutputFile(f"{here.edition.language.code}/{here.path}", html.encode())


def _languages(edition: Edition) -> str:
    """The page on which a language is chosen: in the source language."""
    config = edition.config
    shares = edition.shares.get("", {})
    source = replace(edition, language=config.source_language, interface=ENGLISH)
    return template("languages.html.j2").render(
        language=config.source_language,
        title=visible(parse(config.title)),
        description=visible(parse(config.description)),
        editions=[(language, note(shares.get(language.code), ENGLISH)) for language in edition.editions],
        licence=licence(source),
        words=ENGLISH,
        policy=POLICY,
    )


HTML = Exporter(
    name="html",
    document=document_files,
    course=course_files,
    assets=site.assets,
    package=offline.package,
    prepare=offline.prepare,
    diagnose=diagnose,
)
