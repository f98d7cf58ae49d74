"""A drawing with the words of one language in it."""

from lxml import etree

from wlw_i18n import inline
from wlw_i18n.model.course import Language
from wlw_i18n.model.document import Drawing

_WORDS = ("{http://www.w3.org/2000/svg}text", "{http://www.w3.org/2000/svg}title", "{http://www.w3.org/2000/svg}desc")


def draw(drawing: Drawing, language: Language) -> bytes:
    """The SVG file.

    Args:
        drawing: as it is served.
        language: of the edition.
    """
    root = etree.fromstring(drawing.svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    root.set("lang", language.tag)
    for element, prose in zip(root.iter(*_WORDS), drawing.texts, strict=True):
        element.text = inline.visible(prose.inlines)
    return etree.tostring(root)
