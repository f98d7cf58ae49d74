"""PO files through the reader and back."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage.pypo import pofile

from wlw_i18n.catalogs import lexer, po
from wlw_i18n.model.catalog import Catalog, Message, MessageState
from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.diagnostic import Severity

from ..casefiles import cases

CASES = Path(__file__).parents[1] / "cases" / "catalogs"
WRITERS = sorted((CASES / "writers").glob("*/*.po"))
PATH = "translations/fr/m/d.po"
ENGLISH = Language("en", "en", rtl=False, autonym="English")


def catalog_of(content: bytes) -> Catalog:
    catalog, problems = po.read(PATH, content)
    assert catalog is not None, problems
    return catalog


def config(title: str = "Wiki Loves Women", bugs: str = "https://example.org/issues") -> Config:
    return Config(title, "", "WLW", "101", "2026", ENGLISH, (), "CC BY-SA 4.0", "", bugs=bugs)


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.stem)
def test_what_another_program_wrote_is_written_back_byte_for_byte(path: Path) -> None:
    content = path.read_bytes()
    assert po.write(catalog_of(content)) == content


def test_a_byte_order_mark_before_an_empty_line_stays_there() -> None:
    content = b'\xef\xbb\xbf\nmsgctxt "p-1"\nmsgid "One"\nmsgstr "Un"\n'
    assert po.write(catalog_of(content)) == content


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.stem)
def test_our_reading_means_what_polibs_means(path: Path) -> None:
    catalog = catalog_of(path.read_bytes())
    theirs = polib.pofile(path.read_bytes().decode("utf-8").removeprefix("\ufeff"))
    assert [(m.key, m.msgid, m.msgstr, m.fuzzy, m.previous_msgid, m.previous_key) for m in catalog.messages] == [
        (e.msgctxt, e.msgid, e.msgstr, e.fuzzy, e.previous_msgid, e.previous_msgctxt) for e in theirs if not e.obsolete
    ]
    assert [(m.key, m.msgid, m.msgstr) for m in catalog.obsolete] == [
        (e.msgctxt, e.msgid, e.msgstr) for e in theirs.obsolete_entries()
    ]


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.stem)
def test_a_change_touches_the_lines_of_its_own_field_only(path: Path) -> None:
    content = path.read_bytes()
    catalog = catalog_of(content)
    for index, message in enumerate(catalog.messages):
        changed = list(catalog.messages)
        changed[index] = replace(message, msgstr="x\ny")
        written = po.write(replace(catalog, messages=tuple(changed)))
        before, found = (next(text for name, text in message.raw if name == field) for field in ("msgid", "msgstr"))
        end = catalog.newline
        new = f'msgstr ""{end}"x\\n"{end}"y"{end}'
        assert written == content.replace((before + found).encode(), (before + new).encode(), 1)


@pytest.mark.parametrize(("given_text", "expected"), cases("catalogs/broken"))
def test_what_is_wrong_is_told(given_text: str, expected: str) -> None:
    content = f"{given_text}\n".encode()
    catalog, problems = po.read(PATH, content)
    told = [(f"{p.code} {p.location and p.location.line} {p.severity.name}", p.message) for p in problems]
    wanted = [line.split(": ", 1) for line in expected.splitlines()]
    assert [place for place, _ in told] == [place for place, _ in wanted]
    for (_, message), (_, words) in zip(told, wanted, strict=True):
        assert words in message
    assert all(problem.hint for problem in problems)
    assert (catalog is None) == any(problem.severity is Severity.BROKEN for problem in problems)
    if catalog is not None:
        assert po.write(catalog) == content


@pytest.mark.parametrize(("given_text", "expected"), cases("catalogs/changes"))
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_changed_message(given_text: str, expected: str, newline: str) -> None:
    fields, text = given_text.split("\n", 1)
    catalog = catalog_of(f"{text}\n".replace("\n", newline).encode())
    change = {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(fields).items()}
    changed = replace(catalog, messages=tuple(replace(message, **change) for message in catalog.messages))
    assert po.write(changed).decode() == f"{expected}\n".replace("\n", newline)
    assert catalog_of(po.write(changed)).messages == changed.messages


def test_bytes_that_are_not_utf8() -> None:
    catalog, (problem,) = po.read(PATH, 'msgctxt "p"\nmsgid "a"\nmsgstr "é"\n'.encode("latin-1"))
    assert catalog is None
    assert (problem.code, str(problem.location)) == ("file-encoding", f"{PATH}:3")


def test_states() -> None:
    poedit = catalog_of((CASES / "writers" / "recorded" / "poedit.po").read_bytes())
    states = {m.msgid: m.state for m in poedit.messages}
    assert states["Women writers"] is MessageState.TRANSLATED
    assert states["Count the articles of last year."] is MessageState.STALE
    assert states["The end"] is MessageState.UNTRANSLATED
    assert poedit.messages[-1].state is MessageState.SUGGESTION
    glued = catalog_of((CASES / "writers" / "by-hand" / "glued.po").read_bytes())
    assert glued.tail.startswith("\n# a last remark")


def test_a_previous_key_that_is_the_entrys_own_makes_no_suggestion() -> None:
    """msgmerge writes `#| msgctxt` with the key of the entry itself when the English of a text has changed."""
    merged = catalog_of((CASES / "writers" / "recorded" / "msgmerge.po").read_bytes())
    heading = next(message for message in merged.messages if message.msgid == "What you count")
    assert heading.previous_key == heading.key
    assert heading.state is MessageState.STALE


def test_a_new_file() -> None:
    catalog = po.new_catalog(PATH, Language("pt-br", "pt-BR", rtl=False, autonym="português do Brasil"), config())
    catalog = replace(catalog, messages=(Message("p-1", "One"), Message("p-2", "Two", "Dois", comments=("note",))))
    assert po.write(catalog).decode() == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: Wiki Loves Women\\n"\n'
        '"Report-Msgid-Bugs-To: https://example.org/issues\\n"\n'
        '"PO-Revision-Date: \\n"\n'
        '"Last-Translator: \\n"\n'
        '"Language-Team: \\n"\n'
        '"Language: pt_BR\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
        '"X-Generator: wlw-i18n\\n"\n'
        '\nmsgctxt "p-1"\nmsgid "One"\nmsgstr ""\n'
        '\n# note\nmsgctxt "p-2"\nmsgid "Two"\nmsgstr "Dois"\n'
    )


@pytest.mark.parametrize(
    ("tag", "name", "plural"),
    [
        ("fr", "fr", "nplurals=2; plural=(n > 1);"),
        ("zh-Hant", "zh_TW", "nplurals=1; plural=0;"),
        ("sr-Latn", "sr@latin", None),
        ("dag", "dag", ""),
        ("ar", "ar", None),
    ],
)
def test_headers_of_languages(tag: str, name: str, plural: str | None) -> None:
    fields = po.header_fields(po.new_catalog(PATH, Language(tag.lower(), tag, rtl=False, autonym=tag), config()))
    assert fields["Language"] == name
    assert plural is None or fields.get("Plural-Forms", "") == plural


def test_a_new_entry_is_never_glued_to_another() -> None:
    glued = catalog_of(b'msgctxt "p-1"\nmsgid "One"\nmsgstr "Un"\nmsgctxt "p-2"\nmsgid "Two"\nmsgstr "Deux"')
    one, two = glued.messages
    written = po.write(replace(glued, messages=(two, Message("p-3", "Three"), one)))
    assert written.count(b"\n\n") == 2
    assert [m.key for m in catalog_of(written).messages] == ["p-2", "p-3", "p-1"]


# Laws

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
notes = st.lists(st.text("ab .:,|~é", max_size=6).map(str.strip), max_size=2).map(tuple)
words = st.lists(st.text("ab/", min_size=1, max_size=6), max_size=2).map(tuple)
messages = st.builds(
    Message,
    key=st.text("abc-", min_size=1, max_size=5),
    msgid=texts,
    msgstr=texts,
    fuzzy=st.booleans(),
    previous_key=st.none() | texts,
    previous_msgid=st.none() | texts,
    comments=notes,
    extracted=notes,
    references=words,
    flags=words,
)
catalogs = st.builds(
    Catalog,
    path=st.just(PATH),
    header=st.sampled_from(["", po.header_text([("Language", "fr")])]),
    messages=st.lists(messages, max_size=4, unique_by=lambda m: m.key).map(tuple),
    obsolete=st.lists(messages, max_size=2).map(tuple),
    newline=st.sampled_from(["\n", "\r\n"]),
)


@settings(deadline=None)
@given(catalogs)
def test_reading_gives_back_what_was_written(catalog: Catalog) -> None:
    read = catalog_of(po.write(catalog))
    assert read.messages == catalog.messages
    assert read.obsolete == catalog.obsolete
    assert read.header == catalog.header
    assert po.write(read) == po.write(catalog)


@settings(deadline=None)
@given(catalogs, st.lists(messages, min_size=1, max_size=4, unique_by=lambda m: m.key), st.data())
def test_changed_and_moved_messages_are_read_as_they_are(
    catalog: Catalog, others: list[Message], data: st.DataObject
) -> None:
    read = catalog_of(po.write(catalog))
    mixed = [replace(m, raw=old.raw, line=old.line) for m, old in zip(others, read.messages, strict=False)]
    kept = [m for m in read.messages if m.key not in {m.key for m in mixed}]
    shuffled = tuple(data.draw(st.permutations([*mixed, *kept])))
    again = catalog_of(po.write(replace(read, messages=shuffled)))
    assert again.messages == shuffled
    assert again.obsolete == read.obsolete


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "\n",
                "  \n",
                "# c\n",
                "#. e\n",
                "#: r\n",
                "#, fuzzy\n",
                '#| msgid "p"\n',
                "#~ x\n",
                'msgctxt "k"\n',
                'msgid "a"\n',
                'msgid ""\n',
                '"b"\r\n',
                'msgstr "s"\n',
                'msgstr ""\n',
                '#~ msgid "o"\n',
                '#~ msgstr "t"\n',
                "#",
                '"',
                "é",
                'msgstr[0] "z"\n',
                "<<<<<<< x\n",
                "=======\n",
                ">>>>>>> y\n",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_any_text_is_read_without_loss_or_refused_with_a_line(text: str) -> None:
    catalog, problems = po.read(PATH, text.encode())
    if catalog is None:
        assert all(p.location and 1 <= p.location.line <= text.count("\n") + 1 for p in problems)
        assert problems
    else:
        assert po.write(catalog).decode() == text


@settings(deadline=None)
@given(st.text("<=>|a\n\r", max_size=60))
def test_the_sides_of_no_conflict_are_the_text(text: str) -> None:
    if not lexer.conflicts(text):
        assert lexer.sides(text) == (text, text) or any(line[0] == "|" for line in lexer.lines(text))


plain = st.text(st.characters(categories=["L", "N", "P", "Zs"], include_characters='"\\\n\t'), min_size=1, max_size=30)


@settings(deadline=None)
@given(st.lists(st.tuples(plain, plain, st.booleans()), max_size=4))
def test_other_programs_read_what_we_write(rows: list[tuple[str, str, bool]]) -> None:
    messages = tuple(
        Message(f"p-{number}", english, text, fuzzy, previous_msgid="Old\ntext" if fuzzy else None)
        for number, (english, text, fuzzy) in enumerate(rows)
    )
    content = po.write(Catalog(PATH, po.new_catalog(PATH, ENGLISH, config()).header, messages))
    expected = [(m.key, m.msgid, m.msgstr, m.fuzzy) for m in messages]
    polibs = polib.pofile(content.decode())
    assert [(e.msgctxt, e.msgid, e.msgstr, e.fuzzy) for e in polibs] == expected
    toolkits = pofile(BytesIO(content))
    assert [
        (u.getcontext(), str(u.source), str(u.target), u.isfuzzy()) for u in toolkits.units if not u.isheader()
    ] == expected
