"""An SVG file to a tree of elements, if it can be trusted to be one.

What is refused here would harm whoever reads the file, or is no drawing at all. What is only out of place in a picture
is taken out by `wlw_i18n.svg.safety`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

NAMESPACE: Final = "http://www.w3.org/2000/svg"
SVG: Final = f"{{{NAMESPACE}}}"
LARGEST: Final = 1_000_000
"""Bytes: a hundred times a usual drawing, and more than a slow connection should carry."""
MOST: Final = 10_000
"""Elements."""
DEEPEST: Final = 50
"""Levels of groups in groups."""
_ENCODING: Final = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_PLACE: Final = re.compile(r",? line \d+, column \d+")
_SUBSET: Final = re.compile(rb"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a drawing."""

    line: int
    message: str
    """A sentence without the file's name."""
    hint: str
    is_fatal: bool = False
    """Whether the drawing cannot be used; else it is used without what is wrong."""


def parse(content: bytes) -> tuple[etree._Element | None, tuple[Fault, ...]]:
    """Read an SVG file.

    Args:
        content: the file.

    Returns:
        Its root element, or None; and what is wrong. Entities, document types and processing instructions are gone.
    """
    fault = _unreadable(content)
    if fault is not None:
        return None, (fault,)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return None, (_broken(error.lineno or 1, error.msg or ""),)
    # After an error, a mere warning is enough for lxml to go on; no browser would.
    errors = parser.error_log.filter_from_errors()
    faults = (_broken(errors[0].line, errors[0].message),) if errors else tuple(_unfit(root))
    return (None, faults) if faults else (root, ())


def _broken(line: int, said: str) -> Fault:
    # The place is named beside the message.
    message = f"the file is not well-formed XML: {_PLACE.sub('', said)}"
    return _fatal(line, message, "Open it in a drawing program and save it again as SVG.")


def _unreadable(content: bytes) -> Fault | None:
    if len(content) > LARGEST:
        message = f"the file has {len(content):,} bytes; a drawing may have {LARGEST:,}"
        return _fatal(1, message, "Make it simpler, or save it as a PNG picture.")
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _fatal(line, "the file is not UTF-8 text", "Save it as plain SVG in UTF-8, not packed (.svgz).")
    declared = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        name = declared[1].decode()
        return _fatal(1, f"the first line says that the file is in {name}", "Save it as UTF-8.")
    subset = _SUBSET.search(content)
    if subset:
        line = content.count(b"\n", 0, subset.start()) + 1
        message = "the file declares entities or a document type of its own"
        return _fatal(line, message, "Save it as plain SVG, without <!ENTITY> and <!DOCTYPE … [.")
    return None


def _unfit(root: etree._Element) -> Iterator[Fault]:
    """Why a well-formed file is no drawing for a course."""
    if root.tag != f"{SVG}svg":
        name = local_name(root)
        message = f"the file begins with <{name}> and not with <svg> of the SVG namespace"
        yield _fatal(line_of(root), message, f'Write xmlns="{NAMESPACE}" into <svg>.')
        return
    for count, (event, depth, element) in enumerate(_walk(root), 1):
        if event is etree.Entity:
            message = "the file uses an entity that it does not define"
            yield _fatal(line_of(element), message, "Write the character itself.")
            return
        if depth > DEEPEST or count > MOST:
            message = f"groups stand in one another more than {DEEPEST} levels deep"
            if count > MOST:
                message = f"the drawing has more than {MOST:,} elements"
            yield _fatal(line_of(element), message, "Make it simpler, or save it as a PNG picture.")
            return


def _walk(root: etree._Element) -> Iterator[tuple[object, int, etree._Element]]:
    """Every node with its depth, without recursion: the file decides how deep it is."""
    pending = [(root, 1)]
    while pending:
        element, depth = pending.pop()
        yield element.tag, depth, element
        pending.extend((child, depth + 1) for child in element)


def local_name(element: etree._Element) -> str:
    """An element's name without its vocabulary; with the prefix, where the file does not say what that stands for."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: etree._Element) -> int:
    """Where an element begins in the file."""
    line: Any = element.sourceline
    return line or 1


def _fatal(line: int, message: str, hint: str) -> Fault:
    return Fault(line, message, hint, is_fatal=True)
