"""XML files that are hostile or broken."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wlw_i18n.catalogs import exchange
from wlw_i18n.catalogs.exchange import untrusted

from .exchanged import refused

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
