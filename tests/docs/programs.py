"""Commands and options that the documentation names, held against the real ones."""

import re
from collections.abc import Iterator
from typing import Any

import typer

from tests.docs.pages import ROOT
from wlw_i18n.cli.app import app

_OPTION = re.compile(r"--?[a-z][a-z-]*")

Command = Any
"""Typer brings a click of its own, or not, depending on its version."""


def wrong(words: list[str]) -> Iterator[str]:
    """What is not true of a command line, from `wlw-i18n` on."""
    command = typer.main.get_command(app)
    rest = words[1:]
    while rest and hasattr(command, "commands") and not rest[0].startswith("-"):
        name = rest.pop(0)
        found = command.commands.get(name)
        if found is None:
            if name not in {"…", "COMMAND"}:
                yield f"there is no command {name!r}"
            return
        command = found
    known = options(command)
    for word in rest:
        option = word.partition("=")[0]
        if _OPTION.fullmatch(option) and option not in known:
            yield f"{command.name} has no option {option}"


def options(command: Command) -> set[str]:
    """The options of a command."""
    found = {"--help", "-h"}
    for parameter in command.params:
        found.update((*parameter.opts, *parameter.secondary_opts))
    return found


def every_option() -> set[str]:
    """The options of all commands."""
    return _below(typer.main.get_command(app))


def _below(command: Command) -> set[str]:
    found = options(command)
    if hasattr(command, "commands"):
        for child in command.commands.values():
            found |= _below(child)
    return found


def every_command() -> set[str]:
    """The names of all commands, `language add` written as one."""
    return set(_names(typer.main.get_command(app), ""))


def _names(command: Command, prefix: str) -> Iterator[str]:
    if not hasattr(command, "commands"):
        yield prefix.strip()
        return
    for name, child in command.commands.items():
        yield from _names(child, f"{prefix} {name}")


def make_targets() -> set[str]:
    """The targets of the Makefile."""
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
