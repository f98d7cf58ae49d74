"""Assembly: the source document with each `Prose` replaced by what one language serves for it.

A translation is parsed as inline Markdown only, so it cannot create, drop or reorder blocks. Text falls back unit by
unit along a chain of languages, down to the source; a question falls back whole (design: a learner never meets half a
question in two languages).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from wlw_i18n import inline, percentages, segment
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Kind, Prose, State, Text

ESSENTIAL = frozenset({Kind.PROMPT, Kind.CHOICE, Kind.ANSWERS})
"""Parts of a question that decide what is right: never served stale."""


@dataclass(frozen=True, slots=True)
class Served:
    """A translation that may be shown."""

    text: str
    """Inline Markdown."""
    stale: bool = False


@dataclass(frozen=True, slots=True)
class LanguageTexts:
    """What one language may show of one document."""

    tag: str
    """BCP 47."""
    texts: Mapping[str, Served]
    """By the unit's key; empty when the document is below its gate in this language."""


def assemble(source: Document, chain: Sequence[LanguageTexts], units: Sequence[Unit] | None = None) -> Document:
    """The document in the first language of the chain, with fallbacks.

    Args:
        source: the source document, with keys.
        chain: the language wanted, then the languages it falls back to; the source language is the end of every
            chain and is not listed.
        units: the source's units, if they are at hand already.

    Returns:
        A document of the same structure: same blocks, ids, order and right answers.
    """
    wanted = chain[0].tag
    if units is None:
        units = segment.units(source)
    chosen = choose(units, chain)
    labels = frozenset(footnote.label for footnote in source.footnotes)

    # A document that is shown in another language keeps the percentages of that one.
    write = partial(percentages.written, tag=wanted, source=source.lang) if chain[0].texts else str

    def serve(prose: Prose) -> Prose:
        texts = chosen.get(prose.key) if prose.key else None
        if texts is None:
            return _left(prose, wanted, write)
        served = texts.texts[prose.key]
        state = State.FALLBACK if texts.tag != wanted else State.STALE if served.stale else State.CURRENT
        if prose.kind is Kind.ANSWERS:
            inlines = inline.lines(served.text)
        else:
            inlines = inline.parse(served.text, source.references, labels)
        return replace(prose, text=served.text, inlines=inlines, lang=texts.tag, state=state)

    document = segment.replace_prose(source, serve)
    return replace(document, lang=wanted, notice=bool(units) and not chain[0].texts)


def _left(prose: Prose, wanted: str, write: Callable[[str], str]) -> Prose:
    """What is served of a prose that no language of the chain translates.

    Args:
        prose: as it stands in the source.
        wanted: BCP 47.
        write: a text of the source without a letter -> as the language wanted writes it.
    """
    if prose.translatable:
        return replace(prose, state=State.FALLBACK)
    if inline.has_letter(prose.inlines):
        return prose
    match prose.inlines:
        case (Text(text),):
            return replace(prose, inlines=(Text(write(text)),), lang=wanted)
        case _:
            return replace(prose, lang=wanted)


def choose(units: Iterable[Unit], chain: Sequence[LanguageTexts]) -> Mapping[str, LanguageTexts]:
    """For each unit, the first language of the chain that may serve it; units left to the source are left out.

    Returns:
        Language by key; all units of a question have the same one.
    """
    chosen: dict[str, LanguageTexts] = {}
    questions: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.question:
            questions[unit.question].append(unit)
            continue
        for texts in chain:
            if unit.key in texts.texts:
                chosen[unit.key] = texts
                break
    for parts in questions.values():
        for texts in chain:
            if all(_may_stand(unit, texts) for unit in parts):
                chosen.update((unit.key, texts) for unit in parts)
                break
    return chosen


def _may_stand(unit: Unit, texts: LanguageTexts) -> bool:
    served = texts.texts.get(unit.key)
    return served is not None and not (served.stale and unit.kind in ESSENTIAL)
