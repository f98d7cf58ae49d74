"""Raw HTML made fit for a book: XHTML in a book is held to its rules, and a web page is not.

Our own markup keeps the rules by itself. What an author writes as raw HTML is clean by now, but may have a list item
outside of a list, or a width that is no number: a browser shrugs, a reading system may refuse the whole book.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

XHTML: Final = "{http://www.w3.org/1999/xhtml}"

_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_COUNT: Final = re.compile(r"[1-9][0-9]{0,3}")
_NUMBER: Final = re.compile(r"-?[0-9]{1,9}")
_DATE: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])")
_VALUES: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "lang": _TAG,
        "hreflang": _TAG,
        "dir": re.compile("ltr|rtl|auto"),
        "width": _COUNT,
        "height": _COUNT,
        "colspan": _COUNT,
        "rowspan": _COUNT,
        "start": _NUMBER,
        "value": _NUMBER,
        "datetime": _DATE,
        "scope": re.compile("(row|col)(group)?"),
    }
)
"""What an attribute's value must be, or the attribute goes."""
_NEVER: Final = frozenset({"loading", "decoding", "headers", "data-unit"})
_FLAGS: Final = frozenset({"open", "reversed"})

_FLOW: Final = frozenset[str]().union(
    ["blockquote", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "hr"],
    ["li", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"],
)
_PHRASING: Final = frozenset[str]().union(
    ["abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp", "small", "span"],
    ["strong", "sub", "sup", "time", "u", "var"],
)
_ONLY_PHRASING: Final = frozenset({"p", "summary", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
_PARENTS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "li": frozenset({"ul", "ol"}),
        "dt": frozenset({"dl"}),
        "dd": frozenset({"dl"}),
        "figcaption": frozenset({"figure"}),
        "summary": frozenset({"details"}),
        "rt": frozenset({"ruby"}),
        "rp": frozenset({"ruby"}),
    }
)
"""Where an element may stand, or it becomes a plain one."""

_NESTING: Final = tuple(f"{XHTML}{name}" for name in sorted(_PHRASING | _ONLY_PHRASING))

Node = etree._Element


def mend(root: Node) -> None:
    """Make a chapter's elements and attributes keep the rules."""
    for node in root.iter(f"{XHTML}*"):
        if node.attrib:
            _attributes(node)
    for node in list(root.iter(*_MENDED)):
        if (repair := _REPAIRS.get(name(node))) is not None:
            repair(node)
        _place(node)
    for node in list(root.iter(*_NESTING)):
        if len(node):
            _nesting(node)


def name(node: Node) -> str:
    """An element's name, without its namespace."""
    return str(node.tag).removeprefix(XHTML)


def rename(node: Node, name: str) -> None:
    """Make it another element, which keeps only what every element may have."""
    node.tag = f"{XHTML}{name}"
    for attribute in set(node.attrib) - {"lang", "dir", "title", "class", "id"}:
        del node.attrib[attribute]


def _attributes(node: Node) -> None:
    for key, value in list(node.attrib.items()):
        attribute = str(key)
        rule = _VALUES.get(attribute)
        if attribute in _NEVER or (rule is not None and not rule.fullmatch(str(value))):
            del node.attrib[key]
        elif attribute in _FLAGS:
            node.set(attribute, attribute)


def _place(node: Node) -> None:
    parents, parent = _PARENTS.get(name(node)), node.getparent()
    if parents is None or parent is None or name(parent) in parents:
        return
    rename(node, "span" if name(node) in {"rt", "rp"} else "div")


def _nesting(node: Node) -> None:
    """Keep blocks out of phrases: in a paragraph a block becomes a phrase, elsewhere the phrase a block."""
    kind = name(node)
    if kind in _ONLY_PHRASING:
        for inside in node.iter(f"{XHTML}*"):
            if inside is not node and name(inside) in _FLOW:
                rename(inside, "br" if name(inside) == "hr" else "span")
    elif kind in _PHRASING and any(name(inside) in _FLOW for inside in node.iterdescendants(f"{XHTML}*")):
        rename(node, "div")


def _list(node: Node) -> None:
    if (node.text or "").strip():
        item = etree.Element(f"{XHTML}li")
        item.text, node.text = node.text, None
        node.insert(0, item)
    for child in list(node):
        tail, child.tail = child.tail, None
        if name(child) != "li":
            item = etree.Element(f"{XHTML}li")
            node.replace(child, item)
            item.append(child)
        if (tail or "").strip():
            last = node[-1] if child is node[-1] else child
            after = etree.Element(f"{XHTML}li")
            after.text = tail
            last.addnext(after)


def _definitions(node: Node) -> None:
    kinds = [name(child) for child in node]
    said = (node.text or "") + "".join(child.tail or "" for child in node)
    if said.strip() or not set(kinds) <= {"dt", "dd"} or (kinds and (kinds[0] != "dt" or kinds[-1] != "dd")):
        for child in node:
            if name(child) in {"dt", "dd"}:
                rename(child, "div")
        rename(node, "div")


def _details(node: Node) -> None:
    summaries = [child for child in node if name(child) == "summary"]
    for other in summaries[1:]:
        rename(other, "div")
    if not summaries:
        summary = etree.Element(f"{XHTML}summary")
        summary.text = "\u2026"
        node.insert(0, summary)
    elif node[0] is not summaries[0]:
        node.insert(0, summaries[0])
    if (node.text or "").strip():
        node[0].tail, node.text = f"{node.text}{node[0].tail or ''}", None


def _figure(node: Node) -> None:
    captions = [child for child in node if name(child) == "figcaption"]
    for other in captions[:-1]:
        rename(other, "div")
    if captions and node[-1] is not captions[-1]:
        node.append(captions[-1])


def _table(node: Node) -> None:
    for caption in [child for child in node if name(child) == "caption"][::-1]:
        node.insert(0, caption)
    for other in [child for child in node if name(child) == "caption"][1:]:
        node.remove(other)


def _time(node: Node) -> None:
    if "datetime" not in node.attrib:
        rename(node, "span")


def _turned(node: Node) -> None:
    if node.get("dir") not in {"ltr", "rtl"}:
        rename(node, "span")


def _ruby(node: Node) -> None:
    kinds = [name(child) for child in node]
    if kinds not in (["rt"], ["rp", "rt", "rp"]):
        for child in node:
            if name(child) in {"rt", "rp"}:
                rename(child, "span")
        rename(node, "span")


_REPAIRS: Final[Mapping[str, Callable[[Node], None]]] = MappingProxyType(
    {
        "ul": _list,
        "ol": _list,
        "dl": _definitions,
        "details": _details,
        "figure": _figure,
        "table": _table,
        "time": _time,
        "bdo": _turned,
        "ruby": _ruby,
    }
)
_MENDED: Final = tuple(f"{XHTML}{name}" for name in sorted(_REPAIRS.keys() | _PARENTS.keys()))
