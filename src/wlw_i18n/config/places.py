"""Where in `course.toml` a key or a value stands: TOML readers do not tell."""

import re

_HEADER = re.compile(r"\s*\[\[?([^\[\]]*)\]")
_ASSIGNMENT = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_NAME = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def line_of_key(path: tuple[str, ...], text: str) -> int:
    """The line of a key, or of the table that holds it, from 1; 0 when neither is found."""
    best, line = 0, 0
    table: tuple[str, ...] = ()
    for number, content in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(content):
            here = table = _names(header[1])
        elif assignment := _ASSIGNMENT.match(content):
            here = (*table, *_names(assignment[1]))
        else:
            continue
        if best < len(here) <= len(path) and here == path[: len(here)]:
            best, line = len(here), number
        elif best < len(path) <= len(here) and here[: len(path)] == path:
            best, line = len(path), number
    return line


def line_of_value(value: str, path: tuple[str, ...], text: str) -> int:
    """The line of a text in a list that may go over several lines."""
    first = line_of_key((*path, value), text)
    lines = text.split("\n")[first - 1 if first else 0 :]
    return next((first + number for number, content in enumerate(lines) if f'"{value}"' in content), first)


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(found.strip("\"'") for found in _NAME.findall(dotted))
