"""Drawings for readers from right to left: turned over, but for their words.

`data-mirror="true"` on the drawing or on a group turns that part over about the middle of the drawing. Each text in it
is turned back about the point where it begins, so that its letters and numbers are read as everywhere.
"""

from typing import Final

from lxml import etree

from wlw_i18n.svg import look
from wlw_i18n.svg.allowed import MIRROR
from wlw_i18n.svg.parsing import SVG
from wlw_i18n.svg.words import TEXT

MARK: Final = f'{MIRROR}="true"'
"""What authors write."""
_GROUP: Final = f"{SVG}g"
_NOT_DRAWN: Final = frozenset(f"{SVG}{name}" for name in ("title", "desc", "defs", "style"))


def is_mirrored(element: etree._Element) -> bool:
    """Whether an element is in a part that is turned over."""
    return any(one.get(MIRROR) == "true" for one in (element, *element.iterancestors()))


def mirror(root: etree._Element) -> None:
    """Turn over what is marked. A mark within a marked part means nothing more."""
    tops = [
        one
        for one in root.iter(f"{SVG}svg", _GROUP)
        if one.get(MIRROR) == "true" and (one.getparent() is None or not is_mirrored(_parent(one)))
    ]
    for top in tops:
        for text in list(top.iter(TEXT)):
            _turn_back(text)
        if top is root:
            _wrap(root)
        else:
            middle = _middle(root)
            scale, _, _, _, across, _ = look.matrix(_parent(top))
            _put_before(top, (2 * middle - 2 * across) / scale if scale else 0)


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def _middle(root: etree._Element) -> float:
    box = look.numbers(root.get("viewBox"))
    return box[0] + box[2] / 2 if len(box) == 4 else look.number(root.get("width"), 300) / 2


def _wrap(root: etree._Element) -> None:
    group = etree.Element(_GROUP)
    group.set("transform", _flip(2 * _middle(root)))
    for child in list(root):
        if child.tag not in _NOT_DRAWN:
            group.append(child)
    root.append(group)


def _put_before(group: etree._Element, distance: float) -> None:
    group.set("transform", f"{_flip(distance)} {group.get('transform') or ''}".rstrip())


def _turn_back(text: etree._Element) -> None:
    """Flip a text about its beginning; lines that begin elsewhere keep their distance to it."""
    x = look.number(text.get("x"))
    holders = [one for one in text.iter(etree.Element) if one is not text and one.get("x")]
    if not text.get("x") and holders:
        x = look.number(holders[0].get("x"))
    for holder in holders:
        holder.set("x", _plain(2 * x - look.number(holder.get("x"))))
    text.set("transform", f"{text.get('transform') or ''} {_flip(2 * x)}".lstrip())


def _flip(distance: float) -> str:
    return f"matrix(-1 0 0 1 {_plain(distance)} 0)"


def _plain(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
