"""CSV for spreadsheets (RFC 4180), in UTF-8.

A spreadsheet runs a cell that begins like a formula. Such a cell gets an apostrophe in front, which is taken away when
the file comes back. Semicolons and tabs between cells are understood too: spreadsheets of many countries write them.
"""

import codecs
import csv
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Final

from wlw_i18n.catalogs.entries import place_of
from wlw_i18n.catalogs.exchange import untrusted
from wlw_i18n.catalogs.exchange.faults import unusable
from wlw_i18n.catalogs.exchange.parts import Incoming, flags_of, lines, message_of
from wlw_i18n.model.catalog import Catalog, Message, MessageState

COLUMNS: Final = (
    "key",
    "state",
    "english",
    "translation",
    "previous english",
    "comment",
    "document",
    "note",
    "previous key",
    "references",
    "flags",
)
_NEEDED: Final = ("english", "translation")
_DELIMITERS: Final = (",", ";", "\t")
_SAID: Final = re.compile(r"\A\"?sep=([,;\t])\"?(?:\r\n|\r|\n)", re.IGNORECASE)
"""A first line of Excel's that says what stands between cells."""
_ROW_END: Final = re.compile(r"[\r\n]")
_NOT_READY: Final = frozenset({MessageState.STALE, MessageState.SUGGESTION, MessageState.FUZZY})

# What stands in front of the sign may be white space; full-width signs work in some spreadsheets as well.
_FORMULA: Final = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_GUARDED: Final = re.compile(rf"'{_FORMULA.pattern}")


def guarded(text: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a guarded cell; other cells are their text."""
    return cell[1:] if _GUARDED.match(cell) else cell


def write(catalogs: Sequence[Catalog], *, bom: bool = True) -> bytes:
    """One row for each message, below a row with the names of the columns.

    Args:
        catalogs: in order.
        bom: whether to begin with a byte order mark, without which Excel takes the file for another encoding.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for catalog in catalogs:
        document = place_of(catalog.path)
        for message in catalog.messages:
            writer.writerow([guarded(cell) for cell in _cells(message, document)])
    return (codecs.BOM_UTF8 if bom else b"") + out.getvalue().encode("utf-8")


def _cells(message: Message, document: str) -> tuple[str, ...]:
    """In the order of `COLUMNS`."""
    return (
        message.key,
        message.state.value,
        message.msgid,
        message.msgstr,
        message.previous_msgid or "",
        "\n".join(message.comments),
        document,
        "\n".join(message.extracted),
        message.previous_key or "",
        " ".join(message.references),
        ", ".join(flags_of(message)),
    )


def read(path: str, content: bytes) -> Incoming:
    """What a file says. Columns may be in any order; those that are missing are empty.

    Raises:
        Unusable: it is not CSV, has no row of names, or has a state that does not exist.
    """
    text = untrusted.text_of(path, content)
    said = _SAID.match(text)
    above = 1 if said else 0
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else _delimiter(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    messages = []
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
        _check_names(path, above + 1, names)
        line = above + reader.line_num + 1
        for row in reader:
            if any(row):
                _check_length(path, line, row, names)
                cells = {name: unguarded(cell) for name, cell in zip(names, row, strict=False)}
                messages.append(_message(path, line, cells))
            line = above + reader.line_num + 1
    except csv.Error as error:
        raise unusable(
            path,
            above + reader.line_num,
            f"The row that ends here is not CSV: {error}.",
            "Save the file again as CSV from the spreadsheet. A double quote inside a cell is written twice.",
        ) from None
    return Incoming(tuple(messages))


def _message(path: str, line: int, cells: Mapping[str, str]) -> Message:
    """A message of a row.

    A row that was untranslated and has a translation now is translated: few people think of the state.
    """
    said = cells.get("state", "").strip().casefold() or MessageState.TRANSLATED.value
    try:
        state = MessageState(said)
    except ValueError:
        raise unusable(
            path,
            line,
            f'"{said}" is not a state.',
            f"Write one of these into the column state: {', '.join(state.value for state in MessageState)}.",
        ) from None
    comment, note = cells.get("comment", ""), cells.get("note", "")
    return message_of(
        cells.get("key", "").strip(),
        cells.get("english", ""),
        cells.get("translation", ""),
        ready=state not in _NOT_READY,
        previous_key=cells.get("previous key") or None,
        previous_english=cells.get("previous english") or None,
        comments=lines(comment or None),
        extracted=lines(note or None),
        references=cells.get("references", "").split(),
        flags=[flag for part in cells.get("flags", "").split(",") if (flag := part.strip())],
        line=line,
    )


def _delimiter(text: str) -> str:
    """What stands between the names in the first row."""
    first = _ROW_END.split(text, maxsplit=1)[0]
    return max(_DELIMITERS, key=first.count)


def _check_names(path: str, line: int, names: Sequence[str]) -> None:
    missing = [name for name in _NEEDED if name not in names]
    twice = [name for name in names if name in COLUMNS and names.count(name) > 1]
    if missing or twice:
        wrong = f"no column {missing[0]}" if missing else f"two columns {twice[0]}"
        raise unusable(
            path,
            line,
            f"The first row has {wrong}.",
            "Keep the first row as it was exported: its names tell which column is which.",
        )


def _check_length(path: str, line: int, row: Sequence[str], names: Sequence[str]) -> None:
    if any(row[len(names) :]):
        raise unusable(
            path,
            line,
            "This row has more cells than there are names in the first row.",
            "Save the file again as CSV from the spreadsheet: a text with a comma stands between double quotes.",
        )
