"""What the commands do by which people look through translations and decide: todo, diff, accept, withdraw, tidy."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rich.text import Text

from wlw_i18n import outputs
from wlw_i18n.cli import console, summary
from wlw_i18n.cli.commands import report_problems, run_on
from wlw_i18n.cli.policy import BROKEN, CLEAN, FINDINGS
from wlw_i18n.cli.refusals import refuse, refusing
from wlw_i18n.model.course import Language
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline.desk import Desk, opened, review, tidying
from wlw_i18n.pipeline.desk.review import Entry
from wlw_i18n.pipeline.outcome import Options
from wlw_i18n.pipeline.workspace import find_root

_Select = Callable[[Desk, Language], Iterable[Entry]]
_Decide = Callable[[Desk, Language, review.Selection], tuple[tuple[OutputFile, ...], int]]


@refusing
def todo(course: Path, codes: Sequence[str], *, as_json: bool) -> int:
    """List what waits for translators, in the order in which learners meet it."""
    return _list(course, codes, review.to_do, _print_todo, as_json=as_json)


@refusing
def diff(course: Path, codes: Sequence[str], *, as_json: bool) -> int:
    """Show, for each stale translation, what changed in the English, and the translation."""
    return _list(course, codes, review.stale, _print_diff, as_json=as_json)


@refusing
def accept(course: Path, units: Sequence[str], document: str, codes: Sequence[str], *, all_small: bool) -> int:
    """Declare edits minor: the stale translations of these texts hold as they are."""
    if not (units or document or all_small):
        return refuse("say which texts: their keys, or --document, or --all-small.")
    return _decide(course, codes, review.accept, _selection(units, document, all_small=all_small), units)


@refusing
def withdraw(course: Path, units: Sequence[str], document: str, codes: Sequence[str]) -> int:
    """Declare that stale translations must not be shown any more."""
    if not (units or document):
        return refuse("say which texts: their keys, or --document.")
    return _decide(course, codes, review.withdraw, _selection(units, document, all_small=False), units)


@refusing
def tidy(course: Path, codes: Sequence[str], *, days: int | None, keep: int | None, dry_run: bool) -> int:
    """Remove old entries of memories."""
    if days is None and keep is None:
        return refuse("say what to remove: --older-than DAYS, --keep NUMBER, or both.")
    older_than = None if days is None else timedelta(days=days)
    now = datetime.now(UTC)
    out = console.output()
    with opened(course) as desk:
        languages = desk.languages(codes)
        found = [tidying.trim(desk, language, older_than=older_than, keep=keep, now=now) for language in languages]
        for trimmed in found:
            out.print(
                f"{trimmed.path}: {len(trimmed.removed):,} of {console.number(trimmed.before, 'entry')} to remove"
            )
            if not dry_run:
                desk.write(() if trimmed.file is None else (trimmed.file,))
                outputs.remove(desk.root, (trimmed.path,) if trimmed.is_emptied else ())
    if dry_run:
        out.print("Nothing was written: this was a dry run.")
    return CLEAN


def _list(
    course: Path,
    codes: Sequence[str],
    select: _Select,
    show: Callable[[Language, Sequence[Entry]], None],
    *,
    as_json: bool,
) -> int:
    if not _is_up_to_date(course, codes):
        return BROKEN
    with opened(course) as desk:
        found = [(language, list(select(desk, language))) for language in desk.languages(codes)]
    if as_json:
        console.print_json({language.code: [_data(entry) for entry in entries] for language, entries in found})
        return CLEAN
    for language, entries in found:
        show(language, entries)
    return CLEAN


def _decide(
    course: Path, codes: Sequence[str], decide: _Decide, selection: review.Selection, units: Sequence[str]
) -> int:
    if not _is_up_to_date(course, codes):
        return BROKEN
    out = console.output()
    total = 0
    written: list[str] = []
    with opened(course) as desk:
        decided = [(language, *decide(desk, language, selection)) for language in desk.languages(codes)]
        for language, files, count in decided:
            total += count
            written.extend(desk.write(files))
            if count:
                what = "accepted" if decide is review.accept else "withdrawn, and kept in memory.po"
                out.print(f"{language.code}  {language.autonym}: {console.number(count, 'translation')} {what}")
    if not total:
        named = f" {', '.join(units)}" if units else ""
        out.print(f"No stale translation is meant by{named or ' that'}; nothing was written.")
        return FINDINGS
    for path in written:
        out.print(f"  {path}")
    out.print("Next: `wlw-i18n sync`, which brings the exports up to date.")
    return CLEAN


def _selection(units: Sequence[str], document: str, *, all_small: bool) -> review.Selection:
    keys = frozenset(units)

    def is_meant(entry: Entry) -> bool:
        return entry.message.key in keys or entry.document == document or (all_small and entry.is_small)

    return is_meant


def _is_up_to_date(course: Path, codes: Sequence[str]) -> bool:
    """Whether the PO files say what the lessons say; if not, that is printed."""
    outcome = run_on(find_root(course), Options(languages=tuple(codes)))
    if outcome.broken:
        report_problems(outcome)
    elif outcome.pending:
        refuse("the PO files are not up to date with the lessons. Run `wlw-i18n sync` first.")
    return not (outcome.broken or outcome.pending)


def _print_todo(language: Language, entries: Sequence[Entry]) -> None:
    out = console.output()
    words = sum(entry.words for entry in entries)
    said = f"{console.number(len(entries), 'text')}, {console.number(words, 'word')}" if entries else "nothing to do"
    out.print(Text(f"{language.code}  {language.autonym}: {said}", style="bold"))
    for entry in entries:
        out.print(f"  {entry.location}: {entry.message.state.value}, {console.number(entry.words, 'word')}")
        console.print_text(out, console.short(entry.message.msgid, 70), "      ")


def _print_diff(language: Language, entries: Sequence[Entry]) -> None:
    out = console.output()
    if not entries:
        out.print(f"{language.code}  {language.autonym}: nothing is stale.")
    for entry in entries:
        message = entry.message
        out.print(Text(f"{entry.location}  {message.key}", style="bold"))
        console.print_styled(out, summary.changed_words(out, message.previous_msgid or "", message.msgid), "  en  ")
        console.print_styled(out, Text(message.msgstr), f"  {language.code}  ")


def _data(entry: Entry) -> dict[str, Any]:
    message = entry.message
    return {
        "key": message.key,
        "document": entry.document,
        "path": entry.location.path,
        "line": entry.location.line,
        "state": message.state.value,
        "words": entry.words,
        "english": message.msgid,
        "previous": message.previous_msgid,
        "translation": message.msgstr,
    }
