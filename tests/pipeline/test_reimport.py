"""What an import of today's archives changes in runs that have older ones: by a git revision, or by the archives."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make, quiet
from wlw_i18n.exporters.olx.blocks import blocks_of
from wlw_i18n.exporters.olx.changes import BlockChange, ChangeKind, Loss, compare
from wlw_i18n.exporters.olx.unpack import unpacked
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline import reimport
from wlw_i18n.pipeline.outcome import Options
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.reimport import Reimport

QUIZ = "source/01-start/02-first-quiz.md"
LESSON = "source/01-start/01-first-lesson.md"
EXPORT = Options(export=True, targets=("olx",))
LANGUAGES = ("ar", "en", "fr")


@pytest.fixture(scope="session", name="committed")
def committed_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter course in a folder of a git repository, committed."""
    folder = tmp_path_factory.mktemp("repository")
    make(folder / "course", "fr", "ar")
    _git(folder, "init", "--quiet")
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", "The course")
    _git(folder, "tag", "published")
    return folder


@pytest.fixture(name="course")
def course_fixture(committed: Path, tmp_path: Path) -> CourseIn:
    """A clone with its exports."""
    shutil.copytree(committed, tmp_path / "repository")
    return CourseIn(tmp_path / "repository" / "course")


def _git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def _since(course: CourseIn, revision: str = "published", *codes: str) -> tuple[Reimport, ...]:
    options = Options(export=True, targets=("olx",), languages=codes)
    outcome, found = reimport.since(course.root, revision, options, quiet)
    assert not outcome.broken, outcome.diagnostics
    return found


def _said(found: Sequence[Reimport]) -> dict[str, list[str]]:
    """By language, each change in a few words."""
    return {each.language.code: [_in_words(change) for change in each.changes] for each in found}


def _in_words(change: BlockChange) -> str:
    loss = f" ({change.loss})" if change.loss else ""
    return f"{change.kind} {change.category}/{change.name}{loss}"


def _archives(course: CourseIn) -> dict[str, bytes]:
    return {path: content for path, content in course.files("exports/olx").items() if path.endswith(".tar.gz")}


# -- the same bytes ---------------------------------------------------------------------------------------------------


def test_exporting_twice_gives_the_same_bytes(course: CourseIn) -> None:
    first = _archives(course)
    assert len(first) == len(LANGUAGES)
    shutil.rmtree(course.root / "exports")
    shutil.rmtree(course.root / ".wlw-i18n")
    course.sync()
    assert _archives(course) == first


def test_one_feedback_changes_one_file_of_one_language(course: CourseIn) -> None:
    before = {path: unpacked(content) for path, content in _archives(course).items()}
    (path,) = (course.root / "translations" / "fr").rglob("first-quiz.po")
    text = path.read_text()
    assert text.count("⟦Headings of deeper levels stay on the page.⟧") == 1
    path.write_text(text.replace("⟦Headings of deeper levels", "⟦Les titres"))
    course.sync()
    changed = {
        (path, file.path)
        for path, content in _archives(course).items()
        for file, old in zip(unpacked(content), before[path], strict=True)
        if file != old
    }
    assert {name for _, name in changed} == {"problem/q-pages_problem.xml"}
    assert ["_fr." in path for path, _ in changed] == [True]


def test_one_feedback_of_the_source_changes_one_file(course: CourseIn) -> None:
    course.edit(QUIZ, "A file can have many pages.", "It may have many pages.")
    course.sync()
    assert _said(_since(course))["en"] == ["changed problem/q-pages_problem"]
    for code in ("fr", "ar"):
        course.translate(code)
    course.sync()
    assert _said(_since(course)) == {"en": ["changed problem/q-pages_problem"], "fr": [], "ar": []}


# -- since a revision -------------------------------------------------------------------------------------------------


def test_nothing_changed_since(course: CourseIn) -> None:
    assert _said(_since(course)) == {code: [] for code in LANGUAGES}


