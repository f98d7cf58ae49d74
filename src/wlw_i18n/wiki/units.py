"""The units of a translatable page, as Extension:Translate gives them to translators.

A unit's definition is its text with `$1` in place of each variable. Forms of markers and variables are those that our
exporter writes (`render/wikitext/marks`), which are Translate's own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

_SECTION: Final = re.compile(r"<translate(?: nowrap)?>(.*?)</translate>", re.DOTALL)
_MARKER: Final = re.compile(r"<!--T:([^>]*?)-->[ \n]?")
_TVAR: Final = re.compile(r'<tvar name="([^"]+)">(.*?)</tvar>')
_VARIABLE: Final = re.compile(r"\$([A-Za-z0-9_-]+)")
_HEADING: Final = re.compile(r"(={1,6})(.+?)\1")
_TIMES: Final = re.compile(r"\.\d+$")


@dataclass(frozen=True, slots=True)
class WikiUnit:
    """A unit of a page."""

    definition: str
    variables: Mapping[str, str]
    """What each `$name` stands for."""

    @property
    def text(self) -> str:
        """The unit's wikitext without its heading marks, its variables filled in."""
        return self.filled(self.definition)

    def filled(self, text: str) -> str:
        """A definition or a translation without heading marks, with what its variables stand for."""
        return _VARIABLE.sub(lambda found: self.variables.get(found[1], found[0]), without_heading(text))

    def is_known(self, text: str) -> bool:
        """Whether the unit has every variable that a translation names; without any, `$5` is an amount."""
        return not self.variables or all(found[1] in self.variables for found in _VARIABLE.finditer(text))


def units_of(page: str) -> dict[str, WikiUnit]:
    """The units of a translatable page by name, in order."""
    found: dict[str, WikiUnit] = {}
    for section in _SECTION.finditer(page):
        for part in re.split(r"\n\n+", section[1].strip("\n")):
            marker = _MARKER.search(part)
            if marker is None:
                continue
            text = (part[: marker.start()] + part[marker.end() :]).strip()
            variables = {tvar[1]: tvar[2] for tvar in _TVAR.finditer(text)}
            found[marker[1]] = WikiUnit(_TVAR.sub(lambda tvar: f"${tvar[1]}", text), variables)
    return found


def key_of(name: str) -> str:
    """The key of a unit's text: a name that stands more than once on a page has a number behind it (`ui-hint.2`)."""
    return _TIMES.sub("", name)


def without_heading(text: str) -> str:
    """A unit without the marks of a heading."""
    text = text.strip()
    found = _HEADING.fullmatch(text)
    return found[2].strip(" \t") if found else text


def same(one: str, other: str) -> bool:
    """Whether two definitions are one: wikis trim lines and compose letters."""
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return normalize("NFC", " ".join(text.split()))
