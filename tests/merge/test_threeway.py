"""PO files that two branches changed, merged; and git that does it with them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wlw_i18n.catalogs import lexer, po, template
from wlw_i18n.merge.threeway import ThreeWay, merge_catalogs
from wlw_i18n.model.catalog import Catalog, Message

from ..casefiles import cases

PATH = "translations/fr/m/d.po"
TEMPLATE = "translations/templates/m/d.pot"


def catalog_of(content: bytes, path: str = PATH) -> Catalog:
    catalog, problems = po.read(path, content)
    assert catalog is not None, problems
    return catalog


def merged(given_text: str, path: str) -> ThreeWay:
    base, ours, theirs = f"\n{given_text}\n".split("\n---\n")
    known = catalog_of(f"{base[1:]}\n".encode(), path) if base.strip() else None
    return merge_catalogs(known, catalog_of(f"{ours}\n".encode(), path), catalog_of(theirs.encode(), path))


@pytest.mark.parametrize(
    ("path", "given_text", "expected"),
    [
        pytest.param(path, *case.values, id=case.id)
        for folder, path in (("threeway", PATH), ("threeway/templates", TEMPLATE))
        for case in cases(folder)
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_merge(path: str, given_text: str, expected: str, newline: str) -> None:
    keys = [line.removeprefix("conflict: ") for line in expected.splitlines() if line.startswith("conflict: ")]
    text = "\n".join(line for line in expected.splitlines() if not line.startswith("conflict: "))
    result = merged(given_text, path)
    assert po.write(result.catalog).decode().strip("\n") == text
    assert [conflict.key for conflict in result.conflicts] == keys


def test_an_editor_that_changed_all_line_ends_has_changed_nothing_else() -> None:
    base = 'msgctxt "p-1"\nmsgid "One"\nmsgstr ""\n\nmsgctxt "p-2"\nmsgid "Two"\nmsgstr ""\n'
    ours = base.replace('"One"\nmsgstr ""', '"One"\nmsgstr "Un"').replace("\n", "\r\n")
    theirs = base.replace('"Two"\nmsgstr ""', '"Two"\nmsgstr "Deux"')
    result = merge_catalogs(*(catalog_of(text.encode()) for text in (base, ours, theirs)))
    wanted = ours.replace('"Two"\r\nmsgstr ""', '"Two"\r\nmsgstr "Deux"')
    assert po.write(result.catalog).decode() == wanted
    assert not result.conflicts


def test_a_byte_order_mark_stays_the_first_character() -> None:
    base = 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgctxt "p-1"\nmsgid "One"\nmsgstr ""\n'
    ours = f"{po.BOM}{base}".replace('"One"\nmsgstr ""', '"One"\nmsgstr "Un"')
    theirs = base.replace("Language: fr", "Language: fr_FR")
    for one, other in ((ours, theirs), (theirs, ours)):
        result = merge_catalogs(*(catalog_of(text.encode()) for text in (base, one, other)))
        written = po.write(result.catalog).decode()
        assert written.removeprefix(po.BOM) == ours.replace("Language: fr", "Language: fr_FR").removeprefix(po.BOM)


# Laws

TEXTS = st.sampled_from(["One", "Two of them", "“One”", "<<<<<<< ours"])
WORDS = st.sampled_from(["", "", "Un", "Dos", "tre\nfire", "Quint \n", "=======\n>>>>>>> theirs\n", 'Il dit "oui" \\n'])
LINES = st.lists(st.sampled_from(["first", "", "  second", ">>>>>>> theirs"]), max_size=2).map(tuple)


@st.composite
def messages(draw: st.DrawFn, key: str) -> Message:
    fuzzy = draw(st.booleans())
    return Message(
        key,
        draw(TEXTS),
        draw(WORDS),
        fuzzy,
        previous_key="p-9" if fuzzy and draw(st.booleans()) else None,
        previous_msgid=draw(st.none() | TEXTS) if fuzzy else None,
        comments=draw(LINES),
        extracted=draw(st.sampled_from([(), ("type: paragraph",), ("type: answers",)])),
        references=draw(st.sampled_from([(), ("m/d",), ("m/e",)])),
        flags=draw(st.sampled_from([(), ("no-wrap",)])),
    )


@st.composite
def catalogs(draw: st.DrawFn, keys: Sequence[str] = ("p-1", "p-2", "p-3", "p-4"), path: str = PATH) -> Catalog:
    """A PO file as an editor may have written it."""
    chosen = draw(st.permutations(keys))[: draw(st.integers(1, len(keys)))]
    live = tuple(draw(messages(key)) for key in chosen)
    known = {(message.key, message.msgid) for message in live}
    old = tuple(message for key in ("p-1", "p-8") if (message := draw(messages(key))) and draw(st.booleans()))
    header = draw(st.sampled_from(["", "Language: fr\n", "Last-Translator: Amina\nLanguage: fr\n", "X-Segmenter: 1\n"]))
    catalog = Catalog(
        path,
        po.header_text([line.split(": ", 1) for line in header.splitlines()]) if header else "",
        live,
        tuple(message for message in old if (message.key, message.msgid) not in known and message.msgstr),
        draw(st.sampled_from(["\n", "\n", "\r\n"])),
        draw(st.sampled_from(["", "\n# a last remark\n", "# another"])),
    )
    text = po.write(catalog).decode().replace("\r\n", "\n")
    if draw(st.booleans()):
        text = text.replace('\nmsgstr "U', '\nmsgstr ""\n"U')
    return catalog_of(text.replace("\n", catalog.newline).encode())


def through_a_file(catalog: Catalog) -> Catalog:
    """The catalog as the next reader finds it."""
    content = po.write(catalog)
    assert not lexer.conflicts(content.decode())
    return catalog_of(content, catalog.path)


@given(catalogs() | st.none(), catalogs(), catalogs())
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost(base: Catalog | None, ours: Catalog, theirs: Catalog) -> None:
    result = through_a_file(merge_catalogs(base, ours, theirs).catalog)
    before = {message.key: message.msgstr for message in base.messages} if base else {}
    moved = {(message.key, message.msgid, message.msgstr) for message in base.obsolete} if base else set()
    for side in (ours, theirs):
        words = [message for message in side.messages if message.msgstr != before.get(message.key, "")]
        words += [message for message in side.obsolete if (message.key, message.msgid, message.msgstr) not in moved]
        assert all(_is_there(result, message.key, message.msgstr) for message in words)


def _is_there(catalog: Catalog, key: str, text: str) -> bool:
    return any(
        message.msgstr == text or all(line.strip() in "\n".join(message.comments) for line in text.split("\n"))
        for message in (*catalog.messages, *catalog.obsolete)
        if message.key == key
    )


@given(catalogs() | st.none(), catalogs(), catalogs())
@settings(max_examples=200, deadline=None)
def test_the_result_is_a_whole_po_file(base: Catalog | None, ours: Catalog, theirs: Catalog) -> None:
    result = merge_catalogs(base, ours, theirs)
    read = through_a_file(result.catalog)
    assert read.messages == result.catalog.messages
    # gettext's own rule: a context and a text stand together once, entries out of use included.
    places = [(message.key, message.msgid) for message in (*read.messages, *read.obsolete)]
    assert len(set(places)) == len(places)
    assert {conflict.key for conflict in result.conflicts} <= {m.key for m in read.messages if m.fuzzy and m.comments}
    settled = merge_catalogs(base, ours, theirs)
    assert po.write(settled.catalog) == po.write(result.catalog)


@given(catalogs(), catalogs())
@settings(deadline=None)
def test_what_one_side_left_alone_is_as_on_the_other(base: Catalog, side: Catalog) -> None:
    for one, other in ((side, base), (base, side), (side, side)):
        result = merge_catalogs(base, one, other)
        assert po.write(result.catalog) == po.write(side)
        assert not result.conflicts


@given(catalogs(), catalogs(), catalogs())
@settings(deadline=None)
def test_an_entry_that_one_side_left_alone_is_as_on_the_other(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    ours, theirs, base = (replace(catalog, obsolete=()) for catalog in (ours, theirs, base))
    result = merge_catalogs(base, ours, theirs).catalog.by_key
    for key, message in base.by_key.items():
        for one, other in ((ours.by_key, theirs.by_key), (theirs.by_key, ours.by_key)):
            if one.get(key) == message:
                assert result.get(key) == other.get(key)


@given(catalogs(), catalogs(), catalogs())
@settings(deadline=None)
def test_merging_again_changes_nothing(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    result = through_a_file(merge_catalogs(base, ours, theirs).catalog)
    again = merge_catalogs(theirs, result, theirs)
    assert po.write(again.catalog) == po.write(result)


@given(catalogs(), catalogs(), catalogs())
@settings(deadline=None)
def test_a_merged_template_has_every_key(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    sides = [
        replace(
            catalog,
            path=TEMPLATE,
            obsolete=(),
            messages=tuple(Message(m.key, m.msgid, extracted=m.extracted, references=m.references) for m in c.messages),
        )
        for catalog in (base, ours, theirs)
        for c in (catalog,)
    ]
    result = merge_catalogs(sides[0], sides[1], sides[2]).catalog
    read, problems = template.read(TEMPLATE, po.write(result))
    assert not problems
    known = [set(side.by_key) for side in sides]
    assert {unit.key for unit in read.units} >= (known[1] & known[2]) | (known[1] | known[2]) - known[0]
    texts = {(m.key, m.msgid) for m in (*result.messages, *result.obsolete)}
    before = {(m.key, m.msgid) for m in sides[0].messages}
    assert {(m.key, m.msgid) for side in sides[1:] for m in side.messages} - before <= texts
