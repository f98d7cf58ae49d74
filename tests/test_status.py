"""`status.json` and the counts in it."""

import json
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from wlw_i18n.model.status import (
    Counts,
    CourseStatus,
    Dashboard,
    DocumentStatus,
    LanguageStatus,
    Milestone,
    NextUnit,
    SourceStatus,
    Tally,
    Translator,
)
from wlw_i18n.report.status import to_dict, to_json

COUNTS = Counts(translated=Tally(2, 20), stale=Tally(1, 5), rejected=Tally(1, 3), untranslated=Tally(1, 2))
STATUS = CourseStatus(
    "Écoute",
    (SourceStatus("gap", "gap", "module", "source/01-gap/index.md", 5, 30, "The gap"),),
    (
        LanguageStatus(
            code="pt-br",
            tag="pt-BR",
            autonym="português do Brasil",
            counts=COUNTS,
            strings=Counts(waiting=Tally(1, 4)),
            published=True,
            gate=0.2,
            documents=(
                DocumentStatus(
                    "gap", "gap", "module", COUNTS, True, "translations/pt-br/gap/index.po", {"markup": 1, "numbers": 2}
                ),
            ),
            translators=(Translator("Ama", 1),),
        ),
    ),
)
PO = "translations/pt-br/gap/index.po"
DASHBOARD = Dashboard(
    STATUS,
    {"pt-br": (NextUnit("p-1", "gap", PO, 12, "stale", 2, "Old English"),)},
    (Milestone("v1", "2026-01-31", {"pt-br": 0.33333}),),
    "https://example.org/{path}",
)


def test_json() -> None:
    state = counts(translated=(2, 20), stale=(1, 5), rejected=(1, 3), untranslated=(1, 2))
    assert json.loads(to_json(DASHBOARD)) == {
        "version": 2,
        "title": "Écoute",
        "units": 5,
        "words": 30,
        "modules": [{"id": "gap", "title": "The gap", "units": 5, "words": 30}],
        "documents": [
            {
                "id": "gap",
                "module": "gap",
                "kind": "module",
                "title": "The gap",
                "path": "source/01-gap/index.md",
                "units": 5,
                "words": 30,
            }
        ],
        "languages": [
            {
                "code": "pt-br",
                "tag": "pt-BR",
                "autonym": "português do Brasil",
                "direction": "ltr",
                "published": True,
                "gate": 0.2,
                "share": 0.8333,
                "counts": state,
                "strings": counts(waiting=(1, 4)),
                "failing": {"numbers": 2, "markup": 1},
                "translators": [{"name": "Ama", "files": 1}],
                "modules": [{"id": "gap", "share": 0.8333, "counts": state}],
                "documents": [
                    {
                        "id": "gap",
                        "module": "gap",
                        "kind": "module",
                        "share": 0.8333,
                        "served": True,
                        "catalog": PO,
                        "counts": state,
                        "failing": {"markup": 1, "numbers": 2},
                    }
                ],
                "next": [
                    {
                        "key": "p-1",
                        "document": "gap",
                        "path": PO,
                        "line": 12,
                        "state": "stale",
                        "words": 2,
                        "text": "Old English",
                    }
                ],
            }
        ],
        "history": [{"tag": "v1", "date": "2026-01-31", "shares": {"pt-br": 0.3333}}],
        "repository": "https://example.org/{path}",
    }


def test_every_field_is_explained() -> None:
    page = Path(__file__).parents[1].joinpath("docs/maintainers/status.md").read_text(encoding="utf-8")
    unknown = {name for name in fields(json.loads(to_json(DASHBOARD))) if f"`{name}`" not in page}
    assert unknown - {"pt-br", "markup", "numbers"} == set()


def fields(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
    if isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from fields(each)


def counts(**given: tuple[int, int]) -> dict[str, dict[str, int]]:
    names = ("translated", "stale", "outdated", "waiting", "rejected", "untranslated")
    return {name: {"units": given.get(name, (0, 0))[0], "words": given.get(name, (0, 0))[1]} for name in names}


def test_bytes_are_for_people_too() -> None:
    written = to_json(DASHBOARD)
    assert "Écoute".encode() in written
    assert written.endswith(b"\n}\n")
    assert written == to_json(DASHBOARD)


def test_nothing() -> None:
    assert to_dict(CourseStatus("", (), ()))["languages"] == []


tallies = st.builds(Tally, st.integers(0, 9), st.integers(0, 99))
many_counts = st.builds(Counts, tallies, tallies, tallies, tallies, tallies, tallies)


@given(st.lists(many_counts, max_size=4))
def test_counts_add_up(parts: list[Counts]) -> None:
    total = Counts.of(parts)
    assert total.total.units == sum(part.total.units for part in parts)
    assert total.total.words == sum(part.total.words for part in parts)
    assert 0 <= total.share <= 1


def test_a_share_is_of_words_that_can_be_served() -> None:
    assert COUNTS.share == 25 / 30
    assert Counts(outdated=Tally(1, 1), waiting=Tally(1, 1)).share == 0
    assert Counts(untranslated=Tally(1, 0)).share == 1
