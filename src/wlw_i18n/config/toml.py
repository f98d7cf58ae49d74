"""TOML, read so that every file that cannot be read is one kind of error."""

import re
import tomllib
from typing import Any, Final

_LONG_NUMBER: Final = re.compile(r"[0-9]{4000}")


def loads(text: str) -> dict[str, Any]:
    """The table that a text holds.

    Raises:
        tomllib.TOMLDecodeError: it is not TOML, or Python's reader gives up on it: nesting that exhausts its stack,
            or a number of thousands of digits.
    """
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
        found = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, found.start() if found else len(text)) + 1
        message = f"Number with too many digits (at line {line}, column 1)"
        raise tomllib.TOMLDecodeError(message) from None
