"""Keys: made once, when a unit is born, of what it is then; never of where it stands."""

from collections.abc import Container
from hashlib import blake2b
from typing import Final

from wlw_i18n.model.text import Kind

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that looks like a digit."""
_LENGTH: Final = 8
_BITS: Final = 5


def new_key(kind: Kind, document: str, text: str, taken: Container[str]) -> str:
    """The key of a unit that is born: the first that is not taken of those that its text makes.

    The same text of the same kind, born again in the same document, gets the same key again: what was deleted by
    mistake and comes back finds its translations.
    """
    count = 0
    while True:
        key = f"{kind.value}-{digest(document, kind.value, text, str(count))}"
        if key not in taken:
            return key
        count += 1


def digest(*parts: str) -> str:
    """Eight letters and digits that stand for some texts."""
    content = b"\0".join(part.encode("utf-8", "surrogatepass") for part in parts)
    number = int.from_bytes(blake2b(content, digest_size=_LENGTH * _BITS // 8).digest())
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(0, _LENGTH * _BITS, _BITS))
