"""`exports/status.json`: how far each language is, for scripts and dashboards. The format is versioned."""

from typing import Any

import msgspec

from wlw_i18n.model.status import Counts, CourseStatus, LanguageStatus, Tally

VERSION = 1


def to_json(status: CourseStatus) -> bytes:
    """The status as JSON: UTF-8, indented, keys in a fixed order, ends in a newline."""
    return msgspec.json.format(msgspec.json.encode(to_dict(status)), indent=1) + b"\n"


def to_dict(status: CourseStatus) -> dict[str, Any]:
    """The status as plain data. Shares are of words, from 0 to 1, rounded to four places."""
    return {
        "version": VERSION,
        "title": status.title,
        "units": status.units,
        "words": status.words,
        "documents": [
            {
                "id": document.id,
                "module": document.module,
                "kind": document.kind,
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
        "published": language.published,
        "gate": language.gate,
        "share": round(language.counts.share, 4),
        "counts": _counts(language.counts),
        "strings": _counts(language.strings),
        "documents": [
            {
                "id": document.id,
                "module": document.module,
                "kind": document.kind,
                "share": round(document.counts.share, 4),
                "served": document.served,
                "catalog": document.catalog,
                "counts": _counts(document.counts),
            }
            for document in language.documents
        ],
    }


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
