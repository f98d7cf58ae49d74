"""A drawing without anything that runs, loads, moves or links: an allow list of elements and attributes."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from wlw_i18n.svg import allowed
from wlw_i18n.svg.parsing import SVG, Fault, line_of, local_name

_INSIDE: Final = re.compile(r"""url\(\s*(["']?)#[\w.:-]+\1\s*\)""")
_LOADS: Final = re.compile(r"url\s*\(|image-set\s*\(|src\s*\(|@|\\|expression|javascript|binding|<", re.IGNORECASE)
_PICTURE: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_HUGE: Final = 1_000_000
_MOST_USES: Final = 500


def make_safe(root: etree._Element) -> tuple[Fault, ...]:
    """Take out of a drawing what does not belong into a picture.

    Args:
        root: of a drawing that `parse` gave; it is changed.

    Returns:
        What was taken out, as far as somebody could miss it.
    """
    return (*_elements(root), *_attributes(root), *_uses(root))


def _elements(root: etree._Element) -> Iterator[Fault]:
    for element in list(root.iter()):
        if element is root or not _is_below(element, root):
            continue
        name = _name(element)
        if name in allowed.ELEMENTS:
            fault = _bad_content(element, name)
            if fault is not None:
                remove(element)
                yield fault
        elif name in allowed.UNWRAPPED:
            _unwrap(element)
        else:
            remove(element)
            if name not in allowed.SILENT and (name or _is_html(element)):
                yield _forbidden(element, name or local_name(element))


def _name(element: etree._Element) -> str:
    """An element's name if it is one of SVG; empty for comments and other vocabularies."""
    tag: object = element.tag
    return tag.removeprefix(SVG) if isinstance(tag, str) and tag.startswith(SVG) else ""


def _is_html(element: etree._Element) -> bool:
    tag: object = element.tag
    return isinstance(tag, str) and (tag.startswith(_XHTML) or not ("{" in tag or ":" in tag))


def _forbidden(element: etree._Element, name: str) -> Fault:
    if name in allowed.MOVING:
        hint = "A picture of the course stands still. Draw the last state, or make a video."
        return Fault(line_of(element), f"<{name}> makes the drawing move; it was left out", hint)
    hint = "Take it out of the file. A drawing has shapes and words alone."
    return Fault(line_of(element), f"<{name}> is not allowed in a drawing; it was left out", hint)


def _bad_content(element: etree._Element, name: str) -> Fault | None:
    line = line_of(element)
    if name == "style" and not _is_harmless("".join(map(str, element.itertext()))):
        hint = "Write colours and sizes as attributes, such as fill and font-size. Use fonts by their names alone."
        return Fault(line, "a <style> loads something or has rules that begin with @; it was left out", hint)
    if name == "image" and not _PICTURE.fullmatch(_target(element).strip()):
        hint = "Embed the picture into the file, as PNG, JPEG, GIF or WebP, or show it beside the drawing."
        return Fault(line, "an <image> is loaded from elsewhere; it was left out", hint)
    return None


def _attributes(root: etree._Element) -> Iterator[Fault]:
    for element in root.iter(etree.Element):
        name = _name(element)
        for attribute, value in list(element.attrib.items()):
            fault = _bad_attribute(name, str(attribute), str(value), line_of(element))
            if fault is None and _is_known(str(attribute)):
                continue
            del element.attrib[attribute]
            if fault is not None:
                yield fault


def _is_known(attribute: str) -> bool:
    return attribute in allowed.ATTRIBUTES or attribute in allowed.NAMESPACED or attribute in _TARGETS


_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_TARGETS: Final = ("href", allowed.XLINK_HREF)


def _bad_attribute(element: str, attribute: str, value: str, line: int) -> Fault | None:
    """What is wrong with an attribute that has to go."""
    if attribute.lower().startswith("on"):
        hint = "Take it out of the file. A drawing shows; it does not act."
        return Fault(line, f"{attribute} on <{element}> runs a script; it was left out", hint)
    if attribute in _TARGETS:
        if value.strip().startswith("#") or (element == "image" and _PICTURE.fullmatch(value.strip())):
            return None
        hint = 'A drawing may refer to a part of itself alone: href="#part".'
        return Fault(line, f"<{element}> leads to {_short(value)}, outside of the file; that was left out", hint)
    if attribute in allowed.ATTRIBUTES and not _is_harmless(value):
        hint = "Write the colour or size itself. url(#part) may name a part of the same file."
        return Fault(line, f"{attribute} on <{element}> loads something: {_short(value)}; it was left out", hint)
    if attribute in allowed.GEOMETRY and _is_huge(value):
        hint = "Draw within the viewBox."
        return Fault(line, f"{attribute} on <{element}> has a number beyond {_HUGE:,}; it was left out", hint)
    return None


def _is_harmless(css: str) -> bool:
    return not _LOADS.search(_INSIDE.sub("", css))


def _is_huge(value: str) -> bool:
    return any(abs(float(number)) > _HUGE for number in _NUMBER.findall(value)) or "nan" in value.lower()


def _uses(root: etree._Element) -> Iterator[Fault]:
    """A part that is used in a part that is used, and so on, would grow beyond all measure."""
    by_id = {element.get("id"): element for element in root.iter(etree.Element)}
    for count, use in enumerate(list(root.iter(f"{SVG}use"))):
        target = by_id.get(_target(use).strip().removeprefix("#"))
        if target is not None and count < _MOST_USES and next(target.iter(f"{SVG}use"), None) is None:
            continue
        hint = "Copy the shapes instead."
        line = line_of(use)
        if target is not None:
            yield Fault(line, "<use> repeats a part that has <use> in it, or there are too many; it was left out", hint)
        elif _target(use):
            yield Fault(line, "<use> repeats a part that does not exist; it was left out", hint)
        remove(use)


def _target(element: etree._Element) -> str:
    return element.get("href") or element.get(allowed.XLINK_HREF) or ""


def _is_below(element: etree._Element, root: etree._Element) -> bool:
    """Whether an element is still part of the tree: what stood in a removed one went with it."""
    return any(ancestor is root for ancestor in element.iterancestors())


def remove(element: etree._Element) -> None:
    """Take an element out; the text after it stays."""
    _replace_by(element, [], element.tail or "")


def _unwrap(element: etree._Element) -> None:
    children = list(element)
    if children:
        children[-1].tail = (children[-1].tail or "") + (element.tail or "")
        _replace_by(element, children, element.text or "")
    else:
        _replace_by(element, [], (element.text or "") + (element.tail or ""))


def _replace_by(element: etree._Element, children: list[etree._Element], text: str) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = ((before.tail or "") + text) or None
    else:
        parent.text = ((parent.text or "") + text) or None
    place = parent.index(element)
    element.tail = None
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
