"""Every way in which programs save a file is seen, and nothing else is."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from wlw_i18n.preview import watch

LESSON = "source/01-a/01-b.md"


@pytest.fixture(name="root")
def root_fixture(tmp_path: Path) -> Path:
    for name in (LESSON, "translations/fr/a/b.po", "exports/html/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before", "utf-8")
    return tmp_path


def write(path: Path) -> None:
    path.write_text("after!", "utf-8")


def same_size(path: Path) -> None:
    time.sleep(0.01)
    path.write_text("befor3", "utf-8")


def rename_over(path: Path) -> None:
    new = path.with_name("new~")
    new.write_text("before", "utf-8")
    new.replace(path)


def rename_over_with_old_times(path: Path) -> None:
    stat = path.stat()
    new = path.with_name("new~")
    new.write_text("after!", "utf-8")
    os.utime(new, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    new.replace(path)


def backup_first(path: Path) -> None:
    path.rename(path.with_name("b.md~"))
    path.write_text("before", "utf-8")


def add(path: Path) -> None:
    path.with_name("02-new.md").write_text("", "utf-8")


def move_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("02-a"))


@pytest.mark.parametrize(
    "save", [write, same_size, rename_over, rename_over_with_old_times, backup_first, add, Path.unlink, move_folder]
)
@pytest.mark.parametrize("path", [LESSON, "translations/fr/a/b.po"])
def test_a_save_is_seen(root: Path, path: str, save: Callable[[Path], object]) -> None:
    before = watch.signature(root)
    save(root / path)
    assert watch.settled(root, before) == watch.signature(root)
    assert watch.signature(root) != before


def test_what_is_no_save_is_not_seen(root: Path) -> None:
    before = watch.signature(root)
    (root / LESSON).read_bytes()
    (root / "exports/html/index.html").write_text("after!", "utf-8")
    (root / "source/01-a/.01-b.md.swp").write_text("", "utf-8")
    (root / "source/.git").mkdir()
    (root / "source/.git/index").write_text("", "utf-8")
    (root / "README.md").write_text("", "utf-8")
    assert watch.settled(root, before) is None


def test_links_to_nothing_and_to_folders_are_no_trouble(root: Path, tmp_path: Path) -> None:
    (root / "source/gone").symlink_to(root / "nowhere")
    (root / "source/round").symlink_to(root)
    assert {Path(path).name for path, *_ in watch.signature(root)} == {"01-b.md", "b.po", "round"}
    assert watch.signature(tmp_path / "nowhere") == frozenset()


def test_it_waits_until_a_file_is_whole(root: Path) -> None:
    before = watch.signature(root)
    left = ["of three", "of three parts"]

    def write_on(_seconds: float) -> None:
        if left:
            (root / LESSON).write_text(left.pop(0), "utf-8")

    (root / LESSON).write_text("of", "utf-8")
    assert watch.settled(root, before, write_on) == watch.signature(root)
    assert (root / LESSON).read_text("utf-8") == "of three parts"


def test_a_file_that_never_rests_is_taken_as_it_is(root: Path) -> None:
    numbers = iter(range(1000))
    before = watch.signature(root)
    (root / LESSON).write_text("x", "utf-8")
    grown = lambda _seconds: (root / LESSON).write_text("x" * next(numbers), "utf-8")  # noqa: E731
    assert watch.settled(root, before, grown) is not None
    assert next(numbers) < 100


def test_changes_come_one_by_one_until_told_to_stop(root: Path) -> None:
    saves = [lambda: None, lambda: write(root / LESSON), lambda: None, lambda: add(root / LESSON)]

    def wait(_seconds: float) -> bool:
        if not saves:
            return True
        saves.pop(0)()
        return False

    found = list(watch.changes(root, watch.signature(root), wait))
    assert len(found) == 2
    assert found[-1] == watch.signature(root)
