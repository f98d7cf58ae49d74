"""`source/credits.toml`: what it says, and what is reported of it.

The input is the files of a course, one a line, an empty line, and the list of credits. The output has a line for each
credit, and one for each finding.
"""

import pytest

from tests.casefiles import cases
from wlw_i18n.config import media_credits


@pytest.mark.parametrize(("given", "expected"), cases("media-credits"))
def test_credits(given: str, expected: str) -> None:
    assert "\n".join(read(given)) == expected


def read(given: str) -> list[str]:
    files, _, text = given.partition("\n\n")
    found = media_credits.read(text.encode(), files.split("\n"))
    said = [
        " | ".join((each.path, each.author, each.licence, each.title, each.licence_url, each.source_url, str(each.own)))
        for each in found.credits
    ]
    for each in found.diagnostics:
        assert each.location is not None
        said.append(f"{each.severity.name.lower()} {each.location}: {each.message}. {each.hint}")
    return said


@pytest.mark.parametrize(
    ("licence", "is_free"),
    [
        ("CC0", True),
        ("CC0 1.0", True),
        ("CC BY 4.0", True),
        ("CC BY 2.5", True),
        ("CC BY-SA 1.0", True),
        ("Public domain", True),
        ("CC BY-SA", False),
        ("CC BY-SA 5.0", False),
        ("CC BY-NC 4.0", False),
        ("CC BY-ND 4.0", False),
        ("GPL", False),
        ("", False),
    ],
)
def test_licences_under_which_commons_takes_files(licence: str, is_free: bool) -> None:
    assert media_credits.is_free(licence) is is_free