def test_what_vanishes_changes_and_is_added(course: CourseIn) -> None:
    course.edit(QUIZ, "id=q-pages", "id=q-where")
    course.edit(QUIZ, "- [x] Lessons\n- [x] Quizzes", "- [x] Quizzes\n- [x] Lessons")
    course.sync()
    expected = [
        "changed vertical/first-quiz_page_start",
        "changed problem/q-files_problem (order)",
        "gone problem/q-pages_problem (gone)",
        "added problem/q-where_problem",
    ]
    assert _said(_since(course)) == dict.fromkeys(LANGUAGES, expected)
    assert _said(_since(course, "HEAD", "fr")) == {"fr": expected}


def test_a_language_that_was_not_there(course: CourseIn) -> None:
    course.edit("source/course.toml", '"ar"', '"ar", "sw"')
    course.sync()
    course.translate("sw")
    course.sync()
    found = {each.language.code: each for each in _since(course)}
    assert found["sw"].is_first
    assert {change.kind for change in found["sw"].changes} == {ChangeKind.ADDED}
    assert not found["fr"].is_first
    assert [each.language.code for each in _since(course, "HEAD", "sw")] == ["sw"]


def test_the_repository_is_only_read(course: CourseIn) -> None:
    course.edit(LESSON, "Write short", "Write very short")
    course.sync()
    before = course.files()
    _since(course)
    assert course.files() == before
    status = subprocess.run(["git", "status", "--short"], cwd=course.root, capture_output=True, check=True, text=True)
    assert "01-first-lesson.md" in status.stdout


@pytest.mark.parametrize("revision", ["nothing", "--all", "", "HEAD:source", "HEAD~9"])
def test_a_revision_that_is_none_is_refused(course: CourseIn, revision: str) -> None:
    with pytest.raises(RefusedError, match="git knows no revision"):
        _since(course, revision)


