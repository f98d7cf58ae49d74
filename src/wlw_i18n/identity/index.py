"""Finds texts that share rare words with a text, at a cost that does not grow with their number."""

from collections import Counter
from collections.abc import Sequence
from heapq import nlargest
from typing import Final

from wlw_i18n import similarity

_COMMON: Final = 256
"""A word of more texts than this tells nothing."""
_LOOKED_AT: Final = 512
"""So many places are looked at, those of the rarest words first."""
_NEAREST: Final = 16


class Index:
    """Texts by their words."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._places: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            for word in dict.fromkeys(similarity.words(text)):
                self._places.setdefault(word, []).append(place)
        self._texts = texts

    def near(self, text: str) -> list[int]:
        """Places of the texts that share the most of a text's rarest words; always few."""
        known = [self._places[word] for word in dict.fromkeys(similarity.words(text)) if word in self._places]
        counts: Counter[int] = Counter()
        left = _LOOKED_AT
        for places in sorted((places for places in known if len(places) <= _COMMON), key=len):
            left -= len(places)
            if left < 0:
                break
            counts.update(places)
        least = min(nlargest(_NEAREST, counts.values()), default=0)
        best = (place for place, count in counts.items() if count >= least)
        # Ties are decided by the text, not by the order in which texts were given.
        return sorted(best, key=lambda place: (-counts[place], self._texts[place]))[:_NEAREST]
