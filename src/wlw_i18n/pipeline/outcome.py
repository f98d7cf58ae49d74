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
    targets: tuple[str, ...] = ()
    """Only these targets; all that course.toml names when empty."""
    languages: tuple[str, ...] = ()
    """Only these languages, by code; all when empty."""

    @property
    def changes_files(self) -> bool:
        """Whether the run writes anything but its own records."""
        return self.write or self.export


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found and did."""

    status: CourseStatus
    diagnostics: tuple[Diagnostic, ...] = ()
    written: tuple[str, ...] = ()
    """Paths relative to the course root."""
    removed: tuple[str, ...] = ()
    changes: Mapping[str, int] = field(default_factory=dict)
    """How many units of the source changed, by class of change."""

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
