"""Words that stand in a file beside the lesson: what the lesson's labels mean takes no part in them."""

import pytest

from tests.speech import tracks
from tests.svg import drawn
from wlw_i18n import inline, segment
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Kind
from wlw_i18n.readers import read_document

_LABELS = "Text[^a] and [music].\n\n[^a]: Note\n\n[music]: https://example.org\n"
_VTT = tracks.cue(1, 4, "Hello [music] and [^a] and [^none].").join(["WEBVTT\n\n", ""])
_SVG = f'{drawn.HEAD}<text x="1" y="9">[music] [^a] [^none]</text></svg>'


def _read(shown: str) -> tuple[Document, list[str]]:
    document, found = read_document(
        "source/m/d.md",
        f"---\ntitle: T\n---\n\n{shown}\n\n{_LABELS}".encode(),
        default_id="d",
        media=lambda src: {"svg": _SVG, "vtt": _VTT}.get(src.rpartition(".")[2], "").encode() or None,
    )
    assert document is not None
    return document, [problem.message for problem in found]


def _unit(document: Document, kind: Kind) -> Unit:
    (unit,) = [unit for unit in segment.units(document) if unit.kind is kind]
    return unit


@pytest.mark.parametrize(
    ("shown", "kind", "said"),
    [
        ("![Alt](media/x.svg)", Kind.LABEL, "[music] [^a] [^none]"),
        ("![Alt](media/x.webm)", Kind.SPEECH, "Hello [music] and [^a] and [^none]."),
    ],
    ids=["drawing", "captions"],
)
def test_brackets_in_media_are_brackets(shown: str, kind: Kind, said: str) -> None:
    document, found = _read(shown)
    assert found == []
    unit = _unit(document, kind)
    labels = frozenset(note.label for note in document.footnotes)
    assert inline.visible(inline.parse(unit.text, document.references, labels)) == said
    assert document.footnotes[0].label == "a"


def test_a_lesson_without_these_labels_keeps_its_message() -> None:
    document, _ = drawn.read(_SVG.encode())
    assert _unit(document, Kind.LABEL).text == "[music] [^a] [^none]"
