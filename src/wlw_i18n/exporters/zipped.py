"""Zip archives that are the same bytes for the same files, on any day."""

import io
import zipfile
from collections.abc import Iterable
from typing import Final

from wlw_i18n.model.output import OutputFile

_NEVER: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip archive can name."""
_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644 << 16


def zipped(files: Iterable[OutputFile], *, first: OutputFile | None = None) -> bytes:
    """Files as a zip archive, in the order of their paths, without dates.

    Args:
        files: the members.
        first: a member that comes before all others and is not compressed, as EPUB wants of its `mimetype`.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        if first is not None:
            archive.writestr(_member(first.path, zipfile.ZIP_STORED), first.content)
        for file in sorted(files, key=lambda file: file.path):
            archive.writestr(_member(file.path, zipfile.ZIP_DEFLATED), file.content)
    return packed.getvalue()


def _member(path: str, method: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(path, _NEVER)
    member.compress_type = method
    member.create_system = _UNIX
    member.external_attr = _PLAIN_FILE
    return member
