"""Exporting for other programs, and importing what comes back."""

import csv
import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn
from wlw_i18n import outputs
from wlw_i18n.catalogs import exchange, po
from wlw_i18n.catalogs.exchange import Format
from wlw_i18n.cli.arrivals import import_from
from wlw_i18n.cli.exchange import export_to
from wlw_i18n.model.catalog import MessageState
from wlw_i18n.pipeline import starter
from wlw_i18n.pipeline.desk.arrivals import Terms
from wlw_i18n.pipeline.run import Options

LESSON = "translations/fr/start/first-lesson.po"
ENGLISH = "A lesson is a Markdown file. Each heading of level two begins a new page."
FRENCH = "Une leçon est un fichier Markdown."


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "course"
    starter.make(root)
    for code in ("fr", "pt-br"):
        assert starter.add_language(root, code)
    assert not CourseIn(root).sync(Options(write=True)).broken
    return root


@pytest.fixture
def course(made: Path, tmp_path: Path) -> CourseIn:
    shutil.copytree(made, tmp_path / "course")
    return CourseIn(tmp_path / "course")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.po"))}


def key_of(course: CourseIn, english: str = ENGLISH) -> str:
    (key,) = [key for key, message in course.messages("fr").items() if message.msgid == english]
    return key


def translate(course: CourseIn, english: str, **fields: object) -> None:
    catalog = course.catalog(LESSON)
    messages = tuple(
        replace(message, **fields) if message.msgid == english else message  # type: ignore[arg-type]
        for message in catalog.messages
    )
    (course.root / LESSON).write_bytes(po.write(replace(catalog, messages=messages)))


def change(sheet: Path, english: str, **cells: str) -> None:
    """What a translator does in a spreadsheet."""
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"), newline="")))
    (row,) = [row for row in rows if row["english"] == english]
    row.update(cells)
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    sheet.write_bytes(stream.getvalue().encode("utf-8"))


def bring_in(course: CourseIn, *paths: Path, lang: str | None = None, force: bool = False, dry: bool = False) -> int:
    return import_from(course.root, paths, lang, Terms(force=force), dry_run=dry)


@pytest.mark.parametrize("form", Format)
def test_out_and_in_changes_nothing(
    course: CourseIn, out: Path, form: Format, capsys: pytest.CaptureFixture[str]
) -> None:
    translate(course, ENGLISH, msgstr=FRENCH, comments=("sure?",))
    translate(course, "Text", msgstr="Texte", fuzzy=True, previous_msgid="Texts")
    before = files(course.root)
    assert export_to(course.root, form.value, [], out) == 0
    names = [f"{code}{exchange.EXTENSIONS[form]}" for code in ("fr", "pt-br")]
    assert sorted(path.name for path in out.iterdir()) == names
    assert bring_in(course, *sorted(out.iterdir())) == 0
    assert files(course.root) == before
    printed = capsys.readouterr().out
    assert printed.count("nothing new") == 2
    assert "Nothing to write." in printed


def test_the_texts_come_in_the_order_of_the_course(course: CourseIn, out: Path) -> None:
    assert export_to(course.root, "csv", ["fr"], out) == 0
    rows = csv.DictReader(io.StringIO((out / "fr.csv").read_text(encoding="utf-8-sig"), newline=""))
    documents = list(dict.fromkeys(row["document"] for row in rows))
    assert documents == ["course", "interface", "start/index", "start/first-lesson", "start/first-quiz"]


