"""A made-up course of any size: realistic in shape (headings, lists, tables, links, questions), plain in words."""

import random
from pathlib import Path

WORDS = (  # noqa: SIM905 - easier to read than one word a line
    "women articles sources editors article page wiki knowledge figures survey notable reliable project community "
    "event training lesson group history science language newspaper portrait biography picture licence talk edit "
    "share write read find check compare welcome plan measure report invite thank follow support question answer"
).split()

LANGUAGES = (  # noqa: SIM905
    "fr ar sw es ha ig yo pt de it ru uk fa he zh-hans ja hi bn id tr "
    "pl nl sv da nb fi cs sk sl hr sr-ec ro hu el bg mk sq lt lv et "
    "ko vi th ms ta te ml kn mr gu pa ur am so rw zu af ca eu gl"
).split()

CONFIG = """\
title = "A course to measure with"
description = "Made up."
organisation = "Bench"
number = "BENCH1"
run = "2026"
languages = [{languages}]
licence = "CC BY-SA 4.0"
licence_url = "https://creativecommons.org/licenses/by-sa/4.0/"

[gates]
document = 0.5
quiz = 0.5
course = 0.1

[targets.wikitext.generic]
base_page = "Bench"
"""


def make(root: Path, documents: int, languages: int, seed: int = 1) -> None:
    """Write a course of `documents` documents, about 30 units each, in modules of ten."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    configure(root, languages)
    for number in range(documents):
        module, place = divmod(number, 10)
        folder = root / f"source/{module + 1:02}-module-{module + 1}"
        if place == 0:
            _write(folder / "index.md", _index(chance, module + 1))
        else:
            _write(folder / f"{place:02}-document-{number}.md", _lesson(chance, number))


def configure(root: Path, languages: int) -> None:
    """Write the course's configuration.

    Raises:
        ValueError: more languages are wanted than are named here.
    """
    if languages > len(LANGUAGES):
        message = f"a course to measure with has at most {len(LANGUAGES)} languages"
        raise ValueError(message)
    codes = ", ".join(f'"{code}"' for code in LANGUAGES[:languages])
    _write(root / "source/course.toml", CONFIG.format(languages=codes))


def _index(chance: random.Random, number: int) -> str:
    items = "\n".join(f"- {_sentence(chance)}" for _ in range(5))
    return f'---\ntitle: "Module {number} {_words(chance, 3)}"\nkind: module\n---\n\n{_paragraph(chance)}\n\n{items}\n'


def _lesson(chance: random.Random, number: int) -> str:
    parts = [f'---\ntitle: "Lesson {number} {_words(chance, 3)}"\nminutes: 15\nsummary: {_sentence(chance)}\n---\n']
    for section in range(4):
        parts.append(f"## {_words(chance, 4).capitalize()} {{#section-{section}}}\n")
        parts.extend(f"{_paragraph(chance)}\n" for _ in range(2))
        parts.append("".join(f"- {_sentence(chance)}\n" for _ in range(2)))
    parts.append("| A | B |\n| --- | --- |\n" + f"| {_words(chance, 3)} | {_words(chance, 4)} |\n")
    parts.append(_question(chance, number))
    return "\n".join(parts)


def _question(chance: random.Random, number: int) -> str:
    choices = "\n".join(
        f"- ({'x' if right else ' '}) {_sentence(chance)}\n  > {_sentence(chance)}" for right in (True, False, False)
    )
    return (
        f"## Check {number}\n\n<!-- question id=q-{number} -->\n\n{_sentence(chance)[:-1]}?\n\n{choices}\n\n"
        f"> [!NOTE]\n> {_sentence(chance)}\n"
    )


def _paragraph(chance: random.Random) -> str:
    sentences = [_sentence(chance) for _ in range(3)]
    if chance.random() < 0.5:
        address = f"https://en.wikipedia.org/wiki/{chance.choice(WORDS).capitalize()}_{chance.randrange(1000)}"
        sentences[1] = f"See [{_words(chance, 2)}]({address}) and **{_words(chance, 1)}** for more."
    return " ".join(sentences)


def _sentence(chance: random.Random) -> str:
    return f"{_words(chance, chance.randrange(6, 12)).capitalize()}."


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
