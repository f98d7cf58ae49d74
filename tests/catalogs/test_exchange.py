"""Catalogs to other formats and back."""

import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage import factory

from wlw_i18n.catalogs import exchange, po
from wlw_i18n.catalogs.exchange import Format
from wlw_i18n.model.catalog import Catalog, Message, MessageState
from wlw_i18n.model.diagnostic import Code

from .exchanged import (
    CATALOG,
    EVERY,
    LOSSLESS,
    PATH,
    RIGHT_TO_LEFT,
    STALE,
    TRANSLATED,
    as_a_sheet_has_it,
    lists,
    read,
    refused,
    written,
)

# Round trips


@pytest.mark.parametrize("form", LOSSLESS)
def test_everything_comes_back(form: Format) -> None:
    incoming = read(written(form))
    assert incoming.messages == EVERY
    assert [message.state for message in incoming.messages] == [message.state for message in EVERY]
    assert incoming.language == ("" if form is Format.CSV else "fr")


def test_a_memory_has_what_is_translated() -> None:
    incoming = read(written(Format.TMX))
    assert incoming.messages == (TRANSLATED, RIGHT_TO_LEFT)
    assert incoming.language == "fr"


@pytest.mark.parametrize("form", Format)
def test_several_documents_and_none(form: Format) -> None:
    other = Catalog("translations/fr/start/index.po", messages=(replace(TRANSLATED, key="t-1"),))
    empty = Catalog("translations/fr/start/empty.po")
    content = written(form, other, empty, CATALOG)
    assert [message.key for message in read(content).messages][:2] == ["t-1", "p-1"]
    assert b"start/index" in content
    nothing, problems = exchange.write(form, (), "en", "fr")
    assert nothing is not None, problems
    assert read(nothing).messages == ()


@pytest.mark.parametrize("form", Format)
def test_the_same_catalogs_make_the_same_bytes(form: Format) -> None:
    assert written(form) == written(form)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists, st.sampled_from(LOSSLESS))
@example((Message("a", "=1+1", "'=cmd|' /C calc'!A0", comments=("-", "", "'")),), Format.CSV)
@example((Message("a", "'", "''=", previous_msgid="\r\n", fuzzy=True),), Format.CSV)
@example((Message("a", " ", "\n", previous_key=" ", comments=("", "")),), Format.XLIFF)
@example((Message("a", " ", "\n", previous_key=" ", comments=("", "")),), Format.XLIFF2)
def test_po_to_another_format_and_back(given_messages: tuple[Message, ...], form: Format) -> None:
    catalog, _ = po.read(PATH, po.write(Catalog(PATH, messages=given_messages)))
    assert catalog is not None
    incoming = read(written(form, catalog)).messages
    assert incoming == (tuple(map(as_a_sheet_has_it, catalog.messages)) if form is Format.CSV else catalog.messages)
    assert [message.state for message in incoming] == [message.state for message in catalog.messages]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists)
def test_po_to_a_memory_and_back(given_messages: tuple[Message, ...]) -> None:
    incoming = read(written(Format.TMX, Catalog(PATH, messages=given_messages))).messages
    assert incoming == tuple(
        replace(message, previous_key=None, previous_msgid=None)
        for message in given_messages
        if message.state is MessageState.TRANSLATED
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists, st.sampled_from(LOSSLESS))
def test_what_went_out_and_came_back_unchanged_changes_nothing(given: tuple[Message, ...], form: Format) -> None:
    catalog = Catalog(PATH, messages=given)
    incoming = [as_a_sheet_has_it(message) for message in read(written(form, catalog)).messages]
    for force in (False, True):
        result = exchange.take_over(catalog, incoming, force=force)
        assert result.catalog is catalog
        assert (result.taken, result.kept, result.unknown, result.noted) == ((), (), (), ())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists, st.sampled_from(LOSSLESS))
def test_an_emptied_catalog_gets_everything_back(given: tuple[Message, ...], form: Format) -> None:
    whole = tuple(as_a_sheet_has_it(message) for message in given if message.msgstr)
    # What is ready has no previous text: that is what sync writes.
    whole = tuple(m if m.fuzzy else replace(m, previous_key=None, previous_msgid=None) for m in whole)
    whole = tuple(m if m.previous_msgid is not None else replace(m, previous_key=None) for m in whole)
    catalog = Catalog(PATH, messages=whole)
    bare = [replace(m, msgstr="", fuzzy=False, previous_key=None, previous_msgid=None, comments=()) for m in whole]
    incoming = read(written(form, catalog)).messages
    assert exchange.take_over(replace(catalog, messages=tuple(bare)), incoming).catalog == catalog


