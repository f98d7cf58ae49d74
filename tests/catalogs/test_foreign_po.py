"""PO files from elsewhere: what is read of them, and which texts of a course they translate."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import mediawiki_po
from wlw_i18n.catalogs import exchange, po
from wlw_i18n.catalogs.exchange import Format
from wlw_i18n.catalogs.exchange.matching import Known
from wlw_i18n.model.catalog import Catalog, Message, MessageState
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity

from ..casefiles import CASES, cases


def course() -> Catalog:
    catalog, problems = po.read("translations/fr/start/lesson.po", (CASES / "exchange" / "course.po").read_bytes())
    assert catalog is not None, problems
    return catalog


def told(content: bytes, name: str = "fr.po") -> str:
    """What becomes of a file, as the cases say it."""
    incoming, problems = exchange.read(name, content, "en", "fr")
    if incoming is None:
        return "\n".join(_refusal(problem) for problem in problems)
    (result,), unknown = exchange.take_over_all([course()], incoming.messages)
    lines = [f"language: {incoming.language}".rstrip()]
    for message in (*result.taken, *result.noted):
        lines += _described(message)
    lines += [f"kept: {message.msgstr}" for message in result.kept]
    lines += [f"unknown: {message.msgstr}" for message in unknown]
    return "\n".join(lines)


def _refusal(problem: Diagnostic) -> str:
    assert problem.severity is Severity.BROKEN
    assert problem.hint
    assert problem.location is not None
    return f"refused {problem.location.line} {problem.code}: {problem.message}"


def _described(message: Message) -> Iterator[str]:
    yield f"{message.key} {message.state}: {message.msgstr}".replace("\n", "⏎")
    if message.previous_msgid is not None:
        yield f"  made for: {message.previous_msgid}"
    yield from (f"  comment: {line}" for line in message.comments)


@pytest.mark.parametrize(("given_text", "expected"), cases("exchange/foreign"))
@pytest.mark.parametrize("name", ["fr.po", "translations.txt"])
def test_a_file_from_elsewhere(given_text: str, expected: str, name: str) -> None:
    found = told(f"{given_text}\n".encode(), name).splitlines()
    wanted = expected.splitlines()
    assert len(found) == len(wanted), "\n".join(found)
    for line, start in zip(found, wanted, strict=True):
        if start.startswith("refused"):
            place, words = start.split(": ", 1)
            assert line.startswith(f"{place}: ")
            assert words in line
        else:
            assert line == start


LATIN = 'msgid ""\nmsgstr "Content-Type: text/plain; charset={}\\n"\n\nmsgid "Welcome"\nmsgstr "Très bien"\n'


@pytest.mark.parametrize("charset", ["iso-8859-1", "ISO_8859-15", "windows-1252", "utf-16"])
def test_the_header_tells_the_encoding(charset: str) -> None:
    assert told(LATIN.format(charset).encode(charset)) == "language:\nt-7k2m9qxa fuzzy: Très bien"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (LATIN.format("UTF-8").encode("latin-1"), "refused 5 file-encoding: The file is not in UTF-8."),
        (LATIN.replace("Content", "").encode("latin-1"), "refused 5 file-encoding: The file is not in UTF-8."),
        (LATIN.format("hex").encode("latin-1"), 'refused 1 file-encoding: The file says that it is in "hex"'),
        (LATIN.format("ascii").encode("latin-1"), 'refused 1 file-encoding: The file says that it is in "ascii"'),
        (b"\xff\xfea", 'refused 1 file-encoding: The file says that it is in "utf-16"'),
        (b"", "refused 1 po-syntax: The file is empty."),
        (b"\n \n", "refused 1 po-syntax: The file is empty."),
        (b"<html>no</html>", "refused 1 po-syntax: This line is not part of any entry"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(content: bytes, expected: str) -> None:
    assert told(content).startswith(expected)


@pytest.mark.parametrize("mark", ["''gras", "[[Aide:Page]]", "[$1 site]", "{{note}}", "<big>", "$1", "* un", "a~~~~"])
@pytest.mark.parametrize("where", ["msgid", "msgstr"])
def test_wikitext_that_is_not_certain_is_not_taken_for_markdown(mark: str, where: str) -> None:
    texts = {"msgid": "Ask a librarian for help.", "msgstr": "Demandez."} | {where: mark}
    (message,) = of_a_page("p-9w8v7t6s", texts["msgid"], texts["msgstr"])
    assert (message.state, message.msgstr, message.previous_msgid) == (MessageState.FUZZY, texts["msgstr"], None)


def of_a_page(key: str, english: str, translation: str, mark: str = "") -> tuple[Message, ...]:
    """What a course takes of a unit of a translatable page."""
    header = po.header_text([("X-Language-Code", "fr"), ("X-Message-Group", "page-Course/Lesson 1")])
    unit = Message(f"Course/Lesson_1/{key}", english, f"{mark}{translation}")
    incoming, problems = exchange.read("fr.po", po.write(Catalog("fr.po", header, (unit,))), "en", "fr")
    assert incoming is not None, problems
    (result,), unknown = exchange.take_over_all([course()], incoming.messages)
    assert not unknown
    return result.taken


LONG = 100_000


@pytest.mark.parametrize(
    "text",
    [
        "=" * LONG,
        f"={' ' * LONG}x",
        "<b>" * LONG,
        f"{'<b>' * 900}{'</b>' * 900}",
        "[$1 " * LONG,
        "'" * LONG,
        "&" * LONG,
    ],
    ids=["equals", "spaces", "open", "deep", "links", "quotes", "references"],
)
def test_hostile_texts_of_a_page_take_no_time(text: str) -> None:
    (message,) = of_a_page("p-9w8v7t6s", "Ask a librarian for help.", text)
    assert message.fuzzy or message.msgstr == text.strip()


def test_a_hostile_context_takes_no_time() -> None:
    content = f'msgctxt "{"-" * 4_000_000}"\nmsgid "Welcome"\nmsgstr "Bienvenue"\n'
    assert told(content.encode()) == "language:\nt-7k2m9qxa fuzzy: Bienvenue"
    assert told(b"Content-Type:" * 300_000 + b"\xff").startswith("refused 1 file-encoding")


def test_keys_that_translatewiki_makes_are_found() -> None:
    """Of the keys of its default algorithm, which are made of context and English."""
    catalog = course()
    content = po.write(replace(catalog, messages=tuple(replace(m, msgstr="x", raw=()) for m in catalog.messages)))
    known = Known.of([catalog])
    for entry in mediawiki_po.read(content).entries:
        assert known.resolved(Message(f"wlw-{entry.key}", entry.msgid, "x")).key == entry.context
        assert known.resolved(Message(f"Wlw-{entry.key.capitalize()}/fr", entry.msgid, "x")).key == entry.context
        assert known.resolved(Message("wlw-0a0a0a-Other", entry.msgid, "x")).key == ""


def test_a_mark_of_translate_in_a_ready_translation_is_text() -> None:
    assert "!!FUZZY!!" in told(b'msgctxt "p-9w8v7t6s"\nmsgid "Ask a librarian for help."\nmsgstr "a !!FUZZY!! b"\n')


def test_the_source_language_can_be_wanted() -> None:
    content = b'msgid ""\nmsgstr "Language: en_GB\\n"\n\nmsgid "Welcome"\nmsgstr "Hello"\n'
    assert exchange.read("en-gb.po", content, "en", "en-GB")[0] is not None
    assert exchange.read("en-gb.po", content, "en")[0] is not None
    assert exchange.read("fr.po", content, "en", "fr")[0] is None


# Laws

texts = st.text(st.sampled_from('ab \n"\\é') | st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
keys = [message.key for message in course().messages]
fronts = st.sampled_from(["", "wlw-", "Course/Lesson_1/", "1105:Page:", "a#b|", "start.lesson."])


@settings(deadline=None)
@given(st.lists(st.tuples(fronts, st.sampled_from(keys), texts, st.booleans()), unique_by=lambda row: row[1]))
def test_our_keys_are_found_behind_anything(rows: list[tuple[str, str, str, bool]]) -> None:
    known = {message.key: message for message in course().messages}
    messages = tuple(Message(f"{front}{key}", known[key].msgid, text, fuzzy) for front, key, text, fuzzy in rows)
    content = po.write(Catalog("x.po", po.header_text([("Language", "fr")]), messages))
    if not messages:
        return
    incoming, problems = exchange.read("x.po", content, "en")
    assert incoming is not None, problems
    assert incoming.messages == messages
    (result,), unknown = exchange.take_over_all([course()], incoming.messages, force=True)
    assert not unknown
    assert {m.key: (m.msgstr, m.fuzzy) for m in result.taken} == {key: (text, fuzzy) for _, key, text, fuzzy in rows}


@settings(deadline=None)
@given(st.lists(st.sampled_from(['msgid "a"\n', 'msgstr "b"\n', "\n", "# c\n", '"', "<<<<<<< x\n", "é", "#~ x\n"])))
def test_any_po_file_is_read_or_refused_with_a_place(pieces: list[str]) -> None:
    incoming, problems = exchange.read("x.po", "".join(pieces).encode(), "en")
    assert (incoming is None) == bool(problems)
    assert all(problem.location and problem.location.line for problem in problems)


@pytest.mark.parametrize("form", Format)
def test_other_formats_are_no_po_files(form: Format) -> None:
    content, _ = exchange.write(form, [course()], "en", "fr")
    assert content is not None
    incoming, problems = exchange.read("fr.x", content, "en")
    assert incoming is not None, problems
    assert not any(problem.code is Code.PO_SYNTAX for problem in problems)


def test_the_cases_are_read() -> None:
    assert len(list(Path(CASES / "exchange" / "foreign").glob("*.md"))) >= 3
