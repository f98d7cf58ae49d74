"""Commands for a course as a whole: begin, bring up to date, look, export."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wlw_i18n.cli.options import AsJson, CourseFolder, Draft, Languages
from wlw_i18n.cli.policy import FailOn
from wlw_i18n.report.formats import Format

app = typer.Typer(rich_markup_mode=None)
language_app = typer.Typer(
    help="Manage the languages that the course is translated to.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(language_app, name="language")


class Target(StrEnum):
    """What can be exported."""

    OLX = "olx"
    HTML = "html"
    WIKITEXT = "wikitext"
    EPUB = "epub"


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where to make the course; must be new or empty.", metavar="FOLDER")],
) -> None:
    """Make a small course to start from.

    It has one module with a lesson and a quiz that show how things are written. Change the texts, then run
    `wlw-i18n sync` in the new folder.
    """
    from wlw_i18n.cli import commands  # noqa: PLC0415 - keeps --help fast

    raise typer.Exit(commands.init(folder))


@language_app.command("add")
def language_add(
    code: Annotated[str, typer.Argument(help="MediaWiki's code of the language: fr, pt-br, zh-hans.", metavar="CODE")],
    course: CourseFolder = Path(),
) -> None:
    """Add a language: enter it in course.toml and make its PO files, ready for translators."""
    from wlw_i18n.cli import commands  # noqa: PLC0415

    raise typer.Exit(commands.language_add(course, code))


@app.command()
def sync(
    course: CourseFolder = Path(),
    draft: Draft = False,
    archives: Annotated[
        bool, typer.Option("--archives/--no-archives", help="Also make archives, books and wiki dumps.")
    ] = True,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what changed in the English, word by word, and write nothing.")
    ] = False,
    only_check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit code 1 if templates or PO files are not up to date.")
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave languages with damaged files as they are, and do the others.")
    ] = False,
    fail_on: Annotated[FailOn, typer.Option(help="From which findings on the exit code is 1.")] = FailOn.ERROR,
    as_json: AsJson = False,
) -> None:
    """Bring everything up to date: templates, PO files, exports.

    Run it after each change to the lessons and each time translations come in. What did not change is not written.
    A translation whose English changed is kept, marked as needing work, with the old English beside it.
    """
    from wlw_i18n.cli import commands, findings  # noqa: PLC0415
    from wlw_i18n.pipeline.outcome import Options  # noqa: PLC0415

    if only_check:
        raise typer.Exit(findings.sync_check(course, fail_on, as_json=as_json))
    options = Options(write=not dry_run, export=not dry_run, draft=draft, archives=archives, keep_going=keep_going)
    raise typer.Exit(commands.sync(course, options, fail_on, as_json=as_json))


@app.command()
def check(
    course: CourseFolder = Path(),
    lang: Languages = None,
    fail_on: Annotated[FailOn, typer.Option(help="From which findings on the exit code is 1.")] = FailOn.STALE,
    show_all: Annotated[
        bool, typer.Option("--all", help="List every finding, also each text that is not yet translated.")
    ] = False,
    online: Annotated[bool, typer.Option("--online", help="Also ask other sites whether links to them work.")] = False,
    max_stale_days: Annotated[
        int | None,
        typer.Option(
            "--max-stale-days",
            help="What has been stale longer is an error. Git tells since when.",
            metavar="DAYS",
            min=0,
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How findings are printed.")] = Format.TEXT,
    baseline: Annotated[
        Path | None, typer.Option(help="Leave out the findings that are known by this file.", metavar="FILE")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(help="Write what is found to this file; it is known from then on.", metavar="FILE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Report what is wrong, stale or missing, with file and line. Writes nothing.

    Errors and stale translations give exit code 1; so can other findings, with --fail-on.
    """
    from wlw_i18n.cli import findings  # noqa: PLC0415
    from wlw_i18n.cli.extras import Extras  # noqa: PLC0415

    extras = Extras(online, max_stale_days, show_all)
    shown = findings.Shown(Format.JSON if as_json else form, baseline, write_baseline)
    raise typer.Exit(findings.check(course, lang or [], extras, shown, fail_on=fail_on))


@app.command()
def status(course: CourseFolder = Path(), lang: Languages = None, as_json: AsJson = False) -> None:
    """Show how far each language is; with --lang, each document. Writes nothing."""
    from wlw_i18n.cli import commands  # noqa: PLC0415

    raise typer.Exit(commands.status(course, lang or [], as_json=as_json))


@app.command()
def export(
    targets: Annotated[
        list[Target] | None, typer.Argument(help="What to export. Default: what course.toml says.", show_default=False)
    ] = None,
    course: CourseFolder = Path(),
    lang: Languages = None,
    draft: Draft = False,
    since: Annotated[
        str | None,
        typer.Option("--since", help="List what an import of OLX changes since this git revision.", metavar="REV"),
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(
            "--against",
            help="List what an import of OLX changes in a run that has this archive. May be given again.",
            metavar="ARCHIVE",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Export the course without touching the PO files.

    Writes below exports/: OLX archives for Open edX, the HTML site, wiki pages. With --since or --against, only OLX,
    and lists which blocks change, are added or vanish for learners when the archives are imported again.
    """
    wanted = tuple(target.value for target in targets or ())
    if since is not None or against:
        from wlw_i18n.cli.since import export_since  # noqa: PLC0415

        raise typer.Exit(
            export_since(
                course,
                wanted,
                lang or [],
                draft=draft,
                as_json=as_json,
                revision=since,
                archives=against or [],
            )
        )
    from wlw_i18n.cli import commands  # noqa: PLC0415

    raise typer.Exit(commands.export(course, wanted, lang or [], draft=draft, as_json=as_json))


@app.command()
def preview(
    course: CourseFolder = Path(),
    lang: Languages = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Answer on this port. Default: 8765, or the next that is free."),
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in the browser, where there is a screen.")
    ] = True,
) -> None:
    """Show the site in the browser, made anew on each save.

    What is to be done is marked in the text. It answers on this computer alone and changes no file. Stop it with
    Ctrl+C.
    """
    from wlw_i18n.cli.preview import preview as serve  # noqa: PLC0415

    raise typer.Exit(serve(course, lang or [], port, open_browser=open_browser))
