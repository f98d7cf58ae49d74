"""What `import` does: translations of other programs, and translated Markdown files, into PO files, after a summary."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.table import Table

from wlw_i18n.align import How
from wlw_i18n.cli import console
from wlw_i18n.cli.policy import CLEAN, FINDINGS
from wlw_i18n.cli.refusals import refusing
from wlw_i18n.model.catalog import Message
from wlw_i18n.pipeline.desk import arrivals, opened
from wlw_i18n.pipeline.desk.arrivals import Plan, Terms
from wlw_i18n.pipeline.desk.translated_files import Aligned

_SHOWN: Final = 10
"""How many texts of one kind are listed."""
_WAYS: Final = {How.STRUCTURE: "By place", How.ANCHOR: "By link", How.SIMILAR: "By length"}


@refusing
def import_from(course: Path, files: Sequence[Path], lang: str | None, terms: Terms, *, dry_run: bool) -> int:
    """Put translations into the PO files, after a summary.

    Args:
        course: a folder of the course.
        files: what came in.
        lang: the code of their language; when empty, each file tells, by what stands in it or by its name.
        terms: on which translations are taken.
        dry_run: whether to stop after the summary.

    Returns:
        The exit code: 1 if a file has something that was not taken, 2 if nothing could be read or written.
    """
    with opened(course) as desk:
        plans = arrivals.plans(desk, files, lang, terms)
        for plan in plans:
            _show(plan)
        if not plans:
            console.output().print("These files hold no translations.")
        written = () if dry_run else desk.write(file for plan in plans for file in plan.files)
    _tell(written, dry_run=dry_run)
    return FINDINGS if any(plan.is_incomplete for plan in plans) else CLEAN


def _alignments(aligned: Sequence[Aligned]) -> Table:
    """How each translated file was understood: its texts that were found, in which way, and the rest."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Document", max_width=30)
    for name in ("Found", *_WAYS.values(), "English", "Missing", "Left over"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in aligned:
        found = one.alignment
        ways = Counter(pair.how for pair in found.pairs)
        share = "refused" if found.refused else f"{found.share * 100:.0f} %"
        counts = (*(ways[how] for how in _WAYS), len(found.untranslated), len(found.missing), len(found.surplus))
        table.add_row(one.document, share, *(str(count) if count else "-" for count in counts))
    return table


def _print_left_over(plan: Plan) -> None:
    out = console.output()
    for one in plan.aligned:
        if one.alignment.refused:
            console.print_text(out, f"{one.path} is not taken: {one.alignment.refused}.")
            continue
        for unit in one.alignment.surplus:
            line = unit.location.line if unit.location else 0
            out.print(f"{one.path}:{line}: left over: {console.short(unit.text, 50)}")
    for path in plan.without_source:
        console.print_text(out, f"{path} is not taken: it has the name of no document of the course.")


def _show(plan: Plan) -> None:
    """Print what a file brings, before anything is written."""
    out = console.output()
    out.print(f"{plan.language.code}  {plan.language.autonym}, from {', '.join(plan.names)}", style="bold")
    if plan.aligned:
        out.print(_alignments(plan.aligned))
        _print_left_over(plan)
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
        (len(plan.unknown), "not in the course", ", or it is not clear which text is meant"),
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
