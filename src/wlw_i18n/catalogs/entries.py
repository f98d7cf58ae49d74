"""What the entries of templates and PO files say about a unit besides its text: the one definition for both.

A template and a language's PO file carry the same `#.` and `#:` lines, so that a bot that copies them from one to the
other (MediaWiki's Translate does) changes nothing.
"""

from typing import Final

from wlw_i18n.model.catalog import Message, Unit
from wlw_i18n.model.text import Family, Kind

MINOR: Final = "minor edit: "
"""Begins the line by which a template remembers an author's mark."""
_TYPE: Final = "type: "
_KINDS: Final = {kind.label: kind for kind in Kind}


def extracted(unit: Unit) -> tuple[str, ...]:
    """The `#.` lines: what the unit is, then what the author tells translators."""
    first = f"{_TYPE}{unit.kind.label}"
    comments = unit.comments if unit.comments[:1] == (first,) else (first, *unit.comments)
    if any("\n" in line or line != line.strip() for line in comments):
        return tuple(line.strip() for comment in comments for line in comment.splitlines())
    return comments


def reference(unit: Unit, place: str) -> str:
    """The `#:` item: the document, and the question if the unit is a part of one. No line number: lines change."""
    return f"{place}#{unit.question}" if unit.question else place


def place_of(path: str) -> str:
    """The document as references name it: `translations/fr/module/document.po` is `module/document`."""
    return path.split("/", 2)[-1].rpartition(".")[0]


def document_of(path: str) -> str:
    """The document's id, as the name of its PO file or template gives it."""
    return path.rpartition("/")[2].rpartition(".")[0]


def family_of(message: Message) -> Family | None:
    """The family of the unit that an entry was made of, if the entry tells."""
    kind = _KINDS.get(message.extracted[0].removeprefix(_TYPE)) if message.extracted else None
    return None if kind is None else kind.family


def unit_of(message: Message, document: str) -> Unit:
    """The unit that an entry was made of, as far as the entry tells."""
    label = message.extracted[0].removeprefix(_TYPE) if message.extracted else ""
    question = message.references[0].partition("#")[2] if message.references else ""
    marks = [line for line in message.extracted if line.startswith(MINOR)]
    comments = tuple(line for line in message.extracted if line not in marks) if marks else message.extracted
    minor = marks[0].removeprefix(MINOR) if marks else ""
    return Unit(message.key, _KINDS.get(label, Kind.PARAGRAPH), message.msgid, document, question, comments, minor)
