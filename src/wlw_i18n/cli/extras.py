"""What `wlw-i18n check` looks at only when it is asked to: other sites, and the ages of stale translations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wlw_i18n import config as configuration
from wlw_i18n.cli import console
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.pipeline import ages, checking, outside
from wlw_i18n.pipeline.outcome import Outcome, ordered
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.workspace import survey


@dataclass(frozen=True, slots=True)
class Extras:
    """What to look at besides."""

    online: bool = False
    max_stale_days: int | None = None
    """Days that a translation may be stale; None: any number."""
    show_all: bool = False
    """Whether notes are listed, and not only counted."""


def findings(root: Path, outcome: Outcome, codes: Sequence[str], extras: Extras) -> tuple[Diagnostic, ...]:
    """The findings of a run, with what the extras say.

    Raises:
        RefusedError: there is no history, or nobody to name to other sites.
        OSError: a file cannot be read or written.
    """
    found = outcome.diagnostics
    if outcome.broken:
        return found
    if extras.max_stale_days is not None:
        found = ages.aged(root, found, outcome.status, oldest=extras.max_stale_days, now=datetime.now(UTC))
    return ordered((*found, *_online(root, codes))) if extras.online else found


def _online(root: Path, codes: Sequence[str]) -> Sequence[Diagnostic]:
    from wlw_i18n.pipeline import online  # noqa: PLC0415 - httpx is slow to load

    config, problems = configuration.read((root / configuration.PATH).read_bytes())
    if config is None:
        raise RefusedError(diagnostics=problems)
    contact = config.homepage or config.bugs
    if not contact:
        message = "sites are asked by a name that they can answer to: write homepage or bugs into source/course.toml."
        raise RefusedError(message)
    languages = [language for language in config.languages if not codes or language.code in codes]
    places = outside.addresses(root, survey(root), languages)
    with console.progress(quiet=False) as report:
        said = online.answers(root, sorted(places), online.Asker(contact), report)
    return checking.read(root, config).decided(online.findings(places, said))
