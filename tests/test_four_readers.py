"""Our reader, polib, translate-toolkit and the rules of MediaWiki's Translate read the same messages.

GNU gettext is a program; `tests/engines/test_gettext.py` compares it with our reader on the same files.
"""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from translate.storage.pypo import pofile

from tests import mediawiki_po
from tests.mediawiki_po import FUZZY, RefusedError
from wlw_i18n.catalogs import po
from wlw_i18n.model.catalog import Catalog, Message

ROOT = Path(__file__).parents[1]
WRITERS = sorted((ROOT / "tests" / "cases" / "catalogs" / "writers").glob("*/*.po"))
OURS = sorted([*(ROOT / "translations").rglob("*.po"), *(ROOT / "translations").rglob("*.pot")])
CHARSET = ("Content-Type", "text/plain; charset=UTF-8")
HEADER = po.header_text([("Language", "fr"), CHARSET, ("Plural-Forms", "nplurals=2; plural=(n > 1);")])
TEMPLATE_HEADER = po.header_text([CHARSET], fuzzy=True)

Row = tuple[str, str, str, bool]
"""Context, English, translation, fuzzy."""


def by_us(content: bytes) -> list[Row]:
    catalog, problems = po.read("x.po", content)
    assert catalog is not None, problems
    return [(m.key, m.msgid, m.msgstr, m.fuzzy) for m in catalog.messages]


def by_polib(content: bytes, folder: Path) -> list[Row]:
    # polib takes more signs for line ends in a string than in a file.
    file = folder / "read.po"
    file.write_bytes(content.removeprefix(b"\xef\xbb\xbf"))
    entries = polib.pofile(str(file), encoding="utf-8")
    return [(e.msgctxt or "", e.msgid, e.msgstr, e.fuzzy) for e in entries if not e.obsolete]


def by_toolkit(content: bytes) -> list[Row]:
    store = pofile(BytesIO(content))
    return [
        (unit.getcontext(), str(unit.source), str(unit.target), unit.isfuzzy())
        for unit in store.units
        # A comment after the last entry becomes a unit, too.
        if not unit.isheader() and not unit.isobsolete() and (unit.source or unit.getcontext())
    ]


def by_the_wiki(content: bytes) -> list[Row]:
    """What a wiki reads, when nothing is lost; each text is stored as the rules say."""
    reading = mediawiki_po.read(content)
    assert reading.lost == ()
    for entry in reading.entries:
        english, text = map(shown_on_a_wiki, (entry.msgid, entry.msgstr))
        assert entry.definition == english
        assert entry.stored == ((text or english) if reading.template else f"{FUZZY if entry.fuzzy else ''}{text}")
    return [(entry.context or "", entry.msgid, entry.msgstr, entry.fuzzy) for entry in reading.entries]


def shown_on_a_wiki(text: str) -> str:
    return f"{text}\\" if text[-1:].isspace() else text


def as_a_wiki_has_it(rows: list[Row], *, template: bool) -> list[Row]:
    """Translate drops what is not translated, except in a template (rule 3)."""
    return rows if template else [row for row in rows if row[2]]


# The project's own files


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(ROOT / "translations").as_posix())
def test_the_projects_files_are_read_alike(path: Path, tmp_path: Path) -> None:
    content = path.read_bytes()
    rows = by_us(content)
    assert rows
    assert by_polib(content, tmp_path) == rows
    assert by_toolkit(content) == rows
    assert by_the_wiki(content) == as_a_wiki_has_it(rows, template=path.suffix == ".pot")
    assert mediawiki_po.read(content).template == (path.suffix == ".pot")
    assert not mediawiki_po.unfit_for_context_keys(mediawiki_po.read(content))


# What other programs write

BREAKS_A_RULE = {"bom": "rule 2", "glued": "rule 4"}
"""Files that a wiki does not read whole, by name, and why. What we write in their place is read (below)."""


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.stem)
def test_what_other_programs_write_is_read_alike(path: Path, tmp_path: Path) -> None:
    content = path.read_bytes()
    rows = by_us(content)
    assert by_polib(content, tmp_path) == rows
    assert by_toolkit(content) == rows
    if path.stem not in BREAKS_A_RULE:
        assert by_the_wiki(content) == as_a_wiki_has_it(rows, template=False)


