"""Laws of alignment, for documents of every structure."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.align.listing import source_of, translated_of
from tests.align.parallel import Block, english, parallel, translated
from tests.sources import sources
from wlw_i18n import inline, segment
from wlw_i18n.align import Alignment, How, align
from wlw_i18n.align.elements import elements, parts
from wlw_i18n.assemble import LanguageTexts, Served, assemble
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Prose
from wlw_i18n.readers import read_document

slowly = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def document_of(source: str) -> Document:
    document, _ = read_document("d.md", source.encode(), default_id="d")
    assert document is not None
    return segment.with_keys(document, [f"k-{number}" for number, _ in enumerate(segment.units(document))])


@slowly
@given(sources)
def test_elements_have_every_prose_in_the_order_of_segmentation(source: str) -> None:
    document = document_of(source)
    found: list[Prose] = []
    for element in elements(document):
        if element.question:
            found.extend(part.prose for part in parts(element.question) if part.prose is not None)
        elif element.prose is not None:
            found.append(element.prose)
    front = 1 + (document.summary is not None)
    assert [id(prose) for prose in found] == [id(prose) for prose in segment.prose_of(document)][front:]


@slowly
@given(sources, sources)
def test_no_unit_is_used_twice_or_lost_and_the_order_is_kept(one: str, other: str) -> None:
    source, translation = document_of(one), document_of(other)
    alignment = align(source, translation, least=0)
    keys = [unit.key for unit in segment.units(source)]
    ours = [pair.unit.key for pair in alignment.pairs]
    left = [unit.key for unit in (*alignment.missing, *alignment.untranslated)]
    assert sorted(ours + left) == sorted(keys)
    theirs = [pair.translated.key for pair in alignment.pairs]
    assert len({*theirs, *(unit.key for unit in alignment.surplus)}) == len(theirs) + len(alignment.surplus)
    order = {unit.key: place for place, unit in enumerate(segment.units(translation))}
    for found, places in ((ours, {key: place for place, key in enumerate(keys)}), (theirs, order)):
        assert [places[key] for key in found] == sorted(places[key] for key in found)


@slowly
@given(sources)
def test_a_document_has_the_structure_of_itself_and_is_not_translated(source: str) -> None:
    document = document_of(source)
    units = segment.units(document)
    alignment = align(document, document)
    if units:
        assert alignment.refused
    else:
        assert alignment.is_identical
    assert alignment.found == alignment.words


@slowly
@given(parallel())
def test_documents_of_the_same_structure_align_fully(blocks: list[Block]) -> None:
    source, translation = source_of(english(blocks)), translated_of(translated(blocks))
    alignment = align(source, translation)
    assert alignment.is_identical
    assert (alignment.missing, alignment.surplus, alignment.untranslated, alignment.refused) == ((), (), (), "")
    assert [pair.translated.text for pair in alignment.pairs] == [unit.text for unit in segment.units(translation)]
    assert {pair.how for pair in alignment.pairs} == {How.STRUCTURE}
    assert alignment.share == alignment.share_of_words == 1


@slowly
@given(parallel())
def test_assembling_gives_the_translated_text_again(blocks: list[Block]) -> None:
    source, translation = source_of(english(blocks)), translated_of(translated(blocks))
    assembled = assembled_with(align(source, translation), source)
    assert [(prose.kind, prose.inlines) for prose in segment.prose_of(assembled)] == [
        (prose.kind, prose.inlines) for prose in segment.prose_of(translation)
    ]


def assembled_with(alignment: Alignment, source: Document) -> Document:
    texts = {pair.unit.key: Served(pair.text) for pair in alignment.pairs}
    return assemble(source, [LanguageTexts("xx", texts)])


@slowly
@given(parallel(least=1, marked=True), st.data())
def test_what_the_translation_lacks_costs_nothing_else(blocks: list[Block], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.integers(0, len(blocks) - 1)))
    left = [block for block in blocks if block.number not in gone]
    source, translation = source_of(english(blocks)), translated_of(translated(left))
    alignment = align(source, translation, least=0)
    lacking = {text for block in blocks if block.number in gone for text in addresses(block)}
    assert {text for unit in alignment.missing for text in addresses_in(unit.inlines)} <= lacking
    assert not alignment.surplus
    assert is_right(alignment)


def is_right(alignment: Alignment) -> bool:
    return all(addresses_in(pair.unit.inlines) == addresses_in(pair.translated.inlines) for pair in alignment.pairs)


def addresses(block: Block) -> set[str]:
    document = source_of(english([block]))
    return {found for unit in segment.units(document) for found in addresses_in(unit.inlines)}


def addresses_in(inlines: tuple[object, ...]) -> set[str]:
    return {target for node in inlines if (target := getattr(node, "target", ""))}


@slowly
@given(parallel(least=1))
def test_texts_that_two_units_share_are_told_apart_by_place(blocks: list[Block]) -> None:
    twice = [replace(block, number=number) for number, block in enumerate([*blocks, *blocks])]
    alignment = align(source_of(english(twice)), translated_of(translated(twice)))
    assert alignment.is_identical
    assert alignment.share == 1


def test_a_text_of_a_translation_is_read_with_the_definitions_of_the_english() -> None:
    source = source_of("---\ntitle: T\n---\nSee [it][a] and it.[^n]\n\n[a]: https://a.example\n\n[^n]: A note.\n")
    translation = translated_of("---\ntitle: U\n---\nVoir [b].[^9]\n\n[b]: https://b.example\n\n[^9]: Une note.\n")
    assembled = assembled_with(align(source, translation), source)
    shown = [inline.visible(prose.inlines) for prose in segment.prose_of(assembled)]
    assert shown == ["U", "Voir b.", "Une note."]
