"""`export olx --since` and `--against`: what the next import changes in the runs that learners are in."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from wlw_i18n.cli import console
from wlw_i18n.cli.commands import report_problems
from wlw_i18n.cli.policy import BROKEN, FailOn, exit_code
from wlw_i18n.cli.refusals import refuse, refusing
from wlw_i18n.exporters.olx.changes import BlockChange, ChangeKind, Loss
from wlw_i18n.pipeline import reimport
from wlw_i18n.pipeline.outcome import Options, Outcome
from wlw_i18n.pipeline.reimport import Reimport
from wlw_i18n.pipeline.workspace import find_root

_STUDIO: Final[Mapping[str, str]] = {
    "course": "course settings",
    "chapter": "section",
    "sequential": "subsection",
    "vertical": "unit",
    "html": "text",
    "problem": "problem",
    "video": "video",
    "file": "file",
}
"""What Studio calls them."""
_LOSSES: Final[Mapping[Loss, str]] = {
    Loss.NONE: "",
    Loss.GONE: "answers and points are lost",
    Loss.KIND: "answers are lost: it is answered in another way",
    Loss.ORDER: "answers stand at other choices: their order changed",
    Loss.TEXTS: "answers are lost where the text of a choice changed",
    Loss.CHOICES: "answers are lost where a choice is gone",
}
_TITLE: Final = 36


@refusing
def export_since(  # noqa: PLR0913 - the options of the command
    course: Path,
    targets: tuple[str, ...],
    codes: Sequence[str],
    *,
    draft: bool,
    as_json: bool,
    revision: str | None = None,
    archives: Sequence[Path] = (),
) -> int:
    """Export OLX, and list what an import changes since a git revision, or against older archives."""
    if revision is not None and archives:
        return refuse("give either --since or --against")
    if set(targets) - {"olx"}:
        return refuse("--since and --against compare OLX archives: wlw-i18n export olx …")
    root = find_root(course)
    options = Options(export=True, draft=draft, targets=("olx",), languages=tuple(codes))
    with console.progress(quiet=False) as report:
        if revision is not None:
            outcome, found = reimport.since(root, revision, options, report)
        else:
            outcome, found = reimport.against(root, archives, options, report)
    if as_json:
        console.print_json(_as_data(outcome, found))
    else:
        report_problems(outcome)
        if not outcome.broken:
            _print(found)
    return BROKEN if outcome.broken else exit_code(outcome.diagnostics, FailOn.ERROR)


def _as_data(outcome: Outcome, found: Iterable[Reimport]) -> dict[str, Any]:
    return {
        "languages": {
            each.language.code: {
                "first": each.is_first,
                "blocks": [
                    {
                        "change": change.kind.value,
                        "category": change.category,
                        "url_name": change.name,
                        "title": change.title,
                        "answers": change.loss.value or None,
                    }
                    for change in each.changes
                ],
            }
            for each in found
        },
        "diagnostics": [console.as_data(diagnostic) for diagnostic in outcome.diagnostics],
    }


def _print(found: Sequence[Reimport]) -> None:
    out = console.output()
    old = [each for each in found if not each.is_first]
    for each in found:
        if each.is_first:
            console.print_text(out, f"{each.language.code}: nothing to compare with. Everything in it is new.")
    by_change: dict[tuple[ChangeKind, str, str, Loss], list[tuple[str, BlockChange]]] = {}
    for each in old:
        for change in each.changes:
            key = (change.kind, change.category, change.name, change.loss)
            by_change.setdefault(key, []).append((each.language.code, change))
    if old and not by_change:
        out.print("Nothing changes.")
        return
    for kind, title in (
        (ChangeKind.GONE, "Vanish: learners no longer see them, and what they did there is lost"),
        (ChangeKind.CHANGED, "Change: progress is kept, but for what stands beside them"),
        (ChangeKind.ADDED, "Are added"),
    ):
        rows = [said for key, said in by_change.items() if key[0] is kind]
        if rows:
            console.print_text(out, f"{title} ({len(rows)}):", style="bold")
            out.print(_table(rows, len(old)))


def _table(rows: Iterable[list[tuple[str, BlockChange]]], languages: int) -> Table:
    rows = list(rows)
    loses = any(said[0][1].loss is not Loss.NONE for said in rows)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Block", no_wrap=True)
    table.add_column("Title", max_width=_TITLE)
    table.add_column("url_name", overflow="fold")
    table.add_column("Languages")
    if loses:
        table.add_column("Learners' answers")
    for said in rows:
        change = said[0][1]
        codes = "all" if len(said) == languages else ", ".join(code for code, _ in said)
        table.add_row(
            _STUDIO.get(change.category, change.category),
            Text(change.title, no_wrap=True, overflow="ellipsis"),
            Text(change.name),
            codes,
            *([_LOSSES[change.loss]] if loses else []),
        )
    return table
