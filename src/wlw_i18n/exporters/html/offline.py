"""A copy of the site in one language, to carry to people without a connection: a zip file that opens at its index.

    offline/NUMBER-RUN-fr.zip
        index.html                 the course
        <module>/<id>.html         its pages
        assets/, media/, files/    only what the pages use

The language's own folder is gone, and so is every way to what is not inside, such as other languages.
"""

import json
import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote, urldefrag

from lxml import etree

from wlw_i18n.exporters.html import search
from wlw_i18n.exporters.html.site import INDEX
from wlw_i18n.exporters.zipped import zipped
from wlw_i18n.model.course import Config, Edition, Language
from wlw_i18n.model.output import OutputFile

_NO_NAME: Final = re.compile(r"[^A-Za-z0-9._-]")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_KEPT: Final = ("assets/",)
_SHARED: Final = (*_KEPT, "media/", "files/")
"""Folders of the site that all languages have in common."""
_WAYS: Final = 4096
"""How many are remembered."""
_PAGE: Final = ".html"
_NOTE: Final = ".note.json"
"""Ending of a note, after its page's path."""

Node = etree._Element


def prepare(edition: Edition, files: Sequence[OutputFile]) -> Iterator[OutputFile]:
    """Pages as they are in the copy, each with a note of what is searched in it and what it uses."""
    for file in files:
        root = search.parsed(file)
        title, sections = search.texts(root)
        uses = sorted(set(_turned(root, file.path, f"{edition.language.code}/")))
        yield OutputFile(file.path, _written(root))
        yield OutputFile(f"{file.path}{_NOTE}", json.dumps([title, sections, uses], ensure_ascii=False).encode())


def package(edition: Edition, files: Sequence[OutputFile]) -> Iterator[OutputFile]:
    """What is made of all files of a language: what is searched, and the offline copy."""
    top = f"{edition.language.code}/"
    # The page on which a language is chosen gives way to the course's own page.
    given = {file.path: file for file in files if file.path != INDEX}
    raw = [file for path, file in given.items() if path.endswith(_PAGE) and f"{path}{_NOTE}" not in given]
    given |= {file.path: file for file in prepare(edition, raw)}
    notes = {
        path.removesuffix(_NOTE): json.loads(file.content)
        for path, file in given.items()
        if path.startswith(top) and path.endswith(f"{_PAGE}{_NOTE}")
    }
    index = search.index(edition, {path: (title, sections) for path, (title, sections, _) in notes.items()})
    given[index.path] = index
    yield index
    used = {path for path in given if path.startswith(_KEPT) or path == index.path or path in notes}
    used.update(*(uses for _, _, uses in notes.values()))
    inside = [OutputFile(_own(path, top), given[path].content) for path in sorted(used & given.keys())]
    yield OutputFile(copy_of(edition.config, edition.language), zipped(inside))


def copy_of(config: Config, language: Language) -> str:
    """The offline copy of a language, below `exports/html/`."""
    return "offline/" + _NO_NAME.sub("-", f"{config.number}-{config.run}-{language.tag}") + ".zip"


def _own(path: str, top: str) -> str:
    """Where a file of the site is in the copy."""
    return path.removeprefix(top)


def _written(root: Node) -> bytes:
    html: str = etree.tostring(root, encoding="unicode", method="html")
    return f"<!DOCTYPE html>\n{html}\n".encode()


def _turned(root: Node, path: str, top: str) -> Iterator[str]:
    """Turn all ways of a page to where things are in the copy; yield what it uses.

    What the page leads to in its own language is there: the renderer writes no way to anything else.
    """
    for switcher in [node for node in root.iter("nav") if node.get("class") == "languages"]:
        if (parent := switcher.getparent()) is not None:
            parent.remove(switcher)
    for copy in list(root.iter("source")):
        # Smaller copies of pictures are for slow connections: here the picture itself is at hand.
        if (parent := copy.getparent()) is not None and parent.tag == "picture":
            parent.remove(copy)
    folder = posixpath.dirname(path)
    for node in root.iter("a", "img", "link", "script", "source", "track", "video"):
        for attribute in ("href", "src", "poster"):
            address = node.get(attribute)
            if address is None or address.startswith("#") or _SCHEME.match(address):
                continue
            turned, goal = _moved(address, folder, top)
            if goal:
                node.set(attribute, turned)
                yield goal
            else:
                del node.attrib[attribute]


@lru_cache(maxsize=_WAYS)
def _moved(address: str, folder: str, top: str) -> tuple[str, str]:
    """The way to a file in the copy, and the file on the site; two empty strings if it is not in the copy.

    Pages of a module have nearly all ways in common: those of their menus.

    Args:
        address: as a page of the site has it.
        folder: of that page.
        top: the folder of the language.
    """
    file, anchor = urldefrag(address)
    goal = posixpath.normpath(posixpath.join(folder, unquote(file)))
    if not goal.startswith((top, *_SHARED)):
        return "", ""
    here = _own(f"{folder}/", top).rstrip("/")
    turned = quote(posixpath.relpath(_own(goal, top), here or "."))
    return f"{turned}#{anchor}" if anchor else turned, goal
