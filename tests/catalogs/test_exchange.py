"""Catalogs to other formats and back."""

import csv
import io
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage import factory

from wlw_i18n.catalogs import exchange, po
from wlw_i18n.catalogs.exchange import Format, spreadsheet, untrusted
from wlw_i18n.model.catalog import Catalog, Message, MessageState
from wlw_i18n.model.course import Language
from wlw_i18n.model.diagnostic import Code, Severity

PATH = "translations/fr/start/lesson.po"
LOSSLESS = (Format.XLIFF, Format.XLIFF2, Format.CSV)

TRANSLATED = Message("p-1", "One *word*", "Un *mot*", extracted=("type: paragraph",), references=("start/lesson",))
STALE = Message("p-2", "Two", "Deux !", fuzzy=True, previous_msgid="Too", comments=("first", "", "third"))
SUGGESTION = Message("h-3", "Three", "Trois", fuzzy=True, previous_key="h-9", previous_msgid="Thre")
FUZZY = Message("h-4", "Four", "Quatre", fuzzy=True)
UNTRANSLATED = Message("a-5", "Five\nlines", extracted=("type: answer", "A note: of the author."))
RIGHT_TO_LEFT = Message(
    "p-6", "Six\tand \\* a tab", "  ستة\u200f «\u2067abc\u2069»\n", references=("start/lesson#q-1",)
)
EVERY = (TRANSLATED, STALE, SUGGESTION, FUZZY, UNTRANSLATED, RIGHT_TO_LEFT)
CATALOG = Catalog(PATH, messages=EVERY)


def written(form: Format, *catalogs: Catalog) -> bytes:
    content, problems = exchange.write(form, catalogs or (CATALOG,), "en", "fr")
    assert content is not None, problems
    return content


def read(content: bytes, target: str = "") -> exchange.Incoming:
    incoming, problems = exchange.read("fr.x", content, "en", target)
    assert incoming is not None, problems
    return incoming


def refused(content: bytes) -> str:
    incoming, (problem,) = exchange.read("fr.x", content, "en")
    assert incoming is None
    assert problem.severity is Severity.BROKEN
    assert problem.hint
    assert problem.location is not None
    assert problem.location.path == "fr.x"
    return f"{problem.location.line} {problem.code} {problem.message}"


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


# What a PO file can say. XML holds no control characters; a test of their own is below.
plain = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\r", exclude_characters="\ufffe\uffff")
texts = st.text(plain | st.sampled_from("=+-@'\"\\,;<>&\n\r\t \u200f\u2067ab"), max_size=30)
english = texts.filter(bool)
some = st.none() | english
notes = st.lists(st.text("ab .:,|~é='", max_size=6).map(str.strip), max_size=3).map(tuple)
words = st.lists(st.text("ab/#:=", min_size=1, max_size=6), max_size=2).map(tuple)
flags = st.lists(st.sampled_from(["no-wrap", "c-format"]), max_size=2, unique=True).map(tuple)
messages = st.builds(
    Message,
    key=st.text("abc-9", min_size=1, max_size=5).filter(lambda key: key[0] != "-"),
    msgid=english,
    msgstr=texts,
    fuzzy=st.booleans(),
    previous_key=some,
    previous_msgid=some,
    comments=notes,
    extracted=notes,
    references=words,
    flags=flags,
)
lists = st.lists(messages, max_size=4, unique_by=lambda message: message.key).map(tuple)


def as_a_sheet_has_it(message: Message) -> Message:
    """A single empty line of a comment is an empty cell."""
    return replace(
        message,
        comments=() if message.comments == ("",) else message.comments,
        extracted=() if message.extracted == ("",) else message.extracted,
    )


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


def test_a_sheet_holds_control_characters() -> None:
    message = replace(TRANSLATED, msgstr="a\x08\x00\x1b\ufffeb")
    assert read(written(Format.CSV, Catalog(PATH, messages=(message,)))).messages == (message,)


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("key", ["", "two words", "é", "-1"])
def test_an_entry_that_could_not_be_found_again_is_refused(form: Format, key: str) -> None:
    content, (problem,) = exchange.write(form, [Catalog(PATH, messages=(replace(STALE, key=key),))], "en", "fr")
    assert content is None
    assert problem.code is Code.EXCHANGE_TEXT
    assert "sync" in problem.hint


