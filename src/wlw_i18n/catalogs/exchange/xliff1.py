"""XLIFF 1.2 (OASIS standard, 2008), in the words of its representation guide for Gettext PO.

State: `state` of the target and `approved` of the unit. Earlier English: an `alt-trans` of the type
`previous-version`, with the earlier source, the translation made for it, and the key it came from as a context.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final

from wlw_i18n.catalogs.entries import place_of
from wlw_i18n.catalogs.exchange.faults import unusable
from wlw_i18n.catalogs.exchange.parts import (
    DEVELOPER,
    PREVIOUS,
    TRANSLATOR,
    Incoming,
    flags_of,
    lines,
    message_of,
    text_of,
)
from wlw_i18n.model.catalog import Catalog, Message

_SKELETON: Final = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    b'<file original="NoName" source-language="en" datatype="plaintext"><body/></file></xliff>'
)
_ENTRY: Final = "po-entry"
_KEY: Final = "x-po-msgctxt"
_FLAG: Final = "x-po-flag"
_NOT_READY: Final = ("new", "needs-")

Unit = Any
"""translate-toolkit is not typed."""


def write(catalogs: Sequence[Catalog], source: str, target: str) -> bytes:
    """One `file` for each catalog."""
    from lxml import etree  # noqa: PLC0415 - slow to import
    from translate.storage.xliff import Xliff1File  # noqa: PLC0415

    store: Any = Xliff1File(BytesIO(_SKELETON))
    store.setsourcelanguage(source)
    store.settargetlanguage(target)
    for catalog in catalogs:
        store.switchfile(place_of(catalog.path), createifmissing=True)
        for message in catalog.messages:
            unit = store.UnitClass(message.msgid)
            unit.setid(message.key)
            store.addunit(unit)
            _fill(unit, message)
    store.settargetlanguage(target)
    # The toolkit makes units of XLIFF 1.1 first.
    etree.cleanup_namespaces(store.document)
    out = BytesIO()
    store.serialize(out)
    return out.getvalue()


def _fill(unit: Unit, message: Message) -> None:
    if message.msgstr:
        unit.settarget(message.msgstr)
        if message.fuzzy:
            unit.set_state_n(unit.S_NEEDS_REVIEW)
    for origin, said in ((DEVELOPER, message.extracted), (TRANSLATOR, message.comments)):
        if said:
            _add(unit, unit.xmlelement, "note", "\n".join(said)).set("from", origin)
    if message.previous_msgid is not None or message.previous_key is not None:
        _add_previous(unit, message)
    for reference in message.references:
        unit.createcontextgroup("po-reference", [("sourcefile", reference)], "location")
    flags = flags_of(message)
    if flags:
        unit.createcontextgroup(_ENTRY, [(_FLAG, flag) for flag in flags], "information")


def _add_previous(unit: Unit, message: Message) -> None:
    other = _add(unit, unit.xmlelement, "alt-trans")
    other.set("alttranstype", PREVIOUS)
    if message.previous_msgid is not None:
        _add(unit, other, "source", message.previous_msgid)
    _add(unit, other, "target", message.msgstr)
    if message.previous_key is not None:
        group = _add(unit, other, "context-group")
        group.set("name", _ENTRY)
        group.set("purpose", "information")
        _add(unit, group, "context", message.previous_key).set("context-type", _KEY)


def _add(unit: Unit, parent: Any, name: str, text: str | None = None) -> Any:
    from lxml import etree  # noqa: PLC0415

    element: Any = etree.SubElement(parent, unit.namespaced(name))
    element.text = text
    return element


def read(path: str, content: bytes) -> Incoming:
    """What a file says that `untrusted.parse` has read without fault.

    Raises:
        Unusable: it has several languages.
    """
    from translate.storage.xliff import Xliff1File  # noqa: PLC0415

    store: Any = Xliff1File(BytesIO(content))
    files = store.document.getroot().iterchildren(store.namespaced("file"))
    languages = {tag for file in files if (tag := file.get("target-language"))}
    if len(languages) > 1:
        raise unusable(
            path,
            0,
            f"The file has translations in several languages: {', '.join(sorted(languages))}.",
            "Make one file for each language.",
        )
    return Incoming(tuple(_message(unit) for unit in store.units if unit.istranslatable()), next(iter(languages), ""))


def _message(unit: Unit) -> Message:
    node = unit.xmlelement
    previous = next((other for other in _children(unit, node, "alt-trans") if _is_previous(other)), None)
    contexts = [
        (
            group.get("purpose", ""),
            [(context.get("context-type"), text_of(context)) for context in _children(unit, group, "context")],
        )
        for group in _children(unit, node, "context-group")
    ]
    return message_of(
        node.get("id", ""),
        text_of(unit.get_source_dom()) or "",
        text_of(unit.get_target_dom()) or "",
        ready=_is_ready(unit),
        previous_key=None if previous is None else _previous_key(unit, previous),
        previous_english=None if previous is None else text_of(next(_children(unit, previous, "source"), None)),
        comments=_notes(unit, author=False),
        extracted=_notes(unit, author=True),
        references=[
            ":".join(text or "" for kind, text in items if kind in ("sourcefile", "linenumber"))
            for purpose, items in contexts
            if "location" in purpose
        ],
        flags=[text or "" for _, items in contexts for kind, text in items if kind == _FLAG],
        line=node.sourceline or 0,
    )


def _is_ready(unit: Unit) -> bool:
    """Whether a target is good to use: what its state says, else whether the unit is approved, else yes."""
    target = unit.get_target_dom()
    state = None if target is None else target.get("state")
    if state:
        return not state.startswith(_NOT_READY)
    return bool(unit.xmlelement.get("approved") != "no")


def _is_previous(other: Any) -> bool:
    return bool(other.get("alttranstype") == PREVIOUS)


def _previous_key(unit: Unit, other: Any) -> str | None:
    for group in _children(unit, other, "context-group"):
        for context in _children(unit, group, "context"):
            if context.get("context-type") == _KEY:
                return text_of(context)
    return None


def _notes(unit: Unit, *, author: bool) -> tuple[str, ...]:
    """The author's notes, or all others: programs write names of their own for the translator."""
    found = (note for note in _children(unit, unit.xmlelement, "note") if (note.get("from") == DEVELOPER) is author)
    return tuple(line for note in found for line in lines(text_of(note)))


def _children(unit: Unit, node: Any, name: str) -> Iterator[Any]:
    found: Iterator[Any] = node.iterchildren(unit.namespaced(name))
    return found
