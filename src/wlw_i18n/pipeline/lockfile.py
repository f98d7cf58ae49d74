"""`source/course.lock`: every block ever exported to Open edX, and what each localised medium was made from.

Learners' answers and progress are stored under these names, so none is ever given to something else. The file is
committed. A line is only ever added, or changed where nothing is lost by it; what would lose something waits until a
person has agreed to it (see `wlw_i18n.pipeline.url_names`).
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from wlw_i18n.config import toml
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline.workspace import LOCK

_ABOUT: Final = """\
# Written by `wlw-i18n sync`; commit it. It lists every block that was ever exported to Open edX, which stores the
# answers and progress of learners under these names. No name is used again for something else.
#
# You may edit two things, when `wlw-i18n check` reports url-name-gone and learners may lose what it says:
# - a block is gone for good: add its name to `retired`; that holds for all that was in it;
# - a question is answered in another way from now on: delete its line below.
"""
_ABOUT_MEDIA: Final = """\

# What the pictures and other media of languages were made from. When `wlw-i18n check` reports media-localised and a
# language's file is right although the original changed: delete its line.
"""
_MEDIA: Final = "translations/"
"""How names of localised media begin."""
_NAMES: Final = "[olx.names]"
"""The older version had a list of names here, not a table."""
_PAIR: Final = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})")
"""How JSON writes a character of the higher planes."""
_LINE: Final = re.compile(r'^\s*"(?P<name>[a-z]+/[^"]+)"\s*+(?:=\s*+(?P<value>\{.*\}))?,?\s*$')


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a name."""

    inside: str = ""
    """Id of the block that it was in, empty for a chapter."""
    answers: str = ""
    """How a problem is answered (`wlw_i18n.render.capa.stored`)."""
    choices: tuple[str, ...] = ()
    """What stands for its choices, where their order or texts count."""
    line: int = field(default=0, compare=False)
    """Where it stands in the file."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a localised medium was made from."""

    original: str
    """Digest of the original."""
    localised: str
    """Digest of the localised file itself."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The file's content."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    """By id: `problem/q-one_problem`."""
    retired: frozenset[str] = frozenset()
    """Ids that people gave up."""
    media: Mapping[str, Made] = field(default_factory=dict)
    """By path of the localised medium, relative to the course root."""


def read(content: bytes) -> Lock:
    """Read a lock file; of a damaged one, what can be made out line by line.

    In a merge conflict both sides' names were exported; of two lines on one name the later counts.
    """
    text = content.decode("utf-8", "replace")
    lines = _numbers(text)
    try:
        whole = toml.loads(text)
        table = whole.get("olx", {})
        names, retired = table.get("names", {}), table.get("retired", [])
        if isinstance(names, list):
            # An older version wrote names alone.
            names = {name: {} for name in names}
        read_ = {str(name): _entry(value, lines.get(str(name), 0)) for name, value in names.items()}
        return Lock(read_, frozenset(str(name) for name in retired), _media(whole.get("media", {})))
    except (tomllib.TOMLDecodeError, AttributeError, TypeError):
        return _damaged(text)


def _damaged(text: str) -> Lock:
    found: dict[str, Entry] = {}
    retired: set[str] = set()
    is_older = _NAMES not in text
    media = {}
    for number, line in _lines(text):
        if line["name"].startswith(_MEDIA):
            media[line["name"]] = _value(line["value"] or "{}")
        elif line["value"] or is_older:
            found[line["name"]] = _entry(_value(line["value"] or "{}"), number)
        else:
            retired.add(line["name"])
    return Lock(found, frozenset(retired), _media(media))


def _media(table: Mapping[str, Any]) -> Mapping[str, Made]:
    return {
        str(path): Made(str(value.get("original", "")), str(value.get("localised", "")))
        for path, value in table.items()
        if isinstance(value, Mapping)
    }


def _lines(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _LINE.match(line):
            yield number, found


def _numbers(text: str) -> Mapping[str, int]:
    """On which line each name stands; names that no export makes have none."""
    names = ((found["name"], number) for number, found in _lines(text))
    return {str(_value(f'"{name}"')) if "\\" in name else name: number for name, number in names}


def _value(text: str) -> Any:
    try:
        return toml.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return {}


def _entry(value: Any, line: int) -> Entry:
    if not isinstance(value, Mapping):
        return Entry(line=line)
    choices = value.get("choices", [])
    return Entry(
        str(value.get("in", "")),
        str(value.get("answers", "")),
        tuple(map(str, choices)) if isinstance(choices, list) else (),
        line,
    )


def write(lock: Lock) -> OutputFile:
    """The file for a lock: sorted, one name a line, so that two branches merge."""
    retired = "".join(f"  {_quoted(name)},\n" for name in sorted(lock.retired))
    names = "".join(f"{_quoted(name)} = {_written(lock.entries[name])}\n" for name in sorted(lock.entries))
    media = "".join(
        f"{_quoted(path)} = {{ original = {_quoted(made.original)}, localised = {_quoted(made.localised)} }}\n"
        for path, made in sorted(lock.media.items())
    )
    if media:
        media = f"{_ABOUT_MEDIA}[media]\n{media}"
    return OutputFile(LOCK, f"{_ABOUT}\n[olx]\nretired = [\n{retired}]\n\n{_NAMES}\n{names}{media}".encode())


def _written(entry: Entry) -> str:
    said = []
    if entry.inside:
        said.append(f"in = {_quoted(entry.inside)}")
    if entry.answers:
        said.append(f"answers = {_quoted(entry.answers)}")
    if entry.choices:
        said.append(f"choices = [{', '.join(map(_quoted, entry.choices))}]")
    return f"{{ {', '.join(said)} }}" if said else "{}"


def _quoted(text: str) -> str:
    return _PAIR.sub(lambda pair: _one_escape(*pair.groups()), json.dumps(text, ensure_ascii=True)).replace(
        "\x7f", "\\u007f"
    )


def _one_escape(high: str, low: str) -> str:
    """TOML has no surrogates: a character of the higher planes has one escape of eight digits."""
    return f"\\U{0x10000 + (int(high, 16) - 0xD800) * 0x400 + int(low, 16) - 0xDC00:08x}"


def placed(lock: Lock, content: bytes) -> Lock:
    """A lock with the lines on which its names stand in the file that was written for it."""
    lines = _numbers(content.decode())
    entries = {name: replace(entry, line=lines.get(name, 0)) for name, entry in lock.entries.items()}
    return replace(lock, entries=entries)


def updated(lock: Lock, present: Mapping[str, Entry], kept: Iterable[str]) -> Lock:
    """The lock after an export.

    Args:
        lock: what the file says.
        present: the blocks of the course as it is.
        kept: ids of problems whose stored answers would lose their meaning: the file goes on saying what they mean.
    """
    kept = frozenset(kept)
    now = {
        name: replace(lock.entries[name], inside=entry.inside) if name in kept and name in lock.entries else entry
        for name, entry in present.items()
    }
    return Lock({**lock.entries, **now}, lock.retired)
