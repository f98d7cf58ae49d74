"""No translation, whatever it says, changes what a page is made of: its elements, their names, what they run and load.

Every text of a course is the hostile one, in every kind of unit, and nothing was checked. The files are compared with
those of a harmless text. Marks of inline text may come and go; nothing else may.
"""

import json
import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from fnmatch import fnmatch
from functools import cache

import mwparserfromhell as mw
import pytest
from lxml import etree
from mwparserfromhell.nodes import Comment, ExternalLink, Heading, Tag, Template, Wikilink

from tests.exporters import media_shapes
from tests.exporters.epub_books import unpacked
from tests.hostile import EXPORTERS, PLAIN, Hostile, files_of, hostile
from tests.wholeness import ATTRIBUTES, TAGS, assert_whole
from wlw_i18n.model.output import OutputFile
from wlw_i18n.render import sanitise

CASES = [pytest.param(case, id=case.name) for case in hostile()]
XHTML = "{http://www.w3.org/1999/xhtml}"

_INLINE = frozenset(
    re.findall(
        r"\S+",
        "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time"
        " u var wbr",
    )
)
"""What a text may have in it. Those with a class, an id or a style are the page's own, and stay."""
_OWN = ("class", "id", "style")

_TRACK = re.compile(rb'(<track kind="captions" src=")data:text/vtt;base64,([\w+/=]*)"')
"""Captions that are in the page itself."""

Outline = list[tuple[int, str, tuple[str, ...]]]
Show = Callable[[bytes], object]
"""A file to what hostile text may not change in it."""


# What a file is made of


