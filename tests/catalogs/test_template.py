"""Templates through the reader and back, and when a merge or an accident broke them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wlw_i18n import segment
from wlw_i18n.catalogs import entries, template
from wlw_i18n.model.catalog import Template, Unit
from wlw_i18n.model.document import Document, DocumentKind
from wlw_i18n.model.text import Kind, Prose

from .test_po import config

PATH = "translations/templates/gap/measured.pot"
UNITS = (
    Unit("t-1", Kind.TITLE, "How it was measured", "measured", "", ("type: title",)),
    Unit("p-2", Kind.PARAGRAPH, "Count.\nThen count again.", "measured", "", ("type: paragraph", "Be kind.")),
    Unit("a-3", Kind.CHOICE, 'Say "yes"', "measured", "q-yes", ("type: answer",)),
)


def test_a_template_is_what_translate_reads() -> None:
    assert template.write(Template(PATH, "measured", UNITS, 1), config()).decode() == (
        "#, fuzzy\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: Wiki Loves Women\\n"\n'
        '"Report-Msgid-Bugs-To: https://example.org/issues\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"X-Generator: wlw-i18n\\n"\n'
        '"X-Document: measured\\n"\n'
        '"X-Segmenter: 1\\n"\n'
        "\n#. type: title\n#: gap/measured\n"
        'msgctxt "t-1"\nmsgid "How it was measured"\nmsgstr ""\n'
        "\n#. type: paragraph\n#. Be kind.\n#: gap/measured\n"
        'msgctxt "p-2"\nmsgid ""\n"Count.\\n"\n"Then count again."\nmsgstr ""\n'
        "\n#. type: answer\n#: gap/measured#q-yes\n"
        'msgctxt "a-3"\nmsgid "Say \\"yes\\""\nmsgstr ""\n'
    )


units = st.builds(
    Unit,
    key=st.text("abc-1", min_size=1, max_size=6),
    kind=st.sampled_from(Kind),
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30),
    document=st.just("measured"),
    question=st.sampled_from(["", "q-1"]),
)


@settings(deadline=None)
@given(st.lists(units, max_size=5), st.integers(0, 3))
def test_a_template_is_read_as_it_was_written(items: list[Unit], version: int) -> None:
    written = template.write(Template(PATH, "measured", tuple(items), version), config())
    read, problems = template.read(PATH, written)
    assert problems == ()
    assert [(u.key, u.kind, u.text, u.document, u.question) for u in read.units] == [
        (u.key, u.kind, u.text, u.document, u.question) for u in items
    ]
    assert read.segmenter == version
    assert template.write(read, config()) == written


def test_a_version_that_is_no_number_we_wrote() -> None:
    for version in ("9" * 5000, "٣", "1x"):
        text = template.write(Template(PATH, "measured", UNITS, 3), config()).decode()
        read, problems = template.read(PATH, text.replace("X-Segmenter: 3", f"X-Segmenter: {version}").encode())
        assert problems == ()
        assert (read.units, read.segmenter) == (UNITS, 0), version


def test_both_sides_of_a_conflict_count() -> None:
    ours = template.write(Template(PATH, "measured", UNITS, 1), config()).decode()
    text = ours.replace(
        'msgctxt "a-3"\nmsgid "Say \\"yes\\""\n',
        '<<<<<<< HEAD\nmsgctxt "a-3"\nmsgid "Say \\"yes\\""\n=======\nmsgctxt "a-4"\nmsgid "Say no"\n>>>>>>> b\n',
    )
    read, (problem,) = template.read(PATH, text.encode())
    assert read.units == UNITS
    assert [(u.key, u.text) for u in read.conflicted] == [("a-4", "Say no")]
    assert read.segmenter == 0
    assert problem.severity.name == "WARNING"


def test_one_side_is_broken() -> None:
    text = '<<<<<<< a\nmsgctxt "p-1"\n=======\nmsgctxt "p-2"\nmsgid "Two"\n>>>>>>> b\nmsgstr ""\n'
    read, _ = template.read(PATH, text.encode())
    assert read.units == ()
    assert [unit.key for unit in read.conflicted] == ["p-2"]


@pytest.mark.parametrize("content", [b'msgctxt "p', b"\xff", b"?"])
def test_a_template_that_cannot_be_read_is_lost_not_fatal(content: bytes) -> None:
    read, (problem,) = template.read(PATH, content)
    assert read == Template(PATH, "measured")
    assert problem.severity.name == "WARNING"


@pytest.mark.parametrize("kind", Kind)
def test_the_segmenter_and_the_templates_call_a_kind_by_the_same_name(kind: Kind) -> None:
    title = Prose(kind, "Text", ())
    (unit,) = segment.units(Document("d", DocumentKind.LESSON, "source/d.md", title, None, ()))
    assert entries.extracted(unit) == unit.comments
