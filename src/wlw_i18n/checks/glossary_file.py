"""`translations/glossary.csv`: one row for each term, columns for each language, to be edited in a spreadsheet."""

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from io import StringIO
from typing import Final

from wlw_i18n import languages
from wlw_i18n.checks.terms import Term, TermKind, Terms
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location

PATH: Final = "translations/glossary.csv"
COLUMNS: Final = ("term", "kind", "comment")
ALSO: Final = " also"
NOT: Final = " not"
_SEVERAL: Final = "|"
"""Between forms in one cell: a comma or semicolon would be taken for the end of the cell by some spreadsheets."""
_DELIMITERS: Final = ",;\t"
_MOST_FAULTS: Final = 20
"""Unknown columns that are explained; with more, the file is something else."""
_KNOWN: Final = 'Columns are "term", "kind", "comment" and codes of languages.'


@dataclass(frozen=True, slots=True)
class Glossary:
    """The glossary of a course."""

    rows: tuple[tuple[int, Mapping[str, str]], ...] = ()
    """Line of the file, and what its cells hold, by column; cells that are empty are left out."""

    def terms(self, code: str) -> Terms:
        """The terms that a language has."""
        found = (_term(row, code) for _, row in self.rows)
        known = [term for term in found if term is not None]
        return Terms(tuple(sorted(known, key=lambda term: -len(term.english[0]))))


def read(content: bytes) -> tuple[Glossary, tuple[Diagnostic, ...]]:
    """Read the file, and say what is wrong in it; a row with a fault is left out, the others hold."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.removeprefix(codecs.BOM_UTF8)[: error.start].count(b"\n") + 1
        return Glossary(), (_fault("the file is not UTF-8 text", line, "Save it as CSV with the encoding UTF-8."),)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        table = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        return Glossary(), (_fault(f"the file is not CSV: {error}", reader.line_num, "Save it as CSV again."),)
    if not table:
        return Glossary(), ()
    columns = [" ".join(cell.split()) for cell in table[0][1]]
    faults = list(_wrong_columns(columns))
    rows = []
    seen: dict[str, int] = {}
    for line, cells in table[1:]:
        row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()}
        wrong = list(_wrong_row(row, line, seen))
        faults.extend(wrong)
        if not wrong:
            rows.append((line, row))
    return Glossary(tuple(rows)), tuple(faults)


def _term(row: Mapping[str, str], code: str) -> Term | None:
    kind = TermKind(row.get("kind", TermKind.TERM.value))
    use = _forms(row.get(code, ""))
    if not use and kind is not TermKind.NAME:
        return None
    also, never = _forms(row.get(f"{code}{ALSO}", "")), _forms(row.get(f"{code}{NOT}", ""))
    return Term(_forms(row["term"]), kind, use, also, never, row.get("comment", ""))


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form for part in cell.split(_SEVERAL) if (form := " ".join(part.split())))


def _wrong_columns(columns: Sequence[str]) -> Iterator[Diagnostic]:
    if "term" not in columns:
        yield _fault('there is no column "term"', 1, "The first row has the names of the columns.")
    unknown = [name for name in columns if name and name not in COLUMNS and languages.find(_code(name)) is None]
    for name in unknown[:_MOST_FAULTS]:
        near = get_close_matches(name, COLUMNS, n=1)
        other = languages.suggestion(_code(name))
        meant = near[0] if near else name.replace(_code(name), other) if other else ""
        yield _fault(f'unknown column "{name}"', 1, f'Did you mean "{meant}"?' if meant else _KNOWN)
    if len(unknown) > _MOST_FAULTS:
        yield _fault(f"{len(unknown) - _MOST_FAULTS} more unknown columns", 1, _KNOWN)


def _code(column: str) -> str:
    """The language's code in the name of a column."""
    return column.removesuffix(ALSO).removesuffix(NOT)


def _wrong_row(row: Mapping[str, str], line: int, seen: dict[str, int]) -> Iterator[Diagnostic]:
    if not _forms(row.get("term", "")):
        yield _fault("a row without a term", line, 'Write the English term into the column "term".')
        return
    kind = row.get("kind", TermKind.TERM.value)
    if kind not in set(TermKind):
        near = get_close_matches(kind, [known.value for known in TermKind], n=1)
        known = ", ".join(known.value for known in TermKind)
        yield _fault(f'unknown kind "{kind}"', line, f'Did you mean "{near[0]}"?' if near else f"Kinds are {known}.")
    for form in _forms(row["term"]):
        first = seen.setdefault(form.casefold(), line)
        if first != line:
            yield _fault(f'the term "{form}" stands in line {first} already', line, "Keep one of the rows.")


def _fault(message: str, line: int, hint: str) -> Diagnostic:
    return Diagnostic(Code.GLOSSARY, Severity.WARNING, message, Location(PATH, line), hint=hint)
