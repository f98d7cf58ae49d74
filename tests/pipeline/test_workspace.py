"""A course on disk."""

import os
from pathlib import Path

import pytest

from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.pipeline import workspace
from wlw_i18n.pipeline.workspace import SourceFile


def make(root: Path, *paths: str) -> Path:
    for path in ("source/course.toml", *paths):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x")
    return root


def found(root: Path) -> list[str]:
    return [f"{problem.code} {problem.location}: {problem.message}" for problem in workspace.survey(root).problems]


def test_the_root_is_found_from_below(tmp_path: Path) -> None:
    root = make(tmp_path, "source/01-a/index.md")
    assert workspace.find_root(root / "source" / "01-a") == root.resolve()
    assert workspace.find_root(root) == root.resolve()
    with pytest.raises(workspace.CourseNotFoundError):
        workspace.find_root(tmp_path.parent)


def test_documents_come_in_course_order(tmp_path: Path) -> None:
    make(
        tmp_path,
        "source/10-last/index.md",
        "source/02-first/10-b.md",
        "source/02-first/9-a.md",
        "source/02-first/index.md",
        "source/10-last/01-c-d-2.md",
    )
    listing = workspace.survey(tmp_path)
    assert listing.problems == ()
    assert listing.sources == (
        SourceFile("source/02-first/index.md", "first", "index"),
        SourceFile("source/02-first/9-a.md", "first", "a"),
        SourceFile("source/02-first/10-b.md", "first", "b"),
        SourceFile("source/10-last/index.md", "last", "index"),
        SourceFile("source/10-last/01-c-d-2.md", "last", "c-d-2"),
    )
    assert [source.default_id for source in listing.sources] == ["first", "a", "b", "last", "c-d-2"]
    assert [source.is_index for source in listing.sources] == [True, False, False, True, False]


def test_every_file_is_listed_and_none_opened(tmp_path: Path) -> None:
    make(tmp_path, "source/01-a/index.md", "translations/fr/a/index.po", "exports/html/.nojekyll", "docs/x.md")
    (tmp_path / "source/01-a/index.md").chmod(0)
    listing = workspace.survey(tmp_path)
    paths = ["source/01-a/index.md", "source/course.toml", "translations/fr/a/index.po", "exports/html/.nojekyll"]
    assert list(listing.files) == paths
    state, stat = listing.files["source/course.toml"], (tmp_path / "source/course.toml").stat()
    assert (state.size, state.modified, state.changed, state.inode) == (
        1,
        stat.st_mtime_ns,
        stat.st_ctime_ns,
        stat.st_ino,
    )


def test_what_editors_and_systems_leave_is_no_part_of_the_course(tmp_path: Path) -> None:
    make(
        tmp_path,
        "source/01-a/index.md",
        "source/01-a/.02-b.md.swp",
        "source/01-a/._02-b.md",
        "source/.DS_Store",
        "source/.git/config.md",
        "translations/fr/.a.po.x1y2.tmp",
        "exports/html/.index.html.x1y2.tmp",
    )
    (tmp_path / "source/01-a/.#02-b.md").symlink_to("someone@host.1:2")
    listing = workspace.survey(tmp_path)
    assert listing.problems == ()
    assert list(listing.files) == ["source/01-a/index.md", "source/course.toml"]


def test_other_markdown(tmp_path: Path) -> None:
    make(tmp_path, "source/01-a/index.md", "source/README.md", "source/media/a.md", "source/01-a/media/b.md")
    listing = workspace.survey(tmp_path)
    assert listing.problems == ()
    assert len(listing.sources) == 1


@pytest.mark.parametrize(
    "path",
    [
        "source/lesson.md",
        "source/a/01-b.md",
        "source/01-a/b.md",
        "source/01-a/01-B.md",
        "source/01-a/01_b.md",
        "source/01-a/01-b c.md",
        "source/01-a/01-.md",
        "source/01-a/01-été.md",
        "source/01-a/٠١-b.md",
        "source/01-a/00-index.md",
        "source/01-a/deeper/01-b.md",
        "source/01-a/README.md",
    ],
)
def test_a_lesson_out_of_place(tmp_path: Path, path: str) -> None:
    make(tmp_path, "source/01-a/index.md", path)
    (problem,) = workspace.survey(tmp_path).problems
    assert (problem.code, problem.severity) == (Code.FILE_NAME, Severity.BROKEN)
    assert str(problem.location) == path


def test_a_module_without_its_first_page(tmp_path: Path) -> None:
    make(tmp_path, "source/01-a/01-b.md", "source/02-c/index.md")
    assert found(tmp_path) == ["file-name source/01-a/index.md: the module has no index.md"]


@pytest.mark.parametrize("paths", [(), ("source/01-a/picture.svg",)])
def test_no_lessons(tmp_path: Path, paths: tuple[str, ...]) -> None:
    make(tmp_path, *paths)
    assert found(tmp_path) == ["course-empty source: there are no lessons yet"]


def test_symbolic_links(tmp_path: Path) -> None:
    root = make(tmp_path / "course", "source/01-a/index.md", "source/01-a/media/a.svg", "source/media/b.svg")
    (tmp_path / "secret").write_text("x")
    (root / "source/01-a/media/inside.svg").symlink_to("a.svg")
    (root / "source/01-a/media/gone.svg").symlink_to("none.svg")
    (root / "source/01-a/media/secret.svg").symlink_to(tmp_path / "secret")
    (root / "source/01-a/loop").symlink_to("..")
    (root / "exports").symlink_to(tmp_path)
    message = "a symbolic link to a folder, or out of the course"
    assert found(root) == [
        f"path-outside source/01-a/loop: {message}",
        f"path-outside source/01-a/media/secret.svg: {message}",
        f"path-outside exports: {message}",
    ]
    assert "source/01-a/media/inside.svg" in workspace.survey(root).files


def test_a_course_below_a_linked_folder(tmp_path: Path) -> None:
    root = make(tmp_path / "course", "source/01-a/index.md", "source/01-a/media/a.svg")
    (root / "source/01-a/media/b.svg").symlink_to("a.svg")
    (tmp_path / "link").symlink_to("course")
    assert found(tmp_path / "link") == []


def test_a_name_that_is_not_text(tmp_path: Path) -> None:
    make(tmp_path, "source/01-a/index.md")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/source/01-a/caf\xe9.svg")).write_text("x")
    assert found(tmp_path) == ["file-name source/01-a/caf?.svg: the name is not UTF-8 text"]
