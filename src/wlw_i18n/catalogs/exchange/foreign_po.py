"""PO files from elsewhere: with the contexts of another program or with none, wrapped, in another encoding.

A message's key is the file's msgctxt, whatever it is; `matching` finds our key. What MediaWiki's Translate writes is
known by its headers (`X-Language-Code`, `X-Message-Group`): its marks are taken off, and its documentation of messages
(the language `qqq`) is no translation.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from wlw_i18n import languages
from wlw_i18n.catalogs import faults as po_faults
from wlw_i18n.catalogs import lexer, po
from wlw_i18n.catalogs.exchange import wiki_marks
from wlw_i18n.catalogs.exchange.faults import Unusable, unusable
from wlw_i18n.catalogs.exchange.parts import Incoming, is_language
from wlw_i18n.catalogs.lexer import SyntaxFault
from wlw_i18n.model.catalog import Catalog, Message
from wlw_i18n.model.diagnostic import Code, Diagnostic

DOCUMENTATION: Final = "qqq"
"""MediaWiki's language for what authors say about messages."""

_ENDINGS: Final = (".po", ".pot")
_START: Final = 20_000
"""Bytes in which a file shows what it is."""
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FIRST: Final = re.compile(r"(?:[ \t\r]*\n|[ \t]*#[^\n]*\n|<{7} [^\n]*\n)*+(?:msgctxt|msgid)[ \t]*\"")
"""How a PO file begins, conflict markers and a mark of the encoding left out."""
_CHARSET: Final = re.compile(rb"Content-Type:[^\"\n]*charset=([\w.:-]+)")
# gettext tells scripts by modifiers, and Chinese scripts by territories (manual, "Locale Names").
_SCRIPTS: Final = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
_CHINESE: Final = {"zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant"}


def is_po(path: str, content: bytes) -> bool:
    """Whether a file is a PO file, by its name or by how it begins."""
    if PurePath(path).suffix.lower() in _ENDINGS:
        return True
    start = content[:_START]
    text = start.decode("utf-16", "replace") if start.startswith(_WIDE) else start.decode("utf-8-sig", "replace")
    return _FIRST.match(text) is not None


def read(path: str, content: bytes, source: str, target: str = "") -> Incoming:
    """What a PO file says.

    Args:
        path: for messages.
        content: the file's bytes.
        source: BCP 47 tag of the English.
        target: BCP 47 tag of the language wanted, if it is known.

    Returns:
        The messages with the file's msgctxt as key. Obsolete entries (`#~`) are left out.

    Raises:
        Unusable: not a PO file, in an encoding that cannot be read, with conflict markers, with plural forms, with an
            entry that stands twice with different translations, without any text, or itself in English.
    """
    catalog = _catalog(path, _text(path, content))
    fields = po.header_fields(catalog)
    language = _language(fields)
    if language == DOCUMENTATION or PurePath(path).stem.lower() == DOCUMENTATION:
        return Incoming((), DOCUMENTATION)
    if _is_source(language, source, target):
        raise unusable(
            path,
            1,
            f'The header says that this file is in "{language}", the language of the source.',
            "Send the file of a translation, or correct the header's Language.",
        )
    group = fields.get("X-Message-Group", "")
    return Incoming(tuple(_message(message, group) for message in catalog.messages if _is_text(message)), language)


def _is_source(language: str, source: str, target: str) -> bool:
    """Whether a file is in the language of the source. English of a country may be a translation that is wanted."""
    same = languages.canonical(language) == languages.canonical(source)
    return same or (is_language(language, source) and bool(target) and not is_language(language, target))


def _catalog(path: str, text: str) -> Catalog:
    """The catalog that a text is, if every entry can be used."""
    if not text.strip():
        raise Unusable(po_faults.empty(path))
    conflicts = lexer.conflicts(text)
    if conflicts:
        raise Unusable(*(po_faults.conflict(path, line) for line in conflicts))
    try:
        catalog = po.parse(path, text)
    except SyntaxFault as fault:
        raise unusable(path, fault.line, fault.message, fault.hint, Code.PO_SYNTAX) from None
    problems = (*po_faults.plurals(catalog), *_twice(catalog))
    if problems:
        raise Unusable(*problems)
    if not catalog.messages:
        raise unusable(
            path,
            1,
            "The file has a header and no texts.",
            "Export it again from the program that you translate with, and look whether it shows the texts.",
        )
    return catalog


def _text(path: str, content: bytes) -> str:
    """The text of a file, in UTF-8 or in what its header or its first bytes say."""
    if content.startswith(_WIDE):
        charset = "utf-16"
    else:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            fault = Unusable(po_faults.not_utf8(path, content, error.start))
        said = _CHARSET.search(content[:_START])
        if said is None:
            raise fault
        charset = said[1].decode("ascii")
        if charset.lower().replace("_", "-") in ("utf-8", "utf8"):
            raise fault
    try:
        return content.decode(charset)
    except (LookupError, UnicodeError):
        raise unusable(
            path,
            1,
            f'The file says that it is in "{charset}", and it cannot be read as that.',
            "Open it in a PO editor and save it with the character set UTF-8.",
            Code.FILE_ENCODING,
        ) from None


def _twice(catalog: Catalog) -> Iterator[Diagnostic]:
    """Entries with the same context and English that say different things."""
    first: dict[tuple[str, str], Message] = {}
    for message in catalog.messages:
        other = first.setdefault((message.key, message.msgid), message)
        if other.msgstr != message.msgstr:
            name = message.key or message.msgid
            yield po_faults.broken(
                Code.PO_DUPLICATE,
                catalog.path,
                message.line,
                f'"{name}" stands twice in this file, on lines {other.line} and {message.line}, with different '
                "translations.",
                "Keep the better of the two entries and delete the other.",
            )


def _is_text(message: Message) -> bool:
    """Whether an entry is a text of a course: it has English, and is neither documentation nor a wiki page's name."""
    return bool(message.msgid) and re.split(r"[/|:]", message.key)[-1] not in (DOCUMENTATION, wiki_marks.PAGE_NAME)


def _message(message: Message, group: str) -> Message:
    """A message without what its program added."""
    # Translate writes a bare "#" above entries about which nothing is said.
    comments = message.comments if any(message.comments) else ()
    plain = replace(message, comments=comments, raw=())
    return wiki_marks.taken_off(plain, group) if group else wiki_marks.fuzzy_taken_off(plain)


def _language(fields: Mapping[str, str]) -> str:
    """The BCP 47 tag that a header names: by MediaWiki's code, which is exact, else by gettext's name."""
    code = languages.canonical(fields.get("X-Language-Code", ""))
    if code:
        known = languages.find(code)
        return known.tag if known else code
    name, _, modifier = fields.get("Language", "").strip().partition("@")
    tag = name.partition(".")[0].replace("_", "-")
    if tag.lower() in _CHINESE:
        return _CHINESE[tag.lower()]
    script = _SCRIPTS.get(modifier.lower())
    return f"{tag}-{script}" if tag and script else tag
