"""What can be wrong with a PO file, told to the translator whose file it is: where, what, and what to do."""

from collections.abc import Iterator

from wlw_i18n.model.catalog import Catalog
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location


def broken(code: Code, path: str, line: int, message: str, hint: str) -> Diagnostic:
    """A finding for which the file cannot be used."""
    return Diagnostic(code, Severity.BROKEN, message, Location(path, line), hint=hint)


def not_utf8(path: str, content: bytes, position: int) -> Diagnostic:
    """A byte that is not UTF-8."""
    return broken(
        Code.FILE_ENCODING,
        path,
        content.count(b"\n", 0, position) + 1,
        "The file is not in UTF-8.",
        "Open it in a PO editor and save it with the character set UTF-8.",
    )


def empty(path: str) -> Diagnostic:
    """A file that was cut off at its beginning."""
    return broken(
        Code.PO_SYNTAX,
        path,
        1,
        "The file is empty.",
        "Take the whole file again. If nothing was translated yet, delete it: sync makes a new one.",
    )


def conflict(path: str, line: int) -> Diagnostic:
    """A conflict marker."""
    return broken(
        Code.PO_CONFLICT,
        path,
        line,
        "Two versions of this file were merged and contradict each other here.",
        "Keep one of the two entries between <<<<<<< and >>>>>>>, and delete the three lines with the marks.",
    )


def plurals(catalog: Catalog) -> Iterator[Diagnostic]:
    """Entries with plural forms."""
    for message in catalog.messages:
        if any(name in ("msgid_plural", "msgstr_plural") for name, _ in message.raw):
            yield broken(
                Code.PO_SYNTAX,
                catalog.path,
                message.line,
                "This entry has plural forms; lessons have none.",
                "Replace msgid_plural and msgstr[0], msgstr[1]… by one msgstr line.",
            )


def duplicates(catalog: Catalog) -> Iterator[Diagnostic]:
    """Entries that stand twice."""
    if len(catalog.by_key) == len(catalog.messages):
        return
    first: dict[tuple[str, str], int] = {}
    for message in catalog.messages:
        identity = (message.key, "" if message.key else message.msgid)
        line = first.setdefault(identity, message.line)
        if line != message.line:
            yield broken(
                Code.PO_DUPLICATE,
                catalog.path,
                message.line,
                f'"{message.key or message.msgid}" stands twice in this file, on lines {line} and {message.line}.',
                "Keep the better of the two entries and delete the other.",
            )


def without_key(catalog: Catalog) -> Iterator[Diagnostic]:
    """Entries without a key."""
    for message in catalog.messages:
        if not message.key:
            yield Diagnostic(
                Code.PO_NO_KEY,
                Severity.WARNING,
                "This entry has no msgctxt, so nobody can tell which text it translates.",
                Location(catalog.path, message.line),
                hint="The next sync moves its translation to memory.po and offers it where the same English stands. "
                "Keep the msgctxt lines when you convert a PO file.",
            )
