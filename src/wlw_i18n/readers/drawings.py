"""The words of a drawing: an SVG file of the course."""

from wlw_i18n import inline
from wlw_i18n.model.document import Drawing
from wlw_i18n.model.text import Kind
from wlw_i18n.readers.context import Context

_WORDS = ("{http://www.w3.org/2000/svg}text", "{http://www.w3.org/2000/svg}title", "{http://www.w3.org/2000/svg}desc")


def read(src: str, line: int, context: Context) -> Drawing | None:
    """The drawing that a document shows; None for other pictures, and where nothing is translated.

    Args:
        src: the address, as the document writes it.
        line: of the picture in the document.
        context: of the document.
    """
    if not src.lower().endswith(".svg") or not context.translating:
        return None
    content = context.media(src)
    if content is None:
        return None
    from lxml import etree  # noqa: PLC0415 - slow to import

    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    texts = ["".join(map(str, element.itertext())) for element in root.iter(*_WORDS)]
    proses = (context.prose(Kind.LABEL, inline.plain(" ".join(text.split())), line) for text in texts)
    return Drawing(content.decode(), tuple(proses))