def test_a_text_too_long_for_a_cell_is_refused() -> None:
    message = replace(TRANSLATED, msgstr="x" * csv.field_size_limit())
    content, (problem,) = exchange.write(Format.CSV, [Catalog(PATH, messages=(message,))], "en", "fr")
    assert content is None
    assert problem.code is Code.EXCHANGE_TEXT


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


# Sheets


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_sheet() -> None:
    content = written(Format.CSV, Catalog(PATH, messages=(STALE,)))
    assert content.startswith(b"\xef\xbb\xbf")
    names, row = rows(content)
    assert names[:7] == ["key", "state", "english", "translation", "previous english", "comment", "document"]
    assert row[:7] == ["p-2", "stale", "Two", "Deux !", "Too", "first\n\nthird", "start/lesson"]
    assert not spreadsheet.write([CATALOG], bom=False).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", "\n+", " =", "'=", "＝", "\u00a0@"])
def test_no_cell_is_a_formula(start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    message = Message("p-1", text, text, True, text, text, (text.strip(),), (text.strip(),))
    content = written(Format.CSV, Catalog(PATH, messages=(message,)))
    for cell in rows(content)[1]:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
        assert not cell.startswith(("\t", "\r", "\n"))
    assert read(content).messages[0].msgstr == text


@given(st.text(st.sampled_from("'=+-@ \t\n\rab") | st.characters(exclude_categories=["Cs"])))
def test_guarding_is_undone(text: str) -> None:
    assert spreadsheet.unguarded(spreadsheet.guarded(text)) == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_sheet_as_other_programs_save_it(delimiter: str, encoding: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerows(
        [
            ["Translation", "English", "KEY", "Mine", "state"],
            ["Un; « deux », \\*", "One", "p-1", "x", " Translated "],
            ["", "", "", "", ""],
            ["Deux", "Two", "p-2"],
            ["'t is =", "Three", "p-3", "", "untranslated"],
        ]
    )
    incoming = read(out.getvalue().encode(encoding))
    assert incoming.messages == (
        Message("p-1", "One", "Un; « deux », \\*"),
        Message("p-2", "Two", "Deux"),
        Message("p-3", "Three", "'t is ="),
    )
    assert [message.line for message in incoming.messages] == [2, 4, 5]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "1 exchange-syntax The first row has no column english"),
        (b"key,english,text\r\n", "1 exchange-syntax The first row has no column translation"),
        (b"english,translation,English\n", "1 exchange-syntax The first row has two columns english"),
        (b"key,english,translation,state\np-1,One,Un,done\n", '2 exchange-syntax "done" is not a state'),
        (b'key,english,translation\np-1,"One,Un\n', "2 exchange-syntax The row that ends here is not CSV"),
        (b'key,english,translation\np-1,"One"x,Un\n', "2 exchange-syntax The row that ends here is not CSV"),
        (b"key,english,translation\np-1,One,Un,deux\n", "2 exchange-syntax This row has more cells"),
        (b"key,translation,english\np-1,Un\n", "2 exchange-syntax This translation has no English"),
        (b"key,english,translation\np-1,One,A\np-1,One,B\n", '3 exchange-syntax "p-1" stands twice'),
        ("key,english,translation\np,One,é\n".encode("latin-1"), "2 file-encoding The file is not in UTF-8"),
        (b"PK\x03\x04 and so on", "0 exchange-syntax This is a workbook"),
        (b"\xff\xfea", "1 file-encoding The file is not in UTF-8"),
    ],
)
def test_a_broken_sheet(content: bytes, expected: str) -> None:
    assert refused(content).startswith(expected)


# Hostile and broken XML

