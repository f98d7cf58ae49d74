"""What a language may serve waits for the export in little room, and comes out as it went in."""

from hypothesis import given, settings
from hypothesis import strategies as st

from wlw_i18n.assemble import Served
from wlw_i18n.pipeline.translations import packed, unpacked

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@settings(deadline=None)
@given(st.dictionaries(TEXT, st.builds(Served, TEXT, st.booleans())))
def test_texts_come_out_as_they_went_in(texts: dict[str, Served]) -> None:
    assert unpacked(packed(texts)) == texts


def test_texts_of_a_lesson_take_little_room() -> None:
    texts = {f"p-{number:08}": Served(f"Une phrase, la {number}e de la leçon.") for number in range(100)}
    assert len(packed(texts)) < 1500