@pytest.mark.parametrize(("name", "rule"), BREAKS_A_RULE.items())
def test_what_a_wiki_would_not_read_of_other_programs(name: str, rule: str) -> None:
    (path,) = (path for path in WRITERS if path.stem == name)
    try:
        said = mediawiki_po.read(path.read_bytes()).lost
    except RefusedError as refusal:
        said = (str(refusal),)
    assert [message.partition(":")[0] for message in said] == [rule]


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.stem)
def test_what_we_write_instead_is_read_alike(path: Path, tmp_path: Path) -> None:
    """Every field written anew, in the order and with the header of the file."""
    catalog, _ = po.read("x.po", path.read_bytes())
    assert catalog is not None
    fresh = replace(catalog, messages=tuple(replace(message, raw=()) for message in catalog.messages), obsolete=())
    content = po.write(replace(fresh, header=catalog.header.removeprefix(po.BOM), tail=""))
    rows = by_us(path.read_bytes())
    assert by_us(content) == by_polib(content, tmp_path) == by_toolkit(content) == rows
    assert by_the_wiki(content) == as_a_wiki_has_it(rows, template=False)


# Any catalog that we write

# Rule 10: control characters other than these two are written as escapes that are not established there.
signs = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")
texts = st.text(signs | st.sampled_from('"\\\n\t ntr{}[]!~#|é字\u2028\u0085\u200f'), max_size=30)
english = texts.filter(bool)
notes = st.lists(st.text("ab .:,|~é\"'", max_size=8).map(str.strip), max_size=3).map(tuple)
words = st.lists(st.text("ab/#", min_size=1, max_size=6), max_size=2).map(tuple)
flags = st.lists(st.sampled_from(["no-wrap", "c-format", "fuzzy-not"]), max_size=2, unique=True).map(tuple)


@st.composite
def messages(draw: st.DrawFn) -> Message:
    msgstr = draw(texts)
    fuzzy = bool(msgstr) and draw(st.booleans())  # rule 8; merge takes the flag off
    previous = draw(st.none() | english) if fuzzy else None
    return Message(
        draw(st.text("abc-9", min_size=1, max_size=5)),
        draw(english),
        msgstr,
        fuzzy,
        draw(st.none() | english) if previous else None,  # gettext refuses a previous context alone
        previous,
        draw(notes),
        draw(notes),
        draw(words),
        draw(flags),
    )


some = st.lists(messages(), max_size=4, unique_by=lambda message: message.key).map(tuple)


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    header = draw(st.sampled_from([HEADER, TEMPLATE_HEADER])).replace("\n", newline)
    # gettext refuses a file in which an obsolete entry is also a live one; sync moves the obsolete ones away.
    obsolete = tuple(replace(message, key=f"old-{message.key}") for message in draw(some))
    return Catalog("x.po", header, draw(some), obsolete, newline)


def is_template(catalog: Catalog) -> bool:
    return catalog.header.startswith("#, fuzzy")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("polib")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(catalog=catalogs())
def test_what_we_write_is_read_alike(folder: Path, catalog: Catalog) -> None:
    compare(catalog, folder)


@pytest.mark.parametrize(
    "catalog",
    [
        Catalog("x.po", HEADER, (Message("a", "\\n\n\\\\n", '"\\"\t\n\n', True, "b", "\n\n", ("", "#~ x")),)),
        Catalog("x.po", HEADER, (Message("a", "a \\", "b \\ ", comments=('msgid "x"',), extracted=("~ x",)),)),
        Catalog("x.po", HEADER, (Message("a", "a"), Message("b", "b", "!!FUZZY!!")), (Message("a", "old", "x"),)),
        Catalog("x.po", TEMPLATE_HEADER, (Message("a", "\n"), Message("b", "a\n "), Message("c", "  \t"))),
    ],
    ids=["escapes", "backslashes", "obsolete", "white space"],
)
def test_what_is_hard_to_read_is_read_alike(catalog: Catalog, tmp_path: Path) -> None:
    compare(catalog, tmp_path)


def compare(catalog: Catalog, folder: Path) -> None:
    content = po.write(catalog)
    rows = [(m.key, m.msgid, m.msgstr, m.fuzzy) for m in catalog.messages]
    assert by_us(content) == rows
    assert by_polib(content, folder) == rows
    assert by_toolkit(content) == rows
    assert by_the_wiki(content) == as_a_wiki_has_it(rows, template=is_template(catalog))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(catalog=catalogs(), other=some, data=st.data())
