"""Ids of headings: written by the author as `{#id}`, else made of the English text."""

import re
import unicodedata
from collections.abc import Iterable

from wlw_i18n import inline
from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.model.text import Prose
from wlw_i18n.readers.report import Report
from wlw_i18n.readers.tree import Node

_WRITTEN = re.compile(r"(?:^|(?<=[^\\]))\{\s*#([^{}`]*)\}\s*$")
_VALID = re.compile(r"""[^\W\d_][^\s"'<>&#%?/\\]*""")


def split_id(content: str) -> tuple[str, str]:
    """A heading's text and the id written after it, or the empty string; an id that is not valid counts as none."""
    found = _WRITTEN.search(content)
    if not found:
        return content, ""
    written = found[1].strip()
    return content[: found.start()].rstrip(), written if _VALID.fullmatch(written) else ""


def written_ids(nodes: Iterable[Node], report: Report) -> set[str]:
    """All ids that authors wrote in a document, so that a made one never takes theirs; faulty ones are reported."""
    seen: dict[str, int] = {}
    for node in _headings(nodes):
        found = _WRITTEN.search(node.content)
        if not found:
            continue
        written = found[1].strip()
        if not _VALID.fullmatch(written):
            hint = "An id begins with a letter and has only letters, digits, hyphens and underscores."
            report.add(Code.HEADING_ID, Severity.ERROR, node.line, f'"{written}" cannot be the id of a heading', hint)
        elif written in seen:
            message = f'the heading id "{written}" is already used on line {seen[written]}'
            report.add(Code.HEADING_ID, Severity.ERROR, node.line, message, "Give each heading an id of its own.")
        else:
            seen[written] = node.line
    return set(seen)


def _headings(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        if node.type == "heading":
            yield node
        elif node.children:
            yield from _headings(node.children)


class HeadingIds:
    """The ids of one document's headings."""

    def __init__(self, reserved: set[str]) -> None:
        self._taken = set(reserved)
        self._used: set[str] = set()
        self._numbers: dict[str, int] = {}

    def use(self, written: str) -> bool:
        """Give a written id to its heading; False if an earlier one has it, or there is none."""
        if not written or written in self._used:
            return False
        self._used.add(written)
        return True

    def make(self, prose: Prose) -> str:
        """Make an id of a heading's text as GitHub does: `what-is-a-gap`, for the next such `what-is-a-gap-1`."""
        shown = inline.visible(prose.inlines).lower().split()
        base = "-".join("".join(filter(_in_slug, word)) for word in shown).strip("-") or "section"
        made, number = base, self._numbers.get(base, 0)
        while made in self._taken:
            number += 1
            made = f"{base}-{number}"
        self._numbers[base] = number
        self._taken.add(made)
        return made


def _in_slug(character: str) -> bool:
    # marks (M) are parts of words in many scripts
    return character in "-_" or unicodedata.category(character)[0] in "LNM"
