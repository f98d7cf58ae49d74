"""What `exchange` does: PO files to the formats of other programs."""

from collections.abc import Sequence
from pathlib import Path

from wlw_i18n import outputs
from wlw_i18n.catalogs import exchange
from wlw_i18n.catalogs.exchange import Format
from wlw_i18n.cli import console
from wlw_i18n.cli.policy import CLEAN
from wlw_i18n.cli.refusals import refusing
from wlw_i18n.model.course import Language
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline.desk import Desk, opened
from wlw_i18n.pipeline.refusal import RefusedError


@refusing
def export_to(course: Path, to: str, codes: Sequence[str], out: Path) -> int:
    """Write one file for each language, with all its texts.

    Args:
        course: a folder of the course.
        to: a value of `Format`.
        codes: of the languages; all of the course when empty.
        out: the folder to write to. A file there that is not what would be written is left alone.

    Returns:
        The exit code.
    """
    with opened(course) as desk:
        files = [_file_of(desk, Format(to), language) for language in desk.languages(codes)]
    _write_new(out, files)
    return CLEAN


def _file_of(desk: Desk, to: Format, language: Language) -> OutputFile:
    catalogs = desk.catalogs(language)
    content, problems = exchange.write(to, catalogs, desk.config.source_language.tag, language.tag)
    if content is None:
        raise RefusedError(diagnostics=problems)
    return OutputFile(f"{language.code}{exchange.EXTENSIONS[to]}", content)


def _write_new(out: Path, files: Sequence[OutputFile]) -> None:
    """Write files that do not exist yet: one that does may hold a translator's work."""
    for file in files:
        path = out / file.path
        if path.exists() and path.read_bytes() != file.content:
            raise RefusedError(
                f"{path} exists and is not what would be written: it may hold translations. Import it or move it away "
                "first, or choose another folder with --out. Nothing was written."
            )
    written = outputs.write_all(out, files).written
    console_out = console.output()
    for file in files:
        console_out.print(f"{out / file.path}{'' if file.path in written else '  is up to date'}")
