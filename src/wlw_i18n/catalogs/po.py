"""PO files to catalogs and back.

A message keeps the entry it was read from (`Message.raw`), cut into fields. Writing compares what each raw field means
with what the message says now (`fields`). So, for every PO file: `write(read(b)) == b` and `read(write(c)) == c`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from wlw_i18n.catalogs import faults, headers, lexer
from wlw_i18n.catalogs.fields import FUZZY, fields_of, keyword_of, message_of
from wlw_i18n.catalogs.lexer import Entry, SyntaxFault, Tail
from wlw_i18n.model.catalog import Catalog, Message
from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity

BOM: Final = "\ufeff"


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
        message = message_of(entry.fields, entry.line)
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
    # Without a header, the mark stands alone before the first entry, and ends no line.
    header = catalog.header.removeprefix(BOM)
    mark = catalog.header[: len(catalog.header) - len(header)]
    pieces = [header]
    after = header.count("\n") + 1
    for message, obsolete in _in_file_order(catalog):
        fields = fields_of(message, newline, obsolete=obsolete)
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
    return "".join([mark, *pieces]).encode("utf-8")


def new_catalog(path: str, language: Language, config: Config) -> Catalog:
    """An empty catalog with the header of a new PO file. It says no time and no version: nothing that will change."""
    return Catalog(path, header_text(headers.of_language(language, config)))


def header_text(fields: Iterable[tuple[str, str]], *, fuzzy: bool = False) -> str:
    """A header entry. A template's is fuzzy, as xgettext writes it: MediaWiki reads no other."""
    value = "".join(f"{name}: {' '.join(content.split())}\n" for name, content in fields)
    mark = f"#, {FUZZY}\n" if fuzzy else ""
    return f'{mark}msgid ""\n{keyword_of("msgstr", value, multiline=True)}'


def header_fields(catalog: Catalog) -> Mapping[str, str]:
    """What the header says, by the name of the field."""
    raw = [entry for entry in lexer.entries(catalog.header.removeprefix(BOM)) if isinstance(entry, Entry)]
    text = message_of(raw[0].fields, 0).msgstr if raw else ""
    pairs = (line.partition(":") for line in text.split("\n"))
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def _join(fields: Iterable[tuple[str, str]]) -> str:
    return "".join([text for _, text in fields])


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
