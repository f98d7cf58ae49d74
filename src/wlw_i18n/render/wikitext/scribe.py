"""What the functions that write one page share."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wlw_i18n.model.media import PictureCredit
from wlw_i18n.model.question import Question
from wlw_i18n.render.wikitext.targets import WikiLink


@dataclass(frozen=True, slots=True)
class Note:
    """Something of the page that wikitext, or this wiki, cannot say."""

    message: str
    line: int = 0
    """Line in the source file, or 0."""
    hint: str = ""
    minor: bool = False
    """Whether it is a matter of course, which an author need not change."""
    local: bool = False
    """Whether a translation can cause it, so that every language reports it; else it is the same in all of them."""


@dataclass(frozen=True, slots=True)
class WikitextContext:
    """Everything outside a node that its wikitext depends on."""

    tag: str
    """BCP 47 tag of the language around the text: text in another one is marked up."""
    words: Mapping[str, str]
    """The exporters' own words, by name."""
    link: Callable[[str], WikiLink | None]
    """A link's target as written -> where it leads on the wiki; None if a wiki page cannot lead there."""
    file: Callable[[str], str | None]
    """A picture's or video's source as written -> its file name on the wiki; None if it cannot be shown there."""
    direction: Callable[[str], str]
    """`rtl` or `ltr` for a language tag."""
    question: "Callable[[Question, Scribe], str]"
    """How questions are written."""
    footnotes: Mapping[str, int] = field(default_factory=dict)
    """Numbers of the page's footnotes by label."""
    credits: Mapping[str, PictureCredit] = field(default_factory=dict)
    """A picture's or video's source as written -> whose it is, where that is said below it."""
    translate: bool = False
    """Whether this is a source page for Extension:Translate: every unit is marked with its key."""


class Scribe:
    """The writing of one page: its context, and what was met on the way."""

    __slots__ = ("cited", "context", "in_footnote", "line", "marks", "notes")

    def __init__(self, context: WikitextContext) -> None:
        self.context = context
        self.notes: list[Note] = []
        self.marks: Counter[str] = Counter()
        """How often a unit's key was used as a marker on this page."""
        self.cited: dict[str, None] = {}
        """Labels of the footnotes that the text refers to, in order."""
        self.in_footnote = False
        self.line = 0
        """Line of the prose being written."""

    def note(self, message: str, *, line: int = 0, hint: str = "", minor: bool = False, local: bool = False) -> None:
        """Report what cannot be said."""
        self.notes.append(Note(message, line or self.line, hint, minor, local))
