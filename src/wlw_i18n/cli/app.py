"""The commands.

Exit codes: 0 clean, 1 findings, 2 wrong usage or input that cannot be used (nothing was written then).
"""

import io
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wlw_i18n import __version__
from wlw_i18n.cli.policy import FailOn
from wlw_i18n.report.formats import Format

app = typer.Typer(
    name="wlw-i18n",
    help="Carry a course from English Markdown to PO files and back, and out as OLX, HTML, EPUB and wikitext.\n\n"
    "Start with `wlw-i18n init my-course`, or run `wlw-i18n sync` anywhere inside a course.",
    epilog="Exit codes: 0 clean; 1 findings; 2 wrong usage, or input that cannot be used (nothing is written then).",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
language_app = typer.Typer(
    help="Manage the languages that the course is translated to.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(language_app, name="language")
wiki_app = typer.Typer(
    help="Send pages to a wiki and bring translations back, over its API.\n\n"
    "Log in with a bot password in WLW_WIKI_USER and WLW_WIKI_PASSWORD, or an OAuth token in WLW_WIKI_TOKEN.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(wiki_app, name="wiki")


class Target(StrEnum):
    """What can be exported."""

    OLX = "olx"
    HTML = "html"
    WIKITEXT = "wikitext"
    EPUB = "epub"


CourseFolder = Annotated[
    Path,
    typer.Option(
        "--course", "-C", help="A folder of the course. Default: here, or the nearest folder up.", metavar="DIR"
    ),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--lang", "-l", help="Only this language, by its code (fr, pt-br). May be given again.", metavar="CODE"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for a script.")]
Draft = Annotated[bool, typer.Option("--draft", help="Also export languages that are below the course's gate.")]


def _version(value: bool) -> None:
    if value:
        typer.echo(f"wlw-i18n {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    pass


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


class ExchangeFormat(StrEnum):
    """What PO files can be exchanged as."""

    XLIFF = "xliff"
    XLIFF2 = "xliff2"
    TMX = "tmx"
    CSV = "csv"


@app.command()
def exchange(
    to: Annotated[
        ExchangeFormat,
        typer.Option("--to", help="xliff (1.2) for CAT tools, xliff2 (2.0), csv for spreadsheets, tmx for memories."),
    ],
    course: CourseFolder = Path(),
    lang: Languages = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Where to write. Default: here.", metavar="DIR")] = Path(),
) -> None:
    """Write one file for each language, for programs that do not read PO files.

    Run `wlw-i18n sync` first: the file has the English of the last sync. `wlw-i18n import` takes what comes back. A
    file that exists and may hold translations is not overwritten.
    """
    from wlw_i18n.cli import exchange as exchanging  # noqa: PLC0415

    raise typer.Exit(exchanging.export_to(course, to.value, lang or [], out))


@app.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="PO, XLIFF, TMX or CSV files; or translated Markdown files and folders of them.", metavar="FILE..."
        ),
    ],
    course: CourseFolder = Path(),
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", "-l", help="Their language, by its code, if neither file nor name tells.", metavar="CODE"
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also replace translations that are ready; they move to memory.po.")
    ] = False,
    document: Annotated[
        str, typer.Option("--document", "-d", help="The document that a Markdown file translates, by its id.")
    ] = "",
    confirmed: Annotated[
        bool,
        typer.Option("--confirmed", help="Take translations of Markdown files as ready: somebody has looked at them."),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
) -> None:
    """Take translations from other files into the PO files, after a summary.

    Texts without a translation are filled. A translation that is ready is kept, unless --force. One that was made for
    another English is taken as stale, with that English beside it. Exit code 1: a file has something that was not
    taken.
    """
    from wlw_i18n.cli import arrivals  # noqa: PLC0415
    from wlw_i18n.pipeline.arrivals import Terms  # noqa: PLC0415

    terms = Terms(force=force, confirmed=confirmed, document=document)
    raise typer.Exit(arrivals.import_from(course, files, lang, terms, dry_run=dry_run))


@app.command()
def todo(course: CourseFolder = Path(), lang: Languages = None, as_json: AsJson = False) -> None:
    """List what waits for translators, in the order in which learners meet it, with its words. Writes nothing."""
    from wlw_i18n.cli import review  # noqa: PLC0415

    raise typer.Exit(review.todo(course, lang or [], as_json=as_json))


@app.command()
def diff(course: CourseFolder = Path(), lang: Languages = None, as_json: AsJson = False) -> None:
    """Show what changed in the English of each stale translation, and the translation. Writes nothing."""
    from wlw_i18n.cli import review  # noqa: PLC0415

    raise typer.Exit(review.diff(course, lang or [], as_json=as_json))


Units = Annotated[
    list[str] | None,
    typer.Argument(help="Keys of texts (msgctxt in the PO file).", metavar="UNIT...", show_default=False),
]
OfDocument = Annotated[str, typer.Option("--document", "-d", help="All texts of a document, by its id.", metavar="ID")]


@app.command()
def accept(
    units: Units = None,
    document: OfDocument = "",
    all_small: Annotated[
        bool, typer.Option("--all-small", help="All texts of which hardly anything changed, such as typing errors.")
    ] = False,
    course: CourseFolder = Path(),
    lang: Languages = None,
) -> None:
    """Declare edits of the English minor: the translations hold, and are stale no more.

    Look first at what changed with `wlw-i18n diff`. Without --lang, this is said for all languages.
    """
    from wlw_i18n.cli import review  # noqa: PLC0415

    raise typer.Exit(review.accept(course, units or [], document, lang or [], all_small=all_small))