NS1, NS2 = (f"xmlns='urn:oasis:names:tc:xliff:document:{version}'" for version in ("1.2", "2.0"))
XLIFF = f'<xliff version="1.2" {NS1}><file original="x" source-language="en"><body>{{}}</body></file></xliff>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + XLIFF.format('<trans-unit id="a"><source>&x;</source></trans-unit>'),
        '<!DOCTYPE xliff [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>' + XLIFF.format(""),
        '<!DOCTYPE xliff [<!ENTITY x "inner">]>' + XLIFF.format(""),
        f'<!DOCTYPE xliff [<!ENTITY l0 "ha">{LAUGHS}]>'
        + XLIFF.format('<trans-unit id="a"><source>&l11;</source></trans-unit>'),
        f'<!DOCTYPE xliff [<!ENTITY l0 "ha">{LAUGHS}]>' + XLIFF.format('<trans-unit id="&l11;"/>'),
        '<!DOCTYPE xliff SYSTEM "http://127.0.0.1:9/x.dtd">'
        + XLIFF.format('<trans-unit id="a"><source>&x;</source></trans-unit>'),
        f"{'<a>' * 5000}{'</a>' * 5000}",
    ],
    ids=["external", "parameter", "internal", "laughs", "laughs-in-an-attribute", "undefined", "deep"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_hostile_xml_is_refused(content: str, encoding: str) -> None:
    said = refused(content.encode(encoding))
    assert "exchange-syntax" in said
    assert "entities" in said or "damaged" in said
    assert "root:" not in said


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"<xliff", "1 exchange-syntax The file is damaged"),
        (b"<xliff>\n<file></xliff>", "2 exchange-syntax The file is damaged"),
        (b'<?xml version="1.0" encoding="no"?><a/>', "1 exchange-syntax The file is damaged"),
        (f"<xliff version='1.2' {NS1}/>".encode(), "0 exchange-syntax The file has no texts"),
        (f"<xliff version='1.2' {NS2}><file/></xliff>".encode(), "0 exchange-syntax The file has no texts"),
        (b"<xliff version='1.2'><file/></xliff>", "0 exchange-syntax This is neither XLIFF"),
        (b"<xliff version='3.0'><file/></xliff>", "0 exchange-syntax This is neither XLIFF"),
        (b"<html><body/></html>", "0 exchange-syntax This is neither XLIFF"),
        (b"<tmx version='1.4'/>", "0 exchange-syntax This is neither XLIFF"),
        (
            f"<xliff {NS1}><file target-language='fr'><body/></file><file target-language='de'/></xliff>".encode(),
            "0 exchange-syntax The file has translations in several languages: de, fr",
        ),
    ],
)
def test_broken_xml(content: bytes, expected: str) -> None:
    assert refused(content).startswith(expected)


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted, "MAX_BYTES", 1024 * 1024)
    assert refused(b"x" * (1024 * 1024 + 1)) == "0 exchange-syntax The file is larger than 1 MB, which is the limit."


pieces = st.sampled_from(
    [
        *(
            "<xliff version='1.2'>",
            "<xliff version='2.0'>",
            "</xliff>",
            "<file>",
            "<file id='f' original='x'>",
            "</file>",
        ),
        *("<body>", "</body>", "<trans-unit id='a'>", "<trans-unit>", "</trans-unit>", "<unit id='a'>", "</unit>"),
        *("<segment>", "<segment state='initial'>", "</segment>", "<source>", "</source>", "<target>", "</target>"),
        *("<note>", "</note>", "<notes>", "</notes>", "<alt-trans alttranstype='previous-version'>", "</alt-trans>"),
        *("<tmx>", "</tmx>", "<header/>", "<tu>", "</tu>", "<tuv xml:lang='en'>", "<tuv>", "</tuv>", "<seg>", "</seg>"),
        *("text", " ", "<!-- c -->", "<?p i?>", "&amp;", "\ufffe", "key,english,translation\n", '"', "a,b,c\n"),
    ]
)


