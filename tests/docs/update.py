"""Writes the pages that are made of code: run it after a change to the explanations of findings, or to a command."""

from collections.abc import Iterator
from pathlib import Path

import click
import typer
from typer.cli import get_docs_for_click

from wlw_i18n.cli.app import app
from wlw_i18n.report.diagnostics import to_markdown

DOCS = Path(__file__).parents[2] / "docs"
DIAGNOSTICS = DOCS / "diagnostics.md"
CLI = DOCS / "cli.md"

_ABOUT = """\
# All commands and options

This page is made of the commands themselves and says what `--help` says. What the commands are for, with examples, is
in [Commands](maintainers/commands.md).

"""


def cli_page() -> str:
    """Every command with its arguments and options."""
    command = typer.main.get_command(app)
    made = get_docs_for_click(obj=command, ctx=typer.Context(command), name="wlw-i18n")
    for each in _below(command):
        made = made.replace(f"`: {each.get_short_help_str()}\n", f"`: {each.get_short_help_str(limit=500)}\n")
    # Usage is a pattern, no session that could be typed; the page has one title already.
    shown = made.replace("```console\n$ ", "```text\n").removeprefix("# `wlw-i18n`\n\n")
    return f"{_ABOUT}{shown.strip()}\n"


def _below(command: click.Command) -> Iterator[click.Command]:
    """A command and all its own commands."""
    yield command
    for each in getattr(command, "commands", {}).values():
        yield from _below(each)


if __name__ == "__main__":
    DIAGNOSTICS.write_text(to_markdown(), encoding="utf-8")
    CLI.write_text(cli_page(), encoding="utf-8")
