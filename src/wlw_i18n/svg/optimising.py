"""A drawing as small as it can be without looking different: for slow connections."""

import re
from functools import lru_cache
from typing import Final

from lxml import etree

from wlw_i18n.svg import allowed
from wlw_i18n.svg.parsing import SVG, parse
from wlw_i18n.svg.safety import make_safe

EMPTY: Final = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" viewBox="0 0 1 1"/>'
"""What is shipped in place of a file that cannot be used."""
_LONG: Final = re.compile(r"(?<![\d.eE])(\d*)\.(\d{4,})(?![\d.eE])")
_FINE: Final = frozenset({"transform", "gradientTransform", "patternTransform", "offset"})
"""Here a small number is multiplied by a large one."""
_WORDS: Final = frozenset(f"{SVG}{name}" for name in ("text", "tspan", "textPath", "title", "desc", "style"))
_MANY: Final = re.compile(r"\s+")


@lru_cache(maxsize=512)
def shipped(content: bytes) -> bytes:
    """An SVG file of the course as it is published: harmless and small.

    Args:
        content: the file as it was found.

    Returns:
        The file; an empty picture if it cannot be used.
    """
    root, _ = parse(content)
    if root is None:
        return EMPTY
    make_safe(root)
    return written(root)


def written(root: etree._Element) -> bytes:
    """The file of a drawing that was made safe; the drawing is changed."""
    for element in root.iter(etree.Element):
        if element.tag not in _WORDS:
            element.text = None
            for child in element:
                child.tail = None
        for attribute, value in element.attrib.items():
            if attribute in allowed.GEOMETRY:
                element.set(attribute, _MANY.sub(" ", _rounded(str(attribute), str(value)).strip()))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=False)


def _rounded(attribute: str, value: str) -> str:
    """Fewer decimals. What stands before the point stays as it is: in a path, `011.5` may be two flags and a number."""
    digits = 6 if attribute in _FINE else 3

    def shorter(found: re.Match[str]) -> str:
        decimals = round(float(f"0.{found[2]}") * 10**digits)
        kept = f"{min(decimals, 10**digits - 1):0{digits}d}".rstrip("0")
        return f"{found[1]}.{kept}" if kept else found[1] or "0"

    return _LONG.sub(shorter, value)
