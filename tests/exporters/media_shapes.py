"""What hostile words may not change in a drawing and in captions, as libraries see it that did not write them."""

import io
import re
from functools import lru_cache
from typing import Final

import pysubs2
import webvtt
from lxml import etree

from tests.hostile import DRAWING

_SVG: Final = "{http://www.w3.org/2000/svg}"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_SET: Final = frozenset({_LANGUAGE, "direction", "unicode-bidi", "text-anchor", "font-size", "font-weight"})
"""Attributes that a translation may set, or take other values in."""
_OF_THE_ORIGINAL: Final = frozenset({"textLength", "rotate", "x", "y", "dx", "dy"})
"""Attributes that place the letters of one text: they may go, or get the place of the first letter."""
_NUMBERS: Final = re.compile(r"[-\d. ]*")
_SIGNS: Final = re.compile(r"[\w.:/#-]*")
_TAGS: Final = re.compile(r"<(/?)([^<>]*)>")
_STYLES: Final = frozenset({"b", "i", "u"})

Times = list[tuple[int, int]]


@lru_cache(maxsize=1)
def _written_by_the_author() -> frozenset[tuple[str, str]]:
    """Attributes with their values."""
    root = etree.fromstring(DRAWING)
    return frozenset((str(key), str(value)) for node in root.iter("*") for key, value in node.attrib.items())


@lru_cache(maxsize=4)
def drawing(content: bytes) -> object:
    """Every element with its attributes, but for the parts of a text, which are as many as it has lines and marks.

    Those are looked at here: they are parts of a text, with attributes that the author gave to one.
    """
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    found = []
    for node in root.iter():
        assert isinstance(node.tag, str), node
        for key, value in node.attrib.items():
            assert (key, value) in _written_by_the_author() or _is_set(str(key), str(value)), (key, value)
        if any(above.tag == f"{_SVG}text" for above in node.iterancestors()):
            assert node.tag in {f"{_SVG}tspan", f"{_SVG}textPath"}, node.tag
            continue
        kept = {key: value for key, value in node.attrib.items() if key not in _SET | {"style"}}
        depth = sum(1 for _ in node.iterancestors())
        found.append((depth, node.tag, sorted(kept.items())))
        if node.tag not in {f"{_SVG}{name}" for name in ("text", "title", "desc")}:
            found.append((depth, "text", (node.text or "").strip()))
    return found


def _is_set(name: str, value: str) -> bool:
    if name in _OF_THE_ORIGINAL or name in {"font-size", "transform"}:
        return bool(_NUMBERS.fullmatch(value))
    if name == "style":
        return all(part.strip() in {"fill: #000", ""} for part in value.split(";"))
    return name in _SET and bool(_SIGNS.fullmatch(value))


@lru_cache(maxsize=4)
def captions(content: bytes) -> Times:
    """When something is shown: cues without a pause between them are one time, as long words are cut elsewhere."""
    text = content.decode()
    found = webvtt.from_buffer(io.StringIO(text)).captions
    blocks = text.rstrip("\n").split("\n\n")
    assert blocks[0] == "WEBVTT"
    assert len(found) == len(blocks) - 1 == text.count("-->")
    for cue in found:
        _assert_tags(cue.raw_text, _STYLES | {"v", "lang"})
        assert cue.text.strip()
    others = [(event.start, event.end) for event in pysubs2.SSAFile.from_string(text, format_="vtt")]
    times = [(_milliseconds(cue.start), _milliseconds(cue.end)) for cue in found]
    assert others == times
    return _joined(times)


@lru_cache(maxsize=4)
def subtitles(content: bytes) -> Times:
    """The same of an SRT file."""
    text = content.decode()
    found = pysubs2.SSAFile.from_string(text, format_="srt")
    blocks = text.rstrip("\n").split("\n\n")
    assert len(found) == len(blocks) == text.count("-->")
    for number, block in enumerate(blocks, 1):
        name, _, *lines = block.split("\n")
        assert name == str(number)
        assert "".join(lines).strip()
        _assert_tags("\n".join(lines), _STYLES, loose=True)
    return _joined([(event.start, event.end) for event in found])


def _assert_tags(said: str, known: frozenset[str], *, loose: bool = False) -> None:
    """Every tag is known, and closed in its cue; a voice goes to its end.

    Args:
        said: the text of a cue.
        known: names of tags.
        loose: whether angles may stand for themselves, if no player can take them for a tag.
    """
    opened = []
    for closing, inside in _TAGS.findall(said):
        name = inside.partition(" ")[0]
        if loose and not re.match("[A-Za-z/!?]", closing + inside):
            continue
        assert name in known, inside
        if not closing:
            opened.append(name)
        else:
            assert opened.pop() == name, said
    assert opened in ([], ["v"]), said
    rest = _TAGS.sub("", said)
    assert not re.search("<[A-Za-z/!?]" if loose else "[<>]", rest), said


def _milliseconds(time: str) -> int:
    hours, minutes, seconds = time.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def _joined(times: Times) -> Times:
    made: Times = []
    for start, end in times:
        if made and made[-1][1] == start:
            made[-1] = made[-1][0], end
        else:
            made.append((start, end))
    return made
