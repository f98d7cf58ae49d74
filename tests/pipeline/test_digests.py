"""Digests of files, taken again only when a file has changed."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wlw_i18n.pipeline import digests
from wlw_i18n.pipeline.workspace import FileState, survey

PAST = time.time_ns() - 3_600_000_000_000


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    for name in ("a", "b"):
        (tmp_path / "source" / name).write_text(name)
    return tmp_path


def states(root: Path) -> dict[str, FileState]:
    """As if nothing had changed for long: only time itself could do so to a file's time of change."""
    return {
        path: FileState(state.size, state.modified, PAST if state.modified < PAST else state.changed, state.inode)
        for path, state in survey(root).files.items()
    }


def age(root: Path) -> None:
    for path in (root / "source").iterdir():
        os.utime(path, ns=(PAST - 1, PAST - 1))


def test_a_digest_is_of_the_content(course: Path) -> None:
    found, _ = digests.digests(course, states(course), {})
    assert found == {"source/a": digests.digest(b"a"), "source/b": digests.digest(b"b")}


def test_known_files_are_not_opened(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    age(course)
    before, stamps = digests.digests(course, states(course), {})
    assert set(stamps) == {"source/a", "source/b"}
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("a file was opened"))
    assert digests.digests(course, states(course), stamps) == (before, stamps)


@pytest.mark.parametrize("part", ["size", "modified", "changed", "inode"])
def test_any_sign_of_change_is_enough(course: Path, part: str) -> None:
    age(course)
    found = states(course)
    _, stamps = digests.digests(course, found, {})
    (course / "source/a").write_text("A")
    signs = {name: getattr(found["source/a"], name) for name in ("size", "modified", "changed", "inode")}
    signs[part] += 1
    after, _ = digests.digests(course, found | {"source/a": FileState(**signs)}, stamps)
    assert after == {"source/a": digests.digest(b"A"), "source/b": digests.digest(b"b")}


def test_a_file_that_has_just_changed_is_looked_at_again(course: Path) -> None:
    """It may change once more within the tick of the file system's clock, without a sign."""
    _, stamps = digests.digests(course, survey(course).files, {})
    assert stamps == {}


def test_a_file_that_is_gone_is_forgotten_and_a_missing_one_an_error(course: Path) -> None:
    age(course)
    found = states(course)
    _, stamps = digests.digests(course, found, {})
    del found["source/a"]
    after, kept = digests.digests(course, found, stamps)
    assert set(after) == set(kept) == {"source/b"}
    (course / "source/b").unlink()
    with pytest.raises(FileNotFoundError):
        digests.digests(course, found, {})


parts = st.lists(st.binary(max_size=4), max_size=4)


@given(parts, parts)
def test_borders_between_parts_count(first: list[bytes], second: list[bytes]) -> None:
    assert (digests.digest(*first) == digests.digest(*second)) == (first == second)


@given(st.lists(st.text(alphabet=st.characters(), max_size=4), max_size=4))
def test_any_text_has_a_digest(texts: list[str]) -> None:
    assert digests.combine(texts) == digests.combine(iter(texts))


def test_surrogates_have_a_digest() -> None:
    assert digests.combine(["\udce9"]) != digests.combine(["\udcea"])
