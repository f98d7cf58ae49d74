"""What the main commands do: run the pipeline, show the outcome, say how it ended."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from wlw_i18n import languages
from wlw_i18n.cli import console, summary
from wlw_i18n.cli.policy import BROKEN, CLEAN, FailOn, exit_code
from wlw_i18n.cli.refusals import refuse, refusing
from wlw_i18n.model.course import Language
from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.model.status import CourseStatus
from wlw_i18n.pipeline import dashboard, starter
from wlw_i18n.pipeline.run import Options, Outcome, run
from wlw_i18n.pipeline.workspace import find_root
from wlw_i18n.report.status import dashboard_dict, to_dict


@refusing
def init(folder: Path) -> int:
    """Make a small course to start from."""
    try:
        files = starter.make(folder)
    except starter.NotEmptyError:
        return refuse(f"{folder} is not empty. Choose a new folder: nothing is overwritten.")
    out = console.output()
    for file in files:
        out.print(f"  {folder / file}")
    out.print(f"A small course is in {folder}. Next:")
    out.print(f"  cd {folder}")
    out.print("  wlw-i18n language add fr")
    out.print("  wlw-i18n sync")
    out.print("  wlw-i18n preview")
    out.print("Change the lessons in source/. What is made of them is in exports/.")
    return CLEAN


@refusing
def language_add(course: Path, code: str) -> int:
    """Enter a language in course.toml and make its PO files."""
    root = find_root(course)
    language = languages.find(code)
    if language is None:
        near = languages.find(languages.suggestion(code))
        hint = f' Did you mean "{near.code}" ({near.autonym})?' if near else ""
        return refuse(f'"{code}" is not a language code that MediaWiki knows.{hint}')
    # A faulty course is left as it is, course.toml too.
    outcome = run_on(root, Options())
    if not outcome.broken:
        if not starter.add_language(root, language.code):
            return refuse(f"{_name(language)} is already a language of this course.")
        outcome = run_on(root, Options(write=True))
    report_problems(outcome)
    if outcome.broken:
        return BROKEN
    console.print_text(console.output(), f"Added {_name(language)}. Translators work in translations/{language.code}/.")
    return CLEAN


@refusing
def sync(course: Path, options: Options, fail_on: FailOn, *, as_json: bool) -> int:
    """Bring everything up to date, or with options that do not write, show what that would do."""
    return _show(run_on(find_root(course), options), options, fail_on, as_json=as_json)


@refusing
def export(course: Path, targets: tuple[str, ...], codes: Sequence[str], *, draft: bool, as_json: bool) -> int:
    """Export the course without touching the PO files."""
    options = Options(export=True, draft=draft, targets=targets, languages=tuple(codes))
    return _show(run_on(find_root(course), options), options, FailOn.ERROR, as_json=as_json)


@refusing
def status(course: Path, codes: Sequence[str], *, as_json: bool) -> int:
    """Show how far each language is."""
    root = find_root(course)
    outcome = run_on(root, Options(languages=tuple(codes)))
    if outcome.broken:
        if as_json:
            console.print_json({"diagnostics": [console.as_data(diagnostic) for diagnostic in outcome.diagnostics]})
        report_problems(outcome)
        return BROKEN
    gathered = dashboard.gather(root, _only(outcome.status, codes), outcome.diagnostics)
    if as_json:
        console.print_json(dashboard_dict(gathered))
    else:
        console.print_status(console.output(), gathered, codes)
    return CLEAN


def _only(status: CourseStatus, codes: Sequence[str]) -> CourseStatus:
    """The status of some languages; of all when none is named."""
    asked = tuple(language for language in status.languages if not codes or language.code in codes)
    return replace(status, languages=asked)


def run_on(root: Path, options: Options) -> Outcome:
    """Run the pipeline, with progress bars on a terminal."""
    with console.progress(quiet=False) as report:
        return run(root, options, report)


def report_problems(outcome: Outcome) -> None:
    """Print what is broken or wrong, and how many lesser findings there are."""
    err = console.messages()
    if outcome.broken:
        console.print_diagnostics(err, (d for d in outcome.diagnostics if d.severity is Severity.BROKEN))
        if not outcome.left_out:
            err.print("Nothing was written.")
            return
        codes = ", ".join(outcome.left_out)
        console.print_text(err, f"Left as they were: {codes}. The rest goes on, because of --keep-going.")
    # What learners would lose is not left to a count.
    shown = [d for d in outcome.diagnostics if d.severity is Severity.ERROR or d.code is Code.URL_NAME_GONE]
    console.print_diagnostics(err, (d for d in shown if d.severity >= Severity.WARNING))
    warnings = Counter(d.code is Code.STALE for d in outcome.diagnostics if d.severity is Severity.WARNING)
    if warnings:
        names = {False: "warning", True: "stale translation"}
        said = " and ".join(console.number(warnings[stale], name) for stale, name in names.items() if warnings[stale])
        err.print(f"{said}: see `wlw-i18n check`.")


def _show(outcome: Outcome, options: Options, fail_on: FailOn, *, as_json: bool) -> int:
    if as_json:
        console.print_json(as_plain_data(outcome))
        return exit_code(outcome.diagnostics, fail_on)
    report_problems(outcome)
    for message in _unpublished(outcome, options):
        console.print_text(console.messages(), message)
    if not outcome.broken or outcome.left_out:
        summary.print_summary(console.output(), outcome, dry=not options.changes_files)
    return exit_code(outcome.diagnostics, fail_on)


def as_plain_data(outcome: Outcome) -> dict[str, Any]:
    """What a run found and did, as plain data."""
    return {
        "status": to_dict(outcome.status),
        "written": list(outcome.written),
        "removed": list(outcome.removed),
        "left_out": list(outcome.left_out),
        "unsynced": list(outcome.unsynced),
        "edits": [summary.as_data(edit) for edit in outcome.edits],
        "diagnostics": [console.as_data(diagnostic) for diagnostic in outcome.diagnostics],
    }


def _unpublished(outcome: Outcome, options: Options) -> Iterator[str]:
    """What was asked for by name and is not exported."""
    for language in outcome.status.languages:
        if options.export and language.code in options.languages and not language.published:
            yield (
                f"{language.code} ({language.autonym}) was left out: it is below the course's gate "
                f"({language.gate * 100:.0f} % of the words). Export it all the same with --draft."
            )


def _name(language: Language) -> str:
    return f"{language.code} ({language.autonym})"
