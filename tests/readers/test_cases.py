"""Documents and their faults, as cases: `tests/cases/readers`, `questions`, `front-matter`.

The input is a source file. Except in `front-matter`, a short front matter is put before an input that has none; lines
are counted from the first line of the input all the same. The output is what `dump` writes, diagnostics last.
"""

import pytest

from tests.casefiles import cases
from tests.readers import dump
from wlw_i18n.readers import read_document

FRONT_MATTER = "---\ntitle: T\n---\n"


@pytest.mark.parametrize(("given", "expected"), [*cases("readers"), *cases("questions")])
def test_a_source_file_is_read_as_its_author_meant_it(given: str, expected: str) -> None:
    assert "\n".join(read(given, "" if given.startswith("---") else FRONT_MATTER)) == expected


@pytest.mark.parametrize(("given", "expected"), cases("front-matter"))
def test_front_matter(given: str, expected: str) -> None:
    assert "\n".join(read(given)) == expected


def read(given: str, before: str = "") -> list[str]:
    document, diagnostics = read_document("source/m/d.md", (before + given).encode(), default_id="d")
    lines = [] if document is None else list(dump.document(document))
    if document is None:
        lines.append("no document")
    elif not before:
        head = [f"{document.id} {document.kind} {document.settings}", dump.prose(document.title)]
        lines = [*head, *([dump.prose(document.summary)] if document.summary else []), *lines]
    return [*lines, *dump.diagnostics(diagnostics, before.count("\n"))]