@pytest.mark.parametrize("form", [Format.XLIFF, Format.XLIFF2, Format.TMX])
@pytest.mark.parametrize("field", ["msgid", "msgstr", "comments"])
def test_a_character_that_xml_cannot_hold_is_refused_with_its_place(form: Format, field: str) -> None:
    bad: object = ("a\x08",) if field == "comments" else "a\x08"
    message = replace(TRANSLATED, line=7, **{field: bad})  # type: ignore[arg-type]
    content, (problem,) = exchange.write(form, [Catalog(PATH, messages=(message,))], "en", "fr")
    assert content is None
    assert (problem.code, str(problem.location)) == (Code.EXCHANGE_TEXT, f"{PATH}:7")
    assert "U+0008" in problem.message


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("key", ["", "two words", "é", "-1"])
def test_an_entry_that_could_not_be_found_again_is_refused(form: Format, key: str) -> None:
    content, (problem,) = exchange.write(form, [Catalog(PATH, messages=(replace(STALE, key=key),))], "en", "fr")
    assert content is None
    assert problem.code is Code.EXCHANGE_TEXT
    assert "sync" in problem.hint


# Other programs


@pytest.mark.parametrize(("form", "name"), [(Format.XLIFF, "fr.xlf"), (Format.TMX, "fr.tmx")])
def test_translate_toolkit_reads_what_we_write(form: Format, name: str) -> None:
    stream = io.BytesIO(written(form))
    stream.name = name
    units = factory.getobject(stream).units
    expected = EVERY if form is Format.XLIFF else (TRANSLATED, RIGHT_TO_LEFT)
    assert [(unit.source, unit.target or "") for unit in units] == [(m.msgid, m.msgstr) for m in expected]
    if form is Format.XLIFF:
        assert [unit.isfuzzy() for unit in units] == [message.fuzzy for message in expected]


def test_the_parts_of_xliff_2_stand_where_the_standard_has_them() -> None:
    root = etree.fromstring(written(Format.XLIFF2))
    space = "{http://www.w3.org/XML/1998/namespace}space"
    for unit in root.iter("{*}unit"):
        assert [etree.QName(child).localname for child in unit] in (["notes", "segment"], ["segment"])
        assert unit.get(space) == "preserve"
        (segment,) = unit.iter("{*}segment")
        assert segment.get(space) is None
        assert [etree.QName(child).localname for child in segment] in (["source", "target"], ["source"])
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.0", "en", "fr")


def test_the_parts_of_xliff_1_2_stand_where_the_standard_has_them() -> None:
    assert b"ns0" not in written(Format.XLIFF)
    root = etree.fromstring(written(Format.XLIFF))
    assert root.get("version") == "1.2"
    (file,) = root.iter("{*}file")
    assert (file.get("original"), file.get("source-language"), file.get("target-language")) == (
        "start/lesson",
        "en",
        "fr",
    )
    rest = {"context-group", "note", "alt-trans"}
    for unit in root.iter("{*}trans-unit"):
        names = [etree.QName(child).localname for child in unit]
        assert names[0] == "source"
        assert set(names[2 if "target" in names else 1 :]) <= rest


@pytest.mark.parametrize(
    ("attributes", "state", "fuzzy"),
    [
        ("", ' state="translated"', False),
        ("", ' state="final"', False),
        (' approved="yes"', ' state="needs-review-translation"', True),
        (' approved="no"', ' state="new"', True),
        (' approved="no"', "", True),
        ("", "", False),
    ],
)
def test_states_that_other_programs_write_into_xliff_1_2(attributes: str, state: str, fuzzy: bool) -> None:
    content = (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x" '
        'source-language="en-US" target-language="fr-FR" datatype="po"><header/><body><group>'
        f'<trans-unit id="p-1"{attributes}><source>A <g id="1">link</g></source>'
        f'<target{state}>Un <mrk mtype="seg">lien</mrk><!-- no text --></target><note>hm</note>'
        '<alt-trans origin="machine"><target>Rien</target></alt-trans></trans-unit></group>'
        '<trans-unit id="x" translate="no"><source>-</source></trans-unit></body></file></xliff>'
    )
    incoming = read(content.encode())
    assert incoming.messages == (Message("p-1", "A link", "Un lien", fuzzy, comments=("hm",)),)
    assert incoming.language == "fr-FR"


def test_segments_of_xliff_2_are_joined() -> None:
    content = (
        '<xliff version="2.1" srcLang="en" trgLang="fr" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">'
        '<unit id="p-1"><segment state="final"><source>One.</source><target>Un.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="{}"><source>Two.</source>{}</segment></unit></file></xliff>'
    )
    (whole,) = read(content.format("reviewed", "<target>Deux.</target>").encode()).messages
    assert whole == Message("p-1", "One. Two.", "Un. Deux.")
    (half,) = read(content.format("initial", "").encode()).messages
    assert (half.msgid, half.msgstr, half.fuzzy) == ("One. Two.", "Un. ", True)


def test_a_memory_of_another_program() -> None:
    content = (
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>'
        '<tu><tuv xml:lang="EN_us"><seg>Yes</seg></tuv><tuv xml:lang="FR-ca"><seg>Oui</seg></tuv></tu>'
        '<tu><tuv lang="en"><seg>No<ph>x</ph></seg></tuv><tuv xml:lang="de"><seg>Nein</seg></tuv>'
        '<tuv lang="fr"><seg>Non</seg></tuv></tu></body></tmx>'
    ).encode("utf-16")
    assert read(content, "fr").messages == (Message("", "Yes", "Oui"), Message("", "Nox", "Non"))
    assert "several languages: FR-ca, de, fr" in refused(content)
