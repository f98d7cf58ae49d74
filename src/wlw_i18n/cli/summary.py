"""What a sync found and did, or would do: the changes of the English, what they make of translations, the files."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from rich.console import Console
from rich.text import Text

from wlw_i18n.cli import console
from wlw_i18n.model.status import LanguageStatus
from wlw_i18n.pipeline.outcome import Edit, Outcome
from wlw_i18n.report.worddiff import Part, word_diff

_STYLES: Final = {Part.SAME: "", Part.GONE: "red strike", Part.NEW: "green"}
_MARKS: Final = {Part.SAME: ("", ""), Part.GONE: ("[-", "-]"), Part.NEW: ("{+", "+}")}
_EFFECTS: Final = {
    "stale": "stale",
    "whole": "ready again",
    "held": "kept, because the author says that the edit is minor",
    "taken": "taken over from the same text",
    "suggested": "suggested from similar text",
    "retired": "moved to memory.po",
}
_KINDS: Final = {
    "translations/templates/": "template",
    "translations/": "PO file",
    "exports/olx/": "OLX archive",
    "exports/html/": "file of the site",
    "exports/wikitext/": "wikitext file",
    "exports/epub/": "book",
}


def print_summary(out: Console, outcome: Outcome, *, dry: bool) -> None:
    """Print what a sync found and did; of a dry run, every change and what it would do."""
    status = outcome.status
    modules = len({document.module for document in status.documents})
    console.print_text(out, status.title, style="bold")
    out.print(
        f"{console.number(modules, 'module')}, {console.number(len(status.documents), 'document')}, "
        f"{console.number(status.units, 'unit')}, {console.number(status.words, 'word')} of English"
    )
    if dry:
        print_edits(out, outcome.edits)
    _print_counts(out, outcome.edits)
    _print_effects(out, outcome.effects, outcome.status.languages)
    if status.languages:
        out.print(console.language_table(status.languages, out.width))
    if dry:
        out.print("Nothing was written: this was a dry run.")
    elif not outcome.written and not outcome.removed:
        out.print("Nothing to do: everything is up to date.")
    if outcome.written:
        console.print_text(out, f"Written: {_files(outcome.written)}.")
    if outcome.removed:
        console.print_text(out, f"Removed: {_files(outcome.removed)}.")


def print_edits(out: Console, edits: Iterable[Edit]) -> None:
    """Print each change of the English, by document: its class, its place, and the words that changed."""
    for document, of_document in groupby(edits, key=lambda edit: edit.document):
        out.print(Text(document, style="bold"))
        for edit in of_document:
            where = f"{edit.location}  " if edit.location else ""
            moved = f" from {edit.old_document}" if edit.old_document not in ("", edit.document) else ""
            out.print(f"  {where}{edit.key}  {edit.kind}{moved}")
            if edit.before and edit.after:
                console.print_styled(out, changed_words(out, edit.before, edit.after), "      ")
            else:
                out.print(f"      {console.short(edit.before or edit.after, 70)}")


def changed_words(out: Console, before: str, after: str) -> Text:
    """Both texts in one: what is gone and what is new are coloured, or marked where there are no colours.

    Marks are those of `git diff --word-diff`: `[-gone-]` and `{+new+}`.
    """
    shown = Text()
    for piece in word_diff(before, after):
        opening, closing = ("", "") if out.is_terminal and out.color_system else _MARKS[piece.part]
        shown.append(f"{opening}{piece.text}{closing}", style=_STYLES[piece.part])
    return shown


def as_data(edit: Edit) -> Mapping[str, Any]:
    """A change as plain data."""
    return {
        "class": edit.kind,
        "key": edit.key,
        "document": edit.document,
        "old_document": edit.old_document or None,
        "path": edit.location.path if edit.location else None,
        "line": edit.location.line if edit.location else None,
        "before": edit.before,
        "after": edit.after,
    }


def _print_counts(out: Console, edits: Sequence[Edit]) -> None:
    counts = Counter(edit.kind for edit in edits)
    if counts:
        said = ", ".join(f"{count:,} {kind}" for kind, count in counts.items())
        console.print_text(out, f"Changes in the English: {said}.")


def _print_effects(out: Console, effects: Mapping[str, Mapping[str, int]], languages: Sequence[LanguageStatus]) -> None:
    for language in languages:
        found = effects.get(language.code, {})
        said = ", ".join(f"{found[event]:,} {what}" for event, what in _EFFECTS.items() if found.get(event))
        if said:
            console.print_text(out, f"{language.code}  {language.autonym}: {said}.")


def _files(paths: Sequence[str]) -> str:
    counts = Counter(
        next((name for prefix, name in _KINDS.items() if path.startswith(prefix)), "other file") for path in paths
    )
    names = (*_KINDS.values(), "other file")
    return ", ".join(console.number(counts[name], name) for name in names if counts[name])