def test_what_we_change_is_read_alike(
    catalog: Catalog, other: tuple[Message, ...], data: st.DataObject, folder: Path
) -> None:
    """Messages that were read from a file, given other texts, reordered, taken away, with new ones between them."""
    found, _ = po.read("x.po", po.write(catalog))
    assert found is not None
    mixed = [replace(m, raw=old.raw, line=old.line) for m, old in zip(other, found.messages, strict=False)]
    kept = [m for m in found.messages if m.key not in {m.key for m in other}]
    rest = list(other[len(mixed) :])
    changed = replace(found, messages=tuple(data.draw(st.permutations([*mixed, *kept, *rest]))))
    content = po.write(changed)
    rows = [(m.key, m.msgid, m.msgstr, m.fuzzy) for m in changed.messages]
    assert by_us(content) == by_polib(content, folder) == by_toolkit(content) == rows
    assert by_the_wiki(content) == as_a_wiki_has_it(rows, template=is_template(catalog))


@settings(deadline=None)
@given(text=st.text("\r\v\b\f\x07\x1b\x7fab\n", max_size=8))
def test_control_characters_are_read_alike_but_not_settled_on_a_wiki(text: str, folder: Path) -> None:
    message = Message("p-1", f"a{text}", f"b{text}c")
    content = po.write(Catalog("x.po", HEADER, (message,)))
    rows = [(message.key, message.msgid, message.msgstr, False)]
    assert by_us(content) == by_polib(content, folder) == rows
    if not {*"\b\v\f"} & set(text):  # which translate-toolkit reads as letters
        assert by_toolkit(content) == rows
    lost = mediawiki_po.read(content).lost
    assert bool(lost) == any(sign in text for sign in "\r\v\b\f")
    assert all(loss.startswith("rule 10") for loss in lost)


# The rules themselves

ENTRY = 'msgctxt "a"\nmsgid "A"\nmsgstr "B"\n'
OTHER = 'msgctxt "b"\nmsgid "C"\nmsgstr "D"\n'
HEAD = 'msgid ""\nmsgstr "Language: fr\\n"\n'


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"{ENTRY}\n{HEAD}", "rule 1"),
        (f"\n{HEAD}\n{ENTRY}", "rule 1"),
        (f"# licence\n\n{HEAD}\n{ENTRY}", "rule 1"),
        (f"\ufeff{HEAD}\n{ENTRY}", "rule 2"),
        (f'msgid ""\nmsgstr "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n\n{ENTRY}', "rule 6"),
    ],
)
def test_what_a_wiki_refuses(text: str, rule: str) -> None:
    with pytest.raises(RefusedError, match=rule):
        mediawiki_po.read(text.encode())


def test_a_wiki_refuses_other_encodings() -> None:
    with pytest.raises(RefusedError, match="rule 9"):
        mediawiki_po.read(f"{HEAD}\n{ENTRY.replace('B', 'é')}".encode("latin-1"))


@pytest.mark.parametrize(
    ("entries", "stored", "lost"),
    [
        (f"{ENTRY}\n{OTHER}", ["B", "D"], []),
        (f"{ENTRY}{OTHER}", ["B"], ["rule 4: no blank line between two entries"]),
        (f"{ENTRY}\n\n{OTHER}", ["B", "D"], ["rule 4: more than one blank line"]),
        (f'{ENTRY}#~ msgid "old"\n\n{OTHER}', ["D"], ["rule 5: an obsolete line in a live entry"]),
        (f'{ENTRY}\n#~ msgid "old"\n#~ msgstr "x"\n', ["B"], []),
        (f"{ENTRY}\n{ENTRY.replace('B', 'E')}", ["E"], ["rule 7: context and English stand twice"]),
        (f"#, fuzzy\n{ENTRY}", ["!!FUZZY!!B"], []),
        (f"#, fuzzy\n{ENTRY.replace('B', '')}", ["!!FUZZY!!"], ["rule 8: an empty translation is fuzzy"]),
        (ENTRY.replace("B", ""), [], []),
        (ENTRY.replace("B", "é\\u00e9"), ["é\\u00e9"], ["rule 10: the escape \\u"]),
        (ENTRY.replace("B", 'B\\n"\n"C '), ["B\nC \\"], []),
        ('msgid "A"\nmsgid_plural "As"\nmsgstr[0] "B"\nmsgstr[1] "Bs"\n', ["{{PLURAL:GETTEXT|B|Bs}}"], []),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_a_wiki_makes_of_entries(entries: str, stored: list[str], lost: list[str], newline: str) -> None:
    reading = mediawiki_po.read(f"{HEAD}\n{entries}".replace("\n", newline).encode())
    assert [entry.stored for entry in reading.entries] == stored
    assert list(reading.lost) == lost


def test_a_template_on_a_wiki() -> None:
    reading = mediawiki_po.read(f"# licence\n#, fuzzy\n{HEAD}\n{ENTRY.replace('B', '')}".encode())
    assert [(entry.stored, entry.key) for entry in reading.entries] == [("A", "af6917-A")]
