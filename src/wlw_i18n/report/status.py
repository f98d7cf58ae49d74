"""`exports/status.json`: how far each language is, for scripts and dashboards. The format is versioned.

Every field is explained in `docs/maintainers/status.md`.
"""

from typing import Any, Final

import msgspec

from wlw_i18n.model.status import Counts, CourseStatus, Dashboard, LanguageStatus, Milestone, NextUnit, Tally

VERSION: Final = 2


def to_json(dashboard: Dashboard) -> bytes:
    """The status as JSON: UTF-8, indented, keys in a fixed order, ends in a newline."""
    return msgspec.json.format(msgspec.json.encode(dashboard_dict(dashboard)), indent=1) + b"\n"


def dashboard_dict(dashboard: Dashboard) -> dict[str, Any]:
    """The status with what comes next and the history, as plain data."""
    data = to_dict(dashboard.status)
    for language in data["languages"]:
        language["next"] = [_next(unit) for unit in dashboard.next.get(language["code"], ())]
    data["history"] = [_milestone(milestone) for milestone in dashboard.history]
    data["repository"] = dashboard.repository
    return data


def to_dict(status: CourseStatus) -> dict[str, Any]:
    """The status as plain data. Shares are of words, from 0 to 1, rounded to four places."""
    return {
        "version": VERSION,
        "title": status.title,
        "units": status.units,
        "words": status.words,
        "modules": [
            {"id": module.id, "title": module.title, "units": module.units, "words": module.words}
            for module in status.modules
        ],
        "documents": [
            {
                "id": document.id,
                "module": document.module,
                "kind": document.kind,
                "title": document.title,
                "path": document.path,
                "units": document.units,
                "words": document.words,
            }
            for document in status.documents
        ],
        "languages": [_language(language) for language in status.languages],
    }


def _language(language: LanguageStatus) -> dict[str, Any]:
    return {
        "code": language.code,
        "tag": language.tag,
        "autonym": language.autonym,
        "direction": language.direction,
        "published": language.published,
        "gate": language.gate,
        "share": _share(language.counts),
        "counts": _counts(language.counts),
        "strings": _counts(language.strings),
        "failing": dict(language.failing),
        "translators": [{"name": each.name, "files": each.files} for each in language.translators],
        "modules": [
            {"id": module, "share": _share(counts), "counts": _counts(counts)}
            for module, counts in language.modules.items()
        ],
        "documents": [
            {
                "id": document.id,
                "module": document.module,
                "kind": document.kind,
                "share": _share(document.counts),
                "served": document.served,
                "catalog": document.catalog,
                "counts": _counts(document.counts),
                "failing": dict(document.failing),
            }
            for document in language.documents
        ],
    }


def _next(unit: NextUnit) -> dict[str, Any]:
    return {
        "key": unit.key,
        "document": unit.document,
        "path": unit.path,
        "line": unit.line,
        "state": unit.state,
        "words": unit.words,
        "text": unit.text,
    }


def _milestone(milestone: Milestone) -> dict[str, Any]:
    shares = {code: round(share, 4) for code, share in milestone.shares.items()}
    return {"tag": milestone.tag, "date": milestone.date, "shares": shares}


def _share(counts: Counts) -> float:
    return round(counts.share, 4)


def _counts(counts: Counts) -> dict[str, dict[str, int]]:
    return {
        "translated": _tally(counts.translated),
        "stale": _tally(counts.stale),
        "outdated": _tally(counts.outdated),
        "waiting": _tally(counts.waiting),
        "rejected": _tally(counts.rejected),
        "untranslated": _tally(counts.untranslated),
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {"units": tally.units, "words": tally.words}
