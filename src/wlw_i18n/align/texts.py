"""Translated texts, so written that they mean the same in the source's document.

A translated file has link definitions, footnotes and heading ids of its own. The assembled document has the source's:
a link by reference whose label is not the source's is written out, a link to a heading leads to the source's id, and a
footnote gets the source's label if both documents have the same number of footnotes.
"""

from collections.abc import Iterable
from dataclasses import replace

from wlw_i18n import inline
from wlw_i18n.align.elements import elements
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Emphasis, FootnoteMark, Inline, Kind, Link, Prose, Strikethrough, Strong


class Rewriter:
    """Writes the texts of one translated document for its source."""

    def __init__(self, source: Document, translated: Document, matches: Iterable[tuple[Prose, Prose]]) -> None:
        self._references = source.references
        self._labels = frozenset(note.label for note in source.footnotes)
        self._anchors = _anchors(source, translated, matches)
        self._notes = _notes(source, translated)

    def text(self, source: Prose, translated: Prose) -> str:
        """The msgstr: the text as it is where it means the same already."""
        if source.kind is Kind.ANSWERS:
            return translated.text
        if inline.parse(translated.text, self._references, self._labels) == translated.inlines and not (
            self._anchors or self._notes
        ):
            return translated.text
        wanted = self._each(translated.inlines)
        if inline.parse(translated.text, self._references, self._labels) == wanted:
            return translated.text
        return inline.write(wanted, self._references, self._labels)

    def _each(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(map(self._one, inlines))

    def _one(self, node: Inline) -> Inline:
        match node:
            case Link(target, children, title, label):
                known = self._references.get(label)
                if label and (known is None or (known.target, known.title) != (target, title)):
                    label = ""
                return Link(self._anchors.get(target, target), self._each(children), title, label)
            case Emphasis(children) | Strong(children) | Strikethrough(children):
                return replace(node, children=self._each(children))
            case FootnoteMark(label):
                return FootnoteMark(self._notes.get(label, label))
            case _:
                return node


def _anchors(source: Document, translated: Document, matches: Iterable[tuple[Prose, Prose]]) -> dict[str, str]:
    """Where links within the translated file lead to in the source, if that has another name."""
    ours, theirs = _heading_ids(source), _heading_ids(translated)
    pairs = ((theirs.get(id(other)), ours.get(id(one))) for one, other in matches)
    return {f"#{there}": f"#{here}" for there, here in pairs if there and here and there != here}


def _heading_ids(document: Document) -> dict[int, str]:
    """Ids of headings by the identity of their prose object."""
    return {id(element.prose): element.name for element in elements(document) if element.name}


def _notes(source: Document, translated: Document) -> dict[str, str]:
    """The source's labels for the translated file's, in the order of first use, if some are not the source's."""
    ours, theirs = ([note.label for note in document.footnotes] for document in (source, translated))
    if set(theirs) <= set(ours) or len(ours) != len(theirs):
        return {}
    return dict(zip(theirs, ours, strict=True))
