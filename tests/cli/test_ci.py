"""Continuous integration: `check` in formats and with a baseline, `sync --check`, and the files for GitHub and GitLab.

The scripts of those files are run as they stand, in a git repository with a small course.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from tests.cli.command import Done, environment, run, snapshot
from tests.docs.programs import wrong
from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.cli.policy import FailOn

ROOT = Path(__file__).parents[2]
LESSON = "source/01-start/01-first-lesson.md"
QUIZ = "source/01-start/02-first-quiz.md"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
SYNC = yaml.safe_load((ROOT / "templates/github/sync.yml").read_text(encoding="utf-8"))
GITLAB = yaml.safe_load((ROOT / "templates/gitlab-ci.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
AUTHOR = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *AUTHOR, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path) -> str:
    """Commit all there is; its name."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "A change")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module", name="repository")
def repository_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a course in French and Arabic in a folder of it, translated and committed."""
    folder = tmp_path_factory.mktemp("ci") / "repository"
    make(folder / "course", "fr", "ar")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder)
    return folder


@pytest.fixture(name="course")
def course_fixture(repository: Path, tmp_path: Path) -> CourseIn:
    """A copy of it, for one test."""
    shutil.copytree(repository, tmp_path / "repository")
    return CourseIn(tmp_path / "repository" / "course")


def edit_two_paragraphs(course: CourseIn) -> None:
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    course.edit(LESSON, "Write short sentences.", "Write sentences that are short.")


def line_of(course: CourseIn, path: str, text: str) -> int:
    """The line of a file on which a text stands, from 1."""
    return next(number for number, line in enumerate(course.read(path).splitlines(), 1) if text in line)


# check --format, --baseline


@pytest.mark.parametrize("synced", [True, False], ids=["synced", "not synced"])
def test_github_names_exactly_what_a_change_makes_stale(course: CourseIn, synced: bool) -> None:
    edit_two_paragraphs(course)
    if synced:
        course.sync()
    done = run("check", "--format", "github", course=course.root)
    course.sync()
    expected = [
        (f"course/{path}", str(line_of(course, path, f'msgid "{text}')), f"stale {code}")
        for code in ("ar", "fr")
        for path in (f"translations/{code}/start/first-lesson.po",)
        for text in ("A lesson is one Markdown file.", "Write sentences that are short.")
    ]
    said = re.findall(r"^::warning file=([^,]+),line=(\d+),title=([^:]+)::", done.out, re.MULTILINE)
    # The line of an entry is that of its first field in the file; its msgid is a few lines below.
    assert [(path, title) for path, _, title in said] == [(path, title) for path, _, title in expected]
    assert all(0 <= int(there) - int(line) <= 4 for (_, line, _), (_, there, _) in zip(said, expected, strict=True))
    assert done.out.count("\n") == 4
    assert f"English: course/{LESSON}:{line_of(course, LESSON, 'A lesson is one')}" not in done.out.split("%0A")[0]
    assert f"%0AEnglish: course/{LESSON}:" in done.out
    assert done.code == 1


def test_json_is_an_alias(course: CourseIn) -> None:
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    first, second = (run("check", *words, course=course.root) for words in (["--json"], ["--format", "json"]))
    assert first == second
    assert {each["path"] for each in json.loads(first.out)["diagnostics"] if each["code"] == "stale"} == {
        "translations/ar/start/first-lesson.po",
        "translations/fr/start/first-lesson.po",
    }


def test_notes_are_listed_if_they_fail_or_are_asked_for(course: CourseIn) -> None:
    path = "translations/fr/start/first-lesson.po"
    course.write(path, re.sub(r'(msgid "A lesson is .*\n)msgstr ".*"', r'\1msgstr ""', course.read(path)))
    untranslated = "title=untranslated fr"
    for words, expected in ([[], 0], [["--all"], 1], [["--fail-on", "untranslated"], 1]):
        assert run("check", "--format", "github", *words, course=course.root).out.count(untranslated) == expected


def test_a_baseline_from_today_to_the_last_repair(course: CourseIn) -> None:
    known = course.root / "known.json"
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    assert run("check", course=course.root).code == 1
    done = run("check", "--write-baseline", known, course=course.root)
    assert (done.code, done.out) == (0, "")
    assert "known.json: 2 known findings." in done.err.replace("\n", " ")
    first = known.read_bytes()
    run("check", "--write-baseline", known, course=course.root)
    assert known.read_bytes() == first

    assert run("check", "--baseline", known, course=course.root).code == 0
    course.edit(LESSON, "Write short sentences.", "Write sentences that are short.")
    done = run("check", "--baseline", known, course=course.root)
    assert done.code == 1
    assert done.out.count("[stale]") == 2
    assert done.out.count("Write sentences") == 2

    course.edit(LESSON, "Write sentences that are short.", "Write short sentences.")
    course.edit(LESSON, "A lesson is one Markdown file.", "A lesson is a Markdown file.")
    done = run("check", "--baseline", known, course=course.root)
    assert done.code == 0
    assert done.out.count("note: 1 known stale in translations/") == 2
    # Another language's entries are not gone: nobody looked.
    assert run("check", "--baseline", known, "--lang", "fr", course=course.root).out.count("[baseline]") == 1


@pytest.mark.parametrize(("content", "said"), [("[]", "is not a baseline"), (None, "No such file")])
def test_a_baseline_that_cannot_be_read(course: CourseIn, content: str | None, said: str) -> None:
    known = course.root / "known.json"
    if content is not None:
        known.write_text(content, encoding="utf-8")
    done = run("check", "--baseline", known, course=course.root)
    assert done.code == 2
    assert said in " ".join(done.err.split())


# sync --check


def test_sync_check_writes_nothing_and_names_the_files(course: CourseIn) -> None:
    assert run("sync", "--check", course=course.root) == Done(0, "Templates and PO files are up to date.\n", "")
    edit_two_paragraphs(course)
    before = snapshot(course.root)
    done = run("sync", "--check", course=course.root)
    assert snapshot(course.root) == before
    assert done.code == 1
    lines = done.out.splitlines()
    assert lines[0] == "Not up to date with the lessons: 5 files."
    assert lines[-1] == "Run `wlw-i18n sync` and commit what it changes."
    named = [line.strip() for line in lines[1:-1]]
    assert json.loads(run("sync", "--check", "--json", course=course.root).out)["unsynced"] == named
    course.sync()
    changed = {path for path, value in snapshot(course.root).items() if before.get(path, (0, b""))[1] != value[1]}
    assert {path for path in changed if path.startswith("translations/")} == set(named)
    assert run("sync", "--check", course=course.root).code == 0


def test_sync_check_names_files_that_would_go_and_come(course: CourseIn) -> None:
    course.edit(LESSON, "[other pages of the course](02-first-quiz.md)", "other pages of the course")
    (course.root / QUIZ).unlink()
    named = json.loads(run("sync", "--check", "--json", course=course.root).out)["unsynced"]
    before = set(course.files("translations"))
    course.sync()
    after = set(course.files("translations"))
    assert before ^ after <= set(named)
    assert "translations/fr/start/first-quiz.po" in before - after


def test_sync_check_of_broken_input(course: CourseIn) -> None:
    course.write("source/course.toml", "title = ")
    done = run("sync", "--check", course=course.root)
    assert (done.code, done.out) == (2, "")


PATH = "translations/fr/start/first-lesson.po"


def test_english_changed_in_a_po_file_is_refused(course: CourseIn) -> None:
    course.edit(PATH, 'msgid "A lesson is a Markdown file.', 'msgid "A lesson is any Markdown file.')
    done = run("sync", "--check", course=course.root)
    assert done.code == 1
    assert f"{PATH}:" in done.err
    assert "error: The English of this entry (msgid) was changed by hand" in done.err
    assert done.err.count("[msgid-changed]") == 1


def test_english_changed_in_a_po_file_and_the_lesson_alike_is_not_by_hand(course: CourseIn) -> None:
    course.edit(PATH, 'msgid "A lesson is a Markdown file.', 'msgid "A lesson is any Markdown file.')
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is any Markdown file.")
    done = run("sync", "--check", course=course.root)
    assert done.code == 1
    assert "msgid-changed" not in done.err


@pytest.mark.parametrize("remembered", ["in memory.po", "in git", "in commits that are not here", "nowhere"])
def test_a_po_file_with_an_earlier_english_is_not_changed_by_hand(course: CourseIn, remembered: str) -> None:
    old = course.read(PATH)
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    course.sync()
    if remembered != "in memory.po":
        for path in course.root.glob("translations/*/memory.po"):
            path.unlink()
        for path in course.root.glob("translations/*/start/*.po"):
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"^(#, fuzzy|#\| .*)\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    if remembered == "nowhere":
        shutil.rmtree(course.root.parent / ".git")
    else:
        last = commit(course.root.parent)
        if remembered == "in commits that are not here":
            (course.root.parent / ".git" / "shallow").write_text(f"{last}\n", encoding="utf-8")
    course.write(PATH, old)
    done = run("sync", "--check", course=course.root)
    assert done.code == 1
    assert PATH in done.out
    if remembered not in ("in memory.po", "in git"):
        assert "warning: The English of this entry (msgid) is not that of the course" in done.err
    else:
        assert "msgid-changed" not in done.err


# The files for GitHub, GitLab and pre-commit


def bash(script: str, cwd: Path, **more: str) -> Done:
    """Run a script as GitHub does, with the package under test."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
    done = subprocess.run(
        command, cwd=cwd, env=environment(PATH=path, **more), capture_output=True, text=True, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


def step(name: str) -> str:
    return next(each["run"] for each in ACTION["runs"]["steps"] if each.get("name") == name)


def action(course: CourseIn, **more: str) -> Mapping[str, Done]:
    """Run the action's own steps; the summary is what it printed to its file."""
    temporary = course.root.parent.parent / "runner"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    given = {
        "COURSE": "course",
        "FAIL_ON": ACTION["inputs"]["fail-on"]["default"],
        "BASELINE": "",
        "BASE": "",
        "RUNNER_TEMP": str(temporary),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_STEP_SUMMARY": str(temporary / "summary.md"),
    } | more
    names = ("Say what this change makes stale", "Are templates and PO files up to date?", "Check")
    done = {name.split()[0]: bash(step(name), course.root.parent, **given) for name in names}
    return done | {"summary": Done(0, (temporary / "summary.md").read_text(encoding="utf-8"), "")}


def test_the_action_on_a_change_that_is_synced(course: CourseIn) -> None:
    course.edit(LESSON, "A box like this one draws attention", "A box such as this draws attention")
    course.sync()
    base = commit(course.root.parent)
    git(course.root.parent, "checkout", "--quiet", "-b", "change")
    edit_two_paragraphs(course)
    course.sync()
    commit(course.root.parent)
    done = action(course, BASE=base)
    assert [done[name].code for name in ("Say", "Are", "Check")] == [0, 0, 0], done
    # What was stale before is not laid at this change's door.
    assert len(re.findall("^::warning .*title=stale", done["Check"].out, re.MULTILINE)) == 4
    summary = done["summary"].out
    rows = re.findall(r"^\| (\w+) \| (\d+) \| (\d+) \| (\d+) \|$", summary, re.MULTILINE)
    assert [(tag, stale) for tag, stale, _, _ in rows] == [("ar", "2"), ("fr", "2")]
    assert all(0 < int(before) < int(after) for *_, before, after in rows)
    assert summary.count("(<code>stale</code>)") == 4
    assert git(course.root.parent, "worktree", "list").count("\n") == 0
    assert git(course.root.parent, "status", "--porcelain") == ""


def test_the_action_on_a_change_that_is_not_synced(course: CourseIn) -> None:
    base = git(course.root.parent, "rev-parse", "HEAD")
    edit_two_paragraphs(course)
    commit(course.root.parent)
    done = action(course, BASE=base, FAIL_ON="stale")
    assert [done[name].code for name in ("Say", "Are", "Check")] == [0, 1, 1], done
    assert "Run `wlw-i18n sync` and commit what it changes." in done["Are"].out
    assert "\n::error title=wlw-i18n sync::" in done["Are"].out
    assert "| fr | 2 | 0 | " in done["summary"].out
    run("check", "--write-baseline", course.root / "known.json", course=course.root)
    done = action(course, FAIL_ON="stale", BASELINE="course/known.json")
    assert (done["Check"].code, done["Check"].out) == (0, "")


def test_the_action_on_a_change_that_makes_nothing_stale(course: CourseIn) -> None:
    base = git(course.root.parent, "rev-parse", "HEAD")
    done = action(course, BASE=base)
    assert [done[name].code for name in ("Say", "Are", "Check")] == [0, 0, 0], done
    assert done["summary"].out == "This change makes no translation stale.\n\n### wlw-i18n: no findings\n"


@pytest.mark.parametrize("base", ["", "0" * 40], ids=["no pull request", "a shallow clone"])
def test_the_action_without_a_commit_to_compare_with(course: CourseIn, base: str) -> None:
    course.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    course.sync()
    done = action(course, BASE=base)
    assert [done[name].code for name in ("Say", "Are", "Check")] == [0, 0, 0], done
    assert done["summary"].out.startswith("There is no earlier commit to compare with")
    assert done["Check"].out.count("title=stale") == 2


def test_the_action_with_a_broken_file(course: CourseIn) -> None:
    base = git(course.root.parent, "rev-parse", "HEAD")
    course.write(PATH, "<<<<<<< ours\n")
    done = action(course, BASE=base)
    assert [done[name].code for name in ("Say", "Are", "Check")] == [0, 2, 2], done
    assert f"::error file=course/{PATH},line=1,title=po-" in done["Check"].out


def test_inputs_reach_scripts_only_through_the_environment() -> None:
    scripts = [each["run"] for each in ACTION["runs"]["steps"] if "run" in each]
    scripts += [each["run"] for each in SYNC["jobs"]["sync"]["steps"] if "run" in each]
    assert not [script for script in scripts if "${{" in script]
    given = set(ACTION["inputs"])
    used = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == given
    assert ACTION["inputs"]["fail-on"]["default"] in set(FailOn)


def test_the_sync_workflow_commits_what_a_merge_needs(course: CourseIn, tmp_path: Path) -> None:
    # This workflow is for a course at the top of its repository.
    shutil.move(course.root, tmp_path / "top")
    top = CourseIn(tmp_path / "top")
    git(top.root, "init", "--quiet", "--initial-branch", "main")
    git(tmp_path, "init", "--quiet", "--bare", "origin.git")
    git(top.root, "remote", "add", "origin", str(tmp_path / "origin.git"))
    commit(top.root)
    git(top.root, "push", "--quiet", "--set-upstream", "origin", "main")
    edit_two_paragraphs(top)
    commit(top.root)
    scripts = [each["run"] for each in SYNC["jobs"]["sync"]["steps"] if each.get("name") in ("Sync", "Commit")]
    for script in scripts:
        done = bash(script, top.root)
        assert done.code == 0, done
    assert run("sync", "--check", course=top.root).code == 0
    assert git(top.root, "log", "-1", "--format=%s", "origin/main") == "Sync templates and PO files"
    assert git(tmp_path / "origin.git", "rev-parse", "main") == git(top.root, "rev-parse", "HEAD")
    changed = git(top.root, "show", "--format=", "--name-only", "HEAD").splitlines()
    assert "translations/templates/start/first-lesson.pot" in changed
    assert all(path.startswith(("translations/", "source/course.lock")) for path in changed)
    again = [bash(script, top.root) for script in scripts]
    assert [each.code for each in again] == [0, 0]
    assert "Nothing to commit" in again[1].out


def test_the_gitlab_job(course: CourseIn) -> None:
    edit_two_paragraphs(course)
    job = GITLAB["wlw-i18n"]
    folder = course.root.parent
    given: dict[str, Any] = {**job["variables"], "WLW_I18N_COURSE": "course"}
    codes = [bash(line, folder, **given).code for line in job["script"]]
    assert codes == [0, 0, 1, 0]
    reports = job["artifacts"]["reports"]
    quality = json.loads((folder / reports["codequality"]).read_text(encoding="utf-8"))
    assert len(quality) == 4
    assert all(entry["location"]["path"].startswith("course/translations/") for entry in quality)
    assert etree.parse(folder / reports["junit"]).getroot().get("failures") == "4"


def test_the_hooks(course: CourseIn) -> None:
    codes = {hook["id"]: bash(hook["entry"], course.root).code for hook in HOOKS}
    assert codes == {"wlw-i18n-sync": 0, "wlw-i18n-check": 0}
    edit_two_paragraphs(course)
    codes = {hook["id"]: bash(hook["entry"], course.root).code for hook in HOOKS}
    assert codes == {"wlw-i18n-sync": 1, "wlw-i18n-check": 0}
    for hook in HOOKS:
        assert {"id", "name", "entry", "language", "files"} <= set(hook)
        assert re.search(hook["files"], "courses/one/source/01-start/index.md")
        assert not re.search(hook["files"], "resource/a.md")


def commands() -> Iterator[str]:
    """Every command of ours in these files."""
    for name in ("action.yml", "templates/github/summary.sh", "templates/github/sync.yml", "templates/gitlab-ci.yml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        yield from re.findall(r"^\s*(?:- |run: )?(wlw-i18n [^|>{\n]+)", text, re.MULTILINE)
    yield from (hook["entry"] for hook in HOOKS)


def test_commands_and_options_exist() -> None:
    found = list(commands())
    assert len(found) > 10
    assert not [problem for command in found for problem in wrong(command.replace('"', "").split())]