def test_a_revision_without_a_course_is_refused(course: CourseIn, tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    _git(folder, "checkout", "--quiet", "--orphan", "empty")
    _git(folder, "rm", "-r", "--cached", "--quiet", ".")
    _git(folder, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    with pytest.raises(RefusedError, match="there was no course here"):
        _since(course, "HEAD")


def test_a_course_that_was_broken_then_is_refused_with_its_findings(course: CourseIn) -> None:
    text = course.read(QUIZ)
    course.edit(QUIZ, "- (x) At each", "- ( ) At each")
    _git(course.root, "commit", "--quiet", "--all", "--message", "Broken")
    course.write(QUIZ, text)
    with pytest.raises(RefusedError, match="cannot be exported") as refused:
        _since(course, "HEAD")
    assert [str(found.location) for found in refused.value.diagnostics] == [f"{QUIZ}:15"]


# -- against an archive -----------------------------------------------------------------------------------------------


def _against(course: CourseIn, *archives: Path, codes: tuple[str, ...] = ()) -> tuple[Reimport, ...]:
    options = Options(export=True, targets=("olx",), languages=codes)
    return reimport.against(course.root, archives, options, quiet)[1]


def test_the_archive_that_the_export_replaces(course: CourseIn) -> None:
    course.edit(QUIZ, "A file can have many pages.", "It may have many pages.")
    archive = course.root / "exports/olx/COURSE1-2026_en.tar.gz"
    assert _said(_against(course, archive)) == {"en": ["changed problem/q-pages_problem"]}


def test_an_archive_tells_its_language(course: CourseIn) -> None:
    folder = course.root / "exports/olx"
    archives = sorted(folder.glob("*.tar.gz"))
    assert _said(_against(course, *archives)) == {code: [] for code in LANGUAGES}


def test_an_archive_of_another_run_needs_its_language(course: CourseIn) -> None:
    old = shutil.copy(course.root / "exports/olx/COURSE1-2026_fr.tar.gz", course.root.parent / "old.tar.gz")
    course.edit("source/course.toml", 'run = "2026"', 'run = "2027"')
    with pytest.raises(RefusedError, match="2026_fr, which is no run of this course"):
        _against(course, Path(old))
    (found,) = _against(course, Path(old), codes=("fr",))
    kinds = {change.category for change in found.changes}
    assert kinds == {"course", "file"}


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08\x00broken"])
def test_what_is_no_archive_is_refused(course: CourseIn, content: bytes) -> None:
    path = course.root.parent / "x.tar.gz"
    path.write_bytes(content)
    with pytest.raises(RefusedError, match="cannot be compared"):
        _against(course, path)


# -- the comparison ---------------------------------------------------------------------------------------------------


def _problem(inside: str) -> tuple[OutputFile, ...]:
    return (OutputFile("problem/q.xml", f'<problem display_name="Q">{inside}</problem>'.encode()),)


def _boxes(*texts: str) -> str:
    inside = "".join(f'<choice correct="true">{text}<choicehint>x</choicehint></choice>' for text in texts)
    return f"<choiceresponse><checkboxgroup>{inside}</checkboxgroup></choiceresponse>"


def _options(*texts: str) -> str:
    inside = "".join(f'<option correct="True">{text}</option>' for text in texts)
    return f"<optionresponse><optioninput>{inside}</optioninput></optionresponse>"


def _radio(*names: str) -> str:
    inside = "".join(f'<choice correct="true" name="{name}">Text</choice>' for name in names)
    return f"<multiplechoiceresponse><choicegroup>{inside}</choicegroup></multiplechoiceresponse>"


@pytest.mark.parametrize(
    ("before", "after", "loss"),
    [
        (_boxes("a", "b"), _boxes("b", "a"), Loss.ORDER),
        (_boxes("a", "b"), _boxes("x", "a", "b"), Loss.ORDER),
        (_boxes("a", "b", "c"), _boxes("a", "c"), Loss.ORDER),
        (_boxes("a", "b", "c"), _boxes("a", "b"), Loss.CHOICES),
        (_boxes("a", "b"), _boxes("a", "b", "c"), Loss.NONE),
        (_boxes("a", "b"), _boxes("a", "B"), Loss.NONE),
        (_options("a", "b"), _options("b", "a"), Loss.NONE),
        (_options("a", "b"), _options("a", "b", "c"), Loss.NONE),
        (_options("a", "b"), _options("a", "B"), Loss.TEXTS),
        (_radio("a", "b"), _radio("b", "c", "a"), Loss.NONE),
        (_radio("a", "b"), _radio("a", "c"), Loss.CHOICES),
        (_radio("a", "b"), _boxes("a", "b"), Loss.KIND),
        ('<stringresponse answer="a"/>', '<stringresponse answer="b"/>', Loss.NONE),
        ('<stringresponse answer="3"/>', '<numericalresponse answer="3"/>', Loss.KIND),
        ("<p>Nothing to answer</p>", _radio("a"), Loss.NONE),
    ],
)
def test_what_becomes_of_answers(before: str, after: str, loss: Loss) -> None:
    (change,) = compare(blocks_of(_problem(before)), blocks_of(_problem(after)))
    assert (change.kind, change.loss) == (ChangeKind.CHANGED, loss)


def test_blocks_of_files() -> None:
    files = (
        OutputFile("course.xml", b'<course url_name="r"/>'),
        OutputFile("course/r.xml", b'<course display_name="C"><chapter url_name="m"/></course>'),
        OutputFile("chapter/m.xml", b'<chapter display_name="null"/>'),
        OutputFile("html/t.xml", b'<html filename="u" display_name="&quot;\\&quot;T\\&quot;&quot;"/>'),
        OutputFile("html/u.html", b"<p>One</p>"),
        OutputFile("static/x.png", b"x"),
    )
    found = blocks_of(files)
    assert [(block.id, block.title) for block in found.values()] == [
        ("chapter/m", "null"),
        ("course/r", "C"),
        ("html/t", '"T"'),
        ("file/static/x.png", ""),
    ]
    assert found["course/r"].children == ("chapter/m",)
    other = blocks_of([*files[:4], OutputFile("html/u.html", b"<p>Two</p>"), files[5]])
    assert [change.name for change in compare(found, other)] == ["t"]