@app.command()
def withdraw(
    units: Units = None, document: OfDocument = "", course: CourseFolder = Path(), lang: Languages = None
) -> None:
    """Declare that stale translations must not be shown, because the old English was wrong or did harm.

    Learners see the English until a new translation is there. The old one is kept in memory.po, out of use.
    """
    from wlw_i18n.cli import review  # noqa: PLC0415

    raise typer.Exit(review.withdraw(course, units or [], document, lang or []))


@app.command()
def tidy(
    older_than: Annotated[
        int | None,
        typer.Option("--older-than", help="Remove what was retired so many days ago.", metavar="DAYS", min=1),
    ] = None,
    keep: Annotated[
        int | None, typer.Option("--keep", help="Remove the oldest, until so many are left.", metavar="NUMBER", min=0)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go, and write nothing.")] = False,
    course: CourseFolder = Path(),
    lang: Languages = None,
) -> None:
    """Trim memory.po, where translations are that are in use no more. Git tells how old they are.

    What was withdrawn stays, and so does the old text of what is stale now.
    """
    from wlw_i18n.cli import review  # noqa: PLC0415

    raise typer.Exit(review.tidy(course, lang or [], days=older_than, keep=keep, dry_run=dry_run))


@app.command("merge-po")
def merge_po(
    files: Annotated[
        tuple[Path, Path, Path, str] | None,
        typer.Argument(
            help="What git passes: %O %A %B %P. The result replaces OURS.",
            metavar="[BASE OURS THEIRS NAME]",
            show_default=False,
        ),
    ] = None,
    install: Annotated[
        bool, typer.Option("--install", help="Tell git to call this command, in this clone of the course.")
    ] = False,
    course: CourseFolder = Path(),
) -> None:
    """Merge two versions of a PO file or a template, text by text. Git calls this command; run it with --install once.

    Where two people translated the same text, both translations are kept and the entry is marked as needing work.
    """
    from wlw_i18n.cli import merge_po as driver  # noqa: PLC0415

    if files is not None and not install:
        raise typer.Exit(driver.merge_po(*files))
    if files is not None or not install:
        raise typer.BadParameter("give either --install or BASE OURS THEIRS NAME")
    raise typer.Exit(driver.install(course))


WikiName = Annotated[
    str, typer.Argument(help="A wiki of course.toml, by its name there.", metavar="WIKI", show_default=False)
]


@wiki_app.command("push")
def wiki_push(
    wiki: WikiName = "",
    course: CourseFolder = Path(),
    lang: Languages = None,
    yes: Annotated[bool, typer.Option("--yes", help="Save the pages. Without it, nothing is written.")] = False,
    overwrite: Annotated[
        list[str] | None,
        typer.Option("--overwrite", help="Save this page although others changed it.", metavar="TITLE"),
    ] = None,
    mark: Annotated[
        bool, typer.Option("--mark", help="Also mark pages for translation, if the account may do that.")
    ] = False,
    documentation: Annotated[
        bool, typer.Option("--documentation", help="Also save what authors tell translators, text by text.")
    ] = False,
    summary: Annotated[str, typer.Option("--summary", help="What the page's history says of the edit.")] = (
        "from the sources of the course"
    ),
) -> None:
    """Show what is to change on a wiki, page by page; with --yes, save it.

    A page that others have changed since it was saved from here is shown with their changes and left alone. Exit
    code 1: a page was left alone or refused. A push that was stopped goes on where it stopped.
    """
    from wlw_i18n.cli.wiki.push import Sending, push_to  # noqa: PLC0415

    sending = Sending(yes, tuple(overwrite or ()), mark, documentation, summary)
    raise typer.Exit(push_to(course, wiki, lang or [], sending))


@wiki_app.command("pull")
def wiki_pull(
    wiki: WikiName = "",
    course: CourseFolder = Path(),
    lang: Languages = None,
    bundle: Annotated[
        list[str] | None,
        typer.Option("--bundle", help="Pull from this message bundle instead of the pages.", metavar="TITLE"),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also replace translations that are ready; they move to memory.po.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
) -> None:
    """Take translations that were made on a wiki into the PO files, after a summary.

    One that was made for an older English is taken as stale, with that English beside it. One that is not Markdown is
    to be confirmed. Where the PO file was changed too, its translation stays. Exit code 1: something was not taken.
    """
    from wlw_i18n.cli.wiki.pull import Taking, pull_from  # noqa: PLC0415

    raise typer.Exit(pull_from(course, wiki, lang or [], Taking(tuple(bundle or ()), force, dry_run)))


@wiki_app.command("status")
def wiki_status(wiki: WikiName = "", course: CourseFolder = Path(), as_json: AsJson = False) -> None:
    """Show which pages are up to date on a wiki, and which translations wait there. Changes nothing on the wiki."""
    from wlw_i18n.cli.wiki.status import status_of  # noqa: PLC0415

    raise typer.Exit(status_of(course, wiki, as_json=as_json))


@app.command()
def translatewiki(
    course: CourseFolder = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
) -> None:
    """Write what translatewiki.net needs besides the PO files: message groups, and the documentation of each text."""
    from wlw_i18n.cli.wiki.translatewiki import for_translatewiki  # noqa: PLC0415

    raise typer.Exit(for_translatewiki(course, dry_run=dry_run))


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
    """Show the site in the browser, new on each save, with what is to be done marked in the text.

    It answers on this computer alone and changes no file. Stop it with Ctrl+C.
    """
    from wlw_i18n.cli.preview import preview as serve  # noqa: PLC0415

    raise typer.Exit(serve(course, lang or [], port, open_browser=open_browser))


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Where a terminal cannot show a language's name, the rest is still worth reading.
            stream.reconfigure(errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Each file is whole; the next run completes the work.\n")
        sys.exit(130)
