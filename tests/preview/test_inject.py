"""What is put into a page can do no harm to it."""

import json
import re

import pytest

from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.preview import inject
from wlw_i18n.preview.units import changes

HTML = inject.bare("Title", "Text")
PROBLEM = Diagnostic(
    Code.FILE_NAME, Severity.BROKEN, 'a <b>"bad"</b> name', Location("source/<i>.md", 3), hint="Rename & go."
)


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!-- <script>", "\u2028", '"', "é ⟦"])
def test_data_cannot_leave_its_element(text: str) -> None:
    page, _ = inject.page(HTML, {"units": {"p-1": {"english": text}}}, ())
    found = re.search(r'<script type="application/json" id=":preview-data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    assert json.loads(found[1]) == {"units": {"p-1": {"english": text}}}
    assert page.count("<script") == HTML.count("<script") + 2


def test_problems_are_text() -> None:
    page, _ = inject.page(HTML, {}, (PROBLEM,))
    assert "source/&lt;i&gt;.md:3" in page
    assert "a &lt;b&gt;" in page
    assert "Rename &amp; go." in page
    assert "<b>" not in page


def test_the_digest_follows_all_that_is_shown() -> None:
    pages = [
        inject.page(HTML, {}, ()),
        inject.page(HTML, {"units": {}}, ()),
        inject.page(HTML, {}, (PROBLEM,)),
        inject.page(inject.bare("Title", "Texts"), {}, ()),
    ]
    assert len({digest for _, digest in pages}) == len(pages)
    assert inject.page(HTML, {}, ()) == pages[0]
    assert all(f'data-digest="{digest}"' in page for page, digest in pages)


def test_a_title_of_a_bare_page_is_text() -> None:
    assert "<script>" not in inject.bare("<script>", "<script>")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("one two three", "one two three", "one two three"),
        ("one two three", "one three", "one [-two -]three"),
        ("In 2020, few", "In 2024, few", "In [-2020-]{+2024+}, few"),
        ("", "all new", "{+all new+}"),
    ],
)
def test_changes_are_told_word_by_word(before: str, after: str, expected: str) -> None:
    signs = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    assert "".join(signs[what].format(text) for what, text in changes(before, after)) == expected