@settings(deadline=None)
@given(st.lists(pieces, max_size=14).map("".join))
@example("<tmx><body><tu><tuv/></tu></body></tmx>")
@example(f"<xliff {NS1}><file><body><trans-unit/></body></file></xliff>")
@example(f"<xliff {NS1}><file><trans-unit><target/></trans-unit></file></xliff>")
@example(
    f"<xliff {NS1}><file><trans-unit><alt-trans><context-group/><!-- x --></alt-trans></trans-unit></file></xliff>"
)
@example(f"<xliff {NS1}><file><trans-unit><context-group><!-- x --></context-group></trans-unit></file></xliff>")
@example(f"<xliff {NS2}><file><segment/></file></xliff>")
@example(f"<xliff {NS2}><file><unit><segment/><segment/></unit></file></xliff>")
@example(f"<x:xliff {NS1.replace('xmlns', 'xmlns:x')}><x:file/></x:xliff>")
@example(f"<x:xliff {NS2.replace('xmlns', 'xmlns:x')}><x:file><x:segment/></x:file></x:xliff>")
@example(f"<x:xliff {NS2.replace('xmlns', 'xmlns:x').replace('2.0', '2.2')}><x:file/></x:xliff>")
@example(f"<x:xliff {NS1.replace('xmlns', 'xmlns:x')} {NS2}><x:file/></x:xliff>")
@example(f"<x:xliff {NS2.replace('xmlns', 'xmlns:x')} {NS1}><x:file/></x:xliff>")
@example(f"<xliff {NS1} {NS1.replace('xmlns', 'xmlns:y').replace('1.2', '1.1')}><file><y:trans-unit/></file></xliff>")
@example(f"<xliff {NS1}><file><bin-unit/><body><group><group/></group></body></file><file/></xliff>")
def test_any_file_is_read_or_refused(text: str) -> None:
    incoming, problems = exchange.read("fr.x", text.encode(), "en")
    assert (incoming is None) == bool(problems)


# Taking over


def take(old: Message, new: Message, *, force: bool = False) -> tuple[Message, exchange.Taken]:
    result = exchange.take_over(Catalog(PATH, messages=(old,)), [new], force=force)
    return result.catalog.messages[0], result


def test_an_empty_text_is_filled() -> None:
    now, result = take(UNTRANSLATED, replace(UNTRANSLATED, msgstr="Cinq", comments=("sure?",), extracted=("!",)))
    assert now == replace(UNTRANSLATED, msgstr="Cinq", comments=("sure?",))
    assert result.taken == (now,)
    assert not result.replaced


def test_a_ready_translation_is_kept_unless_forced() -> None:
    new = replace(TRANSLATED, msgstr="Une *parole*")
    now, result = take(TRANSLATED, new)
    assert (now, result.kept, result.taken) == (TRANSLATED, (new,), ())
    now, result = take(TRANSLATED, new, force=True)
    assert (now, result.kept, result.replaced) == (new, (), (TRANSLATED,))


def test_a_stale_translation_that_was_brought_up_to_date() -> None:
    now, result = take(STALE, replace(STALE, msgstr="Deux.", fuzzy=False))
    assert now == replace(STALE, msgstr="Deux.", fuzzy=False, previous_msgid=None)
    assert result.replaced == (STALE,)
    confirmed, result = take(STALE, replace(STALE, fuzzy=False))
    assert confirmed.state is MessageState.TRANSLATED
    assert not result.replaced


def test_a_translation_of_another_english_is_stale() -> None:
    late = replace(TRANSLATED, key="p-2", msgid="Too", msgstr="Deux")
    now, result = take(replace(STALE, msgstr="", fuzzy=False, previous_msgid=None), late)
    assert (now.msgid, now.msgstr, now.state, now.previous_msgid) == ("Two", "Deux", MessageState.STALE, "Too")
    assert result.outdated == (now,)
    now, result = take(replace(STALE, fuzzy=False, previous_msgid=None), late)
    assert (now.state, result.kept) == (MessageState.TRANSLATED, (late,))


def test_white_space_makes_no_other_english() -> None:
    now, _ = take(UNTRANSLATED, replace(UNTRANSLATED, msgid="Five lines", msgstr="Cinq"))
    assert (now.msgid, now.state) == ("Five\nlines", MessageState.TRANSLATED)


def test_an_english_that_went_back_meanwhile() -> None:
    now, _ = take(replace(UNTRANSLATED, msgid="Too"), replace(STALE, key="a-5"))
    assert (now.msgstr, now.state) == ("Deux !", MessageState.TRANSLATED)


