"""The blocks of a course as Open edX keeps them, read from the files of an archive, ours or an older one."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.etree import ElementTree as ET

from wlw_i18n.model.olx import OlxBlock
from wlw_i18n.model.output import OutputFile

CATEGORIES: Final = ("chapter", "sequential", "vertical", "html", "problem", "video")
"""Folders of an archive whose files are blocks, from the outermost inwards."""
COURSE: Final = "course"
FILE: Final = "file"

_ANSWERS: Final[Mapping[str, tuple[str, str]]] = {
    "multiplechoiceresponse": ("single", "choice"),
    "choiceresponse": ("multiple", "choice"),
    "optionresponse": ("dropdown", "option"),
    "stringresponse": ("text", ""),
    "numericalresponse": ("number", ""),
}
_HINTS: Final = frozenset({"choicehint", "optionhint", "compoundhint"})
_HASH: Final = 8


class NotXmlError(ValueError):
    """A block's file is not XML, or declares entities, which no course needs."""


def blocks_of(files: Iterable[OutputFile]) -> Mapping[str, OlxBlock]:
    """The blocks among the files of an archive, and the files that are none.

    Args:
        files: paths from the folder that `course.xml` is in, or would be.

    Returns:
        By id, in the order of their paths.

    Raises:
        NotXmlError: a block's file cannot be read.
    """
    contents = {file.path: file.content for file in files}
    found = list(_blocks(contents))
    return {block.id: block for block in found}


def _blocks(contents: Mapping[str, bytes]) -> Iterator[OlxBlock]:
    texts = {path for path in contents if path.startswith("html/") and path.endswith(".html")}
    for path in sorted(contents):
        folder, _, file = path.partition("/")
        if folder in CATEGORIES and file.endswith(".xml"):
            yield _block(folder, file.removesuffix(".xml").replace("/", ":"), path, contents)
        elif folder == COURSE and file.endswith(".xml"):
            yield _block(COURSE, file.removesuffix(".xml"), path, contents)
        elif path != "course.xml" and path not in texts:
            yield OlxBlock(FILE, path, _digest(contents[path]))


def _block(category: str, name: str, path: str, contents: Mapping[str, bytes]) -> OlxBlock:
    root = _parsed(path, contents[path])
    text = contents.get(f"html/{root.get('filename', name)}.html", b"") if category == "html" else b""
    answers, choices = _answers(root) if category == "problem" else ("", ())
    return OlxBlock(
        category,
        name,
        _digest(contents[path], text),
        title=_title(root.get("display_name", "")),
        children=tuple(f"{child.tag}/{child.get('url_name')}" for child in root if child.get("url_name"))
        if category != "problem"
        else (),
        answers=answers,
        choices=choices,
    )


def _parsed(path: str, content: bytes) -> ET.Element:
    # Without a DTD there is nothing to expand.
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise NotXmlError(path)
    try:
        return ET.fromstring(content)  # noqa: S314 - see above
    except ET.ParseError as error:
        raise NotXmlError(f"{path}: {error}") from None


def _title(written: str) -> str:
    """A `display_name` as Open edX reads it: as JSON if it is that."""
    try:
        read = json.loads(written)
    except ValueError:
        return written
    return read if isinstance(read, str) else written


def _answers(root: ET.Element) -> tuple[str, tuple[str, ...]]:
    for element in root.iter():
        if element.tag in _ANSWERS:
            kind, choice = _ANSWERS[element.tag]
            return kind, tuple(_choice(each) for each in element.iter(choice)) if choice else ()
    return "", ()


def _choice(element: ET.Element) -> str:
    return element.get("name") or _digest(" ".join("".join(_said(element)).split()).encode())[:_HASH]


def _said(element: ET.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in _HINTS:
            yield from _said(child)
        yield child.tail or ""


def _digest(*parts: bytes) -> str:
    hasher = hashlib.sha256()
    for part in parts:
        hasher.update(len(part).to_bytes(8, "little") + part)
    return hasher.hexdigest()[:32]
