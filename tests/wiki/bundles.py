"""Message bundles as Extension:Translate reads them: rules for tests, from its MessageBundleContent and its jobs."""

import json
import re
from collections.abc import Mapping

MODEL = "translate-messagebundle"
KNOWN = ("allowOnlyPriorityLanguages", "description", "label", "priorityLanguages", "sourceLanguage")


class MalformedError(Exception):
    """What Translate refuses to save; the message is the key of its own."""


def messages_of(text: str) -> dict[str, str]:
    """The texts of a bundle by key.

    Raises:
        MalformedError: MessageBundleContent does not take it.
    """
    try:
        data = json.loads(text)
    except ValueError:
        raise MalformedError("error-parsing") from None
    if not isinstance(data, dict):
        raise MalformedError("error-invalid-array")
    _check_metadata(data.pop("@metadata", {}))
    for key, value in data.items():
        if not key:
            raise MalformedError("error-key-empty")
        if len(key.encode()) > 100:
            raise MalformedError("error-key-too-long")
        if not re.fullmatch(r"[a-zA-Z0-9\-_.]+", key):
            raise MalformedError("error-key-invalid-characters")
        if not isinstance(value, str):
            raise MalformedError("error-invalid-value")
        if not value.strip():
            raise MalformedError("error-empty-value")
    return data


def _check_metadata(metadata: object) -> None:
    if not isinstance(metadata, dict):
        raise MalformedError("error-metadata-type")
    if any(name not in KNOWN for name in metadata):
        raise MalformedError("error-invalid-metadata")
    for name in ("sourceLanguage", "label", "description"):
        if not isinstance(metadata.get(name, ""), str):
            raise MalformedError(f"error-invalid-{name.lower()}")


def outdated(before: Mapping[str, str], now: Mapping[str, str], *, inverted: bool = False) -> tuple[str, ...]:
    """The keys whose translations a new revision makes outdated: new texts and changed ones (shouldFuzzy).

    Args:
        before: the texts of the revision before.
        now: those that were saved.
        inverted: as Translate of MediaWiki 1.43 has it: changed texts stay up to date, unchanged ones do not.
    """
    return tuple(key for key, text in now.items() if key not in before or (before[key] == text) is inverted)
