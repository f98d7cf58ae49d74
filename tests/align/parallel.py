"""Documents in two languages, of which is known what translates what.

The second language is made up: each word of the first has one of its own, as long or a little longer.
"""

from dataclasses import dataclass

from hypothesis import strategies as st

_WORDS = "women editors articles facts sources readers portraits villages numbers stories names".split()  # noqa: SIM905
_PIECES = (
    "{}",
    "## {}",
    "### {}",
    "- {}\n- {}",
    "1. {}\n2. {}\n\n   {}",
    "> {}",
    "> [!NOTE]\n> {}",
    "| {} | {} |\n| --- | --- |\n| {} | {} |",
    "![{}](media/picture.svg)",
    "{}\n: {}",
    "<details>\n<summary>{}</summary>\n\n{}\n\n</details>",
    "```\ncode\n```",
    "---",
)


@dataclass(frozen=True)
class Text:
    """A text and its translation."""

    english: str
    translated: str


@dataclass(frozen=True)
class Block:
    """Markdown of a block, and of its translation."""

    english: str
    translated: str
    number: int


def word(english: str) -> str:
    """The word of the made-up language."""
    return f"{english[::-1].capitalize()}o"


@st.composite
def texts(draw: st.DrawFn, mark: str = "") -> Text:
    """A text of one to forty words; with a mark, both languages have it."""
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=40))
    marks = [mark] if mark else []
    return Text(" ".join((*words, *marks)), " ".join((*map(word, words), *marks)))


@st.composite
def blocks(draw: st.DrawFn, number: int, *, marked: bool = False) -> Block:
    """A block; a marked one has an address in each of its texts that no other block has."""
    piece = draw(st.sampled_from(_PIECES))
    marks = [f"[x](https://example.org/{number}/{place})" if marked else "" for place in range(piece.count("{}"))]
    found = [draw(texts(mark)) for mark in marks]
    return Block(
        piece.format(*(text.english for text in found)), piece.format(*(text.translated for text in found)), number
    )


@st.composite
def parallel(draw: st.DrawFn, *, least: int = 0, marked: bool = False) -> list[Block]:
    """The blocks of a document."""
    count = draw(st.integers(least, 14))
    return [draw(blocks(number, marked=marked)) for number in range(count)]


def english(found: list[Block]) -> str:
    """The English file."""
    return "---\ntitle: Title\nsummary: Summary\n---\n" + _joined([block.english for block in found])


def translated(found: list[Block]) -> str:
    """The translated file."""
    return "---\nlang: xx\ntitle: Eltito\ndescription: Yrammuso\n---\n" + _joined([block.translated for block in found])


def _joined(markdown: list[str]) -> str:
    # a comment keeps two lists from becoming one
    return "\n\n<!-- next -->\n\n".join(markdown) + "\n"