def test_a_translated_sheet(course: CourseIn, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export_to(course.root, "csv", ["fr"], out)
    change(out / "fr.csv", ENGLISH, translation=FRENCH, comment="Markdown?")
    before = files(course.root)
    assert bring_in(course, out / "fr.csv", dry=True) == 0
    assert files(course.root) == before
    assert "1 taken" in capsys.readouterr().out
    assert bring_in(course, out / "fr.csv") == 0
    printed = capsys.readouterr().out
    assert printed.index("1 taken") < printed.index(LESSON)
    message = course.messages("fr")[key_of(course)]
    assert (message.msgstr, message.state, message.comments) == (FRENCH, MessageState.TRANSLATED, ("Markdown?",))
    assert [name for name in before if files(course.root)[name] != before[name]] == [LESSON]
    after = files(course.root)
    assert bring_in(course, out / "fr.csv") == 0
    assert not course.sync(Options(write=True)).broken
    assert files(course.root) == after


def test_a_ready_translation_gives_way_to_force_alone(
    course: CourseIn, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    translate(course, ENGLISH, msgstr=FRENCH)
    export_to(course.root, "csv", ["fr"], out)
    change(out / "fr.csv", ENGLISH, translation="Autre chose.")
    before = files(course.root)
    assert bring_in(course, out / "fr.csv") == 1
    assert files(course.root) == before
    printed = capsys.readouterr().out
    assert "1 not taken" in printed
    assert "Autre chose." in printed
    assert bring_in(course, out / "fr.csv", force=True) == 0
    assert course.messages("fr")[key_of(course)].msgstr == "Autre chose."
    assert FRENCH in course.read("translations/fr/memory.po")


def test_what_was_made_for_another_english_is_stale(
    course: CourseIn, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export_to(course.root, "csv", ["fr"], out)
    change(out / "fr.csv", ENGLISH, translation=FRENCH)
    key = key_of(course)
    course.edit("source/01-start/01-first-lesson.md", "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    assert not course.sync(Options(write=True)).broken
    assert bring_in(course, out / "fr.csv") == 0
    assert "1 of them made for another English" in capsys.readouterr().out
    message = course.messages("fr")[key]
    assert (message.msgstr, message.state, message.previous_msgid) == (FRENCH, MessageState.STALE, ENGLISH)
    assert message.msgid.startswith("A lesson is one")


def test_texts_that_the_course_does_not_have(course: CourseIn, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out.mkdir()
    (out / "fr.csv").write_text("key,english,translation\np-none,None,Aucun\n")
    assert bring_in(course, out / "fr.csv") == 1
    assert "1 not in the course" in capsys.readouterr().out
    (out / "fr.csv").write_text(f'english,translation\nNone,Aucun\n"{ENGLISH}",{FRENCH}\n')
    assert bring_in(course, out / "fr.csv") == 0
    assert "1 of them to be confirmed" in capsys.readouterr().out
    assert course.messages("fr")[key_of(course)].state is MessageState.FUZZY


def test_a_file_with_translations_is_not_overwritten(
    course: CourseIn, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export_to(course.root, "csv", ["fr"], out) == 0
    assert export_to(course.root, "csv", ["fr"], out) == 0
    assert "up to date" in capsys.readouterr().out
    change(out / "fr.csv", ENGLISH, translation=FRENCH)
    before = (out / "fr.csv").read_bytes()
    assert export_to(course.root, "csv", ["pt-br", "fr"], out) == 2
    assert (out / "fr.csv").read_bytes() == before
    assert not (out / "pt-br.csv").exists()
    assert "--out" in capsys.readouterr().err


def nothing(_course: CourseIn, _out: Path) -> None:
    pass


def spoil_po(course: CourseIn, _out: Path) -> None:
    course.write(LESSON, course.read(LESSON) + 'msgid "x\n')


def spoil_memory(course: CourseIn, _out: Path) -> None:
    course.write("translations/fr/memory.po", 'msgid "x\n')


def spoil_config(course: CourseIn, _out: Path) -> None:
    course.write("source/course.toml", "x")


def without_po(course: CourseIn, _out: Path) -> None:
    shutil.rmtree(course.root / "translations" / "fr")


def spoil_sheet(_course: CourseIn, out: Path) -> None:
    (out / "fr.csv").write_text("nothing\n")


def without_course(course: CourseIn, _out: Path) -> None:
    shutil.rmtree(course.root / "source")


@pytest.mark.parametrize(
    ("spoil", "name", "lang", "expected"),
    [
        (nothing, "none.csv", "fr", "No such file"),
        (nothing, "fr.csv", "de", 'the course is not translated to "de"'),
        (nothing, "fr.csv", "pt-br", "is not in pt-br"),
        (nothing, "pt-br.xlf", "fr", "is not in fr"),
        (nothing, "texts.csv", None, "does not say its language"),
        (nothing, "de.xlf", None, 'is in "de"'),
        (spoil_po, "fr.csv", None, "[po-syntax]"),
        (spoil_memory, "fr.csv", None, "[po-syntax]"),
        (spoil_config, "fr.csv", None, "[config-invalid]"),
        (without_po, "fr.csv", None, "has no PO files yet"),
        (spoil_sheet, "fr.csv", None, "[exchange-syntax]"),
        (without_course, "fr.csv", None, "no course here"),
    ],
)
def test_what_cannot_be_imported(  # noqa: PLR0917 - fixtures and cases
    course: CourseIn,
    out: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[CourseIn, Path], None],
    name: str,
    lang: str | None,
    expected: str,
) -> None:
    translate(course, ENGLISH, msgstr=FRENCH)
    assert export_to(course.root, "csv", ["fr"], out) == 0
    assert export_to(course.root, "xliff", ["pt-br"], out) == 0
    change(out / "fr.csv", ENGLISH, translation="Autre chose.")
    shutil.copy(out / "fr.csv", out / "texts.csv")
    (out / "de.xlf").write_bytes((out / "pt-br.xlf").read_bytes().replace(b'"pt-BR"', b'"de"'))
    spoil(course, out)
    before = files(course.root)
    capsys.readouterr()
    assert bring_in(course, out / name, lang=lang, force=True) == 2
    assert expected in " ".join(capsys.readouterr().err.split())
    assert files(course.root) == before


def test_another_run_is_waited_for(course: CourseIn, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with outputs.locked(course.root / ".wlw-i18n" / "lock"):
        assert export_to(course.root, "csv", [], out) == 2
        assert bring_in(course, out / "fr.csv") == 2
    assert capsys.readouterr().err.count("another run is working") == 2
    assert not out.exists()


def test_a_character_that_xml_cannot_hold(course: CourseIn, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(course, ENGLISH, msgstr="Une\x08 leçon")
    assert export_to(course.root, "xliff", ["fr"], out) == 2
    printed = capsys.readouterr().err
    assert f"{LESSON}:" in printed
    assert "[exchange-text]" in printed
    assert not out.exists()
    assert export_to(course.root, "csv", ["fr"], out) == 0


def test_a_huge_file_is_not_read_to_its_end(course: CourseIn, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out.mkdir()
    with (out / "fr.csv").open("wb") as stream:
        stream.truncate(4 * exchange.MAX_BYTES)
    assert bring_in(course, out / "fr.csv") == 2
    assert "larger than 64 MB" in capsys.readouterr().err
