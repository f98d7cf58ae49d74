"""A translatable page that is exported again after the author's edits: translators on the wiki lose nothing."""

import re
from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make

LESSON = """---
title: A lesson
summary: What it is about
---

The first paragraph says where the women are.

The second paragraph has a [link](https://a.example/one) and `code`.

## A heading

- apples grow on trees
- pears are eaten in autumn
- cherries are red

| Fruit | Colour |
| ----- | ------ |
| Plum  | purple |

![A tree](media/tree.svg "The tree in the garden")

## A question

<!-- question id=q -->

What grows on trees?

- (x) Fruit
  > That is right.
- ( ) Fish

> [!NOTE]
> Fish live in water.
"""
PAGE = "exports/wikitext/betawikiversity/translatable/orchard/lesson.wiki"
SOURCE = "source/05-orchard/01-lesson.md"
TARGET = '\n[targets.wikitext.betawikiversity]\nbase_page = "Orchard"\n'


@pytest.fixture
def course(tmp_path: Path) -> CourseIn:
    course = make(tmp_path / "course")
    config = course.read("source/course.toml")
    course.write(
        "source/course.toml", re.sub(r"\n\[targets\.wikitext\..*?(?=\n\[|\Z)", "", config, flags=re.DOTALL) + TARGET
    )
    course.write("source/05-orchard/index.md", "---\ntitle: The orchard\nkind: module\n---\n")
    course.write("source/05-orchard/media/tree.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    course.write(SOURCE, LESSON)
    outcome = course.sync()
    assert not outcome.broken, outcome.diagnostics
    return course


def definitions(page: str) -> dict[str, str]:
    """What translators see of each unit, by the unit's name."""
    found = {}
    for section in re.findall(r"<translate(?: nowrap)?>(.*?)</translate>", page, re.DOTALL):
        for unit in filter(str.strip, section.split("\n\n")):
            (name,) = re.findall(r"<!--T:(.*?)-->", unit)
            text = re.sub(r"<!--T:.*?-->", "", unit).strip()
            assert name not in found, name
            found[name] = re.sub(r'<tvar name="(\d+)">.*?</tvar>', r"$\1", text)
    return found


def test_an_export_without_a_change_is_the_same_page(course: CourseIn) -> None:
    before = course.read(PAGE)
    course.write(SOURCE, LESSON.replace("where the women", "where\nthe women"))
    course.sync()
    assert course.read(PAGE) == before


def test_edits_keep_the_name_of_every_unit(course: CourseIn) -> None:
    before = definitions(course.read(PAGE))
    assert len(before) > 15
    edited = (
        LESSON.replace("The first", "Something new that nobody wrote before.\n\nThe first")
        .replace("https://a.example/one", "https://a.example/two")
        .replace(
            "- apples grow on trees\n- pears are eaten in autumn", "- pears are eaten in autumn\n- apples grow on trees"
        )
        .replace("- cherries are red\n", "")
        .replace("says where the women are", "says where all the women are")
    )
    assert edited.count("\n") == LESSON.count("\n") + 1
    course.write(SOURCE, edited)
    course.rename("source/05-orchard", "source/07-orchard")
    assert not course.sync().broken
    after = definitions(course.read(PAGE))
    changed = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    assert [after[name] for name in changed] == ["The first paragraph says where all the women are."]
    assert [before[name] for name in before.keys() - after.keys()] == ["cherries are red"]
    assert [after[name] for name in after.keys() - before.keys()] == ["Something new that nobody wrote before."]


def test_a_name_that_went_is_not_used_for_something_else(course: CourseIn) -> None:
    before = definitions(course.read(PAGE))
    course.write(SOURCE, LESSON.replace("- cherries are red\n", ""))
    course.sync()
    course.write(SOURCE, LESSON.replace("- cherries are red\n", "- quinces taste of nothing else\n"))
    course.sync()
    after = definitions(course.read(PAGE))
    (gone,) = (name for name, text in before.items() if text == "cherries are red")
    assert after.get(gone) in {None, "cherries are red"}
