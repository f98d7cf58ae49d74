"""Writing files: whole or not at all, only what changed, never outside."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wlw_i18n import outputs
from wlw_i18n.model.output import OutputFile

NOBODY = 65534


def files_below(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*")}


# Writing


def test_a_new_file_and_its_folders(tmp_path: Path) -> None:
    assert outputs.write_if_changed(tmp_path, OutputFile("a/b/c.po", b"text"))
    assert (tmp_path / "a/b/c.po").read_bytes() == b"text"
    assert files_below(tmp_path) == {"a", "a/b", "a/b/c.po"}


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"text")
    os.utime(path, ns=(1, 1))
    before = path.stat()
    assert not outputs.write_if_changed(tmp_path, OutputFile("a.po", b"text"))
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, before.st_ino)


@pytest.mark.parametrize("content", [b"", b"TEXT", b"longer text"])
def test_a_changed_file_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.po").write_bytes(b"text")
    assert outputs.write_if_changed(tmp_path, OutputFile("a.po", content))
    assert (tmp_path / "a.po").read_bytes() == content
    assert files_below(tmp_path) == {"a.po"}


@pytest.mark.parametrize("step", ["chmod", "replace"])
def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    (tmp_path / "a.po").write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="No space left"):
        outputs.write_if_changed(tmp_path, OutputFile("a.po", b"new"))
    assert (tmp_path / "a.po").read_bytes() == b"old"
    assert files_below(tmp_path) == {"a.po"}


def test_a_run_that_is_interrupted_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.po").write_bytes(b"old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        outputs.write_if_changed(tmp_path, OutputFile("a.po", b"new"))
    assert (tmp_path / "a.po").read_bytes() == b"old"
    assert files_below(tmp_path) == {"a.po"}


def test_a_killed_run_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_bytes(b"old")
    script = (
        "import os, sys, pathlib\n"
        "from wlw_i18n import outputs\n"
        "os.replace = lambda *_: os.kill(os.getpid(), 9)\n"
        "outputs.replace(pathlib.Path(sys.argv[1]), b'new')\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "a.po")], check=False)
    assert done.returncode == -9
    assert (tmp_path / "a.po").read_bytes() == b"old"
    (stray,) = outputs.stray_temporaries(tmp_path)
    assert stray.read_bytes() == b"new"


@contextmanager
def ordinary_rights() -> Iterator[None]:
    """Rights can be refused only to one who is not root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_cannot_be_written() -> None:
    # pytest's own temporary folders are closed to others.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.po").write_bytes(b"old")
        folder.chmod(0o555)
        with ordinary_rights(), pytest.raises(PermissionError):
            outputs.write_if_changed(folder, OutputFile("a.po", b"new"))
        with ordinary_rights():
            assert not outputs.write_if_changed(folder, OutputFile("a.po", b"old"))
        assert (folder / "a.po").read_bytes() == b"old"
        assert files_below(folder) == {"a.po"}
        folder.chmod(0o755)


def test_a_new_file_may_be_read_as_any_other(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        outputs.write_if_changed(tmp_path, OutputFile("a.po", b""))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.po").stat().st_mode) == 0o640


def test_a_replaced_file_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "a.po").touch(mode=0o664)
    (tmp_path / "a.po").chmod(0o664)
    outputs.write_if_changed(tmp_path, OutputFile("a.po", b"x"))
    assert stat.S_IMODE((tmp_path / "a.po").stat().st_mode) == 0o664


def test_long_names_in_any_script(tmp_path: Path) -> None:
    name = "𞤀" * 63  # four bytes each
    outputs.write_if_changed(tmp_path, OutputFile(name, b"x"))
    assert files_below(tmp_path) == {name}


def test_a_batch_says_what_it_did(tmp_path: Path) -> None:
    batch = [OutputFile("b", b"1"), OutputFile("a", b"2"), OutputFile("c/d", b"3")]
    assert outputs.write_all(tmp_path, batch) == outputs.Written(("b", "a", "c/d"), 0)
    batch[1] = OutputFile("a", b"4")
    assert outputs.write_all(tmp_path, batch) == outputs.Written(("a",), 2)


