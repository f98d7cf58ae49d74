"""The texts of a drop-down's options: plain, and each different.

Open edX makes a quoted list of them and cuts it up again, so an ASCII apostrophe ends an option early, with no error;
and it takes an option's text for its identity, so two that read the same are the same.
"""

from collections import Counter
from collections.abc import Sequence

from wlw_i18n.model.question import Choice
from wlw_i18n.render.capa.xml import WORD_JOINER, clean
from wlw_i18n.render.html import text


def shown(choice: Choice) -> str:
    """What a drop-down can show of a choice: one line without markup; may be empty."""
    option = " ".join(clean(text(choice.prose)).split()).replace("'", "\u2019")
    # Before the end of the option a backslash would hide it, and `&#39;` would become an apostrophe.
    if option.endswith("\\"):
        option += WORD_JOINER
    return option.replace("&#39;", f"&{WORD_JOINER}#39;")


def faults(choices: Sequence[Choice]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The numbers, from 0, of the choices that show nothing, and of those that show what another one shows."""
    texts = [shown(choice) for choice in choices]
    counts = Counter(texts)
    empty = tuple(number for number, option in enumerate(texts) if not option)
    return empty, tuple(number for number, option in enumerate(texts) if option and counts[option] > 1)


def option_texts(choices: Sequence[Choice]) -> tuple[str, ...]:
    """The options' texts. Those of `faults` get a number, so that every answer can still be graded."""
    empty, alike = faults(choices)
    texts = [shown(choice) for choice in choices]
    for number in (*empty, *alike):
        texts[number] = f"{texts[number]} ({number + 1})".lstrip()
    return tuple(texts)
