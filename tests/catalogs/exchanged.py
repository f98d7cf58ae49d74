"""What the tests of exchange have in common: a catalog with every kind of message, and any messages at all."""

from dataclasses import replace

from hypothesis import strategies as st

from wlw_i18n.catalogs import exchange
from wlw_i18n.catalogs.exchange import Format
from wlw_i18n.model.catalog import Catalog, Message
from wlw_i18n.model.diagnostic import Severity

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
