"""What the real readers and checks say of an example in the documentation."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from importlib.resources import files
from itertools import chain
from typing import Any

import tomlkit

from wlw_i18n import config, inline
from wlw_i18n.catalogs import entries, po
from wlw_i18n.checks import Candidate, check_all
from wlw_i18n.config import media_credits
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.document import CalloutKind
from wlw_i18n.model.question import QuestionType
from wlw_i18n.readers import read_document

FRONT_MATTER = '---\ntitle: "Example"\n---\n\n'
LESSON = "source/01-module/01-lesson.md"


def of(syntax: str, text: str) -> tuple[Diagnostic, ...]:
    """The findings of an example, by what it is written in."""
    return {"markdown": of_markdown, "toml": of_toml, "po": of_po}[syntax](text)


def of_markdown(text: str) -> tuple[Diagnostic, ...]:
    """Read a lesson; an example without front matter gets one."""
    whole = text if text.startswith("---\n") else FRONT_MATTER + text
    _, found = read_document(LESSON, whole.encode(), default_id="lesson")
    return found


def kinds_in(text: str) -> set[str]:
    """The names of all nodes that a Markdown example is read as, and the types of its questions."""
    whole = text if text.startswith("---\n") else FRONT_MATTER + text
    document, _ = read_document(LESSON, whole.encode(), default_id="lesson")
    return set(_kinds(document))


def _kinds(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _kinds(item)
    elif is_dataclass(value):
        yield type(value).__name__
        for field in fields(value):
            yield from _kinds(getattr(value, field.name))
    elif isinstance(value, QuestionType | CalloutKind):
        yield value.value


def line_in(text: str, line: int) -> int:
    """The line of an example that the reader calls by its line in the file."""
    return line if text.startswith("---\n") else line - FRONT_MATTER.count("\n")


def of_toml(text: str) -> tuple[Diagnostic, ...]:
    """Read a part of a course.toml; the rest is the starter course's. A list of credits is read as one."""
    if text.startswith("[[credit]]"):
        named = [name for entry in tomllib.loads(text)["credit"] for name in entry["files"]]
        return media_credits.read(text.encode(), named).diagnostics
    starter = files("wlw_i18n").joinpath("data/starter/source/course.toml").read_text(encoding="utf-8")
    whole = _merged(tomllib.loads(starter), tomllib.loads(text))
    _, found = config.read(tomlkit.dumps(whole).encode())
    return found


def _merged(base: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(base)
    for key, value in other.items():
        both[key] = _merged(both.get(key, {}), value) if isinstance(value, Mapping) else value
    return both


def of_po(text: str) -> tuple[Diagnostic, ...]:
    """Read entries of a PO file and check them."""
    catalog, found = po.read("translations/fr/module/lesson.po", text.encode())
    if catalog is None:
        return found
    return (*found, *check_all(_candidates(catalog.messages)))


def _candidates(messages: Iterable[Any]) -> Iterator[Candidate]:
    for message in messages:
        unit = entries.unit_of(message, "lesson")
        source, translation = inline.parse(message.msgid), inline.parse(message.msgstr)
        from_unit = replace(unit, inlines=source)
        yield Candidate(from_unit, message, translation, "translations/fr/module/lesson.po", "fr")


def codes(found: Iterable[Diagnostic]) -> list[str]:
    """The codes of findings, for a comparison that reads well when it fails."""
    return [diagnostic.code.value for diagnostic in chain(found)]
