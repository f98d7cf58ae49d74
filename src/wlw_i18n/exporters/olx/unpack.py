"""An archive's files, read from its bytes. It may come from anywhere, so nothing is written and nothing may be huge."""

import io
import tarfile
import zlib
from collections.abc import Iterator
from typing import Final

from wlw_i18n.exporters.olx.limits import MOST_BYTES, MOST_MEMBERS
from wlw_i18n.model.output import OutputFile

_ROOT: Final = "course.xml"


class NotAnArchiveError(ValueError):
    """The bytes are no OLX archive; the text says why."""


def unpacked(archive: bytes) -> tuple[OutputFile, ...]:
    """The files of a `.tar.gz`, by their paths from the folder that `course.xml` is in.

    Raises:
        NotAnArchiveError: it is no such archive, or larger than Open edX takes.
    """
    try:
        files = tuple(_members(archive))
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise NotAnArchiveError(f"it is not a whole .tar.gz file ({error})") from None
    roots = sorted(
        (file.path.removesuffix(_ROOT) for file in files if file.path.rsplit("/", 1)[-1] == _ROOT),
        key=lambda path: (path.count("/"), path),
    )
    if not roots:
        raise NotAnArchiveError("there is no course.xml in it")
    root = roots[0]
    return tuple(OutputFile(file.path.removeprefix(root), file.content) for file in files if file.path.startswith(root))


def _members(archive: bytes) -> Iterator[OutputFile]:
    size = 0
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r|gz") as members:
        for number, member in enumerate(members):
            size += member.size
            if number >= MOST_MEMBERS or size > MOST_BYTES:
                raise NotAnArchiveError("it is larger than Open edX takes")
            content = members.extractfile(member) if member.isfile() else None
            if content is not None:
                yield OutputFile(member.name.removeprefix("./"), content.read())
