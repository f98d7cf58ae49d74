"""A copy of the site in one language, to carry to people without a connection: a zip file that opens at its index.

    offline/NUMBER-RUN-fr.zip
        index.html                 the course
        <module>/<id>.html         its pages
        assets/, media/, files/    only what the pages use

The language's own folder is gone, and so is every way to what is not inside, such as other languages.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
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

Node = etree._Element


def package(edition: Edition, files: Sequence[OutputFile]) -> Iterator[OutputFile]:
    """What is made of all files of a language: what is searched, and the offline copy."""
    # The page on which a language is chosen gives way to the course's own page.
    inside = [file for file in files if file.path != INDEX]
    pages = search.read(inside)
    index = search.index(edition, pages)
    yield index
    yield OutputFile(copy_of(edition.config, edition.language), zipped(_inside(edition, pages, (*inside, index))))


def copy_of(config: Config, language: Language) -> str:
    """The offline copy of a language, below `exports/html/`."""
    return "offline/" + _NO_NAME.sub("-", f"{config.number}-{config.run}-{language.tag}") + ".zip"


def _inside(edition: Edition, pages: Mapping[str, Node], files: Sequence[OutputFile]) -> Iterator[OutputFile]:
    top = f"{edition.language.code}/"
    contents = {file.path: file.content for file in files}
    used = {path for path in contents if path.startswith((*_KEPT, f"{top}{search.INDEX}"))}
    for path, root in pages.items():
        used.update(_turned(root, path, contents, top))
        yield OutputFile(_own(path, top), _written(root))
    for path in used - set(pages):
        yield OutputFile(_own(path, top), contents[path])


def _own(path: str, top: str) -> str:
    """Where a file of the site is in the copy."""
    return path.removeprefix(top)


def _written(root: Node) -> bytes:
    html: str = etree.tostring(root, encoding="unicode", method="html")
    return f"<!DOCTYPE html>\n{html}\n".encode()


def _turned(root: Node, path: str, contents: Mapping[str, bytes], top: str) -> Iterator[str]:
    """Turn all ways of a page to where things are in the copy; yield what it uses."""
    for switcher in [node for node in root.iter("nav") if node.get("class") == "languages"]:
        if (parent := switcher.getparent()) is not None:
            parent.remove(switcher)
    here = posixpath.dirname(_own(path, top))
    for node in root.iter("a", "img", "link", "script", "source", "track", "video"):
        for attribute in ("href", "src"):
            address = node.get(attribute)
            if address is None or address.startswith("#") or _SCHEME.match(address):
                continue
            file, anchor = urldefrag(address)
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file)))
            if goal in contents:
                turned = quote(posixpath.relpath(_own(goal, top), here or "."))
                node.set(attribute, f"{turned}#{anchor}" if anchor else turned)
                yield goal
            else:
                del node.attrib[attribute]
