"""One run: every command is this run with other options."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from wlw_i18n import config as configuration
from wlw_i18n import outputs
from wlw_i18n.model.course import Config
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.model.status import CourseStatus
from wlw_i18n.pipeline import file_names, records, rest
from wlw_i18n.pipeline.digests import digests
from wlw_i18n.pipeline.outcome import Options, Outcome, Report, ordered
from wlw_i18n.pipeline.records import SourceCache
from wlw_i18n.pipeline.workspace import CACHE, survey

__all__ = ["Options", "Outcome", "Report", "run"]


def run(root: Path, options: Options, report: Report) -> Outcome:
    """Run the pipeline on the course in a folder.

    Raises:
        outputs.LockedError: another run is at work.
        OSError: a file cannot be read or written; every file is whole.
    """
    with _locked(root, options), _without_collection():
        listing = survey(root)
        config, problems = _configuration(root, options)
        problems = (*problems, *listing.problems, *file_names.check(listing.files))
        if config is None or any(problem.severity is Severity.BROKEN for problem in problems):
            return Outcome(CourseStatus("", (), ()), ordered(problems))
        if options.changes_files:
            outputs.remove(root, listing.temporaries)
            for path in outputs.stray_temporaries(root / CACHE):
                path.unlink(missing_ok=True)
        cache = records.load(root, "sources", SourceCache)
        found, stamps = digests(root, listing.files, cache.stamps)
        at_rest = rest.outcome(root, options, found)
        if at_rest is not None:
            return at_rest
        from wlw_i18n.pipeline.stages import Stages  # noqa: PLC0415 - a course at rest needs none of it

        return Stages(
            root=root,
            options=options,
            report=report,
            listing=listing,
            config=config,
            diagnostics=list(problems),
            cache=cache,
            digests=found,
            stamps=stamps,
            config_digest=found[configuration.PATH],
        ).outcome()


@contextmanager
def _locked(root: Path, options: Options) -> Iterator[None]:
    """Hold the course's lock. Where nobody can write, there is nothing to wait for."""
    with ExitStack() as stack:
        try:
            stack.enter_context(outputs.locked(root / CACHE / "lock"))
        except OSError:
            if options.changes_files:
                raise
        yield


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the garbage collector from walking the whole course again and again: a run makes data, hardly any cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _configuration(root: Path, options: Options) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    config, problems = configuration.read((root / configuration.PATH).read_bytes())
    if config is None:
        return None, problems
    known = {language.code for language in (config.source_language, *config.languages)}
    unknown = [code for code in options.languages if code not in known]
    hint = f"Its languages are {', '.join(sorted(known))}. Add one with `wlw-i18n language add CODE`."
    where = Location(configuration.PATH)
    return config, tuple(
        Diagnostic(Code.LANGUAGE_UNKNOWN, Severity.BROKEN, f'the course has no language "{code}"', where, hint=hint)
        for code in unknown
    )
