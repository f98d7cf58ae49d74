"""Courses of a few documents, and documents that show every node, for the tests of the wikitext export."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from wlw_i18n import languages, links, segment
from wlw_i18n.exporters.wikitext import WIKITEXT
from wlw_i18n.exporters.wikitext.pages import document_page
from wlw_i18n.exporters.wikitext.profiles import profile
from wlw_i18n.interface import WORDS
from wlw_i18n.model.course import Config, Edition, Language, OutlineItem, OutlineModule, WikiProfile
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.text import Kind, Prose, Text
from wlw_i18n.readers import read_document


def words() -> dict[str, str]:
    return {name: word.text for name, word in WORDS.items()}


def language(code: str) -> Language:
    found = languages.find(code)
    assert found is not None, code
    return found


def edition_of(
    documents: Sequence[Document],
    code: str = "en",
    *,
    profiles: Sequence[WikiProfile] = (profile("generic", "Course"),),
    media: Mapping[str, str] | None = None,
) -> Edition:
    """One language of a course with a module "a", whose first page has its title alone."""
    config = Config(
        title="Course",
        description="About",
        organisation="WLW",
        number="W1",
        run="1",
        source_language=language("en"),
        languages=(language("ar"), language("fr")),
        licence="CC BY-SA 4.0",
        licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
        wikis=tuple(profiles),
    )
    outgoing = [links.outgoing(document) for document in documents]
    files = {document.path for document in documents}
    index = OutlineItem("a", string("Module A", "t-a"), None, "module", None, graded=False, notice=False)
    items = tuple(
        OutlineItem(document.id, document.title, document.summary, document.kind, None, graded=False, notice=False)
        for document in documents
        if document.id != "a"
    )
    return Edition(
        config=config,
        language=language(code),
        outline=(OutlineModule(index, items),),
        strings={"title": string("Course", "course-title"), "description": string("About.", "course-description")},
        interface=words(),
        editions=(language("en"),),
        media=media or {"01-a/media/a.svg": "source/01-a/media/a.svg", "01-a/media/v.webm": "source/01-a/media/v.webm"},
        links=links.resolve(outgoing, files)[0],
    )


def string(text: str, key: str) -> Prose:
    return Prose(Kind.STRING, text, (Text(text),), key)


META = profile("meta", "WLW/Course", categories=("WLW course",))
EVERYTHING = profile("betawikiversity", "WLW")
GENERIC = profile("generic", "WLW")


def keyed(text: str, name: str = "02-b") -> Document:
    """A file read, its units with the keys k1, k2 ... in reading order."""
    document, found = read_document(f"source/01-a/{name}.md", text.encode(), default_id=name[3:])
    assert document is not None, found
    return segment.with_keys(document, [f"k{number}" for number, _ in enumerate(segment.units(document), 1)])


def lesson(body: str, name: str = "02-b", title: str = "T") -> Document:
    """A lesson with a text."""
    return keyed(f'---\ntitle: "{title}"\nsummary: S\n---\n\n{body}\n', name)


def page(document: Document, wiki: WikiProfile, code: str = "en", *, translate: bool = False) -> str:
    """The wikitext of a document alone in its course."""
    edition = edition_of([document], code, profiles=[wiki])
    return document_page(edition, wiki, document, translate=translate).text


def files(edition: Edition, documents: Sequence[Document]) -> dict[str, bytes]:
    """Everything that is written for an edition."""
    written: list[OutputFile] = [file for document in documents for file in WIKITEXT.document(edition, document)]
    written += WIKITEXT.course(edition)
    assert WIKITEXT.package is not None
    written += WIKITEXT.package(edition, written)
    return {file.path: file.content for file in written}


CASES = Path(__file__).parent / "cases" / "wikitext"
_VISIBLE = str.maketrans({"␠": " ", "⇥": "\t", "⍽": "\u00a0"})
HAZARDS = tuple((CASES / "hazards.txt").read_text(encoding="utf-8").translate(_VISIBLE).split("\n")[:-1])
"""Pieces of text that mean something in wikitext, or keep it company."""
EVERY_NODE = {path.stem: path.read_text(encoding="utf-8") for path in sorted((CASES / "nodes").glob("*.md"))}
"""Documents' texts that show every node, and what is hard in it."""
