"""Carrying a translation over a cosmetic change of its English: only the targets of links and images may change."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from wlw_i18n import inline
from wlw_i18n.identity.seen import definitions
from wlw_i18n.model.document import Reference
from wlw_i18n.model.text import Emphasis, Image, Inline, Link, Strikethrough, Strong, Text

_INLINE_TARGET: Final = re.compile(r"(?<=\]\()([ \t\n]*)(<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)")
_AUTOLINK: Final = re.compile(r"(?<=<)()([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*)(?=>)")
_REFERENCE: Final = re.compile(r"(?<=\]\[)()([^\[\]]+)(?=\])")

_Destination = tuple[str, str]
"""(Label, "") of a reference link, or ("", target)."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A translation that still holds."""

    text: str
    kept: tuple[tuple[str, str], ...] = ()
    """Targets that changed in English, before and after, and that the translation does not have: its own stay."""


def carry(
    then: str, now: str, translation: str, references: Mapping[str, Reference], footnotes: Collection[str] = ()
) -> Carried | None:
    """Carry a translation from one English text to another that differs only cosmetically.

    A target is replaced in the translation where it has the old English target.

    Args:
        then: the English that the translation was made for.
        now: the English of today.
        translation: inline Markdown.
        references: the document's link definitions.
        footnotes: the document's footnote labels.

    Returns:
        None if the texts differ in more, or if it cannot be told which target belongs where.
    """
    defined, notes = definitions((then, now, translation), references, footnotes)
    if inline.cosmetic(then, defined, notes) != inline.cosmetic(now, defined, notes):
        return None
    if "[" not in then and "<" not in then and "[" not in now and "<" not in now:
        return Carried(translation)
    before = list(_destinations(inline.parse(then, defined, notes)))
    after = list(_destinations(inline.parse(now, defined, notes)))
    changes: dict[_Destination, set[_Destination]] = {}
    for old, new in zip(before, after, strict=True):
        changes.setdefault(old, set()).add(new)
    changes = {old: new for old, new in changes.items() if new != {old}}
    if not changes:
        return Carried(translation)
    nodes = inline.parse(translation, defined, notes)
    present = set(_destinations(nodes))
    if any(len(new) > 1 for old, new in changes.items() if old in present):
        return None
    moves = {old: min(new) for old, new in changes.items() if old in present}
    kept = tuple(("".join(old), "".join(min(new))) for old, new in changes.items() if old not in present)
    if not moves:
        return Carried(translation, kept)
    wanted = _moved(nodes, moves, defined)
    text = _rewritten(translation, now, moves)
    if inline.parse(text, defined, notes) != wanted:
        text = inline.write(wanted, defined, notes)
    return Carried(text, kept)


def _destinations(nodes: tuple[Inline, ...]) -> Iterator[_Destination]:
    for node in nodes:
        match node:
            case Link(target, children, _, label):
                yield (label, "") if label else ("", target)
                yield from _destinations(children)
            case Image(src):
                yield "", src
            case Emphasis(children) | Strong(children) | Strikethrough(children):
                yield from _destinations(children)
            case _:
                pass


def _moved(
    nodes: tuple[Inline, ...], moves: Mapping[_Destination, _Destination], defined: Mapping[str, Reference]
) -> tuple[Inline, ...]:
    """The nodes with their targets replaced."""

    def move(node: Inline) -> Inline:  # noqa: PLR0911 - one line for each node
        match node:
            case Link(target, children, title, label):
                old = (label, "") if label else ("", target)
                new_label, new_target = moves.get(old, old)
                shown = (
                    (Text(new_target),)
                    if children == (Text(target),) and new_target
                    else _moved(children, moves, defined)
                )
                if new_label:
                    reference = defined[new_label]
                    return Link(reference.target, shown, reference.title, new_label)
                return Link(new_target, shown, "" if label else title)
            case Image(src):
                return replace(node, src=moves.get(("", src), ("", src))[1])
            case Emphasis(children):
                return Emphasis(_moved(children, moves, defined))
            case Strong(children):
                return Strong(_moved(children, moves, defined))
            case Strikethrough(children):
                return Strikethrough(_moved(children, moves, defined))
            case _:
                return node

    return tuple(map(move, nodes))


def _rewritten(translation: str, now: str, moves: Mapping[_Destination, _Destination]) -> str:
    """The translation with targets replaced where they stand, and nothing else touched."""
    for pattern, meaning in _FORMS:
        written = {meaning(match.group(2)): match.group(2) for match in pattern.finditer(now)}

        def new(match: re.Match[str], meaning: _Meaning = meaning, written: Mapping[str, str] = written) -> str:
            old = meaning(match.group(2))
            moved = moves.get((old, "") if meaning is inline.normalise_label else ("", old))
            if moved is None:
                return match.group()
            target = moved[0] or moved[1]
            return match.group(1) + written.get(target, target)

        translation = pattern.sub(new, translation)
    return translation


def _target(written: str) -> str:
    """A target as the parser normalises it."""
    nodes = inline.parse(f"[x]({written})")
    return nodes[0].target if nodes and isinstance(nodes[0], Link) else written


def _autolink(written: str) -> str:
    nodes = inline.parse(f"<{written}>")
    return nodes[0].target if nodes and isinstance(nodes[0], Link) else written


_Meaning = Callable[[str], str]
_FORMS: Final[tuple[tuple[re.Pattern[str], _Meaning], ...]] = (
    (_INLINE_TARGET, _target),
    (_AUTOLINK, _autolink),
    (_REFERENCE, inline.normalise_label),
)
