"""What raw HTML, addresses and characters may reach a learner's page, whoever wrote them.

Three rules keep a page whole. An address has a scheme of a short list or none. Raw HTML passes through nh3 with a
list of what is allowed, never of what is forbidden. And what one text opens, it closes: each piece of raw HTML is
balanced by itself, so that no translation can leave the element it stands in.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Final

from wlw_i18n.links import has_host
from wlw_i18n.model.characters import printable

if TYPE_CHECKING:
    import nh3

_ROUNDS: Final = 5
DEEPEST: Final = 50
"""How deep raw tags may nest. No reader sees more; programs that read the page give up at some hundreds."""
_MOST_OPEN: Final = 500
"""A parser of HTML looks through all elements that are open, at each tag."""
SCHEMES: Final = frozenset({"http", "https", "mailto"})

_PHRASING: Final = frozenset[str]().union(
    ["a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q"],
    ["rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"],
)
_FLOW: Final = _PHRASING.union(
    [
        "blockquote",
        "caption",
        "col",
        "colgroup",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "hr",
        "li",
    ],
    ["ol", "p", "pre", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"],
)
# No id, name, class or style: nothing that could pass for a part of the page, and nothing that could be scripted.
_RAW_ATTRIBUTES: Final = {
    "*": {"lang", "dir", "title"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "details": {"open"},
    "time": {"datetime"},
}
# Around raw tags, which are clean by then, stands our own markup.
_OWN_ATTRIBUTES: Final = {
    **_RAW_ATTRIBUTES,
    "*": {"lang", "dir", "title", "class", "id", "role", "aria-label", "data-unit", "loading", "decoding"},
}

Rewrite = Callable[[str, str], str]
"""Attribute name (`href` or `src`) and address as written -> the address to use, or the empty string for none."""

_URL_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_AFTER_SCHEME: Final = re.compile("[/?#]")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_ADDRESSES: Final = frozenset({"href", "src"})
_ATTRIBUTE: Final = re.compile(r'\s([^\s"=<>]++)="([^"]*+)"')
_OPEN_TAG: Final = re.compile(r'<([a-z][a-z0-9]*+)(?:\s[^\s"=<>]++(?:="[^"]*+")?)*+>')
_VOID: Final = re.compile(r'<(br|hr|img|wbr|col)((?:\s[^\s"=<>]++(?:="[^"]*+")?)*+)>')
_ANY_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_WRITTEN_TAG: Final = re.compile(r"<[^<>]*+>")
_ENDED_BY_NEXT: Final = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "rt", "rp"})
_EMPTY: Final = frozenset({"br", "hr", "img", "wbr", "col"})
_SEEN: Final = re.compile(r"<(?:img|hr)\b|(?:^|>)\s*[^\s<]")


def escape(text: str) -> str:
    """A text as it stands in HTML, between tags or in a quoted attribute."""
    text = printable(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def safe_url(url: str) -> str:
    r"""An address that may stand in a page, or the empty string.

    Browsers drop tabs and newlines inside an address and read `\\` as `/`; so they are taken out before the scheme is
    judged, not after. An address without scheme but with a host becomes https: in a local file it would be a share.
    """
    url = _URL_CONTROLS.sub("", url).strip().replace("\\", "%5C").replace(" ", "%20")
    scheme, colon, _ = _AFTER_SCHEME.split(url, maxsplit=1)[0].partition(":")
    if colon and scheme.lower() not in SCHEMES:
        return ""
    if url.startswith("//"):
        url = f"https:{url}"
    return url if has_host(url) else ""


def inline_tag(raw: str, rewrite: Rewrite) -> str:
    """One raw tag of inline Markdown, cleaned; the empty string for a comment or a tag that is not allowed.

    The text around a forbidden tag stays: it is a text like any other.
    """
    found = _TAG.match(raw)
    if found is None or found[2].lower() not in _PHRASING:
        return ""
    name = found[2].lower()
    if found[1]:
        return f"</{name}>"
    return _addresses(_raw().clean(printable(raw)), rewrite).removesuffix(f"</{name}>")


def balance(html: str) -> str:
    """Our own inline markup with cleaned raw tags in it: every element closed, everything nested well."""
    return _as_xml(printable(_settled(html, _own())))


def block(raw: str, rewrite: Rewrite) -> str:
    """A block of raw HTML, cleaned and balanced; the empty string if nothing is left to see."""
    clean = _addresses(_settled(printable(raw), _raw()), rewrite)
    return _as_xml(clean) if _SEEN.search(clean) else ""


def _settled(html: str, cleaner: "nh3.Cleaner") -> str:
    """HTML cleaned until a browser's parser changes nothing in it any more; the empty string if that never comes.

    Once is not always enough: a link in a table in a link is mended into something that is mended again. What nests
    too deep keeps its text and loses its tags.
    """
    html = _WRITTEN_TAG.sub("", html) if _nests_without_end(html) else html
    for _ in range(_ROUNDS):
        clean = cleaner.clean(html)
        if clean == html:
            return clean if _depth(clean) <= DEEPEST else _text_alone().clean(clean)
        html = clean
    return ""


def _nests_without_end(html: str) -> bool:
    """Whether so many elements are opened, one in the other, that cleaning would take time with their square."""
    if html.count("<") <= _MOST_OPEN:
        return False
    left_open: Counter[str] = Counter()
    for closes, written in _TAG.findall(html):
        name = written.lower()
        if not closes and name not in _EMPTY and name not in _ENDED_BY_NEXT:
            left_open[name] += 1
            if left_open[name] > _MOST_OPEN:
                return True
        elif closes and left_open[name]:
            left_open[name] -= 1
    return False


def _depth(clean: str) -> int:
    """How deep the elements of clean HTML nest: it is balanced by then."""
    depth = deepest = 0
    for closes, name in _ANY_TAG.findall(clean):
        if closes:
            depth -= 1
        elif name not in _EMPTY:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _addresses(clean: str, rewrite: Rewrite) -> str:
    def attribute(found: re.Match[str]) -> str:
        if found[1] not in _ADDRESSES:
            return found[0]
        url = safe_url(rewrite(found[1], unescape(found[2])))
        return f' {found[1]}="{escape(url)}"' if url else ""

    # Attributes one after the other: the value of one may look like the beginning of another.
    def tag(found: re.Match[str]) -> str:
        written = _ATTRIBUTE.sub(attribute, found[0])
        if found[1] != "img":
            return written
        values = dict(_ATTRIBUTE.findall(written))
        return written if "src" in values else values.get("alt", "")

    # Again, because the parser has put characters in place of references to them.
    return printable(_OPEN_TAG.sub(tag, clean))


def _as_xml(html: str) -> str:
    return _VOID.sub(r"<\1\2 />", html).replace("&nbsp;", "\xa0")


@cache
def _raw() -> "nh3.Cleaner":
    return _cleaner(_FLOW, _RAW_ATTRIBUTES)


@cache
def _own() -> "nh3.Cleaner":
    return _cleaner(_PHRASING, _OWN_ATTRIBUTES)


@cache
def _text_alone() -> "nh3.Cleaner":
    return _cleaner(frozenset(), {})


def _cleaner(tags: frozenset[str], attributes: dict[str, set[str]]) -> "nh3.Cleaner":
    import nh3  # noqa: PLC0415 - most courses have no raw HTML

    return nh3.Cleaner(tags=set(tags), attributes=attributes, url_schemes=set(SCHEMES), link_rel=None)
