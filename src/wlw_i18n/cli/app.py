"""The command line.

Exit codes: 0 clean, 1 findings, 2 wrong usage or input that cannot be used (nothing was written then).
"""

import io
import sys
from typing import Annotated

import typer

from wlw_i18n import __version__
from wlw_i18n.cli.apps import course, translations, wiki

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
for _part in (course.app, translations.app, wiki.app):
    app.add_typer(_part)


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
