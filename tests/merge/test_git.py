"""Real git, real branches, the installed driver."""

import os
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from wlw_i18n.catalogs import lexer, po
from wlw_i18n.cli.merge_po import ATTRIBUTES, LINES, install, merge_po
from wlw_i18n.model.catalog import MessageState
from wlw_i18n.pipeline import starter
from wlw_i18n.pipeline.outcome import Options

from ..pipeline.course_in import CourseIn

LESSON = "source/01-start/01-first-lesson.md"
FRENCH = "translations/fr/start/first-lesson.po"
SYNC_ALONE = Options(write=True)
TEMPLATE = "translations/templates/start/first-lesson.pot"


@dataclass(frozen=True)
class Clone(CourseIn):
    """A course in a git repository."""

    def git(self, *arguments: str, code: int = 0) -> str:
        """Run git; return what it prints."""
        person = {
            f"GIT_{who}_{what}": "amina@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "LC_ALL": "C",
            "NO_COLOR": "1",
            **person,
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, capture_output=True, text=True, check=False, env=environment
        )
        printed = done.stdout + done.stderr
        assert done.returncode == code, printed
        return printed

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "change")

    def translate(self, path: str, *, at: int, words: str) -> str:
        """Translate the text at a place of a file; return its key."""
        catalog = self.catalog(path)
        messages = list(catalog.messages)
        messages[at] = replace(messages[at], msgstr=words, fuzzy=False, previous_msgid=None)
        (self.root / path).write_bytes(po.write(replace(catalog, messages=tuple(messages))))
        return messages[at].key


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    course = Clone(tmp_path / "a course")
    starter.make(course.root)
    starter.add_language(course.root, "fr")
    course.sync()
    course.git("init", "--quiet", "--initial-branch=main")
    assert install(course.root / "source") == 0
    course.commit()
    course.git("branch", "other")
    return course


def test_two_translators(clone: Clone) -> None:
    clone.translate(FRENCH, at=0, words="Leçon")
    key = clone.translate(FRENCH, at=1, words="Ceci")
    clone.commit()
    clone.git("checkout", "--quiet", "other")
    clone.translate(FRENCH, at=1, words="Cela")
    clone.translate(FRENCH, at=2, words="Trois")
    clone.commit()
    printed = clone.git("merge", "main", "--message", "merge")
    assert f"({key})" in printed
    assert clone.git("status", "--porcelain") == ""
    assert not lexer.conflicts(clone.read(FRENCH))
    messages = clone.catalog(FRENCH).messages
    assert [message.msgstr for message in messages[:3]] == ["Leçon", "Cela", "Trois"]
    assert [message.fuzzy for message in messages[:3]] == [False, True, False]
    assert messages[1].comments[1:] == ("1. Cela", "2. Ceci")
    content = clone.read(FRENCH)
    clone.sync()
    assert clone.read(FRENCH) == content


def test_an_author_and_a_translator(clone: Clone) -> None:
    at = next(i for i, m in enumerate(clone.catalog(FRENCH).messages) if m.msgid.startswith("A lesson is"))
    key = clone.translate(FRENCH, at=at, words="Une leçon est un fichier.")
    clone.commit()
    clone.git("branch", "--force", "other")
    clone.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    clone.sync()
    clone.commit()
    clone.git("checkout", "--quiet", "other")
    clone.translate(FRENCH, at=at, words="Une leçon est un fichier Markdown.")
    clone.commit()
    clone.git("merge", "main", "--message", "merge")
    # What is stale will be written over: a copy goes to the memory.
    assert set(clone.sync(SYNC_ALONE).written) == {FRENCH, "translations/fr/memory.po"}
    assert "Une leçon est un fichier Markdown." in clone.read("translations/fr/memory.po")
    message = clone.messages("fr")[key]
    assert message.msgstr == "Une leçon est un fichier Markdown."
    assert message.state is MessageState.STALE
    assert message.msgid.startswith("A lesson is one Markdown file.")


def test_two_authors(clone: Clone) -> None:
    """Git asks about the lesson alone; keys and translations stay."""
    before = {message.msgid: key for key, message in clone.messages("fr").items()}
    old = next(text for text in before if text.startswith("A lesson is"))
    clone.edit(LESSON, "A lesson is a Markdown file.", "A lesson is one Markdown file.")
    clone.sync()
    clone.commit()
    clone.git("checkout", "--quiet", "other")
    clone.edit(LESSON, "A lesson is a Markdown file.", "A lesson is a file in Markdown.")
    clone.write(LESSON, clone.read(LESSON) + "\nA new end.\n")
    clone.sync()
    clone.commit()
    clone.git("merge", "main", "--message", "merge", code=1)
    assert clone.git("diff", "--name-only", "--diff-filter=U").split() == [LESSON]
    assert not lexer.conflicts(clone.read(TEMPLATE))
    clone.git("checkout", "--theirs", LESSON)
    assert not clone.sync().broken
    assert clone.messages("fr")[before[old]].msgid.startswith("A lesson is one Markdown file.")
    assert "#~" not in clone.read(TEMPLATE)


def test_a_version_that_cannot_be_read(clone: Clone) -> None:
    clone.translate(FRENCH, at=0, words="Leçon")
    clone.commit()
    clone.git("checkout", "--quiet", "other")
    clone.write(FRENCH, clone.read(FRENCH) + 'msgid "cut off')
    clone.commit()
    broken = clone.read(FRENCH)
    printed = clone.git("merge", "main", "--message", "merge", code=1)
    assert "the version that git calls 'ours' cannot be read" in printed
    assert "[po-syntax]" in printed
    assert clone.git("diff", "--name-only", "--diff-filter=U").split() == [FRENCH]
    assert clone.read(FRENCH) == broken


def test_the_base_may_be_damaged_or_empty(tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("base", "ours", "theirs")]
    for base in ("", "<<<<<<< ours\n"):
        for path, text in zip(names, (base, 'msgid "a"\nmsgstr ""\n', 'msgid "a"\nmsgstr "b"\n'), strict=True):
            path.write_text(text, encoding="utf-8")
        assert merge_po(*names, "translations/fr/a.po") == 0
        assert names[1].read_text(encoding="utf-8") == 'msgid "a"\nmsgstr "b"\n'


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert merge_po(tmp_path / "o", tmp_path / "a", tmp_path / "b", "translations/fr/a.po") == 2
    assert "translations/fr/a.po is not merged" in capsys.readouterr().err


def test_installing_keeps_what_is_there(clone: Clone, capsys: pytest.CaptureFixture[str]) -> None:
    path = clone.root / ATTRIBUTES
    path.write_bytes(b"*.svg text\r\n" + LINES[1].replace(" ", "\t").encode() + b"\r\n# caf\xe9")
    assert install(clone.root) == 0
    wanted = b"*.svg text\r\n" + LINES[1].replace(" ", "\t").encode() + b"\r\n# caf\xe9\n" + f"{LINES[0]}\n".encode()
    assert path.read_bytes() == wanted
    assert install(clone.root) == 0
    assert path.read_bytes() == wanted
    assert "was complete" in capsys.readouterr().out


def test_installing_needs_a_course_in_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert install(tmp_path) == 2
    starter.make(tmp_path / "course")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert install(tmp_path / "course") == 2
    assert not (tmp_path / "course" / ATTRIBUTES).exists()
    monkeypatch.setenv("PATH", "")
    assert install(tmp_path / "course") == 2
    said = capsys.readouterr().err
    assert "no course here" in said
    assert "git says: fatal" in said
    assert "git is not installed" in said
