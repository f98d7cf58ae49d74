"""What the terminal shows: diagnostics, tables, progress. Colours only on a terminal, 80 columns everywhere."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.model.status import CourseStatus, LanguageStatus
from wlw_i18n.pipeline.outcome import Outcome, Report

_STYLES = {Severity.BROKEN: "bold red", Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_NAMES = {Severity.BROKEN: "error", Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def output() -> Console:
    """Where results go."""
    return Console(highlight=False, soft_wrap=True)


def messages() -> Console:
    """Where errors and progress go, so that results can be piped."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Report]:
    """Show how far a run is, on a terminal only; the value is called with stage, done and total."""
    console = messages()
    if quiet or not console.is_terminal:
        yield lambda _stage, _done, _total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # No refresh thread: the work is done in forked processes, and a fork must not copy a running thread.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bars:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)
            bars.refresh()

        yield report


def print_diagnostics(console: Console, diagnostics: Iterable[Diagnostic]) -> None:
    """Print findings one by one: file, line, what is wrong, what to do."""
    for diagnostic in diagnostics:
        where = f"{diagnostic.location}: " if diagnostic.location else ""
        line = Text(where, style="bold")
        line.append(f"{_NAMES[diagnostic.severity]}: ", style=_STYLES[diagnostic.severity])
        line.append(diagnostic.message, style="")
        line.append(f" [{diagnostic.code.value}]", style="dim")
        console.print(line)
        if diagnostic.source is not None and diagnostic.source != diagnostic.location:
            console.print(Text(f"    English: {diagnostic.source}", style="dim"))
        if diagnostic.hint:
            console.print(Text(f"    {diagnostic.hint}", style="dim"))


def print_counts(console: Console, diagnostics: Iterable[Diagnostic]) -> None:
    """Print how many findings of each code and language there are, where a list would be too long."""
    counts = Counter((diagnostic.language or "-", diagnostic.code.value) for diagnostic in diagnostics)
    for (language, code), count in sorted(counts.items()):
        console.print(f"  {language:<8} {code:<24} {count:>6}")


def print_summary(console: Console, outcome: Outcome) -> None:
    """Print what a sync found and did."""
    status = outcome.status
    modules = len({document.module for document in status.documents})
    console.print(Text(status.title, style="bold"))
    console.print(
        f"{_number(modules, 'module')}, {_number(len(status.documents), 'document')}, "
        f"{_number(status.units, 'unit')}, {_number(status.words, 'word')} of English"
    )
    print_changes(console, outcome)
    if status.languages:
        console.print(language_table(status.languages))
    if not outcome.written and not outcome.removed:
        console.print("Nothing to do: everything is up to date.")
        return
    console.print(f"Written: {_kinds(outcome.written)}.")
    if outcome.removed:
        console.print(f"Removed: {_kinds(outcome.removed)}.")


def print_changes(console: Console, outcome: Outcome) -> None:
    """Print how the source changed since the last sync."""
    said = [f"{count} {name}" for name, count in outcome.changes.items() if count]
    if said:
        console.print(f"Changes in the English: {', '.join(said)}.")


def language_table(languages: Sequence[LanguageStatus]) -> Table:
    """Languages by line: how far each is, in words."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Language", no_wrap=True, max_width=24)
    for name in ("Ready", "Stale", "To confirm", "Broken", "To do"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Learners see it", no_wrap=True)
    for language in languages:
        counts = language.counts
        table.add_row(
            f"{language.code}  {language.autonym}",
            f"{counts.share * 100:.0f} %" if counts.share in (0, 1) else f"{min(counts.share * 100, 99.9):.1f} %",
            _words(counts.stale.words + counts.outdated.words),
            _words(counts.waiting.words),
            _words(counts.rejected.words),
            _words(counts.untranslated.words),
            "yes" if language.published else f"from {language.gate * 100:.0f} % on",
            style=None if language.published else "dim",
        )
    return table


def document_table(language: LanguageStatus) -> Table:
    """The documents of one language by line."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Document", no_wrap=True, max_width=34, overflow="ellipsis")
    for name in ("Ready", "Stale", "To do"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Served in", no_wrap=True)
    for document in language.documents:
        counts = document.counts
        waiting = counts.untranslated.words + counts.waiting.words + counts.rejected.words + counts.outdated.words
        indent = "" if document.kind == "module" else "  "
        table.add_row(
            f"{indent}{document.id}",
            f"{counts.share * 100:.0f} %",
            _words(counts.stale.words),
            _words(waiting),
            language.code if document.served else "fallback",
        )
    return table


def print_status(console: Console, status: CourseStatus, codes: Sequence[str]) -> None:
    """Print the table of languages, and of documents for the languages asked for."""
    if not codes:
        console.print(Text(status.title, style="bold"))
        console.print(f"{_number(status.units, 'unit')}, {_number(status.words, 'word')} of English; words below")
        console.print(language_table(status.languages))
        return
    for language in status.languages:
        if language.code in codes:
            console.print(Text(f"{language.code}  {language.autonym}", style="bold"))
            console.print(document_table(language))


def print_json(data: Any) -> None:
    """Print data for a script."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def as_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """A finding as plain data."""
    location, source = diagnostic.location, diagnostic.source
    return {
        "code": diagnostic.code.value,
        "severity": diagnostic.severity.name.lower(),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "path": location.path if location else None,
        "line": location.line if location else None,
        "language": diagnostic.language or None,
        "key": diagnostic.key or None,
        "source": str(source) if source else None,
    }


def _kinds(paths: Sequence[str]) -> str:
    kinds = {
        "translations/templates/": "template",
        "translations/": "PO file",
        "exports/olx/": "OLX archive",
        "exports/html/": "file of the site",
        "exports/wikitext/": "wikitext file",
    }
    counts = Counter(
        next((name for prefix, name in kinds.items() if path.startswith(prefix)), "other file") for path in paths
    )
    return ", ".join(_number(counts[name], name) for name in (*kinds.values(), "other file") if counts[name])


def _number(count: int, noun: str) -> str:
    plural = {"file of the site": "files of the site"}.get(noun, f"{noun}s")
    return f"{count:,} {noun if count == 1 else plural}"


def _words(count: int) -> str:
    return f"{count:,}" if count else "-"
