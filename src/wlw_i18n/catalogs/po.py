r"""PO files to catalogs and back. The only importer of polib, which gives the meaning of strings.

A message keeps the entry it was read from (`Message.raw`), cut into fields. Writing compares what each raw field
means with what the message says now: a field that still means the same is written as found, byte for byte, whoever
wrapped it; another is written anew, on one line, or on one line for each line of its text. So, for every PO file:
`write(read(b)) == b` and `read(write(c)) == c`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import polib

from wlw_i18n.catalogs import faults, headers, lexer
from wlw_i18n.catalogs.lexer import Entry, Fields, SyntaxFault, Tail
from wlw_i18n.model.catalog import Catalog, Message
from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity

BOM: Final = "\ufeff"
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


def read(path: str, content: bytes) -> tuple[Catalog | None, tuple[Diagnostic, ...]]:
    """Read a PO file.

    Args:
        path: relative to the course root.
        content: the file's bytes.

    Returns:
        The catalog, or None if the file cannot be used: not UTF-8, with conflict markers, not a PO file, with a key
        that stands twice, with plurals. Then a diagnostic of severity BROKEN says where and what to do.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (faults.not_utf8(path, content, error.start),)
    conflicts = lexer.conflicts(text)
    if conflicts:
        return None, tuple(faults.conflict(path, line) for line in conflicts)
    try:
        catalog = parse(path, text)
    except SyntaxFault as fault:
        return None, (faults.broken(Code.PO_SYNTAX, path, fault.line, fault.message, fault.hint),)
    problems = (*faults.plurals(catalog), *faults.duplicates(catalog), *faults.without_key(catalog))
    return (None if any(problem.severity is Severity.BROKEN for problem in problems) else catalog), problems


def parse(path: str, text: str) -> Catalog:
    """The catalog that a text is, with whatever it repeats.

    Raises:
        SyntaxFault: the text is not a PO file.
    """
    messages: list[Message] = []
    obsolete: list[Message] = []
    header = tail = ""
    body = text.removeprefix(BOM)
    for entry in lexer.entries(body):
        if isinstance(entry, Tail):
            tail = entry.text
            continue
        message = _message(entry.fields, entry.line)
        if entry.obsolete:
            obsolete.append(message)
        elif message.msgid or any(name == "msgctxt" for name, _ in entry.fields):
            messages.append(message)
        elif not (header or messages or obsolete):
            header = _join(entry.fields)
        else:
            raise SyntaxFault(
                entry.line,
                "The file has a second header, or its header does not come first.",
                'Keep one entry with msgid "", the first of the file.',
            )
    if len(body) != len(text):
        header = BOM + header
    newline = "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"
    return Catalog(path, header, tuple(messages), tuple(obsolete), newline, tail)


def write(catalog: Catalog) -> bytes:
    """The bytes of a PO file; what did not change since it was read is as it was found."""
    newline = catalog.newline
    pieces = [catalog.header]
    after = catalog.header.count("\n") + 1
    for message, obsolete in _in_file_order(catalog):
        fields = _fields(message, newline, obsolete=obsolete)
        text = _join(fields)
        if pieces[-1] and not pieces[-1].endswith("\n"):
            pieces.append(newline)
        if pieces[-1] and not text.startswith(("\n", "\r\n")) and not (message.raw and _begin(message) == after):
            pieces.append(newline)
        pieces.append(text)
        after = _begin(message) + _join(message.raw).count("\n") if message.raw else 0
    if catalog.tail and pieces[-1] and not pieces[-1].endswith("\n"):
        pieces.append(newline)
    pieces.append(catalog.tail)
    return "".join(pieces).encode("utf-8")


def new_catalog(path: str, language: Language, config: Config) -> Catalog:
    """An empty catalog with the header of a new PO file. It says no time and no version: nothing that will change."""
    return Catalog(path, header_text(headers.of_language(language, config)))


def header_text(fields: Iterable[tuple[str, str]], *, fuzzy: bool = False) -> str:
    """A header entry. A template's is fuzzy, as xgettext writes it: MediaWiki reads no other."""
    value = "".join(f"{name}: {' '.join(content.split())}\n" for name, content in fields)
    mark = f"#, {FUZZY}\n" if fuzzy else ""
    return f'{mark}msgid ""\n{_keyword("msgstr", value, multiline=True)}'


def header_fields(catalog: Catalog) -> Mapping[str, str]:
    """What the header says, by the name of the field."""
    raw = [entry for entry in lexer.entries(catalog.header.removeprefix(BOM)) if isinstance(entry, Entry)]
    text = _message(raw[0].fields, 0).msgstr if raw else ""
    pairs = (line.partition(":") for line in text.split("\n"))
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


# Reading


def _message(fields: Fields, line: int) -> Message:  # noqa: C901, PLR0912 - one line for each field
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


def _join(fields: Iterable[tuple[str, str]]) -> str:
    return "".join([text for _, text in fields])


# Writing


def _in_file_order(catalog: Catalog) -> Iterator[tuple[Message, bool]]:
    """Messages in their order, obsolete ones where they were found among them."""
    waiting = list(reversed(catalog.obsolete))
    for message in catalog.messages:
        while waiting and message.line and waiting[-1].line < message.line:
            yield waiting.pop(), True
        yield message, False
    for message in reversed(waiting):
        yield message, True


def _begin(message: Message) -> int:
    """The line on which an entry began in the file it was read from."""
    line = message.line
    for name, text in message.raw:
        if name.endswith("msgid") and "previous" not in name:
            break
        line -= text.count("\n")
    return line


def _fields(message: Message, newline: str, *, obsolete: bool) -> Fields:
    """The raw fields of a message: as found where they mean the same, else new."""
    if not message.raw:
        return _new_fields(message, newline, obsolete=obsolete)
    found = _message(message.raw, 0)
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
            text = _keyword(_STRING_MARKS.get(name, name), value)
            if obsolete:
                text = "".join(f"#~{line[1:]}" if line[:2] == "#|" else f"#~ {line}" for line in lexer.lines(text))
        if text:
            yield name, text if newline == "\n" else text.replace("\n", newline)


def _keyword(keyword: str, value: str, *, multiline: bool = False) -> str:
    """A keyword and its text: on one line, or on one line for each line of the text, as gettext writes it."""
    mark = "#| " if keyword.startswith("#|") else ""
    if not multiline and "\n" not in value[:-1]:
        return f'{keyword} "{polib.escape(value)}"\n'
    lines = (f'{mark}"{polib.escape(line)}"\n' for line in lexer.lines(value))
    return f'{keyword} ""\n{"".join(lines)}'
