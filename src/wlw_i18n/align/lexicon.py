"""Which words of the two languages go together, learned from the pairs that were found without knowing any.

A word that stands in the same few pairs as a word of the other language is probably its translation, or at least of
the same subject. Pairs that no address or number tells apart are told apart by that. A pair never speaks for itself:
what it taught is taken out before it is judged.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

LEAST_PAIRS: Final = 12
"""From fewer pairs nothing is learned."""
_COMMON: Final = 0.15
"""Words in a larger share of the pairs tell nothing."""
_TOGETHER: Final = 0.5
"""Two words go together if they stand in the same pairs this often (Dice's coefficient)."""
_TWICE: Final = 2
_PARTNERS: Final = 3
"""A word goes together with so many words of the other language at most."""
_TEMPER: Final = 0.5
"""Words of one text depend on one another: all of them say less than each of them would."""
_MOST: Final = 6.0
_LEAST: Final = -4.0

Words = frozenset[str]
Partners = tuple[tuple[Words, float, float], ...]
"""For each word of a text that says something: its partners, what finding one of them says, and finding none."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What was learned from pairs."""

    pairs: int
    ours: Mapping[str, int]
    """In how many pairs each word of the source stands."""
    theirs: Mapping[str, int]
    together: Mapping[str, Mapping[str, int]]
    """For a word of the source, words of the translation, and in how many pairs both stand."""

    def partners(self, text: Words, taught: Words = frozenset()) -> Partners:
        """What the words of a text let expect.

        Args:
            text: of the source.
            taught: the words of the translation that the lexicon was taught together with it.
        """
        return tuple(found for word in sorted(text) if (found := self._word(word, taught)) is not None)

    def _word(self, word: str, taught: Words) -> tuple[Words, float, float] | None:
        self_taught = 1 if taught else 0
        ours = self.ours.get(word, 0) - self_taught
        found: list[tuple[float, str]] = []
        for other, times in self.together.get(word, {}).items():
            mine = self_taught if other in taught else 0
            both, theirs = times - mine, self.theirs[other] - mine
            if both >= _TWICE and 2 * both >= _TOGETHER * (ours + theirs):
                found.append((2 * both / (ours + theirs), other))
        if not found:
            return None
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        best = found[:_PARTNERS]
        likely = 0.85 * best[0][0]
        by_chance = min(0.5, (sum(self.theirs[other] for _, other in best) + 1) / (self.pairs + 2))
        return (
            frozenset(other for _, other in best),
            math.log(max(likely, by_chance) / by_chance),
            math.log((1 - likely) / (1 - by_chance)),
        )


def sum_up(partners: Partners, other: Words) -> float:
    """What the partners of a text's words say about another text."""
    says = 0.0
    for words, present, absent in partners:
        says += absent if words.isdisjoint(other) else present
    return max(_LEAST, min(_MOST, _TEMPER * says))


def learn(pairs: Sequence[tuple[Words, Words]]) -> Lexicon:
    """Learn from pairs of texts, each given as its words."""
    ours = Counter(word for text, _ in pairs for word in text)
    theirs = Counter(word for _, text in pairs for word in text)
    most = max(_TWICE, len(pairs) * _COMMON)
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one, other in pairs:
        telling = [word for word in other if _TWICE <= theirs[word] <= most]
        for word in one:
            if _TWICE <= ours[word] <= most:
                together[word].update(telling)
    kept = {
        word: {
            other: times
            for other, times in others.items()
            if times >= _TWICE and 2 * times >= _TOGETHER * (ours[word] + theirs[other]) * 0.9
        }
        for word, others in together.items()
    }
    return Lexicon(len(pairs), ours, theirs, kept)
