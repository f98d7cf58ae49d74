"""A drawing with the words of one language in it.

Words of the source language stay as the author set them. A translation takes the places of the lines that there are
(`wlw_i18n.svg.fitting`). Text keeps its place in either direction: what begins at a point grows to the same side of it,
so `start` and `end` change their meaning for words that are written from right to left.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from wlw_i18n import inline, languages, percentages
from wlw_i18n.model.course import Language
from wlw_i18n.model.media_words import Drawing
from wlw_i18n.model.text import Prose, State
from wlw_i18n.render.mirroring import is_mirrored, mirror
from wlw_i18n.svg import fitting, look, pieces
from wlw_i18n.svg.allowed import ALT, MIRROR, WORDS, XML
from wlw_i18n.svg.fitting import Piece
from wlw_i18n.svg.words import TEXT, TSPAN, Line, Words, is_translated, words

_OTHER_SIDE: Final[Mapping[str, str]] = {"start": "end", "end": "start"}
_PER_LETTER: Final = ("x", "y", "dx", "dy")
_OF_THE_ORIGINAL: Final = ("textLength", "lengthAdjust", "rotate")
"""Attributes that fit one text alone."""


def draw(drawing: Drawing, language: Language, source: Language, alt: Prose) -> bytes:
    """The SVG file.

    Args:
        drawing: as it is served.
        language: of the edition.
        source: the source language.
        alt: the picture's alternative text, as it is served.
    """
    root = etree.fromstring(drawing.svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    found = words(root)
    served = {one.element: _served(one.element, drawing.texts, alt) for one in found}
    for one in found:
        prose = served[one.element]
        if prose is not None and prose.state is not State.SOURCE and prose.lang != source.tag:
            _write(one, prose)
        elif prose is None and is_translated(one.element):
            _write_percentages(one, language, source)
    for text in root.iter(TEXT):
        prose = served.get(text)
        _set_direction(text, prose.lang if prose else source.tag, language, has_words=prose is not None)
    for one in found:
        prose = served[one.element]
        if prose is not None and prose.lang != language.tag:
            _set_language(one.element, prose.lang)
    if language.rtl:
        mirror(root)
    _set_language(root, language.tag)
    for element in root.iter(etree.Element):
        for attribute in (WORDS, MIRROR, "translate"):
            element.attrib.pop(attribute, "")
    return etree.tostring(root, encoding="utf-8", xml_declaration=False)


def _served(element: etree._Element, texts: Sequence[Prose], alt: Prose) -> Prose | None:
    mark = element.get(WORDS)
    if mark is None:
        return None
    return alt if mark == ALT else texts[int(mark)]


def _set_language(element: etree._Element, tag: str) -> None:
    element.set(f"{XML}lang", tag)


def _set_direction(text: etree._Element, tag: str, language: Language, *, has_words: bool) -> None:
    """Say how a text is written, and keep it on its side of its point.

    Numbers and signs, which have no language, are written from left to right.
    """
    is_rtl = has_words and languages.is_rtl(tag)
    if is_rtl or language.rtl:
        text.set("direction", "rtl" if is_rtl else "ltr")
        text.set("unicode-bidi", "embed")
    if is_rtl == (language.rtl and is_mirrored(text)):
        return
    anchors = {element: look.look(element).anchor for element in text.iter(etree.Element)}
    for element, anchor in anchors.items():
        if element is text or look.own(element, "text-anchor"):
            _set_property(element, "text-anchor", _OTHER_SIDE.get(anchor, anchor))


def _set_property(element: etree._Element, name: str, value: str) -> None:
    """Set an attribute in place of what `style` says."""
    style = [one for one in (element.get("style") or "").split(";") if one.partition(":")[0].strip() != name]
    if any(one.strip() for one in style):
        element.set("style", ";".join(style))
    else:
        element.attrib.pop("style", "")
    element.set(name, value)


def _write(one: Words, prose: Prose) -> None:
    """Put a translation into an element."""
    if one.is_title:
        _empty(one.element)
        one.element.text = pieces.writable(" ".join(inline.visible(prose.inlines).split()))
        return
    fitted = fitting.fit(pieces.lines(prose.inlines), prose.room)
    lines = fitted.lines if len(fitted.lines) <= len(one.lines) else _at_most(fitted.lines, len(one.lines))
    parts = [run.part for line in one.lines for run in line.runs if run.part is not None]
    sizes = {element: look.font_size(element) for element in one.element.iter(etree.Element)}
    if fitted.scale < 1:
        for element, size in sizes.items():
            if element is one.element or look.own(element, "font-size"):
                _set_property(element, "font-size", f"{size * fitted.scale:.2f}".rstrip("0").rstrip("."))
    tops = [_top(line, one.element) for line in one.lines]
    _empty(one.element)
    for index, (line, top) in enumerate(zip(one.lines, tops, strict=True)):
        words_of_line = lines[index] if index < len(lines) else ()
        if not words_of_line:
            continue
        if top is not one.element:
            _strip_to(top, line.holder)
            one.element.append(top)
        _fill(line.holder, words_of_line, parts)


def _write_percentages(one: Words, language: Language, source: Language) -> None:
    for line in one.lines:
        if len(line.runs) == 1 and not len(line.holder):
            line.holder.text = percentages.written(line.text, language.tag, source.tag)


def _at_most(lines: Sequence[Sequence[Piece]], count: int) -> tuple[tuple[Piece, ...], ...]:
    """Lines of which nothing is known, as many as there are places: what is too much goes to the last."""
    last: list[Piece] = []
    for line in lines[count - 1 :]:
        last.extend([Piece(" ")] if last else [])
        last.extend(line)
    return (*(tuple(line) for line in lines[: count - 1]), tuple(last))


def _top(line: Line, text: etree._Element) -> etree._Element:
    """The child of a `<text>` that holds a line, or the `<text>` itself."""
    top = line.holder
    while top is not text:
        parent = top.getparent()
        if parent is None or parent is text:
            break
        top = parent
    return top


def _strip_to(top: etree._Element, holder: etree._Element) -> None:
    """Leave of an element only the way to the one that holds the words."""
    way = [holder, *holder.iterancestors()]
    for element in [one for one in way if one is top or any(above is top for above in one.iterancestors())]:
        element.text = element.tail = None
        for child in list(element):
            if child not in way:
                element.remove(child)
    _for_any_text(top)
    _for_any_text(holder)


def _empty(element: etree._Element) -> None:
    for child in list(element):
        child.tail = None
        element.remove(child)
    element.text = None
    _for_any_text(element)


def _for_any_text(element: etree._Element) -> None:
    """Leave out what places the letters of one text."""
    for name in _OF_THE_ORIGINAL:
        element.attrib.pop(name, "")
    for name in _PER_LETTER:
        value = (element.get(name) or "").replace(",", " ").split()
        if len(value) > 1:
            element.set(name, value[0])


def _fill(holder: etree._Element, line: Sequence[Piece], parts: Sequence[etree._Element]) -> None:
    last: etree._Element | None = None
    for piece in line:
        if piece.mark:
            last = etree.SubElement(holder, TSPAN)
            last.text = piece.text
            if piece.mark <= len(parts):
                last.attrib.update(dict(parts[piece.mark - 1].attrib))
                _for_any_text(last)
            else:
                last.set("font-weight", "bold")
        elif last is None:
            holder.text = (holder.text or "") + piece.text
        else:
            last.tail = (last.tail or "") + piece.text
