"""What comes back, put into catalogs."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wlw_i18n.catalogs import exchange
from wlw_i18n.model.catalog import Catalog, Message, MessageState
from wlw_i18n.model.course import Language

from .exchanged import EVERY, FUZZY, PATH, STALE, SUGGESTION, TRANSLATED, UNTRANSLATED, lists


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


def test_a_previous_key_without_its_english_is_left_out() -> None:
    """GNU gettext refuses a file with a previous context alone."""
    now, _ = take(UNTRANSLATED, replace(SUGGESTION, key="a-5", previous_msgid=None))
    assert (now.msgstr, now.state, now.previous_key) == ("Trois", MessageState.FUZZY, None)


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
