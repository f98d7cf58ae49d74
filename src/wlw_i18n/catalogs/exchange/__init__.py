"""Catalogs to other formats and back: XLIFF for CAT tools, TMX for translation memories, CSV for spreadsheets.

The law, for every format but TMX: reading what was written gives back every message as it was: key, English,
translation, state, previous English and key, comments, notes of the author, references, flags. What a format cannot
hold is refused with a message, never dropped. TMX is a memory: it has translated texts only, and no states. PO files
from elsewhere are read and not written.

Files that come back are other people's: XML is read without entities, nothing is loaded from anywhere, and sizes are
limited (`untrusted`). What comes back never changes a key, an English text or the order of a PO file (`take_over`).

XML goes through translate-toolkit. CSV does not: its CSV doubles backslashes, which Markdown is full of, and guesses at
the form of a file from its contents.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from wlw_i18n.catalogs.exchange import faults, foreign_po, spreadsheet, tmx, untrusted, xliff1, xliff2
from wlw_i18n.catalogs.exchange.parts import Incoming, language_of
from wlw_i18n.catalogs.exchange.taking import Taken, take_over, take_over_all
from wlw_i18n.model.catalog import Catalog
from wlw_i18n.model.diagnostic import Diagnostic

__all__ = [
    "EXTENSIONS",
    "MAX_BYTES",
    "Format",
    "Incoming",
    "Taken",
    "language_of",
    "read",
    "take_over",
    "take_over_all",
    "write",
]

MAX_BYTES: Final = untrusted.MAX_BYTES


class Format(StrEnum):
    """What catalogs can be written as."""

    XLIFF = "xliff"
    """XLIFF 1.2."""
    XLIFF2 = "xliff2"
    """XLIFF 2.0."""
    TMX = "tmx"
    CSV = "csv"


EXTENSIONS: Final[Mapping[Format, str]] = MappingProxyType(
    {Format.XLIFF: ".xlf", Format.XLIFF2: ".2.xlf", Format.TMX: ".tmx", Format.CSV: ".csv"}
)
"""How the names of files end that are written."""

_Writer = Callable[[Sequence[Catalog], str, str], bytes]
_WRITERS: Final[Mapping[Format, _Writer]] = MappingProxyType(
    {
        Format.XLIFF: xliff1.write,
        Format.XLIFF2: xliff2.write,
        Format.TMX: tmx.write,
        Format.CSV: lambda catalogs, _source, _target: spreadsheet.write(catalogs),
    }
)


def write(
    form: Format, catalogs: Sequence[Catalog], source: str, target: str
) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """One file with all messages of some catalogs, in order.

    Args:
        form: the format.
        catalogs: of one language.
        source: BCP 47 tag of the English.
        target: BCP 47 tag of the translations.

    Returns:
        The bytes, or None and what the format cannot hold, with the place in the PO file.
    """
    found = tuple(faults.unwritable(catalogs, xml=form is not Format.CSV))
    return (None, found) if found else (_WRITERS[form](catalogs, source, target), ())


def read(path: str, content: bytes, source: str, target: str = "") -> tuple[Incoming | None, tuple[Diagnostic, ...]]:
    """Read a file that came back; its content tells its format.

    Args:
        path: as messages shall name it.
        content: the file's bytes.
        source: BCP 47 tag of the English.
        target: BCP 47 tag of the language wanted, for a memory with several; may be empty if it has one.

    Returns:
        What the file says, or None and what is wrong with it.
    """
    try:
        untrusted.check_size(path, len(content))
        if foreign_po.is_po(path, content):
            # One context may stand above several texts there: `check_messages` would take it for a key of ours.
            return foreign_po.read(path, content, source, target), ()
        if not untrusted.is_xml(content):
            incoming = spreadsheet.read(path, content)
        else:
            root = untrusted.parse(path, content)
            match untrusted.kind(path, root):
                case "xliff 1":
                    incoming = xliff1.read(path, content)
                case "xliff 2":
                    incoming = xliff2.read(path, content)
                case _:
                    incoming = tmx.read(path, content, source, target)
        faults.check_messages(path, incoming.messages)
    except faults.Unusable as fault:
        return None, fault.diagnostics
    return incoming, ()
