"""What `exchange` and `import` do: PO files to the formats of other programs, and what comes back into PO files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from wlw_i18n import outputs
from wlw_i18n.catalogs import exchange
from wlw_i18n.catalogs.exchange import Format
from wlw_i18n.cli import console
from wlw_i18n.cli.policy import CLEAN, FINDINGS
from wlw_i18n.cli.refusals import refusing
from wlw_i18n.model.catalog import Message
from wlw_i18n.model.course import Language
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline import arrivals
from wlw_i18n.pipeline.arrivals import Plan
from wlw_i18n.pipeline.desk import Desk, opened
from wlw_i18n.pipeline.refusal import RefusedError

_SHOWN: Final = 10
"""How many texts of one kind are listed."""


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


@refusing
def import_from(course: Path, files: Sequence[Path], lang: str | None, *, force: bool, dry_run: bool) -> int:
    """Put translations from files of other programs into the PO files, after a summary.

    Args:
        course: a folder of the course.
        files: what came back.
        lang: the code of their language; when empty, each file tells, by what stands in it or by its name.
        force: whether they also take the place of other translations that are ready.
        dry_run: whether to stop after the summary.

    Returns:
        The exit code: 1 if a file has something that was not taken, 2 if nothing could be read or written.
    """
    with opened(course) as desk:
        plans = arrivals.plans(desk, files, lang, force=force)
        for plan in plans:
            _show(plan)
        written = () if dry_run else desk.write(file for plan in plans for file in plan.files)
    _tell(written, dry_run=dry_run)
    return FINDINGS if any(plan.is_incomplete for plan in plans) else CLEAN


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


def _show(plan: Plan) -> None:
    """Print what a file brings, before anything is written."""
    out = console.output()
    out.print(f"{plan.language.code}  {plan.language.autonym}, from {', '.join(plan.names)}", style="bold")
    taken = [message for result in plan.results for message in result.taken]
    outdated = {message.key for result in plan.results for message in result.outdated}
    waiting = [message for message in taken if message.fuzzy and message.key not in outdated]
    noted = [message for result in plan.results for message in result.noted]
    replaced = [message for result in plan.results for message in result.replaced]
    kept = [message for result in plan.results for message in result.kept]
    counts = (
        (len(taken), "taken", ""),
        (len(outdated), "of them made for another English", ": stale, with that English beside them"),
        (len(waiting), "of them to be confirmed", ""),
        (len(replaced), "of them in place of another translation", ", which is in memory.po then"),
        (len(noted), "with new comments only", ""),
        (len(kept), "not taken", ": the PO file has another translation; --force replaces it"),
        (len(plan.unknown), "not in the course", ""),
    )
    for count, what, more in counts:
        if count:
            out.print(f"{count:>7,} {what}{more}")
        if count and what == "not taken":
            _list(kept)
    if not any(count for count, _, _ in counts):
        out.print("        nothing new")


def _list(messages: Sequence[Message]) -> None:
    out = console.output()
    for message in messages[:_SHOWN]:
        out.print(f"{'':>10}{message.key}  {console.short(message.msgstr, 50)}")
    if len(messages) > _SHOWN:
        out.print(f"{'':>10}…")


def _tell(written: Sequence[str], *, dry_run: bool) -> None:
    out = console.output()
    if dry_run:
        out.print("Nothing was written: this was a dry run.")
    elif not written:
        out.print("Nothing to write.")
    else:
        out.print("Written:")
        for path in written:
            out.print(f"  {path}")
        out.print("Next: `wlw-i18n sync`, which checks the translations and exports them.")
