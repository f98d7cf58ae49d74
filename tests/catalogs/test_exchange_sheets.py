"""CSV files: safe to open in a spreadsheet, and read back as spreadsheets save them."""

import csv
import io
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wlw_i18n.catalogs import exchange
from wlw_i18n.catalogs.exchange import Format, spreadsheet
from wlw_i18n.catalogs.exchange.faults import LONGEST_CELL
from wlw_i18n.model.catalog import Catalog, Message

from .exchanged import CATALOG, EVERY, PATH, STALE, TRANSLATED, as_a_sheet_has_it, lists, read, refused, written


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_sheet() -> None:
    content = written(Format.CSV, Catalog(PATH, messages=(STALE,)))
    assert content.startswith(b"\xef\xbb\xbf")
    names, row = rows(content)
    assert names[:7] == ["key", "state", "english", "translation", "previous english", "comment", "document"]
    assert row[:7] == ["p-2", "stale", "Two", "Deux !", "Too", "first\n\nthird", "start/lesson"]
    assert not spreadsheet.write([CATALOG], bom=False).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", "\n+", " =", "'=", "＝", "\u00a0@"])
def test_no_cell_is_a_formula(start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    message = Message("p-1", text, text, True, text, text, (text.strip(),), (text.strip(),))
    content = written(Format.CSV, Catalog(PATH, messages=(message,)))
    for cell in rows(content)[1]:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
        assert not cell.startswith(("\t", "\r", "\n"))
    assert read(content).messages[0].msgstr == text


@given(st.text(st.sampled_from("'=+-@ \t\n\rab") | st.characters(exclude_categories=["Cs"])))
def test_guarding_is_undone(text: str) -> None:
    assert spreadsheet.unguarded(spreadsheet.guarded(text)) == text


# What programs make of a file that they open and save again


@dataclass(frozen=True)
class Saving:
    """How a program saves a sheet."""

    delimiter: str = ","
    row_end: str = "\r\n"
    encoding: str = "utf-8"
    quotes_all: bool = False
    first: str = ""
    eats_apostrophes: bool = False

    def save(self, content: bytes) -> bytes:
        """The file, opened and saved."""
        saved = [self.delimiter.join(map(self._cell, row)) + self.row_end for row in rows(content)]
        return "".join((self.first, *saved)).encode(self.encoding)

    def _cell(self, text: str) -> str:
        text = text.removeprefix("'") if self.eats_apostrophes else text
        needed = any(sign in text for sign in (self.delimiter, '"', "\r", "\n"))
        doubled = text.replace('"', '""')
        return f'"{doubled}"' if needed or self.quotes_all else text


SAVINGS = {
    "Calc": Saving(row_end="\n"),
    "Calc on Windows": Saving(),
    "Calc, semicolons": Saving(";"),
    "Calc, tabs": Saving("\t", "\n"),
    "Calc, all quoted": Saving(";", "\n", quotes_all=True),
    "Calc, UTF-16": Saving(encoding="utf-16"),
    "Excel, CSV UTF-8": Saving(encoding="utf-8-sig"),
    "Excel, CSV UTF-8, semicolons": Saving(";", encoding="utf-8-sig"),
    "Excel, Unicode text": Saving("\t", encoding="utf-16"),
    "Excel, with a line that names the delimiter": Saving(";", encoding="utf-8-sig", first="sep=;\r\n"),
    "Excel, CSV (Macintosh) in UTF-8": Saving(";", "\r"),
    "online, apostrophes taken as a mark": Saving(row_end="\r\n", eats_apostrophes=True),
}


@pytest.mark.parametrize("saving", SAVINGS.values(), ids=SAVINGS)
def test_a_sheet_that_was_opened_and_saved(saving: Saving) -> None:
    several = Message("p-7", 'Say "a;b,c"\tand\n- more', '=1+1;\n\n«é», "x"\n', comments=("- one", "two"))
    every = (*EVERY, several)
    assert read(saving.save(written(Format.CSV, Catalog(PATH, messages=every)))).messages == every


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists, st.sampled_from([saving for saving in SAVINGS.values() if not saving.eats_apostrophes]))
@example((Message("sep-1", "sep=;", "sep=,"),), SAVINGS["Calc"])
def test_any_sheet_that_was_opened_and_saved(given_messages: tuple[Message, ...], saving: Saving) -> None:
    saved = saving.save(written(Format.CSV, Catalog(PATH, messages=given_messages)))
    assert read(saved).messages == tuple(map(as_a_sheet_has_it, given_messages))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_sheet_as_other_programs_save_it(delimiter: str, encoding: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerows(
        [
            ["Translation", "English", "KEY", "Mine", "state"],
            ["Un; « deux », \\*", "One", "p-1", "x", " Translated "],
            ["", "", "", "", ""],
            ["Deux", "Two", "p-2"],
            ["'t is =", "Three", "p-3", "", "untranslated"],
        ]
    )
    incoming = read(out.getvalue().encode(encoding))
    assert incoming.messages == (
        Message("p-1", "One", "Un; « deux », \\*"),
        Message("p-2", "Two", "Deux"),
        Message("p-3", "Three", "'t is ="),
    )
    assert [message.line for message in incoming.messages] == [2, 4, 5]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "1 exchange-syntax The first row has no column english"),
        (b"key,english,text\r\n", "1 exchange-syntax The first row has no column translation"),
        (b"sep=;\r\nkey,english,translation\r\n", "2 exchange-syntax The first row has no column english"),
        (b"english,translation,English\n", "1 exchange-syntax The first row has two columns english"),
        (b"key,english,translation,state\np-1,One,Un,done\n", '2 exchange-syntax "done" is not a state'),
        (b'key,english,translation\np-1,"One,Un\n', "2 exchange-syntax The row that ends here is not CSV"),
        (b'key,english,translation\np-1,"One"x,Un\n', "2 exchange-syntax The row that ends here is not CSV"),
        (b"key,english,translation\np-1,One,Un,deux\n", "2 exchange-syntax This row has more cells"),
        (b"key,translation,english\np-1,Un\n", "2 exchange-syntax This translation has no English"),
        (b"key,english,translation\np-1,One,A\np-1,One,B\n", '3 exchange-syntax "p-1" stands twice'),
        ("key,english,translation\np,One,é\n".encode("latin-1"), "2 file-encoding The file is not in UTF-8"),
        (b"PK\x03\x04 and so on", "0 exchange-syntax This is a workbook"),
        (b"\xff\xfea", "1 file-encoding The file is not in UTF-8"),
    ],
)
def test_a_broken_sheet(content: bytes, expected: str) -> None:
    assert refused(content).startswith(expected)


@pytest.mark.parametrize("length", [LONGEST_CELL, csv.field_size_limit()])
def test_a_text_too_long_for_a_cell_is_refused(length: int) -> None:
    message = Message("p-1", "One", "x" * length)
    content, (problem,) = exchange.write(Format.CSV, [Catalog(PATH, messages=(message,))], "en", "fr")
    assert content is None
    assert "32,767" in problem.message


def test_a_text_that_just_fits_a_cell_comes_back() -> None:
    message = Message("p-1", "One", "=" * (LONGEST_CELL - 1))
    content = written(Format.CSV, Catalog(PATH, messages=(message,)))
    assert max(len(cell) for cell in rows(content)[1]) == LONGEST_CELL
    assert read(content).messages == (message,)


def test_a_sheet_holds_control_characters() -> None:
    message = Message(TRANSLATED.key, TRANSLATED.msgid, "a\x08\x00\x1b\ufffeb")
    assert read(written(Format.CSV, Catalog(PATH, messages=(message,)))).messages == (message,)
