"""Characters that have no place in a file or on a page."""

import re
from typing import Final

NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file can hold, not even as a reference (XML 1.0, "Characters")."""
NOT_PRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202d\u202e]")
"""What no page may hold: control characters, lone surrogates, noncharacters, overrides of the direction.

Marks and isolates of direction are not among them: good Arabic and Hebrew texts need them.
"""


def printable(text: str) -> str:
    """A text without what no page may hold."""
    return text if text.isprintable() else NOT_PRINTABLE.sub("", text)