@pytest.mark.parametrize("other", [FUZZY, SUGGESTION, replace(STALE, msgid="Another", comments=())])
def test_what_is_worth_less_takes_no_place(other: Message) -> None:
    now, result = take(TRANSLATED, replace(other, key="p-1"))
    assert (now, len(result.kept)) == (TRANSLATED, 1)


@pytest.mark.parametrize("force", [False, True])
def test_an_empty_translation_changes_nothing(force: bool) -> None:
    for message in EVERY:
        now, result = take(message, replace(message, msgstr="", fuzzy=False, previous_msgid=None), force=force)
        assert now is message
        assert not result.kept


def test_comments_are_added() -> None:
    now, result = take(STALE, replace(STALE, comments=("third", "fourth")))
    assert now == replace(STALE, comments=("first", "", "third", "fourth"))
    assert result.noted == (now,)


def test_pairs_without_a_key_are_offered() -> None:
    catalog = Catalog(PATH, messages=(UNTRANSLATED, replace(UNTRANSLATED, key="a-6"), TRANSLATED))
    pairs = [Message("", "Five lines", "Cinq"), Message("", TRANSLATED.msgid, "X"), Message("", "Unknown", "Y")]
    result = exchange.take_over(catalog, pairs, force=True)
    assert [(m.key, m.msgstr, m.state) for m in result.taken] == [
        ("a-5", "Cinq", MessageState.FUZZY),
        ("a-6", "Cinq", MessageState.FUZZY),
    ]
    assert result.catalog.messages[2] == TRANSLATED
    assert result.unknown == (pairs[2],)
    assert not result.kept


def test_entries_without_a_key_are_left_alone() -> None:
    keyless = (replace(FUZZY, key=""), replace(STALE, key=""))
    catalog = Catalog(PATH, messages=(*keyless, UNTRANSLATED))
    result = exchange.take_over(catalog, [replace(UNTRANSLATED, msgstr="Cinq"), Message("", "Four", "4")], force=True)
    assert result.catalog.messages[:2] == keyless
    assert result.catalog.messages[2].msgstr == "Cinq"


def test_texts_find_their_catalogs() -> None:
    other = Catalog("translations/fr/start/index.po", messages=(UNTRANSLATED,))
    first = Catalog(PATH, messages=(TRANSLATED,))
    arrived = [replace(UNTRANSLATED, msgstr="Cinq"), Message("p-9", "Nine", "Neuf"), Message("", "Ten", "Dix")]
    (one, two), unknown = exchange.take_over_all([first, other], arrived)
    assert one.catalog is first
    assert two.catalog.messages[0].msgstr == "Cinq"
    assert unknown == tuple(arrived[1:])


@settings(deadline=None)
@given(lists, lists, st.booleans())
def test_structure_never_changes(old: tuple[Message, ...], new: tuple[Message, ...], force: bool) -> None:
    catalog = Catalog(PATH, messages=old)
    result = exchange.take_over(catalog, new, force=force)
    for before, after in zip(old, result.catalog.messages, strict=True):
        assert (before.key, before.msgid, before.extracted, before.references, before.flags) == (
            after.key,
            after.msgid,
            after.extracted,
            after.references,
            after.flags,
        )
        assert bool(after.msgstr) >= bool(before.msgstr)
        assert set(before.comments) <= set(after.comments)
        if before.state is MessageState.TRANSLATED and not force:
            assert (before.msgstr, before.state) == (after.msgstr, after.state)
        if before.msgstr not in ("", after.msgstr):
            assert before.key in {message.key for message in result.replaced}


@pytest.mark.parametrize(
    ("tag", "code"), [("fr", "fr"), ("FR_ca", "fr"), ("pt-BR", "pt-br"), ("pt-br-x", "pt-br"), ("pt", None), ("", None)]
)
def test_languages(tag: str, code: str | None) -> None:
    known = [Language(c, t, rtl=False, autonym=c) for c, t in (("fr", "fr"), ("pt-br", "pt-BR"))]
    found = exchange.language_of(tag, known)
    assert (found.code if found else None) == code


def test_translate_toolkit_is_imported_only_when_it_is_needed() -> None:
    code = "import sys, wlw_i18n.catalogs.exchange; sys.exit('translate' in sys.modules or 'lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
