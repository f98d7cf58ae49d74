"""Words without what inflection adds to them: so rough that a form of a word is found, and hardly another word.

No dictionary and no library: a few endings and beginnings for each language, listed here. Two words are taken for
forms of one if what is left of them is equal. A language that is not listed has a rule for all: long words that
differ only at the end.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

_LETTER: Final = r"[\w\u0300-\u036f\u0900-\u0e7f\u1000-\u109f\u200c\u200d]"
"""Vowel signs of Indian and other scripts are no letters to Python."""
_WORD: Final = re.compile(rf"{_LETTER}+(?:[-·]{_LETTER}+)*")
_SHORT: Final = 3
"""So many letters stay."""
_MARKS: Final = re.compile("[\u0640\u064b-\u065f\u0670]")
"""Arabic vowel signs, and the stroke that stretches a word."""
_ARABIC: Final = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
_ARABIC_BEFORE: Final = ("وبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل", "و", "ف", "ب", "ك", "ل")
_ARABIC_AFTER: Final = (
    "هما",
    "تين",
    "تان",
    "يه",
    "ات",
    "ون",
    "ين",
    "ان",
    "ها",
    "هم",
    "نا",
    "كم",
    "تك",
    "ته",
    "ه",
    "ي",
    "ك",
    "ا",
)
_SWAHILI_BEFORE: Final = (
    "mwa",
    "mwe",
    "wana",
    "mw",
    "my",
    "wa",
    "mi",
    "ma",
    "ki",
    "vi",
    "ch",
    "vy",
    "ku",
    "ji",
    "ny",
    "m",
    "n",
    "u",
    "w",
)
_SWAHILI_LINKS: Final = frozenset({"ya", "wa", "za", "la", "cha", "vya", "kwa", "pa", "mwa", "ka"})
"""The word "of", in the class of the word before it."""


def words(text: str) -> list[str]:
    """The words of a text; `_` and apostrophes part them, hyphens and inner points (contributeur·rice) do not."""
    return _WORD.findall(_MARKS.sub("", text.replace("’", " ").replace("'", " ")))


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> frozenset[str]:
    """What may be left of a word without inflection: more than one where a first letter may be a word of its own.

    Args:
        word: one word.
        language: BCP 47 tag.
    """
    rule = _RULES.get(language.partition("-")[0], _plain)
    found = rule(word.casefold())
    return frozenset((found,)) if isinstance(found, str) else found


def _english(word: str) -> str:
    for ending, other in (("ies", "y"), ("'s", ""), ("sses", "ss"), ("xes", "x"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT and not word.endswith("ss"):
            return word.removesuffix(ending) + other
    return word


def _french(word: str) -> str:
    """Plural and feminine, also written inclusively: contributeur·rice·s."""
    word = re.split("[·•.]", word, maxsplit=1)[0] if "·" in word else word
    if word.endswith("aux") and len(word) > 5:
        return f"{word[:-3]}al"
    for ending in ("s", "x"):
        if len(word) > _SHORT:
            word = word.removesuffix(ending)
    for ending, other in (("rice", "eur"), ("euse", "eur"), ("ienne", "ien"), ("ive", "if")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + other
    return word[:-1] if len(word) > _SHORT and word.endswith("e") else word


def _spanish(word: str) -> str:
    if len(word) > _SHORT + 1 and word.endswith("es"):
        word = word[:-2]
    elif len(word) > _SHORT:
        word = word.removesuffix("s")
    return word[:-1] if len(word) > _SHORT and word[-1] in "aoe" else word


def _arabic(word: str) -> frozenset[str]:
    """Without article, clitics and the commonest endings; alif, ya and ta marbuta in one form.

    The first letter of وصلة is no word "and": with and without it, both count.
    """
    word = word.translate(_ARABIC)
    starts = ("", *(start for start in _ARABIC_BEFORE if word.startswith(start) and len(word) - len(start) > 1))
    return frozenset(_arabic_end(word[len(start) :]) for start in starts)


def _arabic_end(word: str) -> str:
    for end in _ARABIC_AFTER:
        if word.endswith(end) and len(word) - len(end) >= _SHORT:
            return word[: -len(end)]
    return word


def _swahili(word: str) -> str:
    """Without the class at the beginning and the place at the end."""
    if word in _SWAHILI_LINKS:
        return "-a"
    if word.endswith("ni") and len(word) > _SHORT + 3:
        word = word[:-2]
    for start in _SWAHILI_BEFORE:
        if word.startswith(start) and len(word) - len(start) >= _SHORT:
            return word[len(start) :]
    return word


def _hausa(word: str) -> str:
    """Without the ending that links a noun to the next word (shafin, shafuka are two words all the same)."""
    plain = unicodedata.normalize("NFC", word).replace("ʼ", "'")
    return plain[:-1] if len(plain) > _SHORT + 1 and plain[-1] in "nr" else plain


def _plain(word: str) -> str:
    return word[:-2] if len(word) > 6 else word


_RULES: Final[dict[str, Callable[[str], str | frozenset[str]]]] = {
    "en": _english,
    "fr": _french,
    "es": _spanish,
    "ar": _arabic,
    "sw": _swahili,
    "ha": _hausa,
}


def stems(text: str, language: str) -> Iterator[frozenset[str]]:
    """The stems of a text's words, in order."""
    return (stem(word, language) for word in words(text))
