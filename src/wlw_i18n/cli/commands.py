"""What the commands do: run the pipeline, show the outcome, say how it ended."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from wlw_i18n import languages, outputs
from wlw_i18n.cli import console
from wlw_i18n.cli.app import BROKEN, CLEAN, FINDINGS, FailOn
from wlw_i18n.model.course import Language
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.pipeline import starter
from wlw_i18n.pipeline.parallel import WorkerLostError
from wlw_i18n.pipeline.run import Options, Outcome, run
from wlw_i18n.pipeline.workspace import CourseNotFoundError, find_root
from wlw_i18n.report.status import to_dict


def init(folder: Path) -> int:
    """Make a small course to start from."""
    try:
        files = starter.make(folder)
    except starter.NotEmptyError:
        return _refuse(f"{folder} is not empty. Choose a new folder: nothing is overwritten.")
    except OSError as error:
        return _refuse_file(error, folder)
    out = console.output()
    for file in files:
        out.print(f"  {folder / file}")
    out.print(f"A small course is in {folder}. Next:")
    out.print(f"  cd {folder}")
    out.print("  wlw-i18n language add fr")
    out.print("  wlw-i18n sync")
    return CLEAN


def language_add(course: Path, code: str) -> int:
    """Enter a language in course.toml and make its PO files."""
    root = _root(course)
    if root is None:
        return BROKEN
    language = languages.find(code)
    if language is None:
        near = languages.suggestion(code)
        hint = f' Did you mean "{near}"?' if near else ""
        return _refuse(f'"{code}" is not a language code that MediaWiki knows.{hint}')
    outcome = _add(root, language)
    if outcome is None:
        return BROKEN
    _report_problems(outcome)
    if outcome.broken:
        return BROKEN
    out = console.output()
    console.print_text(
        out, f"Added {language.code} ({language.autonym}). Translators work in translations/{language.code}/."
    )
    return CLEAN


def _add(root: Path, language: Language) -> Outcome | None:
    outcome = _run(root, Options())
    if outcome is None or outcome.broken:
        # A faulty course is left as it is, course.toml too.
        return outcome
    try:
        is_new = starter.add_language(root, language.code)
    except OSError as error:
        _refuse_file(error, root)
        return None
    if not is_new:
        _refuse(f"{language.code} ({language.autonym}) is already a language of this course.")
        return None
    return _run(root, Options(write=True))


def sync(course: Path, *, draft: bool, archives: bool, fail_on: FailOn, as_json: bool) -> int:
    """Bring everything up to date."""
    return _show(course, Options(write=True, export=True, draft=draft, archives=archives), fail_on, as_json=as_json)


def export(course: Path, targets: tuple[str, ...], codes: Sequence[str], *, draft: bool, as_json: bool) -> int:
    """Export the course without touching the PO files."""
    options = Options(export=True, draft=draft, targets=targets, languages=tuple(codes))
    return _show(course, options, FailOn.ERROR, as_json=as_json)


def _left_out(outcome: Outcome, options: Options) -> Iterator[str]:
    """What was asked for by name and is not exported."""
    for language in outcome.status.languages:
        if options.export and language.code in options.languages and not language.published:
            yield (
                f"{language.code} ({language.autonym}) was left out: it is below the course's gate "
                f"({language.gate * 100:.0f} % of the words). Export it all the same with --draft."
            )


def check(course: Path, codes: Sequence[str], *, fail_on: FailOn, show_all: bool, as_json: bool) -> int:
    """Report findings; write nothing."""
    root = _root(course)
    outcome = _run(root, Options(languages=tuple(codes))) if root else None
    if outcome is None:
        return BROKEN
    if as_json:
        console.print_json({"diagnostics": [console.as_data(diagnostic) for diagnostic in outcome.diagnostics]})
    else:
        out = console.output()
        listed = [d for d in outcome.diagnostics if show_all or d.severity > Severity.INFO]
        counted = [d for d in outcome.diagnostics if not (show_all or d.severity > Severity.INFO)]
        console.print_diagnostics(out, listed)
        if counted:
            out.print("Also (list them with --all):")
            console.print_counts(out, counted)
        if not outcome.diagnostics:
            out.print("No findings.")
    return exit_code(outcome.diagnostics, fail_on)


def status(course: Path, codes: Sequence[str], *, as_json: bool) -> int:
    """Show how far each language is."""
    root = _root(course)
    outcome = _run(root, Options(languages=tuple(codes))) if root else None
    if outcome is None:
        return BROKEN
    if outcome.broken:
        _report_problems(outcome)
        return BROKEN
    if as_json:
        console.print_json(to_dict(outcome.status))
    else:
        console.print_status(console.output(), outcome.status, codes)
    return CLEAN


def exit_code(diagnostics: Sequence[Diagnostic], fail_on: FailOn) -> int:
    """The exit code that a policy gives to findings; broken input is 2 whatever the policy."""
    if any(diagnostic.severity is Severity.BROKEN for diagnostic in diagnostics):
        return BROKEN
    return FINDINGS if any(_counts(diagnostic, fail_on) for diagnostic in diagnostics) else CLEAN


def _counts(diagnostic: Diagnostic, fail_on: FailOn) -> bool:
    if fail_on is FailOn.NEVER:
        return False
    if diagnostic.severity is Severity.ERROR:
        return True
    levels = (FailOn.STALE, FailOn.WARNING, FailOn.UNTRANSLATED)
    if fail_on not in levels:
        return False
    level = levels.index(fail_on)
    if diagnostic.code is Code.STALE:
        return True
    if diagnostic.severity is Severity.WARNING:
        return level >= levels.index(FailOn.WARNING)
    return diagnostic.code in (Code.UNTRANSLATED, Code.FUZZY) and level >= levels.index(FailOn.UNTRANSLATED)


def _show(course: Path, options: Options, fail_on: FailOn, *, as_json: bool) -> int:
    root = _root(course)
    outcome = _run(root, options) if root else None
    if outcome is None:
        return BROKEN
    if as_json:
        console.print_json(
            {
                "status": to_dict(outcome.status),
                "written": list(outcome.written),
                "removed": list(outcome.removed),
                "changes": dict(outcome.changes),
                "diagnostics": [console.as_data(diagnostic) for diagnostic in outcome.diagnostics],
            }
        )
        return exit_code(outcome.diagnostics, fail_on)
    _report_problems(outcome)
    for message in _left_out(outcome, options):
        console.print_text(console.messages(), message)
    if not outcome.broken:
        console.print_summary(console.output(), outcome)
    return exit_code(outcome.diagnostics, fail_on)


def _report_problems(outcome: Outcome) -> None:
    err = console.messages()
    if outcome.broken:
        console.print_diagnostics(err, (d for d in outcome.diagnostics if d.severity is Severity.BROKEN))
        err.print("Nothing was written.")
        return
    console.print_diagnostics(err, (d for d in outcome.diagnostics if d.severity is Severity.ERROR))
    warnings = Counter(d.code is Code.STALE for d in outcome.diagnostics if d.severity is Severity.WARNING)
    if warnings:
        names = {False: "warning", True: "stale translation"}
        said = " and ".join(console.number(warnings[stale], name) for stale, name in names.items() if warnings[stale])
        err.print(f"{said}: see `wlw-i18n check`.")


def _root(course: Path) -> Path | None:
    try:
        return find_root(course)
    except CourseNotFoundError:
        _refuse(
            f"no course here: neither {course.resolve()} nor a folder above it has a source/course.toml. "
            "Make a course with `wlw-i18n init FOLDER`, or name its folder with --course."
        )
        return None


def _run(root: Path, options: Options) -> Outcome | None:
    try:
        with console.progress(quiet=False) as report:
            return run(root, options, report)
    except outputs.LockedError:
        _refuse("another run is working on this course. Wait until it has ended, then try again.")
    except WorkerLostError as error:
        _refuse(f"{error}. Perhaps there was too little memory. Every file is whole; run the command again.")
    except OSError as error:
        _refuse_file(error, root)
    return None


def _refuse_file(error: OSError, folder: Path) -> int:
    """The file system did not allow something."""
    path = Path(error.filename or folder)
    shown = path.relative_to(folder) if path.is_relative_to(folder) and path != folder else path
    err = console.messages()
    err.print(f"wlw-i18n: {shown}: {error.strerror or error}")
    console.print_text(err, "Every file is whole. Put this right, then run the command again.", "    ")
    return BROKEN


def _refuse(message: str) -> int:
    console.print_text(console.messages(), f"wlw-i18n: {message}")
    return BROKEN
