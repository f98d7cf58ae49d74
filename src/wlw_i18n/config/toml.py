"""TOML, read so that every file that cannot be read is one kind of error."""

import re
import tomllib
from typing import Any, Final

_LONG_NUMBER: Final = re.compile(r"[0-9]{4000}")
_MOST_PARTS: Final = 200
_LONG_KEY: Final = re.compile(rf"""(?:\.[ \t]*+(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+){{{_MOST_PARTS}}}""")
"""A key of many parts, on which Python's reader spends time that grows with their square."""


def loads(text: str) -> dict[str, Any]:
    """The table that a text holds.

    Raises:
        tomllib.TOMLDecodeError: it is not TOML, or Python's reader gives up on it: nesting that exhausts its stack,
            a number of thousands of digits, or a key of hundreds of parts.
    """
    if found := _LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise tomllib.TOMLDecodeError(f"Key with more than {_MOST_PARTS} parts (at line {line}, column 1)")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        lines = text.split("\n")
        line = max(range(len(lines)), key=lambda index: lines[index].count("[") + lines[index].count("{")) + 1
        message = f"Brackets are nested too deeply (at line {line}, column 1)"
        raise tomllib.TOMLDecodeError(message) from None
    except ValueError:
        number = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, number.start() if number else len(text)) + 1
        message = f"Number with too many digits (at line {line}, column 1)"
        raise tomllib.TOMLDecodeError(message) from None
