"""What a PO file offers: which of its translations may be served, how far it is, what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wlw_i18n import inline
from wlw_i18n.assemble import Served
from wlw_i18n.checks import REJECTING, Candidate, check_all
from wlw_i18n.checks.rules import NONE, Rules
from wlw_i18n.merge import may_serve
from wlw_i18n.model.catalog import Catalog, Message, MessageState, Unit
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.document import Document, Reference
from wlw_i18n.model.status import Counts, Tally
from wlw_i18n.model.text import Kind
from wlw_i18n.pipeline import reading_time
from wlw_i18n.pipeline.records import TranslationRecord
from wlw_i18n.pipeline.sources import words


@dataclass(frozen=True, slots=True)
class Offer:
    """What one language has for one document."""

    texts: Mapping[str, Served]
    """Translations that may be served, by key."""
    counts: Counts
    diagnostics: tuple[Diagnostic, ...]
    seconds: float = 0
    """How long these texts take to read."""

    def record(
        self, units: Sequence[Unit], template: str, catalog: str, translators: tuple[str, ...] = (), rules: str = ""
    ) -> TranslationRecord:
        """What to remember of it.

        Args:
            units: the document's units.
            template: digest of its template.
            catalog: digest of its PO file.
            translators: who translated it.
            rules: digest of the rules that it was checked by.
        """
        title, summary = (self._text(units, kind) for kind in (Kind.TITLE, Kind.SUMMARY))
        return TranslationRecord(
            template=template,
            catalog=catalog,
            counts=self.counts,
            title=title.text if title else None,
            title_stale=bool(title and title.stale),
            summary=summary.text if summary else None,
            summary_stale=bool(summary and summary.stale),
            diagnostics=self.diagnostics,
            seconds=self.seconds,
            translators=translators,
            rules=rules,
        )

    def _text(self, units: Sequence[Unit], kind: Kind) -> Served | None:
        return next((self.texts.get(unit.key) for unit in units if unit.kind is kind), None)


@dataclass(frozen=True, slots=True)
class Definitions:
    """A document's link and footnote definitions, which its translations are parsed with."""

    references: Mapping[str, Reference]
    footnotes: frozenset[str]

    @classmethod
    def of(cls, document: Document | None) -> "Definitions":
        """The definitions of a document; none for catalogs that belong to no document."""
        if document is None:
            return cls({}, frozenset())
        return cls(document.references, frozenset(note.label for note in document.footnotes))


def offer(
    units: Sequence[Unit],
    catalog: Catalog,
    language: str,
    definitions: Definitions,
    rules: Rules = NONE,
) -> Offer:
    """Check and count the translations of one document.

    Args:
        units: the document's units, with keys.
        catalog: its PO file, merged with these units.
        language: BCP 47 tag.
        definitions: the document's link and footnote definitions.
        rules: what the course asks of the language; what may be served does not depend on it.
    """
    candidates = [_candidate(unit, catalog, language, definitions, rules) for unit in units]
    found = tuple(check_all(candidates))
    rejected = {diagnostic.key for diagnostic in found if diagnostic.code in REJECTING}
    tallies: dict[str, Tally] = {}
    texts = {}
    seconds = 0.0
    for candidate in candidates:
        state = _state(candidate.message, candidate.unit.key in rejected)
        tallies[state] = tallies.get(state, Tally()) + Tally(1, words(candidate.unit))
        if state in ("translated", "stale"):
            texts[candidate.unit.key] = Served(candidate.message.msgstr, stale=state == "stale")
            seconds += reading_time.seconds(inline.visible(candidate.inlines), language)
    return Offer(texts, Counts(**tallies), found, seconds)


def _candidate(unit: Unit, catalog: Catalog, language: str, definitions: Definitions, rules: Rules) -> Candidate:
    message = catalog.by_key.get(unit.key) or Message(unit.key, unit.text)
    inlines = inline.parse(message.msgstr, definitions.references, definitions.footnotes) if message.msgstr else ()
    return Candidate(unit, message, inlines, catalog.path, language, rules.verdicts, rules)


def _state(message: Message, is_rejected: bool) -> str:
    """The name of the field of `Counts` that a message counts in."""
    match message.state:
        case MessageState.UNTRANSLATED:
            return "untranslated"
        case MessageState.SUGGESTION | MessageState.FUZZY:
            return "waiting"
        case MessageState.TRANSLATED | MessageState.STALE if is_rejected:
            return "rejected"
        case MessageState.TRANSLATED:
            return "translated"
        case MessageState.STALE:
            return "stale" if may_serve(message) else "outdated"
