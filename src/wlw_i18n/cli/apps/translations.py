"""Commands for translations: in and out, what is to be done, decisions about what is stale, merging of branches."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wlw_i18n.cli.options import AsJson, CourseFolder, Languages

app = typer.Typer(rich_markup_mode=None)


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
    """Write one file for each language, for other programs.

    That is for programs that do not read PO files. Run `wlw-i18n sync` first: the file has the English of the last
    sync. `wlw-i18n import` takes what comes back. A file that exists and may hold translations is not overwritten.
    """
    from wlw_i18n.cli import exchange as exchanging  # noqa: PLC0415

    raise typer.Exit(exchanging.export_to(course, to.value, lang or [], out))


@app.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="PO, XLIFF, TMX or CSV files; or translated Markdown files and folders of them; or captions (.vtt).",
            metavar="FILE...",
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
    """Take translations from other files into the PO files.

    A summary says what is taken. Texts without a translation are filled. A translation that is ready is kept,
    unless --force. One that was made for another English is taken as stale, with that English beside it. Exit code
    1: a file has something that was not taken.
    """
    from wlw_i18n.cli import arrivals  # noqa: PLC0415
    from wlw_i18n.pipeline.desk.arrivals import Terms  # noqa: PLC0415

    terms = Terms(force=force, confirmed=confirmed, document=document)
    raise typer.Exit(arrivals.import_from(course, files, lang, terms, dry_run=dry_run))


@app.command()
def todo(course: CourseFolder = Path(), lang: Languages = None, as_json: AsJson = False) -> None:
    """List what waits for translators, with its words. Writes nothing.

    It stands in the order in which learners meet it.
    """
    from wlw_i18n.cli import review  # noqa: PLC0415

    raise typer.Exit(review.todo(course, lang or [], as_json=as_json))


@app.command()
def diff(course: CourseFolder = Path(), lang: Languages = None, as_json: AsJson = False) -> None:
    """Show what changed in the English of stale translations.

    Each change stands above its translation. Writes nothing.
    """
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
    """Declare edits of the English minor: the translations hold.

    They are stale no more. Look first at what changed with `wlw-i18n diff`. Without --lang, this is said for all
    languages.
    """
    from wlw_i18n.cli import review  # noqa: PLC0415

    raise typer.Exit(review.accept(course, units or [], document, lang or [], all_small=all_small))


@app.command()
def withdraw(
    units: Units = None, document: OfDocument = "", course: CourseFolder = Path(), lang: Languages = None
) -> None:
    """Declare that stale translations must not be shown.

    That is for an old English that was wrong or did harm. Learners see the English until a new translation is
    there. The old one is kept in memory.po, out of use.
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
    """Trim memory.po, where translations out of use are kept.

    Git tells how old they are. What was withdrawn stays, and so does the old text of what is stale now.
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
    """Merge two versions of a PO file or a template.

    It does so text by text. Git calls this command; run it with --install once. Where two people translated the
    same text, both translations are kept and the entry is marked as needing work.
    """
    from wlw_i18n.cli import merge_po as driver  # noqa: PLC0415

    if files is not None and not install:
        raise typer.Exit(driver.merge_po(*files))
    if files is not None or not install:
        raise typer.BadParameter("give either --install or BASE OURS THEIRS NAME")
    raise typer.Exit(driver.install(course))
