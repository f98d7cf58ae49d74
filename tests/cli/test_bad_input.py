"""Bad input: one clear message, exit code 2, and not a byte of the course changes.

Cases are edits of a translated starter course (`tests.cli.edits`), and what `wlw-i18n sync` prints then.
"""

import json
import shutil
from pathlib import Path

import pytest

from tests.casefiles import cases
from tests.cli import edits
from tests.cli.command import run, run_program, snapshot
from tests.pipeline.course_in import make

READING = (("check",), ("status",), ("export",), ("language", "add", "sw"))


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in French that is at rest."""
    return make(tmp_path_factory.mktemp("bad-input") / "course", "fr").root


@pytest.fixture
def course(translated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(translated, tmp_path / "course", symlinks=True))


@pytest.mark.parametrize(("given", "expected"), cases("bad-input"))
def test_bad_input(course: Path, given: str, expected: str) -> None:
    edits.apply(course, given)
    before = snapshot(course)
    done = run("sync", course=course)
    assert done.err.rstrip("\n") == f"{expected}\nNothing was written."
    assert done.out == ""
    assert done.code == 2
    assert snapshot(course) == before


@pytest.mark.parametrize(("given", "expected"), cases("bad-input"))
def test_no_other_command_uses_it_either(course: Path, given: str, expected: str) -> None:
    edits.apply(course, given)
    before = snapshot(course)
    for command in READING:
        done = run(*command, course=course)
        assert done.code == 2, (command, done)
        printed = done.out if command == ("check",) else done.err
        assert printed.startswith(expected.split("\n", maxsplit=1)[0]), (command, done)
        assert "Traceback" not in done.err
        assert snapshot(course) == before, command
    found = json.loads(run("sync", "--json", course=course).out)
    broken = [diagnostic for diagnostic in found["diagnostics"] if diagnostic["severity"] == "broken"]
    assert broken
    assert all(diagnostic["message"] in expected for diagnostic in broken)
    assert (found["written"], found["removed"]) == ([], [])
    assert snapshot(course) == before


def test_every_broken_code_of_files_and_sources_has_a_case() -> None:
    """What is wrong with input that people write; the rest is found in these cases too, or cannot be tried here."""
    printed = "\n".join(expected for case in cases("bad-input") for expected in [case.values[1]])  # type: ignore[attr-defined]
    for code in (
        *("config-invalid", "language-unknown", "course-empty", "file-encoding", "file-name", "path-outside"),
        *("duplicate-id", "front-matter", "link-broken", "anchor-broken", "media-missing"),
        *("po-syntax", "po-conflict", "po-duplicate"),
        *("question-no-id", "question-duplicate-id", "question-setting", "question-no-answers"),
    ):
        assert f"[{code}]" in printed, code


def test_the_program_itself(course: Path) -> None:
    edits.apply(course, '@ replace source/course.toml\ntitle = "My course"\n@ with\ntittle = "My course"')
    before = snapshot(course)
    done = run_program("sync", course=course)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        'source/course.toml:3: error: unknown key "tittle" [config-invalid]\n'
        '    Did you mean "title"?\n'
        "Nothing was written.\n"
    )
    assert snapshot(course) == before


@pytest.mark.parametrize("command", ["sync", "check", "status", "export", "language"])
def test_no_course_here(tmp_path: Path, command: str) -> None:
    words = ("language", "add", "fr") if command == "language" else (command,)
    done = run(*words, course=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert " ".join(done.err.split()) == (
        f"wlw-i18n: no course here: neither {tmp_path} nor a folder above it has a source/course.toml. "
        "Make a course with `wlw-i18n init FOLDER`, or name its folder with --course."
    )
    assert list(tmp_path.iterdir()) == []


def test_no_such_folder(tmp_path: Path) -> None:
    done = run("sync", course=tmp_path / "nowhere")
    assert done.code == 2
    assert "no course here" in done.err


def test_a_course_without_its_configuration(course: Path) -> None:
    (course / "source/course.toml").unlink()
    before = snapshot(course)
    done = run("sync", course=course)
    assert done.code == 2
    assert "source/course.toml" in done.err
    assert snapshot(course) == before
