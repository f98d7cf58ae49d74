"""Commands for wikis."""

from pathlib import Path
from typing import Annotated

import typer

from wlw_i18n.cli.options import AsJson, CourseFolder, Languages

app = typer.Typer(rich_markup_mode=None)
wiki_app = typer.Typer(
    help="Send pages to a wiki and bring translations back.\n\n"
    "Log in with a bot password in WLW_WIKI_USER and WLW_WIKI_PASSWORD, or an OAuth token in WLW_WIKI_TOKEN.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(wiki_app, name="wiki")

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
    bundle: Annotated[
        str,
        typer.Option(
            "--bundle",
            help="Also save the texts that stand on no page, as a message bundle with this title. Once saved, it is "
            "kept up to date.",
            metavar="TITLE",
            show_default=False,
        ),
    ] = "",
    summary: Annotated[str, typer.Option("--summary", help="What the page's history says of the edit.")] = (
        "from the sources of the course"
    ),
) -> None:
    """Show what is to change on a wiki, page by page; with --yes, save it.

    A page that others have changed since it was saved from here is shown with their changes and left alone. Exit
    code 1: a page was left alone or refused. A push that was stopped goes on where it stopped.
    """
    from wlw_i18n.cli.wiki.push import Sending, push_to  # noqa: PLC0415

    sending = Sending(yes, tuple(overwrite or ()), mark, documentation, bundle, summary)
    raise typer.Exit(push_to(course, wiki, lang or [], sending))


@wiki_app.command("pull")
def wiki_pull(
    wiki: WikiName = "",
    course: CourseFolder = Path(),
    lang: Languages = None,
    bundle: Annotated[
        list[str] | None,
        typer.Option("--bundle", help="Pull from this message bundle alone.", metavar="TITLE"),
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
    """Write what translatewiki.net needs besides the PO files.

    That is the message groups, and the documentation of each text.
    """
    from wlw_i18n.cli.wiki.translatewiki import for_translatewiki  # noqa: PLC0415

    raise typer.Exit(for_translatewiki(course, dry_run=dry_run))
