"""XLIFF 2.0 (OASIS standard, 2014): one `unit` with one `segment` for each message.

State: `state` of the segment; `subState` names ours for people. The rest stands in notes, by category, which every
program has to keep.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, Final

from wlw_i18n.catalogs.entries import place_of
from wlw_i18n.catalogs.exchange.parts import DEVELOPER, TRANSLATOR, Incoming, flags_of, lines, message_of, text_of
from wlw_i18n.model.catalog import Catalog, Message

_SKELETON: Final = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<xliff version="2.0" srcLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f1"/></xliff>'
)
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_PREVIOUS_SOURCE: Final = "previous-source"
_PREVIOUS_KEY: Final = "previous-key"
_REFERENCE: Final = "reference"
_FLAG: Final = "flag"
_OURS: Final = frozenset({DEVELOPER, _PREVIOUS_SOURCE, _PREVIOUS_KEY, _REFERENCE, _FLAG})

Unit = Any
"""translate-toolkit is not typed."""


def write(catalogs: Sequence[Catalog], source: str, target: str) -> bytes:
    """One `file` for each catalog."""
    from lxml import etree  # noqa: PLC0415 - slow to import
    from translate.storage.xliff2 import Xliff2File  # noqa: PLC0415

    store: Any = Xliff2File(BytesIO(_SKELETON))
    store.setsourcelanguage(source)
    store.settargetlanguage(target)
    for number, catalog in enumerate(catalogs, 1):
        if number > 1:
            store.body = etree.SubElement(store.document.getroot(), store.namespaced("file"))
            store.body.set("id", f"f{number}")
        store.body.set("original", place_of(catalog.path))
        for message in catalog.messages:
            unit = store.UnitClass(message.msgid)
            store.addunit(unit)
            unit.setid(message.key)
            _fill(unit, message)
    out = BytesIO()
    store.serialize(out)
    return out.getvalue()


def _fill(unit: Unit, message: Message) -> None:
    from lxml import etree  # noqa: PLC0415

    whole, segment = unit.getunitelement(), unit.xmlelement
    # The standard has it on units, not on segments.
    segment.attrib.pop(_SPACE, None)
    whole.set(_SPACE, "preserve")
    whole.set("canResegment", "no")
    segment.set("state", "translated" if message.msgstr and not message.fuzzy else "initial")
    if message.msgstr:
        unit.settarget(message.msgstr)
        if message.fuzzy:
            segment.set("subState", f"wlw-i18n:{message.state.value}")
    notes = list(_notes_of(message))
    if notes:
        parent: Any = etree.Element(unit.namespaced("notes"))
        whole.insert(0, parent)
        for category, text in notes:
            note: Any = etree.SubElement(parent, unit.namespaced("note"))
            note.set("category", category)
            note.text = text


def _notes_of(message: Message) -> Iterator[tuple[str, str]]:
    if message.extracted:
        yield DEVELOPER, "\n".join(message.extracted)
    if message.comments:
        yield TRANSLATOR, "\n".join(message.comments)
    if message.previous_msgid is not None:
        yield _PREVIOUS_SOURCE, message.previous_msgid
    if message.previous_key is not None:
        yield _PREVIOUS_KEY, message.previous_key
    yield from ((_REFERENCE, reference) for reference in message.references)
    yield from ((_FLAG, flag) for flag in flags_of(message))


def read(path: str, content: bytes) -> Incoming:  # noqa: ARG001 - as the other formats
    """What a file says that `untrusted.parse` has read without fault."""
    from translate.storage.xliff2 import Xliff2File  # noqa: PLC0415

    store: Any = Xliff2File(BytesIO(content))
    # A program may have cut a unit into several segments.
    units = {unit.getunitelement(): unit for unit in store.units if unit.istranslatable()}
    return Incoming(tuple(_message(unit, whole) for whole, unit in units.items()), store.gettargetlanguage() or "")


def _message(unit: Unit, whole: Any) -> Message:
    parts = [part for name in ("segment", "ignorable") for part in whole.iterchildren(unit.namespaced(name))]
    parts.sort(key=whole.index)
    sources = [text_of(part.find(unit.namespaced("source"))) or "" for part in parts]
    targets = [text_of(part.find(unit.namespaced("target"))) for part in parts]
    segments = [part for part in parts if part.tag == unit.namespaced("segment")]
    translated = [part for part in segments if text_of(part.find(unit.namespaced("target")))]
    notes = [
        (note.get("category", ""), text_of(note) or "")
        for group in whole.iterchildren(unit.namespaced("notes"))
        for note in group.iterchildren(unit.namespaced("note"))
    ]
    return message_of(
        whole.get("id", ""),
        "".join(sources),
        # Between segments stands what is not translated.
        "".join(
            (source if part not in segments else "") if target is None else target
            for part, source, target in zip(parts, sources, targets, strict=True)
        )
        if translated
        else "",
        # A part of a translation is not good to use.
        ready=len(translated) == len(segments) and all(part.get("state") != "initial" for part in segments),
        previous_key=_first(notes, _PREVIOUS_KEY),
        previous_english=_first(notes, _PREVIOUS_SOURCE),
        comments=tuple(line for category, text in notes if category not in _OURS for line in lines(text)),
        extracted=tuple(line for category, text in notes if category == DEVELOPER for line in lines(text)),
        references=[text for category, text in notes if category == _REFERENCE],
        flags=[text for category, text in notes if category == _FLAG],
        line=whole.sourceline or 0,
    )


def _first(notes: Iterable[tuple[str, str]], category: str) -> str | None:
    return next((text for name, text in notes if name == category), None)
