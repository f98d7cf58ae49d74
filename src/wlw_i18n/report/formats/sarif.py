"""SARIF 2.1.0, the OASIS standard for findings: GitHub's code scanning, Azure DevOps and editors read it."""

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from wlw_i18n import __version__
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.report.explanations import CATALOGUE
from wlw_i18n.report.formats.common import english, in_full, numbered, place

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {
    Severity.BROKEN: "error",
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}


def render(found: Sequence[Diagnostic]) -> str:
    """A log with one run. Its rules are the codes that were found, with what they mean and how to repair them."""
    codes = sorted({diagnostic.code for diagnostic in found})
    index = {code: number for number, code in enumerate(codes)}
    driver = {"name": "wlw-i18n", "version": __version__, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(diagnostic, index[diagnostic.code], f"{mark}:{number}")
            for diagnostic, mark, number in numbered(found)
        ],
    }
    return f"{json.dumps({'$schema': SCHEMA, 'version': '2.1.0', 'runs': [run]}, indent=1)}\n"


def _rule(code: Code) -> dict[str, Any]:
    explanation = CATALOGUE[code]
    examples = "".join(
        f"\n\n{title}:\n\n```{explanation.syntax}\n{text.rstrip()}\n```"
        for title, text in (("Not like this", explanation.bad), ("Like this", explanation.good))
        if text
    )
    return {
        "id": code.value,
        "name": "".join(part.capitalize() for part in code.value.split("-")),
        "shortDescription": {"text": code.value.replace("-", " ").capitalize()},
        "fullDescription": {"text": explanation.meaning},
        "help": {
            "text": f"{explanation.meaning}\n\n{explanation.repair}",
            "markdown": f"{explanation.meaning}\n\n**Repair.** {explanation.repair}{examples}",
        },
        "defaultConfiguration": {"level": _LEVELS[explanation.severities[0]]},
    }


def _result(diagnostic: Diagnostic, rule: int, mark: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code.value,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": in_full(diagnostic)},
        "locations": [{"physicalLocation": _physical(place(diagnostic))}],
        # GitHub knows only the first name; it tells by it whether a finding is new.
        "partialFingerprints": {"primaryLocationLineHash": mark, "wlwI18n/v1": mark},
    }
    if diagnostic.source and english(diagnostic):
        where = _physical(Location(diagnostic.source.path, max(diagnostic.source.line, 1)))
        result["relatedLocations"] = [{"id": 1, "message": {"text": "The English text"}, "physicalLocation": where}]
    named = {"language": diagnostic.language, "key": diagnostic.key}
    if any(named.values()):
        result["properties"] = {name: value for name, value in named.items() if value}
    return result


def _physical(location: Location) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(location.path), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": location.line},
    }
