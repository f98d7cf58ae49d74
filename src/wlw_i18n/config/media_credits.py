"""`source/credits.toml`: whose the pictures, videos and sounds of a course are.

Each `[[credit]]` names files below `source/`, by their path or by a pattern with `*`; a path counts before a pattern,
and of two patterns the first. The licences are those under which Wikimedia Commons takes files (Commons:Licensing):
anything else could not be shown on a wiki, nor be changed by translators.
"""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

import msgspec

from wlw_i18n.config import toml
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.media import PictureCredit
from wlw_i18n.model.source import Location

PATH: Final = "source/credits.toml"
_CREATIVE_COMMONS: Final = re.compile(r"CC (BY(?:-SA)?) ([1-4]\.[0-9])")
_VERSIONS: Final = frozenset({"1.0", "2.0", "2.1", "2.5", "3.0", "4.0"})
_CC0: Final = frozenset({"CC0", "CC0 1.0"})
_PUBLIC_DOMAIN: Final = "public domain"
_WANTED: Final = 'Commons takes "CC0", "CC BY 4.0", "CC BY-SA 4.0" (also 1.0 to 3.0) and "public domain".'
_PATTERN: Final = re.compile(r"[*?\[]")


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    files: list[str]
    author: str
    licence: str
    title: str = ""
    source: str = ""
    own: bool = False


class _File(msgspec.Struct, forbid_unknown_fields=True):
    credit: list[_Entry] = []


@dataclass(frozen=True, slots=True)
class MediaCredits:
    """Whose the media of a course are, and what is wrong with the list."""

    credits: tuple[PictureCredit, ...] = ()
    """In the order of the files."""
    diagnostics: tuple[Diagnostic, ...] = ()


def read(content: bytes, media: Collection[str]) -> MediaCredits:
    """Read the list of credits.

    Args:
        content: of the file.
        media: all pictures, videos and sounds of the course, below `source/`.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _unreadable("the file is not UTF-8 text", line)
    try:
        entries = msgspec.convert(toml.loads(text), _File).credit
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" ?\(at (?:line (\d+), column \d+|end of document)\)", str(error))
        said = str(error)[: place.start()] if place else str(error)
        return _unreadable(f"not valid TOML: {said}", int(place[1]) if place and place[1] else 1)
    except msgspec.ValidationError as error:
        return _unreadable(*_misfit(str(error), text))
    found = tuple(_credits(entries, media))
    return MediaCredits(found, tuple(_findings(entries, text, media, {credit.path for credit in found})))


def licence_url(licence: str) -> str:
    """Where a licence can be read; empty if it is none that Commons takes, or has no text."""
    if licence in _CC0:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = _CREATIVE_COMMONS.fullmatch(licence)
    if found is None or found[2] not in _VERSIONS:
        return ""
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"


def is_free(licence: str) -> bool:
    """Whether Commons takes files under a licence."""
    return licence.lower() == _PUBLIC_DOMAIN or bool(licence_url(licence))


def _unreadable(message: str, line: int) -> MediaCredits:
    hint = "Nobody is credited until it is repaired. Keys are files, author, licence, title, source and own."
    return MediaCredits((), (_finding(Severity.ERROR, line, message, hint),))


def _misfit(message: str, text: str) -> tuple[str, int]:
    """What msgspec says of a file of another shape, in other words; and the line of the entry."""
    place = re.search(r"\$\.credit\[(\d+)\]", message)
    starts = _starts(text)
    line = starts[int(place[1])] if place and int(place[1]) < len(starts) else 1
    if unknown := re.search(r"unknown field `(.*?)`", message):
        return f'there is no key "{unknown[1]}"', line
    if missing := re.search(r"missing required field `(.*?)`", message):
        return f'the key "{missing[1]}" is missing', line
    return f"a value is not of the right kind: {message}", line


def _starts(text: str) -> list[int]:
    """The lines at which entries begin."""
    return [number for number, line in enumerate(text.split("\n"), 1) if line.split("#")[0].strip() == "[[credit]]"]


def _credits(entries: list[_Entry], media: Collection[str]) -> Iterator[PictureCredit]:
    exact = {name: entry for entry in reversed(entries) for name in entry.files if not _PATTERN.search(name)}
    patterns = [(name, entry) for entry in entries for name in entry.files if _PATTERN.search(name)]
    for path in sorted(media):
        entry = exact.get(path) or next((entry for name, entry in patterns if fnmatchcase(path, name)), None)
        if entry is None:
            continue
        is_address = entry.source.startswith(("https://", "http://"))
        yield PictureCredit(
            path=path,
            author=entry.author,
            licence=entry.licence,
            title=entry.title if is_address else ", ".join(filter(None, (entry.title, entry.source))),
            licence_url=licence_url(entry.licence),
            source_url=entry.source if is_address else "",
            own=entry.own,
        )


def _findings(
    entries: list[_Entry], text: str, media: Collection[str], credited: Collection[str]
) -> Iterator[Diagnostic]:
    starts = _starts(text)
    for index, entry in enumerate(entries):
        line = starts[index] if index < len(starts) else 1
        for name in entry.files:
            if not any(fnmatchcase(path, name) for path in media):
                message = f'no picture, video or sound is named "{name}"'
                hint = "Write the path below source/, such as 01-start/media/map.svg, or take the name out."
                yield _finding(Severity.WARNING, line, message, hint)
        if not entry.author.strip():
            message = f"the author of {_names(entry)} is missing"
            yield _finding(Severity.WARNING, line, message, 'Write the name; for unknown authors, "unknown".')
        if not is_free(entry.licence):
            message = f'"{entry.licence}" of {_names(entry)} is no licence under which Commons takes files'
            yield _finding(Severity.WARNING, line, message, _WANTED)
        if not entry.own and not entry.source.strip():
            message = f"it is not said where {_names(entry)} is from"
            hint = "Write source, an address or words. If it was made for this course, write own = true."
            yield _finding(Severity.WARNING, line, message, hint)
    for path in sorted(set(media) - set(credited)):
        message = "nobody is credited for this file"
        hint = f"Add it to {PATH}: its author, its licence, and where it is from."
        yield Diagnostic(Code.MEDIA_CREDIT, Severity.WARNING, message, Location(f"source/{path}"), hint=hint)


def _names(entry: _Entry) -> str:
    return ", ".join(entry.files[:2]) + (" and others" if len(entry.files) > 2 else "") if entry.files else "no file"


def _finding(severity: Severity, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Code.MEDIA_CREDIT, severity, message, Location(PATH, line), hint=hint)
