"""Names in the book: of files, and of places in them, that every reading system takes."""

import re
from typing import Final

FOLDER: Final = "EPUB"
"""Everything but `mimetype` and `META-INF/` is in here."""
TEXT: Final = "text"
MEDIA: Final = "media"
STYLE: Final = "style.css"
COVER_PICTURE: Final = "cover.svg"
COVER: Final = "cover.xhtml"
TITLE_PAGE: Final = "title.xhtml"
CONTENTS: Final = "nav.xhtml"
PACKAGE: Final = "package.opf"

_PLAIN: Final = re.compile(r"[A-Za-z0-9.-]")
_START: Final = re.compile(r"[A-Za-z]")


def name(text: str) -> str:
    """A text as a name of XML in plain letters; different texts have different names.

    XHTML in a book is XML: an id there has no colon and begins with a letter.
    """
    made = "".join(sign if _PLAIN.match(sign) else f"_{ord(sign):x}_" for sign in text)
    return made if _START.match(made) or made.startswith("_") else f"_{ord(text[0]):x}_{made[1:]}" if text else "_"


def chapter(document: str) -> str:
    """Where a document is, below the book's folder."""
    return f"{TEXT}/{name(document)}.xhtml"


def medium(path: str) -> str:
    """Where a medium is, below the book's folder.

    Args:
        path: of the medium below `source/`, or below the language's media.
    """
    return "/".join([MEDIA, *(name(part) for part in path.split("/"))])
