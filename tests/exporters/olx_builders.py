"""Courses written as Markdown, translated word by word, exported as OLX: for the tests of the exporter."""

import hashlib
import io
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import olxcleaner

from wlw_i18n import languages, links, segment
from wlw_i18n.assemble import LanguageTexts, Served, assemble
from wlw_i18n.exporters.olx import OLX
from wlw_i18n.interface import WORDS
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.course import Config, Edition, Language, LinkTarget, OlxTarget, OutlineItem, OutlineModule
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.text import Kind, Prose, Text
from wlw_i18n.pages import pages_of
from wlw_i18n.readers import read_document

Translate = Callable[[Unit], str | None]
"""A unit to its translation, or None for none."""

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def words() -> dict[str, str]:
    return {name: word.text for name, word in WORDS.items()}


def language(code: str) -> Language:
    found = languages.find(code)
    assert found is not None, code
    return found


CONFIG = Config(
    title="Bases",
    description="What it is *about*.",
    organisation="WLW",
    number="WikiBasics",
    run="2026",
    source_language=language("en"),
    languages=(language("fr"), language("ar"), language("pt-br")),
    licence="CC BY-SA 4.0",
    licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
    olx=OlxTarget(effort="2 hours"),
)


@dataclass(frozen=True)
class Course:
    """A course in the source language, with keys."""

    documents: tuple[Document, ...]
    config: Config = CONFIG
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Media, by path relative to the course root."""

    def edition(
        self,
        code: str = "en",
        translate: Translate | None = None,
        served: tuple[Document, ...] | None = None,
        **interface: str,
    ) -> Edition:
        """The course in a language; `served` are its documents, if they are made already."""
        own = language(code)
        documents = self.served(code, translate) if served is None else served
        modules: dict[str, list[OutlineItem]] = {}
        for document in documents:
            modules.setdefault(document.path.split("/")[1], []).append(_item(document))
        return Edition(
            config=self.config,
            language=own,
            outline=tuple(OutlineModule(items[0], tuple(items[1:])) for items in modules.values()),
            strings={
                "title": _string(self.config.title, own.tag),
                "description": _string(self.config.description, own.tag),
            },
            interface=words() | interface,
            editions=(language("en"), own),
            media=self._media(code),
            links=self._links(),
        )

    def served(self, code: str = "en", translate: Translate | None = None) -> tuple[Document, ...]:
        """The documents in a language; not one word of them translated where `translate` is None."""
        tag = language(code).tag
        if code == "en":
            return self.documents
        return tuple(
            assemble(document, [LanguageTexts(tag, _texts(document, translate))]) for document in self.documents
        )

    def export(self, code: str = "en", translate: Translate | None = None, **interface: str) -> tuple[OutputFile, ...]:
        """All files of an edition, assets included, as `package` takes them."""
        edition = self.edition(code, translate, **interface)
        documents = self.served(code, translate)
        made = [file for document in documents for file in OLX.document(edition, document)]
        assets = [OutputFile(path, self.files[source]) for path, source in OLX.assets(edition).items()]
        return (*made, *OLX.course(edition), *assets)

    def archive(self, code: str = "en", translate: Translate | None = None, **interface: str) -> OutputFile:
        assert OLX.package is not None
        files = self.export(code, translate, **interface)
        (archive,) = OLX.package(self.edition(code, translate, **interface), files)
        return archive

    def unpacked(self, folder: Path, code: str = "en", translate: Translate | None = None, **interface: str) -> Path:
        """The course folder of an edition's archive, unpacked."""
        with tarfile.open(fileobj=io.BytesIO(self.archive(code, translate, **interface).content)) as archive:
            archive.extractall(folder / code, filter="data")
        return folder / code / "course"

    def _media(self, code: str) -> Mapping[str, str]:
        media = {}
        for path in self.files:
            if path.startswith("source/"):
                below = path.removeprefix("source/")
                module, _, name = below.partition("/media/")
                own = f"translations/{code}/media/{links.slug(module)}/{name}"
                media[below] = own if own in self.files else path
        return media

    def _links(self) -> Mapping[str, Mapping[str, LinkTarget]]:
        outgoing = [links.outgoing(document) for document in self.documents]
        found, _ = links.resolve(outgoing, {*(document.path for document in self.documents), *self.files})
        keys = {document.id: [page.key for page in pages_of(document)] for document in self.documents}
        return {
            name: {
                target: replace(link, key=keys[link.document][link.page] if keys[link.document] else "")
                for target, link in targets.items()
            }
            for name, targets in found.items()
        }


def course(sources: Mapping[str, str], *, config: Config = CONFIG, **media: bytes) -> Course:
    """A course from Markdown.

    Args:
        sources: text by path below `source/`; a text without front matter gets a title.
        config: its configuration.
        media: content by path, with `__` for `/` and `_DOT_` for a point.
    """
    files = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in media.items()}
    documents = tuple(_document(f"source/{path}", text, files) for path, text in sources.items())
    return Course(documents, config, files)


def lesson(body: str, *, front: str = "title: Lesson\nid: lesson", **media: bytes) -> Course:
    """A course with one module "start" and one lesson."""
    index = "---\ntitle: Start\nkind: module\n---\n\nAbout this module.\n"
    return course({"01-start/index.md": index, "01-start/01-lesson.md": f"---\n{front}\n---\n\n{body}"}, **media)


def _document(path: str, text: str, files: Mapping[str, bytes]) -> Document:
    folder, name = path.split("/")[-2:]
    default = links.slug(folder if name == "index.md" else name.removesuffix(".md"))
    document, diagnostics = read_document(
        path, text.encode(), default_id=default, media=lambda src: files.get(links.media_path(path, src) or "")
    )
    assert document is not None, diagnostics
    assert not [each for each in diagnostics if each.severity >= 3], diagnostics
    return segment.with_keys(document, list(_keys(document)))


def _keys(document: Document) -> Iterator[str]:
    seen: Counter[tuple[Kind, str]] = Counter()
    for unit in segment.units(document):
        number = seen[unit.kind, unit.text]
        seen[unit.kind, unit.text] += 1
        seed = f"{document.id}|{unit.question}|{unit.kind}|{unit.text}|{number}"
        yield f"{unit.kind.value}-{hashlib.sha256(seed.encode()).hexdigest()[:8]}"


def _texts(document: Document, translate: Translate | None) -> Mapping[str, Served]:
    if translate is None:
        return {}
    translated = ((unit.key, translate(unit)) for unit in segment.units(document))
    return {key: Served(text) for key, text in translated if text is not None}


def _item(document: Document) -> OutlineItem:
    settings = document.settings
    return OutlineItem(
        document.id,
        document.title,
        document.summary,
        document.kind.value,
        settings.minutes,
        graded=settings.graded,
        notice=document.notice,
    )


def _string(text: str, tag: str) -> Prose:
    return Prose(Kind.STRING, text, (Text(text),), lang=tag)


def findings(folder: Path) -> list[tuple[str, str, str]]:
    """What olxcleaner says, of every level."""
    _, store, _ = olxcleaner.validate(str(folder))
    return [(each.name, each.filename, each.description) for each in store.errors]
