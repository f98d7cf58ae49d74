"""Translations that mean harm, and a small course in which each stands in every place at once.

The translations are in `tests/cases/hostile/`, as cases of `tests/casefiles.py`: a title, the translation, and what
the checks say of it in a paragraph. The latter is

- the codes of findings, such as `unsafe markup`: each is among those that a paragraph with this translation gets, and
  with a code that rejects it learners never see it;
- or `harmless:` and the reason why it may be shown, as text.

`⟦U+202E⟧` stands for a character, `⟦<b>×3000⟧` for something said 3000 times, `⏎` for a line end within that. What
is to run says `alert(1)`; another site is `evil.example`.

What an exporter makes of it is looked at as if there were no checks: every text is served as it was written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from tests.casefiles import cases
from tests.exporters.olx_builders import SVG, Course, Translate, course, language
from wlw_i18n import inline
from wlw_i18n.exporters.base import Exporter
from wlw_i18n.exporters.epub import EPUB
from wlw_i18n.exporters.html import HTML
from wlw_i18n.exporters.olx import OLX
from wlw_i18n.exporters.wikitext import WIKITEXT
from wlw_i18n.exporters.wikitext.profiles import profile
from wlw_i18n.interface import WORDS
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.course import Edition, HtmlTarget
from wlw_i18n.model.document import Document
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.text import Kind, Prose, State
from wlw_i18n.readers.answers import REFUSED_NOTE

HARMLESS = "harmless:"
CODE = "fr"
PLAIN = "Bonjour"
"""What the pages of a hostile translation are compared with."""

_CHARACTER = re.compile(r"⟦U\+([0-9A-F]{4,6})⟧")
_REPEATED = re.compile(r"⟦(.+?)×(\d+)⟧")


@dataclass(frozen=True)
class Hostile:
    """A translation that means harm."""

    name: str
    """File and title of the case."""
    text: str
    codes: frozenset[str]
    """What the checks say; empty where it is harmless."""
    reason: str
    """Why it is harmless; else empty."""


def hostile() -> list[Hostile]:
    """Every case."""
    return [_case(str(case.id), *map(str, case.values)) for case in cases("hostile")]  # type: ignore[attr-defined]


def _case(name: str, given: str, expected: str) -> Hostile:
    is_harmless = expected.startswith(HARMLESS)
    reason = expected.removeprefix(HARMLESS).strip() if is_harmless else ""
    return Hostile(name, _meant(given), frozenset() if is_harmless else frozenset(expected.split()), reason)


def _meant(text: str) -> str:
    text = _CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)
    return _REPEATED.sub(lambda found: found[1].replace("⏎", "\n") * int(found[2]), text)


LESSON = """---
title: Title
id: lesson
summary: Summary.
minutes: 5
---

Paragraph.[^n]

## Heading {#heading}

- Item
- [x] Task

| Head |
| --- |
| Cell |

Term
: Definition.

![Alternative text](media/a.svg "Caption")

![Video](media/v.webm "Caption of a video")

> Quotation.

> [!WARNING]
> Callout.

<details>
<summary>Label</summary>

Hidden.

</details>

[^n]: Footnote.

## Second {#second}

Text.

## Third {#third}

Text.
"""

QUIZ = """---
title: Quiz
kind: quiz
id: quiz
graded: true
attempts: 3
---

## One {#one}

<!-- question id=q-one -->

Introduction.

Prompt?

*Description.*

- (x) Right
  > Feedback.
- ( ) Wrong
  > Other feedback.

> [!TIP]
> Hint.

> [!NOTE]
> Explanation.

## Many {#many}

<!-- question id=q-many -->

Prompt of many?

- [x] First
  > [x] Feedback when ticked.
  >
  > [ ] Feedback when empty.
- [ ] Second

## Choose {#choose}

<!-- question id=q-choose type=dropdown -->

Prompt of a list?

- (x) Entry
- ( ) Another entry

## Say {#say}

<!-- question id=q-say -->

Prompt of a text?

- = Answer
  > Feedback of an answer.
- != Refused
  > Feedback of a refused answer.

## Count {#count}

<!-- question id=q-count -->

Prompt of a number?

- = 4 +- 1
  > Feedback of a number.
"""

_MEDIA = {"source/01-start/media/a.svg": SVG, "source/01-start/media/v.webm": b"film"}
_WIKIS = (profile("generic", "Course"),)

ENGLISH = course(
    {
        "01-start/index.md": "---\ntitle: Module\nkind: module\nid: start\nsummary: Its summary.\n---\n\nAbout.\n",
        "01-start/01-lesson.md": LESSON,
        "01-start/02-quiz.md": QUIZ,
    }
)
ENGLISH = Course(
    ENGLISH.documents,
    replace(
        ENGLISH.config,
        html=HtmlTarget("https://example.org/course/"),
        wikis=_WIKIS,
        languages=(language(CODE),),
    ),
    _MEDIA,
)
"""Every kind of unit, and every kind of question."""

EXPORTERS: Mapping[str, Exporter] = {each.name: each for each in (HTML, EPUB, OLX, WIKITEXT)}


def served(text: str) -> Translate:
    """What is served of it for each unit.

    Pages leave out what is empty; so a text of which nothing is left gets a word after it. Accepted answers are one a
    line, which is no harm: they are put on one line, and refused ones differ from them.
    """
    marked = text if inline.visible(inline.parse(text)).strip() else f"{text} {PLAIN}"
    line = " ".join(text.split("\n"))

    def translate(unit: Unit) -> str:
        if unit.kind is not Kind.ANSWERS:
            return marked
        is_refused = REFUSED_NOTE in unit.comments
        return f"{line} {PLAIN}" if is_refused else line if inline.as_typed(line) else f"{line} !"

    return translate


@lru_cache(maxsize=2)
def _served(text: str) -> tuple[Edition, tuple[Document, ...]]:
    """The course in a language in which everything is this one text."""
    translate = served(text)
    word = translate(Unit("", Kind.STRING, "", ""))
    edition = ENGLISH.edition(CODE, translate, **dict.fromkeys(WORDS, word))
    string = Prose(Kind.STRING, word, inline.parse(word), "course-title", edition.language.tag, State.CURRENT)
    edition = replace(
        edition,
        strings={name: replace(string, key=f"course-{name}") for name in edition.strings},
        translators={CODE: (word,)},
    )
    return edition, ENGLISH.served(CODE, translate)


def files_of(exporter: Exporter, text: str) -> list[OutputFile]:
    """All that an exporter makes of it: the files, and what is packed of them."""
    edition, documents = _served(text)
    files = [file for document in documents for file in exporter.document(edition, document)]
    files += exporter.course(edition)
    files += [OutputFile(path, ENGLISH.files[source]) for path, source in exporter.assets(edition).items()]
    packed = exporter.package(edition, files) if exporter.package else ()
    return [*files, *packed]


def of_type(files: Iterable[OutputFile], *endings: str) -> Iterator[OutputFile]:
    """The files with one of these endings."""
    return (file for file in files if file.path.endswith(endings))
