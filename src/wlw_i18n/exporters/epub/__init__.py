"""EPUB 3: one book for each language, for telephones, tablets and reading devices.

    epub/NUMBER-RUN-fr.epub
        mimetype, META-INF/container.xml
        EPUB/package.opf, EPUB/nav.xhtml, EPUB/cover.xhtml, EPUB/title.xhtml, EPUB/style.css
        EPUB/text/<id>.xhtml    a chapter for each document
        EPUB/media/<module>/    the pictures that are shown

Nothing in a book runs. Questions are self-checks: their answers stand at the chapter's end. (EPUB 3.3; EPUB
Accessibility 1.1 for the metadata.)
"""

from collections.abc import Iterator, Sequence
from importlib.resources import files

from wlw_i18n.exporters.base import Exporter
from wlw_i18n.exporters.epub import chapter, diagnose, here, names
from wlw_i18n.exporters.epub.packing import book_of, broken_pictures, package, prepare
from wlw_i18n.model.course import Edition
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile

__all__ = ["EPUB", "book_of"]


def _document(edition: Edition, document: Document) -> Iterator[OutputFile]:
    yield chapter.chapter(edition, document)


def _course(edition: Edition) -> Iterator[OutputFile]:
    style = files("wlw_i18n.exporters.epub").joinpath("assets", names.STYLE).read_text(encoding="utf-8")
    yield chapter.file(edition, names.STYLE, style)


def _inspect(edition: Edition, made: Sequence[OutputFile]) -> Iterator[Diagnostic]:
    shipped = {path.partition(f"/{names.FOLDER}/")[2]: source for path, source in here.assets(edition).items()}
    is_source = edition.language.code == edition.config.source_language.code
    for path in broken_pictures(edition, made):
        source = shipped.get(path, path)
        # What all languages share is reported for the source language alone.
        if is_source or not source.startswith("source/"):
            yield diagnose.broken(edition, source)


EPUB = Exporter(
    name="epub",
    document=_document,
    course=_course,
    assets=here.assets,
    package=package,
    prepare=prepare,
    loose=False,
    diagnose=diagnose.diagnose,
    inspect=_inspect,
)
