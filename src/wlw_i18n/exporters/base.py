"""What every exporter is: a handful of pure functions from an edition of the course to files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wlw_i18n.model.course import Edition
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile


def _no_limits(_edition: Edition, _files: Sequence[OutputFile]) -> Iterable[Diagnostic]:
    return ()


def _nothing(_edition: Edition, _document: Document) -> Iterable[Diagnostic]:
    return ()


def _as_they_are(_edition: Edition, files: Sequence[OutputFile]) -> Iterable[OutputFile]:
    return files


@dataclass(frozen=True, slots=True)
class Exporter:
    """One target.

    All functions are pure: the same edition gives the same bytes, whatever the clock says. An exporter reads
    nothing but its arguments; that is what makes it safe to skip a document whose inputs did not change.
    """

    name: str
    """Name of the target in `course.toml`, and of its folder below `exports/`."""
    document: Callable[[Edition, Document], Iterable[OutputFile]]
    """The files of one document in one language; paths relative to `exports/<name>/`."""
    course: Callable[[Edition], Iterable[OutputFile]]
    """The files of the edition as a whole: index pages, `course.xml`, policies, style sheets."""
    assets: Callable[[Edition], Mapping[str, str]]
    """Output path -> path, relative to the course root, of a media file to copy (or to put into the archive)."""
    package: Callable[[Edition, Sequence[OutputFile]], Iterable[OutputFile]] | None = None
    """All files of one language, assets included -> packaged files (an archive, a dump)."""
    prepare: Callable[[Edition, Sequence[OutputFile]], Iterable[OutputFile]] = _as_they_are
    """The files of one document -> what `package` gets in their place: what can be done before all are known, and
    is kept from run to run. `package` takes files that were not prepared, too."""
    loose: bool = True
    """Whether the files of `document` and `course` are themselves written to `exports/` (not only packaged)."""
    diagnose: Callable[[Edition, Document], Iterable[Diagnostic]] = _nothing
    """What this target cannot express."""
    inspect: Callable[[Edition, Sequence[OutputFile]], Iterable[Diagnostic]] = _no_limits
    """What is wrong with all files of one language together: the same that `package` gets."""
