"""`translatewiki`: groups that find our files, documentation that Translate reads, and what people wrote is kept."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from tests import mediawiki_po
from tests.cli.command import run
from tests.pipeline import course_in
from tests.pipeline.course_in import CourseIn
from wlw_i18n.catalogs import po
from wlw_i18n.wiki.translatewiki import GROUPS

LESSON = "start/first-lesson"
QQQ = f"translations/qqq/{LESSON}.po"


def made(folder: Path, *codes: str) -> CourseIn:
    course = course_in.make(folder)
    for code in codes:
        assert run("language", "add", code, course=course.root).code == 0
    course.sync()
    assert run("translatewiki", course=course.root).code == 0
    return course


def documents(course: CourseIn) -> list[dict[str, dict[str, object]]]:
    return list(yaml.safe_load_all(course.read(GROUPS)))


def test_every_group_finds_its_files(tmp_path: Path) -> None:
    course = made(tmp_path, "fr", "pt-br", "zh")
    whole, *groups = documents(course)
    assert whole["BASIC"]["class"] == "AggregateMessageGroup"
    assert whole["GROUPS"] == [group["BASIC"]["id"] for group in groups]
    assert len(set(whole["GROUPS"])) == len(groups) == 5
    root = "%GROUPROOT%/course1/"
    for group in groups:
        files = group["FILES"]
        template = str(files["definitionFile"])
        assert template.startswith(root)
        assert mediawiki_po.read((course.root / template.removeprefix(root)).read_bytes()).template
        names = {str(wiki): str(ours) for wiki, ours in dict(files["codeMap"]).items()}  # type: ignore[call-overload]
        assert names == {"zh-hans": "zh"}
        for code in ("fr", "pt-br", "zh-hans", "qqq"):
            path = str(files["sourcePattern"]).replace("%CODE%", names.get(code, code))
            assert (course.root / path.removeprefix(root)).is_file(), path
        assert group["MANGLER"]["prefix"] == f"{group['BASIC']['id']}-"
        assert group["BASIC"]["sourcelanguage"] == "en"


def test_the_documentation_is_read_as_a_translation_of_every_text(tmp_path: Path) -> None:
    course = made(tmp_path)
    for path in sorted((course.root / "translations/qqq").rglob("*.po")):
        name = path.relative_to(course.root / "translations/qqq").with_suffix(".pot")
        template = mediawiki_po.read((course.root / "translations/templates" / name).read_bytes())
        read = mediawiki_po.read(path.read_bytes())
        assert (read.template, read.lost) == (False, ())
        assert [entry.context for entry in read.entries] == [entry.context for entry in template.entries]
        assert all(entry.stored and "[[" not in entry.stored and "{{" not in entry.stored for entry in read.entries)
    by_english = {message.msgid: message.msgstr for message in course.catalog(QQQ).messages}
    thanks = "Thank you for writing for readers of many languages of Wikipedia."
    assert by_english[thanks] == (
        'Type: paragraph\n"Wikipedia" keeps its usual form in your language.\nStands in: start/first-lesson'
    )


def test_sync_takes_it_for_no_language(tmp_path: Path) -> None:
    course = made(tmp_path, "fr")
    before = course.files("translations")
    outcome = course.sync()
    assert not outcome.broken
    assert course.files("translations") == before
    assert [language.code for language in outcome.status.languages] == ["fr"]
    assert "Everything is up to date." in run("translatewiki", course=course.root).out


def test_what_people_wrote_stays_and_what_we_wrote_follows_the_author(tmp_path: Path) -> None:
    course = made(tmp_path)
    catalog = course.catalog(QQQ)
    english = {message.key: message.msgid for message in catalog.messages}
    people = next(key for key, text in english.items() if text.startswith("Write short"))
    ours = next(key for key, text in english.items() if text.startswith("Thank you"))
    messages = tuple(
        replace(each, msgstr="Written by a person.") if each.key == people else each for each in catalog.messages
    )
    (course.root / QQQ).write_bytes(po.write(replace(catalog, messages=messages)))
    course.edit("source/01-start/01-first-lesson.md", "keeps its usual form", "is written as in your Wikipedia")
    course.sync()
    done = run("translatewiki", course=course.root)
    assert "1 text documented by people" in done.out
    now = course.catalog(QQQ).by_key
    assert now[people].msgstr == "Written by a person."
    assert "is written as in your Wikipedia" in now[ours].msgstr


@pytest.mark.parametrize(("code", "said"), [("zh", "zh is zh-hans there"), ("es-419", "cannot be translated")])
def test_codes_that_differ_are_said(tmp_path: Path, code: str, said: str) -> None:
    course = course_in.make(tmp_path)
    assert run("language", "add", code, course=course.root).code == 0
    assert said in run("translatewiki", "--dry-run", course=course.root).out
    assert not (course.root / GROUPS).exists()


def test_without_templates_there_is_nothing_to_tell(tmp_path: Path) -> None:
    course = course_in.make(tmp_path)
    done = run("translatewiki", course=course.root)
    assert (done.code, "Run `wlw-i18n sync` first." in done.err) == (2, True)
