"""What `check` and `sync --check` do: look, print what was found in one of the formats, write nothing."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wlw_i18n.cli import console
from wlw_i18n.cli.commands import as_plain_data, report_problems, run_on
from wlw_i18n.cli.extras import Extras, findings
from wlw_i18n.cli.policy import BROKEN, CLEAN, FINDINGS, FailOn, exit_code
from wlw_i18n.cli.refusals import refusing
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.pipeline import msgids
from wlw_i18n.pipeline.outcome import Options, Outcome, ordered
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.workspace import find_root
from wlw_i18n.report import baseline
from wlw_i18n.report.formats import Format
from wlw_i18n.report.formats.common import below
from wlw_i18n.report.formats.table import FORMATS


@dataclass(frozen=True, slots=True)
class Shown:
    """How findings are shown, and which are known already."""

    form: Format = Format.TEXT
    baseline: Path | None = None
    write_baseline: Path | None = None


@refusing
def check(course: Path, codes: Sequence[str], extras: Extras, shown: Shown, *, fail_on: FailOn) -> int:
    """Report findings; write nothing but a baseline, if one is asked for."""
    root = find_root(course)
    outcome = run_on(root, Options(languages=tuple(codes)))
    found = findings(root, outcome, codes, extras)
    if shown.write_baseline is not None and not outcome.broken:
        return _write_baseline(shown.write_baseline, found, fail_on)
    if shown.baseline is not None and not outcome.broken:
        tags = {language.tag for language in outcome.status.languages if not codes or language.code in codes}
        known = {mark: entry for mark, entry in _known(shown.baseline).items() if entry.language in {"", *tags}}
        unasked = () if extras.online else (Code.LINK_DEAD, Code.LINK_MOVED)
        path = Path(os.path.relpath(shown.baseline.resolve(), root)).as_posix()
        gone = baseline.gone(found, known, path, unasked=unasked)
        found = ordered((*baseline.new(found, known), *gone))
    if shown.form is Format.JSON:
        console.print_json({"diagnostics": [console.as_data(diagnostic) for diagnostic in found]})
    elif shown.form is Format.TEXT:
        _print(found, show_all=extras.show_all)
    else:
        listed = [d for d in found if extras.show_all or _matters(d, fail_on) or d.code is Code.BASELINE]
        console.print_rendered(FORMATS[shown.form](below(listed, _below_repository(root))))
    return exit_code(found, fail_on)


@refusing
def sync_check(course: Path, fail_on: FailOn, *, as_json: bool) -> int:
    """Say whether a sync would change templates or PO files; write nothing."""
    root = find_root(course)
    outcome = run_on(root, Options())
    by_hand = () if outcome.broken else msgids.changed_by_hand(root, outcome)
    outcome = replace(outcome, diagnostics=ordered((*outcome.diagnostics, *by_hand)))
    if as_json:
        console.print_json(as_plain_data(outcome))
    else:
        report_problems(outcome)
        # Of warnings, `report_problems` gives only a number.
        console.print_diagnostics(console.messages(), (d for d in by_hand if d.severity is Severity.WARNING))
        _print_unsynced(outcome)
    if outcome.broken:
        return BROKEN
    return FINDINGS if outcome.unsynced or by_hand else exit_code(outcome.diagnostics, fail_on)


def _print_unsynced(outcome: Outcome) -> None:
    out = console.output()
    if outcome.broken:
        return
    if not outcome.unsynced:
        out.print("Templates and PO files are up to date.")
        return
    out.print(f"Not up to date with the lessons: {console.number(len(outcome.unsynced), 'file')}.")
    for path in outcome.unsynced:
        out.print(f"  {path}")
    console.print_text(out, "Run `wlw-i18n sync` and commit what it changes.")


def _print(found: Sequence[Diagnostic], *, show_all: bool) -> None:
    out = console.output()
    listed = [d for d in found if show_all or d.severity > Severity.INFO or d.code is Code.BASELINE]
    counted = [d for d in found if d not in listed]
    console.print_diagnostics(out, listed)
    if counted:
        out.print("Also (list them with --all):")
        console.print_counts(out, counted)
    if not found:
        out.print("No findings.")


def _matters(diagnostic: Diagnostic, fail_on: FailOn) -> bool:
    """Whether a finding is more than a note, or a note that fails."""
    return diagnostic.severity > Severity.INFO or exit_code([diagnostic], fail_on) != CLEAN


def _write_baseline(path: Path, found: Sequence[Diagnostic], fail_on: FailOn) -> int:
    known = [diagnostic for diagnostic in found if _matters(diagnostic, fail_on)]
    path.write_text(baseline.write(known), encoding="utf-8", newline="\n")
    console.print_text(console.messages(), f"{path}: {console.number(len(known), 'known finding')}.")
    return CLEAN


def _known(path: Path) -> Mapping[str, baseline.Known]:
    try:
        return baseline.read(path.read_bytes())
    except baseline.InvalidBaselineError as error:
        message = f"{path} is not a baseline: {error}. Write it anew with --write-baseline."
        raise RefusedError(message) from error


def _below_repository(root: Path) -> str:
    """The course's folder as seen from its repository's: code hosts know files by their path there."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    path = root.relative_to(top).as_posix()
    return "" if path == "." else f"{path}/"
