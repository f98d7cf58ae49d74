"""Taking over lessons that are translated already, as Markdown files."""

import shutil
from pathlib import Path

import pytest
from lxml import html

from tests.cli.command import run, snapshot
from tests.pipeline.course_in import SYNC, CourseIn
from wlw_i18n.identity.seen import visible
from wlw_i18n.model.catalog import MessageState
from wlw_i18n.pipeline import starter

FRENCH = Path(__file__).parents[1] / "data/translated-starter"
LESSON = "01-start/01-first-lesson.md"
MORE = "Un texte de plus, qui n’a pas sa place."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "course"
    starter.make(root)
    for code in ("fr", "ar"):
        starter.add_language(root, code)
    assert not CourseIn(root).sync().broken
    return root


@pytest.fixture
def course(made: Path, tmp_path: Path) -> CourseIn:
    return CourseIn(Path(shutil.copytree(made, tmp_path / "course")))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The starter course in French, as somebody might have translated it without us."""
    return Path(shutil.copytree(FRENCH, tmp_path / "fr"))


def states(course: CourseIn, code: str) -> dict[MessageState, int]:
    found: dict[MessageState, int] = {}
    for path in sorted((course.root / "translations" / code / "start").glob("*.po")):
        for message in course.catalog(path.relative_to(course.root).as_posix()).messages:
            found[message.state] = found.get(message.state, 0) + 1
    return found


def shown(page: Path) -> str:
    return " ".join(html.fromstring(page.read_bytes().decode()).text_content().split())


def test_a_tree_of_the_same_structure_is_taken_as_ready_and_the_site_shows_it(course: CourseIn, tree: Path) -> None:
    done = run("import", tree, course=course.root)
    assert done.code == 0, done.out + done.err
    found = states(course, "fr")
    assert set(found) <= {MessageState.TRANSLATED, MessageState.UNTRANSLATED}
    assert found[MessageState.TRANSLATED] > 25
    assert not course.sync(SYNC).broken
    page = shown(course.root / "exports/html/fr/start/first-lesson.html")
    for message in course.catalog("translations/fr/start/first-lesson.po").messages:
        if message.msgstr and message.extracted[0] != "type: alternative text of a picture":
            assert " ".join(visible(message.msgstr).split()) in page, message


def test_a_file_of_another_structure_is_to_be_confirmed(course: CourseIn, tree: Path) -> None:
    path = tree / LESSON
    lines = path.read_text(encoding="utf-8").split("\n\n")
    path.write_text("\n\n".join([*lines[:2], MORE, *lines[2:]]), encoding="utf-8")
    done = run("import", path, "--lang", "fr", course=course.root)
    assert done.code == 1
    assert "left over: Un texte de plus" in done.out
    assert "first-lesson" in done.out
    found = states(course, "fr")
    assert MessageState.TRANSLATED not in found
    assert found[MessageState.FUZZY] > 10


def test_what_somebody_has_looked_at_is_ready(course: CourseIn, tree: Path) -> None:
    path = tree / LESSON
    path.write_text(path.read_text(encoding="utf-8") + f"\n{MORE}\n", encoding="utf-8")
    run("import", path, "--lang", "fr", "--confirmed", course=course.root)
    assert MessageState.FUZZY not in states(course, "fr")


def test_a_translation_that_is_there_is_kept(course: CourseIn, tree: Path) -> None:
    course.translate("fr")
    before = course.files("translations/fr")
    done = run("import", tree, course=course.root)
    assert done.code == 1
    assert "the PO file has another translation; --force replaces it" in " ".join(done.out.split())
    assert course.files("translations/fr") == before
    assert run("import", tree, "--force", course=course.root).code == 0
    assert "⟦" in course.read("translations/fr/memory.po")


def test_a_file_with_another_name(course: CourseIn, tree: Path, tmp_path: Path) -> None:
    other = tmp_path / "leçon.md"
    (tree / LESSON).rename(other)
    refused = run("import", other, "--lang", "fr", course=course.root)
    assert refused.code == 2
    assert "--document" in refused.err
    assert run("import", other, "--lang", "fr", "--document", "first-lesson", course=course.root).code == 0
    assert states(course, "fr")[MessageState.TRANSLATED] > 10


def test_another_text_is_refused_whole(course: CourseIn, tree: Path) -> None:
    for path in tree.rglob("*.md"):
        path.write_text("---\ntitle: Autre chose\n---\n\nUn résumé.\n", encoding="utf-8")
    before = snapshot(course.root)
    done = run("import", tree, course=course.root)
    assert done.code == 2
    assert "nothing is taken: only" in " ".join(done.err.split())
    assert snapshot(course.root) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("TREE/01-start/01-first-lesson.md",), "Say which one it is with --lang."),
        (("TREE", "--lang", "de"), 'the course is not translated to "de"'),
        (("TREE", "--document", "first-lesson"), "--document is for one file at a time."),
        (("TREE/01-start/index.md", "--lang", "fr", "--document", "nothing"), 'the course has no document "nothing"'),
        (("TREE", "sheet.csv"), "one after the other"),
    ],
)
def test_what_is_refused(course: CourseIn, tree: Path, words: tuple[str, ...], said: str) -> None:
    before = snapshot(course.root)
    done = run("import", *(word.replace("TREE", str(tree)) for word in words), course=course.root)
    assert done.code == 2
    assert said in " ".join(done.err.split())
    assert snapshot(course.root) == before


def test_a_dry_run_writes_nothing(course: CourseIn, tree: Path) -> None:
    before = snapshot(course.root)
    assert "dry run" in run("import", tree, "--dry-run", course=course.root).out
    assert snapshot(course.root) == before


def test_lessons_that_changed_since_the_last_sync_are_synced_first(course: CourseIn, tree: Path) -> None:
    course.write("source/01-start/03-more.md", "---\ntitle: More\n---\n\nMore text.\n")
    done = run("import", tree, course=course.root)
    assert done.code == 2
    assert "Run `wlw-i18n sync` first" in " ".join(done.err.split())