def _root(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(content.removeprefix(b"<!DOCTYPE html>\n"), parser)


def _outline(root: etree._Element, inline: frozenset[str] = frozenset()) -> Outline:
    """Depth, name and attributes of every element, but for inline marks; classes, ids and styles with their values."""
    found: Outline = []

    def walk(node: etree._Element, depth: int) -> None:
        name = str(node.tag).removeprefix(XHTML) if isinstance(node.tag, str) else "(no element)"
        is_mark = name in inline and not any(own in node.attrib for own in _OWN)
        if not is_mark:
            names = (f"{key}={value}" if key in _OWN else str(key) for key, value in node.attrib.items())
            found.append((depth, name, tuple(sorted(names))))
        shape: Outline = []
        for child in node:
            begin, before = len(found), shape
            walk(child, depth + (not is_mark))
            shape = found[begin:]
            # A typed answer stands there in each way to write an apostrophe.
            if shape == before and child.get("class") in {"right", "wrong"}:
                del found[begin:]

    walk(root, 0)
    return found


def _markup(content: bytes) -> Outline:
    root = _root(content)
    for node in root.iter("*"):
        for key, value in node.attrib.items():
            name = str(key)
            assert not name.lower().startswith("on"), (name, value)
            if name in {"href", "src"}:
                assert sanitise.safe_url(str(value)) == value, value
            assert name not in {"srcdoc", "action", "formaction", "ping", "srcset"}, name
    return _outline(root, _INLINE)


def _without_captions(content: bytes) -> bytes:
    """A page whose captions were looked at."""
    times = [media_shapes.captions(b64decode(said)) for _, said in _TRACK.findall(content)]
    assert times == times[:1] * len(times)
    return _TRACK.sub(rb'\1"', content)


def _page(content: bytes) -> Outline:
    content = _without_captions(content)
    body = re.findall(r"<body[^>]*>(.*)</body>", content.decode(), re.DOTALL)
    assert len(body) == 1
    assert_whole(body[0])
    return _markup(content)


def _chapter(content: bytes) -> Outline:
    for node in _root(content).iter(f"{XHTML}body"):
        for inside in node.iterdescendants("*"):
            assert str(inside.tag).removeprefix(XHTML) in TAGS, inside.tag
            names = {str(name) for name in inside.attrib if not str(name).startswith(("aria-", "{"))}
            assert names <= ATTRIBUTES, inside.attrib
    return _markup(content)


def _xml(content: bytes) -> Outline:
    return _outline(_root(content))


def _index(content: bytes) -> object:
    """The search index: a script with one text of JSON in it, of as many sections as before."""
    text = content.decode()
    assert text.startswith("self.wlwPages=")
    return [
        (path, len(parts)) for path, _, parts in json.loads(text.removeprefix("self.wlwPages=").removesuffix(";\n"))
    ]


def _json(content: bytes) -> object:
    return json.dumps(_shape(json.loads(content)))


def _shape(value: object) -> object:
    match value:
        case dict():
            return [_shape(each) for each in value.values()]
        case list():
            return [_shape(each) for each in value]
        case _:
            return type(value).__name__


_DEEP = re.compile(r"(?:<(\w+)\b[^<>]*>){20,}")
_RUNS = re.compile(r"\s*(?:javascript|vbscript|data|file|blob)\s*:", re.IGNORECASE)
_QUIET = frozenset({"nowiki", *_INLINE, "b", "i"})


def _wikitext(content: bytes) -> object:
    """Templates, headings, links within the wiki, tags, and how many rows and items there are."""
    found = []
    # The parser takes a quotation mark after a back slash for text, which MediaWiki does not.
    text = content.decode().replace('\\"', '"')
    # It gives up on what nests very deep.
    for name in {found[1] for found in _DEEP.finditer(text)} & _QUIET:
        text = re.sub(rf"</?{name}\b[^<>]*>", "", text)
    for node in mw.parse(text, skip_style_tags=True).ifilter(recursive=True):
        match node:
            case Template():
                found.append(("template", str(node.name).strip()))
            case Heading():
                found.append(("heading", str(node.level)))
            case Wikilink() if not str(node.title).startswith("#"):
                found.append(("link", str(node.title)))
            case Tag() if str(node.tag).strip().lower() not in _QUIET:
                found.append(("tag", str(node.tag)))
            case ExternalLink():
                # The wiki knows more protocols than we do, and opens none that runs something.
                assert not _RUNS.match(str(node.url)), node.url
            case Comment():
                found.append(("comment", str(node.contents)))
            case _:
                pass
    return sorted(found)


def _lines(content: bytes) -> object:
    """A table: as many lines, each of as many fields."""
    return [line.count("\t") for line in content.decode().split("\n")]


def _same(content: bytes) -> object:
    return content


def _nothing(_content: bytes) -> object:
    """Packed of files that are looked at by themselves."""
    return None


def _problem(content: bytes) -> Outline:
    """A problem. A typed answer stands there in each way to write an apostrophe."""
    root = _root(content)
    for other in list(root.iter("additional_answer", "stringequalhint")):
        other.getparent().remove(other)  # type: ignore[union-attr]
    _markup(content)
    return _outline(root, _INLINE)


def _block(content: bytes) -> Outline:
    """An html block. A heading without markup is the title of its page alone, and its id is the block's."""
    outline = _markup(b"<div>%s</div>" % _without_captions(content))
    for place, (depth, name, names) in enumerate(outline):
        anchor = next((each for each in names if each.startswith("id=")), "")
        if depth == 2 and name == "h3" and anchor:
            block = (1, "div", tuple(sorted((*outline[1][2], anchor))))
            return [outline[0], block, *outline[2:place], *outline[place + 1 :]]
    return outline


def _cover(content: bytes) -> object:
    """A drawing of one title, on as many lines as it needs."""
    return {(name, names) for _, name, names in _xml(content)}


def _book(content: bytes) -> object:
    files = unpacked(OutputFile("", content))
    ends: Mapping[str, Show] = {
        ".xhtml": _chapter,
        ".opf": _xml,
        ".xml": _xml,
        "cover.svg": _cover,
        "a.svg": media_shapes.drawing,
    }
    return {
        path: next((show for end, show in ends.items() if path.endswith(end)), _same)(file)
        for path, file in files.items()
    }


SHOWN: Mapping[str, Show] = {
    "html .html": _page,
    "html search-index.js": _index,
    "html .zip": _nothing,
    "epub fr/EPUB/*": _nothing,
    "epub .epub": _book,
    "olx problem/*.xml": _problem,
    "olx .xml": _xml,
    "olx .html": _block,
    "olx .json": _json,
    "olx .tar.gz": _nothing,
    "wikitext .wiki": _wikitext,
    "wikitext dump.xml": _xml,
    "wikitext .tsv": _lines,
    "* .svg": media_shapes.drawing,
    "* .vtt": media_shapes.captions,
    "* .srt": media_shapes.subtitles,
}
"""Exporter and end of a path -> what is looked at; all other files are to be the same."""


def _shown(exporter: str, file: OutputFile) -> object:
    path = f"{exporter} {file.path}"
    for pattern, show in SHOWN.items():
        if fnmatch(path, pattern.replace(" ", " *", 1)):
            return show(file.content)
    return _same(file.content)


def _all_shown(exporter: str, text: str) -> dict[str, object]:
    return {file.path: _shown(exporter, file) for file in files_of(EXPORTERS[exporter], text)}


@cache
def _plain(exporter: str) -> dict[str, object]:
    return _all_shown(exporter, PLAIN)


@pytest.mark.parametrize("exporter", EXPORTERS)
@pytest.mark.parametrize("case", CASES)
def test_a_hostile_translation_changes_only_texts(case: Hostile, exporter: str) -> None:
    assert _all_shown(exporter, case.text) == _plain(exporter)


def test_what_is_looked_at_is_there() -> None:
    """A file of another name would pass unseen."""
    paths = [f"{name} {path}" for name in EXPORTERS for path in _plain(name)]
    for pattern in SHOWN:
        assert any(fnmatch(path, pattern.replace(" ", " *", 1)) for path in paths), pattern
