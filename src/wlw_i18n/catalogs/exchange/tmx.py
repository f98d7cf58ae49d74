"""TMX 1.4 (LISA): a translation memory.

It has pairs of texts, so only what is translated is in it: no states, no previous English, nothing that is left to do.
Our key is the `tuid`; a memory of another program has none, and its pairs are offered where the English is the same.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Final

from wlw_i18n import __version__
from wlw_i18n.catalogs.entries import place_of
from wlw_i18n.catalogs.exchange.faults import unusable
from wlw_i18n.catalogs.exchange.parts import Incoming, is_language, lines, message_of
from wlw_i18n.model.catalog import Catalog, Message, MessageState

_HEADER: Final = (
    ("creationtool", "wlw-i18n"),
    ("creationtoolversion", __version__),
    ("segtype", "paragraph"),
    ("o-tmf", "PO"),
)
_DOCUMENT: Final = "x-document"
_EXTRACTED: Final = "x-note-of-author"
_REFERENCE: Final = "x-reference"
_FLAG: Final = "x-flag"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

Unit = Any
"""translate-toolkit is not typed."""


def write(catalogs: Sequence[Catalog], source: str, target: str) -> bytes:
    """The translated messages of all catalogs."""
    from translate.storage.tmx import tmxfile  # noqa: PLC0415 - slow to import

    store: Any = tmxfile(sourcelanguage=source, targetlanguage=target)
    header = store.document.getroot().find("header")
    for name, value in _HEADER:
        header.set(name, value)
    for catalog in catalogs:
        for message in catalog.messages:
            if message.state is MessageState.TRANSLATED:
                unit = store.addsourceunit(message.msgid)
                unit.settarget(message.msgstr, target)
                _fill(unit, message, place_of(catalog.path))
    out = BytesIO()
    store.serialize(out)
    return out.getvalue()


def _fill(unit: Unit, message: Message, document: str) -> None:
    from lxml import etree  # noqa: PLC0415

    unit.xmlelement.set("tuid", message.key)
    said = [(_DOCUMENT, document)]
    if message.extracted:
        said.append((_EXTRACTED, "\n".join(message.extracted)))
    said += [(_REFERENCE, reference) for reference in message.references]
    said += [(_FLAG, flag) for flag in message.flags]
    for place, (kind, text) in enumerate(said):
        prop: Any = etree.Element("prop")
        prop.set("type", kind)
        prop.text = text
        unit.xmlelement.insert(place, prop)
    if message.comments:
        note: Any = etree.Element("note")
        note.text = "\n".join(message.comments)
        unit.xmlelement.insert(0, note)


def read(path: str, content: bytes, source: str, target: str) -> Incoming:
    """What a file says that `untrusted.parse` has read without fault.

    Args:
        path: for messages.
        content: the file's bytes.
        source: BCP 47 tag of the English; variants of it count.
        target: BCP 47 tag of the language wanted; if empty, the file's only other language.

    Raises:
        Unusable: no language is wanted, and the file has several.
    """
    from translate.storage.tmx import tmxfile  # noqa: PLC0415

    store: Any = tmxfile(BytesIO(content))
    rows = [(unit, _texts(unit)) for unit in store.units]
    found = sorted({tag for _, texts in rows for tag in texts if not is_language(tag, source)})
    if not target and len(found) > 1:
        raise unusable(
            path,
            0,
            f"The memory has translations in several languages: {', '.join(found)}.",
            "Say which one with --lang.",
        )
    wanted = target or next(iter(found), "")
    pairs = ((unit, _of(texts, source), _of(texts, wanted)) for unit, texts in rows)
    messages = tuple(
        _message(unit, english, translation) for unit, english, translation in pairs if english and translation
    )
    return Incoming(messages, wanted)


def _message(unit: Unit, english: str, translation: str) -> Message:
    node = unit.xmlelement
    props = [(prop.get("type"), prop.text or "") for prop in node.iterchildren("prop")]
    return message_of(
        node.get("tuid", ""),
        english,
        translation,
        ready=True,
        comments=tuple(line for note in node.iterchildren("note") for line in lines(note.text or "")),
        extracted=tuple(line for kind, text in props if kind == _EXTRACTED for line in lines(text)),
        references=[text for kind, text in props if kind == _REFERENCE],
        flags=[text for kind, text in props if kind == _FLAG],
        line=node.sourceline or 0,
    )


def _texts(unit: Unit) -> dict[str, str]:
    """Texts by the tag of their language; TMX 1.1 had `lang` without a namespace."""
    nodes: Iterable[Any] = unit.getlanguageNodes()
    return {node.get(_LANG) or node.get("lang") or "": unit.getNodeText(node) or "" for node in nodes}


def _of(texts: dict[str, str], wanted: str) -> str:
    """The text in a language, or else in a variant of it."""
    exact = (text for tag, text in texts.items() if tag.replace("_", "-").lower() == wanted.replace("_", "-").lower())
    return next(exact, "") or next((text for tag, text in texts.items() if is_language(tag, wanted)), "")
