"""`source/course.lock`: every block name ever exported to Open edX, so that none is ever given to something else.

Learners' answers and progress are stored under these names. The file is committed; lines are only ever added.
"""

import tomllib
from collections.abc import Collection, Iterable, Iterator

from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline.workspace import LOCK

BLOCKS = frozenset({"chapter", "sequential", "vertical", "html", "problem", "video"})
"""Folders of an OLX archive whose files are blocks."""

_ABOUT = """\
# Written by `wlw-i18n sync`; commit it. Do not edit it by hand.
# Every block name that was ever exported to Open edX. Learners' progress is stored under them: none is used again.
"""


def names(paths: Iterable[str]) -> Iterator[str]:
    """The names of the blocks among the files of an archive."""
    for path in paths:
        *_, folder, file = path.split("/")
        if folder in BLOCKS and file.endswith(".xml"):
            yield f"{folder}/{file.removesuffix('.xml')}"


def read(content: bytes) -> frozenset[str]:
    """The names in a lock file; of a damaged one, what can be made out line by line."""
    text = content.decode("utf-8", "replace")
    try:
        found = tomllib.loads(text).get("olx", {}).get("names", [])
        return frozenset(name for name in found if isinstance(name, str))
    except (tomllib.TOMLDecodeError, AttributeError, TypeError):
        # A merge conflict: both sides' names were exported.
        lines = (line.strip().rstrip(",") for line in text.splitlines())
        return frozenset(line[1:-1] for line in lines if line.startswith('"') and line.endswith('"'))


def write(known: Collection[str]) -> OutputFile:
    """The lock file for a set of names: sorted, one a line, so that two branches merge."""
    lines = "".join(f'  "{name}",\n' for name in sorted(known))
    return OutputFile(LOCK, f"{_ABOUT}\n[olx]\nnames = [\n{lines}]\n".encode())
