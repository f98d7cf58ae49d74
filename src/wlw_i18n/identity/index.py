"""Finds texts that share rare words with a text, at a cost that does not grow with their number."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from wlw_i18n import similarity

_COMMON: Final = 256
"""A word of more texts than this tells nothing."""
_RAREST: Final = 8
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
        rare = sorted((places for places in known if len(places) <= _COMMON), key=len)[:_RAREST]
        counts = Counter(place for places in rare for place in places)
        # Ties are decided by the text, not by the order in which texts were given.
        nearest = sorted(counts, key=lambda place: (-counts[place], self._texts[place]))
        return nearest[:_NEAREST]
