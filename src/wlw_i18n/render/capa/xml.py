"""XML that Open edX's import leaves as it is.

Import drops white space between elements and then sets its own, so text that stands between two elements, or beside
none, needs a character reference to survive. It replaces `$seed` and four more names by values, and rewrites addresses
in quotes; it turns an empty element into `<td/>`, which HTML reads as one that was never closed. So the renderer's HTML
is read into a tree and written anew here, by rules for each of these.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from wlw_i18n.model.characters import printable

WORD_JOINER = "\u2060"
"""Has no width and breaks no line: parts what must not be read as one."""

_BLANKS = " \t\r\n"
_VOID = frozenset({"br", "hr", "img", "wbr", "col", "track", "source"})
_BLOCK_NAMES = (
    "address article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 "
    "h5 h6 header hr li ol p pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCK = frozenset(_BLOCK_NAMES.split())
# The first character of what the platform would replace: `$seed`, and the `/` of '/static/x' or "/course/x".
_REPLACED = re.compile(
    r"""\$(?=seed|anonymous_student_id|script_code|python_path|extra_files)|(?<=["'])/(?=static/|course/|jump_to_id/)"""
)
_ADDRESS_STARTS = ("/static/", "/course/", "/jump_to_id/")


def clean(text: str) -> str:
    """A text without control characters, composed (NFC)."""
    text = printable(text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """A text for a place without markup, as it can be there: no control characters, nothing the platform replaces."""
    text = clean(text)
    if text.startswith(_ADDRESS_STARTS):
        text = f"{WORD_JOINER}{text}"  # an attribute's own quotes are quotes as well
    if _REPLACED.search(text) is None:
        return text
    return _REPLACED.sub(lambda found: f"{found[0]}{WORD_JOINER}" if found[0] == "$" else f"{WORD_JOINER}/", text)


def attributes(values: Mapping[str, str]) -> str:
    """Attributes, each after a space, in the order given."""
    return "".join([f' {name}="{_quoted(plain(value))}"' for name, value in values.items()])


def setting(text: str, default: str = "") -> str:
    """A text, or else a default, for an attribute that Open edX reads as a field of type string (`display_name`).

    It tries to read such an attribute as JSON first: `"Quoted"` would lose its quotes, `null` would be no text at all.
    """
    text = clean(text).strip() or default
    if not text.startswith(('"', "null")):
        return text
    try:
        read = json.loads(text)
    except ValueError:
        return text
    return json.dumps(text, ensure_ascii=False) if read is None or isinstance(read, str) else text


def markup(html: str) -> str:
    """HTML of our renderer (inline or blocks) as the content of an element of a problem."""
    if "<" not in html:
        text = clean(html).strip(_BLANKS)
        if "$" not in text and "/static/" not in text and "/course/" not in text and "/jump_to_id/" not in text:
            return text
    return _content(_parse(html)).strip("\n")


def _parse(html: str) -> ET.Element:
    source = f"<div>{html}</div>"
    try:
        return ET.fromstring(source)  # noqa: S314 - our own output: it has no DTD, so nothing to expand
    except ET.ParseError:
        # Only raw HTML can be other than XML; lxml's HTML parser makes a tree of anything.
        from lxml import etree  # noqa: PLC0415 - rarely needed
        from lxml import html as parser  # noqa: PLC0415

        return ET.fromstring(etree.tostring(parser.fromstring(source)))  # noqa: S314 - as above


def _content(node: ET.Element, *, kept: bool = False, preformatted: bool = False) -> str:
    """What is in an element; `kept`: import sets no spaces in it, because text stands beside one of its ancestors."""
    children = list(node)
    if not children:
        return _text(node.text, preformatted=preformatted)
    has_text = _is_text(node.text) or any(_is_text(child.tail) for child in children)
    if not has_text and not preformatted and all(child.tag in _BLOCK for child in children):
        return "\n".join([_element(child, kept=kept) for child in children])
    parts = [_text(node.text, preformatted=preformatted)]
    for child in children:
        parts.append(_element(child, kept=True, preformatted=preformatted))
        parts.append(_text(child.tail, preformatted=preformatted))
    if not has_text and not kept:
        # A text beside the elements, be it a space, keeps import from setting spaces between them.
        parts.append("&#32;")
    return "".join(parts)


def _element(node: ET.Element, *, kept: bool, preformatted: bool = False) -> str:
    start = node.tag
    if node.attrib:
        start += "".join([_attribute(name, value) for name, value in node.items()])
    if node.tag in _VOID:
        return f"<{start}/>"
    if node.tag == "pre":
        # HTML drops the line end that a `pre` begins with; for import it is the text that keeps it out.
        first = "" if node.text else "&#10;"
        return f"<{start}>{first}{_content(node, kept=True, preformatted=True) or '&#160;'}</pre>"
    empty = "&#160;" if node.tag in _BLOCK else "&#8288;"
    return f"<{start}>{_content(node, kept=kept, preformatted=preformatted) or empty}</{node.tag}>"


def _attribute(name: str, value: str) -> str:
    if name in {"href", "src"}:
        # An address may say the same in another way, and its own beginning is to be replaced.
        address = clean(value).replace("$", "%24").replace("'", "%27")
        return f' {name}="{_quoted(address)}"'
    return f' {name}="{_quoted(plain(value))}"'


def _is_text(text: str | None) -> bool:
    return bool(text and text.strip(_BLANKS))


def _text(text: str | None, *, preformatted: bool) -> str:
    if not text:
        return ""
    text = clean(text)
    if _REPLACED.search(text) is None:
        return _run(text, preformatted=preformatted)
    # Parted by an element and not by a character: who copies code from the page gets what the author wrote.
    parts, end = [], 0
    for found in _REPLACED.finditer(text):
        parts.append(f"{_run(text[end : found.start()], preformatted=preformatted)}<span>{found[0]}</span>")
        end = found.end()
    return "".join([*parts, _run(text[end:], preformatted=preformatted)])


def _run(text: str, *, preformatted: bool) -> str:
    """A text between two tags; one of blanks alone would be dropped."""
    if text.strip(_BLANKS) or not text:
        return _escape(text)
    return "".join([f"&#{ord(blank)};" for blank in text]) if preformatted else "&#32;"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    text = _escape(text).replace('"', "&quot;")
    return text if text.isprintable() else text.replace("\n", "&#10;").replace("\t", "&#9;")
