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
from tests.exporters.olx_builders import Course, Translate, course, language
from wlw_i18n import inline
from wlw_i18n.exporters.base import Exporter
from wlw_i18n.exporters.epub import EPUB
from wlw_i18n.exporters.html import HTML
from wlw_i18n.exporters.media import MEDIA
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

![Video of YouTube](https://youtu.be/AOUEsgFrYeg)

![Video of Commons](https://commons.wikimedia.org/wiki/File:The_gap.webm)

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

DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="400" height="300">
<title>Name of the drawing</title>
<desc>What is in the drawing.</desc>
<style>.big { font-size: 20px }</style>
<defs><path id="way" d="M10 150 H390"/></defs>
<g data-mirror="position"><rect x="5" y="5" width="120" height="24" fill="#fff"/><text x="10" y="20">Box</text></g>
<text x="10" y="40"><tspan x="10" dy="0">First line</tspan><tspan x="10" dy="16" dx="2">second</tspan></text>
<text x="10" y="90" style="font-size: 12px; fill: #000">A <tspan font-weight="bold" fill="#900">marked</tspan> part and
<tspan translate="no" class="big">code</tspan></text>
<text><textPath href="#way">Along a way</textPath></text>
<text x="390 380 370" y="200" textLength="80" text-anchor="end">Letters</text>
<text transform="rotate(90)" x="50" y="-50" class="big">Turned</text>
<text x="200" y="250" text-anchor="middle">42</text>
</svg>
"""
"""Words in every place that a drawing has for some."""

CAPTIONS = b"""WEBVTT
Duration: 0:12

00:01.000 --> 00:03.000 align:start
<v May>A sentence with <i>two</i>
parts

00:03.000 --> 00:05.000
<v May>that are shown one after the other.

00:06.000 --> 00:08.000
<v Ada>Another sentence.

00:09.000 --> 00:11.000
Nobody says it.
"""
"""A sentence of two cues, and speakers; between sentences is a pause."""

_FOLDER = "source/01-start/media"
_MEDIA = {
    f"{_FOLDER}/a.svg": DRAWING,
    f"{_FOLDER}/v.webm": b"film",
    f"{_FOLDER}/v.en.vtt": CAPTIONS,
    f"{_FOLDER}/AOUEsgFrYeg.en.vtt": CAPTIONS,
    f"{_FOLDER}/The_gap.en.vtt": CAPTIONS,
}
_WIKIS = (profile("generic", "Course"),)

ENGLISH = course(
    {
        "01-start/index.md": "---\ntitle: Module\nkind: module\nid: start\nsummary: Its summary.\n---\n\nAbout.\n",
        "01-start/01-lesson.md": LESSON,
        "01-start/02-quiz.md": QUIZ,
    },
    **_MEDIA,
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

EXPORTERS: Mapping[str, Exporter] = {each.name: each for each in (HTML, EPUB, OLX, WIKITEXT, MEDIA)}


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


@dataclass(frozen=True)
class _Served:
    """The course in a language in which everything is one text."""

    edition: Edition
    documents: tuple[Document, ...]
    files: Mapping[str, bytes]
    """Media, by path relative to the course root: those of the course, and those made of them for the language."""


@lru_cache(maxsize=2)
def _served(text: str, code: str = CODE) -> _Served:
    translate = served(text)
    word = translate(Unit("", Kind.STRING, "", ""))
    documents = ENGLISH.served(code, translate)
    edition = ENGLISH.edition(code, translate, documents, **dict.fromkeys(WORDS, word))
    string = Prose(Kind.STRING, word, inline.parse(word), "course-title", edition.language.tag, State.CURRENT)
    made = {file.path: file.content for document in documents for file in MEDIA.document(edition, document)}
    own = {path: f"{code}/{path}" for path in edition.media if f"{code}/{path}" in made}
    edition = replace(
        edition,
        strings={name: replace(string, key=f"course-{name}") for name in edition.strings},
        translators={code: (word,)},
        media={**edition.media, **{path: f"exports/media/{path_made}" for path, path_made in own.items()}},
    )
    files = {**ENGLISH.files, **{f"exports/media/{path}": content for path, content in made.items()}}
    return _Served(edition, documents, files)


def files_of(exporter: Exporter, text: str, code: str = CODE) -> list[OutputFile]:
    """All that an exporter makes of it: the files, and what is packed of them."""
    course = _served(text, code)
    files = [file for document in course.documents for file in exporter.document(course.edition, document)]
    files += exporter.course(course.edition)
    files += [OutputFile(path, course.files[source]) for path, source in exporter.assets(course.edition).items()]
    packed = exporter.package(course.edition, files) if exporter.package else ()
    return [*files, *packed]


def of_type(files: Iterable[OutputFile], *endings: str) -> Iterator[OutputFile]:
    """The files with one of these endings."""
    return (file for file in files if file.path.endswith(endings))
