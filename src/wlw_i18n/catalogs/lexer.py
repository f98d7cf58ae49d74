r"""Cuts the text of a PO file into raw entries and raw fields, keeping every character.

The law: joining every field of every entry, and the rest after the last entry, gives the text back.

What a field means is told by `catalogs.po`. The grammar is that of the GNU gettext manual, "The Format of PO Files",
with one limit: a keyword begins its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

Fields = tuple[tuple[str, str], ...]
"""(Name, text with its line ends) in file order. Names of obsolete fields begin with `~`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One raw entry: blank lines and comments before it included."""

    line: int
    """Line of its `msgid`."""
    fields: Fields
    obsolete: bool


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands after the last entry: blank lines, comments."""

    text: str


class SyntaxFault(ValueError):  # noqa: N818 - what is faulty is the file
    """The text is not a PO file."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


_STRING: Final = r'"[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+"'
_END: Final = r"[ \t\r]*+(?:\n|\Z)"
_WORDS: Final = ("msgctxt", "msgid", "msgstr", "msgid_plural", r"msgstr\[\d+\]")


def _keyword(mark: str, word: str) -> str:
    """A keyword and its strings. After a mark, every line of strings has the mark again."""
    more = rf"(?:[ \t\r]*+\n{mark})?+[ \t\r]*+" if mark else r"[ \t\r\n]*+"
    return rf"{mark}[ \t]*+{word}{more}{_STRING}(?:{more}{_STRING})*+{_END}"


def _lines(mark: str) -> str:
    return rf"(?:[ \t]*+{mark}[^\n]*+(?:\n|\Z))++"


_PATTERNS: Final = (
    *((word.split("\\", maxsplit=1)[0], _keyword("", word)) for word in _WORDS[:3]),
    ("gap", r"(?:[ \t\r]*+\n)++|[ \t\r]++\Z"),
    ("extracted", _lines(r"\#\.")),
    ("references", _lines(r"\#:")),
    ("flags", _lines(r"\#,")),
    ("previous_msgid", _keyword(r"\#\|", "msgid")),
    ("previous_msgctxt", _keyword(r"\#\|", "msgctxt")),
    ("msgid_plural", _keyword("", _WORDS[3])),
    ("msgstr_plural", _keyword("", _WORDS[4])),
    ("~previous_msgid", _keyword(r"\#~\|", "msgid")),
    ("~previous_msgctxt", _keyword(r"\#~\|", "msgctxt")),
    ("~msgctxt", _keyword(r"\#~", "msgctxt")),
    ("~msgid", _keyword(r"\#~", "msgid")),
    ("~msgstr", _keyword(r"\#~", "msgstr")),
    ("~msgid_plural", _keyword(r"\#~", _WORDS[3])),
    ("~msgstr_plural", _keyword(r"\#~", _WORDS[4])),
    ("other", r"[ \t]*+\#[|~=][^\n]*+(?:\n|\Z)"),
    ("comments", r"(?:[ \t]*+\#(?![.:,|~=])[^\n]*+(?:\n|\Z))++"),
)
_TOKEN: Final = re.compile("|".join(f"({pattern})" for _, pattern in _PATTERNS))
_NAMES: Final = ("", *(name for name, _ in _PATTERNS))

_LAST: Final = frozenset({"msgstr", "msgstr_plural", "~msgstr", "~msgstr_plural"})
_PLURAL: Final = frozenset({"msgstr_plural", "~msgstr_plural"})
_ONCE: Final = frozenset(name.strip("~") for name in _NAMES if "msg" in name) - {"msgstr_plural"}
_LIVE: Final = frozenset({"msgctxt", "msgid", "msgid_plural", "msgstr", "msgstr_plural"})
_RANK: Final = {f"{mark}{word}": rank for mark in ("", "~") for rank, word in enumerate(("msgctxt", "msgid", "msgstr"))}
_CONTENT: Final = re.compile(r'"([^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+)"')
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_MARKER: Final = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?= |\r?$)[^\n]*", re.MULTILINE)


def entries(text: str) -> Iterator[Entry | Tail]:
    """Cut a text into its entries, in file order; a `Tail` comes last if there is one.

    Raises:
        SyntaxFault: The text is not a PO file. What came before has been given.
    """
    match_at = _TOKEN.match
    position, line, end = 0, 1, len(text)
    fields: list[tuple[str, str]] = []
    at, last = 0, ""
    while position < end:
        found = match_at(text, position)
        if found is None:
            raise _fault(text[position:], line)
        name = _NAMES[found.lastindex or 0]
        piece = found.group()
        if last in _LAST and not (name == last and name in _PLURAL):
            yield _entry(fields, at, line)
            fields, at = [], 0
        if not at and name in ("msgid", "~msgid"):
            at = line
        fields.append((name, piece))
        last = name
        position = found.end()
        line += piece.count("\n")
    if last in _LAST:
        yield _entry(fields, at, line)
    elif any("msg" in name for name, _ in fields):
        raise _without_translation(fields, line)
    elif fields:
        yield Tail("".join(piece for _, piece in fields))


def strings(text: str) -> list[str]:
    """What stands between the double quotes of a field, still escaped."""
    return _CONTENT.findall(text)


def lines(text: str) -> list[str]:
    """The lines of a text with their ends. Only a line feed ends a line, as in gettext."""
    return _LINE.findall(text)


def conflicts(text: str) -> tuple[int, ...]:
    """The lines on which git's conflict markers open a conflict; the first marker at all if none opens one."""
    if "<<<<<<<" not in text and "\n=======" not in text and ">>>>>>>" not in text:
        return ()
    found = [(text.count("\n", 0, match.start()) + 1, match.group()[0]) for match in _MARKER.finditer(text)]
    opening = tuple(line for line, mark in found if mark == "<")
    return opening or tuple(line for line, _ in found[:1])


