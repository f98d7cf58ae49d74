"""The commands as people and scripts use them: help, output, exit codes."""

import json
import os
import pty
import re
import select
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.cli import edits
from tests.cli.command import PROGRAM, Done, environment, run, run_program, snapshot
from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.cli import commands, console
from wlw_i18n.cli.policy import FailOn
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.model.status import Counts, LanguageStatus, Tally

LESSON = "source/01-start/01-first-lesson.md"
COMMANDS = (("init",), ("language",), ("language", "add"), ("sync",), ("check",), ("status",), ("export",))
STALE = "@ replace source/01-start/01-first-lesson.md\nThank you for\n@ with\nThanks for"
FINDING = re.compile(r"\S+: (error|warning|note): .* \[[a-z-]+\]")
ANSI = "\x1b"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with French, complete, and Arabic, of which nothing is translated."""
    course = make(tmp_path_factory.mktemp("commands") / "course", "fr")
    assert run("language", "add", "ar", course=course.root).code == 0
    course.sync()
    return course.root


@pytest.fixture
def course(made: Path, tmp_path: Path) -> CourseIn:
    return CourseIn(Path(shutil.copytree(made, tmp_path / "course")))


@pytest.fixture
def stale(course: CourseIn) -> CourseIn:
    edits.apply(course.root, STALE)
    return course


def below(course: CourseIn, folder: str) -> list[str]:
    return list(course.files(folder))


# Help


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_says_what_it_does(words: tuple[str, ...]) -> None:
    done = run(*words, "--help")
    assert (done.code, done.err) == (0, "")
    usage, empty, about = done.out.splitlines()[:3]
    assert usage.startswith("Usage: ")
    assert empty == ""
    assert re.fullmatch(r"  [A-Z].{15,}", about)
    options = [line for line in done.out.splitlines() if re.match(r"  -", line)]
    assert options
    assert all(len(line) <= 80 for line in done.out.splitlines())
    assert run(*words, "-h").out == done.out


def test_every_option_is_explained() -> None:
    for words in COMMANDS:
        lines = run(*words, "--help").out.partition("\nOptions:\n")[2].splitlines()
        assert lines
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            if re.match(r"  -", line):
                assert re.search(r"\S {2,}[A-Z]", line) or re.match(r" {10,}[A-Z]", following), (words, line)


def test_the_help_tells_commands_and_exit_codes() -> None:
    done = run("--help")
    said = " ".join(done.out.split())
    for words in COMMANDS:
        assert re.search(rf"^  {words[0]}  ", done.out, re.MULTILINE)
    assert "Exit codes: 0 clean; 1 findings; 2 wrong usage, or input that cannot be used" in said
    assert run("--version").out.startswith("wlw-i18n ")


@pytest.mark.parametrize(
    "words", [("synch",), ("sync", "--drafts"), ("export", "pdf"), ("check", "--fail-on", "x"), ("language", "add")]
)
def test_wrong_usage(words: tuple[str, ...], course: CourseIn) -> None:
    done = run(*words)
    assert done.code == 2
    assert done.out == ""
    assert "Usage" in done.err


# How it looks


@pytest.mark.parametrize(
    "words",
    [("sync",), ("status",), ("status", "--lang", "fr", "--lang", "ar"), ("check",), ("check", "--all"), ("export",)],
    ids=" ".join,
)
def test_output_fits_in_a_pipe(stale: CourseIn, words: tuple[str, ...]) -> None:
    done = run_program(*words, course=stale.root)
    lines = (done.out + done.err).splitlines()
    assert lines
    assert ANSI not in done.out + done.err
    # A finding stays on one line, for editors and for grep.
    assert [line for line in lines if len(line) > 80 and not FINDING.fullmatch(line)] == []


def test_numbers_of_a_large_course_are_not_cut(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    counts = Counts(
        translated=Tally(90_000, 1_234_567),
        stale=Tally(9_000, 234_567),
        untranslated=Tally(90_000, 1_234_567),
        waiting=Tally(900, 34_567),
        rejected=Tally(90, 4_567),
    )
    autonym = "беларуская (тарашкевіца) мова"
    language = LanguageStatus("be-tarask", "be-tarask", autonym, counts, Counts(), False, 0.25, ())
    out = console.output()
    out.print(console.language_table([language]))
    printed = capsys.readouterr().out
    assert all(len(line) <= 80 for line in printed.splitlines()), printed
    for number in ("1,234,567", "234,567", "34,567", "4,567", "from 25 % on"):
        assert number in printed


def test_no_escape_codes_with_no_color(stale: CourseIn) -> None:
    for words in (("sync",), ("check",), ("status",)):
        assert ANSI not in _in_a_terminal(*words, course=stale, NO_COLOR="1")


def test_colours_and_progress_in_a_terminal(stale: CourseIn) -> None:
    shown = _in_a_terminal("sync", course=stale)
    assert ANSI in shown
    assert "Exporting languages" in shown


def _in_a_terminal(*words: str, course: CourseIn, **more: str) -> str:
    """What a terminal of 80 columns gets."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, *words, "--course", course.root],
        env=environment(TERM="xterm-256color", COLUMNS="80", **more),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and select.select([ours], [], [], 60)[0]:
        try:
            shown += os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
    os.close(ours)
    assert process.wait() in (0, 1)
    return shown.decode()


