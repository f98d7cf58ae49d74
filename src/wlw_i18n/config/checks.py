"""What can be wrong with the table `[checks]` of a `course.toml`, and what it says."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from wlw_i18n import languages
from wlw_i18n.config.problems import invalid, unknown_language
from wlw_i18n.config.schema import ChecksSchema, ChecksTableSchema, CourseSchema
from wlw_i18n.model.checking import Checks, LanguageChecks
from wlw_i18n.model.diagnostic import FIXED, Code, Diagnostic, Severity

__all__ = ["check_problems", "checks_of", "code_problem"]

_SEVERITIES: Final[Mapping[str, Severity | None]] = {
    "off": None,
    "info": Severity.INFO,
    "warning": Severity.WARNING,
    "error": Severity.ERROR,
}


def check_problems(raw: CourseSchema, text: str) -> Iterator[Diagnostic]:
    """Everything that is wrong; nothing if the tables can be used."""
    yield from _table_problems(raw.checks, ("checks",), text)
    for code, own in raw.checks.languages.items():
        place = ("checks", "languages", code)
        if languages.find(code) is None:
            yield unknown_language(code, place, text)
        yield from _table_problems(own, place, text)


def _table_problems(raw: ChecksSchema | ChecksTableSchema, place: tuple[str, ...], text: str) -> Iterator[Diagnostic]:
    for name, severity in raw.severity.items():
        where = (*place, "severity", name)
        if problem := code_problem(name):
            message, hint = problem
            yield invalid(message, where, text, hint)
        elif severity not in _SEVERITIES:
            near = get_close_matches(severity, _SEVERITIES, n=1)
            known = ", ".join(f'"{each}"' for each in _SEVERITIES)
            hint = f'Did you mean "{near[0]}"?' if near else f"Write one of {known}."
            yield invalid(f'"{name}" cannot be "{severity}"', where, text, hint)
    for name in ("shortest", "longest"):
        value = getattr(raw, name)
        if value is not None and value <= 0:
            hint = "It is a share of the English's characters: 0.4 is two fifths, 2.5 is two and a half times."
            yield invalid(f'"{name}" is {value}; it must be more than 0', (*place, name), text, hint)


def code_problem(name: str) -> tuple[str, str] | None:
    """Why a course may not decide about a finding of this name: what is wrong, and what to do; None if it may."""
    if name not in set(Code):
        near = get_close_matches(name, [code.value for code in Code], n=1)
        hint = f'Did you mean "{near[0]}"?' if near else "The codes are in docs/diagnostics.md."
        return f'there is no finding "{name}"', hint
    if Code(name) in FIXED:
        message = f'"{name}" cannot be changed or switched off: it keeps a fault from learners, or stops the run'
        return message, "Take the line out, and repair what is found."
    return None


def checks_of(raw: ChecksTableSchema) -> Checks:
    """What the tables say; they have no problems."""
    default = _language(raw, LanguageChecks())
    tags = {code: language.tag for code in raw.languages if (language := languages.find(code)) is not None}
    return Checks(default, {tags[code]: _language(own, default) for code, own in raw.languages.items()})


def _language(raw: ChecksSchema | ChecksTableSchema, default: LanguageChecks) -> LanguageChecks:
    severities = {Code(name): _SEVERITIES[severity] for name, severity in raw.severity.items()}
    return replace(
        default,
        severities={**default.severities, **severities},
        shortest=default.shortest if raw.shortest is None else raw.shortest,
        longest=default.longest if raw.longest is None else raw.longest,
    )
