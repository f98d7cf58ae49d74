"""`translations/CODE/excuses.toml`: findings that a language's people have looked at, and that are right as they are.

It stands beside the PO files, where a language's people work, and in no comment of a PO file: editors and bots rewrite
those.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec

from wlw_i18n.config import toml
from wlw_i18n.config.checks import code_problem
from wlw_i18n.model.checking import Checks, Excuse
from wlw_i18n.model.course import Language
from wlw_i18n.model.diagnostic import FIXED, Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.pipeline.workspace import TRANSLATIONS

NAME: Final = "excuses.toml"
_EXAMPLE: Final = 'Write [[excuse]], then lines with key = "…", code = "…" and reason = "…".'


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    code: str
    reason: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    excuse: list[_Entry] = []


def path_of(language: Language) -> str:
    """The file of a language, relative to the course root."""
    return f"{TRANSLATIONS}/{language.code}/{NAME}"


def load(root: Path, languages: Iterable[Language]) -> tuple[Mapping[str, tuple[Excuse, ...]], tuple[Diagnostic, ...]]:
    """The excuses of each language, by its BCP 47 tag, and what is wrong with the files.

    Raises:
        OSError: a file cannot be read.
    """
    found: dict[str, tuple[Excuse, ...]] = {}
    problems: list[Diagnostic] = []
    for language in languages:
        path = path_of(language)
        if (root / path).is_file():
            found[language.tag], wrong = read(path, (root / path).read_bytes(), language.tag)
            problems.extend(wrong)
    return found, tuple(problems)


def read(path: str, content: bytes, tag: str) -> tuple[tuple[Excuse, ...], tuple[Diagnostic, ...]]:
    """Read a file of excuses; an entry with a fault excuses nothing."""
    try:
        text = content.decode("utf-8-sig")
        raw = msgspec.convert(toml.loads(text), _File)
    except UnicodeDecodeError:
        return (), (_problem(path, 1, tag, "the file is not UTF-8 text", "Save it again as UTF-8."),)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        return (), (_problem(path, 1, tag, f"the file cannot be read: {error}", _EXAMPLE),)
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if line.strip() == "[[excuse]]"]
    lines += [0] * (len(raw.excuse) - len(lines))
    problems: list[Diagnostic] = []
    excuses: list[Excuse] = []
    for line, entry in zip(lines, raw.excuse, strict=False):
        if problem := code_problem(entry.code):
            problems.append(_problem(path, line, tag, *problem))
        elif not entry.reason.strip():
            hint = "Say why it is right as it is, for those who read it in a year."
            problems.append(_problem(path, line, tag, "an excuse without a reason", hint))
        else:
            excuses.append(Excuse(Code(entry.code), entry.key, entry.reason, line))
    return tuple(excuses), tuple(problems)


def decided(
    found: Iterable[Diagnostic], checks: Checks, excuses: Mapping[str, Sequence[Excuse]]
) -> tuple[Diagnostic, ...]:
    """Findings as the course has decided about them: with its severities, without what is off or excused."""
    known = {(tag, excuse.code, excuse.key) for tag, entries in excuses.items() for excuse in entries}
    if not known and not checks.default.severities and not checks.by_language:
        return tuple(found)
    return tuple(_decided(found, checks, known))


def _decided(found: Iterable[Diagnostic], checks: Checks, known: set[tuple[str, Code, str]]) -> Iterator[Diagnostic]:
    for diagnostic in found:
        if diagnostic.code in FIXED or diagnostic.severity is Severity.BROKEN:
            yield diagnostic
            continue
        severity = checks.of(diagnostic.language).severities.get(diagnostic.code, diagnostic.severity)
        if severity is None or (diagnostic.language, diagnostic.code, diagnostic.key) in known:
            continue
        yield diagnostic if severity is diagnostic.severity else replace(diagnostic, severity=severity)


def unused(
    found: Iterable[Diagnostic], excuses: Mapping[str, Sequence[Excuse]], languages: Iterable[Language]
) -> Iterator[Diagnostic]:
    """Excuses of what is not found any more.

    Args:
        found: every finding, before anything was decided about it.
        excuses: by BCP 47 tag.
        languages: those that were checked.
    """
    real = {(diagnostic.language, diagnostic.code, diagnostic.key) for diagnostic in found}
    for language in languages:
        for excuse in excuses.get(language.tag, ()):
            if (language.tag, excuse.code, excuse.key) not in real:
                message = f'"{excuse.code}" is not found in the text {excuse.key} any more'
                yield _problem(path_of(language), excuse.line, language.tag, message, "Take the excuse out.")


def _problem(path: str, line: int, tag: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Code.EXCUSE, Severity.WARNING, message, Location(path, line), tag, hint=hint)
