"""What can be wrong with a file that is exchanged, told to the person who sends it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from wlw_i18n.model.catalog import Catalog, Message
from wlw_i18n.model.characters import NOT_XML
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location

_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""Valid as an identifier everywhere."""
LONGEST_CELL: Final = 32_767
"""Characters that Excel keeps of a cell (Microsoft, "Excel specifications and limits"); others keep more."""


class Unusable(ValueError):  # noqa: N818 - what is faulty is the file
    """A file that cannot be read."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(diagnostics[0].message)
        self.diagnostics = diagnostics


def unusable(path: str, line: int, message: str, hint: str, code: Code = Code.EXCHANGE_SYNTAX) -> Unusable:
    """A fault for which a file cannot be read."""
    return Unusable(Diagnostic(code, Severity.BROKEN, message, Location(path, line), hint=hint))


def check_messages(path: str, messages: Iterable[Message]) -> None:
    """See that every translation has its English, and that no key has two translations.

    Raises:
        Unusable: one has not, or has.
    """
    first: dict[str, Message] = {}
    for message in messages:
        if message.msgstr and not message.msgid:
            raise unusable(
                path,
                message.line,
                "This translation has no English beside it, so nobody can tell whether it is still right.",
                "Export the file again with the English, or leave the text out.",
            )
        other = first.setdefault(message.key, message)
        if message.key and other.msgstr != message.msgstr:
            raise unusable(
                path,
                message.line,
                f'"{message.key}" stands twice in this file, on lines {other.line} and {message.line}, with different '
                "translations.",
                "Keep the better of the two and delete the other.",
            )


def unwritable(catalogs: Iterable[Catalog], *, xml: bool) -> Iterator[Diagnostic]:
    """What a format cannot hold."""
    for catalog in catalogs:
        for message in catalog.messages:
            place = Location(catalog.path, message.line)
            if not _KEY.fullmatch(message.key):
                yield Diagnostic(
                    Code.EXCHANGE_TEXT,
                    Severity.BROKEN,
                    f'This entry has no key of ours (msgctxt is "{message.key}"), so it could not be found again.',
                    place,
                    hint="Run `wlw-i18n sync`, then try again.",
                )
            texts = list(_texts(message))
            found = next(filter(None, map(NOT_XML.search, texts)), None) if xml else None
            if found is not None:
                yield Diagnostic(
                    Code.EXCHANGE_TEXT,
                    Severity.BROKEN,
                    f"This entry has a control character (U+{ord(found[0]):04X}), which XML cannot hold.",
                    place,
                    key=message.key,
                    hint="Take the character out: nobody can see it. It often comes along when text is pasted.",
                )
            # The guard against formulas may need one character.
            if not xml and any(len(text) >= LONGEST_CELL for text in texts):
                yield Diagnostic(
                    Code.EXCHANGE_TEXT,
                    Severity.BROKEN,
                    f"This entry is longer than a cell of a spreadsheet can be ({LONGEST_CELL:,} characters).",
                    place,
                    key=message.key,
                    hint="Use XLIFF.",
                )


def _texts(message: Message) -> Iterator[str]:
    yield message.msgid
    yield message.msgstr
    yield message.previous_key or ""
    yield message.previous_msgid or ""
    yield "\n".join(message.comments)
    yield "\n".join(message.extracted)
    yield "\n".join(message.references)
    yield "\n".join(message.flags)
