"""What a page tells of its units: what each is, where its translation is, and what is to be done about it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from wlw_i18n.assemble import LanguageTexts, choose
from wlw_i18n.catalogs import po
from wlw_i18n.checks import REJECTING
from wlw_i18n.merge import may_serve
from wlw_i18n.model.catalog import Catalog, Message, MessageState, Unit
from wlw_i18n.model.diagnostic import Code, Diagnostic
from wlw_i18n.model.source import Location
from wlw_i18n.pipeline import translations
from wlw_i18n.preview import pseudo
from wlw_i18n.preview.snapshot import Shown, Snapshot, po_path

_SAID_ALREADY: Final = frozenset({Code.UNTRANSLATED, Code.STALE, Code.FUZZY})
"""Findings that say no more than the state does."""
_WORD: Final = re.compile(r"\s+|[^\s\w]|\w+")


class UnitState(StrEnum):
    """What a unit is in a language, as the page says it."""

    SOURCE = "source text"
    PSEUDO = "made up"
    TRANSLATED = "translated"
    STALE = "stale"
    OUTDATED = "stale, not shown"
    """The English has changed too much."""
    TO_CONFIRM = "to confirm"
    REJECTED = "rejected"
    UNTRANSLATED = "untranslated"

    @property
    def is_to_do(self) -> bool:
        """Whether a translator has something to do about it."""
        return self not in (UnitState.SOURCE, UnitState.PSEUDO, UnitState.TRANSLATED)


@dataclass(frozen=True, slots=True)
class UnitNote:
    """What a page tells of one unit."""

    key: str
    kind: str
    """What the unit is: a heading, a table cell."""
    state: UnitState
    place: Location
    """The message in the PO file; in the source language, the text in the lesson."""
    is_new: bool
    """Whether the PO file on disk does not have the message yet."""
    english: str
    previous: str
    """The English that a stale translation was made for; for a suggestion, that of the text it comes from."""
    translation: str
    shown_in: str
    """BCP 47 tag of the language that the page shows it in."""
    findings: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """For the page's script."""
        return {
            "kind": self.kind,
            "state": self.state.value,
            "todo": self.state.is_to_do,
            "place": str(self.place),
            "new": self.is_new,
            "english": self.english,
            "changes": [list(change) for change in changes(self.previous, self.english)] if self.previous else [],
            "translation": self.translation,
            "shown": self.shown_in,
            "findings": list(self.findings),
        }


def notes(snapshot: Snapshot, shown: Shown) -> tuple[UnitNote, ...]:
    """What a page tells of its units, in reading order; nothing of a draft's, which have no keys.

    Raises:
        OSError: a PO file cannot be read.
    """
    config = snapshot.standing.config
    if shown.language in (config.source_language, pseudo.LANGUAGE):
        state = UnitState.PSEUDO if shown.language == pseudo.LANGUAGE else UnitState.SOURCE
        return tuple(_in_source(unit, shown, state) for unit in shown.units)
    path = po_path(shown.language.code, shown.source, shown.path)
    work = snapshot.works[shown.language.code]
    on_disk = _read(snapshot.root, path)
    merged = _merged(work, path) or on_disk
    found: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    if shown.source.id in work.records:
        for diagnostic in snapshot.decided(work.records[shown.source.id].diagnostics):
            found[diagnostic.key].append(diagnostic)
    chosen = choose(shown.units, [LanguageTexts(language.tag, texts) for language, texts in shown.chain])
    tags = {key: texts.tag for key, texts in chosen.items()}
    english = config.source_language.tag
    return tuple(
        _translated(unit, merged, on_disk, found[unit.key], tags.get(unit.key, english)) for unit in shown.units
    )


def changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """What changed from one text to another, word by word: ("same" | "gone" | "new", text)."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(old[start:end])
            continue
        if start < end:
            yield "gone", "".join(old[start:end])
        if new_start < new_end:
            yield "new", "".join(new[new_start:new_end])


def _in_source(unit: Unit, shown: Shown, state: UnitState) -> UnitNote:
    return UnitNote(
        key=unit.key,
        kind=unit.kind.label,
        state=state,
        place=unit.location or Location(shown.path),
        is_new=False,
        english=unit.text,
        previous="",
        translation="",
        shown_in=shown.language.tag,
        findings=(),
    )


def _translated(unit: Unit, merged: Catalog, on_disk: Catalog, found: Sequence[Diagnostic], shown_in: str) -> UnitNote:
    message = merged.by_key.get(unit.key) or Message(unit.key, unit.text)
    known = on_disk.by_key.get(unit.key)
    is_rejected = any(diagnostic.code in REJECTING for diagnostic in found)
    return UnitNote(
        key=unit.key,
        kind=unit.kind.label,
        state=_state(message, is_rejected=is_rejected),
        place=Location(on_disk.path, known.line if known else 0),
        is_new=known is None,
        english=unit.text,
        previous=message.previous_msgid or "",
        translation=message.msgstr,
        shown_in=shown_in,
        findings=tuple(_said(diagnostic) for diagnostic in found if diagnostic.code not in _SAID_ALREADY),
    )


def _state(message: Message, *, is_rejected: bool) -> UnitState:
    match message.state:
        case MessageState.UNTRANSLATED:
            return UnitState.UNTRANSLATED
        case MessageState.SUGGESTION | MessageState.FUZZY:
            return UnitState.TO_CONFIRM
        case MessageState.TRANSLATED | MessageState.STALE if is_rejected:
            return UnitState.REJECTED
        case MessageState.TRANSLATED:
            return UnitState.TRANSLATED
        case MessageState.STALE:
            return UnitState.STALE if may_serve(message) else UnitState.OUTDATED


def _said(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.message}. {diagnostic.hint}".rstrip(" .") + "."


def _read(root: Path, path: str) -> Catalog:
    try:
        catalog, _ = po.read(path, (root / path).read_bytes())
    except FileNotFoundError:
        catalog = None
    return catalog or Catalog(path)


def _merged(work: translations.Work, path: str) -> Catalog | None:
    """The PO file as a sync would write it, if that is not what is there."""
    for file in work.removals:
        if file.path == path:
            catalog, _ = po.read(path, file.content)
            return catalog
    return None
