"""The course's drawings in a browser, in every language: no word leaves its box, as the browser measures it.

Besides the languages of the course there are two that do not exist: English that is longer, and English in the letters
of Arabic. They show what the words of translators may do. A text that the checks report as too long is left out: its
translator knows of it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from string import ascii_letters
from typing import Any

import pytest

from tests.svg.drawn import language
from wlw_i18n import inline
from wlw_i18n.model.course import Language
from wlw_i18n.model.document import Document, Figure
from wlw_i18n.model.media_words import Drawing
from wlw_i18n.model.text import Inline, Prose, State, Strong, Text
from wlw_i18n.pipeline.workspace import survey
from wlw_i18n.readers import read_document
from wlw_i18n.render.drawing import draw
from wlw_i18n.segment import replace_prose
from wlw_i18n.svg import fitting, pieces

from .browser import OpenPage
from .real_course import ROOT, RealCourse, media_of

ENGLISH = language("en")
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنه"
_TOLERANCE = 0.5
"""Of a pixel: browsers round."""

# Each line of each text: its words, where it begins and ends, and where its box begins and ends. The box is the
# smallest shape around the point where the line begins, as authors are told.
MEASURE = """() => [...document.querySelectorAll('text')].flatMap(text => {
  const parts = [...text.querySelectorAll('tspan[x], tspan[y], tspan[dy]')];
  const shapes = [...document.querySelectorAll('rect, circle, ellipse, polygon')].map(s => s.getBoundingClientRect());
  const root = document.querySelector('svg').getBoundingClientRect();
  return (parts.length ? parts : [text]).filter(line => line.textContent.trim()).map(line => {
    const way = text.getScreenCTM();
    let low = Infinity, high = -Infinity;
    for (let place = 0; place < line.getNumberOfChars(); place++) {
      const extent = line.getExtentOfChar(place);
      low = Math.min(low, extent.x); high = Math.max(high, extent.x + extent.width);
    }
    const size = parseFloat(getComputedStyle(line).fontSize) * Math.abs(way.d);
    const x = way.a * parseFloat(line.getAttribute('x') ?? text.getAttribute('x')) + way.e;
    const y = way.d * line.getStartPositionOfChar(0).y + way.f - 0.3 * size;
    const box = shapes.filter(s => s.left <= x && x <= s.right && s.top <= y && y <= s.bottom)
      .reduce((a, b) => b.width * b.height < a.width * a.height ? b : a, root);
    const ends = [way.a * low + way.e, way.a * high + way.e].sort((a, b) => a - b);
    return {text: line.textContent, left: ends[0], right: ends[1], from: box.left, to: box.right};
  });
})"""


@dataclass(frozen=True)
class Shown:
    """A drawing in a language."""

    name: str
    svg: bytes
    reported: frozenset[str]
    """Lines that the checks say are too long."""


def figures(document: Document) -> list[Figure]:
    """Every picture with a drawing."""
    found: list[Figure] = []

    def walk(value: Any) -> None:
        if isinstance(value, Figure):
            found.append(value)
        elif isinstance(value, tuple):
            for each in value:
                walk(each)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                walk(getattr(value, name))

    walk((document.blocks, document.footnotes))
    return [figure for figure in found if figure.drawing is not None]


def shown(document: Document, wanted: Language) -> Iterator[Shown]:
    for figure in figures(document):
        assert figure.drawing is not None
        svg = draw(figure.drawing, wanted, ENGLISH, figure.alt)
        yield Shown(f"{document.path}: {figure.src}", svg, frozenset(too_long(figure.drawing)))


def too_long(drawing: Drawing) -> Iterator[str]:
    for prose in drawing.texts:
        if prose.state not in (State.CURRENT, State.STALE):
            continue
        fitted = fitting.fit(pieces.lines(prose.inlines), prose.room)
        if fitted.excess > 0:
            yield from ("".join(piece.text for piece in line).strip() for line in fitted.lines)


def longer(text: str) -> str:
    """About a quarter longer."""
    return re.sub(r"([^\W\d_]{3,})", lambda word: word[1] + "tion"[: max(1, len(word[1]) // 4)], text)


def in_arabic_letters(text: str) -> str:
    return text.translate(str.maketrans(ascii_letters, _ARABIC * 2))


def translated(document: Document, wanted: Language, rule: Callable[[str], str]) -> Document:
    def changed(node: Inline) -> Inline:
        match node:
            case Text(text):
                return Text(rule(text))
            case Strong(children):
                return Strong(tuple(map(changed, children)))
            case _:
                return node

    def serve(prose: Prose) -> Prose:
        inlines = tuple(map(changed, prose.inlines))
        text = inline.write(inlines)
        return replace(prose, text=text, inlines=inlines, lang=wanted.tag, state=State.CURRENT)

    return replace_prose(document, lambda prose: serve(prose) if prose.translatable and prose.room.widths else prose)


def outside(open_page: OpenPage, drawings: Iterator[Shown]) -> tuple[list[str], int]:
    """Lines that leave their boxes, and how many lines there are."""
    page = open_page("about:blank").page
    found, count = [], 0
    for drawing in drawings:
        page.set_content(f'<body style="margin: 0">{drawing.svg.decode()}')
        for line in page.evaluate(MEASURE):
            count += 1
            over = max(line["from"] - line["left"], line["right"] - line["to"])
            if over > _TOLERANCE and line["text"].strip() not in drawing.reported:
                found.append(f"{drawing.name}: {line['text']} ({over:.1f} px)")
    return found, count


@pytest.fixture(scope="module", name="documents")
def documents_fixture() -> list[Document]:
    """All documents of the course, as their authors wrote them."""
    found = []
    for file in survey(ROOT).sources:
        content, media = (ROOT / file.path).read_bytes(), media_of(ROOT, file.path)
        document, problems = read_document(file.path, content, default_id=file.default_id, media=media)
        assert document is not None, problems
        found.append(document)
    return found


@pytest.mark.parametrize(
    ("code", "rule"),
    [("en", str), ("fr", longer), ("ar", in_arabic_letters), ("ar", str)],
    ids=["English", "longer words", "Arabic letters", "English words from right to left"],
)
def test_no_word_leaves_its_box(
    code: str, rule: Callable[[str], str], documents: list[Document], open_page: OpenPage
) -> None:
    wanted = language(code)
    changed = documents if code == "en" else [translated(document, wanted, rule) for document in documents]
    found, count = outside(open_page, (each for document in changed for each in shown(document, wanted)))
    assert found == []
    assert count > 500


def test_no_translated_word_leaves_its_box(real_course: RealCourse, open_page: OpenPage) -> None:
    for wanted in real_course.config.languages:
        served = (real_course.document(wanted, source) for source in real_course.sources)
        found, _ = outside(open_page, (each for document in served for each in shown(document, wanted)))
        assert found == []


def test_what_is_too_long_is_found(open_page: OpenPage) -> None:
    """The test can fail: a text beyond its box is seen."""
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200">'
        b'<rect x="10" y="10" width="60" height="40"/><text x="20" y="30">Much too long</text></svg>'
    )
    found, count = outside(open_page, iter([Shown("a", svg, frozenset())]))
    assert (len(found), count) == (1, 1)
