"""The archive that Studio imports: the same bytes for the same files, on any day.

Members are sorted and have no owner and no date. Headers are written by hand, because `tarfile` needs longer for them
than zlib needs to compress a lesson.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator

from wlw_i18n.model.output import OutputFile

LEVEL = 6
HIGHEST_RATIO = 150
"""Studio refuses an archive that unpacks to more than 200 times its size."""

_BLOCK = 512
_RECORD = 20 * _BLOCK
"""A tar file is a multiple of this."""


def tar_gz(files: Iterable[OutputFile]) -> bytes:
    """Files as a gzipped tar archive.

    Raises:
        ValueError: a path is not ASCII, or too long for the format.
    """
    members = sorted(files, key=lambda file: file.path)
    packed, size = _pack(members, LEVEL)
    if size > len(packed) * HIGHEST_RATIO:
        packed, _ = _pack(members, 0)
    return packed


def _pack(members: list[OutputFile], level: int) -> tuple[bytes, int]:
    compressor = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    # A gzip header without name and date; 255: made on no system in particular.
    parts = [b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"]
    checksum = size = 0
    for piece in _tar(members):
        checksum = zlib.crc32(piece, checksum)
        size += len(piece)
        parts.append(compressor.compress(piece))
    parts.append(compressor.flush())
    parts.append(struct.pack("<LL", checksum, size & 0xFFFFFFFF))
    return b"".join(parts), size


def _tar(members: list[OutputFile]) -> Iterator[bytes]:
    size = 0
    for member in members:
        padding = bytes(-len(member.content) % _BLOCK)
        piece = b"".join((_header(member.path, len(member.content)), member.content, padding))
        size += len(piece)
        yield piece
    end = 2 * _BLOCK
    yield bytes(end + -(size + end) % _RECORD)


def _header(path: str, length: int) -> bytes:
    """A POSIX (ustar) header of a file that everyone may read."""
    prefix, name = _split(path)
    # Mode, owner, group, size, date; then the checksum, counted with its own field full of spaces.
    start = b"%b0000644\x000000000\x000000000\x00%011o\x0000000000000\x00" % (name.ljust(100, b"\0"), length)
    rest = b"0%bustar\x0000%b0000000\x000000000\x00%b%b" % (bytes(100), bytes(64), prefix.ljust(155, b"\0"), bytes(12))
    return b"%b%06o\x00 %b" % (start, sum(start) + 8 * 32 + sum(rest), rest)


def _split(path: str) -> tuple[bytes, bytes]:
    try:
        name = path.encode("ascii")
    except UnicodeEncodeError:
        raise ValueError(path) from None
    if len(name) <= 100:
        return b"", name
    cut = name.find(b"/", len(name) - 101)
    if not 0 < cut <= 155:
        raise ValueError(path)
    return name[:cut], name[cut + 1 :]
