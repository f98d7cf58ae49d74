"""A course before and after a year of work, of which is known what became of each message."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Final

from benchmarks.prose import Author, Topic
from wlw_i18n.model.text import Kind

_UNITS: Final = 30
"""In a document."""
_KINDS: Final = (Kind.PARAGRAPH,) * 12 + (Kind.ITEM,) * 10 + (Kind.HEADING,) * 5 + (Kind.CELL,) * 3


class Fate(StrEnum):
    """What happened to a message of the new template, or where it comes from."""

    IDENTICAL = "identical"
    LIGHT = "edited lightly"
    HEAVY = "edited heavily"
    MOVED = "moved"
    MOVED_EDITED = "moved, edited lightly"
    SPLIT = "split"
    JOINED = "joined"
    LOOKALIKE = "new, like another"
    NEW = "new"


SHARES: Final = (
    (Fate.IDENTICAL, 55),
    (Fate.LIGHT, 14),
    (Fate.HEAVY, 6),
    (Fate.MOVED, 5),
    (Fate.MOVED_EDITED, 3),
    (Fate.SPLIT, 3),
    (Fate.JOINED, 6),
)
"""Of a hundred old messages. The others are gone."""


@dataclass(frozen=True)
class Text:
    """A message."""

    kind: Kind
    document: str
    sentences: tuple[str, ...]
    fate: Fate = Fate.NEW
    origins: frozenset[str] = frozenset()
    """The old texts whose translation is right for it; empty for what is really new."""

    @property
    def text(self) -> str:
        """The msgid."""
        return " ".join(self.sentences)


@dataclass(frozen=True)
class History:
    """Both templates, in reading order; within each, no text twice."""

    old: tuple[Text, ...]
    new: tuple[Text, ...]


def make(old: int, new: int, seed: int = 1) -> History:
    """A course of `old` messages that becomes one of `new`; the same seed, the same history."""
    return _Year(seed).history(old, new)


class _Year:
    def __init__(self, seed: int) -> None:
        self.author = Author(seed)
        self.chance = self.author.chance
        self.used: set[str] = set()
        self.topics: dict[str, Topic] = {}

    def history(self, old: int, new: int) -> History:
        before = [self._fresh(f"lesson-{number // _UNITS + 1:03}") for number in range(old)]
        after: dict[str, list[Text]] = {document: [] for document in self.topics}
        moved: list[Text] = []
        for text in self._fates(before):
            (moved if text.fate in (Fate.MOVED, Fate.MOVED_EDITED) else after[text.document]).append(text)
        documents = tuple(after)
        for text in moved:
            place = self.chance.choice([document for document in documents if document != text.document])
            self._insert(after[place], replace(text, document=place))
        missing = new - sum(map(len, after.values()))
        for number in range(missing):
            if number % 12 == 0:
                model = self.chance.choice(before)
                self._insert(after[model.document], self._lookalike(model))
            elif number % 12 < 6:
                document = self.chance.choice(documents)
                self._insert(after[document], self._fresh(document))
            else:
                text = self._fresh(f"lesson-new-{number // (2 * _UNITS) + 1:03}")
                after.setdefault(text.document, []).append(text)
        return History(tuple(before), tuple(text for texts in after.values() for text in texts))

    def _insert(self, texts: list[Text], text: Text) -> None:
        texts.insert(self.chance.randrange(len(texts) + 1), text)

    def _fresh(self, document: str) -> Text:
        if document not in self.topics:
            self.topics[document] = self.author.topic()
        topic = self.topics[document]
        kind = self.chance.choice(_KINDS)

        def write() -> Text:
            match kind:
                case Kind.HEADING:
                    sentences = [self.author.heading(topic)]
                case Kind.CELL:
                    sentences = [self.author.cell(topic)]
                case Kind.ITEM:
                    sentences = [self.author.sentence(topic)]
                case _:
                    sentences = [self.author.sentence(topic) for _ in range(self.chance.randrange(1, 5))]
            return Text(kind, document, tuple(sentences))

        return self._unused(write)

    def _unused(self, write: Callable[[], Text]) -> Text:
        while (text := write()).text in self.used:
            pass
        self.used.add(text.text)
        return text

    def _lookalike(self, model: Text) -> Text:
        """Another message of the same pattern: two words in a sentence are different."""

        def write() -> Text:
            sentences = tuple(self._words_swapped(sentence, 2) for sentence in model.sentences)
            return replace(model, sentences=sentences, fate=Fate.LOOKALIKE)

        return self._unused(write)

    def _fates(self, before: list[Text]) -> Iterator[Text]:
        """What each old message becomes, in order."""
        fates, weights = zip(*SHARES, strict=True)
        skipped: set[int] = set()
        for place, text in enumerate(before):
            if place in skipped or self.chance.random() * 100 >= sum(weights):
                continue
            fate = self.chance.choices(fates, weights)[0]
            following = before[place + 1] if place + 1 < len(before) else None
            same = replace(text, fate=fate, origins=frozenset((text.text,)))
            if fate is Fate.SPLIT and len(text.sentences) > 1:
                half = len(text.sentences) // 2
                for part in (text.sentences[:half], text.sentences[half:]):
                    yield self._written(replace(same, sentences=part))
            elif fate is Fate.JOINED and following and _joinable(text, following):
                skipped.add(place + 1)
                sentences = (*text.sentences, *following.sentences)
                yield self._written(replace(same, sentences=sentences, origins=frozenset((text.text, following.text))))
            elif fate in (Fate.LIGHT, Fate.MOVED_EDITED):
                yield self._unused(partial(self._light, same))
            elif fate is Fate.HEAVY:
                yield self._unused(partial(self._heavy, same))
            else:
                yield replace(same, fate=Fate.MOVED if fate is Fate.MOVED else Fate.IDENTICAL)

    def _written(self, text: Text) -> Text:
        """A text whose words are given; one more word if they are taken."""
        if text.text in self.used:
            return self._unused(partial(self._light, text))
        self.used.add(text.text)
        return text

    def _light(self, text: Text) -> Text:
        """One sentence with a typo put right, a word replaced or added, a negation, another number."""
        place = self.chance.randrange(len(text.sentences))
        sentence = text.sentences[place]
        edit = self.chance.choice((self._typo, self._word_swapped, self._word_added, self._negated, self._counted))
        return replace(text, sentences=(*text.sentences[:place], edit(sentence), *text.sentences[place + 1 :]))

    def _heavy(self, text: Text) -> Text:
        """A sentence added, left out or put elsewhere, or a third of the words replaced."""
        sentences = list(text.sentences)
        topic = self.topics[text.document]
        match self.chance.randrange(4):
            case 0 if len(sentences) > 1:
                sentences.pop(self.chance.randrange(len(sentences)))
            case 1 if len(sentences) > 1:
                self.chance.shuffle(sentences)
                sentences[0] = self._word_swapped(sentences[0])
            case 2 if text.kind in (Kind.PARAGRAPH, Kind.ITEM):
                sentences.insert(self.chance.randrange(len(sentences) + 1), self.author.sentence(topic))
            case _:
                sentences = [
                    self._words_swapped(sentence, max(1, len(sentence.split()) // 3)) for sentence in sentences
                ]
        return replace(text, sentences=tuple(sentences))

    def _typo(self, sentence: str) -> str:
        words = sentence.split()
        place = max(range(len(words)), key=lambda at: len(words[at]))
        word = words[place]
        at = self.chance.randrange(1, max(2, len(word) - 2))
        words[place] = word[:at] + word[at + 1 :] if len(word) > 3 else word * 2
        return " ".join(words)

    def _word_swapped(self, sentence: str) -> str:
        return self._words_swapped(sentence, 1)

    def _words_swapped(self, sentence: str, count: int) -> str:
        words = sentence.split()
        long = [place for place, word in enumerate(words) if word.strip(".,;").isalpha() and len(word) > 3]
        for place in self.chance.sample(long or range(len(words)), min(count, len(long) or 1)):
            word = words[place]
            core = word.strip(".,;")
            other = self.author.word()
            words[place] = word.replace(core, other.capitalize() if core[:1].isupper() else other) if core else other
        return " ".join(words)

    def _word_added(self, sentence: str) -> str:
        words = sentence.split()
        added = self.author.like() if self.chance.random() < 0.5 else self.author.when()
        words.insert(self.chance.randrange(1, len(words) + 1), added)
        return " ".join(words)

    def _negated(self, sentence: str) -> str:
        for then, now in (
            (" is ", " is not "),
            (" can ", " cannot "),
            (" will ", " will not "),
            (" may ", " must not "),
        ):
            if then in sentence:
                return sentence.replace(then, now, 1)
        return f"Never {sentence[0].lower()}{sentence[1:]}"

    def _counted(self, sentence: str) -> str:
        number = str(self.chance.randrange(2, 90))
        words = sentence.split()
        for place, word in enumerate(words):
            if word.strip("%.,").isdecimal():
                words[place] = word.replace(word.strip("%.,"), number)
                return " ".join(words)
        return f"{sentence.rstrip('.')} ({number})."


def _joinable(one: Text, other: Text) -> bool:
    prose = (Kind.PARAGRAPH, Kind.ITEM)
    return one.document == other.document and one.kind in prose and other.kind in prose