def test_a_pipe_of_another_encoding(stale: CourseIn) -> None:
    plain = run_program("status", "--json", course=stale.root)
    latin = run_program("status", "--json", course=stale.root, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert json.loads(plain.out) == json.loads(latin.out)
    assert "العربية" in plain.out
    table = run_program("status", course=stale.root, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert table.code == 0
    assert "ar  ???????" in table.out


def test_a_reader_that_goes_away(stale: CourseIn) -> None:
    words = f"exec 2>&1; {{ python check --all --course '{stale.root}'; echo ended >&2; }} | head -n 1"
    words = words.replace("python", f"'{PROGRAM[0]}' -c '{PROGRAM[2]}'")
    done = subprocess.run(["bash", "-c", words], env=environment(), capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stdout + done.stderr


# JSON


@pytest.mark.parametrize("words", [("sync",), ("check",), ("status",), ("export", "html")], ids=" ".join)
def test_json_is_all_there_is(stale: CourseIn, words: tuple[str, ...]) -> None:
    done = run_program(*words, "--json", course=stale.root)
    assert done.err == ""
    data = json.loads(done.out)
    if words == ("status",):
        assert [language["code"] for language in data["languages"]] == ["fr", "ar"]
    else:
        (one,) = (each for each in data["diagnostics"] if each["code"] == "stale")
        assert one["path"] == "translations/fr/start/first-lesson.po"
        assert one["line"] > 0
        assert one["language"] == "fr"
        assert one["source"] == f"{LESSON}:30"
        assert one["hint"]


# Exit codes


def diagnostic(code: Code, severity: Severity) -> Diagnostic:
    return Diagnostic(code, severity, "", Location(""))


FOUND = {
    "nothing": (),
    "info": (diagnostic(Code.GATE_COURSE, Severity.INFO),),
    "untranslated": (diagnostic(Code.UNTRANSLATED, Severity.INFO),),
    "warning": (diagnostic(Code.MARKUP, Severity.WARNING),),
    "stale": (diagnostic(Code.STALE, Severity.WARNING),),
    "error": (diagnostic(Code.HEADING_ID, Severity.ERROR),),
    "broken": (diagnostic(Code.FRONT_MATTER, Severity.BROKEN),),
}


@pytest.mark.parametrize(
    ("fail_on", "codes"),
    [
        (FailOn.NEVER, (0, 0, 0, 0, 0, 0, 2)),
        (FailOn.ERROR, (0, 0, 0, 0, 0, 1, 2)),
        (FailOn.STALE, (0, 0, 0, 0, 1, 1, 2)),
        (FailOn.WARNING, (0, 0, 0, 1, 1, 1, 2)),
        (FailOn.UNTRANSLATED, (0, 0, 1, 1, 1, 1, 2)),
    ],
)
def test_the_exit_code_of_each_finding(fail_on: FailOn, codes: Sequence[int]) -> None:
    assert tuple(commands.exit_code(found, fail_on) for found in FOUND.values()) == codes


def test_check_fails_on_what_it_is_told_to(course: CourseIn) -> None:
    def codes() -> list[int]:
        return [run("check", "--fail-on", level, course=course.root).code for level in FailOn]

    levels = [level.value for level in FailOn]
    assert levels == ["error", "stale", "warning", "untranslated", "never"]
    assert codes() == [0, 0, 0, 1, 0]  # Arabic
    assert run("check", "--lang", "fr", "--fail-on", "untranslated", course=course.root).code == 0
    edits.apply(course.root, STALE)
    assert codes() == [0, 1, 1, 1, 0]
    assert run("check", course=course.root).code == 1
    assert run("check", "--lang", "ar", course=course.root).code == 0
    edits.apply(course.root, f"@ replace {LESSON}\n## Pictures {{#pictures}}\n@ with\n## Pictures {{#text}}")
    assert codes() == [1, 1, 1, 1, 0]
    edits.apply(course.root, f"@ replace {LESSON}\nminutes: 5\n@ with\nminuts: 5")
    assert codes() == [2, 2, 2, 2, 2]


def test_check_tells_where_and_writes_nothing(stale: CourseIn) -> None:
    before = snapshot(stale.root)
    done = run("check", course=stale.root)
    assert snapshot(stale.root) == before
    assert done.code == 1
    finding, source, *_ = done.out.splitlines()
    assert re.fullmatch(r"translations/fr/start/first-lesson\.po:\d+: warning: .* \[stale\]", finding)
    assert source == f"    English: {LESSON}:30"


# What each does


@pytest.mark.parametrize(
    ("warnings", "stale", "said"),
    [
        (1, 0, "1 warning: see `wlw-i18n check`.\n"),
        (2, 0, "2 warnings: see `wlw-i18n check`.\n"),
        (0, 1, "1 stale translation: see `wlw-i18n check`.\n"),
        (1, 1, "1 warning and 1 stale translation: see `wlw-i18n check`.\n"),
        (3, 1200, "3 warnings and 1,200 stale translations: see `wlw-i18n check`.\n"),
        (0, 0, ""),
    ],
)
def test_sync_counts_what_check_lists(
    course: CourseIn, monkeypatch: pytest.MonkeyPatch, warnings: int, stale: int, said: str
) -> None:
    found = (*FOUND["warning"] * warnings, *FOUND["stale"] * stale)
    outcome = commands.Outcome(course.check().status, found)
    monkeypatch.setattr(commands, "run", lambda *_: outcome)
    done = run("sync", course=course.root)
    assert (done.code, done.err) == (0, said)


def test_a_second_sync_says_that_there_is_nothing_to_do(course: CourseIn) -> None:
    before = snapshot(course.root)
    done = run("sync", course=course.root)
    assert done.code == 0
    assert done.out.endswith("Nothing to do: everything is up to date.\n")
    assert snapshot(course.root) == before


def test_status_of_a_language_lists_its_documents(course: CourseIn) -> None:
    done = run("status", "--lang", "fr", course=course.root)
    assert done.code == 0
    for name in ("start", "first-lesson", "first-quiz"):
        assert re.search(rf"^ *{name} +100 %", done.out, re.MULTILINE)
    assert "ar" not in [line.split()[0] for line in done.out.splitlines()]
    assert run("status", "--lang", "ar", "--lang", "fr", course=course.root).out.count("first-quiz") == 2


@pytest.mark.parametrize("words", [("status",), ("check",), ("export",)], ids=" ".join)
def test_a_language_that_the_course_does_not_have(course: CourseIn, words: tuple[str, ...]) -> None:
    before = snapshot(course.root)
    done = run(*words, "--lang", "sw", course=course.root)
    assert done.code == 2
    assert 'source/course.toml: error: the course has no language "sw" [language-unknown]' in done.out + done.err
    assert "language add" in done.out + done.err
    assert snapshot(course.root) == before


def test_exporting_one_language_in_one_target_writes_only_that(course: CourseIn) -> None:
    before = course.files()
    shutil.rmtree(course.root / "exports")
    done = run("export", "html", "--lang", "fr", course=course.root)
    assert done.code == 0
    now = course.files("exports")
    assert now
    assert {path.split("/")[2] for path in now} <= {"fr", "assets", "media", "offline", "index.html"}
    # Drawings are made for all targets.
    assert all(path.startswith(("exports/html/", "exports/media/fr/")) for path in now)
    assert now == {path: before[path] for path in now}
    assert {path: data for path, data in course.files().items() if not path.startswith("exports/")} == {
        path: data for path, data in before.items() if not path.startswith("exports/")
    }


def test_exporting_leaves_other_exports_alone(stale: CourseIn) -> None:
    before = stale.files()
    done = run("export", "html", "--lang", "fr", course=stale.root)
    assert done.code == 0
    changed = {path for path, data in stale.files().items() if before.get(path) != data}
    assert changed == {"exports/html/fr/start/first-lesson.html", "exports/html/offline/COURSE1-2026-fr.zip"}


def test_a_draft_is_exported_when_it_is_asked_for(course: CourseIn) -> None:
    done = run("export", "html", "--lang", "ar", course=course.root)
    assert done.code == 0
    assert done.err == (
        "ar (العربية) was left out: it is below the course's gate (25 % of the words).\n"
        "Export it all the same with --draft.\n"
    )
    assert not (course.root / "exports/html/ar").exists()
    done = run("export", "html", "--lang", "ar", "--draft", course=course.root)
    assert (done.code, done.err) == (0, "")
    assert below(course, "exports/html/ar")
    assert not [path for path in below(course, "exports/wikitext") if "/ar/" in path]
    assert run("sync", "--draft", course=course.root).code == 0
    assert [path for path in below(course, "exports/olx") if path.endswith("_ar.tar.gz")]
    assert run("sync", course=course.root).code == 0
    assert not (course.root / "exports/html/ar").exists()


def test_adding_a_language(course: CourseIn) -> None:
    text = course.read("source/course.toml")
    done = run("language", "add", "sw", course=course.root)
    assert (done.code, done.err) == (0, "")
    assert done.out == "Added sw (Kiswahili). Translators work in translations/sw/.\n"
    assert course.read("source/course.toml") == text.replace('["fr", "ar"]', '["fr", "ar", "sw"]')
    assert "translations/sw/start/first-lesson.po" in below(course, "translations/sw")
    before = snapshot(course.root)
    for code, name in (("sw", "Kiswahili"), ("en", "English")):
        done = run("language", "add", code, course=course.root)
        assert (done.code, done.out) == (2, "")
        assert done.err == f"wlw-i18n: {code} ({name}) is already a language of this course.\n"
    assert snapshot(course.root) == before


def test_the_list_of_commands_has_whole_sentences() -> None:
    listed = run("--help").out.partition("Commands:\n")[2].partition("Exit codes")[0].splitlines()
    assert len(listed) > 15
    assert [line for line in listed if line.endswith("...")] == []


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("pt_BR", ' Did you mean "pt-br" (português do Brasil)?'),
        ("FR", ' Did you mean "fr" (français)?'),
        ("BR", ' Did you mean "br" (brezhoneg)?'),
        ("swahili", ' Did you mean "sw" (Kiswahili)?'),
        ("qqq", ""),
    ],
)
def test_adding_an_unknown_language(course: CourseIn, code: str, hint: str) -> None:
    before = snapshot(course.root)
    done = run("language", "add", code, course=course.root)
    assert (done.code, done.out) == (2, "")
    assert " ".join(done.err.split()) == f'wlw-i18n: "{code}" is not a language code that MediaWiki knows.{hint}'
    assert snapshot(course.root) == before


def test_a_course_is_made_only_in_a_new_folder(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("full", "file"):
        before = snapshot(tmp_path)
        done = run("init", tmp_path / name)
        assert (done.code, done.out) == (2, "")
        assert "is not empty. Choose a new folder: nothing is overwritten." in " ".join(done.err.split())
        assert snapshot(tmp_path) == before
    (tmp_path / "empty").mkdir()
    assert run("init", tmp_path / "empty").code == 0
    assert run("init", tmp_path / "deep/deeper").code == 0
    for name in ("empty", "deep/deeper"):
        assert run("sync", course=tmp_path / name).code == 0


@pytest.fixture(params=[".", "source/01-start", "translations/fr/start", "exports/html", ".wlw-i18n"])
def inside(request: pytest.FixtureRequest, course: CourseIn) -> Iterator[Path]:
    return course.root / request.param


def test_commands_work_from_any_folder_inside(inside: Path, course: CourseIn) -> None:
    def here(*words: str) -> Done:
        return run_program(*words, cwd=inside)

    assert here("sync").out.endswith("Nothing to do: everything is up to date.\n")
    assert here("status").code == 0
    assert "translations/fr" not in {path.name for path in inside.iterdir()}
    edits.apply(course.root, STALE)
    done = here("check")
    assert done.code == 1
    assert done.out.startswith("translations/fr/start/first-lesson.po:")
