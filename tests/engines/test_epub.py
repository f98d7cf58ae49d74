"""Books in the engines: EPUBCheck has nothing to say, and a real browser shows the chapters as they are meant."""

import zipfile
from pathlib import Path

import pytest

from tests.exporters.epub_books import WILD, book_of, wild_translation

from .browser import OpenPage, axe_violations
from .epubcheck import CheckBook
from .real_course import RealCourse


def book_in(course: RealCourse, tag: str) -> Path:
    (found,) = (course.root / "exports/epub").glob(f"*-{tag}.epub")
    return found


@pytest.mark.parametrize("tag", ["en", "fr", "ar"])
def test_the_checker_has_nothing_to_say_of_the_real_course(
    real_course: RealCourse, check_book: CheckBook, tag: str
) -> None:
    assert check_book(book_in(real_course, tag)) == []


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_checker_has_nothing_to_say_whatever_is_written(check_book: CheckBook, tmp_path: Path, code: str) -> None:
    path = tmp_path / "wild.epub"
    path.write_bytes(book_of(WILD, code, wild_translation if code == "ar" else None).content)
    assert check_book(path) == []


def test_the_checker_sees_faults(check_book: CheckBook, tmp_path: Path) -> None:
    """Else it would be no news that it has nothing to say."""
    path = tmp_path / "bad.epub"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        with zipfile.ZipFile(_written(tmp_path)) as good:
            for name in good.namelist()[1:]:
                archive.writestr(name, good.read(name).replace(b"<p>", b'<p width="1">'))
    assert {finding.severity for finding in check_book(path)} == {"ERROR"}


def _written(folder: Path) -> Path:
    path = folder / "good.epub"
    path.write_bytes(book_of(WILD).content)
    return path


@pytest.mark.parametrize("tag", ["en", "fr", "ar"])
def test_a_browser_shows_a_chapter(real_course: RealCourse, open_page: OpenPage, tmp_path: Path, tag: str) -> None:
    with zipfile.ZipFile(book_in(real_course, tag)) as archive:
        archive.extractall(tmp_path)
    tab = open_page(tmp_path / "EPUB/text/self-test.xhtml", width=420)
    tab.screenshot(tmp_path / f"{tag}.png")
    assert tab.errors == []
    assert tab.external_requests == []
    assert axe_violations(tab) == []
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    first = tab.page.locator(".question .ways a").last
    first.click()
    assert tab.page.url.rpartition("#")[2].startswith("answer")
    assert tab.page.locator(":target").is_visible()
    tab = open_page(tmp_path / "EPUB/text/three-gaps.xhtml", width=420)
    assert axe_violations(tab) == []
    assert tab.page.evaluate("[...document.images].every(i => { i.loading = 'eager'; return i.complete && i.width })")
