"""What can be wrong with the values of a `course.toml` of the right shape."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

from wlw_i18n import languages
from wlw_i18n.config.places import line_of_key, line_of_value
from wlw_i18n.config.schema import PATH, TARGETS, CourseSchema, GatesSchema, GatesTableSchema, OlxSchema, TargetsSchema
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location

_KEY = re.compile(r"[A-Za-z0-9._-]{1,40}")
_PATTERN_HINT = (
    'Write "{path}" where the file stands, and "{line}" where its line does: '
    '"https://example.org/course/blob/main/{path}#L{line}".'
)
_DATE = "%Y-%m-%dT%H:%M:%SZ"
_DATE_EXAMPLE = "2026-01-31T00:00:00Z"


def problems(raw: CourseSchema, text: str) -> Iterator[Diagnostic]:
    """Everything that is wrong; nothing if the configuration can be used."""
    for name in ("title", "organisation", "number", "run"):
        if not getattr(raw, name).strip():
            yield invalid(f'"{name}" is empty', (name,), text)
    for name in ("organisation", "number", "run"):
        value = getattr(raw, name)
        if value.strip() and not _KEY.fullmatch(value):
            hint = "Open edX makes the course's address of it: use letters, digits, '.', '_' and '-', at most 40."
            yield invalid(f'"{name}" may not be "{value}"', (name,), text, hint)
    yield from _bad_lines(raw, text)
    if raw.repository and not _is_pattern(raw.repository):
        yield invalid('"repository" is not the address of a file', ("repository",), text, _PATTERN_HINT)
    for target in raw.export:
        if target not in TARGETS:
            yield invalid(f'unknown target "{target}"', ("export",), text, f"Known targets: {', '.join(TARGETS)}.")
    yield from _bad_languages(raw, text)
    yield from _bad_shares(raw, text)
    yield from _bad_dates(raw.targets.olx, text)
    yield from _bad_targets(raw.targets, text)


def _is_pattern(address: str) -> bool:
    rest = address.replace("{path}", "").replace("{line}", "")
    return "{path}" in address and address.startswith(("https://", "http://")) and not re.search(r"[{}\s]", rest)


def _bad_lines(raw: CourseSchema, text: str) -> Iterator[Diagnostic]:
    for name in ("title", "description", "licence", "licence_url", "homepage", "bugs", "repository"):
        if _has_control(getattr(raw, name)):
            yield invalid(f'"{name}" has a line break or a control character in it', (name,), text, "Write one line.")
    if any(not name.strip() or _has_control(name) for name in raw.authors):
        yield invalid('a name in "authors" is empty or has a line break in it', ("authors",), text)


def _has_control(value: str) -> bool:
    return any(unicodedata.category(char) == "Cc" for char in value)


def _bad_languages(raw: CourseSchema, text: str) -> Iterator[Diagnostic]:
    for place, codes in (
        (("source_language",), [raw.source_language]),
        (("languages",), raw.languages),
        (("gates", "languages"), list(raw.gates.languages)),
    ):
        for code in dict.fromkeys(codes):
            if languages.find(code) is None:
                yield unknown_language(code, place, text)
    if raw.source_language in raw.languages:
        yield invalid(f'"{raw.source_language}" is the source language: leave it out', ("languages",), text)
    listed: dict[str, str] = {}
    for code in raw.languages:
        language = languages.find(code)
        if language is None:
            continue
        twin = listed.setdefault(language.tag, code)
        if code == twin and raw.languages.count(code) > 1:
            listed[language.tag] = ""
            yield invalid(f'"{code}" is listed twice', ("languages",), text)
        elif twin not in ("", code):
            message = f'"{twin}" and "{code}" are the same language'
            yield invalid(message, ("languages",), text, "Keep one of them.")


def _bad_shares(raw: CourseSchema, text: str) -> Iterator[Diagnostic]:
    tables: list[tuple[tuple[str, ...], GatesSchema | GatesTableSchema]] = [(("gates",), raw.gates)]
    tables += [(("gates", "languages", code), gates) for code, gates in raw.gates.languages.items()]
    for table, gates in tables:
        for name in ("document", "quiz", "course"):
            share = getattr(gates, name)
            if share is not None and not 0 <= share <= 1:
                message = f'the gate "{name}" is {share}; a share is from 0 to 1'
                yield invalid(message, (*table, name), text)
    if not 0 <= raw.targets.olx.pass_grade <= 1:
        yield invalid('"pass_grade" is a share from 0 to 1', ("targets", "olx", "pass_grade"), text)


def _bad_dates(olx: OlxSchema, text: str) -> Iterator[Diagnostic]:
    good = True
    for name in ("start", "end"):
        value = getattr(olx, name)
        if not _is_date(value):
            good = False
            hint = f'Write it as "{_DATE_EXAMPLE}".'
            yield invalid(f'"{name}" is not a date: "{value}"', ("targets", "olx", name), text, hint)
    if good and olx.end <= olx.start:
        yield invalid('"end" is not after "start"', ("targets", "olx", "end"), text)


def _is_date(value: str) -> bool:
    try:
        return datetime.strptime(value, _DATE).strftime(_DATE) == value
    except ValueError:
        return False


def _bad_targets(targets: TargetsSchema, text: str) -> Iterator[Diagnostic]:
    if targets.html.picture_kilobytes < 0:
        place = ("targets", "html", "picture_kilobytes")
        yield invalid('"picture_kilobytes" is less than 0', place, text, "0 allows pictures of any size.")
    image = targets.olx.image
    if image and (image.startswith("/") or "\\" in image or ".." in image.split("/")):
        yield invalid(f'"{image}" is not a path below source/', ("targets", "olx", "image"), text)


def unknown_language(code: str, place: tuple[str, ...], text: str) -> Diagnostic:
    """A code at a place that no language has."""
    near = languages.suggestion(code)
    hint = f'Did you mean "{near}"? ' if near else ""
    return Diagnostic(
        Code.LANGUAGE_UNKNOWN,
        Severity.BROKEN,
        f'"{code}" is not a language code that MediaWiki knows',
        Location(PATH, line_of_value(code, place, text)),
        hint=f"{hint}Use MediaWiki's codes in lower case, such as fr, pt-br, zh-hans.",
    )


def invalid(message: str, path: tuple[str, ...], text: str, hint: str = "") -> Diagnostic:
    """A fault of the key with this path."""
    return broken(message, line_of_key(path, text), hint)


def broken(message: str, line: int, hint: str = "") -> Diagnostic:
    """A fault of the configuration."""
    return Diagnostic(Code.CONFIG_INVALID, Severity.BROKEN, message, Location(PATH, line), hint=hint)
