"""A course at rest: not a byte has changed since the last sync, so there is nothing to do, and nothing to load."""

from collections.abc import Mapping
from pathlib import Path

from wlw_i18n.pipeline import records
from wlw_i18n.pipeline.digests import combine
from wlw_i18n.pipeline.outcome import Options, Outcome
from wlw_i18n.pipeline.records import Rest


def state_of(options: Options, digests: Mapping[str, str]) -> str:
    """A digest of every file and option that a run depends on.

    Args:
        options: of the run.
        digests: of every file of the course, exports included, by path.
    """
    return combine([str(options), *(f"{path}={digests[path]}" for path in sorted(digests))])


def outcome(root: Path, options: Options, digests: Mapping[str, str]) -> Outcome | None:
    """What the last sync found, if nothing has changed since; None if there may be something to do."""
    if not (options.write and options.export):
        return None
    rest = records.load(root, "rest", Rest)
    return Outcome(rest.status, rest.diagnostics) if rest.state == state_of(options, digests) else None
