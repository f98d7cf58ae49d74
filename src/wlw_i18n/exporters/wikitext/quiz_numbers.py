"""Numbers as Extension:Quiz reads what is typed."""

import re
from typing import Final

_PLAIN: Final = re.compile(r"-?\d++(?:[.,]\d*+)?")
"""What Quiz takes for a number."""
_NUMERIC: Final = re.compile(r"[-+]?(?:\d++(?:[.,]\d*+)?|[.,]\d++)(?:[eE][-+]?\d++)?")
"""What PHP compares as a number, whatever Quiz takes it for."""


def is_secret_number(word: str) -> bool:
    """Whether a word to Quiz is compared as a number all the same: who types 1000 is right where the answer is 1e3."""
    return bool(_NUMERIC.fullmatch(word)) and not _PLAIN.fullmatch(word)
