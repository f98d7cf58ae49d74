"""The book as one file: what is in it, in which order it is read, and what a library should know of it."""

import re
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec

from wlw_i18n.exporters.epub import front, names, pictures
from wlw_i18n.exporters.epub.finish import Book, Chapter, completed, prepared
from wlw_i18n.exporters.zipped import zipped
from wlw_i18n.model.course import Config, Edition, Language
from wlw_i18n.model.output import OutputFile
from wlw_i18n.render.html import escape, text

_MIMETYPE: Final = OutputFile("mimetype", b"application/epub+zip")
_CONTAINER: Final = f"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="{names.FOLDER}/{names.PACKAGE}" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
""".encode()
_PAGE: Final = ".xhtml"
_PREPARED: Final = ".prepared"
"""Ending of a chapter that is prepared."""
_XHTML_TYPE: Final = "application/xhtml+xml"
_SOME_DAY: Final = "2026-01-01T00:00:00Z"
_NAMESPACE: Final = uuid.UUID("5d6d33ac-6f3c-5b0e-9b34-3c9a4e3f0c51")
"""Of the identifiers of our books."""
_FEATURES: Final = (
    "alternativeText",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
)
_NO_NAME: Final = re.compile(r"[^A-Za-z0-9._-]")


def prepare(edition: Edition, files: Sequence[OutputFile]) -> Iterator[OutputFile]:
    """Chapters as far as they can be made without the rest of the book, in a form of our own."""
    for file in files:
        chapter = prepared(file.path.removeprefix(_top(edition)), file.content)
        yield OutputFile(f"{file.path}{_PREPARED}", msgspec.msgpack.encode(chapter))


def package(edition: Edition, files: Sequence[OutputFile]) -> Iterator[OutputFile]:
    """The `.epub` file of an edition, made of all that `document`, `course` and `assets` gave."""
    top = _top(edition)
    inside = {file.path.removeprefix(top): file.content for file in files}
    members = {**_book(edition, inside), names.STYLE: inside[names.STYLE]}
    manifest = _opf(edition, members).encode()
    packed = [OutputFile(f"{names.FOLDER}/{path}", content) for path, content in members.items()]
    container = OutputFile("META-INF/container.xml", _CONTAINER)
    described = OutputFile(f"{names.FOLDER}/{names.PACKAGE}", manifest)
    yield OutputFile(
        book_of(edition.config, edition.language), zipped([container, described, *packed], first=_MIMETYPE)
    )


def _top(edition: Edition) -> str:
    """The folder of the book's files."""
    return f"{edition.language.code}/{names.FOLDER}/"


def book_of(config: Config, language: Language) -> str:
    """The book of a language, below `exports/epub/`."""
    return _NO_NAME.sub("-", f"{config.number}-{config.run}-{language.tag}") + ".epub"


def broken_pictures(edition: Edition, files: Sequence[OutputFile]) -> Iterator[str]:
    """The pictures of an edition that are not what their names say, by path in the book's folder."""
    top = f"{edition.language.code}/{names.FOLDER}/{names.MEDIA}/"
    for file in files:
        if file.path.startswith(top) and pictures.usable(file.path, file.content) is None:
            yield file.path.removeprefix(f"{edition.language.code}/{names.FOLDER}/")


def _book(edition: Edition, inside: dict[str, bytes]) -> dict[str, bytes]:
    """Chapters, front pages and the pictures that they show, by path in the book's folder."""
    pages = {path: content for path, content in inside.items() if path.endswith(_PAGE)}
    pages |= {
        names.COVER: front.cover_page(edition).encode(),
        names.TITLE_PAGE: front.title_page(edition).encode(),
        names.CONTENTS: front.contents(edition).encode(),
    }
    chapters = {path: prepared(path, content) for path, content in pages.items()} | {
        path.removesuffix(_PREPARED): msgspec.msgpack.decode(content, type=Chapter)
        for path, content in inside.items()
        if path.endswith(_PREPARED)
    }
    shown = {
        path: usable
        for path, content in inside.items()
        if path.startswith(f"{names.MEDIA}/") and (usable := pictures.usable(path, content)) is not None
    }
    shown[names.COVER_PICTURE] = front.cover_picture(edition).encode()
    book = Book({path: chapter.ids for path, chapter in chapters.items()}, frozenset(shown))
    made = {path: completed(path, chapter, book) for path, chapter in chapters.items()}
    used = {picture for chapter in chapters.values() for picture in chapter.pictures}
    return made | {path: content for path, content in shown.items() if path in used}