# Staying inside

UNSAFE = ["", "..", "../a", "a/../../b", "a/..", "/etc/passwd", "//a", "a\\b", "..\\a", "a\0b", ".", "./", "a/../b"]


@pytest.mark.parametrize("path", UNSAFE)
def test_unsafe_paths(tmp_path: Path, path: str) -> None:
    root = tmp_path / "course"
    root.mkdir()
    for use in (outputs.target, lambda root, path: outputs.write_if_changed(root, OutputFile(path, b"x"))):
        with pytest.raises(outputs.UnsafePathError):
            use(root, path)
    with pytest.raises(outputs.UnsafePathError):
        outputs.remove(root, [path])
    assert files_below(tmp_path) == {"course"}


def test_a_linked_folder_that_leads_out(tmp_path: Path) -> None:
    root, outside = tmp_path / "course", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "a").write_bytes(b"precious")
    (root / "exports").symlink_to(outside)
    with pytest.raises(outputs.UnsafePathError):
        outputs.write_if_changed(root, OutputFile("exports/a", b"x"))
    with pytest.raises(outputs.UnsafePathError):
        outputs.remove(root, ["exports/a"])
    assert (outside / "a").read_bytes() == b"precious"


def test_a_linked_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "course"
    root.mkdir()
    (tmp_path / "outside").write_bytes(b"precious")
    (root / "a").symlink_to(tmp_path / "outside")
    outputs.write_if_changed(root, OutputFile("a", b"x"))
    assert (tmp_path / "outside").read_bytes() == b"precious"
    assert not (root / "a").is_symlink()


@given(st.text(alphabet=st.sampled_from(list("ab./\\\0")), max_size=10))
def test_no_path_leads_out(path: str) -> None:
    root = Path("/nowhere/course")
    try:
        found = outputs.target(root, path)
    except outputs.UnsafePathError:
        return
    assert Path(os.path.normpath(found)).is_relative_to(root)
    assert os.path.normpath(found) != str(root)


# Removing


def test_removal_takes_empty_folders_with_it(tmp_path: Path) -> None:
    root = tmp_path / "course"
    for path in ("fr/gap/a.po", "fr/gap/b.po", "fr/c.po", "ar/a.po"):
        outputs.write_if_changed(root, OutputFile(path, b"x"))
    assert outputs.remove(root, ["fr/gap/a.po"]) == ("fr/gap/a.po",)
    assert (root / "fr/gap").is_dir()
    assert outputs.remove(root, ["fr/gap/b.po", "fr/gap/none.po", "none/a", "ar/a.po"]) == ("fr/gap/b.po", "ar/a.po")
    assert files_below(root) == {"fr", "fr/c.po"}
    assert outputs.remove(root, ["fr/c.po"]) == ("fr/c.po",)
    assert files_below(tmp_path) == {"course"}, "the root stays"


def test_removal_below_what_became_a_file(tmp_path: Path) -> None:
    (tmp_path / "fr").write_bytes(b"x")
    assert outputs.remove(tmp_path, ["fr/a.po"]) == ()


# The lock

HOLD = (
    "import sys, pathlib\n"
    "from wlw_i18n import outputs\n"
    "with outputs.locked(pathlib.Path(sys.argv[1])):\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.read()\n"
)


def test_a_lock_held_by_another_process(tmp_path: Path) -> None:
    lock = tmp_path / "cache" / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(outputs.LockedError), outputs.locked(lock):
            pytest.fail("two runs at once")
        other.kill()
        other.wait()
    with outputs.locked(lock):
        pass


def test_a_lock_is_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        with outputs.locked(tmp_path / "lock"):
            pass
    with pytest.raises(ZeroDivisionError), outputs.locked(tmp_path / "lock"):
        raise ZeroDivisionError
    with outputs.locked(tmp_path / "lock"):
        pass
