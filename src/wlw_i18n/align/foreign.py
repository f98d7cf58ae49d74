"""Reading a translated file that may come from anywhere: its front matter is not ours.

Of the front matter, only the title, the summary (or description), the id and the kind are read; anything else, faults
too, is passed over. A file without a title takes it from a first heading of level 1. The body is read as any other
source.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import yaml

from wlw_i18n import segment
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.document import Document, DocumentKind
from wlw_i18n.model.text import Prose
from wlw_i18n.readers import frontmatter, read_document

_FRONT: Final = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FIRST_HEADING: Final = re.compile(r"\s*+^#[ \t]++(?P<title>[^\n]++)", re.MULTILINE)
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SUMMARIES: Final = ("summary", "description")
_NO_TITLE: Final = "-"
"""Has no letter, so that it is no unit."""
_LINES: Final = 6
"""How many lines our front matter takes."""


def read_translated(path: str, content: bytes, *, language: str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Read a translated Markdown file for alignment.

    Args:
        path: of the file, as messages shall show it.
        content: UTF-8, with or without a byte order mark, with any line ends.
        language: BCP 47 tag of the language it is in.

    Returns:
        The document, or None if the file cannot be used (it is not UTF-8), and what the reader finds wrong with the
        file. Its id is that of the front matter, or empty. What is read of a faulty file can be aligned: the
        diagnostics are of interest only if much is missing.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return read_document(path, content, default_id="", language=language)
    text = re.sub(r"\r\n?", "\n", text)
    values, body, skipped = _cut(text)
    title = values.get("title", "")
    if not title and (heading := _FIRST_HEADING.match(body)):
        title = _without_marks(heading["title"])
        body = "\n" * heading[0].count("\n") + body[heading.end() :]
    summary = next((values[name] for name in _SUMMARIES if values.get(name)), "")
    name = values.get("id", "")
    kind = values["kind"] if values.get("kind") in set(DocumentKind) else DocumentKind.LESSON
    settings = {"title": title or _NO_TITLE, "summary": summary, "id": name, "kind": kind}
    front = "".join(f"{setting}: {_quoted(value)}\n" for setting, value in settings.items())
    document, found = read_document(path, f"---\n{front}---\n{body}".encode(), default_id="", language=language)
    shift = skipped - _LINES
    diagnostics = tuple(_moved(diagnostic, shift) for diagnostic in found)
    if document is None:
        return None, diagnostics
    return segment.replace_prose(document, lambda prose: _moved_prose(prose, shift)), diagnostics


def _cut(text: str) -> tuple[Mapping[str, str], str, int]:
    """What the front matter says, the body, and how many lines stand before the body."""
    front = _FRONT.match(text)
    if front is None:
        return {}, text, 0
    return _values(front["yaml"]), text[front.end() :], front[0].count("\n")


def _without_marks(heading: str) -> str:
    """A heading's text without the id and the number signs that may end its line."""
    text = heading.rstrip(" \t")
    before, opening, _ = text.rpartition("{#")
    if opening and before.strip() and text.endswith("}"):
        text = before.rstrip(" \t")
    shorter = text.rstrip("#")
    return shorter.rstrip(" \t") if shorter.endswith((" ", "\t")) else text


def _values(source: str) -> Mapping[str, str]:
    if frontmatter.nests_too_deep(source):
        return dict(_simple(source))
    try:
        loaded = yaml.load(source, yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts, lists and mappings
    except (yaml.YAMLError, RecursionError):
        return dict(_simple(source))
    if not isinstance(loaded, dict):
        return {}
    values = {str(key).lower(): " ".join(value.split()) for key, value in loaded.items() if isinstance(value, str)}
    return values if _ID.fullmatch(values.get("id", "")) else {**values, "id": ""}


def _simple(source: str) -> list[tuple[str, str]]:
    """Lines of the form `key: value` of front matter that is not YAML, such as a title with a colon in it."""
    lines = re.findall(r"^(title|summary|description):[ \t]*+(\S.*)$", source, re.MULTILINE)
    found = [(key, value.rstrip(" \t")) for key, value in lines]
    return [(key, value[1:-1] if value[0] == value[-1] and value[0] in "\"'" else value) for key, value in found]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _moved(diagnostic: Diagnostic, shift: int) -> Diagnostic:
    place = diagnostic.location
    if place is None or not place.line:
        return diagnostic
    return replace(diagnostic, location=replace(place, line=max(1, place.line + shift)))


def _moved_prose(prose: Prose, shift: int) -> Prose:
    return replace(prose, line=max(1, prose.line + shift))
