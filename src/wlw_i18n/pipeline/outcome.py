"""What a run is asked for, and what comes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.model.status import CourseStatus


class Report(Protocol):
    """Told how far a stage is."""

    def __call__(self, stage: str, done: int, total: int, /) -> None:
        """Take note of a stage, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run does."""

    write: bool = False
    """Write templates and PO files."""
    export: bool = False
    """Write exports."""
    draft: bool = False
    """Publish languages below the course's gate too."""
    archives: bool = True
    keep_going: bool = False
    """Leave languages whose files are damaged as they are, and do the others."""
    targets: tuple[str, ...] = ()
    """Only these targets; all that course.toml names when empty."""
    languages: tuple[str, ...] = ()
    """Only these languages, by code; all when empty."""

    @property
    def changes_files(self) -> bool:
        """Whether the run writes anything but its own records."""
        return self.write or self.export


@dataclass(frozen=True, slots=True)
class Edit:
    """What happened to one unit of the source since the last sync."""

    kind: str
    """The class of the change: one of identity's, or "gone"."""
    key: str
    document: str
    """Where the unit is, or was if it is gone."""
    before: str
    """Its English at the last sync; empty if it is new."""
    after: str
    """Its English now; empty if it is gone."""
    location: Location | None = None
    """In the source, unless it is gone."""
    old_document: str = ""
    """Where it was, if it moved."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found and did."""

    status: CourseStatus
    diagnostics: tuple[Diagnostic, ...] = ()
    written: tuple[str, ...] = ()
    """Paths relative to the course root."""
    removed: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    """What changed in the English since the last sync, in course order; what is gone, last."""
    effects: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """What became of translations, by language code: how many messages, by event of the merge."""
    left_out: tuple[str, ...] = ()
    """Codes of languages that were left as they are, because their files are damaged."""
    pending: bool = False
    """Whether templates or PO files are not up to date with the sources, and were not written."""
    unsynced: tuple[str, ...] = ()
    """Templates and PO files that a sync would write or remove, and that were left as they are."""

    @property
    def broken(self) -> bool:
        """Whether input could not be used, so that nothing was written."""
        return any(diagnostic.severity is Severity.BROKEN for diagnostic in self.diagnostics)


def ordered(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings in the order in which people work through them: by file, then line."""
    return tuple(
        sorted(
            dict.fromkeys(found),
            key=lambda d: (
                -int(d.severity is Severity.BROKEN),
                d.location or Location(""),
                d.code.value,
                d.key,
                d.language,
                d.message,
            ),
        )
    )
