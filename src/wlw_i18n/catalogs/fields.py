r"""The raw fields of a PO entry to a message and back. The only importer of polib, which gives the meaning of strings.

A field that still means what its message says is written as it was found, byte for byte, whoever wrapped it; another is
written anew, on one line, or on one line for each line of its text.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import polib

from wlw_i18n.catalogs import lexer
from wlw_i18n.catalogs.lexer import Fields
from wlw_i18n.model.catalog import Message

FUZZY: Final = "fuzzy"

# The order in which gettext writes the fields of an entry.
_ORDER: Final = (
    "gap",
    "comments",
    "extracted",
    "references",
    "flags",
    "previous_msgctxt",
    "previous_msgid",
    "msgctxt",
    "msgid",
    "msgstr",
)
_RANK: Final = {name: rank for rank, name in enumerate(_ORDER)}
_STRING_MARKS: Final = {"previous_msgctxt": "#| msgctxt", "previous_msgid": "#| msgid"}
_COMMENT_MARKS: Final = {"comments": "#", "extracted": "#.", "references": "#:", "flags": "#,"}


def message_of(fields: Fields, line: int) -> Message:  # noqa: C901, PLR0912 - one line for each field
    """What an entry means."""
    key = msgid = msgstr = ""
    previous_key: str | None = None
    previous_msgid: str | None = None
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    for name, text in fields:
        match name:
            case "gap":
                pass
            case "msgid" | "~msgid":
                msgid = _string(text)
            case "msgstr" | "~msgstr":
                msgstr = _string(text)
            case "msgctxt" | "~msgctxt":
                key = _string(text)
            case "extracted":
                extracted += _comment(text)
            case "references":
                references += tuple(" ".join(_comment(text)).split())
            case "flags":
                parts = (flag.strip() for part in _comment(text) for flag in part.split(","))
                flags += tuple(flag for flag in parts if flag)
            case "previous_msgid" | "~previous_msgid":
                previous_msgid = _string(text)
            case "previous_msgctxt" | "~previous_msgctxt":
                previous_key = _string(text)
            case "comments":
                comments += _comment(text)
            case _:
                pass
    fuzzy = FUZZY in flags
    if fuzzy:
        flags = tuple(flag for flag in flags if flag != FUZZY)
    return Message(
        key,
        msgid,
        msgstr,
        fuzzy,
        previous_key,
        previous_msgid,
        comments,
        extracted,
        references,
        flags,
        line,
        fields,
    )


def _string(text: str) -> str:
    """The meaning of a keyword's strings."""
    first, last = text.find('"') + 1, text.rfind('"')
    value = text[first:last]
    if '"' in value:
        value = "".join(lexer.strings(text))
    return polib.unescape(value) if "\\" in value else value


def _comment(text: str) -> tuple[str, ...]:
    """The lines of a comment, without its mark and one space."""
    if text[2:3] == " " and text[1] in _SECOND and text.find("\n") == len(text) - 1:
        return (text[3:].rstrip(" \t\r\n"),)
    lines = []
    for line in text.rstrip("\r\n").split("\n"):
        content = line.strip(" \t\r")
        content = content[1:] if content[1:2] not in _SECOND else content[2:]
        lines.append(content.removeprefix(" "))
    return tuple(lines)


_SECOND: Final = (".", ":", ",")


def fields_of(message: Message, newline: str, *, obsolete: bool) -> Fields:
    """The raw fields of a message: as found where they mean the same, else new."""
    if not message.raw:
        return _new_fields(message, newline, obsolete=obsolete)
    found = message_of(message.raw, 0)
    if found == message:
        return message.raw
    mark = "~" if any(name.startswith("~") for name, _ in message.raw) else ""
    changed = {name for name in _ORDER[1:] if _value(found, name) != _value(message, name)}
    fresh = dict(_rendered(message, changed, newline, obsolete=bool(mark)))
    fields: list[tuple[str, str]] = []
    for name, text in message.raw:
        plain = name.removeprefix("~")
        if plain in changed:
            if plain in fresh:
                fields.append((name, fresh.pop(plain)))
            continue
        fields.append((name, text))
    for name, text in fresh.items():
        rank = _RANK[name]
        at = next((i for i, (other, _) in enumerate(fields) if _rank(other) > rank), len(fields))
        fields.insert(at, (f"{mark}{name}" if "msg" in name else name, text))
    return tuple(
        (name, text if text.endswith("\n") or index == len(fields) - 1 else text + newline)
        for index, (name, text) in enumerate(fields)
    )


def _rank(name: str) -> int:
    return _RANK.get(name.removeprefix("~"), 0)


def _new_fields(message: Message, newline: str, *, obsolete: bool) -> Fields:
    # An entry without a key has no msgctxt line: `msgctxt ""` would be another thing.
    names = [name for name in _ORDER[1:] if name != "msgctxt" or message.key]
    mark = "~" if obsolete else ""
    rendered = _rendered(message, names, newline, obsolete=obsolete)
    return (("gap", newline), *((f"{mark}{name}" if "msg" in name else name, text) for name, text in rendered))


def _value(message: Message, name: str) -> object:  # noqa: PLR0911 - one line for each field
    match name:
        case "comments":
            return message.comments
        case "extracted":
            return message.extracted
        case "references":
            return message.references
        case "flags":
            return ((FUZZY,) if message.fuzzy else ()) + message.flags
        case "previous_msgctxt":
            return message.previous_key
        case "previous_msgid":
            return message.previous_msgid
        case "msgctxt":
            return message.key
        case "msgid":
            return message.msgid
        case _:
            return message.msgstr


def _rendered(message: Message, names: Iterable[str], newline: str, *, obsolete: bool) -> Iterator[tuple[str, str]]:
    """New text for fields, those that have none left out, in gettext's order."""
    for name in sorted(names, key=_RANK.__getitem__):
        value = _value(message, name)
        text = ""
        if isinstance(value, tuple):
            mark = _COMMENT_MARKS[name]
            items = value if name in ("comments", "extracted") else ((", " if name == "flags" else " ").join(value),)
            text = "".join(f"{mark} {item}".rstrip(" \t\r") + "\n" for item in items) if value else ""
        elif isinstance(value, str):
            text = keyword_of(_STRING_MARKS.get(name, name), value)
            if obsolete:
                text = "".join(f"#~{line[1:]}" if line[:2] == "#|" else f"#~ {line}" for line in lexer.lines(text))
        if text:
            yield name, text if newline == "\n" else text.replace("\n", newline)


def keyword_of(keyword: str, value: str, *, multiline: bool = False) -> str:
    """A keyword and its text: on one line, or on one line for each line of the text, as gettext writes it."""
    mark = "#| " if keyword.startswith("#|") else ""
    if not multiline and "\n" not in value[:-1]:
        return f'{keyword} "{polib.escape(value)}"\n'
    lines = (f'{mark}"{polib.escape(line)}"\n' for line in lexer.lines(value))
    return f'{keyword} ""\n{"".join(lines)}'