def sides(text: str) -> tuple[str, str]:
    """The two texts that a conflict was made of, as if it had been resolved for one side or for the other."""
    ours: list[str] = []
    theirs: list[str] = []
    into: tuple[list[str], ...] = (ours, theirs)
    for line in lines(text):
        match _MARKER.match(line) and line[0]:
            case "<":
                into = (ours,)
            case "|":
                into = ()
            case "=":
                into = (theirs,)
            case ">":
                into = (ours, theirs)
            case _:
                for side in into:
                    side.append(line)
    return "".join(ours), "".join(theirs)


def _entry(fields: list[tuple[str, str]], line: int, end: int) -> Entry:
    names = [name for name, _ in fields]
    if len(set(names)) != len(names):
        bare = [name.strip("~") for name in names]
        doubled = next((name for name in bare if name in _ONCE and bare.count(name) > 1), None)
        if doubled is not None:
            raise SyntaxFault(
                line or _first_line(fields, end),
                f"An entry has {doubled} twice, or the entry before it has no msgstr.",
                "Every entry has one msgctxt, one msgid, one msgstr, in this order. Restore the missing line.",
            )
    ranks = [_RANK[name] for name in names if name in _RANK]
    if ranks != sorted(ranks):
        raise SyntaxFault(
            line or _first_line(fields, end),
            "The lines of an entry are not in order.",
            "Every entry has msgctxt, msgid and msgstr, in this order.",
        )
    obsolete = names[-1][0] == "~"
    if not line or (not obsolete and "msgid" not in names):
        raise SyntaxFault(
            line or _first_line(fields, end),
            "An entry has a msgstr but no msgid.",
            "Restore the msgid line above it, for example from the template (.pot).",
        )
    return Entry(line, tuple(fields), obsolete)


def _without_translation(fields: list[tuple[str, str]], end: int) -> SyntaxFault:
    return SyntaxFault(
        _first_line(fields, end),
        "The last entry has no msgstr: the file ends in the middle.",
        'The file was cut off. Take the whole file again, or add the missing line: msgstr ""',
    )


def _first_line(fields: list[tuple[str, str]], end: int) -> int:
    """The line of the first keyword among fields that end before a line."""
    first = next(index for index, (name, _) in enumerate(fields) if "msg" in name)
    return end - sum(text.count("\n") for _, text in fields[first:])


_BEFORE_QUOTE: Final = re.compile(r"(?:\#~?\|?)?+[ \t]*+(?:msg\w++(?:\[\d++\])?+)?+[ \t]*+(?=\")")
_CLOSED: Final = re.compile(rf"{_STRING}(?:[ \t]*+{_STRING})*+[ \t\r]*+")


def _fault(rest: str, line: int) -> SyntaxFault:
    """Tells what is wrong with a text that no pattern matches; finds the line that is to blame."""
    for number, content in enumerate(rest.split("\n"), line):
        start = _BEFORE_QUOTE.match(content)
        if start is None and content.strip():
            if content.startswith(("msg", "#")):
                break
            return _stray(number, content)
        if start is None:
            continue
        if not _CLOSED.fullmatch(content, start.end()):
            return SyntaxFault(
                number,
                f"The text is not closed, or a double quote stands inside it: {_short(content)}",
                'A text ends with a double quote on the same line; a double quote inside it is written \\".',
            )
        if number == line and content.lstrip().startswith('"'):
            return _stray(number, content)
    return SyntaxFault(
        line,
        "An entry is not complete.",
        "Every entry has msgctxt, msgid and msgstr, in this order, each followed by a text in double quotes.",
    )


def _stray(line: int, content: str) -> SyntaxFault:
    return SyntaxFault(
        line,
        f"This line is not part of any entry: {_short(content)}",
        "Translations stand between double quotes after msgstr. Put the line into quotes, or delete it.",
    )


def _short(text: str) -> str:
    limit = 60
    return text.strip() if len(text.strip()) <= limit else f"{text.strip()[:limit]}…"
