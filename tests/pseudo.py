"""Pseudo-languages: translations made by rule, to see what an alphabet, a direction or a length does to the course.

Markup, numbers, addresses and places to be filled in stay as they are; every letter between them changes. Two texts
that differ in more than case stay different. Accepted answers stay one a line.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from types import MappingProxyType

from wlw_i18n.catalogs import po

Rule = Callable[[str], str]
"""Text without markup to its translation."""


@dataclass(frozen=True)
class PseudoLanguage:
    """A language of a course in this guise."""

    code: str
    """A code that the toolkit knows; its direction is that of the text."""
    rule: Rule

    def translate(self, text: str) -> str:
        """Translate inline Markdown, line by line."""
        return "\n".join(map(self._line, text.split("\n")))

    def _line(self, line: str) -> str:
        parts, end = [], 0
        for kept in _KEPT.finditer(line):
            parts += [self.rule(line[end : kept.start()]), kept[0]]
            end = kept.end()
        return "".join([*parts, self.rule(line[end:])])


_KEPT = re.compile(
    r"`+[^`]*`+"  # code
    r"|\]\([^)]*\)|\]\[[^]]*\]|\[\^[^]]+\]"  # targets of links, footnotes
    r"|<[^>]+>|&\#?\w+;|\\."  # HTML, entities, escapes
    r"|\{\{.*?\}\}|\{[a-z_]+\}|~{3,5}|%%\w+%%"  # wiki code, places to be filled in
    r"|https?://\S+|[\w.-]+@[\w.-]+\w"
    r"|\d[\d.,:%]*"
)
_LETTERS = ascii_lowercase + ascii_uppercase
_ACCENTS = "\u0301\u0302\u0308\u030c\u0323"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنه"
_HAN = "安北成大恩方高海金开来明南欧平清人山天文西小新学永中"


def _accented(text: str) -> str:
    """Each letter with an accent, in two characters, as some keyboards send them."""
    return "".join(
        unicodedata.normalize("NFD", f"{char}{_ACCENTS[_LETTERS.index(char) % len(_ACCENTS)]}")
        if char in _LETTERS
        else char
        for char in text
    )


_WORD = re.compile(rf"[{_LETTERS}]+")


def _apostrophes(text: str) -> str:
    """Apostrophes before, within and after words, straight ones."""
    return _WORD.sub(lambda word: f"l'{word[0][:-1]}'é{word[0][-1:]}'", text)


def _in_alphabet(alphabet: str) -> Rule:
    table = str.maketrans(_LETTERS, alphabet * 2)
    return lambda text: text.translate(table)


def _han(text: str) -> str:
    """No spaces between words."""
    return re.sub(rf"(?<=[{_LETTERS}]) (?=[{_LETTERS}])", "", text).translate(str.maketrans(_LETTERS, _HAN * 2))


def _longer(text: str) -> str:
    """Half of each word is said again, which makes a text more than 40 per cent longer."""
    return _WORD.sub(lambda word: word[0] + word[0][: (len(word[0]) + 1) // 2].lower(), text)


PSEUDO: Mapping[str, PseudoLanguage] = MappingProxyType(
    {
        "accented": PseudoLanguage("vi", _accented),
        "apostrophes": PseudoLanguage("uk", _apostrophes),
        "right-to-left": PseudoLanguage("fa", _in_alphabet(_ARABIC)),
        "cjk": PseudoLanguage("ja", _han),
        "longer": PseudoLanguage("fi", _longer),
    }
)


def fill(root: Path, language: PseudoLanguage) -> None:
    """Translate every message of a language of a course; its PO files are there already."""
    for path in sorted((root / "translations" / language.code).rglob("*.po")):
        if path.name == "memory.po":
            continue
        catalog, problems = po.read(path.relative_to(root).as_posix(), path.read_bytes())
        assert catalog is not None, problems
        messages = tuple(
            replace(message, msgstr=language.translate(message.msgid), fuzzy=False) for message in catalog.messages
        )
        path.write_bytes(po.write(replace(catalog, messages=messages)))
