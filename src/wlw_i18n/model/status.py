"""How far a course and its translations are: counted once, shown by the terminal, `status.json` and the gates alike."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tally:
    """Units, and the words of their English."""

    units: int = 0
    words: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.units + other.units, self.words + other.words)

    @classmethod
    def of(cls, parts: "Sequence[Tally]") -> "Tally":
        """The sum of several."""
        return cls(sum([part.units for part in parts]), sum([part.words for part in parts]))


@dataclass(frozen=True, slots=True)
class Counts:
    """The units of a document or a course in one language, each in exactly one state."""

    translated: Tally = field(default_factory=Tally)
    """Translations of the English of today."""
    stale: Tally = field(default_factory=Tally)
    """Translations of an older English that are still served, marked."""
    outdated: Tally = field(default_factory=Tally)
    """Translations of an older English that is too different from today's to be served."""
    waiting: Tally = field(default_factory=Tally)
    """Suggestions and other guesses that nobody confirmed: never served."""
    rejected: Tally = field(default_factory=Tally)
    """Translations that a check found broken: not served."""
    untranslated: Tally = field(default_factory=Tally)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts.of((self, other))

    @property
    def total(self) -> Tally:
        """All units."""
        return Tally.of((self.translated, self.stale, self.outdated, self.waiting, self.rejected, self.untranslated))

    @property
    def share(self) -> float:
        """Share of the words, from 0 to 1, that this language can serve; 1 when there are none."""
        words = self.total.words
        return (self.translated.words + self.stale.words) / words if words else 1.0

    @classmethod
    def of(cls, parts: "Iterable[Counts]") -> "Counts":
        """The sum of several counts."""
        each = tuple(parts)
        return cls(
            translated=Tally.of([counts.translated for counts in each]),
            stale=Tally.of([counts.stale for counts in each]),
            outdated=Tally.of([counts.outdated for counts in each]),
            waiting=Tally.of([counts.waiting for counts in each]),
            rejected=Tally.of([counts.rejected for counts in each]),
            untranslated=Tally.of([counts.untranslated for counts in each]),
        )


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """One document in one language."""

    id: str
    module: str
    kind: str
    counts: Counts
    served: bool
    """Whether it is at or above its gate; else it is served whole in a fallback language."""
    catalog: str
    """Its PO file, relative to the course root."""
    failing: Mapping[str, int] = field(default_factory=dict)
    """Findings of checks, by code: how many. What is untranslated, stale or to be confirmed is counted in `counts`."""


@dataclass(frozen=True, slots=True)
class Translator:
    """Someone whom the headers of PO files name."""

    name: str
    files: int
    """In how many PO files."""


@dataclass(frozen=True, slots=True)
class LanguageStatus:
    """The course in one language."""

    code: str
    tag: str
    autonym: str
    counts: Counts
    """Documents only; course-level strings and the exporters' own words are apart, in `strings`."""
    strings: Counts
    published: bool
    """Whether it is at or above the course's gate (or was asked for as a draft)."""
    gate: float
    documents: tuple[DocumentStatus, ...]
    rtl: bool = False
    translators: tuple[Translator, ...] = ()
    """Who is named in most PO files, first."""

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, for the `dir` attribute."""
        return "rtl" if self.rtl else "ltr"

    @property
    def failing(self) -> Mapping[str, int]:
        """Findings of checks in all documents: how many, by code, the most frequent first."""
        total: Counter[str] = Counter()
        for document in self.documents:
            total.update(document.failing)
        return dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))

    @property
    def modules(self) -> Mapping[str, Counts]:
        """The counts of each module by its id: its first page and its documents."""
        found: dict[str, list[Counts]] = {}
        for document in self.documents:
            found.setdefault(document.module, []).append(document.counts)
        return {name: Counts.of(counts) for name, counts in found.items()}


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One document of the source."""

    id: str
    module: str
    kind: str
    path: str
    units: int
    words: int
    title: str = ""
    """As readers see it, without markup."""


@dataclass(frozen=True, slots=True)
class ModuleStatus:
    """A module of the source: its first page and its documents."""

    id: str
    title: str
    documents: tuple[SourceStatus, ...]
    """In course order, the first page first."""

    @property
    def units(self) -> int:
        """Units of all its documents."""
        return sum(document.units for document in self.documents)

    @property
    def words(self) -> int:
        """Words of all its documents."""
        return sum(document.words for document in self.documents)


@dataclass(frozen=True, slots=True)
class CourseStatus:
    """Everything that is counted."""

    title: str
    documents: tuple[SourceStatus, ...]
    languages: tuple[LanguageStatus, ...]

    @property
    def units(self) -> int:
        """Units of all documents."""
        return sum(document.units for document in self.documents)

    @property
    def words(self) -> int:
        """Words of all documents."""
        return sum(document.words for document in self.documents)

    @property
    def modules(self) -> tuple[ModuleStatus, ...]:
        """The modules, in course order."""
        found: dict[str, list[SourceStatus]] = {}
        for document in self.documents:
            found.setdefault(document.module, []).append(document)
        return tuple(ModuleStatus(name, documents[0].title, tuple(documents)) for name, documents in found.items())


@dataclass(frozen=True, slots=True)
class NextUnit:
    """A unit that waits for translators."""

    key: str
    document: str
    path: str
    """The PO file, relative to the course root."""
    line: int
    state: str
    """`untranslated`, `stale`, `suggestion`, `fuzzy` or `rejected`."""
    words: int
    text: str
    """Its English, as readers see it."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A git tag, and how far the languages were then."""

    tag: str
    date: str
    """`2026-01-31`."""
    shares: Mapping[str, float]
    """By language code; a language that had no PO files then is missing."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The status with all that stands around it on the status page."""

    status: CourseStatus
    next: Mapping[str, tuple[NextUnit, ...]] = field(default_factory=dict)
    """By language code: the first units to do, in the order in which learners meet them."""
    history: tuple[Milestone, ...] = ()
    """Oldest first."""
    repository: str = ""
    """Address of a file in the repository, with `{path}` and perhaps `{line}`; or empty."""
