"""What the terminal shows: diagnostics, tables, progress.

Colours only on a terminal, and 80 columns where it is not known how many there are. A finding's own line is never
broken, whatever its length: editors, `grep` and build servers look for `file:line: error: …` on one line.
"""

import io
import json
import os
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.model.status import Counts, Dashboard, LanguageStatus
from wlw_i18n.pipeline.outcome import Report
from wlw_i18n.report.shares import percent, step

_STYLES = {Severity.BROKEN: "bold red", Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_USUAL: Final = 80
"""Columns that a table of all figures needs."""
_WIDE: Final = 96
_WIDEST: Final = 120
_BAR: Final = 20
_NAMES = {Severity.BROKEN: "error", Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def output() -> Console:
    """Where results go."""
    return _console(stderr=False)


def messages() -> Console:
    """Where errors and progress go, so that results can be piped."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    # Without colour, rich would still write in bold.
    return Console(
        stderr=stderr,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
        color_system=None if os.environ.get("NO_COLOR") else "auto",
    )


@contextmanager
def progress(*, quiet: bool) -> Iterator[Report]:
    """Show how far a run is, on a terminal only; the value is called with stage, done and total."""
    console = messages()
    if quiet or not console.is_terminal or console.color_system is None:
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


def print_text(console: Console, text: str, indent: str = "", style: str = "") -> None:
    """Print a text in lines that fit; what has no space in it, such as a path, is not broken."""
    lines = textwrap.wrap(
        text,
        console.width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    for line in lines:
        console.print(Text(line, style=style))


def print_styled(console: Console, text: Text, indent: str = "") -> None:
    """Print a text with styles in lines that fit; what the first is indented by may be a word."""
    for line in text.wrap(console, max(console.width - len(indent), 20)):
        line.rstrip()
        console.print(Text(indent).append_text(line))
        indent = " " * len(indent)


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
            print_text(console, f"English: {diagnostic.source}", "    ", "dim")
        if diagnostic.hint:
            print_text(console, diagnostic.hint, "    ", "dim")


def print_counts(console: Console, diagnostics: Iterable[Diagnostic]) -> None:
    """Print how many findings of each code and language there are, where a list would be too long."""
    counts = Counter((diagnostic.language or "-", diagnostic.code.value) for diagnostic in diagnostics)
    for (language, code), count in sorted(counts.items()):
        console.print(f"  {language:<8} {code:<24} {count:>6}")


def language_table(languages: Sequence[LanguageStatus], width: int = 80) -> Table:
    """Languages by line: how far each is, in words.

    Args:
        languages: what was counted.
        width: columns of the terminal. Where there are few, what is to be done stands in one column.
    """
    is_narrow, is_wide = width < _USUAL, width >= _WIDE
    table = _table("Language", 24)
    names = ("Ready", "Stale", *(() if is_narrow else ("To confirm", "Rejected")), "To do")
    for name in (*names, *(("Failing",) if is_narrow or is_wide else ())):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Learners" if is_narrow else "Learners see it", no_wrap=True)
    if width >= _WIDEST:
        table.add_column("", no_wrap=True)
    for language in languages:
        counts = language.counts
        lacking = (counts.waiting.words, counts.rejected.words, counts.untranslated.words)
        cells = [
            _cut(f"{language.code}  {language.autonym}"),
            Text(_share(counts.share), style=_style(counts.share)),
            _words(counts.stale.words + counts.outdated.words),
            *([_words(sum(lacking))] if is_narrow else map(_words, lacking)),
            *([_words(sum(language.failing.values()))] if is_narrow or is_wide else []),
            "yes" if language.published else f"from {language.gate * 100:.0f} %{'' if is_narrow else ' on'}",
            *([_bar(counts)] if width >= _WIDEST else []),
        ]
        table.add_row(*cells, style=None if language.published else "dim")
    return table


def document_table(language: LanguageStatus, width: int = 80) -> Table:
    """The documents of one language by line.

    Args:
        language: what was counted.
        width: columns of the terminal.
    """
    table = _table("Document", 34)
    for name in ("Ready", "Stale", "To do", "Failing"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Served in", no_wrap=True)
    if width >= _WIDE:
        table.add_column("", no_wrap=True)
    for document in language.documents:
        counts = document.counts
        waiting = counts.untranslated.words + counts.waiting.words + counts.rejected.words + counts.outdated.words
        indent = "" if document.kind == "module" else "  "
        table.add_row(
            _cut(f"{indent}{document.id}"),
            Text(f"{percent(counts.share)} %", style=_style(counts.share)),
            _words(counts.stale.words),
            _words(waiting),
            _words(sum(document.failing.values())),
            language.code if document.served else "fallback",
            *([_bar(counts)] if width >= _WIDE else []),
        )
    return table


def _table(first: str, width: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(first, max_width=width)
    return table


def _share(share: float) -> str:
    return f"{share * 100:.0f} %" if share in (0, 1) else f"{min(share * 100, 99.9):.1f} %"


def _style(share: float) -> str:
    """Colours say again what the number says."""
    return ("red", "red", "yellow", "yellow", "cyan", "green")[step(share)]


def _bar(counts: Counts) -> str:
    """What is ready as a bar of ASCII: `#` translated, `~` stale, `.` missing."""
    words = counts.total.words or 1
    ready = counts.translated.words * _BAR // words
    stale = min(-(-counts.stale.words * _BAR // words), _BAR - ready)
    return f"{'#' * ready}{'~' * stale}{'.' * (_BAR - ready - stale)}"


def _cut(text: str) -> Text:
    """A text that gives way where there is no room for the numbers beside it."""
    return Text(text, no_wrap=True, overflow="ellipsis")


def print_status(console: Console, dashboard: Dashboard, codes: Sequence[str]) -> None:
    """Print the table of languages and the history, or all about the languages asked for."""
    status = dashboard.status
    if not codes:
        print_text(console, status.title, style="bold")
        print_text(console, f"{number(status.units, 'unit')}, {number(status.words, 'word')} of English; words below")
        console.print(language_table(status.languages, console.width))
        for milestone in dashboard.history:
            shares = ", ".join(f"{code} {percent(share)} %" for code, share in milestone.shares.items())
            print_text(console, f"{milestone.tag} ({milestone.date}): {shares}", style="dim")
        return
    for language in status.languages:
        if language.code in codes:
            console.print(Text(f"{language.code}  {language.autonym}", style="bold"))
            console.print(document_table(language, console.width))
            _print_work(console, dashboard, language)


def _print_work(console: Console, dashboard: Dashboard, language: LanguageStatus) -> None:
    """What fails, who translated, how far it was, what comes next."""
    failing = ", ".join(f"{count} {code}" for code, count in language.failing.items())
    names = ", ".join(f"{each.name} ({number(each.files, 'file')})" for each in language.translators)
    history = ", ".join(
        f"{milestone.tag} {percent(milestone.shares[language.code])} %"
        for milestone in dashboard.history
        if language.code in milestone.shares
    )
    for title, said in (("Failing checks", failing), ("Translators", names), ("At git tags", history)):
        if said:
            print_text(console, f"{title}: {said}")
    following = dashboard.next.get(language.code, ())
    if following:
        console.print("Next:")
    for unit in following:
        # Never broken: editors and grep look for file:line.
        console.print(Text(f"  {unit.path}:{unit.line}: {unit.state}, {number(unit.words, 'word')} [{unit.key}]"))
        print_text(console, short(unit.text, max(console.width - 6, 20)), "      ", "dim")


def short(text: str, limit: int) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def print_json(data: Any) -> None:
    """Print data for a script."""
    # Scripts may read through a pipe of any encoding.
    plain = (sys.stdout.encoding or "").lower() not in ("utf-8", "utf8")
    sys.stdout.write(json.dumps(data, ensure_ascii=plain, indent=1) + "\n")


def print_rendered(text: str) -> None:
    """Print what another program reads: in UTF-8, whatever the terminal's encoding is."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout.write(text)


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


def number(count: int, noun: str) -> str:
    """A count with its noun."""
    plural = {"file of the site": "files of the site", "entry": "entries"}.get(noun, f"{noun}s")
    return f"{count:,} {noun if count == 1 else plural}"


def _words(count: int) -> str:
    return f"{count:,}" if count else "-"
