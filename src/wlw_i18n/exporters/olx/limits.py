"""What Studio's import refuses as a whole, however good each block is.

The numbers are those of Open edX's `extract_archive.py` and of Studio's form for a new run.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from wlw_i18n.exporters.olx.course import run_of
from wlw_i18n.model.course import Edition
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.source import Location

MOST_MEMBERS: Final = 50_000
MOST_BYTES: Final = 2 * 1024**3
"""Of all files together, unpacked."""
LONGEST_COURSE: Final = 65
"""Characters of organisation, number and run together."""

_CONFIG: Final = Location("source/course.toml")
_SPLIT: Final = "Take large media out of the course (link to Wikimedia Commons instead), or make two courses of it."


def limits(edition: Edition, files: Sequence[OutputFile]) -> Iterator[Diagnostic]:
    """Report what Studio would refuse of an edition's archive.

    Args:
        edition: the edition.
        files: all that its archive holds, media included.
    """
    yield from too_large(edition, len(files) + 1, sum(len(file.content) for file in files))
    config = edition.config
    is_source = edition.language.code == config.source_language.code
    if is_source and config.olx.image and config.olx.image not in edition.media:
        message = f'olx: there is no picture "{config.olx.image}" below source/, so the course has a plain one'
        hint = "Put the picture there, or correct image in [targets.olx]."
        yield Diagnostic(Code.NOT_EXPRESSIBLE, Severity.WARNING, message, _CONFIG, hint=hint)
    course = config.organisation + config.number + run_of(edition)
    if len(course) > LONGEST_COURSE:
        yield _refused(
            edition,
            f"organisation, number and run ({run_of(edition)}) have {len(course)} characters together; Studio takes "
            f"{LONGEST_COURSE}",
            'Make "organisation", "number" or "run" shorter, before the first import: they are the address of the run.',
        )


def too_large(edition: Edition, members: int, size: int) -> Iterator[Diagnostic]:
    """Report an archive of too many files, or of too many bytes when unpacked."""
    if members > MOST_MEMBERS:
        yield _refused(edition, f"the archive has {members} files; Studio takes {MOST_MEMBERS}", _SPLIT)
    if size > MOST_BYTES:
        megabytes, most = size // 1024**2, MOST_BYTES // 1024**2
        yield _refused(edition, f"the archive has {megabytes} MB of files; Studio takes {most}", _SPLIT)


def _refused(edition: Edition, message: str, hint: str) -> Diagnostic:
    is_source = edition.language.code == edition.config.source_language.code
    language = "" if is_source else edition.language.tag
    return Diagnostic(Code.NOT_EXPRESSIBLE, Severity.ERROR, f"olx: {message}", _CONFIG, language=language, hint=hint)