def _opf(edition: Edition, members: dict[str, bytes]) -> str:
    items = {path: f"i{number}" for number, path in enumerate(sorted(members), 1)}
    manifest = "".join(
        f'<item id="{item}" href="{escape(path)}" media-type="{_type(path)}"{_properties(path)}/>\n'
        for path, item in items.items()
    )
    order = [
        names.COVER,
        names.TITLE_PAGE,
        names.CONTENTS,
        *(names.chapter(item.id) for module in edition.outline for item in (module.index, *module.items)),
    ]
    spine = "".join(f'<itemref idref="{items[path]}"/>\n' for path in order if path in items)
    tag = escape(edition.language.tag)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book" xml:lang="{tag}" '
        f'dir="{edition.language.direction}">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{"".join(_metadata(edition, members))}</metadata>\n'
        f"<manifest>\n{manifest}</manifest>\n"
        f'<spine page-progression-direction="{edition.language.direction}">\n{spine}</spine>\n</package>\n'
    )


def _type(path: str) -> str:
    if path.endswith(".xhtml"):
        return _XHTML_TYPE
    return "text/css" if path.endswith(".css") else pictures.type_of(path)


def _properties(path: str) -> str:
    known = {names.CONTENTS: "nav", names.COVER_PICTURE: "cover-image"}
    return f' properties="{known[path]}"' if path in known else ""


def _metadata(edition: Edition, members: dict[str, bytes]) -> Iterator[str]:
    config, language = edition.config, edition.language
    description = edition.strings.get("description")
    yield f'<dc:identifier id="book">urn:uuid:{identifier(config, language)}</dc:identifier>\n'
    yield f"<dc:title>{escape(text(edition.strings['title'])) or escape(config.number)}</dc:title>\n"
    yield f"<dc:language>{escape(language.tag)}</dc:language>\n"
    for number, author in enumerate(config.authors or (config.organisation,), 1):
        yield f'<dc:creator id="author{number}">{escape(author)}</dc:creator>\n'
    for number, translator in enumerate(edition.translators.get(language.code, ()), 1):
        yield f'<dc:contributor id="translator{number}">{escape(translator)}</dc:contributor>\n'
        yield f'<meta refines="#translator{number}" property="role" scheme="marc:relators">trl</meta>\n'
    yield f"<dc:publisher>{escape(config.organisation)}</dc:publisher>\n"
    if description is not None and (said := escape(text(description))).strip():
        yield f"<dc:description>{said}</dc:description>\n"
    yield f"<dc:rights>{escape(config.licence)}, {escape(config.licence_url)}</dc:rights>\n"
    yield f'<meta property="dcterms:modified">{modified(config)}</meta>\n'
    seen = any(pictures.is_picture(path) for path in members)
    for mode in ("textual", "visual") if seen else ("textual",):
        yield f'<meta property="schema:accessMode">{mode}</meta>\n'
    yield '<meta property="schema:accessModeSufficient">textual</meta>\n'
    for feature in _FEATURES:
        yield f'<meta property="schema:accessibilityFeature">{feature}</meta>\n'
    yield '<meta property="schema:accessibilityHazard">none</meta>\n'


def identifier(config: Config, language: Language) -> uuid.UUID:
    """What names the book for ever: the same for the same course, run and language."""
    return uuid.uuid5(_NAMESPACE, f"{config.organisation}/{config.number}/{config.run}/{language.tag}")


def modified(config: Config) -> str:
    """The date of the book: the run's start, because the same course must give the same bytes on any day."""
    try:
        start = datetime.fromisoformat(config.olx.start)
    except ValueError:
        return _SOME_DAY
    return start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if start.tzinfo else _SOME_DAY
